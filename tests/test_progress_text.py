import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.practice.progress import ReplySeen, progress
from bot.progress_text import progress_text

NOW = datetime(2025, 11, 26, 12, tzinfo=UTC)
TITLES = {
    "G1": "Believing the feeling",
    "G3": "Naming a strength",
    "M1": "An open question",
    "P1": "Giving orders",
    "P4": "Solving it for them",
}
THEMES = {"debt": "owing money", "grief": "somebody died"}


def replies(count, weeks_ago=0, moves=(), flags=(), themes=("grief",), unaided=False, of="e"):
    """``count`` replies of one conversation; the first has all of ``moves`` and ``flags``."""
    at = NOW - timedelta(weeks=weeks_ago, days=1)
    return [
        ReplySeen(
            at + timedelta(minutes=i),
            f"{of}{weeks_ago}{unaided}",
            "scene",
            themes,
            unaided,
            tuple(moves) if i == 0 else (),
            tuple(flags) if i == 0 else (),
        )
        for i in range(count)
    ]


def said(*lists):
    seen = sorted((r for some in lists for r in some), key=lambda r: r.at)
    return progress_text(progress(seen, UTC, NOW), TITLES, THEMES)


def test_before_the_first_reply_there_is_one_kind_sentence():
    assert said() == ["Nothing here so far. The first conversation will be the start of it."]


def test_a_first_conversation_is_called_little_and_has_no_rates():
    found = said(replies(4, moves=["G1", "G1", "M1"], flags=["P4"]))
    assert found[0] == (
        "Your practice so far: 1 conversation and 4 replies. That is little to go by yet."
    )
    assert found[1] == "Moves used: Believing the feeling 2×, An open question 1×."
    assert found[2] == "Pitfalls that came up, worth a look: Solving it for them 1×."
    assert found[3] == "Themes so far: somebody died."
    assert "ten replies" not in " ".join(found)


def test_what_was_used_comes_before_what_is_worth_a_look_then_themes_then_unaided():
    found = said(
        replies(12, 1, moves=["G1"] * 6, flags=["P4"] * 3),
        replies(12, moves=["M1"] * 6, themes=("debt",)),
        replies(4, moves=["G3"], unaided=True),
    )
    starts = ("Your practice since", "First used", "Pitfalls", "Themes so far, ", "Without help")
    assert len(found) == len(starts)
    assert all(p.startswith(s) for p, s in zip(found, starts, strict=True))


def test_rates_are_told_once_there_is_enough():
    found = said(replies(12, moves=["G1"] * 6, flags=["P4"] * 3))
    assert found[0] == "Your practice so far, in this first week: 1 conversation and 12 replies."
    assert found[1].endswith("Together that is 5 in ten replies.")
    assert found[2].endswith("Together that is 2.5 in ten replies.")


def test_what_is_first_and_what_is_back_this_week():
    found = said(
        replies(3, 3, moves=["G1"]),
        replies(3, 1, moves=["G3"]),
        replies(3, moves=["M1", "G1", "G3"]),
    )
    assert "First used this week: An open question." in found[1]
    assert "Back this week: Believing the feeling." in found[1]


def test_after_an_empty_week_nothing_is_called_back():
    found = said(replies(3, 2, moves=["G1"]), replies(3, moves=["G1"]))
    assert "Back" not in found[1]


def test_more_moves_and_fewer_pitfalls_lead():
    found = said(
        replies(40, 6, moves=["G1"] * 6, flags=["P1"] * 40),
        replies(40, moves=["G1"] * 36, flags=["P1"] * 4),
    )
    assert found[1].startswith(
        "Moves have become more frequent: 1.5 in ten replies before 3 Nov, 9 since. "
        "Pitfalls have become rarer: 10 in ten replies before 3 Nov, 1 since."
    )
    assert "change with the scenes" not in found[2]


def test_fewer_moves_and_more_pitfalls_are_told_after_and_softly():
    found = said(
        replies(40, 6, moves=["G1"] * 36, flags=["P1"] * 4),
        replies(40, moves=["G1"] * 6, flags=["P1"] * 40),
    )
    assert "frequent" not in found[1]
    assert "Pitfalls came up more often: 1 in ten replies before 3 Nov, 10 since." in found[2]
    assert "Moves came up less often: 9 in ten replies before 3 Nov, 1.5 since." in found[2]
    assert "Numbers like these also change with the scenes." in found[2]


def test_no_moves_and_no_pitfalls_are_told_kindly():
    found = said(replies(3))
    assert found[1] == "No moves were noticed so far. Whichever comes first is welcome."
    assert found[2] == "No pitfalls were noticed in these replies."


