from collections import Counter
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.progress import (
    FEW,
    Change,
    Part,
    Progress,
    ReplySeen,
    Tally,
    ThemeSeen,
    Week,
    local_day,
    monday,
    progress,
    times_shown,
)

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
AUCKLAND = ZoneInfo("Pacific/Auckland")
NOW = datetime(2025, 11, 26, 12, tzinfo=UTC)  # a Wednesday
MONDAY = date(2025, 11, 24)


def reply(at=NOW, encounter="e1", moves=(), flags=(), themes=("grief",), unaided=False):
    return ReplySeen(at, encounter, "scene", tuple(themes), unaided, tuple(moves), tuple(flags))


def weeks_ago(weeks, **more):
    return reply(NOW - timedelta(weeks=weeks), **more)


def made(*replies, zone=UTC, now=NOW):
    return progress(sorted(replies, key=lambda r: r.at), zone, now)


def shape(part):
    return [(w.start, w.tally.replies) for w in part.weeks]


# Weeks


def test_without_replies_there_is_this_week_and_nothing_in_it():
    found = made()
    assert found.empty
    assert found.aided == found.unaided
    assert shape(found.aided) == [(MONDAY, 0)]
    assert found.aided.total == Tally()
    assert found.aided.change is None


def test_a_week_begins_on_monday_at_midnight_and_ends_before_the_next():
    start = datetime(2025, 11, 24, tzinfo=UTC)
    found = made(reply(start - timedelta(microseconds=1)), reply(start), reply(NOW))
    assert shape(found.aided) == [(date(2025, 11, 17), 1), (MONDAY, 2)]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (UTC, [(date(2025, 11, 17), 1), (MONDAY, 0)]),
        (NEW_YORK, [(date(2025, 11, 17), 1), (MONDAY, 0)]),
        (AUCKLAND, [(MONDAY, 1)]),  # there it was Monday noon
    ],
)
def test_the_week_is_that_of_the_trainees_own_calendar(zone, expected):
    at = datetime(2025, 11, 23, 23, 30, tzinfo=UTC)  # a Sunday
    assert shape(made(reply(at), zone=zone).aided) == expected


def test_today_and_this_week_are_local_too():
    now = datetime(2025, 11, 24, 3, tzinfo=UTC)
    assert made(now=now, zone=NEW_YORK).today == date(2025, 11, 23)
    assert made(now=now, zone=NEW_YORK).week == date(2025, 11, 17)
    assert made(now=now, zone=AUCKLAND).week == MONDAY


@pytest.mark.parametrize(
    ("last_of_old", "first_of_new", "week"),
    [
        # The clocks went back on Sunday, 26 October: the week has 169 hours.
        (
            datetime(2025, 10, 26, 23, 59, tzinfo=UTC),
            datetime(2025, 10, 27, 0, 0, tzinfo=UTC),
            date(2025, 10, 27),
        ),
        # They go forward on Sunday, 29 March: midnight is an hour earlier in UTC afterwards.
        (
            datetime(2025, 3, 30, 22, 59, tzinfo=UTC),
            datetime(2025, 3, 30, 23, 0, tzinfo=UTC),
            date(2025, 3, 31),
        ),
    ],
)
def test_a_change_of_clocks_moves_no_reply_to_another_week(last_of_old, first_of_new, week):
    now = first_of_new + timedelta(hours=1)
    found = made(reply(last_of_old), reply(first_of_new), zone=LONDON, now=now)
    assert shape(found.aided) == [(week - timedelta(weeks=1), 1), (week, 1)]


def test_weeks_follow_each_other_over_a_change_of_clocks_and_the_new_year():
    found = made(
        reply(datetime(2024, 10, 20, tzinfo=UTC)), zone=LONDON, now=datetime(2025, 4, 9, tzinfo=UTC)
    )
    starts = [w.start for w in found.aided.weeks]
    assert {b - a for a, b in pairwise(starts)} == {timedelta(weeks=1)}
    assert {s.weekday() for s in starts} == {0}
    assert (starts[0], starts[-1]) == (date(2024, 10, 14), date(2025, 4, 7))


