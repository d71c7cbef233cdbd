import io
from pathlib import Path

import pytest
from babel.messages.extract import extract

import bot
from bot import charts, paper
from bot.charts import describe, describe_moves, moves_picture, trust_picture
from bot.content import load
from bot.phrases import MOST_WORDS
from bot.practice.codes import MOVES, PITFALLS, SENSITIVITIES
from bot.practice.trust import stance_for
from bot.practice.types import Debrief
from tests import drawings
from tests.drawings import bars, boxes, drawn, hard_to_read, longer, misplaced, size, words

__all__ = ["drawn"]

UP_AND_DOWN = ((2, "up"), (3, "down"))
SAW = tuple(0.3 + 0.06 * (i % 4) - 0.1 * (i % 3 == 0) for i in range(41))

# By name: trust after each reply, and the turning points.
LINES = {
    "no reply": ((0.28,), ()),
    "one": ((0.28, 0.34), ((1, "up"),)),
    "two": ((0.28, 0.34, 0.2), ((1, "up"), (2, "down"))),
    "six": ((0.28, 0.3, 0.37, 0.27, 0.35, 0.34, 0.42), ((2, "up"), (3, "down"), (4, "up"))),
    "saw": ((0.3, 0.4, 0.25, 0.37, 0.2, 0.2), ((1, "up"), (2, "down"), (3, "up"), (4, "down"))),
    "fifteen": (SAW[:16], ((1, "up"), (5, "up"), (3, "down"), (15, "down"))),
    "forty": (SAW, ((1, "up"), (40, "up"), (39, "down"), (12, "down"))),
    "neighbours": (SAW, ((20, "up"), (21, "up"), (22, "down"), (24, "down"))),
    "at the top": ((0.9, 1.0, 1.0, 1.0), ((1, "up"), (3, "up"))),
    "at the bottom": ((0.2, 0.1, 0.0, 0.0), ((1, "down"), (2, "down"), (3, "down"))),
    "flat": ((0.5,) * 9, ()),
    "sixty": ((*SAW, *SAW[21:]), ((1, "up"), (31, "up"), (30, "down"), (60, "down"))),
}

TITLES = {c.id: c.title for c in load().guidance.codes.values()}
TWELVE = tuple((TITLES[c], 14 - i) for i, c in enumerate(MOVES[:12]))
LONG = "Preguntar abiertamente por lo que la otra persona necesita en este momento"
COUNTED = {
    "neither": ((), ()),
    "one move": ((("An open question", 1),), ()),
    "only pitfalls": ((), (("Giving orders", 3),)),
    "every code": (
        tuple((TITLES[c], 29 - i) for i, c in enumerate(MOVES)),
        tuple((TITLES[c], 9) for c in (*PITFALLS, *SENSITIVITIES)),
    ),
    "twelve moves": (TWELVE, (("Words that label", 2), ("Giving orders", 1))),
    "hundreds": ((("Naming trust", 240),), (("Giving orders", 1),)),
    "long titles": (((LONG, 3), ("Reconocer", 2)), (("Otorrinolaringológicamente" * 2, 2),)),
}


def debrief(line=(0.28, 0.3, 0.37, 0.27), marks=UP_AND_DOWN, used=(), ended=""):
    return Debrief("", (), (), (), tuple(used), (), (), tuple(line), tuple(marks), "", ended)


@pytest.fixture(params=["as it is", "wordier"])
def wordiness(request, monkeypatch):
    if request.param == "wordier":
        monkeypatch.setattr(charts, "_", longer)


def panel(figure):
    """The axes with the line; the first axes are the page."""
    return figure.axes[1]


# Trust


def test_a_picture_is_written_and_described(tmp_path):
    path = tmp_path / "new" / "trust.png"
    said = trust_picture(debrief(), "Dee", path)
    wide, high = size(path)
    assert wide == 960
    assert 0.8 < high / wide < 1.25
    assert said == describe(debrief(), "Dee")


def test_the_line_runs_through_every_point(tmp_path, drawn):
    trust_picture(debrief(), "Dee", tmp_path / "t.png")
    axes = panel(drawn[0])
    (line, *_) = axes.lines
    assert list(line.get_ydata()) == [0.28, 0.3, 0.37, 0.27]
    low, high = axes.get_ylim()
    assert low < 0
    assert high > 1
    assert "Dee's trust, reply by reply" in words(drawn[0])


