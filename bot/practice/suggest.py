"""Which scene next, and why: what was asked for, then a move that has been resting, then ease."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final, Literal

from bot.practice.types import Scenario

Reason = Literal["assigned", "first", "move", "never", "harder", "again"]
_STEP_UP_AFTER: Final = 2  # conversations ended at a level before the next one is suggested
_REST: Final = timedelta(days=3)  # so long a move was not used before it counts as resting
LATELY: Final = 2  # conversations whose moves are not suggested as new right after them


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scene and why: ``move`` is the code meant where the reason is a move."""

    scenario: str
    reason: Reason
    move: str = ""


def open_to(scenarios: Iterable[Scenario], avoid: Iterable[str]) -> list[Scenario]:
    """Scenes without any of the themes to ``avoid``, by ease."""
    unwanted = set(avoid)
    found = [s for s in scenarios if not unwanted & set(s.themes)]
    return sorted(found, key=lambda s: (s.difficulty, s.title))


def suggest(
    scenarios: Sequence[Scenario],
    done: Mapping[str, int],
    last_used: Mapping[str, datetime],
    now: datetime,
    assigned: Sequence[str] = (),
    lately: Sequence[str] = (),
) -> Suggestion | None:
    """A scene of ``scenarios`` (those open to the trainee), or None if there is none.

    ``done``: how often each scene was ended. ``last_used``: when each move was noticed last.
    ``lately``: the scenes of the last ``LATELY`` conversations.
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
    rested = _rested(near, last_used, now)
    new = _new(near, last_used, [by_id[x] for x in lately if x in by_id])
    # In turn, where there are both: neither is to hide the other for weeks.
    turn_of_new = sum(done.values()) % 2 == 1
    move = (new or rested) if turn_of_new else (rested or new)
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


def _rested(scenarios: Sequence[Scenario], last_used: Mapping[str, datetime], now: datetime) -> str:
    """The move that some scene has room for and that rested longest; "" if none did for days."""
    aims = [code for s in scenarios for code in s.aims if code in last_used]
    longest = min(aims, key=lambda code: last_used[code], default="")
    return longest if longest and now - last_used[longest] >= _REST else ""


def _new(
    scenarios: Sequence[Scenario], last_used: Mapping[str, datetime], lately: Sequence[Scenario]
) -> str:
    """A move never used that some scene has room for and none of ``lately`` had; "": there is none.

    Where there was room for one just now and it didn't come, another has its turn.
    """
    offered = {code for s in lately for code in s.aims}
    aims = (code for s in scenarios for code in s.aims)
    return next((c for c in aims if c not in last_used and c not in offered), "")


def surprise(scenarios: Sequence[Scenario], done: Mapping[str, int], chance: Random) -> str:
    """Any scene, those done least first. IndexError if there is none."""
    least = min((done.get(s.id, 0) for s in scenarios), default=0)
    return chance.choice([s.id for s in scenarios if done.get(s.id, 0) == least])
