"""Core types. Frozen; everything that must survive a restart has ``to_json``/``from_json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import lru_cache
from hashlib import blake2s
from typing import Any, Literal, Self

Stance = Literal["closing", "guarded", "wary", "open"]
CoachMode = Literal["each", "end", "off"]
Ending = Literal["left", "goodbye", "time", "hurt", "ended", "stepped_out"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an idea comes from: a document's short title and the number of the passage."""

    document: str
    number: str

    def __str__(self) -> str:
        return f"{self.document}, {self.number}"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of the codebook with its teaching text (``data/guidance/codes.yml``)."""

    id: str
    key: str
    title: str
    about: str
    source: Source
    lesson: str
    noticed: tuple[str, ...] = ()
    happens: tuple[str, ...] = ()
    helped_by: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """A wording that a trainee could use, and the moves (G and M codes) it makes."""

    text: str
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Something a client can say. ``id`` is a digest of the text, so edits elsewhere keep it.

    ``more``: what they say when the listener stays with this line. ``asks``: questions it
    answers. ``hides``: disclosures (ids) that would make it a lie: never said after one of them.
    ``after``: disclosures it leans on: said only once all of them are told.
    """

    text: str
    feels: str = ""
    models: tuple[ModelAnswer, ...] = ()
    more: tuple[Line, ...] = ()
    asks: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A stable name for this line: the same words have the same id."""
        return line_id(self.text)


@lru_cache(maxsize=65536)
def line_id(text: str) -> str:
    """Twelve hex digits that stand for ``text`` wherever it is said."""
    return blake2s(" ".join(text.split()).casefold().encode(), digest_size=6).hexdigest()


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ByStance:
    """Lines by stance, plus model answers that fit any of them."""

    lines: Mapping[str, Lines]
    models: tuple[ModelAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Persona:
    """A person the trainee can talk with (``data/personas``)."""

    id: str
    name: str
    pronouns: str
    about: str
    reviewed_by: str
    own_terms: tuple[str, ...]
    sensitivities: tuple[str, ...]
    trust_start: float
    trust_earns: float
    trust_loses: float
    reactions: Mapping[str, ByStance]
    talk: Mapping[str, ByStance]
    unforeseen: ByStance
    told_already: ByStance
    quiet: Lines
    not_understood: Lines
    no_further: ByStance = field(default_factory=lambda: ByStance({}))
    offered: ByStance = field(default_factory=lambda: ByStance({}))
    warms_to: frozenset[str] = frozenset()
    cools_at: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A hidden fact: told once, when trust allows and it is asked for or given room.

    The reply must carry one of the moves ``needs``; with none named, any move will do.
    """

    id: str
    stance: Stance
    topics: tuple[str, ...]
    room: bool
    lines: Lines
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation with one persona (``data/scenarios``)."""

    id: str
    title: str
    persona: Persona
    reviewed_by: str
    difficulty: int
    themes: tuple[str, ...]
    content_note: str
    place: str
    aims: tuple[str, ...]
    tempts: tuple[str, ...]
    sources: tuple[Source, ...]
    turns: int
    opening: Lines
    topics: Mapping[str, ByStance]
    story: Mapping[str, Lines]
    disclosures: tuple[Disclosure, ...]
    events: Mapping[int, str]
    endings: Mapping[str, Lines]
    takes_away: Mapping[str, str]
    reactions: Mapping[str, ByStance] = field(default_factory=dict)
    trust_start: float = 0.25


@dataclass(frozen=True, slots=True)
class Finding:
    """One code found in a reply.

    ``start``/``end`` count Unicode code points of the reply; ``confidence`` is a calibrated
    probability (0 to 1); ``shown`` is False for an unsure finding, which no trainee sees as
    a fault; ``why`` says in plain words what it rests on.
    """

    code: str
    start: int
    end: int
    quote: str
    confidence: float
    shown: bool
    why: str

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """From ``to_json``'s values; further keys are ignored."""
        return cls(**{f.name: value[f.name] for f in fields(cls)})


