"""What the coach says about one reply: strengths first, then the words that hit a pitfall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.practice.types import Code, Feedback, Finding, FlagNote, Heard, clean_moves


@dataclass(frozen=True, slots=True)
class CoachWords:
    """The coach's authored phrases (``data/guidance/coach.yml``)."""

    doors: tuple[str, ...]
    doors_clean: tuple[str, ...]
    turning_up: tuple[str, ...]
    turning_down: tuple[str, ...]
    no_flags: tuple[str, ...]
    no_strengths: tuple[str, ...]
    carry_question: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """The codebook as taught: codes by id, and the coach's words."""

    codes: Mapping[str, Code]
    words: CoachWords


def strength_note(finding: Finding, code: Code, chance: Random) -> str:
    """One strength: the trainee's own words, then what they did for the listener."""
    return f"“{finding.quote}”: {chance.choice(code.noticed)}"


def flag_note(finding: Finding, guidance: Guidance) -> FlagNote:
    """What to say about one flagged span."""
    code = guidance.codes[finding.code]
    helped = tuple(guidance.codes[c].title for c in code.helped_by)
    return FlagNote(
        code=code.id,
        title=code.title,
        quote=finding.quote,
        about=code.about,
        source=str(code.source),
        why=finding.why,
        helped_by=helped,
    )


def strongest(findings: Sequence[Finding], most: int) -> list[Finding]:
    """The ``most`` surest findings with different codes and different words, in their order.

    ``findings`` are in the order in which they were said, in one reply or over several.
    """
    kept: list[tuple[int, Finding]] = []
    for place, finding in sorted(enumerate(findings), key=lambda f: -f[1].confidence):
        known = {f.code for _, f in kept} | {f.quote for _, f in kept}
        if finding.code not in known and finding.quote not in known:
            kept.append((place, finding))
    return [finding for _, finding in sorted(kept[:most], key=lambda f: f[0])]


def feedback(heard: Heard, guidance: Guidance, seed: int) -> Feedback:
    """The note on ``heard``. At most two strengths and two flags: the surest ones.

    A micro-skill alone (an open question) is named only when nothing was flagged beside it,
    so that praise never reads as a sweetener.
    """
    chance = Random(f"{seed}:{heard.text}")
    flags = strongest(heard.flags, 2)
    moves = noticed(heard.findings)
    words = guidance.words
    return Feedback(
        strengths=tuple(strength_note(f, guidance.codes[f.code], chance) for f in moves),
        flags=tuple(flag_note(f, guidance) for f in flags),
        door=chance.choice(words.doors if flags else words.doors_clean),
    )


def noticed(findings: Sequence[Finding]) -> list[Finding]:
    """The moves a note names: at most two, one beside a flag."""
    flagged = any(f.shown and f.code[0] in "PS" for f in findings)
    return strongest(clean_moves(findings), 1 if flagged else 2)


def hint(code: Code, fuller: bool) -> str:
    """A nudge towards ``code``, or the fuller hint with an example."""
    return code.hints[1 if fuller and len(code.hints) > 1 else 0]
