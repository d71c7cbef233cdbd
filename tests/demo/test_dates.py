"""Eight weeks up to now, whatever day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.demo.dates import clock, span
from bot.demo.talks import Talk, Voice

ZONE = ZoneInfo("America/New_York")


def voice(*hours: int) -> Voice:
    return Voice(group="A", hours=hours, talks=(Talk(day=0, scene="x", seed=1, said=()),))


def test_they_are_eight_weeks_that_end_today():
    weeks = span(datetime(2026, 11, 22, 19, tzinfo=UTC), ZONE)
    assert (weeks.first, weeks.last) == (date(2026, 9, 28) + timedelta(days=3), date(2026, 11, 22))
    assert weeks.day(0) == weeks.first
    assert weeks.day(55) == weeks.last
    assert weeks.day(60) == weeks.last + timedelta(days=5)


@pytest.mark.parametrize("day", range(1, 32))
def test_no_month_is_a_few_days_only(day: int):
    weeks = span(datetime(2026, 12, day, 20, tzinfo=UTC), ZONE)
    assert weeks.last.day > 3
    first = [weeks.first + timedelta(days=n) for n in range(7)]
    assert len({d.month for d in first}) == 1
    assert 45 < (weeks.last - weeks.first).days <= 55


def test_early_in_a_month_it_all_ends_with_the_one_before():
    weeks = span(datetime(2026, 12, 2, 20, tzinfo=UTC), ZONE)
    assert weeks.last == date(2026, 11, 30)
    assert weeks.now.astimezone(ZONE).date() == weeks.last


def test_hours_are_those_of_the_zone_also_past_midnight():
    weeks = span(datetime(2026, 11, 22, 19, tzinfo=UTC), ZONE)
    at = weeks.at(10, 25).astimezone(ZONE)
    assert (at.date(), at.hour) == (weeks.day(11), 1)


def test_replies_follow_each_other_and_a_pause_is_as_long_as_written():
    weeks = span(datetime(2026, 11, 22, 19, tzinfo=UTC), ZONE)
    replies = [("Hello there.", 0.0), ("And then?", 20.0), ("Bye.", 0.0)]
    made = clock(weeks, Random(1), 5, voice(9, 10), replies)
    assert 9 <= made.began.astimezone(ZONE).hour < 10
    assert made.began < made.times[0] < made.times[1] < made.times[2] == made.last
    assert made.times[1] - made.times[0] > timedelta(hours=20)
    assert made.times[2] - made.times[1] < timedelta(minutes=5)


@pytest.mark.parametrize("hour", [0, 7, 13, 23])
def test_nothing_lies_ahead(hour: int):
    weeks = span(datetime(2026, 11, 22, hour, 30, tzinfo=UTC), ZONE)
    for seed in range(20):
        made = clock(weeks, Random(seed), 55, voice(22, 28), [("Some words.", 0.0)] * 9)
        assert made.began < made.last < weeks.now
