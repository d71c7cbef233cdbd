"""What is left after an encounter: strengths first, turning points, words to look at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from bot.practice.coach import Guidance, flag_note, strength_note, strongest
from bot.practice.types import Debrief, Encounter, Finding, Scenario, TurnRecord, clean_moves

_SMALL = 0.03  # a step of trust below this is no turning point


def debrief(
    scenario: Scenario,
    state: Encounter,
    turns: Sequence[TurnRecord],
    guidance: Guidance,
    alternatives: Mapping[int, Sequence[str]],
) -> Debrief:
    """The debrief of ``turns`` (those kept, in order).

    ``alternatives`` has, by turn number, other wordings for flagged replies. There is no
    score: moves are counted so that they can be seen, not compared.
    """
    chance = Random(f"{state.seed}:debrief")
    words = guidance.words
    moves = [f for t in turns for f in clean_moves(t.findings)]  # in the conversation's order
    flags = [(t, f) for t in turns for f in t.findings if f.shown and f.code[0] in "PS"]
    best = strongest(moves, 3)
    counts = Counter(f.code for f in moves)
    stance = "left" if state.ended in ("left", "hurt") else state.stance
    took = scenario.takes_away["guarded" if stance == "closing" else stance]
    line = (scenario.trust_start, *(t.trust for t in turns))
    ups, downs = _turning_points(turns, line)
    places = {t.number: i for i, t in enumerate(turns, start=1)}

    def place(turn: TurnRecord) -> int:
        return places[turn.number]

    points = [chance.choice(words.turning_up).format(quote=_clip(t)) for t in ups]
    points += [chance.choice(words.turning_down).format(quote=_clip(t)) for t in downs]
    strengths = tuple(strength_note(f, guidance.codes[f.code], chance) for f in best)
    not_yet = [c for c in scenario.aims if c not in counts]
    return Debrief(
        took_away=took,
        strengths=strengths or (chance.choice(words.no_strengths),),
        turning_points=tuple(points),
        flags=tuple(
            (flag_note(f, guidance), tuple(alternatives.get(t.number, ()))) for t, f in _few(flags)
        ),
        moves_used=tuple((guidance.codes[c].title, n) for c, n in counts.most_common()),
        moves_not_yet=tuple(guidance.codes[c].title for c in not_yet),
        carry_choices=_carry(scenario, counts, [f for _, f in flags], guidance),
        trust_line=line,
        marks=tuple((place(t), "up") for t in ups) + tuple((place(t), "down") for t in downs),
        nothing_marked=chance.choice(words.no_flags) if turns and not flags else "",
        ended=stance,
    )


def _turning_points(
    turns: Sequence[TurnRecord], line: Sequence[float]
) -> tuple[list[TurnRecord], list[TurnRecord]]:
    steps = [(line[i + 1] - line[i], t) for i, t in enumerate(turns)]
    ups = [t for step, t in sorted(steps, key=lambda s: -s[0])[:2] if step >= _SMALL]
    downs = [t for step, t in sorted(steps, key=lambda s: s[0])[:2] if step <= -_SMALL]
    return sorted(ups, key=lambda t: t.number), sorted(downs, key=lambda t: t.number)


def _clip(turn: TurnRecord, most: int = 80) -> str:
    text = " ".join(turn.reply.split()).rstrip(".")
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _few(
    flags: Sequence[tuple[TurnRecord, Finding]], most: int = 3
) -> list[tuple[TurnRecord, Finding]]:
    """The surest flags, one per code, in the order they happened."""
    seen: dict[str, tuple[TurnRecord, Finding]] = {}
    for turn, finding in sorted(flags, key=lambda x: -x[1].confidence):
        seen.setdefault(finding.code, (turn, finding))
    return sorted(list(seen.values())[:most], key=lambda x: (x[0].number, x[1].start))


def _carry(
    scenario: Scenario, counts: Counter[str], flags: Sequence[Finding], guidance: Guidance
) -> tuple[str, ...]:
    """Up to four moves to choose one from: what helps most with what was hit, then the aims."""
    helped = [c for f in flags for c in guidance.codes[f.code].helped_by]
    wanted = [c for c, _ in Counter(helped).most_common()]
    wanted += [c for c in scenario.aims if c not in counts] + list(scenario.aims)
    return tuple(dict.fromkeys(guidance.codes[c].title for c in wanted))[:4]