def test_empty_weeks_between_and_after_are_kept():
    found = made(weeks_ago(4), weeks_ago(1))
    assert [n for _, n in shape(found.aided)] == [1, 0, 0, 1, 0]
    empty = found.aided.weeks[1].tally
    assert empty == Tally()
    assert empty.moves_per_ten is None
    assert empty.flags_per_ten is None


def test_a_reply_from_a_clock_that_was_ahead_counts_today():
    assert shape(made(reply(NOW + timedelta(days=20))).aided) == [(MONDAY, 1)]


def test_a_time_without_a_zone_is_taken_as_utc():
    bare = datetime(2025, 11, 23, 23, 30)
    assert local_day(bare, AUCKLAND) == MONDAY


# Counts


def test_a_week_counts_replies_conversations_moves_and_flags():
    found = made(
        reply(encounter="a", moves=("G1", "M1")),
        reply(encounter="a", flags=("P4",)),
        reply(encounter="b", moves=("G1",), flags=("P4", "S1")),
        reply(encounter="b"),
    )
    (week,) = found.aided.weeks
    assert week == Week(MONDAY, Tally(conversations=2, replies=4, moves=3, flags=3))
    assert week.tally.moves_per_ten == 7.5
    assert week.tally.flags_per_ten == 7.5
    assert found.aided.moves == (("G1", 2), ("M1", 1))
    assert found.aided.flags == (("P4", 2), ("S1", 1))


def test_a_conversation_over_two_weeks_is_in_both_but_is_one():
    found = made(weeks_ago(1, encounter="a"), reply(encounter="a"))
    assert [w.tally.conversations for w in found.aided.weeks] == [1, 1]
    assert found.aided.total.conversations == 1


def test_a_code_twice_in_a_reply_counts_twice():
    replies = [reply(moves=("M1", "M1", "G3")), reply(moves=("M1",))]
    assert times_shown(replies) == Counter({"M1": 3, "G3": 1})
    assert made(*replies).aided.moves == (("M1", 3), ("G3", 1))


@pytest.mark.parametrize(("replies", "few"), [(0, True), (FEW - 1, True), (FEW, False)])
def test_under_ten_replies_are_few(replies, few):
    assert Tally(replies=replies).few is few


def test_ties_are_in_the_order_of_the_codes_whoever_came_first():
    one, other = weeks_ago(1, moves=("M1",)), reply(moves=("G1",))
    assert [c for c, _ in made(one, other).aided.moves] == ["G1", "M1"]


# Unaided, apart


def test_unaided_conversations_are_apart_everywhere():
    aided = [weeks_ago(1, encounter="a", moves=("G1",), flags=("P1",), themes=("debt",))]
    alone = [reply(encounter="b", moves=("M1",), flags=("S1",), themes=("exit",), unaided=True)]
    found = made(*aided, *alone)
    only = made(*aided).aided
    for name in ("total", "moves", "flags", "last_used", "themes", "weeks"):
        assert getattr(found.aided, name) == getattr(only, name)
    assert found.unaided.total == Tally(1, 1, 1, 1)
    assert [n for _, n in shape(found.unaided)] == [0, 1]
    assert found.unaided.moves == (("M1", 1),)
    assert found.unaided.flags == (("S1", 1),)
    assert [t.themes for t in found.unaided.themes] == [("exit",)]
    assert set(found.unaided.last_used) == {"M1"}


def test_both_parts_have_the_same_weeks():
    found = made(weeks_ago(6, unaided=True), weeks_ago(2, encounter="b"))
    starts = [[w.start for w in part.weeks] for part in (found.aided, found.unaided)]
    assert starts[0] == starts[1]
    assert len(starts[0]) == 7