def shapes(axes):
    """By place, the outline of each mark; lines and ends have none of these."""
    return {
        tuple(place): c.get_paths()[0].vertices.tolist()
        for c in axes.collections
        for place in c.get_offsets()
    }


def test_marks_differ_in_shape_and_sit_on_the_line(tmp_path, drawn):
    trust_picture(debrief(), "Dee", tmp_path / "t.png")
    found = shapes(panel(drawn[0]))
    assert found[(2, 0.37)] != found[(3, 0.27)]


def test_a_key_says_what_the_shapes_mean_right_beside_them(tmp_path, drawn):
    trust_picture(debrief(), "Dee", tmp_path / "t.png")
    page, on_the_line = drawn[0].axes[0], shapes(panel(drawn[0]))
    key = shapes(page)
    written = {t.get_text(): t.get_position() for t in page.texts}
    for word, place in (("warmer", (2, 0.37)), ("cooler", (3, 0.27))):
        x, y = written[word]
        (shape,) = [s for (sx, sy), s in key.items() if sy == y and 0 < x - sx < 0.3]
        assert shape == on_the_line[place]


@pytest.mark.parametrize("way", ["up", "down"])
def test_the_key_has_only_what_there_is(way, tmp_path, drawn):
    trust_picture(debrief(marks=((2, way),)), "Dee", tmp_path / "t.png")
    there = {"up": "warmer", "down": "cooler"}[way]
    assert {"warmer", "cooler"} & set(words(drawn[0])) == {there}


def test_each_of_several_neighbours_has_its_mark(tmp_path, drawn):
    trust_picture(debrief(*LINES["neighbours"]), "Dee", tmp_path / "t.png")
    places = set(shapes(panel(drawn[0])))
    assert {(20, SAW[20]), (21, SAW[21]), (22, SAW[22]), (24, SAW[24])} <= places


def test_the_stances_named_at_the_side_are_those_of_the_core(tmp_path, drawn):
    trust_picture(debrief(marks=()), "Dee", tmp_path / "t.png")
    axes = panel(drawn[0])
    named = {t.get_text(): t.get_position()[1] for t in axes.texts}
    assert set(named) == {"closing", "guarded", "wary", "open"}
    assert {name: stance_for(y, 5) for name, y in named.items()} == {n: n for n in named}
    borders = [line.get_ydata()[0] for line in axes.lines[1:]]
    assert len(borders) == 3
    for border in borders:
        assert stance_for(border - 0.001, 5) != stance_for(border, 5)


def test_trust_enough_to_be_open_is_called_wary_where_the_client_stayed_wary(tmp_path, drawn):
    line = (0.28, 0.45, 0.62)
    said = trust_picture(debrief(line, (), ended="wary"), "Dee", tmp_path / "t.png")
    assert said.endswith("It began “guarded” and ended “wary”.")
    axes = panel(drawn[0])
    assert [t.get_text() for t in axes.texts] == ["closing", "guarded", "wary"]
    assert len(axes.lines[1:]) == 2
    said = trust_picture(debrief(line, (), ended="open"), "Dee", tmp_path / "t.png")
    assert said.endswith("ended “open”.")
    assert "open" in [t.get_text() for t in panel(drawn[1]).texts]


def test_a_client_who_left_is_told_as_that():
    assert describe(debrief((0.2, 0.03), (), ended="left"), "Dee") == (
        "Dee's trust fell over 1 reply. It began “guarded”, and Dee left."
    )


def test_a_mark_past_the_end_is_drawn_and_told_at_the_last_reply(tmp_path, drawn):
    line, marks = (0.28, 0.3, 0.4), ((7, "up"),)
    said = trust_picture(debrief(line, marks), "Dee", tmp_path / "t.png")
    places = {tuple(p) for c in panel(drawn[0]).collections for p in c.get_offsets()}
    assert (2, 0.4) in places
    assert "Warmer after reply 2." in said


@pytest.mark.parametrize("name", LINES)
@pytest.mark.usefixtures("wordiness")
def test_words_on_the_trust_picture_stand_free(name, tmp_path, drawn):
    trust_picture(debrief(*LINES[name]), "Maximiliana", tmp_path / "t.png")
    assert misplaced(drawn[0]) == []
    assert hard_to_read(drawn[0]) == []


