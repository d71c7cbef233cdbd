"""Broken copies of the shipped content: every problem is named with its file and line."""

import re
import shutil
from pathlib import Path

import pytest

from bot import authored
from bot.content import DATA, ContentError, load, load_people

PERSONA = sorted((DATA / "personas").glob("*.yml"))[0].stem
SCENE = next(s.id for s in load().scenarios.values() if s.persona.id == PERSONA)
PERSONA_FILE = f"personas/{PERSONA}.yml"
SCENE_FILE = f"scenarios/{SCENE}.yml"


class Copy:
    """A copy of some files of ``data/`` to break."""

    def __init__(self, folder: Path, *files: str) -> None:
        self.folder = folder
        for file in files or (PERSONA_FILE, SCENE_FILE):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(DATA / file, folder / file)

    def change(self, file: str, pattern: str, new: str) -> int:
        """Replace the first match of ``pattern``; the line on which the new text begins."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        found = re.search(pattern, text, re.MULTILINE)
        assert found, f"{file} has no {pattern}"
        made = found.expand(new)
        path.write_text(text[: found.start()] + made + text[found.end() :], encoding="utf-8")
        lead = len(made) - len(made.lstrip("\n"))
        return text.count("\n", 0, found.start()) + 1 + lead

    def add(self, file: str, more: str) -> int:
        """Put ``more`` at the end; its line."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
        path.write_text(text + more + "\n", encoding="utf-8")
        return text.count("\n") + 1

    def problems(self, load_it=load_people) -> list[str]:
        with pytest.raises(ContentError) as caught:
            load_it(self.folder)
        assert str(caught.value) == "\n".join(caught.value.problems)
        return [p.removeprefix(f"{self.folder}/") for p in caught.value.problems]


@pytest.fixture
def data(tmp_path):
    return Copy(tmp_path / "data")


def one(problems: list[str], start: str) -> str:
    """The one problem that begins with ``start``."""
    (found,) = [p for p in problems if p.startswith(start)]
    return found


def test_the_shipped_content_loads_and_is_whole():
    whole = load()
    assert len(whole.personas) >= 10
    assert len(whole.scenarios) >= 20
    assert len(whole.guidance.codes) == 29
    assert whole.bank.items
    for scene in whole.scenarios.values():
        assert scene.persona is whole.personas[scene.persona.id]
        assert {"left", "time", "hurt", "goodbye.guarded", "goodbye.wary", "goodbye.open"} == set(
            scene.endings
        )
        assert all(line.models for line in scene.opening)


def test_a_copy_loads_the_same(data):
    personas, scenarios = load_people(data.folder)
    assert personas == {PERSONA: load().personas[PERSONA]}
    assert scenarios == {SCENE: load().scenarios[SCENE]}


def test_it_is_read_once_per_process():
    assert load() is load()


@pytest.mark.parametrize("file", [PERSONA_FILE, SCENE_FILE])
def test_an_unknown_key_is_named_with_what_was_meant_and_what_is_allowed(data, file):
    line = data.change(file, r"^reviewed_by:", "reviewd_by:")
    problems = data.problems()
    told = one(problems, f"{file}:{line}: unknown key 'reviewd_by'.")
    assert "Did you mean 'reviewed_by'?" in told
    assert re.search(r"Allowed: .*\bid\b.*\breviewed_by\b", told)
    assert one(problems, f"{file}:1: missing: reviewed_by.")


def test_an_unknown_stance_and_a_misspelt_line_are_found_deep_inside(data):
    stance = data.change(PERSONA_FILE, r"^    any:", "    anny:")
    problems = data.problems()
    assert "Did you mean 'any'?" in one(problems, f"{PERSONA_FILE}:{stance}: unknown key 'anny'.")


def test_a_line_with_a_misspelt_key_is_told_as_a_line(data):
    line = data.change(SCENE_FILE, r"^  left:\n    - ", "  left:\n    - saay: ") + 1
    told = one(data.problems(), f"{SCENE_FILE}:{line}: ")
    assert told == (
        f"{SCENE_FILE}:{line}: unknown key 'saay'. Did you mean 'say'? "
        "Allowed: after, asks, feels, hides, models, more, say."
    )


