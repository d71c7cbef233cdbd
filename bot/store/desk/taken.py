"""What is taken out of the desk: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TakenVerdict:
    """What a reviewer (by number) said to a finding, or a code they missed or gave blind."""

    reviewer: int | None
    kind: str
    code: str
    start: int
    end: int
    quote: str
    reason: str
    blind: bool


@dataclass(frozen=True, slots=True)
class TakenFinding:
    """What the detector said, and what reviewers said to that."""

    code: str
    start: int
    end: int
    quote: str
    confidence: float
    shown: bool
    why: str
    verdicts: tuple[TakenVerdict, ...]


@dataclass(frozen=True, slots=True)
class TakenObjection:
    """Where the trainee saw it otherwise."""

    code: str
    reason: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TakenComment:
    """A reviewer's sentence on a reply, and the trainee's answer."""

    reviewer: int | None
    to_trainee: bool
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class TakenMessage:
    """A reply with all that is known of it. ``team``: the group's name. Times are in UTC.

    ``trainee``: the pseudonym. What they call themselves stays between them and the bot.
    """

    conversation: str
    trainee: str
    team: str
    scenario: str
    mode: str
    unaided: bool
    turn: int
    number: int
    taken_back: bool
    at: datetime
    client_before: str
    reply: str
    client_after: str
    intent: str
    topic: str
    topic_confidence: float
    trust: float
    stance: str
    coder: str
    findings: tuple[TakenFinding, ...]
    missed: tuple[TakenVerdict, ...]
    objections: tuple[TakenObjection, ...]
    comments: tuple[TakenComment, ...]
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenConversation:
    """A conversation in numbers; replies that were taken back count for nothing.

    ``pitfalls``, ``flags`` (sensitivity) and ``moves`` were shown, ``unsure`` ones not.
    """

    conversation: str
    trainee: str
    team: str
    scenario: str
    mode: str
    unaided: bool
    assigned: bool
    started_at: datetime
    ended_at: datetime | None
    status: str
    ended_how: str
    replies: int
    pitfalls: int
    flags: int
    moves: int
    unsure: int
    trust_start: float | None
    trust_end: float | None
    objections: int
    signed_off_at: datetime | None
    rubric: dict[str, object]


@dataclass(frozen=True, slots=True)
class NotedExport:
    """An export as the log has it: who took out what, and when (UTC)."""

    at: datetime
    by: str
    about: str
