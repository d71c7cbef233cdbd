"""The role-played client: a reaction to *how*, then content for *what*, from authored lines.

Pure: the same state, scenario and reply give the same answer. Chance comes from the
encounter's seed, so that a taken-back turn goes another way only when the reply does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Final

from bot.practice import choosing, following, trust
from bot.practice.choosing import RANK, Choice, ContentKind, from_stances, pick
from bot.practice.lines import all_lines
from bot.practice.types import Encounter, Ending, Heard, Line, Scenario

__all__ = ["SURE_OF_TOPIC", "ClientTurn", "ContentKind", "answer", "answer_unclear", "begin",
           "end_hurt"]  # fmt: skip

SURE_OF_TOPIC: Final = trust.SURE_OF_TOPIC
_REACTS_IF_SAID: Final = 0.4
_REACTS_IF_ECHOED: Final = 0.25
_NO_CONTENT: Final = frozenset({"reaction", "quiet", "not_understood", "no_further", "offered"})
_SURE_OF_GOODBYE: Final = 0.5  # ending by mistake costs more than going on by mistake
_LIMITS: Final = frozenset({"G9", "G10"})
_WAVES_OFF: Final = 2  # times in one conversation that they won't go further into a thing
_PATIENCE: Final = 5  # silences in a row before the client goes


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
    lately = set(avoid)
    state = Encounter(
        scenario=scenario.id,
        seed=seed,
        trust=scenario.trust_start,
        heard_before=tuple(x.id for x in all_lines(scenario) if x.id in lately),
    )
    state = state.but(stance=trust.stance_for(state.trust, 0))
    line = pick(scenario.opening, state, Random(f"{seed}:opening"))
    return _say(state, [line or scenario.opening[0]], line or scenario.opening[0], "opening")


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
    goes = heard.topic == "goodbye" and heard.topic_confidence >= _SURE_OF_GOODBYE
    if goes and not heard.flags:
        return _end(state, scenario, "goodbye", chance)
    if state.turn >= scenario.turns:
        return _end(state, scenario, "time", chance)

    reaction = _reaction(before, state, scenario, heard, chance)
    found = _content(before, state, scenario, heard, chance, reaction is not None)
    if found is None and reaction is None:
        return _end(state, scenario, "time", chance)
    if found and found.tells and not before.last_loss:
        reaction = None  # a hidden fact stands for itself
    parts = [p for p in (reaction, found.line if found else None) if p is not None]
    event = scenario.events.get(state.turn)
    if event and Line(event).id not in state.used:
        parts.insert(0, Line(event))
    if found is None:
        return _say(state, parts, parts[-1], "reaction")
    if found.tells:
        told = (*state.disclosed, found.tells)
        state = state.but(disclosed=told, told_at=state.turn)
    return _say(state, parts, found.line, found.kind, found.topic)


def answer_unclear(state: Encounter, scenario: Scenario) -> ClientTurn:
    """The answer to something the client could not follow (another language, only signs).

    Nothing was coded, so trust stays as it is; the turn counts.
    """
    state = state.but(turn=state.turn + 1)
    chance = Random(f"{state.seed}:{state.turn}")
    if state.turn >= scenario.turns:
        return _end(state, scenario, "time", chance)
    for lines in (scenario.persona.not_understood, scenario.persona.quiet):
        line = pick(lines, state, chance)
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
    line = pick(scenario.endings[key], state, chance)
    line = line or Line(f"*{scenario.persona.name} gets up, and goes.*")
    return _say(state.but(ended=how), [line], line, "ending")


def _reaction(
    before: Encounter, state: Encounter, scenario: Scenario, heard: Heard, chance: Random
) -> Line | None:
    """How it landed: the worst flag first, then repair, pushing, and now and then a move."""

    def say(*keys: str) -> Line | None:
        for key in keys:
            for groups in (scenario.reactions, scenario.persona.reactions):
                line = from_stances(groups.get(key), state.stance, state, chance)
                if line:
                    return line
        return None

    if heard.flags:
        worst = max(heard.flags, key=lambda f: (trust.price(f.code), f.confidence))
        return say(worst.code, "pitfall")
    if before.last_loss and trust.owns_a_slip(heard):
        return say("repair" if before.repairs < 2 else "repair_again", "move")
    if trust.pushes(before, heard, scenario.persona):
        return say("pushing")
    dearest = max(heard.moves, key=lambda f: (trust.worth(f.code, 0), f.confidence), default=None)
    if dearest is None:
        return None
    # Somebody who is asked something answers; a remark on how it was asked gets in the way.
    question = any(following.asks_plainly(q) for q in following.questions(heard.text))
    of_this_scene = dearest.code in scenario.reactions and dearest.code in scenario.aims
    if dearest.code in _LIMITS and of_this_scene:
        return say(dearest.code)
    often = _REACTS_IF_ECHOED if following.asks(heard.text) else _REACTS_IF_SAID
    return say(dearest.code, "move") if not question and chance.random() < often else None


def _content(
    before: Encounter,
    state: Encounter,
    scenario: Scenario,
    heard: Heard,
    chance: Random,
    reacted: bool,
) -> Choice | None:
    """What the client tells; None if the reaction is all."""
    sure = heard.topic_confidence >= SURE_OF_TOPIC
    asked = following.asks(heard.text)
    topic = heard.topic if sure else "other"
    person = scenario.persona

    if heard.flags and reacted and RANK[state.stance] <= 1 and not (asked and sure):
        return None
    if state.quiet >= 2:
        line = pick(person.quiet, state, chance)
        if line:
            return Choice(1.0, "quiet", line)
    found = choosing.best(state, before, scenario, heard, chance)
    offers = following.offers(heard.text) and not topic.startswith("offers_")
    if offers and not heard.flags and not choosing.answers(found, heard):
        line = from_stances(person.offered, state.stance, state, chance)
        if line:
            return Choice(1.0, "offered", line)
    if asked and choosing.beside(found, state, scenario, heard):
        waved_off = {x.id for some in person.no_further.lines.values() for x in some}
        line = from_stances(person.no_further, state.stance, state, chance)
        if line and len(waved_off & set(state.used)) < _WAVES_OFF:
            return Choice(1.0, "no_further", line)
    own_matter = asked and topic not in choosing.OPEN_MATTERS
    if own_matter and (found is None or found.kind == "story"):
        line = from_stances(person.told_already, state.stance, state, chance)
        if line and _all_told(state, scenario, topic):
            return Choice(1.0, "told_already", line)
    if found:
        return found
    if reacted and heard.flags:
        return None
    line = from_stances(person.unforeseen, state.stance, state, chance)
    if line:
        return Choice(0.0, "unforeseen", line)
    return choosing.best(state, before, scenario, heard, chance, least=-9.0)


def _all_told(state: Encounter, scenario: Scenario, topic: str) -> bool:
    """The client has lines on ``topic``, and has said all that may be said."""
    groups = [g[topic] for g in (scenario.topics, scenario.persona.talk) if topic in g]
    names = (*choosing.LOWER[state.stance], "any")
    lines = [x for g in groups for n in names for x in g.lines.get(n, ())]
    return bool(lines) and all(x.id in state.used for x in lines)


def _say(
    state: Encounter, parts: list[Line], line: Line, kind: ContentKind, topic: str = ""
) -> ClientTurn:
    text = " ".join(p.text.strip() for p in parts)
    used = (*state.used, *(p.id for p in parts))
    last = state.last_line if kind in _NO_CONTENT else line.id
    return ClientTurn(
        state.but(used=used, client_line=text, last_line=last), text, line, kind, topic
    )