@pytest.mark.parametrize("name", LINES)
@pytest.mark.usefixtures("wordiness")
def test_no_word_covers_the_line_or_a_mark(name, tmp_path, drawn):
    line, marks = LINES[name]
    trust_picture(debrief(line, marks), "Dee", tmp_path / "t.png")
    placed = boxes(drawn[0])
    to_pixels = panel(drawn[0]).transData.transform
    spots = [(t, line[t]) for t, _way in marks]
    for i in range(len(line) - 1):
        spots += [(i + k / 10, line[i] + k / 10 * (line[i + 1] - line[i])) for k in range(11)]
    covered = {w for w, box in placed for x, y in spots if box.contains(*to_pixels((x, y)))}
    assert covered == set()


@pytest.mark.parametrize("replies", [1, 2, 6, 15, 24, 40, 200])
def test_the_last_reply_is_numbered_and_numbers_are_few(replies, tmp_path, drawn):
    trust_picture(debrief((0.3,) * (replies + 1), ()), "Dee", tmp_path / "t.png")
    ticks = [t.get_text() for t in panel(drawn[0]).get_xticklabels()]
    assert ticks[0] == "start"
    assert ticks[-1] == str(replies)
    assert len(ticks) <= 10


def test_numbers_keep_clear_of_a_long_word_for_the_start(tmp_path, drawn, monkeypatch):
    monkeypatch.setattr(charts, "_", lambda text: "en el comienzo" if text == "start" else text)
    trust_picture(debrief((0.3,) * 41, ()), "Dee", tmp_path / "t.png")
    assert misplaced(drawn[0]) == []


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ((0.28, 0.31), "rose"),
        ((0.28, 0.25), "fell"),
        ((0.28, 0.29), "held"),
        ((0.28, 0.9, 0.28), "held"),
    ],
)
def test_the_words_say_which_way_trust_went(line, way):
    assert f"Dee's trust {way} over " in describe(debrief(line, ()), "Dee")


def test_the_words_name_the_turning_points():
    line = (0.28, 0.37, 0.42, 0.3, 0.1)
    marks = ((2, "up"), (1, "up"), (3, "down"))
    assert describe(debrief(line, marks), "Dee") == (
        "Dee's trust fell over 4 replies. It began “guarded” and ended “closing”. "
        "Warmer after replies 1 and 2. Cooler after reply 3."
    )


def test_one_reply_is_one_reply():
    assert "over 1 reply." in describe(debrief((0.28, 0.29), ()), "Kit")


def test_without_turning_points_there_is_only_the_line():
    assert describe(debrief((0.6, 0.6, 0.6), ()), "Kit") == (
        "Kit's trust held over 2 replies. It began “open” and ended “open”."
    )


# Moves and pitfalls


@pytest.mark.parametrize("name", COUNTED)
def test_moves_and_pitfalls_are_all_drawn_and_all_told(name, tmp_path, drawn):
    used, pitfalls = COUNTED[name]
    said = moves_picture(debrief(used=used), pitfalls, tmp_path / "m.png")
    assert size(tmp_path / "m.png")[0] == 960
    assert said == describe_moves(used, pitfalls)
    assert len(bars(drawn[0])) == len(used) + len(pitfalls)
    seen = " ".join(words(drawn[0]))
    for title, n in (*used, *pitfalls):
        assert f"{title} {n}×" in said
        assert title in seen or title.replace(" ", "")[-12:] in seen
        assert str(n) in words(drawn[0])


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.usefixtures("wordiness")
def test_words_on_the_picture_of_moves_stand_free(name, tmp_path, drawn):
    used, pitfalls = COUNTED[name]
    moves_picture(debrief(used=used), pitfalls, tmp_path / "m.png")
    assert misplaced(drawn[0]) == []
    assert hard_to_read(drawn[0]) == []
    right = max((bar.x1 for bar in bars(drawn[0])), default=0)
    assert right < drawn[0].bbox.width


def test_bars_have_one_scale_and_pitfalls_are_hatched(tmp_path, drawn):
    moves_picture(debrief(used=[("A", 4), ("B", 2)]), [("C", 1)], tmp_path / "m.png")
    a, b, c = drawn[0].axes[0].patches
    assert a.get_width() == pytest.approx(2 * b.get_width())
    assert a.get_width() == pytest.approx(4 * c.get_width())
    assert (a.get_hatch(), b.get_hatch()) == (None, None)
    assert c.get_hatch()
    assert a.get_facecolor() != c.get_facecolor()


def test_one_of_each_is_drawn_small(tmp_path, drawn):
    moves_picture(debrief(used=[("A", 1)]), (), tmp_path / "m.png")
    (bar,) = bars(drawn[0])
    assert bar.width < drawn[0].bbox.width / 4


