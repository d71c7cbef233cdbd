"""The repository: everything read from and written to the database goes through here.

Each public method is one transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from bot.practice.types import Encounter
from bot.store.database import make_engine
from bot.store.gaps import Gaps
from bot.store.records import (
    NewTurn,
    Outgoing,
    Payload,
    StoredEncounter,
    StoredTrainee,
    StoredTurn,
    encounter_of,
    trainee_of,
)
from bot.store.tables import (
    Account,
    EncounterRow,
    FindingRow,
    ObjectionRow,
    OfferRow,
    OutgoingRow,
    Trainee,
    TurnRow,
    now,
)

__all__ = [
    "NewTurn",
    "Outgoing",
    "Store",
    "StoredEncounter",
    "StoredTrainee",
    "StoredTurn",
    "make_engine",
]


class Store(Gaps):
    """Trainees and encounters, and the mailbox they share a database with."""

    # -- trainees ---------------------------------------------------------------------------

    def trainee(self, channel: str, external_id: str) -> StoredTrainee | None:
        """The trainee behind a channel's id, or None."""
        with self._session() as s:
            found = s.execute(
                select(Account, Trainee)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .where(Account.channel == channel, Account.external_id == external_id)
            ).first()
            return trainee_of(*found) if found else None

    def add_trainee(self, channel: str, external_id: str) -> StoredTrainee:
        """A new trainee with a random pseudonym; the known one if the id is known."""
        known = self.trainee(channel, external_id)
        if known:
            return known
        try:
            with self._session() as s:
                trainee = Trainee(id=f"t-{secrets.token_hex(6)}", coach_mode="each", carry="")
                account = Account(channel=channel, external_id=external_id, trainee_id=trainee.id)
                s.add(trainee)
                s.flush()
                s.add(account)
                s.flush()
                return trainee_of(account, trainee)
        except IntegrityError:  # another process was quicker
            return self.trainee(channel, external_id) or self.add_trainee(channel, external_id)

    def consent(self, trainee: str) -> None:
        """Note that the trainee agreed."""
        with self._session() as s:
            s.execute(update(Trainee).where(Trainee.id == trainee).values(consented_at=now()))

    def set_coach_mode(self, trainee: str, mode: str) -> None:
        """How the coach speaks from now on: each, end or off. The open encounter follows."""
        with self._session() as s:
            s.execute(update(Trainee).where(Trainee.id == trainee).values(coach_mode=mode))
            s.execute(
                update(EncounterRow)
                .where(EncounterRow.trainee_id == trainee, EncounterRow.status != "ended")
                # Not a step in it: which one was open last stays as it is.
                .values(coach_mode=mode, updated_at=EncounterRow.updated_at)
            )

    def set_unreachable(self, account: int, unreachable: bool) -> None:
        """Note that an account blocked us, or that it is back."""
        with self._session() as s:
            s.execute(
                update(Account)
                .where(Account.id == account)
                .values(unreachable_at=now() if unreachable else None)
            )

    # -- encounters ------------------------------------------------------------------------

    def start(
        self,
        trainee: StoredTrainee,
        state: Encounter,
        line: Payload,
        coach_mode: str,
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
    ) -> StoredEncounter:
        """Begin an encounter; one that was open is set aside (paused)."""
        with self._session() as s:
            s.execute(
                update(EncounterRow)
                .where(EncounterRow.trainee_id == trainee.id, EncounterRow.status == "active")
                .values(status="paused")
            )
            row = EncounterRow(
                id=secrets.token_hex(8),
                trainee_id=trainee.id,
                scenario_id=state.scenario,
                coach_mode=coach_mode,
                status="active",
                state=state.to_json(),
                line=dict(line),
                carry="",
            )
            s.add(row)
            s.flush()
            self._queue(s, trainee.account, row.id, messages)
            self._done(s, incoming)
            s.flush()
            return encounter_of(row)

    def encounter(self, id_: str) -> StoredEncounter | None:
        """One encounter by id."""
        with self._session() as s:
            row = s.get(EncounterRow, id_)
            return encounter_of(row) if row else None

    def latest(self, trainee: str, status: Sequence[str] = ("active",)) -> StoredEncounter | None:
        """The trainee's latest encounter with one of these statuses."""
        with self._session() as s:
            row = s.scalars(
                select(EncounterRow)
                .where(EncounterRow.trainee_id == trainee, EncounterRow.status.in_(status))
                .order_by(EncounterRow.updated_at.desc(), EncounterRow.started_at.desc())
                .limit(1)
            ).first()
            return encounter_of(row) if row else None

    def lines_met(self, trainee: str, scenarios: Sequence[str], most: int = 3) -> set[str]:
        """Ids of lines said in the trainee's latest ``most`` encounters of these scenarios."""
        with self._session() as s:
            found = s.scalars(
                select(EncounterRow.state)
                .where(EncounterRow.trainee_id == trainee, EncounterRow.scenario_id.in_(scenarios))
                .order_by(EncounterRow.updated_at.desc())
                .limit(most)
            )
            return {str(x) for state in found for x in state.get("used", ())}

    def scenarios_done(self, trainee: str) -> dict[str, int]:
        """How often the trainee ended each scenario."""
        with self._session() as s:
            found = s.execute(
                select(EncounterRow.scenario_id, func.count())
                .where(EncounterRow.trainee_id == trainee, EncounterRow.status == "ended")
                .group_by(EncounterRow.scenario_id)
            )
            return dict(found.tuples().all())

    def add_turn(
        self,
        trainee: StoredTrainee,
        encounter: str,
        turn: NewTurn,
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
        pending: Payload | None = None,
    ) -> int:
        """Turn, findings, new state and outgoing messages, in one transaction. Returns its id."""
        with self._session() as s:
            row = s.get_one(EncounterRow, encounter, with_for_update=True)
            made = TurnRow(
                encounter_id=encounter,
                number=turn.number,
                client_before=turn.client_before,
                reply=turn.reply,
                client_after=turn.client_after,
                kind=turn.kind,
                topic=turn.topic,
                topic_confidence=turn.topic_confidence,
                trust=turn.state.trust,
                stance=turn.state.stance,
                state_before=turn.state_before.to_json(),
                line_before=dict(turn.line_before),
                feedback=turn.feedback.to_json(),
                findings=[
                    FindingRow(
                        code=f.code,
                        start=f.start,
                        end=f.end,
                        quote=f.quote,
                        confidence=f.confidence,
                        shown=f.shown,
                        why=f.why,
                    )
                    for f in turn.findings
                ],
            )
            s.add(made)
            row.state = turn.state.to_json()
            row.line = dict(turn.line)
            row.pending = dict(pending) if pending else None
            row.updated_at = now()
            if turn.state.ended:
                row.status, row.ended_how, row.ended_at = "ended", turn.state.ended, now()
            self._count_gap(s, row.scenario_id, turn.kind, turn.topic)
            s.flush()
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)
            return made.id

    def change(
        self,
        trainee: StoredTrainee,
        encounter: str | None,
        messages: Sequence[Payload] = (),
        incoming: tuple[str, str] | None = None,
        **values: Any,
    ) -> None:
        """Set columns of an encounter and queue messages, together."""
        with self._session() as s:
            if encounter:
                row = s.get_one(EncounterRow, encounter)
                for key, value in values.items():
                    setattr(row, key, value)
                row.updated_at = now()
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)

    def take_back(
        self,
        trainee: StoredTrainee,
        encounter: str,
        turn: int,
        state: Encounter,
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
    ) -> None:
        """Mark ``turn`` and all after it as taken back, and go back to ``state``."""
        with self._session() as s:
            row = s.get_one(EncounterRow, encounter)
            first = s.get_one(TurnRow, turn)
            for later in row.turns:
                if later.id >= turn and later.taken_back_at is None:
                    later.taken_back_at = now()
            row.state = state.to_json()
            row.line = dict(first.line_before)
            row.status, row.ended_how, row.ended_at = "active", None, None
            row.pending = None
            row.updated_at = now()
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)

    def add_offers(
        self,
        trainee: StoredTrainee,
        encounter: str,
        turn: int,
        offers: Sequence[tuple[str, Sequence[str]]],
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
    ) -> None:
        """Note which other wordings were shown for a turn, and queue them."""
        with self._session() as s:
            for text, codes in offers:
                s.add(OfferRow(turn_id=turn, text=text, codes=list(codes)))
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)

    def object(
        self,
        trainee: StoredTrainee,
        encounter: str,
        turn: int,
        codes: Sequence[str],
        messages: Sequence[Payload],
        incoming: tuple[str, str] | None = None,
    ) -> None:
        """The trainee disagrees with these flags of a turn; once for each."""
        with self._session() as s:
            known = set(
                s.scalars(select(ObjectionRow.code).where(ObjectionRow.turn_id == turn)).all()
            )
            for code in codes:
                if code not in known:
                    s.add(ObjectionRow(turn_id=turn, code=code, reason=""))
            self._queue(s, trainee.account, encounter, messages)
            self._done(s, incoming)

    def objections(self, encounter: str) -> list[tuple[int, str, str]]:
        """(turn number, code, reason) of each objection in an encounter."""
        with self._session() as s:
            return [
                (number, code, reason)
                for number, code, reason in s.execute(
                    select(TurnRow.number, ObjectionRow.code, ObjectionRow.reason)
                    .join(TurnRow, TurnRow.id == ObjectionRow.turn_id)
                    .where(TurnRow.encounter_id == encounter)
                    .order_by(ObjectionRow.id)
                )
            ]

    def set_carry(self, trainee: StoredTrainee, encounter: str, what: str) -> None:
        """Keep what the trainee wants to carry into the next conversation."""
        with self._session() as s:
            s.execute(update(Trainee).where(Trainee.id == trainee.id).values(carry=what))
            s.execute(update(EncounterRow).where(EncounterRow.id == encounter).values(carry=what))

    def encounter_ids(self, trainee: str) -> list[str]:
        """Ids of all encounters of a trainee."""
        with self._session() as s:
            found = s.scalars(select(EncounterRow.id).where(EncounterRow.trainee_id == trainee))
            return list(found.all())

    def erase(self, trainee: str) -> None:
        """Remove a trainee and everything about them, messages waiting to be sent included."""
        with self._session() as s:
            encounters = select(EncounterRow.id).where(EncounterRow.trainee_id == trainee)
            s.execute(delete(OutgoingRow).where(OutgoingRow.encounter_id.in_(encounters)))
            s.execute(delete(Trainee).where(Trainee.id == trainee))
        if self.engine.dialect.name == "sqlite":
            # Until a checkpoint, the words would still stand in the write-ahead log.
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
