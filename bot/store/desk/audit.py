"""The log: who read, took out and changed what. Written by ``Accounts.note_deed``; read here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, or_, select

from bot.store.desk.access import DeskBase, Viewer, readable
from bot.store.desk_tables import AuditRow, Reviewer
from bot.store.tables import EncounterRow, Trainee

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the log. ``who``: a name or an e-mail address, "" if the account is no more."""

    id: int
    at: datetime
    who: str
    did: str
    about: str


class Audit(DeskBase):
    """Reading the log. Nothing here changes it."""

    def deeds(
        self,
        who: int | None = None,
        did: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        before: tuple[datetime, int] | None = None,
        limit: int = PAGE,
    ) -> list[Deed]:
        """Lines that fit, the newest first. ``since`` counts, ``until`` doesn't any more.

        ``before``: from after this line (at, id) on.
        """
        rows = select(AuditRow, Reviewer.name, Reviewer.email).outerjoin(
            Reviewer, Reviewer.id == AuditRow.reviewer_id
        )
        if who is not None:
            rows = rows.where(AuditRow.reviewer_id == who)
        if did:
            rows = rows.where(AuditRow.did == did)
        if since:
            rows = rows.where(AuditRow.at >= since)
        if until:
            rows = rows.where(AuditRow.at < until)
        if before:
            at, number = before
            rows = rows.where(
                or_(AuditRow.at < at, and_(AuditRow.at == at, AuditRow.id < number)),
                AuditRow.at <= at,
            )
        with self._session() as s:
            found = s.execute(
                rows.order_by(AuditRow.at.desc(), AuditRow.id.desc()).limit(limit)
            ).tuples()
            return [
                Deed(row.id, row.at, name or email or "", row.did, row.about)
                for row, name, email in found
            ]

    def named(self, viewer: Viewer, encounters: Collection[str]) -> dict[str, tuple[str, str]]:
        """Scenario and trainee of those of ``encounters`` that ``viewer`` may read, by id."""
        if not encounters:
            return {}
        with self._session() as s:
            found = s.execute(
                select(EncounterRow.id, EncounterRow.scenario_id, EncounterRow.trainee_id)
                .join(Trainee, Trainee.id == EncounterRow.trainee_id)
                .where(EncounterRow.id.in_(encounters), readable(viewer))
            ).tuples()
            return {encounter: (scene, trainee) for encounter, scene, trainee in found}
