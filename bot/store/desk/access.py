"""Who may read what at the desk: the one place where that is decided."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session

from bot.store.desk_tables import Reading
from bot.store.repository import Store
from bot.store.tables import EncounterRow, Trainee

Role = Literal["supervisor", "lead", "reader"]
ROLES: Final[tuple[Role, ...]] = ("supervisor", "lead", "reader")
Right = Literal["read", "review", "export", "manage"]
# What a role may do. Whose conversations is another question: ``readable``.
RIGHTS: Final[dict[Role, frozenset[Right]]] = {
    "reader": frozenset({"read"}),
    "supervisor": frozenset({"read", "review", "export"}),
    "lead": frozenset({"read", "review", "export", "manage"}),
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody at the desk. ``teams``: ids of the groups they look after (a lead: all)."""

    id: int
    name: str
    email: str
    role: Role
    teams: frozenset[int] = frozenset()

    def may(self, right: Right) -> bool:
        """Whether their role allows it."""
        return right in RIGHTS[self.role]


def in_groups(viewer: Viewer) -> ColumnElement[bool]:
    """Of trainees: those in the groups of ``viewer``. Whoever is in no group is a lead's."""
    if viewer.role == "lead":
        return true()
    return Trainee.team_id.in_(viewer.teams) if viewer.teams else false()


def shared() -> ColumnElement[bool]:
    """Of encounters: those that supervisors may read at all."""
    return or_(
        EncounterRow.open_to_all.is_(True),
        EncounterRow.assigned.is_(True),
        EncounterRow.shared_at.is_not(None),
    )


def codable(viewer: Viewer) -> ColumnElement[bool]:
    """Of encounters joined with their trainees: those whose words ``viewer`` may read."""
    return and_(shared(), in_groups(viewer))


def readable(viewer: Viewer) -> ColumnElement[bool]:
    """As ``codable``, with their codes: not while ``viewer`` is to code them blind."""
    blind = (
        select(Reading.id)
        .where(
            Reading.encounter_id == EncounterRow.id,
            Reading.reviewer_id == viewer.id,
            Reading.blind.is_(True),
            Reading.done_at.is_(None),
        )
        .exists()
    )
    return and_(codable(viewer), ~blind)


class DeskBase:
    """Sessions on the database of ``store``. Each public method is one transaction."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.engine = store.engine

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self.store._session() as session:
            yield session
