"""Figures as the team page wants them: names, rounding, order."""

from collections import Counter
from datetime import date

from bot.review.figures_shown import Names, notes, period, shown, tiles
from bot.review.sums import Cell, Often, Rates, ToTrust, Unaided
from bot.review.team import TeamFigures

NAMES = Names({"night": "In the night", "day": "By day"}, {"P4": "Solving it", "P9": "Away"})


def rates(flags=0, replies=100, trainees=9):
    return Rates(trainees, 12, replies, flags, 2 * flags)


def found(**more):
    every = {
        "since": date(2025, 11, 3),
        "until": date(2026, 1, 4),
        "total": rates(30),
        "months": (Cell("2025-11", rates(30)),),
        "scenarios": (),
        "teams": (Cell("North", rates(30)),),
        "flags": (),
        "moves": (),
        "unaided": (Cell("North", None, "few"),),
        "to_trust": (),
        "left_out": frozenset(),
    }
    return TeamFigures(**(every | more))


def figure(id_, **more):
    return next(f for f in shown(found(**more), NAMES) if f["id"] == id_)


def labels(made):
    return [(r["label"], r["value"]) for r in made["rows"]]


def test_the_highest_comes_first_and_all_that_is_hidden_in_one_row():
    cells = (
        Cell("day", rates(12)),
        Cell("gone", rates(40)),
        Cell("night", None, "few"),
        Cell("rain", None, "few"),
    )
    made = figure("scenes", scenarios=cells)
    assert labels(made) == [("gone", 40), ("By day", 12), ("2 other scenes", None)]
    assert made["rows"][2]["why"] == "few"


def test_one_hidden_row_is_named_and_with_nothing_beside_it_none_are_others():
    one, two = Cell("day", None, "few"), Cell("night", None, "few")
    assert labels(figure("scenes", scenarios=(one,))) == [("By day", None)]
    assert labels(figure("scenes", scenarios=(one, two))) == [("2 scenes", None)]


def test_trust_that_opened_soonest_comes_first():
    cells = (
        Cell("day", ToTrust(5, 9, Counter({9: 3, 8: 2}))),
        Cell("night", ToTrust(6, 8, Counter({4: 3, 5: 3}))),
    )
    made = figure("open", to_trust=cells)
    assert labels(made) == [("In the night", 4.5), ("By day", 9)]
    assert [r["n"] for r in made["rows"]] == ["6", "5"]


def test_codes_are_named_with_how_often_they_came_and_were_contested():
    cells = (Cell("P4", Often(5, 30, 3, 1000)), Cell("P9", Often(5, 1200, 6, 1000)))
    assert labels(figure("pitfalls", flags=cells)) == [("P9 Away", 120), ("P4 Solving it", 3)]
    made = figure("contested", flags=cells)
    assert labels(made) == [("P4 Solving it", 10), ("P9 Away", 0.5)]
    assert [r["n"] for r in made["rows"]] == ["30", "1,200"]


def test_the_last_twelve_months_are_drawn():
    cells = tuple(Cell(f"2025-{m:02}", rates(m)) for m in range(1, 13))
    cells += (Cell("2026-01", None, "none"), Cell("2026-02", rates(7, trainees=6)))
    made = figure("time", months=cells)
    assert (len(made["columns"]), made["columns"][0]) == (12, "Mar ’25")
    assert made["lines"][0]["values"][-3:] == [12, None, 7]
    assert made["lines"][1]["values"][-3:] == [24, None, 14]
    assert (made["why"][-2], made["counts"][-2:]) == ("none", [None, 6])


def test_before_and_after_of_each_group_and_of_everyone():
    one = Unaided(rates(40, trainees=5), rates(21, trainees=5))
    cells = (Cell("", one), Cell("North", one), Cell("South", None, "few"))
    made = figure("unaided", unaided=cells)
    assert [(r["label"], r["before"], r["after"], r["n"]) for r in made["rows"]] == [
        ("Small groups, and people in none", 40, 21, 5),
        ("North", 40, 21, 5),
        ("South", None, None, None),
        ("Everyone", 40, 21, 10),
    ]
    assert [r["label"] for r in figure("unaided")["rows"]] == ["Everyone"]


def test_groups_stand_side_by_side_where_there_are_several():
    ids = [f["id"] for f in shown(found(), NAMES)]
    assert ids == ["time", "unaided"]  # what has no rows is left out
    two = (Cell("", rates(20)), Cell("North", rates(30)))
    made = figure("groups", teams=two)
    assert labels(made) == [("North", 30), ("Small groups, and people in none", 20)]


def test_groups_stand_by_name_whatever_their_figures():
    cells = (Cell("Office", rates(30)), Cell("", rates(9)), Cell("night van", rates(2)))
    made = figure("groups", teams=cells)
    assert labels(made) == [
        ("night van", 2),
        ("Office", 30),
        ("Small groups, and people in none", 9),
    ]
    assert "no ranking" in made["about"]


def test_what_is_said_of_how_it_was_counted():
    assert notes(found()) == []
    said = notes(found(left_out=frozenset({"", "South", "East"})))
    assert said == [
        "Not counted, since too few have practised there: East, South, people in no group."
    ]
    two = (Cell("East", rates(20)), Cell("North", rates(30)))
    assert notes(found(teams=two)) == [
        "These are several groups together. A group counts in a row only if five of its people "
        "are behind it."
    ]


def test_period_and_tiles():
    assert period(found()) == "3 November 2025 to 4 January 2026"
    assert [(t["title"], t["value"]) for t in tiles(found(total=rates(9, 1234)))] == [
        ("Conversations", "12"),
        ("Replies", "1,234"),
        ("Trainees", "9"),
    ]


def test_with_nothing_there_is_nothing():
    empty = found(since=None, until=None, total=None, months=(), teams=(), unaided=())
    assert (shown(empty, NAMES), tiles(empty), period(empty)) == ([], [], "")
