"""Colleagues who could read a conversation for the first time."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from bot.store.desk.access import RIGHTS, DeskBase, Viewer
from bot.store.desk.transcript_turns import NAME
from bot.store.desk_tables import (
    AuditRow,
    CommentRow,
    Reading,
    Reviewer,
    ReviewerTeam,
    SignOff,
    Verdict,
)
from bot.store.tables import EncounterRow, Trainee, TurnRow

_REVIEWING: Final = [role for role, rights in RIGHTS.items() if "review" in rights]
# Deeds in the log that are about one conversation: it was opened, or a list showed a reply of it.
_SAW: Final = ("read", "print")


class Colleagues(DeskBase):
    """Each public method is one transaction."""

    def second_coders(self, viewer: Viewer, encounter: str) -> list[tuple[int, str]]:
        """Whom ``viewer`` could ask to code an encounter blind: ids and names, by name."""
        if not viewer.may("review"):
            return []
        with self._session() as s:
            return coders(s, viewer, encounter)


def coders(s: Session, viewer: Viewer, encounter: str) -> list[tuple[int, str]]:
    """Colleagues who may review it and have seen none of its codes yet."""
    return list(
        s.execute(
            select(Reviewer.id, NAME)
            .where(
                Reviewer.id != viewer.id,
                Reviewer.active.is_(True),
                Reviewer.role.in_(_REVIEWING),
                or_(Reviewer.role == "lead", _looks_after(encounter)),
                *_saw_nothing(encounter),
            )
            .order_by(NAME, Reviewer.id)
        )
        .tuples()
        .all()
    )


def _looks_after(encounter: str) -> ColumnElement[bool]:
    """Of reviewers: the trainee's group is one of theirs."""
    return (
        select(ReviewerTeam.team_id)
        .join(Trainee, Trainee.team_id == ReviewerTeam.team_id)
        .join(EncounterRow, EncounterRow.trainee_id == Trainee.id)
        .where(ReviewerTeam.reviewer_id == Reviewer.id, EncounterRow.id == encounter)
        .correlate(Reviewer)
        .exists()
    )


def _saw_nothing(encounter: str) -> list[ColumnElement[bool]]:
    """Of reviewers: nothing of theirs belongs to the encounter, and they never saw any of it."""
    turns = select(TurnRow.id).where(TurnRow.encounter_id == encounter)
    ways = [
        (Reading.reviewer_id, Reading.encounter_id == encounter),
        (Verdict.reviewer_id, Verdict.turn_id.in_(turns)),
        (SignOff.reviewer_id, SignOff.encounter_id == encounter),
        (CommentRow.reviewer_id, CommentRow.encounter_id == encounter),
        (AuditRow.reviewer_id, and_(AuditRow.did.in_(_SAW), AuditRow.about == encounter)),
    ]
    return [Reviewer.id.not_in(select(who).where(who.is_not(None), where)) for who, where in ways]
