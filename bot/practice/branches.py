"""Ways at the same line: what was said at first, what was said instead, and where each led."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.practice.types import Finding, clean_moves


class Played(Protocol):
    """A stored turn, as far as it matters here."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def parent(self) -> int | None: ...  # noqa: D102
    @property
    def client_before(self) -> str: ...  # noqa: D102
    @property
    def reply(self) -> str: ...  # noqa: D102
    @property
    def client_after(self) -> str: ...  # noqa: D102
    @property
    def findings(self) -> tuple[Finding, ...]: ...  # noqa: D102
    @property
    def trust(self) -> float: ...  # noqa: D102
    @property
    def stance(self) -> str: ...  # noqa: D102
    @property
    def taken_back(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Way:
    """One reply to a line: the codes in it, the answer, and what trust did (−1 to 1).

    ``kept``: the conversation went on from here to its end. ``after``: how many replies followed
    on this way, as far as it was gone; ``ended``: the client's stance after the last of them.
    """

    reply: str
    answer: str
    moves: tuple[str, ...]
    flags: tuple[str, ...]
    step: float
    kept: bool
    after: int
    ended: str

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "reply": self.reply,
            "answer": self.answer,
            "moves": list(self.moves),
            "flags": list(self.flags),
            "step": round(self.step, 4),
            "kept": self.kept,
            "after": self.after,
            "ended": self.ended,
        }


@dataclass(frozen=True, slots=True)
class Fork:
    """A client line that was answered more than once, the ways in the order they were tried."""

    line: str
    ways: tuple[Way, ...]


def forks(turns: Sequence[Played], trust_start: float, most: int = 3) -> list[Fork]:
    """Lines of an encounter that were answered again, in order; the ``most`` latest of them.

    A turn's siblings are the turns played after the same one (``parent``).
    """
    trust: Mapping[int | None, float] = {None: trust_start, **{t.id: t.trust for t in turns}}
    by_parent: dict[int | None, list[Played]] = {}
    for turn in turns:
        by_parent.setdefault(turn.parent, []).append(turn)
    found = [
        Fork(tried[0].client_before, tuple(_way(t, trust[parent], by_parent) for t in tried))
        for parent, tried in by_parent.items()
        if len(tried) > 1
    ]
    return found[-most:]


Children = Mapping[int | None, Sequence[Played]]


def _followed(turn: Played, by_parent: Children) -> list[Played]:
    """The turns after ``turn``: where a line was answered again, the one kept, else the latest."""
    path: list[Played] = []
    children = by_parent.get(turn.id, ())
    while children:
        path.append(next((c for c in children if not c.taken_back), children[-1]))
        children = by_parent.get(path[-1].id, ())
    return path


def _way(turn: Played, before: float, by_parent: Children) -> Way:
    flags = [f.code for f in turn.findings if f.shown and f.code[0] in "PS"]
    moves = [f.code for f in clean_moves(turn.findings)]
    after = _followed(turn, by_parent)
    return Way(
        reply=turn.reply,
        answer=turn.client_after,
        moves=tuple(dict.fromkeys(moves)),
        flags=tuple(dict.fromkeys(flags)),
        step=turn.trust - before,
        kept=not turn.taken_back,
        after=len(after),
        ended=[turn, *after][-1].stance,
    )
