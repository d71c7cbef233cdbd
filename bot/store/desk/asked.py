"""Scenes that are asked for: of whom one may ask them, and what is asked for now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.store.desk.access import DeskBase, Viewer, in_groups
from bot.store.people import with_a_reply
from bot.store.tables import Assignment, EncounterRow, Team, Trainee, now

_WITHOUT_A_DAY: Final = timedelta(weeks=8)  # so long it stays in the list
_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A scene that is asked of a trainee (``trainee``) or a group (``team``, else "").

    ``done``: how many ``of`` those it is asked of have done it.
    """

    id: int
    scenario: str
    trainee: str | None
    team: str
    note: str
    due_on: date | None
    done: int
    of: int


class Asking(DeskBase):
    """Each public method is one transaction."""

    def groups_of(self, viewer: Viewer) -> list[tuple[int, str]]:
        """Groups that ``viewer`` looks after: ids and names, by name."""
        query = select(Team.id, Team.name).order_by(func.lower(Team.name), Team.id)
        if viewer.role != "lead":
            query = query.where(Team.id.in_(viewer.teams))
        with self._session() as s:
            return list(s.execute(query).tuples())

    def trainees_of(self, viewer: Viewer) -> list[str]:
        """Pseudonyms of those who practise in these groups."""
        query = select(Trainee.id).where(in_groups(viewer), Trainee.consented_at.is_not(None))
        with self._session() as s:
            return list(s.scalars(query.order_by(Trainee.id)))

    def asked_for(self, viewer: Viewer, today: date) -> list[Asked]:
        """What is asked for now of these groups, the newest first.

        Now is until the day it is asked for; without a day, for eight weeks. It doesn't hang on
        who has done it, since leaving the list would tell that of a single person.
        """
        rows = (
            select(Assignment, Team.name)
            .outerjoin(Trainee, Trainee.id == Assignment.trainee_id)
            .outerjoin(Team, Team.id == Assignment.team_id)
            .where(
                or_(
                    Assignment.due_on >= today,
                    Assignment.due_on.is_(None) & (Assignment.made_at > now() - _WITHOUT_A_DAY),
                )
            )
            .order_by(Assignment.id.desc())
            .limit(_MOST)
        )
        if viewer.role != "lead":
            rows = rows.where(or_(in_groups(viewer), Assignment.team_id.in_(viewer.teams)))
        with self._session() as s:
            found = s.execute(rows).tuples().all()
            sizes = dict(
                s.execute(select(Trainee.team_id, func.count()).group_by(Trainee.team_id))
                .tuples()
                .all()
            )
            done = _done(s, [a for a, _ in found])
            return [
                Asked(
                    id=a.id,
                    scenario=a.scenario_id,
                    trainee=a.trainee_id,
                    team=team or "",
                    note=a.note,
                    due_on=a.due_on,
                    done=done.get(a.id, 0),
                    of=1 if a.trainee_id else sizes.get(a.team_id, 0),
                )
                for a, team in found
            ]


def _done(s: Session, asked: list[Assignment]) -> dict[int | None, int]:
    """By assignment, how many of those it is asked of now have done it."""
    if not asked:
        return {}
    first: datetime = min(a.made_at for a in asked)
    rows = s.execute(
        select(Assignment.id, func.count(Trainee.id.distinct()))
        .join(EncounterRow, EncounterRow.assignment_id == Assignment.id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .where(
            EncounterRow.started_at >= first,
            EncounterRow.status == "ended",
            with_a_reply(),
            Assignment.id.in_([a.id for a in asked]),
            or_(Assignment.trainee_id == Trainee.id, Assignment.team_id == Trainee.team_id),
        )
        .group_by(Assignment.id)
    )
    return dict(rows.tuples().all())
