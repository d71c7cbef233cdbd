import pytest
from matplotlib.figure import Figure

from bot.charts import describe, trust_picture
from bot.practice.trust import stance_for
from bot.practice.types import Debrief

UP_AND_DOWN = ((2, "up"), (3, "down"))


def debrief(line=(0.28, 0.3, 0.37, 0.27), marks=UP_AND_DOWN):
    return Debrief("", (), (), (), (), (), (), tuple(line), tuple(marks))


@pytest.fixture
def drawn(monkeypatch):
    """The figures that were saved."""
    figures = []
    save = Figure.savefig

    def keep(self, *args, **kwargs):
        figures.append(self)
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Figure, "savefig", keep)
    return figures


def labels(figure):
    return [t.get_text() for t in figure.axes[0].texts]


def test_a_picture_is_written_and_described(tmp_path):
    path = tmp_path / "new" / "trust.png"
    said = trust_picture(debrief(), "Dee", path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size > 5000
    assert said == describe(debrief(), "Dee")


def test_the_line_runs_through_every_point(tmp_path, drawn):
    trust_picture(debrief(), "Dee", tmp_path / "t.png")
    (line, *_) = drawn[0].axes[0].lines
    assert list(line.get_ydata()) == [0.28, 0.3, 0.37, 0.27]
    assert drawn[0].axes[0].get_ylim() == (0, 1)
    assert "Dee" in drawn[0].axes[0].get_title(loc="left")


def test_marks_differ_in_word_and_shape_and_sit_on_the_line(tmp_path, drawn):
    trust_picture(debrief(), "Dee", tmp_path / "t.png")
    axes = drawn[0].axes[0]
    assert [t for t in labels(drawn[0]) if t in ("warmer", "cooler")] == ["warmer", "cooler"]
    places = [tuple(c.get_offsets()[0]) for c in axes.collections if len(c.get_offsets()) == 1]
    assert (2, 0.37) in places
    assert (3, 0.27) in places
    shapes = [
        c.get_paths()[0].vertices.tolist()
        for c in axes.collections
        if tuple(c.get_offsets()[0]) in {(2, 0.37), (3, 0.27)}
    ]
    assert shapes[0] != shapes[1]


def test_the_stances_named_at_the_side_are_those_of_the_core(tmp_path, drawn):
    trust_picture(debrief(marks=()), "Dee", tmp_path / "t.png")
    axes = drawn[0].axes[0]
    named = {t.get_text(): t.get_position()[1] for t in axes.texts}
    assert set(named) == {"guarded", "wary", "open"}
    assert {name: stance_for(y, 5) for name, y in named.items()} == {n: n for n in named}
    for line in axes.lines[1:]:
        border = line.get_ydata()[0]
        assert stance_for(border - 0.001, 5) != stance_for(border, 5)
    assert len(axes.lines) == 4


@pytest.mark.parametrize("line", [(0.28,), (0.28, 0.0), (1.0,) * 25])
def test_short_flat_and_long_conversations_can_be_drawn(tmp_path, drawn, line):
    marks = ((len(line) + 3, "up"),)  # past the end: drawn at the last point
    trust_picture(debrief(line, marks), "Dee", tmp_path / "t.png")
    last = drawn[0].axes[0].collections[-1].get_offsets()[0]
    assert tuple(last) == (len(line) - 1, line[-1])


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
    line = (0.28, 0.35, 0.42, 0.3, 0.2)
    marks = ((1, "up"), (2, "up"), (3, "down"))
    assert describe(debrief(line, marks), "Dee") == (
        "Dee's trust fell over 4 replies. Warmer after reply 1 and 2. Cooler after reply 3."
    )


def test_without_turning_points_there_is_only_the_line():
    assert describe(debrief((0.28, 0.28, 0.28), ()), "Kit") == "Kit's trust held over 2 replies."
