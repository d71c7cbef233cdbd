"""What a list of the queue shows of each conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.store.desk.unread import Unread, gather
from bot.store.desk_tables import CommentRow, Reading, Reviewer, SignOff
from bot.store.tables import (
    EncounterRow,
    FindingRow,
    ObjectionRow,
    Team,
    Trainee,
    TurnRow,
)

# Where a page ends: urgency, rank and id of its last one; of the done: time and number of the
# sign-off.
After = tuple[int, float, str] | tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation of the queue. Trust: 0 to 1. Names: "" where there is nobody.

    ``holder``: the reviewer who has taken it. ``moments``: replies to look at, by the kind of
    reason. ``place``: where a page that ends with this one goes on.
    """

    unread: Unread
    trainee: str
    team: str
    scenario: str
    coach_mode: str
    unaided: bool
    started_at: datetime
    trust_start: float
    trust_end: float
    place: After
    holder: int | None
    holder_name: str
    signed_by: str
    signed_at: datetime | None
    moments: Mapping[str, int]


def entries_of(s: Session, places: Mapping[str, After], signed: bool = False) -> list[Entry]:
    """Conversations in the order of ``places``. ``signed``: with who signed them off, when."""
    ids = list(places)
    if not ids:
        return []
    unread = {u.id: u for u in gather(s, ids)}
    rows = {row.id: row for row in s.execute(_about(ids))}
    starts = dict(s.execute(_trust_at_start(ids)).tuples().all())
    holders = {row[0]: row for row in s.execute(_holders(ids))}
    last = {row[0]: row for row in s.execute(_last_signed(ids))} if signed else {}
    moments = _moments(s, ids)
    found = []
    for id_ in ids:
        row, held, by = rows[id_], holders.get(id_), last.get(id_)
        found.append(
            Entry(
                unread=unread[id_],
                trainee=row.trainee_id,
                team=row.team or "",
                scenario=row.scenario_id,
                coach_mode=row.coach_mode,
                unaided=row.unaided,
                started_at=row.started_at,
                trust_start=starts.get(id_, row.trust) or 0.0,
                trust_end=row.trust or 0.0,
                place=places[id_],
                holder=held[1] if held else None,
                holder_name=(held[2] or held[3]) if held else "",
                signed_by=(by[1] or by[2] or "") if by else "",
                signed_at=by[3] if by else None,
                moments={kind: by_id[id_] for kind, by_id in moments.items() if by_id.get(id_)},
            )
        )
    return found


def _about(ids: list[str]) -> Select[Any]:
    e = EncounterRow
    return (
        select(
            e.id,
            e.trainee_id,
            e.scenario_id,
            e.coach_mode,
            e.unaided,
            e.started_at,
            e.state["trust"].as_float().label("trust"),
            Team.name.label("team"),
        )
        .join(Trainee, Trainee.id == e.trainee_id)
        .outerjoin(Team, Team.id == Trainee.team_id)
        .where(e.id.in_(ids))
    )


def _trust_at_start(ids: list[str]) -> Select[Any]:
    first = select(func.min(TurnRow.id)).where(TurnRow.encounter_id.in_(ids))
    return select(TurnRow.encounter_id, TurnRow.state_before["trust"].as_float()).where(
        TurnRow.id.in_(first.group_by(TurnRow.encounter_id))
    )


def _holders(ids: list[str]) -> Select[Any]:
    """The first that is still open comes last, and so is the one that counts."""
    return (
        select(Reading.encounter_id, Reviewer.id, Reviewer.name, Reviewer.email)
        .join(Reviewer, Reviewer.id == Reading.reviewer_id)
        .where(
            Reading.encounter_id.in_(ids),
            Reading.blind.is_(False),
            Reading.done_at.is_(None),
            Reviewer.active.is_(True),
        )
        .order_by(Reading.id.desc())
    )


def _last_signed(ids: list[str]) -> Select[Any]:
    """The last of each comes last."""
    return (
        select(SignOff.encounter_id, Reviewer.name, Reviewer.email, SignOff.created_at)
        .outerjoin(Reviewer, Reviewer.id == SignOff.reviewer_id)
        .where(SignOff.encounter_id.in_(ids), SignOff.blind.is_(False))
        .order_by(SignOff.id)
    )


def _moments(s: Session, ids: list[str]) -> dict[str, dict[str, Any]]:
    """By the kind of reason, the reply to look at in each conversation, if there is one."""
    t = TurnRow
    kept = (t.encounter_id.in_(ids), t.taken_back_at.is_(None))
    contested = (
        select(t.encounter_id, func.min(t.id).filter(ObjectionRow.settled_at.is_(None)))
        .join(ObjectionRow, ObjectionRow.turn_id == t.id)
        .where(t.encounter_id.in_(ids))
    )
    unsure = (
        select(t.encounter_id, func.min(t.id))
        .join(FindingRow, FindingRow.turn_id == t.id)
        .where(*kept, FindingRow.shown.is_(False))
    )
    last = select(t.encounter_id, func.max(t.id)).where(*kept)
    answered = (
        select(CommentRow.encounter_id, CommentRow.turn_id)
        .where(CommentRow.encounter_id.in_(ids), CommentRow.answered_at.is_not(None))
        .order_by(CommentRow.answered_at)
    )
    found: dict[str, Select[Any]] = {
        "contested": contested.group_by(t.encounter_id),
        "answer": answered,
        "unsure": unsure.group_by(t.encounter_id),
        "abrupt": last.group_by(t.encounter_id),
    }
    return {kind: dict(s.execute(made).tuples().all()) for kind, made in found.items()}
