"""What the desk reads of a conversation: plain records. All times are in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.practice.types import Feedback


@dataclass(frozen=True, slots=True)
class SaidVerdict:
    """A row of ``verdict`` that was not coded blind; ``by``: the reviewer's name ("": gone)."""

    id: int
    turn_id: int
    finding_id: int | None
    reviewer_id: int | None
    by: str
    kind: str  # agree, overrule, missed, withdrawn
    code: str
    start: int
    end: int
    quote: str
    reason: str
    at: datetime
    blind: bool = False


@dataclass(frozen=True, slots=True)
class FoundCode:
    """What the detector said. ``start``/``end``: code points of the reply; confidence: 0 to 1."""

    id: int
    code: str
    start: int
    end: int
    quote: str
    confidence: float
    shown: bool
    why: str


@dataclass(frozen=True, slots=True)
class Contest:
    """A trainee sees a flag otherwise.

    ``outcome``: "" (open), agreed (with them), kept, other (another flag in its place).
    """

    id: int
    code: str
    reason: str
    at: datetime
    outcome: str
    answer: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, and what the trainee answered. ``turn``: None, on the whole conversation."""

    id: int
    turn: int | None
    reviewer_id: int | None
    by: str
    to_trainee: bool
    text: str
    at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class OfferedWording:
    """Another wording that the trainee was shown."""

    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A reply with all that belongs to it. Trust: 0 to 1. ``parent``: the turn before it."""

    id: int
    number: int
    at: datetime
    client_before: str
    reply: str
    client_after: str
    trust_before: float
    trust: float
    stance_before: str
    stance: str
    taken_back: bool
    parent: int | None
    intent: str
    feedback: Feedback
    findings: tuple[FoundCode, ...]
    offers: tuple[OfferedWording, ...]
    verdicts: tuple[SaidVerdict, ...]
    contests: tuple[Contest, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class SignedOff:
    """A conversation was read to its end. ``rubric``: by a scale's id, 1 to 5."""

    id: int
    reviewer_id: int | None
    by: str
    at: datetime
    rubric: Mapping[str, Any]
    note: str
    to_trainee: bool


@dataclass(frozen=True, slots=True)
class GivenReading:
    """Somebody was given the conversation to read, with its codes or ``blind``."""

    reviewer_id: int
    by: str
    blind: bool
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class NextUp:
    """What waits to be read after this."""

    id: str
    scenario: str
    trainee: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation, its turns in the order they were played, and what was said about it.

    ``opening``, ``trust_start``, ``stance_start``: how it began. ``notes``: what the trainee
    wrote to supervisors, with its time. ``remarks``: comments on the whole. ``reasons``: kinds
    of ``bot.review.queueing`` for which it waits. ``earlier``: the trainee's conversations
    before this one.
    """

    id: str
    trainee: str
    team: str
    scenario: str
    coach_mode: str
    unaided: bool
    status: str
    ended_how: str
    aim: str
    carry: str
    open_to_all: bool
    assigned: bool
    started_at: datetime
    ended_at: datetime | None
    opening: str
    trust_start: float
    stance_start: str
    earlier: int
    turns: tuple[ReadTurn, ...]
    notes: tuple[tuple[datetime, str], ...]
    remarks: tuple[Remark, ...]
    sign_offs: tuple[SignedOff, ...]
    readings: tuple[GivenReading, ...]
    reasons: tuple[str, ...]
    next_up: NextUp | None

    @property
    def kept(self) -> tuple[ReadTurn, ...]:
        """Turns that were not taken back."""
        return tuple(t for t in self.turns if not t.taken_back)
