"""Replies that people have read after the detector: plain records, as the store gives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Ruled:
    """A finding of the detector on the words from ``start`` to ``end``, and the last word on it.

    ``said``: "" if nobody said anything. ``instead``: what an overruled one is, "" for nothing.
    ``order``: later words have higher numbers.
    """

    code: str
    start: int
    end: int
    shown: bool
    said: Literal["", "agree", "overrule"] = ""
    instead: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A code that a person gave to the words from ``start`` to ``end``."""

    code: str
    start: int
    end: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class ReviewedReply:
    """A reply on which somebody said something, or whose conversation somebody went through.

    ``coder``: the version of the detector that made ``findings``. ``coded_blind``: somebody gave
    it all its codes without seeing the detector's; theirs are among ``marks``.
    """

    conversation: str
    turn: int
    scenario: str
    client: str
    reply: str
    at: datetime
    coder: str
    findings: tuple[Ruled, ...] = ()
    marks: tuple[Mark, ...] = ()
    coded_blind: bool = False