@pytest.mark.parametrize(
    ("file", "pattern", "new", "wrong", "meant"),
    [
        (SCENE_FILE, r"^  safety:", "  saftey:", "saftey", "safety"),
        (PERSONA_FILE, r"^  greeting:", "  greting:", "greting", "greeting"),
        (PERSONA_FILE, r"^  - topic: \w+", "  - topic: famly", "famly", "family"),
    ],
)
def test_a_topic_that_does_not_exist(data, file, pattern, new, wrong, meant):
    line = data.change(file, pattern, new)
    told = one(data.problems(), f"{file}:{line}: '{wrong}' is not known.")
    assert f"Did you mean '{meant}'?" in told
    assert "Allowed: greeting, goodbye," in told


def test_a_model_answer_cannot_claim_a_pitfall(data):
    line = data.change(SCENE_FILE, r"moves: \[", "moves: [P4, ")
    assert one(data.problems(), f"{SCENE_FILE}:{line}: 'P4' is not known. Allowed: G1, ")


def test_a_code_that_does_not_exist_is_guessed(data):
    line = data.change(SCENE_FILE, r"^aims: \[", "aims: [G11, ")
    told = one(data.problems(), f"{SCENE_FILE}:{line}: 'G11' is not known.")
    assert "Did you mean 'G1" in told


def test_an_opening_without_models(data):
    path = data.folder / SCENE_FILE
    text = path.read_text(encoding="utf-8")
    start = text.index("opening:")
    head, rest = text[:start], text[start:]
    broken = re.sub(r"    models:\n(?:      - .*\n)+", "", rest, count=1)
    assert broken != rest
    path.write_text(head + broken, encoding="utf-8")
    line = head.count("\n") + 2
    assert one(data.problems(), f"{SCENE_FILE}:{line}: missing: models.")


def test_a_topic_without_models(data):
    line = data.change(SCENE_FILE, r"^story:", "  bot_check: {guarded: [I am no bot.]}\n\nstory:")
    told = one(data.problems(), f"{SCENE_FILE}:{line}: ")
    assert "needs 'models'" in told


@pytest.mark.parametrize("topic", ["backchannel", "other", "goodbye"])
def test_topics_answered_from_elsewhere_need_no_models(data, topic):
    data.change(SCENE_FILE, r"^story:", f"  {topic}: {{guarded: [A line of its own.]}}\n\nstory:")
    load_people(data.folder)


def test_a_line_that_stands_twice_in_a_file(data):
    said = load().personas[PERSONA].quiet[0].text
    data.change(PERSONA_FILE, r"^not_understood:\n", f"not_understood:\n  - '{quoted(said)}'\n")
    problems = data.problems()
    told = one(problems, f"{PERSONA_FILE}:")
    assert re.search(rf"stands already at \S*{PERSONA}\.yml:\d+: “{re.escape(said[:60])}”", told)


def test_a_scene_cannot_repeat_its_persona_whatever_the_case_and_spacing(data):
    said = load().personas[PERSONA].quiet[0].text
    shouted = quoted(said.upper().replace(" ", "  "))
    line = data.change(SCENE_FILE, r"^  left:\n", f"  left:\n    - '{shouted}'\n") + 1
    told = one(data.problems(), f"{SCENE_FILE}:{line}: this line stands already at ")
    first = re.search(rf"{PERSONA}\.yml:(\d+)", told)
    text = (data.folder / PERSONA_FILE).read_text(encoding="utf-8").split("\n")
    assert said[:20] in text[int(first[1]) - 1]


