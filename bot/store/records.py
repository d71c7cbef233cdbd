"""What is read from the database: plain records, and how rows become them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.practice.types import Encounter, Feedback, Finding, TurnRecord
from bot.store.tables import Account, EncounterRow, FindingRow, Trainee, TurnRow, now

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
    created_at: datetime
    agreed_to: str = "all"
    team: int | None = None
    name: str = ""
    language: str = "en"
    pace: str = "human"
    asks_intent: bool = False
    avoid: tuple[str, ...] = ()
    time_zone: str = ""
    quiet: tuple[int, int] = (21, 9)
    reminders: bool = False
    asked: Mapping[str, Any] | None = None


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
    parent: int | None = None
    message_ref: str | None = None
    intent: str = ""
    at: datetime | None = None

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
    aim: str = ""
    unaided: bool = False
    open_to_all: bool = True
    assigned: bool = False
    shared: bool = False
    updated_at: datetime | None = None

    @property
    def seen_by_supervisors(self) -> bool:
        """Whether supervisors may read it: the organisation's rule, an assignment, or shared."""
        return self.open_to_all or self.assigned or self.shared

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
    parent: int | None = None
    message_ref: str | None = None
    coder: str = ""

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
            parent=self.parent,
        )


def next_asked(before: Payload | None, after: Payload | None) -> dict[str, Any] | None:
    """What waits for an answer once ``after`` is asked (None: nothing more).

    Changed replies that wait for a yes (``edits``) go on waiting, unless ``after`` has its own.
    """
    new = dict(after or {})
    edits = new.pop("edits", (before or {}).get("edits"))
    if new.get("what") == "edit":
        new = {}
    if edits:
        return {**(new or {"what": "edit"}), "edits": dict(edits)}
    return new or None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message waiting to be sent, and the encounter it belongs to, if any.

    ``waits``: somebody wrote it, so it is not dropped while its reader can't be reached.
    """

    id: int
    payload: Mapping[str, Any]
    encounter: str | None = None
    waits: bool = False


def finding_of(row: FindingRow) -> Finding:
    """A finding as it was made."""
    return Finding(row.code, row.start, row.end, row.quote, row.confidence, row.shown, row.why)


def turn_of(row: TurnRow) -> StoredTurn:
    """A turn with its findings."""
    return StoredTurn(
        id=row.id,
        number=row.number,
        client_before=row.client_before,
        reply=row.reply,
        client_after=row.client_after,
        findings=tuple(finding_of(f) for f in row.findings),
        state_before=Encounter.from_json(row.state_before),
        line_before=row.line_before,
        topic=row.topic,
        trust=row.trust,
        stance=row.stance,
        feedback=Feedback.from_json(row.feedback),
        offers=tuple(o.text for o in row.offers),
        taken_back=row.taken_back_at is not None,
        parent=row.parent_id,
        message_ref=row.message_ref,
        intent=row.intent,
        at=row.created_at,
    )


def encounter_of(row: EncounterRow) -> StoredEncounter:
    """An encounter with its turns."""
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
        turns=tuple(turn_of(t) for t in row.turns),
        aim=row.aim,
        unaided=row.unaided,
        open_to_all=row.open_to_all,
        assigned=row.assigned,
        shared=row.shared_at is not None,
        updated_at=row.updated_at,
    )


def trainee_of(account: Account, trainee: Trainee) -> StoredTrainee:
    """A trainee with the account they are reached by."""
    return StoredTrainee(
        id=trainee.id,
        account=account.id,
        channel=account.channel,
        external_id=account.external_id,
        consented=trainee.consented_at is not None,
        coach_mode=trainee.coach_mode,
        carry=trainee.carry,
        unreachable=account.unreachable_at is not None,
        created_at=trainee.created_at,
        agreed_to=trainee.agreed_to,
        team=trainee.team_id,
        name=trainee.name,
        language=trainee.language,
        pace=trainee.pace,
        asks_intent=trainee.asks_intent,
        avoid=tuple(trainee.avoid) if trainee.avoid_until and trainee.avoid_until > now() else (),
        time_zone=trainee.time_zone,
        quiet=(trainee.quiet_from, trainee.quiet_to),
        reminders=trainee.reminders,
        asked=trainee.asked,
    )
