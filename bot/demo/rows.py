"""Rows of what was played: encounters, turns, findings, offers, objections, notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from bot.demo.dates import Clock, Span, clock
from bot.demo.playing import PlayedTalk, PlayedTurn
from bot.demo.talks import Asked, Voice
from bot.store.tables import (
    Assignment,
    EncounterRow,
    FindingRow,
    NoteRow,
    ObjectionRow,
    OfferRow,
    Trainee,
    TurnRow,
)

_SETTLED: dict[str, str] = {"open": "active", "paused": "paused", "stepped_out": "paused"}


@dataclass
class KeptTalk:
    """A conversation in the database, with what was played and when."""

    voice: Voice
    played: PlayedTalk
    row: EncounterRow
    turns: list[TurnRow]
    at: Clock


@dataclass
class Wanted:
    """An assignment, and from when on it counts."""

    asked: Asked
    row: Assignment
    made: datetime


def keep_talk(
    s: Session,
    span: Span,
    chance: Random,
    voice: Voice,
    trainee: Trainee,
    played: PlayedTalk,
    wanted: list[Wanted],
) -> KeptTalk:
    """Write a conversation. ``wanted``: what this trainee is asked for and has not done yet."""
    talk = played.talk
    replies = [(t.new.reply, t.said.later) for t in played.turns]
    at = clock(span, chance, talk.day, voice, replies)
    answers = next((w for w in wanted if w.asked.scene == talk.scene and w.made < at.began), None)
    row = EncounterRow(
        id=f"{chance.getrandbits(64):016x}",
        trainee_id=trainee.id,
        scenario_id=played.scene.id,
        coach_mode="end" if talk.unaided else voice.coach,
        status=_SETTLED.get(talk.ends, "ended"),
        state=played.state.to_json(),
        line=played.line,
        aim=talk.aim,
        unaided=talk.unaided,
        open_to_all=voice.reads == "all",
        assignment_id=answers.row.id if answers else None,
        assigned=answers is not None,
        started_at=at.began,
    )
    row.ended_how = "stepped_out" if talk.ends == "stepped_out" else played.state.ended
    over = at.last + timedelta(seconds=chance.uniform(20, 90))
    row.updated_at = over
    if row.status == "ended":
        row.ended_at = over if played.state.ended == "ended" else at.last
        if answers:
            wanted.remove(answers)
    if talk.shared:
        row.shared_at = span.past(over + timedelta(minutes=chance.uniform(1, 40)))
    s.add(row)
    s.flush()
    turns: list[TurnRow] = []
    for place, turn in enumerate(played.turns):
        turns.append(_turn(row, turn, at, place, turns))
        s.add(turns[-1])
        s.flush()
        _objections(s, span, chance, turn, turns[-1])
    if talk.note:
        said = span.past(over + timedelta(minutes=3))
        s.add(NoteRow(trainee_id=trainee.id, encounter_id=row.id, text=talk.note, created_at=said))
    return KeptTalk(voice, played, row, turns, at)


def _turn(
    row: EncounterRow, turn: PlayedTurn, at: Clock, place: int, before: list[TurnRow]
) -> TurnRow:
    new = turn.new
    made = TurnRow(
        encounter_id=row.id,
        number=new.number,
        client_before=new.client_before,
        reply=new.reply,
        client_after=new.client_after,
        kind=new.kind,
        topic=new.topic,
        topic_confidence=new.topic_confidence,
        trust=new.state.trust,
        stance=new.state.stance,
        state_before=new.state_before.to_json(),
        line_before=dict(new.line_before),
        feedback=new.feedback.to_json(),
        parent_id=None if turn.parent is None else before[turn.parent].id,
        intent=turn.said.meant,
        coder=new.coder,
        created_at=at.times[place],
    )
    made.findings = [FindingRow(**f.to_json()) for f in new.findings]
    made.offers = [OfferRow(text=a.text, codes=list(a.codes)) for a in turn.offers]
    if turn.taken_back:
        following = at.times[place + 1]
        made.taken_back_at = at.times[place] + (following - at.times[place]) / 2
    return made


def _objections(s: Session, span: Span, chance: Random, turn: PlayedTurn, row: TurnRow) -> None:
    """To each flag that the coach named; none if there is none any more."""
    objects = turn.said.objects
    if objects is None:
        return
    for flag in turn.new.feedback.flags:
        made = row.created_at + timedelta(seconds=chance.uniform(25, 70))
        o = ObjectionRow(turn_id=row.id, code=flag.code, created_at=span.past(made))
        o.reason = objects.why
        if objects.outcome:
            o.outcome, o.answer = objects.outcome, objects.answer
            o.settled_at = span.past(made + timedelta(hours=chance.uniform(15, 40)))
        s.add(o)
