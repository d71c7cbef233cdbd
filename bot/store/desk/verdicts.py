"""Which verdicts count: of each reviewer the latest on the same thing, unless it was withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class OneVerdict(Protocol):
    """A verdict, as far as it matters here: a row, or a record of one."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def turn_id(self) -> int: ...  # noqa: D102
    @property
    def finding_id(self) -> int | None: ...  # noqa: D102
    @property
    def reviewer_id(self) -> int | None: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def blind(self) -> bool: ...  # noqa: D102


Thing = tuple[object, ...]


def thing(verdict: OneVerdict) -> Thing:
    """What a verdict is about: a finding; or words of a reply, and the code missed on them.

    Two codes may be missing on the same words, so a code is a thing of its own there.
    """
    if verdict.finding_id is not None:
        return ("finding", verdict.finding_id)
    return ("words", verdict.turn_id, verdict.start, verdict.end, verdict.code)


def standing[V: OneVerdict](verdicts: Iterable[V]) -> list[V]:
    """Those of ``verdicts`` that count, oldest first: at most one for each reviewer and thing.

    What was coded blind stands beside what was not.
    """
    last = {(v.reviewer_id, v.blind, thing(v)): v for v in sorted(verdicts, key=lambda one: one.id)}
    return sorted((v for v in last.values() if v.kind != "withdrawn"), key=lambda one: one.id)
