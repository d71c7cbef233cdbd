"""The repository: everything read from and written to the database goes through here.

Each public method is one transaction. SQLite runs in WAL mode with foreign keys on.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, delete, event, func, select, update
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from bot.practice.types import Encounter, Feedback, Finding, TurnRecord
from bot.store.tables import (
    Account,
    EncounterRow,
    FindingRow,
    IncomingRow,
    ObjectionRow,
    OfferRow,
    OutgoingRow,
    Trainee,
    TurnRow,
    now,
)

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredTrainee:
    """A trainee and the account they are reached by."""

    id: str
    account: int
    channel: str
    external_id: str
    consented: bool
    coach_mode: str
    carry: str
    unreachable: bool


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn as it was played."""

    id: int
    number: int
    client_before: str
    reply: str
    client_after: str
    findings: tuple[Finding, ...]
    state_before: Encounter
    line_before: Mapping[str, Any]
    topic: str
    trust: float
    stance: str
    feedback: Feedback
    offers: tuple[str, ...]
    taken_back: bool

    def record(self) -> TurnRecord:
        """As the debrief needs it."""
        return TurnRecord(
            self.number,
            self.client_before,
            self.reply,
            self.client_after,
            self.findings,
            self.trust,
            self.stance,  # type: ignore[arg-type]
        )


@dataclass(frozen=True, slots=True)
class StoredEncounter:
    """An encounter with its turns, oldest first."""

    id: str
    trainee: str
    scenario: str
    coach_mode: str
    status: str
    state: Encounter
    line: Mapping[str, Any]
    pending: Mapping[str, Any] | None
    ended_how: str | None
    carry: str
    started_at: datetime
    turns: tuple[StoredTurn, ...]

    @property
    def kept(self) -> tuple[StoredTurn, ...]:
        """Turns that were not taken back."""
        return tuple(t for t in self.turns if not t.taken_back)


@dataclass(frozen=True, slots=True)
class NewTurn:
    """What one reply adds to an encounter."""

    number: int
    client_before: str
    reply: str
    client_after: str
    kind: str
    topic: str
    topic_confidence: float
    state_before: Encounter
    state: Encounter
    line_before: Payload
    line: Payload
    findings: Sequence[Finding]
    feedback: Feedback

    def stored(self) -> StoredTurn:
        """As it will be read back, still without an id."""
        return StoredTurn(
            id=0,
            number=self.number,
            client_before=self.client_before,
            reply=self.reply,
            client_after=self.client_after,
            findings=tuple(self.findings),
            state_before=self.state_before,
            line_before=self.line_before,
            topic=self.topic,
            trust=self.state.trust,
            stance=self.state.stance,
            feedback=self.feedback,
            offers=(),
            taken_back=False,
        )


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message waiting to be sent, and the encounter it belongs to, if any."""

    id: int
    payload: Mapping[str, Any]
    encounter: str | None = None


def make_engine(url: str) -> Engine:
    """An engine for ``url``. A SQLite file's folder is made if it is missing."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, record: Any) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "synchronous=NORMAL",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _finding(row: FindingRow) -> Finding:
    return Finding(row.code, row.start, row.end, row.quote, row.confidence, row.shown, row.why)


def _turn(row: TurnRow) -> StoredTurn:
    return StoredTurn(
        id=row.id,
        number=row.number,
        client_before=row.client_before,
        reply=row.reply,
        client_after=row.client_after,
        findings=tuple(_finding(f) for f in row.findings),
        state_before=Encounter.from_json(row.state_before),
        line_before=row.line_before,
        topic=row.topic,
        trust=row.trust,
        stance=row.stance,
        feedback=Feedback.from_json(row.feedback),
        offers=tuple(o.text for o in row.offers),
        taken_back=row.taken_back_at is not None,
    )


def _encounter(row: EncounterRow) -> StoredEncounter:
    return StoredEncounter(
        id=row.id,
        trainee=row.trainee_id,
        scenario=row.scenario_id,
        coach_mode=row.coach_mode,
        status=row.status,
        state=Encounter.from_json(row.state),
        line=row.line,
        pending=row.pending,
        ended_how=row.ended_how,
        carry=row.carry,
        started_at=row.started_at,
        turns=tuple(_turn(t) for t in row.turns),
    )


def _trainee(account: Account, trainee: Trainee) -> StoredTrainee:
    return StoredTrainee(
        id=trainee.id,
        account=account.id,
        channel=account.channel,
        external_id=account.external_id,
        consented=trainee.consented_at is not None,
        coach_mode=trainee.coach_mode,
        carry=trainee.carry,
        unreachable=account.unreachable_at is not None,
    )


