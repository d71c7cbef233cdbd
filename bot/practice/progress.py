"""What a trainee has done over weeks: counts to look back on, never a grade, never a comparison.

Conversations held unaided are counted apart from the others everywhere. Weeks are the
trainee's own: from Monday, midnight, in their time zone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from math import sqrt
from typing import Final, Literal

FEW: Final = 10  # fewer replies than this say too little for a rate
_WEEK: Final = timedelta(weeks=1)
_RECENT: Final = 4  # weeks, this one included, that are held beside those before
_ENOUGH: Final = 20  # replies on either side, before the two are held beside each other

Way = Literal["more", "fewer", "alike"]


@dataclass(frozen=True, slots=True)
class ReplySeen:
    """One kept reply: when (UTC), in which conversation, and the codes that were shown.

    ``moves`` are G and M codes, ``flags`` P and S codes. A code found twice stands there twice
    if it is to count twice.
    """

    at: datetime
    encounter: str
    scenario: str
    themes: tuple[str, ...]
    unaided: bool
    moves: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How much some replies held. ``conversations``: those with one of these replies."""

    conversations: int = 0
    replies: int = 0
    moves: int = 0
    flags: int = 0

    @property
    def few(self) -> bool:
        """Too few replies for a rate to mean much."""
        return self.replies < FEW

    @property
    def moves_per_ten(self) -> float | None:
        """Moves per ten replies; None without replies."""
        return 10 * self.moves / self.replies if self.replies else None

    @property
    def flags_per_ten(self) -> float | None:
        """Pitfalls per ten replies; None without replies."""
        return 10 * self.flags / self.replies if self.replies else None


@dataclass(frozen=True, slots=True)
class Week:
    """A week, named by its Monday."""

    start: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Change:
    """The last weeks beside all those before them, with the Monday on which they begin.

    ``moves`` and ``flags`` say whether there are more or fewer of them in ten replies; alike
    unless the difference is larger than chance alone often makes it.
    """

    since: date
    before: Tally
    lately: Tally
    moves: Way
    flags: Way


@dataclass(frozen=True, slots=True)
class ThemeSeen:
    """Themes that came up in the very same replies, and these. A reply counts for each of its own.

    ``moves``, ``flags``: codes and how often they were shown, most first.
    """

    themes: tuple[str, ...]
    tally: Tally
    moves: tuple[tuple[str, int], ...] = ()
    flags: tuple[tuple[str, int], ...] = ()
    change: Change | None = None

    @property
    def moves_per_ten(self) -> float | None:
        """Moves per ten replies; None while there are few."""
        return None if self.tally.few else self.tally.moves_per_ten

    @property
    def flags_per_ten(self) -> float | None:
        """Pitfalls per ten replies; None while there are few."""
        return None if self.tally.few else self.tally.flags_per_ten


@dataclass(frozen=True, slots=True)
class Part:
    """The aided conversations, or the unaided ones.

    ``weeks``: from the first week with any reply, aided or not, to this one, empty ones
    included. ``moves``, ``flags``: codes and how often they were shown, most first.
    ``first_this_week``: moves never used before this week, aided or not;
    ``new_since_last_week``: moves used this week and not last week, aided or not.
    ``last_used``: by move, the day it was last used. ``themes``: most replies first.
    """

    total: Tally
    weeks: tuple[Week, ...]
    moves: tuple[tuple[str, int], ...]
    flags: tuple[tuple[str, int], ...]
    first_this_week: tuple[str, ...]
    new_since_last_week: tuple[str, ...]
    last_used: Mapping[str, date]
    themes: tuple[ThemeSeen, ...]
    change: Change | None


@dataclass(frozen=True, slots=True)
class Progress:
    """What was practised so far. ``today`` is the trainee's day, ``week`` its Monday."""

    today: date
    week: date
    aided: Part
    unaided: Part

    @property
    def empty(self) -> bool:
        """No reply so far."""
        return not self.aided.total.replies and not self.unaided.total.replies


def progress(replies: Sequence[ReplySeen], zone: tzinfo, now: datetime) -> Progress:
    """What ``replies`` (oldest first) come to, in the weeks of ``zone``, up to ``now``.

    A conversation is unaided if all of its replies are: help once given counts as help.
    Replies later than ``now`` (a clock was ahead) count as today's.
    """
    today = local_day(now, zone)
    week = monday(today)
    aided_ones = {r.encounter for r in replies if not r.unaided}
    dated = [(min(local_day(r.at, zone), today), r) for r in replies]
    mondays = _mondays([d for d, _ in dated], week)
    parts = (
        _part([(d, r) for d, r in dated if (r.encounter in aided_ones) is aided], dated, mondays)
        for aided in (True, False)
    )
    return Progress(today, week, *parts)


