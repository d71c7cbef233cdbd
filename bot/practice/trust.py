"""How trust, distress and stance move with each reply.

Trust runs from 0 to 1. It is earned slowly and lost quickly (HIPS 2000, Guideline 8): one
reply earns at most 0.075, a pitfall costs 0.07 to 0.2, and owning a slip gives back half of
what the last one cost, twice at most. ``open`` needs five good turns as well as the trust.
"""

from typing import Final

from bot.practice import following
from bot.practice.types import Encounter, Heard, Persona, Stance

OPEN_NEEDS_GOOD_TURNS: Final = 5
SURE_OF_TOPIC: Final = 0.25  # a topic guessed with less counts as ``other``
_LEVELS: Final = (("closing", 0.12), ("guarded", 0.36), ("wary", 0.58))
_LEAVES_AT: Final = 0.04
_AFTER_FIRST_SLIP: Final = 0.1

_COST: Final[dict[str, float]] = {
    "P1": 0.10, "P2": 0.17, "P3": 0.13, "P4": 0.08, "P5": 0.09, "P6": 0.14, "P7": 0.19,
    "P8": 0.12, "P9": 0.09, "P10": 0.08,
    "S1": 0.10, "S2": 0.12, "S3": 0.13, "S4": 0.12, "S5": 0.17, "S6": 0.08,
}  # fmt: skip
_WORTH: Final[dict[str, float]] = {
    "G1": 0.05, "G2": 0.035, "G3": 0.05, "G4": 0.035, "G5": 0.04, "G6": 0.045, "G7": 0.04,
    "G8": 0.04, "G9": 0.03, "G10": 0.03, "M1": 0.035, "M2": 0.045, "M3": 0.045,
}  # fmt: skip
_MORE: Final = 1.35  # what a person warms to, or cools at, counts so much more with them
_MOST_PER_TURN: Final = 0.075
_MOST_LOST_PER_TURN: Final = 0.24


def worth(code: str, seen: int) -> float:
    """What a move earns the ``seen``-th time over (0 = first): less each time, never nothing."""
    return _WORTH[code] / (1 + 0.35 * seen)


def price(code: str) -> float:
    """Trust that one flag of this code costs by itself."""
    return _COST[code]


def cost(heard: Heard, persona: Persona) -> float:
    """Trust that the shown flags of this reply cost: the dearest in full, the others a third."""
    codes = {f.code for f in heard.flags}
    costs = sorted(
        (_COST[c] * (_MORE if c in persona.cools_at else 1) for c in codes), reverse=True
    )
    if not costs:
        return 0.0
    return min(_MOST_LOST_PER_TURN, (costs[0] + sum(costs[1:]) / 3) * persona.trust_loses)


def owns_a_slip(heard: Heard) -> bool:
    """The staff member owns a mistake: modelling (G2) without a new flag."""
    return "G2" in heard.codes() and not heard.flags


def pushes(state: Encounter, heard: Heard, persona: Persona) -> bool:
    """A sensitive topic, without asking leave (M3), to someone who is not at ease yet.

    Not if they spoke of it themselves just now: staying with their words is no pushing.
    """
    return (
        state.stance in ("closing", "guarded")
        and heard.topic in persona.sensitivities
        and heard.topic_confidence >= SURE_OF_TOPIC
        and "M3" not in heard.codes()
        and not following.words(heard.text) & following.words(state.client_line)
    )


def stance_for(trust: float, good_turns: int) -> Stance:
    """The stance that goes with ``trust`` (0 to 1)."""
    for name, below in _LEVELS:
        if trust < below:
            return name  # type: ignore[return-value]
    return "open" if good_turns >= OPEN_NEEDS_GOOD_TURNS else "wary"


def is_good_turn(heard: Heard) -> bool:
    """At least one noticed move and no flag."""
    return bool(heard.moves) and not heard.flags


def move(state: Encounter, heard: Heard, persona: Persona) -> Encounter:
    """``state`` after hearing one reply: trust, distress, stance, and what they rest on."""
    lost = cost(heard, persona)
    moves = {f.code for f in heard.moves}
    earned = 0.0
    if not lost:
        worths = (
            worth(c, state.moves_seen.get(c, 0)) * (_MORE if c in persona.warms_to else 1)
            for c in moves
        )
        earned = sum(worths) * persona.trust_earns
        earned = min(earned, _MOST_PER_TURN)
    if not lost and pushes(state, heard, persona):
        earned = -0.03
    repairs = state.repairs
    if state.last_loss and owns_a_slip(heard):
        earned += state.last_loss / 2 if repairs < 2 else 0.0
        repairs += 1
    trust = min(1.0, max(0.0, state.trust + earned - lost))
    slips = state.slips + (1 if lost else 0)
    if lost and slips == 1:  # nobody walks out over the first slip, which may be a misheard one
        trust = max(trust, min(state.trust, _AFTER_FIRST_SLIP))
    calmer = 0.05 if "G1" in moves or "M2" in moves else 0.02
    distress = min(1.0, max(0.0, state.distress + (0.6 * lost if lost else -calmer)))
    good = state.good_turns + (1 if is_good_turn(heard) else 0)
    seen = dict(state.moves_seen)
    for code in moves:
        seen[code] = seen.get(code, 0) + 1
    return state.but(
        trust=round(trust, 4),
        distress=round(distress, 4),
        stance=stance_for(trust, good),
        last_loss=round(lost, 4) if lost else (0.0 if repairs > state.repairs else state.last_loss),
        repairs=repairs,
        slips=slips,
        moves_seen=seen,
        good_turns=good,
    )


def has_run_out(trust: float) -> bool:
    """Trust at which the client leaves."""
    return trust <= _LEAVES_AT
