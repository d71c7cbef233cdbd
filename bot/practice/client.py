"""The role-played client: a reaction to *how*, then content for *what*, from authored lines.

Pure: the same state, scenario and reply give the same answer. Chance comes from the
encounter's seed, so that a taken-back turn goes another way only when the reply does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from bot.practice import trust
from bot.practice.types import ByStance, Encounter, Ending, Heard, Line, Lines, Scenario, Stance

ContentKind = Literal[
    "opening", "topic", "story", "disclosure", "unforeseen", "quiet", "reaction", "ending",
    "not_understood",
]  # fmt: skip

SURE_OF_TOPIC: Final = trust.SURE_OF_TOPIC
_PATIENCE: Final = 5  # silences in a row before the client goes
_EARNED: Final = 3  # good turns before anything hidden is told
_BREATH: Final = 2  # turns between two hidden things
_ROOM: Final = frozenset({"other", "backchannel", "feelings", "asks_permission"})
_LOWER: Final[dict[str, tuple[str, ...]]] = {
    "open": ("open", "wary", "guarded"),
    "wary": ("wary", "guarded"),
    "guarded": ("guarded",),
    "closing": ("closing", "guarded"),
}
_RANK: Final = {"closing": 0, "guarded": 1, "wary": 2, "open": 3}


@dataclass(frozen=True, slots=True)
class ClientTurn:
    """What the client says next, and the state after it.

    ``says`` is the message; ``line`` the authored line that the next reply answers (its
    feeling and model answers go with it); ``kind`` says which kind of content it was.
    """

    state: Encounter
    says: str
    line: Line
    kind: ContentKind
    models_topic: str = ""


def begin(scenario: Scenario, seed: int, avoid: Iterable[str] = ()) -> ClientTurn:
    """The opening of an encounter. ``avoid``: ids of lines this trainee met lately."""
    state = Encounter(scenario=scenario.id, seed=seed, trust=scenario.persona.trust_start)
    state = state.but(stance=trust.stance_for(state.trust, 0))
    fresh = [x for x in scenario.opening if x.id not in set(avoid)] or list(scenario.opening)
    line = Random(f"{seed}:opening").choice(fresh)
    return _say(state, [line], line, "opening")


def answer(state: Encounter, scenario: Scenario, heard: Heard) -> ClientTurn:
    """The client's answer to a reply that was heard and coded."""
    before = state
    state = trust.move(state, heard, scenario.persona).but(turn=state.turn + 1)
    chance = Random(f"{state.seed}:{state.turn}")
    sure = heard.topic_confidence >= SURE_OF_TOPIC
    silent = heard.topic == "backchannel" and sure and not heard.findings
    state = state.but(quiet=state.quiet + 1 if silent else 0)

    if trust.has_run_out(state.trust) or (before.stance == "closing" and heard.flags):
        return _end(state, scenario, "left", chance)
    if state.quiet >= _PATIENCE:
        return _end(state, scenario, "left", chance)
    if heard.topic == "goodbye" and sure and not heard.flags:
        return _end(state, scenario, "goodbye", chance)
    if state.turn >= scenario.turns:
        return _end(state, scenario, "time", chance)

    reaction = _reaction(before, state, scenario, heard, chance)
    found = _content(state, scenario, heard, chance, reaction is not None)
    if found is None and reaction is None:
        return _end(state, scenario, "time", chance)
    state, content, kind, topic = found or (state, None, "reaction", "")
    parts = [p for p in (reaction, content) if p is not None]
    event = scenario.events.get(state.turn)
    if event:
        parts.insert(0, Line(event))
    return _say(state, parts, content or parts[-1], kind, topic)


def answer_unclear(state: Encounter, scenario: Scenario) -> ClientTurn:
    """The answer to something the client could not follow (another language, only signs).

    Nothing was coded, so trust stays as it is; the turn counts.
    """
    state = state.but(turn=state.turn + 1)
    chance = Random(f"{state.seed}:{state.turn}")
    if state.turn >= scenario.turns:
        return _end(state, scenario, "time", chance)
    for lines in (scenario.persona.not_understood, scenario.persona.quiet):
        line = _pick(lines, state, chance)
        if line:
            return _say(state, [line], line, "not_understood")
    return _end(state, scenario, "time", chance)


def end_hurt(state: Encounter, scenario: Scenario) -> ClientTurn:
    """The client ends the conversation after an abusive or sexual remark."""
    state = state.but(turn=state.turn + 1, trust=0.0, stance="closing")
    return _end(state, scenario, "hurt", Random(f"{state.seed}:{state.turn}"))


