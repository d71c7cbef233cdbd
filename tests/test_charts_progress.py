import re
from datetime import UTC, datetime, timedelta

import pytest

from bot import charts, charts_progress, paper
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
        said = progress_picture(made(name), tmp_path / "new" / "p.png")
        return said, drawn[-1]

    return draw


def test_it_can_be_had_from_where_the_other_pictures_are():
    assert charts.progress_picture is progress_picture


@pytest.mark.parametrize("name", CASES)
def test_a_picture_is_written_and_described(name, pictured, tmp_path):
    said, figure = pictured(name)
    wide, high = size(tmp_path / "new" / "p.png")
    assert wide == 960
    assert high == int(figure.get_figheight() * paper.DPI)
    assert high / wide < (2.6 if name == "both kinds" else 1.7)
    assert said == describe_progress(made(name))
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
    seen = " ".join(words(drawing))
    seen = re.sub(r"\d+ \w+ no replies( for \d+ weeks)?", "", seen)
    numbers = set(re.findall(r"[\d.,]*\d", seen)) - {"0"}
    assert numbers <= in_words
    assert bool(numbers) is (name != "nothing")


def test_each_week_tells_rates_and_how_many_replies_they_rest_on():
    said = describe_progress(made("two weeks"))
    assert "17 Nov: 7.1 and 1.4 (14); 24 Nov: 7.1 and 2.4 (21)." in said


def test_empty_weeks_between_are_one_row_and_are_not_named_in_the_words(pictured):
    said, figure = pictured("twelve weeks")
    assert len(bars(figure)) == 2 * 9
    seen = words(figure)
    assert seen[seen.index("22 Sep") + 1] == "no replies"
    assert seen[seen.index("13 Oct") + 1] == "no replies for 2 weeks"
    assert "20 Oct" not in seen
    assert "22 Sep" not in said
    assert "Weeks that are not named had no replies." in said


def test_weeks_before_the_first_and_after_the_last_reply_are_left_out():
    seen = [*replies(12, 3, moves=2), *replies(12, 2, moves=2)]
    seen += [*replies(12, 4, unaided=True), *replies(12, unaided=True)]
    found = progress(sorted(seen, key=lambda r: r.at), UTC, NOW)
    helped = describe_progress(found).split("Conversations without help. ")[0]
    assert re.findall(r"(\d+ \w+):", helped) == ["3 Nov", "10 Nov"]


def test_few_replies_are_dashed_and_the_note_says_so(pictured):
    _said, figure = pictured("three replies")
    moves, flags = [p for axes in figure.axes for p in axes.patches]
    assert moves.get_linestyle() != "solid"
    assert flags.get_linestyle() != "solid"
    assert any(w.startswith("Dashed bars: fewer than") for w in words(figure))


def test_a_row_has_its_monday_and_how_many_replies_it_rests_on(pictured):
    _said, figure = pictured("three replies")
    assert "24 Nov (3)" in words(figure)
    assert words(figure).count("Moves") == words(figure).count("Pitfalls") == 1


def test_ten_replies_are_not_dashed(pictured):
    _said, figure = pictured("one week")
    assert {p.get_linestyle() for axes in figure.axes for p in axes.patches} == {"solid"}
    assert not any("Dashed" in w for w in words(figure))


def test_moves_and_pitfalls_have_one_scale_and_differ_in_hatching(pictured):
    _said, figure = pictured("two weeks")
    patches = [p for axes in figure.axes for p in axes.patches]
    # 10 moves and 2 pitfalls in 14 replies, then 15 and 5 in 21.
    lengths = [p.get_width() for p in patches]
    assert lengths[1] / lengths[0] == pytest.approx(2 / 10)
    assert lengths[2] / lengths[0] == pytest.approx((15 / 21) / (10 / 14))
    assert lengths[3] / lengths[2] == pytest.approx(5 / 15)
    assert [bool(p.get_hatch()) for p in patches] == [False, True, False, True]


def test_conversations_without_help_have_a_part_of_their_own(pictured):
    said, figure = pictured("both kinds")
    alone, _figure = pictured("twelve weeks")
    helped, unaided = said.split("Conversations without help. ")
    assert helped.split("Conversations with help. ")[1].strip() in alone
    assert "29 Sep: 8.3" not in unaided
    assert {"Conversations with help", "Conversations without help"} <= set(words(figure))


def test_one_kind_alone_needs_a_heading_only_if_it_is_without_help(pictured):
    for told in (pictured("one week")[0], *words(pictured("one week")[1])):
        assert "Conversations" not in told
    for name in ("only without help", "help long ago"):
        assert "Conversations without help" in words(pictured(name)[1])


def test_of_many_weeks_the_last_twelve_are_shown(pictured):
    said, figure = pictured("thirty weeks")
    assert "These are the last 12 of 30 weeks." in said
    assert "These are the last 12 of 30 weeks." in words(figure)
    assert sum(bool(re.fullmatch(r"\d+ \w+ \(\d+\)", w)) for w in words(figure)) == 10
    assert SHOWN == 12  # two of them had no replies
    assert "8 Sep" in said
    assert "1 Sep" not in said.replace("11 Sep", "")


def test_after_a_long_break_it_says_so_kindly(pictured):
    said, figure = pictured("long ago")
    assert said == "No replies in the last 12 weeks."
    assert said in words(figure)
    assert bars(figure) == []


def test_moves_are_named_in_the_message_and_not_again_here(pictured):
    seen = [*replies(10, 1, moves=3), *replies(10, moves=2, code="M1")]
    assert "First" not in describe_progress(progress(seen, UTC, NOW))


def test_a_year_of_busy_weeks_still_fits_a_caption():
    seen = weeks([99] * 60, moves=150, flags=99) + weeks([99] * 60, moves=150, unaided=True)
    seen += [s for c in TITLES for s in replies(1, moves=1, code=c)]
    with speaking("es"):
        said = describe_progress(progress(seen, UTC, NOW))
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
