"""Who practises, in what group: as leads see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.desk.access import DeskBase
from bot.store.desk.reviewers import give_back_beyond
from bot.store.desk_tables import Reading
from bot.store.tables import Account, EncounterRow, Team, Trainee

PAGE: Final = 25


@dataclass(frozen=True, slots=True)
class Group:
    """A group and how many trainees are in it."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Practising:
    """A trainee by pseudonym. ``reachable``: some account of theirs can be written to."""

    id: str
    team: int | None
    since: datetime
    reachable: bool


class Groups(DeskBase):
    """Groups, and the trainees in them."""

    def groups(self) -> list[Group]:
        """All groups, by name."""
        with self._session() as s:
            found = s.execute(
                select(Team.id, Team.name, func.count(Trainee.id))
                .outerjoin(Trainee, Trainee.team_id == Team.id)
                .group_by(Team.id, Team.name)
            ).tuples()
            return sorted((Group(*g) for g in found), key=lambda g: (g.name.casefold(), g.id))

    def add_group(self, name: str) -> bool:
        """Add a group. False: there is one with this name, however it is capitalised."""
        if any(g.name.casefold() == name.casefold() for g in self.groups()):
            return False
        try:
            with self._session() as s:
                s.add(Team(name=name))
        except IntegrityError:  # another process was quicker
            return False
        return True

    def practising(
        self, before: tuple[datetime, str] | None = None, limit: int = PAGE
    ) -> list[Practising]:
        """Trainees, the newest first; ``before``: from after this one (since, id) on."""
        reachable = (
            select(Account.id)
            .where(Account.trainee_id == Trainee.id, Account.unreachable_at.is_(None))
            .exists()
        )
        rows = select(Trainee.id, Trainee.team_id, Trainee.created_at, reachable)
        if before:
            at, trainee = before
            rows = rows.where(
                or_(
                    Trainee.created_at < at,
                    and_(Trainee.created_at == at, Trainee.id < trainee),
                )
            )
        with self._session() as s:
            found = s.execute(
                rows.order_by(Trainee.created_at.desc(), Trainee.id.desc()).limit(limit)
            ).tuples()
            return [Practising(*row) for row in found]

    def move(self, trainee: str, team: int | None) -> bool:
        """Put a trainee into a group, or in none. False: no such trainee, or group.

        Whoever had taken a conversation of theirs and may not read it any more gives it back.
        """
        with self._session() as s:
            if team is not None and s.get(Team, team) is None:
                return False
            moved = s.execute(
                update(Trainee)
                .where(Trainee.id == trainee)
                .values(team_id=team)
                .returning(Trainee.id)
            ).first()
            theirs = select(EncounterRow.id).where(EncounterRow.trainee_id == trainee)
            give_back_beyond(s, Reading.encounter_id.in_(theirs))
            return moved is not None
