from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.review.sums import WHY, Cell, Often, Rates, ToTrust, Unaided
from bot.review.team import FEWEST, boards, figures
from bot.store.desk.talks import CountedTalk

NOV = datetime(2025, 11, 10, 12, tzinfo=UTC)  # a Monday
DEC = datetime(2025, 12, 10, 12, tzinfo=UTC)
TODAY = date(2026, 6, 3)
FIVE = ("t-1", "t-2", "t-3", "t-4", "t-5")
SIX_TO_TEN = ("t-6", "t-7", "t-8", "t-9", "t-0")


def talk(
    trainee="t-1",
    began=NOV,
    scenario="night",
    team="north",
    unaided=False,
    replies=1,
    opened=0,
    codes=(),
    contested=(),
):
    return CountedTalk(
        began, trainee, team, scenario, unaided, replies, Counter(codes), Counter(contested), opened
    )


def of_each(trainees=FIVE, **more):
    return [talk(t, **more) for t in trainees]


def shown(talks, zone=UTC, today=TODAY, teams=None):
    """What somebody sees who looks after ``teams``: a lead, unless told."""
    everyone = {t.team for t in talks} | {""}
    return figures(boards(talks, today, zone), everyone if teams is None else teams)


def by_key(rows):
    return {row.key: row for row in rows}


# Figures worked by hand


def test_rates_by_month_and_in_total():
    # November: 6 replies of five, 3 flags, 4 moves. December: 10 replies of five, 1 flag.
    talks = [*of_each(codes=["G1"])[:4], talk("t-5", replies=2, codes=["P4", "P9", "S1"])]
    talks += [*of_each(began=DEC, replies=2)[:4], talk("t-5", DEC, replies=2, codes=["P1"])]
    found = shown(talks)
    rows = by_key(found.months)
    assert rows["2025-11"].figures == Rates(5, 5, 6, 3, 4)
    assert rows["2025-12"].figures == Rates(5, 5, 10, 1, 0)
    assert found.total == Rates(5, 10, 16, 4, 4)
    assert (found.total.flag_rate, found.total.move_rate) == (25.0, 25.0)
    assert rows["2025-11"].figures.flag_rate == 50.0
    assert (found.since, found.until) == (date(2025, 11, 10), date(2025, 12, 14))


def test_rates_by_scenario_and_by_group():
    talks = of_each(codes=["P4"])
    talks += of_each(SIX_TO_TEN, scenario="day", team="south")
    found = shown(talks)
    assert [row.key for row in found.scenarios] == ["day", "night"]
    assert by_key(found.scenarios)["night"].figures == Rates(5, 5, 5, 5, 0)
    assert [row.key for row in found.teams] == ["north", "south"]
    assert by_key(found.teams)["south"].figures == Rates(5, 5, 5, 0, 0)
    assert found.total == Rates(10, 10, 10, 5, 0)


def test_months_are_those_of_the_zone():
    talks = of_each(began=datetime(2025, 11, 30, 23, 30, tzinfo=UTC))
    assert [r.key for r in shown(talks).months] == ["2025-11"]
    assert [r.key for r in shown(talks, ZoneInfo("Europe/Oslo")).months] == ["2025-12"]


def test_months_in_which_nobody_practised_are_there_and_empty():
    talks = of_each(began=datetime(2025, 11, 3, tzinfo=UTC))
    talks += of_each(began=datetime(2026, 2, 3, tzinfo=UTC))
    found = shown(talks).months
    assert [(r.key, r.why) for r in found] == [
        ("2025-11", ""), ("2025-12", "none"), ("2026-01", "none"), ("2026-02", ""),
    ]  # fmt: skip
    assert found[1].figures is None


