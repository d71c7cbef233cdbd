"""The rubric: the shipped one, the organisation's own, and what is wrong in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authored import ContentError
from bot.review import rubric
from bot.settings import Settings

GOOD = """\
title: Ours
about: >-
  Two lines
  of it.
source: Ourselves
scales:
  - id: calm
    title: Calm
    about: How calm?
    anchors: {"1": Not, "5": Very}
  - id: warm
    title: Warm
    about: How warm?
    anchors: {"3": Some}
"""


def file_of(folder: Path, text: str) -> Path:
    path = folder / "rubric.yml"
    path.write_text(text)
    return path


def test_the_shipped_one_has_four_scales_with_every_anchor_and_names_its_source():
    found = rubric.load(Settings(_env_file=None).rubric)  # type: ignore[call-arg]
    assert found
    assert len(found.scales) == 4
    assert "MITI" in found.source
    assert all(list(s.anchors) == [1, 2, 3, 4, 5] for s in found.scales)


def test_an_own_one_may_leave_anchors_out(tmp_path: Path):
    found = rubric.load(file_of(tmp_path, GOOD))
    assert found
    assert (found.title, found.about) == ("Ours", "Two lines of it.")
    assert [s.anchors for s in found.scales] == [{1: "Not", 5: "Very"}, {3: "Some"}]


def test_an_empty_path_is_no_rubric():
    assert rubric.load(Path("")) is None


def test_a_changed_file_is_read_anew(tmp_path: Path):
    path = file_of(tmp_path, GOOD)
    rubric.load(path)
    path.write_text(GOOD.replace("Ours", "Theirs"))
    found = rubric.load(path)
    assert found
    assert found.title == "Theirs"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("title: Ours", "titel: Ours", ":1: unknown key 'titel'. Did you mean 'title'?"),
        ("source: Ourselves\n", "", ":1: missing: source."),
        ("    about: How calm?\n", "", ":7: missing: about."),
        ('"1": Not', "1: Not", ":10: the key '1' is not read as text here"),
        ('"1": Not', '"6": Not', ":10: unknown key '6'"),
        ("id: warm", "id: calm", ":11: another scale has the id 'calm' too."),
        ("id: warm", "id: Wärme", ":11: "),
        ('{"3": Some}', "{}", ":14: nothing stands here yet"),
        ("title: Ours", "title: a: b", ":1: not readable as YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str):
    path = file_of(tmp_path, GOOD.replace(old, new))
    with pytest.raises(ContentError) as error:
        rubric.load(path)
    assert any(f"rubric.yml{says}" in p for p in error.value.problems), error.value.problems


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path):
    with pytest.raises(ContentError, match="missing"):
        rubric.load(tmp_path / "none.yml")
    with pytest.raises(ContentError, match="folder"):
        rubric.load(tmp_path)


def test_ratings_of_a_scale_that_is_gone_keep_its_name(tmp_path: Path):
    found = rubric.load(file_of(tmp_path, GOOD))
    assert rubric.scores({"old-one": 2, "warm": 4, "calm": 5}, found) == [
        {"title": "Calm", "score": 5, "anchor": "Very"},
        {"title": "Warm", "score": 4, "anchor": ""},
        {"title": "Old one", "score": 2, "anchor": ""},
    ]
    assert rubric.scores({"calm": 5}, None) == [{"title": "Calm", "score": 5, "anchor": ""}]