def test_help_given_once_makes_the_whole_conversation_an_aided_one():
    found = made(weeks_ago(0, encounter="a", unaided=True), reply(encounter="a", unaided=False))
    assert (found.aided.total.replies, found.unaided.total.replies) == (2, 0)


codes = st.lists(st.sampled_from(["G1", "M1", "M2", "G9"]), max_size=3).map(tuple)
some_replies = st.lists(
    st.builds(
        ReplySeen,
        at=st.datetimes(datetime(2025, 8, 1), datetime(2025, 11, 26), timezones=st.just(UTC)),
        encounter=st.sampled_from("abcdefgh"),
        scenario=st.just("scene"),
        themes=st.lists(st.sampled_from(["x", "y"]), unique=True).map(tuple),
        unaided=st.booleans(),
        moves=codes,
        flags=st.lists(st.sampled_from(["P1", "S2"]), max_size=2).map(tuple),
    ),
    max_size=25,
)
zones = st.integers(-12, 14).map(lambda h: timezone(timedelta(hours=h)))


@given(some_replies, zones)
def test_nothing_is_lost_and_nothing_counted_twice(replies, zone):
    found = made(*replies, zone=zone)
    parts = (found.aided, found.unaided)
    assert sum(p.total.replies for p in parts) == len(replies)
    assert sum(p.total.conversations for p in parts) == len({r.encounter for r in replies})
    assert sum((Counter(dict(p.moves)) for p in parts), Counter()) == times_shown(replies)
    for part in parts:
        for name in ("replies", "moves", "flags"):
            weekly = sum(getattr(w.tally, name) for w in part.weeks)
            assert weekly == getattr(part.total, name)
        assert part.total.moves == sum(n for _, n in part.moves)
        assert part.total.flags == sum(n for _, n in part.flags)
        assert set(part.last_used) == {c for c, _ in part.moves}
        assert set(part.first_this_week) <= set(part.new_since_last_week)
        assert [w.start for w in part.weeks] == sorted({w.start for w in part.weeks})
        assert part.weeks[-1].start == found.week == monday(found.today)


# First, last, new


def test_a_move_is_first_used_this_week_only_if_it_never_was_before():
    found = made(weeks_ago(3, moves=("G1",)), reply(moves=("G1", "M1")))
    assert found.aided.first_this_week == ("M1",)
    assert found.aided.new_since_last_week == ("G1", "M1")


def test_what_last_week_had_is_not_new():
    found = made(weeks_ago(1, moves=("G1",)), reply(moves=("G1",)))
    assert found.aided.new_since_last_week == ()
    assert found.aided.first_this_week == ()


def test_nothing_is_new_in_a_week_without_replies():
    found = made(weeks_ago(1, moves=("G1",)))
    assert found.aided.new_since_last_week == ()


def test_a_move_known_from_an_unaided_conversation_is_not_first_used():
    found = made(weeks_ago(1, encounter="u", moves=("G1",), unaided=True), reply(moves=("G1",)))
    assert found.aided.first_this_week == ()


def test_the_last_day_of_a_move_is_a_local_day():
    late = datetime(2025, 11, 20, 23, 30, tzinfo=UTC)
    early = late - timedelta(days=9)
    found = made(reply(early, moves=("G1", "M1")), reply(late, moves=("G1",)), zone=AUCKLAND)
    assert found.aided.last_used == {"G1": date(2025, 11, 21), "M1": date(2025, 11, 12)}


# Themes


def test_a_reply_counts_for_each_theme_of_its_scene():
    many = [reply(encounter="a", moves=("G1",), themes=("debt", "grief"))] * 10
    few = [reply(encounter="b", flags=("P1",), themes=("grief",))] * 2
    grief, debt = made(*many, *few).aided.themes
    assert (grief.themes, grief.tally) == (("grief",), Tally(2, 12, 10, 2))
    assert (grief.moves, grief.flags) == ((("G1", 10),), (("P1", 2),))
    assert grief.moves_per_ten == pytest.approx(10 * 10 / 12)
    assert grief.flags_per_ten == pytest.approx(10 * 2 / 12)
    assert (debt.themes, debt.tally) == (("debt",), Tally(1, 10, 10, 0))
    assert (debt.moves, debt.flags) == ((("G1", 10),), ())
    assert debt.flags_per_ten == 0