def test_flags_and_moves_by_code_with_what_was_contested():
    talks = of_each(codes=["P4", "P4", "P9", "G1"], contested=["P9"], replies=4)
    talks += of_each(("t-1", "t-2"), codes=["M2"], contested=["P1"])
    found = shown(talks)
    p4, p9 = by_key(found.flags)["P4"].figures, by_key(found.flags)["P9"].figures
    assert p4 == Often(5, 10, 0, 22)
    assert p9 == Often(5, 5, 5, 22)
    assert (p9.share, p9.rate) == (1.0, 100 * 5 / 22)
    assert [c.key for c in found.flags] == ["P4", "P9"]
    # M2 rests on two, so G1 is hidden with it; flags have a total of their own.
    assert found.moves == (Cell("G1", None, "few"), Cell("M2", None, "few"))


def test_nothing_is_contested_more_often_than_it_was_shown():
    # A reply taken back took its flag along, and not the objection to another one.
    found = shown(of_each(codes=["P4"], contested=["P4", "P4"]))
    assert by_key(found.flags)["P4"].figures.share == 1.0


def test_unaided_first_and_latest():
    talks = []
    for n, trainee in enumerate(FIVE):
        days = [NOV + timedelta(days=d + n) for d in range(3)]
        codes = [["P4"], ["P1", "P2"], []]
        talks += [talk(trainee, days[i], unaided=True, codes=codes[i]) for i in (2, 0, 1)]
        talks.append(talk(trainee, NOV - timedelta(days=1), codes=["P4"] * 3))  # with help
    talks.append(talk("t-6", unaided=True, codes=["P3"] * 9))  # one only
    first, latest = Rates(5, 5, 5, 5, 0), Rates(5, 5, 5, 0, 0)
    assert shown(talks).unaided == (Cell("north", Unaided(first, latest)),)


def test_unaided_of_four_trainees_is_hidden():
    talks = [
        talk(t, NOV + timedelta(days=d), unaided=True)
        for t in FIVE
        for d in range(2 if t != "t-5" else 1)
    ]
    assert shown(talks).unaided == (Cell("north", None, "few"),)


def test_replies_until_trust_is_open():
    talks = [talk(t, opened=n) for t, n in zip(FIVE, (6, 7, 9, 12, 8), strict=True)]
    talks += [talk("t-1"), talk("t-6"), talk("t-2", opened=7)]
    figure = by_key(shown(talks).to_trust)["night"].figures
    assert figure == ToTrust(5, 8, Counter({6: 1, 7: 2, 8: 1, 9: 1, 12: 1}))
    assert figure.replies == 7.5


def test_trust_that_opened_for_four_is_hidden_however_many_tried():
    talks = [talk(f"t-{n}", opened=5 if n < 4 else 0) for n in range(12)]
    found = shown(talks)
    assert found.to_trust == (Cell("night", None, "few"),)
    assert found.scenarios[0].figures is not None


def test_nothing_at_all():
    found = shown([])
    assert found.total is found.since is found.until is None
    assert found.months == found.scenarios == found.teams == found.unaided == ()
    assert found.left_out == {""}


def test_each_reason_has_its_sentence():
    assert set(WHY) == {"few", "none"}


# Weeks


def test_this_week_does_not_count_yet():
    sunday, monday = date(2025, 11, 16), date(2025, 11, 17)
    assert boards(of_each(), sunday) == ()
    assert boards(of_each(), monday)[0].total.talks == 5


def test_weeks_are_those_of_the_zone():
    late = datetime(2025, 11, 16, 23, 30, tzinfo=UTC)  # Monday, in Oslo
    assert boards(of_each(began=late), date(2025, 11, 17), ZoneInfo("Europe/Oslo")) == ()
    assert boards(of_each(began=late), date(2025, 11, 17)) != ()


def test_a_week_waits_until_five_have_practised_since_the_last_that_counted():
    week = timedelta(weeks=1)
    talks = [*of_each(), talk("t-1", NOV + week), *of_each(FIVE[:3], began=NOV + 2 * week)]
    assert shown(talks).total.talks == 5
    assert shown(talks).until == date(2025, 11, 16)
    talks += of_each(FIVE[2:], began=NOV + 3 * week)
    assert shown(talks).total.talks == 12
    assert shown(talks).until == date(2025, 12, 7)


