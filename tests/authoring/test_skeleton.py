"""New files: commented, readable, left out of practice until they are whole."""

import re

import pytest
import yaml

from bot.authored import ContentError
from bot.authoring import skeleton
from bot.content import drafts, load_people
from tests.content.test_content import PERSONA, SCENE, Copy


@pytest.fixture
def data(tmp_path):
    return Copy(tmp_path / "data")


@pytest.mark.parametrize("kind", ["persona", "scenario"])
def test_a_skeleton_reads_as_yaml_and_is_full_of_advice(data, kind):
    path = skeleton.new(kind, "new-one", data.folder)
    assert path == data.folder / f"{kind}s" / "new-one.draft.yml"
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["id"] == "new-one"
    assert text.count("#") > 20
    assert not re.search(r"\bID\b", text)


@pytest.mark.parametrize("kind", ["persona", "scenario"])
def test_a_skeleton_has_a_place_for_every_key_that_is_needed(data, kind):
    import json

    from bot.authored import DATA

    schema = json.loads((DATA / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    made = yaml.safe_load(skeleton.new(kind, "x", data.folder).read_text(encoding="utf-8"))
    assert set(schema["required"]) <= set(made) <= set(schema["properties"])
    if kind == "persona":
        for part in ("reactions", "talk"):
            assert set(schema["properties"][part]["required"]) <= set(made[part])


def test_a_draft_is_not_played_and_its_gaps_are_told(data):
    path = skeleton.new("scenario", "new-one", data.folder)
    personas, scenarios = load_people(data.folder)
    assert set(personas) == {PERSONA}
    assert set(scenarios) == {SCENE}
    found = drafts(data.folder)
    assert found.paths == (path,)
    place = re.escape(str(path))
    assert any(re.match(rf"{place}:\d+: ", p) for p in found.problems)
    assert len(found.problems) > 20


def test_a_whole_draft_has_no_problems(data):
    whole = data.folder / "scenarios" / f"{SCENE}.yml"
    whole.rename(whole.with_name(f"{SCENE}.draft.yml"))
    assert load_people(data.folder)[1] == {}
    assert drafts(data.folder).problems == ()


@pytest.mark.parametrize("name", ["Slow Week", "slow_week", "", "-x", "ü", "a--b", "../x"])
def test_a_name_that_cannot_be_an_id(data, name):
    with pytest.raises(ContentError, match="an id has small letters"):
        skeleton.new("scenario", name, data.folder)


def test_nothing_is_overwritten(data):
    with pytest.raises(ContentError, match="is there already"):
        skeleton.new("scenario", SCENE, data.folder)
    path = skeleton.new("persona", "anew", data.folder)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError, match="is there already"):
        skeleton.new("persona", "anew", data.folder)
    assert path.read_text(encoding="utf-8") == "mine"