def test_themes_that_came_up_in_the_same_replies_are_told_once():
    scene = [reply(encounter="a", themes=("debt", "slow-week"))] * 4
    other = [reply(encounter="b", themes=("debt", "exit", "housing"))] * 3
    found = made(*scene, *other).aided.themes
    assert [(t.themes, t.tally.replies) for t in found] == [
        (("debt",), 7), (("slow-week",), 4), (("exit", "housing"), 3),
    ]  # fmt: skip
    assert [t.themes for t in made(*scene).aided.themes] == [("debt", "slow-week")]


def test_as_many_replies_are_not_the_same_replies():
    replies = [reply(encounter="a", themes=("debt",)), reply(encounter="b", themes=("exit",))]
    assert [t.themes for t in made(*replies).aided.themes] == [("debt",), ("exit",)]


def test_a_theme_has_its_own_change_over_the_weeks():
    before, lately = stretch(5, 30, moves=3), stretch(2, 30, moves=27)
    elsewhere = [weeks_ago(2, encounter="x", themes=("debt",))] * 30
    grief, debt = made(*before, *lately, *elsewhere).aided.themes
    assert (grief.themes, grief.change.moves) == (("grief",), "more")
    assert debt.change is None


def test_a_theme_with_few_replies_has_no_rate():
    seen = ThemeSeen(("debt",), Tally(1, 9, 9, 9))
    assert seen.moves_per_ten is None
    assert seen.flags_per_ten is None
    assert ThemeSeen(("debt",), Tally(1, 10, 9, 9)).moves_per_ten == 9


# Then and lately


def stretch(weeks, replies, moves=0, flags=0):
    """``replies`` so many weeks ago, the first ones with a move or a flag each."""
    return [
        weeks_ago(
            weeks,
            encounter=f"e{weeks}",
            moves=("G1",) if i < moves else (),
            flags=("P1",) if i < flags else (),
        )
        for i in range(replies)
    ]


def test_the_last_four_weeks_are_held_beside_those_before():
    found = made(*stretch(4, 30, moves=3, flags=20), *stretch(3, 40, moves=32, flags=2))
    change = found.aided.change
    assert change == Change(
        since=date(2025, 11, 3),
        before=Tally(1, 30, 3, 20),
        lately=Tally(1, 40, 32, 2),
        moves="more",
        flags="fewer",
    )
    assert found.unaided.change is None


@pytest.mark.parametrize(("before", "lately"), [(19, 40), (40, 19), (0, 40), (40, 0)])
def test_with_few_replies_on_either_side_nothing_is_held_beside(before, lately):
    assert made(*stretch(6, before), *stretch(0, lately)).aided.change is None


def test_a_small_difference_is_called_none():
    found = made(*stretch(6, 20, moves=8, flags=4), *stretch(0, 20, moves=10, flags=3))
    assert found.aided.change.moves == "alike"
    assert found.aided.change.flags == "alike"


def test_none_at_all_on_both_sides_is_alike():
    assert made(*stretch(6, 20), *stretch(0, 20)).aided.change.moves == "alike"


def test_a_fall_is_a_fall():
    found = made(*stretch(6, 40, moves=36), *stretch(0, 40, moves=8))
    assert found.aided.change.moves == "fewer"


def test_nothing_in_it_ranks_or_grades():
    names = {f.name for kind in (Progress, Part, Tally, ThemeSeen, Change) for f in fields(kind)}
    graded = {"rank", "grade", "score", "level", "percent", "success", "others", "average"}
    assert not names & graded
