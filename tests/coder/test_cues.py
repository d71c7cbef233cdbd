import re

import pytest
import yaml

from bot.coder.cues import explain, load_cues
from bot.practice.codes import CODE_IDS

CUES = load_cues()
each = pytest.mark.parametrize("cue", CUES, ids=[f"{i}-{c.code}" for i, c in enumerate(CUES)])


def test_there_are_cues_for_most_codes():
    assert len({c.code for c in CUES}) >= 20


@each
def test_a_cue_meets_its_own_examples_and_passes_the_others(cue):
    assert cue.code in CODE_IDS
    assert cue.flag, "at least one clause it must meet"
    assert cue.passes, "at least one clause it must not meet"
    assert [c for c in cue.flag if not cue.pattern.search(c)] == []
    assert [c for c in cue.passes if cue.pattern.search(c)] == []


@each
def test_a_cue_explains_itself_in_the_words_met(cue):
    assert "{cue}" in cue.says
    for clause in cue.flag:
        said = explain(cue.code, clause)
        assert said
        assert "{" not in said
        assert cue.pattern.search(clause).group(0).strip()


@each
def test_a_cue_does_not_depend_on_capitals(cue):
    assert [c for c in cue.flag if not cue.pattern.search(c.upper())] == []


def made(tmp_path, **item):
    cue = {"code": "P1", "pattern": r"\byou must\b", "says": "“{cue}” orders.",
           "flag": ["You must go."], "pass": ["You can go."]} | item  # fmt: skip
    path = tmp_path / "cues.yml"
    path.write_text(yaml.safe_dump([cue]), encoding="utf-8")
    return path


def test_cues_are_read_from_a_file(tmp_path):
    (cue,) = load_cues(made(tmp_path))
    assert (cue.code, cue.flag, cue.passes) == ("P1", ("You must go.",), ("You can go.",))
    assert cue.pattern.search("YOU MUST stay")


def test_a_broken_pattern_names_the_file_the_code_and_the_pattern(tmp_path):
    with pytest.raises(ValueError, match=re.escape("cues.yml: P1 '(oops': ")):
        load_cues(made(tmp_path, pattern="(oops"))


def test_words_of_one_code_explain_no_other():
    clause = next(c for c in CUES if c.code == "P1").flag[0]
    assert explain("P1", clause)
    assert explain("G8", clause) is None


def test_no_cue_no_explanation():
    assert explain("P1", "The rain stopped.") is None
