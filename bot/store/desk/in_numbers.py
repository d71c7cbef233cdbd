"""Conversations in numbers."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.desk.access import Viewer, readable
from bot.store.desk.taken import TakenConversation
from bot.store.desk_tables import SignOff
from bot.store.tables import EncounterRow, FindingRow, ObjectionRow, Team, Trainee, TurnRow


def in_numbers(s: Session, viewer: Viewer, ids: list[str]) -> list[TakenConversation]:
    """The conversations ``ids``, in this order, as far as ``viewer`` may read them."""
    rows = s.execute(
        select(
            EncounterRow.id,
            Trainee.id.label("trainee"),
            Team.name.label("team"),
            EncounterRow.scenario_id,
            EncounterRow.coach_mode,
            EncounterRow.unaided,
            EncounterRow.assigned,
            EncounterRow.started_at,
            EncounterRow.ended_at,
            EncounterRow.status,
            EncounterRow.ended_how,
        )
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .outerjoin(Team, Team.id == Trainee.team_id)
        .where(EncounterRow.id.in_(ids), readable(viewer))
    ).all()
    place = {id_: i for i, id_ in enumerate(ids)}
    turns = _ends(s, ids)
    counted = _counted(s, ids)
    objected = _objected(s, ids)
    signed = _signed(s, ids)
    made = []
    for r in sorted(rows, key=lambda r: place[r.id]):
        replies, first, last = turns.get(r.id, (0, None, None))
        shown = {family: counted.get((r.id, family, True), 0) for family in "PSGM"}
        sign_off = signed.get(r.id)
        made.append(
            TakenConversation(
                conversation=r.id,
                trainee=r.trainee,
                team=r.team or "",
                scenario=r.scenario_id,
                mode=r.coach_mode,
                unaided=r.unaided,
                assigned=r.assigned,
                started_at=r.started_at,
                ended_at=r.ended_at,
                status=r.status,
                ended_how=r.ended_how or "",
                replies=replies,
                pitfalls=shown["P"],
                flags=shown["S"],
                moves=shown["G"] + shown["M"],
                unsure=sum(counted.get((r.id, family, False), 0) for family in "PSGM"),
                trust_start=first,
                trust_end=last,
                objections=objected.get(r.id, 0),
                signed_off_at=sign_off.created_at if sign_off else None,
                rubric=dict(sign_off.rubric) if sign_off else {},
            )
        )
    return made


def _ends(s: Session, ids: list[str]) -> dict[str, tuple[int, float | None, float | None]]:
    """Of each conversation: kept replies, trust before the first and after the last of them."""
    kept = (
        select(
            TurnRow.encounter_id,
            func.count().label("replies"),
            func.min(TurnRow.id).label("first"),
            func.max(TurnRow.id).label("last"),
        )
        .where(TurnRow.encounter_id.in_(ids), TurnRow.taken_back_at.is_(None))
        .group_by(TurnRow.encounter_id)
    )
    rows = s.execute(kept).all()
    first = dict(
        s.execute(
            select(TurnRow.id, TurnRow.state_before).where(TurnRow.id.in_([r.first for r in rows]))
        )
        .tuples()
        .all()
    )
    last = dict(
        s.execute(select(TurnRow.id, TurnRow.trust).where(TurnRow.id.in_([r.last for r in rows])))
        .tuples()
        .all()
    )
    return {r.encounter_id: (r.replies, first[r.first].get("trust"), last[r.last]) for r in rows}


def _counted(s: Session, ids: list[str]) -> dict[tuple[str, str, bool], int]:
    """How many findings of each family were shown, and not, in kept replies."""
    found: dict[tuple[str, str, bool], int] = defaultdict(int)
    for encounter, code, shown, count in s.execute(
        select(TurnRow.encounter_id, FindingRow.code, FindingRow.shown, func.count())
        .join(FindingRow, FindingRow.turn_id == TurnRow.id)
        .where(TurnRow.encounter_id.in_(ids), TurnRow.taken_back_at.is_(None))
        .group_by(TurnRow.encounter_id, FindingRow.code, FindingRow.shown)
    ):
        found[encounter, code[0], shown] += count
    return found


def _objected(s: Session, ids: list[str]) -> dict[str, int]:
    """How many flags of kept replies the trainees saw otherwise."""
    found = s.execute(
        select(TurnRow.encounter_id, func.count())
        .join(ObjectionRow, ObjectionRow.turn_id == TurnRow.id)
        .where(TurnRow.encounter_id.in_(ids), TurnRow.taken_back_at.is_(None))
        .group_by(TurnRow.encounter_id)
    )
    return dict(found.tuples().all())


def _signed(s: Session, ids: list[str]) -> dict[str, SignOff]:
    """The latest sign-off of each conversation by somebody who saw its codes."""
    found = s.scalars(
        select(SignOff)
        .where(SignOff.encounter_id.in_(ids), SignOff.blind.is_(False))
        .order_by(SignOff.id)
    )
    return {row.encounter_id: row for row in found}
