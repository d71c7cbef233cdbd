import re
from datetime import UTC, datetime, timedelta

import pytest

from bot import charts, charts_progress
from bot.charts_progress import SHOWN, describe_progress, progress_picture
from bot.i18n import speaking
from bot.phrases import MOST_WORDS, figure, named
from bot.practice.progress import ReplySeen, progress
from tests.drawings import bars, drawn, hard_to_read, longer, misplaced, size, words

__all__ = ["drawn"]

NOW = datetime(2025, 11, 26, 12, tzinfo=UTC)
TITLES = {"G1": "Believing the feeling", "M1": "An open question", "M2": "Reflecting it back"}


def replies(count, weeks_ago=0, moves=0, flags=0, unaided=False, code="G1"):
    """``count`` replies in one week, the first ones with a move or a pitfall each."""
    at = NOW - timedelta(weeks=weeks_ago, days=1)
    return [
        ReplySeen(
            at + timedelta(minutes=i),
            f"e{weeks_ago}{unaided}{i // 8}",
            "scene",
            ("grief",),
            unaided,
            (code,) * (moves // count + (i < moves % count)),
            ("P1",) if i < flags else (),
        )
        for i in range(count)
    ]


def weeks(counts, **more):
    """One entry a week, oldest first, this week last."""
    found = []
    for i, count in enumerate(counts):
        found += replies(count, len(counts) - 1 - i, **more) if count else []
    return found


CASES = {
    "nothing": [],
    "one week": replies(14, moves=10, flags=2),
    "three replies": replies(3, moves=3, flags=1),
    "two weeks": [*replies(14, 1, moves=10, flags=2), *replies(21, moves=15, flags=5)],
    "no moves": replies(12),
    "twelve weeks": weeks([12, 3, 0, 18, 24, 0, 0, 16, 30, 8, 22, 14], moves=9, flags=2),
    "both kinds": [
        *weeks([12, 3, 0, 18, 24, 0, 0, 16, 30, 8, 22, 14], moves=9, flags=2),
        *weeks([0, 0, 0, 6, 0, 0, 0, 12, 0, 10, 4], moves=5, flags=1, unaided=True),
    ],
    "thirty weeks": weeks([(i * 7 + 1) % 5 * 30 for i in range(30)], moves=40, flags=20),
    "only without help": weeks([4, 8, 13], moves=3, flags=1, unaided=True),
    "hundreds": weeks([150] * 12, moves=280, flags=140),
    "long ago": replies(9, 20, moves=3),
    "help long ago": [*replies(9, 20), *replies(9, unaided=True)],
}


def made(name):
    return progress(sorted(CASES[name], key=lambda r: r.at), UTC, NOW)


@pytest.fixture
def pictured(tmp_path, drawn):
    """The description and the figure of a case."""

    def draw(name):
        said = progress_picture(made(name), TITLES, tmp_path / "new" / "p.png")
        return said, drawn[-1]

    return draw


def test_it_can_be_had_from_where_the_other_pictures_are():
    assert charts.progress_picture is progress_picture


@pytest.mark.parametrize("name", CASES)
def test_a_picture_is_written_and_described(name, pictured, tmp_path):
    said, figure = pictured(name)
    wide, high = size(tmp_path / "new" / "p.png")
    assert wide == 960
    assert high == int(figure.get_figheight() * 150)
    assert high < 1800
    assert said == describe_progress(made(name), TITLES)
    assert len(said) <= MOST_WORDS
    assert "!" not in said


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("wordier", [False, True], ids=["as it is", "wordier"])
def test_words_stand_free(name, wordier, pictured, monkeypatch):
    if wordier:
        monkeypatch.setattr(charts_progress, "_", longer)
    with speaking("es" if wordier else "en"):
        _said, figure = pictured(name)
    assert misplaced(figure) == []
    assert hard_to_read(figure) == []


@pytest.mark.parametrize("name", CASES)
def test_every_number_in_the_picture_is_in_the_words(name, pictured):
    said, drawing = pictured(name)
    in_words = set(re.findall(r"[\d.,]*\d", said))
    numbers = {w for w in words(drawing) if re.fullmatch(r"[\d.,]+", w)} - {"0"}
    assert numbers <= in_words
    assert bool(numbers) is (name not in ("nothing", "long ago"))


def test_each_week_tells_rates_and_how_many_replies_they_rest_on():
    said = describe_progress(made("two weeks"), TITLES)
    assert "17 Nov: 7.1 and 1.4 (14); 24 Nov: 7.1 and 2.4 (21)." in said


def test_empty_weeks_have_no_bars_but_a_zero_and_are_not_named(pictured):
    said, figure = pictured("twelve weeks")
    assert len(bars(figure)) == 3 * 9
    assert words(figure).count("0") == 3
    assert "22 Sep" not in said
    assert "Weeks that are not named had no replies." in said


def test_few_replies_are_dashed_and_the_note_says_so(pictured):
    _said, figure = pictured("three replies")
    moves, flags, count = [p for axes in figure.axes for p in axes.patches]
    assert moves.get_linestyle() != "solid"
    assert flags.get_linestyle() != "solid"
    assert count.get_linestyle() == "solid"
    assert any(w.startswith("Dashed bars: fewer than ten") for w in words(figure))


def test_three_replies_are_a_low_bar_even_alone(pictured):
    heights = {}
    for name in ("three replies", "one week"):
        heights[name] = bars(pictured(name)[1])[-1].height
    assert heights["three replies"] < heights["one week"] / 3


def test_ten_replies_are_not_dashed(pictured):
    _said, figure = pictured("one week")
    assert {p.get_linestyle() for axes in figure.axes for p in axes.patches} == {"solid"}
    assert not any("Dashed" in w for w in words(figure))


def test_moves_and_pitfalls_have_one_scale_and_differ_in_hatching(pictured):
    _said, figure = pictured("both kinds")
    # Panels in order: moves, pitfalls, replies, with help and then without.
    panels = figure.axes[1:]
    scales = {round(p.bbox.height / (p.get_ylim()[1] - p.get_ylim()[0]), 3) for p in panels[0:2]}
    scales |= {round(p.bbox.height / (p.get_ylim()[1] - p.get_ylim()[0]), 3) for p in panels[3:5]}
    assert len(scales) == 1
    assert all(bar.get_hatch() is None for bar in panels[0].patches)
    assert all(bar.get_hatch() for bar in panels[1].patches)


def test_conversations_without_help_have_a_part_of_their_own(pictured):
    said, figure = pictured("both kinds")
    alone, _figure = pictured("twelve weeks")
    assert len(figure.axes) == 1 + 6
    helped, unaided = said.split("Conversations without help. ")
    assert helped.split("Conversations with help. ")[1].strip() in alone
    assert "29 Sep: 8.3" not in unaided
    assert {"Conversations with help", "Conversations without help"} <= set(words(figure))


def test_one_kind_alone_needs_a_heading_only_if_it_is_without_help(pictured):
    assert "Conversations with help" not in words(pictured("one week")[1])
    for name in ("only without help", "help long ago"):
        assert "Conversations without help" in words(pictured(name)[1])


def test_of_many_weeks_the_last_twelve_are_shown(pictured):
    said, figure = pictured("thirty weeks")
    assert "These are the last 12 of 30 weeks." in said
    assert "These are the last 12 of 30 weeks." in words(figure)
    (columns,) = {round(axes.get_xlim()[1] + 0.5) for axes in figure.axes[1:]}
    assert columns == SHOWN
    assert "8 Sep" in said
    assert "1 Sep" not in said.replace("11 Sep", "")


def test_after_a_long_break_it_says_so_kindly(pictured):
    said, figure = pictured("long ago")
    assert said == "No replies in the last 12 weeks."
    assert said in words(figure)
    assert bars(figure) == []


def test_a_move_first_used_this_week_is_named_in_both():
    seen = [*replies(10, 1, moves=3), *replies(10, moves=2, code="M1")]
    seen += replies(10, moves=2, code="M2", unaided=True)
    said = describe_progress(progress(seen, UTC, NOW), TITLES)
    assert "First used this week: An open question." in said
    assert "First used this week, without help: Reflecting it back." in said


def test_in_a_first_week_nothing_is_called_first():
    assert "First" not in describe_progress(made("one week"), TITLES)


def test_a_year_of_busy_weeks_still_fits_a_caption():
    seen = weeks([99] * 60, moves=150, flags=99) + weeks([99] * 60, moves=150, unaided=True)
    seen += [s for c in TITLES for s in replies(1, moves=1, code=c)]
    with speaking("es"):
        said = describe_progress(progress(seen, UTC, NOW), TITLES)
    assert len(said) < MOST_WORDS
    assert not said.endswith("…")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.04, "0"), (2, "2"), (7.14, "7.1"), (9.96, "10"), (10.4, "10"), (12.6, "13")],
)
def test_figures_have_a_decimal_below_ten(value, shown):
    assert figure(value) == shown


def test_figures_are_written_as_the_language_writes_them():
    with speaking("es"):
        assert figure(7.14) == "7.1"  # as in the Americas


def test_more_than_a_few_names_are_counted():
    assert named(["a", "b", "c", "d"], {}) == "a, b, c, d"
    assert named(["a", "b", "c", "d", "e", "f"], {"a": "A"}) == "A, b, c, d and 2 more"
