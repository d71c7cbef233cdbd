import pytest

from bot.content import load
from bot.practice.coach import feedback, flag_note, hint, strongest
from bot.practice.codes import CODE_IDS, MOVES, is_flag
from bot.practice.types import Finding, Heard
from tests.practice.builders import finding, found

GUIDANCE = load().guidance
TEXT = "I believe you. You held on. What helped? You should move. Don't worry. It's wrong."


def heard(*pairs, **more):
    return Heard(TEXT, "safety", 0.9, tuple(found(TEXT, c, q, **more) for c, q in pairs))


GOOD = (("G1", "I believe you."), ("G3", "You held on."), ("M1", "What helped?"))
BAD = (("P4", "You should move."), ("P9", "Don't worry."), ("P3", "It's wrong."))


def test_a_strength_quotes_the_trainee_and_says_what_it_did():
    made = feedback(heard(GOOD[0]), GUIDANCE, 1)
    (strength,) = made.strengths
    assert strength.startswith("“I believe you.”: ")
    assert strength.removeprefix("“I believe you.”: ") in GUIDANCE.codes["G1"].noticed
    assert made.flags == ()
    assert made.door in GUIDANCE.words.doors_clean


def test_a_flag_is_explained_with_its_source_and_what_helps():
    (flag,) = feedback(heard(BAD[0]), GUIDANCE, 1).flags
    code = GUIDANCE.codes["P4"]
    assert (flag.code, flag.title, flag.quote) == ("P4", code.title, "You should move.")
    assert (flag.about, flag.source) == (code.about, str(code.source))
    assert flag.helped_by == tuple(GUIDANCE.codes[c].title for c in code.helped_by)
    assert flag.why == "a test says so"


def test_a_flag_opens_the_door_to_another_go():
    assert feedback(heard(*GOOD, BAD[0]), GUIDANCE, 1).door in GUIDANCE.words.doors


def test_two_strengths_at_most_and_one_beside_a_flag():
    assert len(feedback(heard(*GOOD), GUIDANCE, 1).strengths) == 2
    assert len(feedback(heard(*GOOD, BAD[0]), GUIDANCE, 1).strengths) == 1


def test_two_flags_at_most():
    assert len(feedback(heard(*BAD), GUIDANCE, 1).flags) == 2


def test_the_surest_are_chosen_and_told_in_the_order_in_which_they_were_said():
    flags = [
        found(TEXT, c, q, confidence=sure)
        for (c, q), sure in zip(BAD, (0.5, 0.8, 0.9), strict=True)
    ]
    assert [f.code for f in strongest(flags, 2)] == ["P9", "P3"]
    later = [found("Other words.", "P1", "Other", confidence=0.95)]  # in another reply, from its 0
    assert [f.code for f in strongest([*flags, *later], 2)] == ["P3", "P1"]


def test_the_same_words_or_the_same_code_are_named_once():
    same_words = [found(TEXT, c, "What helped?") for c in ("M1", "G4")]
    same_code = [found(TEXT, "G1", q) for q in ("I believe you.", "You held on.")]
    assert len(strongest(same_words, 3)) == 1
    assert len(strongest(same_code, 3)) == 1


def test_unsure_findings_are_not_told():
    made = feedback(heard(*GOOD, *BAD, shown=False), GUIDANCE, 1)
    assert made.empty
    assert made.door in GUIDANCE.words.doors_clean


def test_nothing_found_is_nothing_to_say():
    assert feedback(heard(), GUIDANCE, 1).empty


def test_the_same_seed_says_the_same_and_others_differ():
    notes = [feedback(heard(*GOOD), GUIDANCE, seed) for seed in range(12)]
    assert notes[4] == feedback(heard(*GOOD), GUIDANCE, 4)
    assert len({n.strengths for n in notes}) > 1


@pytest.mark.parametrize("code", CODE_IDS)
def test_every_code_can_be_taught(code):
    if is_flag(code):
        note = flag_note(finding(code, "words"), GUIDANCE)
        assert note.about
        assert note.source
        assert note.helped_by
    else:
        assert feedback(
            Heard("words", "other", 1, (finding(code, "words"),)), GUIDANCE, 1
        ).strengths


@pytest.mark.parametrize("code", MOVES)
def test_a_hint_is_short_first_and_fuller_then(code):
    taught = GUIDANCE.codes[code]
    assert hint(taught, False) == taught.hints[0]
    assert hint(taught, True) == taught.hints[1] != taught.hints[0]


def test_a_code_with_one_hint_repeats_it():
    from dataclasses import replace

    assert hint(replace(GUIDANCE.codes["G1"], hints=("Only.",)), True) == "Only."


def test_words_that_are_flagged_are_never_praised_as_well(authored):
    text = "At least he didn't hurt you. I believe you."
    flag = Finding("P9", 0, 28, text[:28], 0.9, True, "")
    same = Finding("G1", 0, 28, text[:28], 0.95, True, "")
    other = Finding("G1", 29, 43, text[29:], 0.8, True, "")
    note = feedback(Heard(text, "other", 0.9, (flag, same, other)), authored.guidance, 1)
    assert [f.quote for f in note.flags] == [text[:28]]
    assert len(note.strengths) == 1
    assert note.strengths[0].startswith("“I believe you.”")
