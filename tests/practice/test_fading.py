"""The coach says less about what is known, and says once that it will."""

from __future__ import annotations

import pytest

from bot.practice.coach import noticed
from bot.practice.fading import KNOWN_AFTER, fade, known
from bot.practice.types import Feedback, Finding, FlagNote
from tests.practice.builders import finding

FLAG = FlagNote("P4", "Solving", "you should", "About it.", "HIPS", "why", ("Asking",))


def reply(*codes: str) -> tuple[Finding, ...]:
    """Findings one after the other in a reply, each on words of its own."""
    return tuple(finding(c, f"words {n}", n * 10) for n, c in enumerate(codes))


def note(findings: tuple[Finding, ...]) -> Feedback:
    """The coach's note on them, a line for each move it names."""
    flags = (FLAG,) if any(f.code == "P4" for f in findings) else ()
    return Feedback(tuple(f"on {f.code}" for f in noticed(findings)), flags, "A door.")


def faded(findings: tuple[Finding, ...], before: dict[str, int], aim: str = ""):
    return fade(note(findings), findings, before, aim)


@pytest.mark.parametrize(
    ("before", "said", "newly"),
    [
        (0, ("on G1",), ()),
        (1, ("on G1",), ()),
        (KNOWN_AFTER - 1, ("on G1",), ("G1",)),
        (KNOWN_AFTER, (), ()),
        (KNOWN_AFTER + 9, (), ()),
    ],
)
def test_a_move_has_its_note_three_times(
    before: int, said: tuple[str, ...], newly: tuple[str, ...]
) -> None:
    feedback, became = faded(reply("G1"), {"G1": before})
    assert feedback.strengths == said
    assert became == newly


def test_three_times_are_three() -> None:
    assert KNOWN_AFTER == 3


def test_moves_fade_each_for_itself() -> None:
    feedback, newly = faded(reply("G1", "M1"), {"G1": 7, "M1": 2})
    assert feedback.strengths == ("on M1",)
    assert newly == ("M1",)


def test_flags_never_fade() -> None:
    feedback, _ = faded(reply("G1", "P4"), {"G1": 7, "P4": 7})
    assert feedback.strengths == ()
    assert feedback.flags == (FLAG,)
    assert feedback.door == "A door."
    assert not feedback.empty


def test_the_aim_always_has_its_note() -> None:
    assert faded(reply("G1", "M1"), {"G1": 7, "M1": 7}, aim="G1")[0].strengths == ("on G1",)
    # So it is not said that it would go without one from here on.
    assert faded(reply("G1", "M1"), {"G1": 2, "M1": 2}, aim="G1")[1] == ("M1",)


def test_a_move_beyond_those_named_becomes_known_too_and_each_once() -> None:
    """Three moves in one reply: the note names two of them. What counts is what was shown."""
    findings = (*reply("G1", "M1", "G1"), finding("G2", "words 9", 90, confidence=0.5))
    feedback, newly = faded(findings, {"G1": 2, "M1": 0, "G2": 2})
    assert feedback.strengths == ("on G1", "on M1")
    assert newly == ("G1", "G2")


def test_unsure_findings_and_praise_of_flagged_words_do_not_count() -> None:
    unsure = (finding("G1", "words", 0, shown=False),)
    assert faded(unsure, {"G1": 2}) == (note(unsure), ())
    sweetened = (finding("G1", "you should rest", 0), finding("P4", "you should rest", 0))
    assert faded(sweetened, {"G1": 2})[1] == ()


def test_a_note_that_was_written_elsewhere_stays_as_it_is() -> None:
    """With no note to each move there is nothing to tell which one to leave out."""
    written = Feedback(("One sentence on all of it.",), (), "A door.")
    assert fade(written, reply("G1", "M1"), {"G1": 9, "M1": 9}) == (written, ())


def test_what_is_known_comes_by_how_often() -> None:
    assert known({}) == ()
    assert known({"G1": 2, "M1": 3, "G2": 9, "M3": 3, "G3": 0}) == ("G2", "M1", "M3")