def times_shown(replies: Sequence[ReplySeen]) -> Counter[str]:
    """How often each move was shown in ``replies``."""
    return Counter(code for r in replies for code in r.moves)


def local_day(at: datetime, zone: tzinfo) -> date:
    """The calendar day of ``at`` in ``zone``; without a zone of its own, ``at`` is UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone).date()


def monday(day: date) -> date:
    """The Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


Dated = Sequence[tuple[date, ReplySeen]]


def _mondays(days: Sequence[date], this_week: date) -> list[date]:
    """All Mondays from the first day's week to this week."""
    first = monday(min([*days, this_week]))
    return [first + i * _WEEK for i in range((this_week - first) // _WEEK + 1)]


def _part(mine: Dated, everything: Dated, mondays: Sequence[date]) -> Part:
    replies = [r for _, r in mine]
    moves = times_shown(replies)
    flags = _flags(replies)
    weeks = tuple(Week(m, _tally([r for d, r in mine if monday(d) == m])) for m in mondays)
    this_week = times_shown([r for d, r in mine if monday(d) == mondays[-1]])
    before = _moves(r for d, r in everything if monday(d) < mondays[-1])
    last_week = _moves(r for d, r in everything if monday(d) == mondays[-1] - _WEEK)
    return Part(
        total=_tally(replies),
        weeks=weeks,
        moves=_most_first(moves),
        flags=_most_first(flags),
        first_this_week=_without(this_week, before),
        new_since_last_week=_without(this_week, last_week),
        last_used={c: max(d for d, r in mine if c in r.moves) for c in moves},
        themes=_themes(mine, mondays),
        change=_change(mine, mondays),
    )


def _flags(replies: Iterable[ReplySeen]) -> Counter[str]:
    return Counter(code for r in replies for code in r.flags)


def _moves(replies: Iterable[ReplySeen]) -> set[str]:
    return {code for r in replies for code in r.moves}


def _without(used: Counter[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(code for code, _ in _most_first(used) if code not in known)


def _most_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """By count, then by code, so that the order never hangs on who came first."""
    return tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _tally(replies: Sequence[ReplySeen]) -> Tally:
    return Tally(
        conversations=len({r.encounter for r in replies}),
        replies=len(replies),
        moves=sum(len(r.moves) for r in replies),
        flags=sum(len(r.flags) for r in replies),
    )


def _themes(mine: Dated, mondays: Sequence[date]) -> tuple[ThemeSeen, ...]:
    """Most replies first. The themes of one scene share its replies, and are told once."""
    places: dict[str, tuple[int, ...]] = {}
    for theme in sorted({theme for _, r in mine for theme in r.themes}):
        places[theme] = tuple(i for i, (_, r) in enumerate(mine) if theme in r.themes)
    names: dict[tuple[int, ...], list[str]] = {}
    for theme, at in places.items():
        names.setdefault(at, []).append(theme)
    seen = [_theme(themes, [mine[i] for i in at], mondays) for at, themes in names.items()]
    return tuple(sorted(seen, key=lambda s: (-s.tally.replies, s.themes)))


def _theme(themes: Sequence[str], mine: Dated, mondays: Sequence[date]) -> ThemeSeen:
    replies = [r for _, r in mine]
    return ThemeSeen(
        tuple(themes),
        _tally(replies),
        _most_first(times_shown(replies)),
        _most_first(_flags(replies)),
        _change(mine, mondays),
    )


def _change(mine: Dated, mondays: Sequence[date]) -> Change | None:
    """The last four weeks beside those before. None while either has few replies."""
    since = mondays[-1] - (_RECENT - 1) * _WEEK
    before = _tally([r for d, r in mine if d < since])
    lately = _tally([r for d, r in mine if d >= since])
    if before.replies < _ENOUGH or lately.replies < _ENOUGH:
        return None
    ways = (
        _way(then, before.replies, since_then, lately.replies)
        for then, since_then in ((before.moves, lately.moves), (before.flags, lately.flags))
    )
    return Change(since, before, lately, *ways)


def _way(then: int, of: int, since: int, out_of: int) -> Way:
    """Whether ``since / out_of`` is more or fewer than ``then / of``, beyond mere chance.

    Both are taken as counts of rare things (Poisson); two standard errors of the difference
    have to lie between them, so that nobody is told of a change that is none.
    """
    step = since / out_of - then / of
    chance = 2 * sqrt(then / of**2 + since / out_of**2)
    if abs(step) <= chance:
        return "alike"
    return "more" if step > 0 else "fewer"
