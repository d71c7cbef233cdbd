"""Figures of a team that can be added up: those of several groups are sums over each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal, Protocol, Self

Why = Literal["", "few", "none"]
WHY: Final[dict[Why, str]] = {
    "few": (
        "Hidden: it rests on fewer than five people, or would let somebody work out "
        "a figure that does."
    ),
    "none": "No replies.",
}


@dataclass(frozen=True, slots=True)
class Rates:
    """What some conversations held: replies, and the flags and moves shown on them."""

    trainees: int
    talks: int
    replies: int
    flags: int
    moves: int

    def __add__(self, other: Rates) -> Rates:
        return Rates(*_plus(self, other))

    @property
    def flag_rate(self) -> float:
        """Flags per hundred replies."""
        return 100 * self.flags / self.replies

    @property
    def move_rate(self) -> float:
        """Moves per hundred replies."""
        return 100 * self.moves / self.replies


@dataclass(frozen=True, slots=True)
class Often:
    """How often a code was shown, in so many replies altogether; of flags, how often contested.

    ``trainees``: those on whose replies it was.
    """

    trainees: int
    times: int
    contested: int
    replies: int

    def __add__(self, other: Often) -> Often:
        return Often(*_plus(self, other))

    @property
    def rate(self) -> float:
        """Times per hundred replies."""
        return 100 * self.times / self.replies

    @property
    def share(self) -> float:
        """Of those times, how many were contested: 0 to 1."""
        return self.contested / self.times


@dataclass(frozen=True, slots=True)
class ToTrust:
    """How long trust took. ``opened``: by number of replies, in how many conversations it did.

    ``trainees``: those in whose conversations it did. ``talks``: all conversations.
    """

    trainees: int
    talks: int
    opened: Counter[int]

    def __add__(self, other: ToTrust) -> ToTrust:
        return ToTrust(
            self.trainees + other.trainees, self.talks + other.talks, self.opened + other.opened
        )

    @property
    def replies(self) -> float:
        """The median number of replies until trust was open."""
        return median(sorted(self.opened.elements()))


@dataclass(frozen=True, slots=True)
class Unaided:
    """First unaided conversations beside the latest ones, of trainees who held two or more."""

    first: Rates
    latest: Rates

    def __add__(self, other: Unaided) -> Unaided:
        return Unaided(self.first + other.first, self.latest + other.latest)


class Sums(Protocol):
    """Figures that can be added up. No trainee is in two blocks."""

    def __add__(self, other: Self) -> Self: ...


@dataclass(frozen=True, slots=True)
class Cell[F]:
    """A row: ``figures``, or None and ``why`` (see ``WHY``)."""

    key: str
    figures: F | None
    why: Why = ""


def _plus(one: Rates | Often, other: Rates | Often) -> list[int]:
    return [getattr(one, name) + getattr(other, name) for name in one.__slots__]