def _end(state: Encounter, scenario: Scenario, how: Ending, chance: Random) -> ClientTurn:
    key = how
    if how == "goodbye":
        key = f"goodbye.{'guarded' if state.stance == 'closing' else state.stance}"  # type: ignore[assignment]
    line = _pick(scenario.endings[key], state, chance)
    line = line or Line(f"*{scenario.persona.name} gets up, and goes.*")
    return _say(state.but(ended=how), [line], line, "ending")


def _pick(lines: Lines, state: Encounter, chance: Random, in_order: bool = False) -> Line | None:
    unused = [x for x in lines if x.id not in state.used]
    if not unused:
        return None
    return unused[0] if in_order else chance.choice(unused)


def _from_stances(
    group: ByStance | None, stance: Stance, state: Encounter, chance: Random
) -> Line | None:
    """An unused line for ``stance``, or for the next lower one; ``any`` lines fit them all."""
    if group is None:
        return None
    for name in (*_LOWER[stance], "any"):
        line = _pick(group.lines.get(name, ()), state, chance)
        if line:
            return line
    return None


def _reaction(
    before: Encounter, state: Encounter, scenario: Scenario, heard: Heard, chance: Random
) -> Line | None:
    """How it landed: the worst flag first, then repair, pushing, and now and then a move."""
    groups = scenario.persona.reactions

    def say(*keys: str) -> Line | None:
        for key in keys:
            line = _from_stances(groups.get(key), state.stance, state, chance)
            if line:
                return line
        return None

    if heard.flags:
        worst = max(heard.flags, key=lambda f: (trust.price(f.code), f.confidence))
        return say(worst.code, "pitfall")
    if before.last_loss and trust.owns_a_slip(heard):
        return say("repair" if before.repairs < 2 else "repair_again", "move")
    if trust.pushes(before.stance, heard, scenario.persona):
        return say("pushing")
    if heard.moves and chance.random() < 0.6:
        dearest = max(heard.moves, key=lambda f: (trust.worth(f.code, 0), f.confidence))
        return say(dearest.code, "move")
    return None


def _content(
    state: Encounter, scenario: Scenario, heard: Heard, chance: Random, reacted: bool
) -> tuple[Encounter, Line, ContentKind, str] | None:
    """What the client tells: state after it, the line, its kind, and its topic if it has one."""
    sure = heard.topic_confidence >= SURE_OF_TOPIC
    asked = "?" in heard.text
    topic = heard.topic if sure else "other"
    room = not heard.flags and (topic in _ROOM or not asked)

    if heard.flags and reacted and _RANK[state.stance] <= 1 and not (asked and sure):
        return None
    if not heard.flags:
        told = _disclosure(state, scenario, topic, room, chance)
        if told:
            return told
    if state.quiet >= 2:
        line = _pick(scenario.persona.quiet, state, chance)
        if line:
            return state, line, "quiet", ""
    if topic not in ("other", "backchannel", "goodbye"):
        for groups in (scenario.topics, scenario.persona.talk):
            line = _from_stances(groups.get(topic), state.stance, state, chance)
            if line:
                return state, line, "topic", topic
    if asked and not sure and not heard.moves:
        line = _from_stances(scenario.persona.unforeseen, state.stance, state, chance)
        if line:
            return state, line, "unforeseen", ""
    for name in _LOWER[state.stance]:
        line = _pick(scenario.story.get(name, ()), state, chance, in_order=True)
        if line:
            return state, line, "story", ""
    if reacted and heard.flags:
        return None
    line = _from_stances(scenario.persona.unforeseen, state.stance, state, chance)
    return (state, line, "unforeseen", "") if line else None


def _disclosure(
    state: Encounter, scenario: Scenario, topic: str, room: bool, chance: Random
) -> tuple[Encounter, Line, ContentKind, str] | None:
    if state.good_turns < _EARNED or state.turn - state.told_at < _BREATH:
        return None
    for item in scenario.disclosures:
        if item.id in state.disclosed or _RANK[state.stance] < _RANK[item.stance]:
            continue
        if topic in item.topics or (room and item.room):
            line = _pick(item.lines, state, chance)
            if line:
                told = state.but(disclosed=(*state.disclosed, item.id), told_at=state.turn)
                return told, line, "disclosure", topic
    return None


def _say(
    state: Encounter, parts: list[Line], line: Line, kind: ContentKind, topic: str = ""
) -> ClientTurn:
    text = " ".join(p.text.strip() for p in parts)
    used = (*state.used, *(p.id for p in parts))
    return ClientTurn(state.but(used=used, client_line=text), text, line, kind, topic)