TALK = st.builds(
    lambda who, day, scenario, unaided, codes, contested, opened: talk(
        f"t-{who}",
        NOV + timedelta(days=day),
        scenario,
        ("north", "south", "east", "")[who % 4],
        unaided,
        3,
        opened,
        codes,
        contested,
    ),
    who=st.integers(0, 23),
    day=st.integers(0, 60),
    scenario=st.sampled_from(["night", "day", "rain", "van"]),
    unaided=st.booleans(),
    codes=st.lists(st.sampled_from(["P1", "P4", "S1", "G1", "M2"]), max_size=4),
    contested=st.lists(st.sampled_from(["P1", "P4"]), max_size=2),
    opened=st.sampled_from([0, 2, 3]),
)
TALKS = st.lists(TALK, max_size=120)


@settings(max_examples=150, deadline=None)
@given(TALKS, st.integers(0, 80), st.integers(0, 80))
def test_two_looks_differ_by_nobody_or_by_five(talks, one, other):
    """Of a group that stays as it is: whoever comes back later learns of five people or more."""
    talks = [replace(t, team="north") for t in talks]
    early, late = sorted(NOV.date() + timedelta(days=d) for d in (one, other))
    before, after = boards(talks, early), boards(talks, late)
    if before == after:
        return
    first = before[0].until if before else date.min
    between = [t for t in talks if first < t.began.date() <= after[0].until]
    counted = before[0].total.talks if before else 0
    assert after[0].total.talks - counted == len(between)
    assert len({t.trainee for t in between}) >= FEWEST


# Groups


def test_a_group_of_four_counts_nowhere():
    talks = of_each() + of_each(("t-6", "t-7", "t-8", "t-9"), team="south", codes=["P4"])
    found = shown(talks)
    assert found.total == Rates(5, 5, 5, 0, 0)
    assert found.left_out == {"south", ""}
    assert shown(talks, teams={"south"}).total is None


def test_small_groups_count_together():
    talks = of_each(FIVE[:3], team="south") + of_each(FIVE[3:], team="east")
    found = shown(talks)
    assert found.total == Rates(5, 5, 5, 0, 0)
    assert [row.key for row in found.teams] == [""]
    assert found.left_out == {""}
    # Half of them, for one who looks after that half, would be three people.
    assert shown(talks, teams={"south"}).total is None
    assert shown(talks, teams={"south"}).left_out == {"south"}
    assert shown(talks, teams={"south", "east"}).total == found.total


def test_whoever_is_in_no_group_belongs_to_the_small_ones():
    talks = of_each() + of_each(SIX_TO_TEN, team="")
    assert shown(talks).total.trainees == 10
    assert shown(talks, teams={"north"}).total.trainees == 5
    assert [row.key for row in shown(talks).teams] == ["", "north"]


def test_small_groups_and_those_in_none_are_one_block():
    talks = of_each(team="") + of_each(SIX_TO_TEN[:3], team="south")
    assert shown(talks).total.trainees == 8
    assert shown(talks, teams={"south"}).total is None


def test_a_row_of_several_groups_takes_in_those_that_show_it():
    talks = of_each() + of_each(scenario="day") + of_each(("t-6", "t-7"), team="south")
    talks += of_each(SIX_TO_TEN, team="south", scenario="day")
    talks += of_each(SIX_TO_TEN, team="south", scenario="rain")
    rows = by_key(shown(talks).scenarios)
    # In the south two held "night": hidden there, and another row with it.
    assert rows["night"].figures == Rates(5, 5, 5, 0, 0)
    assert rows["day"].figures == Rates(5, 5, 5, 0, 0)
    assert rows["rain"].figures == Rates(5, 5, 5, 0, 0)
    assert shown(talks).total.trainees == 10


