"""What there is to know of conversations before somebody reads them: for the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from bot.store.desk.access import shared
from bot.store.desk_tables import CommentRow, SignOff
from bot.store.tables import (
    EncounterRow,
    FindingRow,
    NoteRow,
    ObjectionRow,
    TurnRow,
)

# Of the week that begins, conversations that ended longer ago are not drawn any more.
RECENT: Final = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Unread:
    """A conversation that may be waiting for a supervisor.

    ``status``: active, paused or ended. ``ended_how``: as in ``bot.practice.types.Ending``.
    ``replies``: those not taken back. ``unsure``: findings in them that were not shown.
    ``objections``: still open, however old: somebody was told that they will hear back.
    ``notes``, ``answers``: what the trainee wrote for supervisors, and to their comments, since
    the conversation was last signed off. ``earlier``: those of the trainee before this one that
    supervisors may read. ``visible``: whether supervisors may read it. ``signed_off``: it was
    read to its end, and nobody said anything in it since. Times are in UTC.
    """

    id: str
    status: str
    ended_how: str | None
    ended_at: datetime | None
    updated_at: datetime
    replies: int
    unsure: int
    objections: int
    notes: int
    answers: int
    earlier: int
    visible: bool
    signed_off: bool

    @property
    def over(self) -> bool:
        """It ended, and something was said in it."""
        return self.status == "ended" and self.replies > 0

    @property
    def hurt(self) -> bool:
        """A remark ended it."""
        return self.ended_how == "hurt"

    @property
    def since(self) -> datetime:
        """When it ended, or was touched last."""
        return self.ended_at or self.updated_at


def gather(s: Session, ids: Sequence[str]) -> list[Unread]:
    """Conversations as they stand now: a fixed number of queries for all of them together."""
    e = EncounterRow
    rows = s.execute(
        select(
            e.id, e.trainee_id, e.status, e.ended_how, e.ended_at, e.updated_at, shared().label("v")
        ).where(e.id.in_(ids))
    ).all()
    signed = _by(s, _signed(ids))
    said = {row[0]: row for row in s.execute(_said(ids))}
    unsure = _by(s, _unsure(ids))
    objections = _by(s, _objections(ids))
    notes = _by(s, _since_signed(NoteRow, NoteRow.created_at, ids))
    answers = _by(s, _since_signed(CommentRow, CommentRow.answered_at, ids))
    earlier = _by(s, _earlier({row.trainee_id for row in rows}, ids))
    found = []
    for row in rows:
        _id, replies, last = said.get(row.id, (row.id, 0, None))
        when = signed.get(row.id)
        found.append(
            Unread(
                id=row.id,
                status=row.status,
                ended_how=row.ended_how,
                ended_at=row.ended_at,
                updated_at=row.updated_at,
                replies=replies,
                unsure=unsure.get(row.id, 0),
                objections=objections.get(row.id, 0),
                notes=notes.get(row.id, 0),
                answers=answers.get(row.id, 0),
                earlier=earlier.get(row.id, 0),
                visible=row.v,
                signed_off=when is not None and (last is None or last <= when),
            )
        )
    return found


def _by(s: Session, statement: Select[Any]) -> dict[str, Any]:
    """Of rows of two columns, the second by the first."""
    return {row[0]: row[1] for row in s.execute(statement)}


def _signed(ids: Sequence[str]) -> Select[Any]:
    return (
        select(SignOff.encounter_id, func.max(SignOff.created_at))
        .where(SignOff.encounter_id.in_(ids), SignOff.blind.is_(False))
        .group_by(SignOff.encounter_id)
    )


def _said(ids: Sequence[str]) -> Select[Any]:
    """Replies that were not taken back, and when the last was written, of all."""
    kept = func.count().filter(TurnRow.taken_back_at.is_(None))
    return (
        select(TurnRow.encounter_id, kept, func.max(TurnRow.created_at))
        .where(TurnRow.encounter_id.in_(ids))
        .group_by(TurnRow.encounter_id)
    )


def _unsure(ids: Sequence[str]) -> Select[Any]:
    return (
        select(TurnRow.encounter_id, func.count())
        .join(FindingRow, FindingRow.turn_id == TurnRow.id)
        .where(
            TurnRow.encounter_id.in_(ids),
            TurnRow.taken_back_at.is_(None),
            FindingRow.shown.is_(False),
        )
        .group_by(TurnRow.encounter_id)
    )


def _objections(ids: Sequence[str]) -> Select[Any]:
    # The state is no condition of the rows: its index would lead through those of everybody.
    still = func.count().filter(ObjectionRow.settled_at.is_(None))
    return (
        select(TurnRow.encounter_id, still)
        .join(ObjectionRow, ObjectionRow.turn_id == TurnRow.id)
        .where(TurnRow.encounter_id.in_(ids))
        .group_by(TurnRow.encounter_id)
    )


def _since_signed(table: Any, when: Any, ids: Sequence[str]) -> Select[Any]:
    """How much of ``table`` came to each conversation since it was last signed off."""
    last = (
        select(func.max(SignOff.created_at))
        .where(SignOff.encounter_id == table.encounter_id, SignOff.blind.is_(False))
        .correlate(table)
        .scalar_subquery()
    )
    return (
        select(table.encounter_id, func.count())
        .where(table.encounter_id.in_(ids), when.is_not(None), or_(last.is_(None), when > last))
        .group_by(table.encounter_id)
    )


def _earlier(trainees: set[str], ids: Sequence[str]) -> Select[Any]:
    """For each conversation, how many with a reply the trainee had begun before it.

    What isn't shared doesn't count: supervisors don't learn how many there are of those.
    """
    spoken = select(TurnRow.id).where(TurnRow.encounter_id == EncounterRow.id).exists()
    before = func.sum(case((and_(shared(), spoken), 1), else_=0)).over(
        partition_by=EncounterRow.trainee_id,
        order_by=(EncounterRow.started_at, EncounterRow.id),
        rows=(None, -1),
    )
    counted = (
        select(EncounterRow.id, func.coalesce(before, 0).label("earlier"))
        .where(EncounterRow.trainee_id.in_(trainees))
        .subquery()
    )
    return select(counted.c.id, counted.c.earlier).where(counted.c.id.in_(ids))
