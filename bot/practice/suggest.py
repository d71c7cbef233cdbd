"""Which scene next, and why: what was asked for, then a move that has been resting, then ease."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final, Literal

from bot.practice.types import Scenario

Reason = Literal["assigned", "first", "move", "never", "harder", "again"]
_STEP_UP_AFTER: Final = 2  # conversations ended at a level before the next one is suggested


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scene and why: ``move`` is the code meant where the reason is a move."""

    scenario: str
    reason: Reason
    move: str = ""


def open_to(
    scenarios: Iterable[Scenario], avoid: Iterable[str], always: Iterable[str] = ()
) -> list[Scenario]:
    """Scenes without any of the themes to ``avoid`` (those asked for, ``always``, included)."""
    unwanted, wanted = set(avoid), set(always)
    found = [s for s in scenarios if s.id in wanted or not unwanted & set(s.themes)]
    return sorted(found, key=lambda s: (s.difficulty, s.title))


def suggest(
    scenarios: Sequence[Scenario],
    done: Mapping[str, int],
    last_used: Mapping[str, datetime],
    assigned: Sequence[str] = (),
) -> Suggestion | None:
    """A scene of ``scenarios`` (those open to the trainee), or None if there is none.

    ``done``: how often each scene was ended. ``last_used``: when each move was noticed last.
    """
    by_id = {s.id: s for s in scenarios}
    for wanted in assigned:
        if wanted in by_id:
            return Suggestion(wanted, "assigned")
    if not scenarios:
        return None
    if not done:
        gentlest = min(scenarios, key=lambda s: (s.difficulty, s.title))
        return Suggestion(gentlest.id, "first")
    level = _level(scenarios, done)
    near = [s for s in scenarios if s.difficulty <= level]
    fresh = [s for s in near if not done.get(s.id)]
    move = _resting(near, last_used)
    if move:
        fits = [s for s in near if move in s.aims]
        best = min(fits, key=lambda s: (done.get(s.id, 0), -s.difficulty, s.title))
        return Suggestion(best.id, "move" if move in last_used else "never", move)
    if fresh:
        hardest = max(fresh, key=lambda s: (s.difficulty, s.title))
        return Suggestion(hardest.id, "harder")
    least = min(near, key=lambda s: (done.get(s.id, 0), -s.difficulty, s.title))
    return Suggestion(least.id, "again")


def _level(scenarios: Sequence[Scenario], done: Mapping[str, int]) -> int:
    """The difficulty within reach: one above the highest that was ended twice."""
    ended = dict.fromkeys((1, 2, 3), 0)
    for scene in scenarios:
        ended[scene.difficulty] += done.get(scene.id, 0)
    level = 1
    for difficulty in (1, 2):
        if ended[difficulty] >= _STEP_UP_AFTER:
            level = difficulty + 1
    return level


def _resting(scenarios: Sequence[Scenario], last_used: Mapping[str, datetime]) -> str:
    """The move some scene has room for that was never used, or longest not; "" if all are new.

    A move used since the one before it counts as resting only if another is fresher: so that
    someone who used all of them in one conversation gets a new scene instead.
    """
    aims = list(dict.fromkeys(code for s in scenarios for code in s.aims))
    never = [code for code in aims if code not in last_used]
    if never:
        return never[0]
    days = {code: last_used[code].date() for code in aims}
    if not days or min(days.values()) == max(days.values()):
        return ""
    return min(aims, key=lambda code: last_used[code])


def surprise(scenarios: Sequence[Scenario], done: Mapping[str, int], chance: Random) -> str:
    """Any scene, those done least first. IndexError if there is none."""
    least = min((done.get(s.id, 0) for s in scenarios), default=0)
    return chance.choice([s.id for s in scenarios if done.get(s.id, 0) == least])