class Store:
    """The database behind one URL. Methods are synchronous and safe to call from any thread."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._sessions.begin() as session:
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    # -- trainees ---------------------------------------------------------------------------

    def trainee(self, channel: str, external_id: str) -> StoredTrainee | None:
        """The trainee behind a channel's id, or None."""
        with self._session() as s:
            found = s.execute(
                select(Account, Trainee)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .where(Account.channel == channel, Account.external_id == external_id)
            ).first()
            return _trainee(*found) if found else None

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
                return _trainee(account, trainee)
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
            return _encounter(row)

    def encounter(self, id_: str) -> StoredEncounter | None:
        """One encounter by id."""
        with self._session() as s:
            row = s.get(EncounterRow, id_)
            return _encounter(row) if row else None

    def latest(self, trainee: str, status: Sequence[str] = ("active",)) -> StoredEncounter | None:
        """The trainee's latest encounter with one of these statuses."""
        with self._session() as s:
            row = s.scalars(
                select(EncounterRow)
                .where(EncounterRow.trainee_id == trainee, EncounterRow.status.in_(status))
                .order_by(EncounterRow.updated_at.desc(), EncounterRow.started_at.desc())
                .limit(1)
            ).first()
            return _encounter(row) if row else None

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

    # -- messages in and out ---------------------------------------------------------------

    def receive(self, channel: str, update_id: str, payload: Payload) -> bool:
        """Store an update once, by its id. False: it is known already."""
        try:
            with self._session() as s:
                s.add(IncomingRow(channel=channel, update_id=update_id, payload=dict(payload)))
            return True
        except IntegrityError:
            return False

    def is_done(self, channel: str, update_id: str) -> bool:
        """Whether an update was dealt with."""
        with self._session() as s:
            row = s.get(IncomingRow, (channel, update_id))
            return row is not None and row.done_at is not None

    def done(self, channel: str, update_id: str) -> None:
        """Mark an update as dealt with and drop its payload."""
        with self._session() as s:
            self._done(s, (channel, update_id))

    def waiting(self, channel: str) -> list[Payload]:
        """Payloads of updates that were stored and not dealt with, oldest first."""
        with self._session() as s:
            rows = s.scalars(
                select(IncomingRow)
                .where(IncomingRow.channel == channel, IncomingRow.done_at.is_(None))
                .order_by(IncomingRow.received_at)
            )
            return [r.payload for r in rows if r.payload]

    def queue(self, account: int, messages: Sequence[Payload]) -> None:
        """Queue messages that belong to no encounter."""
        with self._session() as s:
            self._queue(s, account, None, messages)

    def unsent(self, account: int) -> list[Outgoing]:
        """Messages waiting for this account, oldest first."""
        with self._session() as s:
            rows = s.scalars(
                select(OutgoingRow)
                .where(
                    OutgoingRow.account_id == account,
                    OutgoingRow.sent_at.is_(None),
                    OutgoingRow.gave_up.is_(None),
                )
                .order_by(OutgoingRow.id)
            )
            return [Outgoing(r.id, r.payload, r.encounter_id) for r in rows]

    def accounts_waiting(self, channel: str) -> list[StoredTrainee]:
        """Accounts with unsent messages."""
        with self._session() as s:
            found = s.execute(
                select(Account, Trainee)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .where(
                    Account.channel == channel,
                    Account.id.in_(
                        select(OutgoingRow.account_id).where(
                            OutgoingRow.sent_at.is_(None), OutgoingRow.gave_up.is_(None)
                        )
                    ),
                )
            )
            return [_trainee(a, t) for a, t in found]

    def sent(self, outgoing: int, gave_up: str | None = None) -> None:
        """Mark a message as sent, or say in a few words why it never will be."""
        with self._session() as s:
            values: dict[str, Any] = {"gave_up": gave_up} if gave_up else {"sent_at": now()}
            s.execute(update(OutgoingRow).where(OutgoingRow.id == outgoing).values(**values))

    def _queue(
        self, s: Session, account: int, encounter: str | None, messages: Sequence[Payload]
    ) -> None:
        for message in messages:
            s.add(OutgoingRow(account_id=account, encounter_id=encounter, payload=dict(message)))
            s.flush()

    def _done(self, s: Session, incoming: tuple[str, str] | None) -> None:
        if incoming:
            row = s.get(IncomingRow, incoming)
            if row is not None:
                row.done_at, row.payload = now(), None