@settings(max_examples=150, deadline=None)
@given(TALKS)
def test_a_page_of_several_groups_tells_nothing_that_the_blocks_do_not(talks):
    """A lead's row is the sum of the rows that pages of one block show."""
    every = boards(talks, TODAY)
    whole = figures(every, {t.team for t in talks} | {""})
    singly = [figures([b], b.teams) for b in every]
    for name in ("months", "scenarios", "flags", "moves", "to_trust"):
        for row in getattr(whole, name):
            parts = [by_key(getattr(one, name)).get(row.key) for one in singly]
            known = [part.figures for part in parts if part and part.figures is not None]
            assert (row.figures is None) == (not known)
            if known:
                total = known[0]
                for one in known[1:]:
                    total = total + one
                assert row.figures == total


@settings(max_examples=100, deadline=None)
@given(TALKS, st.sets(st.sampled_from(["north", "south", "east"])))
def test_taking_a_supervisors_page_from_a_leads_leaves_five_or_nobody(talks, teams):
    every = boards(talks, TODAY)
    lead, supervisor = figures(every, {"north", "south", "east", ""}), figures(every, teams)
    for name in ("scenarios", "months", "flags"):
        others = by_key(getattr(supervisor, name))
        for row in getattr(lead, name):
            mine = others.get(row.key)
            less = mine.figures.trainees if mine and mine.figures else 0
            rest = (row.figures.trainees if row.figures else 0) - less
            assert rest == 0 or rest >= FEWEST


# Small numbers


def rests_on(talks):
    """By breakdown and row, the trainees whose doing the row tells. Counted anew, in the open."""
    found = {name: defaultdict(set) for name in ("months", "scenarios", "flags", "moves", "trust")}
    for t in talks:
        found["months"][f"{t.began:%Y-%m}"].add(t.trainee)
        found["scenarios"][t.scenario].add(t.trainee)
        found["trust"][t.scenario] |= {t.trainee} if t.opened else set()
        for code in t.codes:
            found["flags" if code[0] in "PS" else "moves"][code].add(t.trainee)
    return found


@settings(max_examples=200, deadline=None)
@given(TALKS)
def test_nothing_shown_and_nothing_left_over_rests_on_fewer_than_five(talks):
    talks = [replace(t, team="north") for t in talks]
    made = shown(talks)
    if made.total is None:
        assert made.scenarios == made.months == ()
        return
    counted = [t for t in talks if t.began.date() <= made.until]
    assert made.total.talks == len(counted)
    assert made.total.trainees >= FEWEST
    for name, rows in rests_on(counted).items():
        cells = by_key(getattr(made, {"trust": "to_trust"}.get(name, name)))
        cells = {key: cell for key, cell in cells.items() if cell.why != "none"}
        assert set(cells) == set(rows)
        for key, cell in cells.items():
            assert (cell.figures is None) == (cell.why == "few")
            assert cell.figures is None or len(rows[key]) >= FEWEST
        gone = [key for key, cell in cells.items() if cell.figures is None]
        if gone and len(set().union(*rows.values())) >= FEWEST:
            # What somebody gets by taking all that is shown from the total.
            assert len(set().union(*(rows[key] for key in gone))) >= FEWEST


@given(TALKS, st.randoms())
def test_the_order_of_conversations_makes_no_difference(talks, chance):
    talks = [replace(t, began=t.began + timedelta(seconds=i)) for i, t in enumerate(talks)]
    found = boards(talks, TODAY)
    chance.shuffle(talks)
    assert boards(talks, TODAY) == found


@pytest.mark.parametrize("who", [("t-1",), FIVE[:4]])
def test_a_small_organisation_sees_no_figure_at_all(who):
    talks = of_each(who, codes=["P4"], opened=3, unaided=True) + of_each(who, began=DEC)
    assert boards(talks, TODAY) == ()
