"""What supervisors said: verdicts, comments, sign-offs, blind second codings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.demo.dates import Span
from bot.demo.rows import KeptTalk
from bot.demo.talks import Difference, Review, Ruling
from bot.practice.codes import is_flag
from bot.store.desk.readings import NOTHING
from bot.store.desk_tables import AuditRow, CommentRow, Reading, SignOff, Verdict
from bot.store.tables import FindingRow, TurnRow

_STILL_UNREAD: Final = timedelta(days=9)  # the trainees' answers since then
_MOVES_AGREED: Final = 0.45  # of the moves, how many somebody bothers to agree with


def review(
    s: Session,
    span: Span,
    chance: Random,
    kept: KeptTalk,
    reviewers: Mapping[str, int],
    scales: Sequence[str],
) -> None:
    """Write the review of a conversation, and its second coding."""
    said = kept.played.talk.review
    if said is None:
        return
    who = reviewers[said.by]
    at = _read_at(span, chance, kept, said)
    s.add(AuditRow(reviewer_id=who, did="read", about=kept.row.id, at=at))
    for turn in kept.turns:
        at = _judge(s, chance, who, turn, said, at)
    at = _comments(s, span, chance, kept, who, said, at)
    values = dict(zip(scales, said.rubric, strict=False))
    s.add(
        SignOff(
            encounter_id=kept.row.id,
            reviewer_id=who,
            rubric=values,
            note=said.note,
            to_trainee=said.to_trainee,
            created_at=at,
        )
    )
    _answers_read(s, span, kept, who)
    _second(s, span, chance, kept, reviewers, at)


def _answers_read(s: Session, span: Span, kept: KeptTalk, who: int) -> None:
    """What trainees answered was read, too, but for the latest answers."""
    s.flush()
    query = select(func.max(CommentRow.answered_at)).where(CommentRow.encounter_id == kept.row.id)
    last = s.scalar(query)
    if last is not None and last < span.now - _STILL_UNREAD:
        at = last + timedelta(hours=20)
        s.add(SignOff(encounter_id=kept.row.id, reviewer_id=who, rubric={}, created_at=at))


def _read_at(span: Span, chance: Random, kept: KeptTalk, said: Review) -> datetime:
    """Between shifts on a later day, with time left for all that is said."""
    day = kept.at.last.astimezone(span.zone) + timedelta(days=said.days)
    at = day.replace(hour=chance.choice((8, 9, 13, 14, 21)), minute=chance.randrange(60))
    latest = span.now - timedelta(minutes=30)
    return max(kept.at.last, min(at.astimezone(span.now.tzinfo), latest))


def _soon(chance: Random) -> timedelta:
    return timedelta(seconds=chance.uniform(4, 25))


def _judge(
    s: Session, chance: Random, who: int, turn: TurnRow, said: Review, at: datetime
) -> datetime:
    """What is said of one reply's findings, and of what is missing in it. When that was done."""
    mine = [v for v in said.verdicts if v.reply == turn.number]
    for finding in turn.findings:
        ruled = next((v for v in mine if v.code and v.code == finding.code), None)
        if ruled is None and not _agrees(chance, finding):
            continue
        at += _soon(chance)
        s.add(_of_finding(who, finding, ruled, at))
    for missed in mine:
        start = turn.reply.find(missed.words)
        if missed.missed and start >= 0:
            at += _soon(chance)
            s.add(_on_words(who, turn, missed.missed, missed.words, at, missed.why))
    return at


def _agrees(chance: Random, finding: FindingRow) -> bool:
    """Whether they say so: to all flags that were shown, to some of the moves."""
    if not finding.shown:
        return False
    return is_flag(finding.code) or chance.random() < _MOVES_AGREED


def _of_finding(who: int, finding: FindingRow, ruled: Ruling | None, at: datetime) -> Verdict:
    return Verdict(
        turn_id=finding.turn_id,
        finding_id=finding.id,
        reviewer_id=who,
        kind="overrule" if ruled else "agree",
        code=ruled.instead if ruled else "",
        reason=ruled.why if ruled else "",
        created_at=at,
    )


def _on_words(
    who: int, turn: TurnRow, code: str, words: str, at: datetime, why: str = "", blind: bool = False
) -> Verdict:
    start = turn.reply.find(words)
    return Verdict(
        turn_id=turn.id,
        reviewer_id=who,
        kind="missed",
        code=code,
        start=start,
        end=start + len(words),
        quote=words,
        reason=why,
        blind=blind,
        created_at=at,
    )


def _comments(
    s: Session,
    span: Span,
    chance: Random,
    kept: KeptTalk,
    who: int,
    said: Review,
    at: datetime,
) -> datetime:
    for comment in said.comments:
        at += timedelta(seconds=chance.uniform(30, 90))
        made = CommentRow(
            encounter_id=kept.row.id,
            turn_id=kept.turns[comment.reply - 1].id,
            reviewer_id=who,
            to_trainee=not comment.among,
            text=comment.say,
            created_at=at,
        )
        if comment.answer:
            made.answer = comment.answer
            made.answered_at = span.past(at + timedelta(hours=chance.uniform(1, 30)))
        s.add(made)
    return at + timedelta(seconds=chance.uniform(30, 120))


# -- the second coding ---------------------------------------------------------------------------


def _second(
    s: Session,
    span: Span,
    chance: Random,
    kept: KeptTalk,
    reviewers: Mapping[str, int],
    signed: datetime,
) -> None:
    """Somebody else's codes, given without any before their eyes; or some of them, so far."""
    second, said = kept.played.talk.second, kept.played.talk.review
    if second is None or said is None:
        return
    who = reviewers[second.by]
    given = span.past(signed + timedelta(minutes=5))
    reading = Reading(encounter_id=kept.row.id, reviewer_id=who, blind=True, made_at=given)
    s.add(reading)
    at = span.past(given + timedelta(hours=chance.uniform(2, 40)))
    turns = [t for t in kept.turns if t.taken_back_at is None]
    for turn in turns[: second.coded] if second.waiting else turns:
        differs = [d for d in second.differs if d.reply == turn.number]
        marks = _marks(turn, said, differs)
        for code, words in marks:
            at += _soon(chance)
            s.add(_on_words(who, turn, code, words, at, blind=True))
        if not marks:
            s.add(_on_words(who, turn, NOTHING, "", at, blind=True))
    if not second.waiting:
        reading.done_at = at


def _marks(turn: TurnRow, said: Review, differs: Collection[Difference]) -> list[tuple[str, str]]:
    """(code, words): what the first reviewer saw in the reply, but for what ``differs``."""
    mine = [v for v in said.verdicts if v.reply == turn.number]
    overruled = {v.code: v.instead for v in mine if v.code}
    seen = {
        overruled.get(f.code, f.code): f.quote
        for f in turn.findings
        if f.shown or overruled.get(f.code)
    }
    seen.update({v.missed: v.words for v in mine if v.missed and v.words in turn.reply})
    seen.update({d.also: d.words for d in differs if d.also and d.words in turn.reply})
    without = {d.without for d in differs}
    return [(code, words) for code, words in seen.items() if code and code not in without]
