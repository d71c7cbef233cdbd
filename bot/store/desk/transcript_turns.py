"""The turns of one encounter, with what was found in them and said about them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.practice.types import Feedback
from bot.store.desk.transcript_records import (
    Contest,
    FoundCode,
    OfferedWording,
    ReadTurn,
    Remark,
    SaidVerdict,
)
from bot.store.desk_tables import CommentRow, Reviewer, Verdict
from bot.store.tables import FindingRow, ObjectionRow, OfferRow, TurnRow

# What a reviewer is called; "" if their account is gone.
NAME: Final = func.coalesce(func.nullif(Reviewer.name, ""), Reviewer.email, "").label("by")


def turns_of(s: Session, encounter: str, remarks: list[Remark]) -> tuple[ReadTurn, ...]:
    """The turns of an encounter, in the order they were played."""
    turn = TurnRow
    rows = s.execute(
        select(
            turn.id,
            turn.number,
            turn.created_at,
            turn.client_before,
            turn.reply,
            turn.client_after,
            turn.state_before["trust"].as_float().label("trust_before"),
            turn.trust,
            turn.state_before["stance"].as_string().label("stance_before"),
            turn.stance,
            turn.taken_back_at,
            turn.parent_id,
            turn.intent,
            turn.feedback,
        )
        .where(turn.encounter_id == encounter)
        .order_by(turn.id)
    ).all()
    findings, offers = _findings(s, encounter), _offers(s, encounter)
    verdicts, contests = _verdicts(s, encounter), _contests(s, encounter)
    return tuple(
        ReadTurn(
            id=r.id,
            number=r.number,
            at=r.created_at,
            client_before=r.client_before,
            reply=r.reply,
            client_after=r.client_after,
            trust_before=r.trust if r.trust_before is None else r.trust_before,
            trust=r.trust,
            stance_before=r.stance_before or "",
            stance=r.stance,
            taken_back=r.taken_back_at is not None,
            parent=r.parent_id,
            intent=r.intent,
            feedback=Feedback.from_json(r.feedback),
            findings=tuple(findings[r.id]),
            offers=tuple(offers[r.id]),
            verdicts=tuple(verdicts[r.id]),
            contests=tuple(contests[r.id]),
            remarks=tuple(x for x in remarks if x.turn == r.id),
        )
        for r in rows
    )


def _of_turns(encounter: str, table: Any, *what: Any) -> Select[Any]:
    """``what`` of the rows of ``table`` that belong to replies of an encounter, in order."""
    return (
        select(table.turn_id, *what)
        .join(TurnRow, TurnRow.id == table.turn_id)
        .where(TurnRow.encounter_id == encounter)
        .order_by(table.id)
    )


def _findings(s: Session, encounter: str) -> dict[int, list[FoundCode]]:
    f = FindingRow
    what = (f.id, f.code, f.start, f.end, f.quote, f.confidence, f.shown, f.why)
    found: dict[int, list[FoundCode]] = defaultdict(list)
    for turn, *values in s.execute(_of_turns(encounter, f, *what)):
        found[turn].append(FoundCode(*values))
    return found


def _offers(s: Session, encounter: str) -> dict[int, list[OfferedWording]]:
    found: dict[int, list[OfferedWording]] = defaultdict(list)
    for turn, text, codes in s.execute(
        _of_turns(encounter, OfferRow, OfferRow.text, OfferRow.codes)
    ):
        found[turn].append(OfferedWording(text, tuple(codes)))
    return found


def _verdicts(s: Session, encounter: str) -> dict[int, list[SaidVerdict]]:
    v = Verdict
    what = (v.id, v.finding_id, v.reviewer_id, NAME, v.kind, v.code, v.start, v.end, v.quote)
    query = _of_turns(encounter, v, *what, v.reason, v.created_at)
    query = query.outerjoin(Reviewer, Reviewer.id == v.reviewer_id).where(v.blind.is_(False))
    found: dict[int, list[SaidVerdict]] = defaultdict(list)
    for turn, id_, *values in s.execute(query):
        found[turn].append(SaidVerdict(id_, turn, *values))
    return found


def _contests(s: Session, encounter: str) -> dict[int, list[Contest]]:
    o = ObjectionRow
    what = (o.id, o.code, o.reason, o.created_at, o.outcome, o.answer, o.settled_at)
    found: dict[int, list[Contest]] = defaultdict(list)
    for turn, *values in s.execute(_of_turns(encounter, o, *what)):
        found[turn].append(Contest(*values))
    return found


def remarks_on(s: Session, encounter: str) -> list[Remark]:
    """All comments on an encounter, oldest first."""
    c = CommentRow
    rows = s.execute(
        select(
            c.id,
            c.turn_id,
            c.reviewer_id,
            NAME,
            c.to_trainee,
            c.text,
            c.created_at,
            c.answer,
            c.answered_at,
        )
        .outerjoin(Reviewer, Reviewer.id == c.reviewer_id)
        .where(c.encounter_id == encounter)
        .order_by(c.id)
    )
    return [Remark(*row) for row in rows]