def test_moves_that_rest_are_named_with_their_day():
    found = said(replies(3, 5, moves=["G1", "G3"]), replies(3, moves=["G3"]))
    assert found[2].endswith("Last used a while ago: Believing the feeling (21 Oct).")


def test_a_move_used_lately_without_help_does_not_rest():
    lately = replies(3, moves=["G1"], unaided=True)
    found = said(replies(3, 5, moves=["G1"]), lately)
    assert "a while ago" not in found[2]


def test_what_is_first_used_is_said_once():
    first = said(replies(10, 1, moves=["G1"]), replies(10, moves=["M1"]))
    assert " ".join(first).count("First used this week") == 1


def test_themes_have_their_numbers_or_say_that_there_are_few():
    found = said(
        replies(10, 1, moves=["G1"] * 3 + ["M1"] * 2, flags=["P1"] * 2, themes=("debt", "slow")),
        replies(3, themes=("grief",)),
    )
    assert found[3].splitlines() == [
        "Themes so far, with moves and pitfalls in ten replies:",
        "• owing money and slow (10 replies): 5 and 2. Used most: Believing the feeling and "
        "An open question. Worth a look: Giving orders.",
        "Also met, with few replies so far: somebody died.",
    ]


def test_with_a_theme_only_the_first_codes_are_named():
    moves = ["G1"] * 3 + ["G3"] * 2 + ["M1"]
    line = said(replies(10, 1, moves=moves, themes=("debt",)), replies(3))[3].splitlines()[1]
    assert line.endswith("Used most: Believing the feeling and Naming a strength.")


def test_a_theme_says_what_changed_over_the_weeks_if_it_did():
    rare = replies(30, 6, moves=["G1"] * 3, flags=["P1"] * 3, themes=("debt",))
    often = replies(30, 1, moves=["G1"] * 27, flags=["P1"] * 4, themes=("debt",))
    line = said(rare, often, replies(3))[3].splitlines()[1]
    assert line.endswith("Moves: 1 in ten replies before 3 Nov, 9 since.")


def test_where_every_reply_has_the_same_themes_they_are_only_named():
    assert said(replies(12, themes=("debt", "grief")))[3] == (
        "Themes so far: owing money and somebody died."
    )


@pytest.mark.parametrize(
    ("count", "end"), [(3, "0 and 0."), (4, "• 1 more theme"), (6, "• 3 more themes")]
)
def test_of_many_themes_some_are_only_counted(count, end):
    scenes = [replies(10, themes=(name,), of=name) for name in "abcdefghi"[:count]]
    lines = said(*scenes)[3].splitlines()
    assert lines[-1].endswith(end)
    assert sum("(10 replies)" in line for line in lines) == 3


def test_themes_with_few_replies_alone_are_one_line_of_their_own():
    lines = said(replies(3, themes=("x",)), replies(3, 1, themes=("y",)))[3].splitlines()
    assert lines == ["Themes met, with few replies so far: x and y."]


def test_without_themes_there_is_no_paragraph_on_them():
    assert len(said(replies(3, themes=()))) == 3


def test_conversations_without_help_have_numbers_of_their_own():
    aided = replies(12, 1, moves=["G1"] * 6, flags=["P4"] * 3)
    alone = replies(10, moves=["M1"] * 4, flags=["P1"], unaided=True, themes=("debt",))
    both, without = said(aided, alone), said(aided)
    assert both[:-1] == without
    assert both[-1] == (
        "Without help, and counted apart: 1 conversation and 10 replies so far. "
        "First used this week: An open question. Moves used: An open question 4×. "
        "Pitfalls that came up: Giving orders 1×. In ten replies, moves: 4, pitfalls: 1. "
        "Themes, counted together here: owing money."
    )


def test_only_conversations_without_help_are_one_paragraph():
    (found,) = said(replies(4, unaided=True), replies(1, 1, unaided=True, themes=("debt",)))
    assert found == (
        "Without help, and counted apart: 2 conversations and 5 replies so far. "
        "No moves were noticed in these replies. No pitfalls were noticed in these replies. "
        "That is little to go by yet. "
        "Themes, counted together here: somebody died and owing money."
    )


def test_it_never_grades_orders_or_exclaims():
    found = said(
        replies(40, 6, moves=["G1"] * 36, flags=["P1"] * 4),
        replies(40, moves=["G1"] * 6, flags=["P1"] * 40),
        replies(20, moves=["M1"], unaided=True),
    )
    text = " ".join(found)
    assert not re.search(r"!|%|\b(should|must|score|rank|grade|others|best|worse|better)\b", text)