def quoted(text: str) -> str:
    return text.replace("'", "''")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ('guards: "never closed', "not readable as YAML"),
        ("  : [", "not readable as YAML"),
        ("oops: a\x07b", "not readable as YAML: control characters"),
        ("7: x", "the key '7' is not read as text here; put quotes around it."),
        ("no: x", "the key 'no' is not read as text here; put quotes around it."),
        ("humour: again", "'humour' stands twice here"),
    ],
)
def test_what_yaml_does_not_read_as_meant(data, more, says):
    line = data.add(PERSONA_FILE, more)
    told = one(data.problems(), f"{PERSONA_FILE}:")
    assert says in told
    assert int(told.split(":")[1]) in (line, line + 1)  # an open quote is noticed at the end


def test_a_file_in_another_encoding(data):
    (data.folder / PERSONA_FILE).write_bytes("name: Zoë".encode("latin-1"))
    assert one(data.problems(), f"{PERSONA_FILE}:1: not readable as YAML")


@pytest.mark.parametrize("text", ["", "- a list\n", "only words\n"])
def test_a_file_that_is_no_persona_at_all(data, text):
    (data.folder / PERSONA_FILE).write_text(text)
    assert one(data.problems(), f"{PERSONA_FILE}:1: ").endswith("is not of type 'object'.")


@pytest.mark.parametrize("file", [PERSONA_FILE, SCENE_FILE])
def test_the_id_must_be_the_file_s_name(data, file):
    line = data.change(file, r"^id: .*", "id: somebody-else")
    stem = Path(file).stem
    assert one(data.problems(), f"{file}:{line}: ") == (
        f"{file}:{line}: the id must be the file's name: '{stem}'."
    )


def test_an_unknown_persona_is_guessed(data):
    line = data.change(SCENE_FILE, r"^persona: .*", f"persona: {PERSONA}e")
    told = one(data.problems(), f"{SCENE_FILE}:{line}: no persona '{PERSONA}e'.")
    assert f"Did you mean '{PERSONA}'?" in told
    assert "There are: " in told


def test_a_broken_persona_is_not_called_missing_in_its_scenes(data):
    data.change(PERSONA_FILE, r"^reviewed_by:", "reviewd_by:")
    assert all(p.startswith(PERSONA_FILE) for p in data.problems())


def test_a_disclosure_that_nothing_leads_to(data):
    new = r"\1    topics: []\n    room: false"
    data.change(SCENE_FILE, r"(^  - id: .*\n    stance: .*\n)    topics: .*\n    room: .*", new)
    assert one(data.problems(), f"{SCENE_FILE}:").endswith(
        "nothing leads here: no topic of this scene, and no room."
    )


def test_a_disclosure_with_room_is_always_led_to(data):
    new = r"\1    topics: []\n    room: true"
    data.change(SCENE_FILE, r"(^  - id: .*\n    stance: .*\n)    topics: .*\n    room: .*", new)
    load_people(data.folder)


@pytest.mark.parametrize(
    ("file", "pattern", "new"),
    [
        (SCENE_FILE, r"^turns: .*", "turns: 25"),
        (SCENE_FILE, r"^turns: .*", "turns: soon"),
        (SCENE_FILE, r"^difficulty: .*", "difficulty: 4"),
        (PERSONA_FILE, r"^trust: .*", "trust: {start: 0.6, earns: 1.0, loses: 1.0}"),
        (PERSONA_FILE, r"^age: .*", "age: 17"),
        (PERSONA_FILE, r"^reviewed_by: .*", "reviewed_by: 2024-01-01"),
    ],
)
def test_values_out_of_bounds(data, file, pattern, new):
    line = data.change(file, pattern, new)
    assert one(data.problems(), f"{file}:{line}: ")


def test_all_problems_of_all_files_come_at_once(data):
    data.change(PERSONA_FILE, r"^id: .*", "id: somebody-else")
    data.change(SCENE_FILE, r"^id: .*", "id: some-place")
    other = "personas/zoe.yml"
    shutil.copyfile(DATA / PERSONA_FILE, data.folder / other)
    data.change(other, r"^age: .*", "age: 12")
    files = {p.split(":")[0] for p in data.problems()}
    assert files == {PERSONA_FILE, SCENE_FILE, other}


