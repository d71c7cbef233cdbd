"""What ``content check`` refuses besides what loading refuses."""

import pytest

from bot.authored import DATA, read, validate
from bot.authoring import mouths, schemas
from tests.content.test_content import SCENE_FILE, Copy, one

KINDS = sorted(schemas.KINDS)


@pytest.fixture
def data(tmp_path):
    return Copy(tmp_path / "data")


def test_every_shipped_file_keeps_its_schema():
    assert schemas.problems() == []


def test_every_kind_has_a_schema_and_files_and_every_authored_file_a_kind():
    covered = {p for where in schemas.KINDS.values() for p in DATA.glob(where)}
    for kind, where in schemas.KINDS.items():
        assert (DATA / "schemas" / f"{kind}.schema.json").exists()
        assert list(DATA.glob(where)), where
    files = [p for f in ("guidance", "personas", "scenarios", "trainees", "nlu", "rubrics")
             for p in (DATA / f).glob("*.yml")]  # fmt: skip
    assert {p for p in files if not p.name.endswith(".draft.yml")} == covered


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("trainees/ann.yml", "name: ann\nkind: perfect\nabout: x\nreplies: [a, b, c]\n",
         ":2: 'perfect' is not known."),
        ("trainees/ann.yml", "name: ann\nkind: poor\nabout: x\nreplys: [a, b, c]\n",
         ":4: unknown key 'replys'. Did you mean 'replies'?"),
        ("nlu/topics.yml", "version: '3.1'\nnlu:\n- intent: wheather\n  examples: |\n    - x\n",
         ":3: 'wheather' is not known."),
        ("guidance/feelings.yml", "sad: tears\n", ":1: "),
    ],
)  # fmt: skip
def test_what_a_schema_does_not_allow_is_named_with_its_line(tmp_path, file, text, says):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert any(f"{file}{says}" in p for p in schemas.problems(tmp_path))


def test_a_draft_is_not_held_against_a_schema_here(tmp_path):
    path = tmp_path / "scenarios" / "x.draft.yml"
    path.parent.mkdir()
    path.write_text("id: x\n", encoding="utf-8")
    assert schemas.problems(tmp_path) == []


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    (tmp_path / "nlu").mkdir()
    (tmp_path / "nlu" / "x.yml").write_text("a: [", encoding="utf-8")
    assert "not readable as YAML" in schemas.problems(tmp_path)[0]


def test_a_model_answer_with_a_pitfall_is_refused(data):
    line = data.change(
        SCENE_FILE, r"\{say: \"[^\"]*\", moves", '{say: "You need to stop seeing him.", moves'
    )
    found = [p.removeprefix(f"{data.folder}/") for p in mouths.problems(data.folder)]
    told = one(found, f"{SCENE_FILE}:{line}: the detector hears P1 in “You need to stop seeing him")
    assert "say it plainer" in told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("codes", '- id: G1\n  about: "You need to stop doing that."\n'),
        ("codes", '- id: G1\n  hints: ["ok", "You need to stop doing that."]\n'),
        ("coach", 'doors: ["You need to stop doing that."]\n'),
        ("alternatives", '- {say: "You need to stop doing that.", moves: [G1]}\n'),
    ],
)
def test_the_coach_s_mouth_is_read_too(tmp_path, name, text):
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / f"{name}.yml").write_text(text, encoding="utf-8")
    (found,) = mouths.problems(tmp_path)
    assert f"guidance/{name}.yml:" in found
    assert "the detector hears P1" in found


def test_a_schema_knows_what_a_draft_lacks(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("id: x\n", encoding="utf-8")
    file = read(path)
    validate(file, "scenario")
    assert "missing: title, persona" in file.problems[0]