def test_neither_has_a_kind_word_in_picture_and_description(tmp_path, drawn):
    said = moves_picture(debrief(), (), tmp_path / "m.png")
    assert said.startswith("Nothing was marked in this conversation")
    assert said in " ".join(words(drawn[0]))


def test_an_empty_group_says_so(tmp_path, drawn):
    said = moves_picture(debrief(used=[("A", 1)]), (), tmp_path / "m.png")
    assert said == "Moves you used: A 1×. No pitfalls were noticed this time."
    assert "No pitfalls were noticed this time." in words(drawn[0])


def test_every_code_at_once_fits_a_caption():
    used = [(TITLES[c], 10) for c in MOVES]
    pitfalls = [(TITLES[c], 10) for c in (*PITFALLS, *SENSITIVITIES)]
    assert len(describe_moves(used, pitfalls)) <= MOST_WORDS
    cut = describe_moves([(LONG, 1)] * 20, pitfalls)
    assert len(cut) <= MOST_WORDS
    assert cut.endswith(" …")


def test_a_dollar_sign_is_no_formula(tmp_path, drawn):
    trust_picture(debrief(), "A$AP$", tmp_path / "t.png")
    moves_picture(debrief(used=[("$x_1$", 1)]), (), tmp_path / "m.png")
    assert all(not t.get_parse_math() for f in drawn for t in drawings.texts(f)[:1])


def test_each_bar_stands_below_its_title_and_before_its_number(tmp_path, drawn):
    moves_picture(debrief(used=[("A", 4), ("B", 2)]), [(LONG, 1)], tmp_path / "m.png")
    page = drawn[0].axes[0]
    written = {t.get_text(): t.get_position() for t in page.texts}
    for bar, title, n in zip(page.patches, ("A", "B", "este momento"), "421", strict=True):
        (above,) = [at for text, at in written.items() if text.endswith(title)]
        x, y = bar.get_xy()
        assert above[1] < y
        assert written[n][1] == pytest.approx(y + bar.get_height() / 2)
        assert 0 < written[n][0] - (x + bar.get_width()) < 0.2
        others = [at[1] for text, at in written.items() if above[1] < at[1] < y]
        assert others == []


# The sheet


@pytest.mark.parametrize("size_of_type", [paper.TITLE, paper.HEADING, paper.TEXT])
def test_type_can_be_read_on_a_phone(size_of_type):
    """In a chat a picture is 330 px wide; the messages around it are 15 to 17 px high."""
    height = size_of_type / 72 / paper.WIDE * drawings.IN_CHAT
    assert height >= 13
    assert paper.WIDE * paper.DPI >= 2.5 * drawings.IN_CHAT  # sharp on a phone's screen


def test_a_title_is_larger_than_what_stands_below_it():
    assert paper.TITLE > paper.HEADING > paper.TEXT


def test_wrapped_lines_fit_and_hold_every_word():
    lines = paper.wrapped(LONG, 12, 2.0)
    assert " ".join(lines) == LONG
    assert len(lines) > 1
    assert all(paper.width_of(line, 12) <= 2.0 for line in lines)


def test_a_word_wider_than_the_line_is_cut():
    lines = paper.wrapped("an " + "w" * 60, 12, 1.5)
    assert "".join(lines[1:]) == "w" * 60
    assert all(paper.width_of(line, 12) <= 1.5 for line in lines)


def test_bold_type_is_wider():
    assert paper.width_of("Moves you used", 13, bold=True) > paper.width_of("Moves you used", 13)


# What is said


def sentences():
    """Every text marked for translation in the modules that draw and tell."""
    for name in ("charts.py", "charts_progress.py", "phrases.py", "progress_text.py"):
        source = io.BytesIO((Path(bot.__file__).parent / name).read_bytes())
        keywords = {"_": None, "N_": None, "n_": (1, 2)}
        for _line, message, *_ in extract("python", source, keywords):
            yield from (message if isinstance(message, tuple) else (message,))


def test_what_is_said_obeys_what_is_taught():
    from bot.coder import load_coder

    said = list(sentences())
    assert len(said) > 50
    coder = load_coder()
    flagged = {t: f.code for t in said for f in coder.code("", t) if f.shown and f.code[0] in "PS"}
    assert flagged == {}
    assert [t for t in said if "!" in t or "should" in t or "must" in t.split()] == []
