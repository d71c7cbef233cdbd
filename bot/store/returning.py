"""Encounters a trainee can go back to or look back on: set aside, done, over."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, update

from bot.store.encounters import Encounters
from bot.store.people import with_a_reply
from bot.store.records import Payload, StoredEncounter, StoredTrainee, encounter_of
from bot.store.tables import EncounterRow, Trainee, now


class Returning(Encounters):
    """Each public method is one transaction."""

    def unfinished(self, trainee: str) -> list[StoredEncounter]:
        """What is open or set aside, the one touched last first; an open one before all."""
        with self._session() as s:
            rows = s.scalars(
                select(EncounterRow)
                .where(
                    EncounterRow.trainee_id == trainee,
                    EncounterRow.status.in_(("active", "paused")),
                )
                .order_by(EncounterRow.status, EncounterRow.updated_at.desc())
            )
            return [encounter_of(row) for row in rows]

    def any_begun(self, trainee: str, open_to_all: bool) -> bool:
        """Whether there is an encounter that began with these readers and can be looked up."""
        with self._session() as s:
            found = select(EncounterRow.id).where(
                EncounterRow.trainee_id == trainee,
                EncounterRow.open_to_all.is_(open_to_all),
                EncounterRow.turns.any(),
            )
            return s.scalars(found.limit(1)).first() is not None

    def resume(
        self,
        trainee: StoredTrainee,
        encounter: str,
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
    ) -> None:
        """Go on with one that was set aside; what is open meanwhile is set aside itself."""
        with self._session() as s:
            s.execute(
                update(EncounterRow)
                .where(
                    EncounterRow.trainee_id == trainee.id,
                    EncounterRow.status == "active",
                    EncounterRow.id != encounter,
                )
                # Not a step in it: when it was touched last stays as it is.
                .values(status="paused", updated_at=EncounterRow.updated_at)
            )
            row = s.get_one(EncounterRow, encounter)
            row.status, row.ended_how = "active", None
            row.updated_at = now()
            # To come back to a conversation starts the count of reminders again.
            s.execute(update(Trainee).where(Trainee.id == trainee.id).values(reminded=0))
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)

    def scenarios_done(self, trainee: str) -> dict[str, int]:
        """How often the trainee ended each scenario, with at least one reply in it."""
        with self._session() as s:
            found = s.execute(
                select(EncounterRow.scenario_id, func.count())
                .where(
                    EncounterRow.trainee_id == trainee,
                    EncounterRow.status == "ended",
                    with_a_reply(),
                )
                .group_by(EncounterRow.scenario_id)
            )
            return dict(found.tuples().all())

    def scenarios_lately(self, trainee: str, most: int) -> list[str]:
        """The scenarios of the trainee's last conversations with a reply, newest first."""
        with self._session() as s:
            return list(
                s.scalars(
                    select(EncounterRow.scenario_id)
                    .where(EncounterRow.trainee_id == trainee, with_a_reply())
                    .order_by(EncounterRow.started_at.desc(), EncounterRow.id)
                    .limit(most)
                )
            )

    def past(self, trainee: str, most: int, skip: int = 0) -> list[StoredEncounter]:
        """The trainee's encounters with at least one reply, newest first.

        ``most`` of them, after the first ``skip``.
        """
        with self._session() as s:
            rows = s.scalars(
                select(EncounterRow)
                .where(EncounterRow.trainee_id == trainee, EncounterRow.turns.any())
                .order_by(EncounterRow.started_at.desc(), EncounterRow.id)
                .offset(skip)
                .limit(most)
            )
            return [encounter_of(row) for row in rows]