def clean_moves(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Shown G and M findings on words that carry no shown P or S."""
    shown = [f for f in findings if f.shown]
    flags = [f for f in shown if f.code[0] in "PS"]
    return tuple(
        f
        for f in shown
        if f.code[0] in "GM" and all(f.end <= x.start or f.start >= x.end for x in flags)
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """A trainee's reply as the client hears it: the words, what they are about, their codes.

    ``topics``: chances (0 to 1) of the likeliest topics. ``fits``: by line id, how near in
    meaning a line of this scene is to what was asked or said (cosine, -1 to 1).
    """

    text: str
    topic: str
    topic_confidence: float
    findings: tuple[Finding, ...]
    topics: Mapping[str, float] = field(default_factory=dict)
    fits: Mapping[str, float] = field(default_factory=dict)

    @property
    def flags(self) -> tuple[Finding, ...]:
        """Shown P and S findings."""
        return tuple(f for f in self.findings if f.shown and f.code[0] in "PS")

    @property
    def moves(self) -> tuple[Finding, ...]:
        """Shown G and M findings. Words that are flagged are never praised as well."""
        return clean_moves(self.findings)

    def codes(self) -> set[str]:
        """Ids of all shown findings."""
        return {f.code for f in self.findings if f.shown}


@dataclass(frozen=True, slots=True)
class Encounter:
    """The state of one role-play: everything the next answer depends on."""

    scenario: str
    seed: int
    turn: int = 0
    trust: float = 0.25
    distress: float = 0.5
    stance: Stance = "guarded"
    client_line: str = ""
    used: tuple[str, ...] = ()
    disclosed: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    last_loss: float = 0.0
    repairs: int = 0
    slips: int = 0
    quiet: int = 0
    told_at: int = -9
    moves_seen: Mapping[str, int] = field(default_factory=dict)
    good_turns: int = 0
    ended: Ending | None = None
    last_line: str = ""
    heard_before: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """From ``to_json``'s values; keys of a newer version are ignored."""
        known = {f.name for f in fields(cls)}
        given: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in value.items() if k in known
        }
        return cls(**given)

    def but(self, **changes: Any) -> Self:
        """A copy with ``changes``."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message of a conversation. ``at`` is an ISO 8601 time in UTC."""

    speaker: Literal["client", "trainee", "coach"]
    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another wording for a reply, and the codes it carries."""

    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlagNote:
    """What the coach says about one flagged span."""

    code: str
    title: str
    quote: str
    about: str
    source: str
    why: str
    helped_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """The coach's note on one reply: strengths first, then flags, then a door."""

    strengths: tuple[str, ...]
    flags: tuple[FlagNote, ...]
    door: str

    @property
    def empty(self) -> bool:
        """Nothing to say: silence is fine."""
        return not self.strengths and not self.flags

    def as_text(self) -> str:
        """As one plain paragraph, for places without layout."""
        flags = [f"“{f.quote}”: {f.about} ({f.source})" for f in self.flags]
        return " ".join([*self.strengths, *flags, self.door])

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """From ``to_json``'s values; further keys are ignored."""
        flags = tuple(FlagNote(**{**f, "helped_by": tuple(f["helped_by"])}) for f in value["flags"])
        return cls(tuple(value["strengths"]), flags, value["door"])


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A stored turn, as the debrief and the alternatives need it."""

    number: int
    client_before: str
    reply: str
    client_after: str
    findings: tuple[Finding, ...]
    trust: float
    stance: Stance


@dataclass(frozen=True, slots=True)
class Debrief:
    """What is left after an encounter. No grade.

    ``nothing_marked``: what to say where no words were flagged; "" where some were.
    ``ended``: the stance that ``took_away`` goes by, "left" for a client who left; "": unknown.
    """

    took_away: str
    strengths: tuple[str, ...]
    turning_points: tuple[str, ...]
    flags: tuple[tuple[FlagNote, tuple[str, ...]], ...]
    moves_used: tuple[tuple[str, int], ...]
    moves_not_yet: tuple[str, ...]
    carry_choices: tuple[str, ...]
    trust_line: tuple[float, ...]
    marks: tuple[tuple[int, str], ...]
    nothing_marked: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A supervisor's view beside a finding, never over it."""

    verdict: Literal["agree", "disagree", "missed"]
    code: str | None
    reason: str
