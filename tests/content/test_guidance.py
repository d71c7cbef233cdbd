"""Broken copies of the teaching text."""

import pytest

from bot.content import load, load_guidance
from tests.content.test_content import Copy, one

NAMES = ("codes", "alternatives", "coach", "instead", "frames", "sources", "feelings")
CODES, BANK, COACH, INSTEAD, FRAMES, *_ = FILES = [f"guidance/{n}.yml" for n in NAMES]


@pytest.fixture
def data(tmp_path):
    return Copy(tmp_path / "data", *FILES)


def test_a_copy_loads_the_same(data):
    assert load_guidance(data.folder) == (load().guidance, load().bank)


def test_every_code_is_taught_with_a_source():
    codes = load().guidance.codes
    for code in codes.values():
        assert code.lesson
        assert code.source.document
        assert set(code.helped_by) <= set(codes)


@pytest.mark.parametrize(
    ("pattern", "new", "says"),
    [
        (r"^- id: P1$", "- id: P11", "id and key must be a pair of the codebook: P11."),
        (r"key: directing", "key: bossing", "id and key must be a pair of the codebook: P1."),
    ],
)
def test_an_id_and_a_key_that_are_no_pair(data, pattern, new, says):
    data.change(CODES, pattern, new)
    assert one(data.problems(load_guidance), f"{CODES}:1: {says}")


def test_a_code_left_out(data):
    data.change(CODES, r"^- id: P1$", "- id: P11")
    assert one(data.problems(load_guidance), f"{CODES}:1: P1 is missing.")


@pytest.mark.parametrize("key", ["title", "about", "lesson", "source", "happens", "helped_by"])
def test_a_misspelt_key_is_missing_and_unknown(data, key):
    line = data.change(CODES, rf"^  {key}:", f"  {key}x:")
    problems = data.problems(load_guidance)
    assert one(problems, f"{CODES}:1: P1 has no '{key}'.")
    assert one(problems, f"{CODES}:{line}: unknown key '{key}x'. Did you mean '{key}'?")


def test_help_that_does_not_exist(data):
    line = data.change(CODES, r"^  helped_by: \[", "  helped_by: [G77, ")
    assert one(data.problems(load_guidance), f"{CODES}:{line}: 'G77' is no move.")


def test_a_pitfall_helps_nobody(data):
    line = data.change(CODES, r"^  helped_by: \[", "  helped_by: [P1, ")
    assert one(data.problems(load_guidance), f"{CODES}:{line}: 'P1' is no move.")


def test_a_source_that_is_not_listed(data):
    line = data.change(CODES, r"document: HIPS 2000", "document: Somebody 1999")
    assert one(data.problems(load_guidance), f"{CODES}:{line}: not in sources.yml: Somebody 1999.")


def test_the_coach_s_words_are_all_there_and_no_others(data):
    line = data.change(COACH, r"^doors:", "door:")
    problems = data.problems(load_guidance)
    assert one(problems, f"{COACH}:{line}: 'door' is not known here.")
    assert one(problems, f"{COACH}:1: 'doors' is missing here.")


@pytest.mark.parametrize(
    ("key", "wrong", "meant"),
    [("moves", "G99", "G9"), ("topics", "saftey", "safety"), ("feels", "scaredd", "scared")],
)
def test_a_general_answer_with_something_unknown(data, key, wrong, meant):
    line = data.change(BANK, rf"{key}: \[", f"{key}: [{wrong}, ")
    told = one(data.problems(load_guidance), f"{BANK}:{line}: '{wrong}' is not known.")
    assert f"Did you mean '{meant}'?" in told


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing(data, file):
    (data.folder / file).unlink()
    assert data.problems(load_guidance) == [f"{file}: this file is missing."]


def test_a_repair_of_no_flag(data):
    line = data.change(INSTEAD, r"instead_of: \[P1\]", "instead_of: [P11]")
    assert one(data.problems(load_guidance), f"{INSTEAD}:{line}: 'P11' is not known.")


@pytest.mark.parametrize(
    ("pattern", "new", "says"),
    [
        (r"^leave:", "leaves:", "'leaves' is not known here."),
        (r"^leave:", "leaves:", "'leave' is missing here."),
        (r"\{idea\}", "it", "A frame of 'leave' has one {idea} and no other place."),
        (r"\{idea\}", "{words}", "A frame of 'leave' has one {idea} and no other place."),
        (r"moves: \[M3\]", "moves: [M33]", "'M33' is not known."),
    ],
)
def test_a_frame_that_cannot_be_filled(data, pattern, new, says):
    data.change(FRAMES, pattern, new)
    assert any(says in p and FRAMES in p for p in data.problems(load_guidance))
