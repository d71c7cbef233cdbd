"""When things happened: eight weeks that end today, at the hours that each trainee keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random
from typing import Final

from bot.demo.talks import DAYS, Voice

_FEW: Final = 7  # days of a month's end: too few to begin with, as months stand beside each other
_FIRST: Final = 3  # days of a month's beginning: the eight weeks end with the month before
_LATEST: Final = timedelta(minutes=4)  # nothing is later than so long ago


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` to ``last``, in ``zone``. ``now``: no moment is after it (UTC)."""

    first: date
    last: date
    now: datetime
    zone: tzinfo

    def day(self, number: int) -> date:
        """The date of a day of the script; those after the last one lie ahead."""
        if number > DAYS:
            return self.last + timedelta(days=number - DAYS)
        return self.first + timedelta(days=round(number * (self.last - self.first).days / DAYS))

    def at(self, number: int, hour: float) -> datetime:
        """A moment of a day of the script, in UTC. Hours after 24 are of the night that follows."""
        midnight = datetime.combine(self.day(number), time(), self.zone)
        return (midnight + timedelta(hours=hour)).astimezone(self.now.tzinfo)

    def past(self, at: datetime) -> datetime:
        """``at``, or shortly before now if that lies ahead."""
        return min(at, self.now - _LATEST)


def span(now: datetime, zone: tzinfo) -> Span:
    """Eight weeks up to ``now`` (UTC), a few days less where a month's ends would be too short.

    Figures are shown by month, and only where five people practised in one.
    """
    last, end = now.astimezone(zone).date(), now
    if last.day <= _FIRST:
        last = last.replace(day=1) - timedelta(days=1)
        end = datetime.combine(last, time(23, 55), zone).astimezone(now.tzinfo)
    first = last - timedelta(days=DAYS)
    coming = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    if (coming - first).days < _FEW:
        first = coming
    return Span(first, last, end, zone)


@dataclass
class Clock:
    """When one conversation's replies were written."""

    span: Span
    chance: Random
    began: datetime
    times: list[datetime] = field(default_factory=list)

    @property
    def last(self) -> datetime:
        """When something happened last."""
        return self.times[-1] if self.times else self.began


def clock(
    span: Span, chance: Random, day: int, voice: Voice, replies: list[tuple[str, float]]
) -> Clock:
    """The times of ``replies`` (words, and the hours that went by before).

    If they would lie ahead of now, everything is that much earlier.
    """
    began = span.at(day, chance.uniform(*voice.hours))
    times, at = [], began
    for words, hours in replies:
        # Reading and thinking, then typing on a telephone.
        at += timedelta(seconds=chance.uniform(12, 55) + len(words) * chance.uniform(0.25, 0.55))
        at += timedelta(hours=hours)
        times.append(at)
    ahead = at - span.past(at)
    if ahead:
        ahead += timedelta(minutes=chance.uniform(0, 90))
    return Clock(span, chance, began - ahead, [t - ahead for t in times])