def test_problems_in_the_project_are_named_from_its_root():
    assert authored._shown(DATA / PERSONA_FILE) == f"data/{PERSONA_FILE}"


# -- what scenarios may name, and what can be reached ----------------------------------------


def test_a_theme_that_is_not_listed(data):
    line = data.change(SCENE_FILE, r"^themes: \[", "themes: [slow-weak, ")
    told = one(data.problems(), f"{SCENE_FILE}:{line}: no theme 'slow-weak'")
    assert "Did you mean 'slow-week'?" in told


def test_a_passage_that_no_source_has(data):
    line = data.change(SCENE_FILE, r"number: [^}]*}", "number: Guideline 11}")
    told = one(data.problems(), f"{SCENE_FILE}:{line}: no passage '")
    assert "Guideline 11'" in told


@pytest.mark.parametrize("key", ["hides", "after"])
def test_a_line_that_speaks_of_no_disclosure(data, key):
    line = data.change(SCENE_FILE, r"^(    - say: .*)$", rf"\1\n      {key}: [nothing-such]") + 1
    told = one(data.problems(), f"{SCENE_FILE}:{line}: no disclosure 'nothing-such'.")
    assert "There are: " in told


def test_two_disclosures_of_one_name(data):
    path = data.folder / SCENE_FILE
    first = re.search(r"^disclosures:\n  - id: (\S+)", path.read_text(encoding="utf-8"), re.M)
    line = data.change(
        SCENE_FILE, r"(?s)^(disclosures:\n  - id: .*?\n  - id: )\S+", rf"\1{first[1]}"
    )
    problems = data.problems()
    assert any(f"there is a disclosure '{first[1]}' already." in p for p in problems)
    assert line


def test_a_model_answer_that_stands_twice(data):
    path = data.folder / SCENE_FILE
    text = path.read_text(encoding="utf-8")
    models = re.findall(r'\{say: ("[^"]+"), moves', text)
    line = data.change(SCENE_FILE, re.escape(models[-1]), models[0])
    assert any(
        p.startswith(f"{SCENE_FILE}:{line}: this model answer stands") for p in data.problems()
    )


def test_a_hidden_fact_that_nobody_can_reach_in_time(data):
    data.change(PERSONA_FILE, r"earns: [\d.]+", "earns: 0.7")
    data.change(PERSONA_FILE, r"start: [\d.]+", "start: 0.15")
    data.change(SCENE_FILE, r"^turns: \d+", "turns: 14")
    path = data.folder / SCENE_FILE
    text = path.read_text(encoding="utf-8")
    more = text[text.index("disclosures:\n") + len("disclosures:\n") : text.index("\nevents:")]
    again = re.sub(r'(say|id): ("?)', r"\1: \2more-", more)
    again = re.sub(r'- "', '- "More ', again)
    again = re.sub(r"(hides|after): \[.*\]", "asks: [x]", again)
    again = re.sub(r"stance: wary", "stance: open", again)
    path.write_text(text.replace(more, more + "\n" + again), encoding="utf-8")
    told = [p for p in data.problems() if "nobody can get here" in p]
    assert told
    assert "the scene ends at turn 14" in told[0]


def test_hidden_facts_that_wait_for_each_other(data):
    text = (data.folder / SCENE_FILE).read_text(encoding="utf-8")
    names = re.findall(r"^  - id: (\S+)", text[text.index("disclosures:") :], re.M)[:2]
    for own, other in (names, names[::-1]):
        body = re.search(rf"(?s)  - id: {own}\n.*?(?=\n  - id: |\nevents:)", text)[0]
        waiting = re.sub(r"\n        (?:hides|after): .*", "", body)
        waiting = re.sub(r"(\n      - say: .*)", rf"\1\n        after: [{other}]", waiting)
        text = text.replace(body, waiting)
    (data.folder / SCENE_FILE).write_text(text, encoding="utf-8")
    told = [p for p in data.problems() if "wait for facts that wait" in p]
    assert len(told) == 2
