"""Which authored line answers a reply: what may be said now, and what fits best of it.

A line may be said if its stance is reached, it was not said before in this encounter, no hidden
fact that was told makes it a lie (``hides``), and those it leans on are out (``after``). Of
these, the one that fits best is chosen: nearest in meaning to the question, about the right
topic, and staying with the matter when the trainee does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final, Literal

from bot.practice import following
from bot.practice.lines import with_more
from bot.practice.trust import SURE_OF_TOPIC
from bot.practice.types import ByStance, Encounter, Heard, Line, Lines, Scenario, Stance

ContentKind = Literal[
    "opening", "topic", "story", "more", "disclosure", "unforeseen", "told_already", "no_further",
    "offered",
    "offered", "quiet", "reaction", "ending", "not_understood",
]  # fmt: skip

RANK: Final = {"closing": 0, "guarded": 1, "wary": 2, "open": 3}
LOWER: Final[dict[str, tuple[str, ...]]] = {
    "open": ("open", "wary", "guarded"),
    "wary": ("wary", "guarded"),
    "guarded": ("guarded",),
    "closing": ("closing", "guarded"),
}
_EARNED: Final = 3  # good turns before anything hidden is told
BREATH: Final = 2  # turns between two hidden things
# Topics of a statement that wants an answer to itself, not the next thing on the client's mind.
_ANSWERED: Final = frozenset({
    "greeting", "introduces_self", "asks_permission", "offers_supplies", "offers_information",
    "confidentiality", "limits", "bot_check", "small_talk", "what_helps",
})  # fmt: skip
_ROOM: Final = frozenset({"other", "backchannel", "feelings", "asks_permission"})
# Said in answer to the thing itself only; a guess would be odd.
_MANNERS: Final = frozenset({
    "greeting", "introduces_self", "asks_permission", "confidentiality", "limits", "bot_check",
})  # fmt: skip
OPEN_MATTERS: Final = frozenset({"other", "backchannel", "feelings", "what_happened", "goodbye"})

_TOPIC_ASKED: Final = 0.5
_TOPIC_SAID: Final = 0.25
_TOLD: Final = 0.2  # what telling a hidden fact counts for, over another line as fitting
_STAYS: Final = 0.7
_UNFINISHED: Final = 0.15
_LOWER_STANCE: Final = 0.09
_HEARD_BEFORE: Final = 0.3
_NEAR: Final = 0.04  # lines this close to the best one have an even chance
_NEAR_ASKED: Final = 0.015
_FITS_AT_ALL: Final = 0.3
_ON_THE_MATTER: Final = 0.15  # ... and for a line on a topic that was named
_NEAR_ENOUGH: Final = 0.38  # a line this near is looked at, whatever the topic was taken for
_ANSWERS: Final = 0.4  # a line this near in meaning to a question answers it
_ANSWERS_SURELY: Final = 0.55
_TOPIC_IS_CLEAR: Final = 0.6
_NAMED: Final = 0.12  # for naming what was asked about
_GUESSED: Final = 0.3  # against a guessed topic that names nothing of it
_FINISHES: Final = 0.36  # rather than guess, they finish what they were saying
_TOPIC_IS_LIKELY: Final = 0.5
_STAYS_SURELY: Final = 0.4


@dataclass(frozen=True, slots=True)
class Choice:
    """A line that could be said, how well it fits, and what it would mean to say it."""

    score: float
    kind: ContentKind
    line: Line
    topic: str = ""
    tells: str = ""


def sayable(line: Line, state: Encounter) -> bool:
    """Not said yet, and true and understandable after what was told."""
    told = set(state.disclosed)
    return line.id not in state.used and not told & set(line.hides) and told.issuperset(line.after)


def pick(lines: Lines, state: Encounter, chance: Random, in_order: bool = False) -> Line | None:
    """One of the sayable ``lines``, those that this trainee has not met lately first."""
    left = [x for x in lines if sayable(x, state)]
    if not left:
        return None
    if in_order:
        return left[0]
    fresh = [x for x in left if x.id not in state.heard_before]
    return chance.choice(fresh or left)


def from_stances(
    group: ByStance | None, stance: Stance, state: Encounter, chance: Random
) -> Line | None:
    """A sayable line for ``stance``, or for the next lower one; ``any`` lines fit them all."""
    if group is None:
        return None
    for name in (*LOWER[stance], "any"):
        line = pick(group.lines.get(name, ()), state, chance)
        if line:
            return line
    return None


def _disclosures(
    state: Encounter, scenario: Scenario, heard: Heard, chance: Random
) -> Iterator[Choice]:
    """Hidden facts, when enough trust was earned and this reply makes it safe to tell them.

    Asked about a matter of its own, they tell one that belongs to it, if that is an answer;
    given room, the next one.
    """
    moves = {f.code for f in heard.moves}
    if heard.flags or not moves:
        return
    if state.good_turns < _EARNED or state.turn - state.told_at < BREATH:
        return
    asked = following.asks(heard.text)
    topic = heard.topic if heard.topic_confidence >= SURE_OF_TOPIC else "other"
    room = topic in _ROOM or not asked
    for item in scenario.disclosures:
        if item.id in state.disclosed or RANK[state.stance] < RANK[item.stance]:
            continue
        if item.needs and not moves & set(item.needs):
            continue
        if topic not in item.topics and not (room and item.room):
            continue
        line = pick(item.lines, state, chance)
        if line is None:
            continue
        fit, sure = _fit(line, heard), _likely(heard).get(topic, 0.0)
        if asked and sure < _TOPIC_IS_CLEAR and fit < _ANSWERS:
            continue
        score = _TOLD + fit + _TOPIC_ASKED * sure if asked else 2.0
        yield Choice(score, "disclosure", line, topic, item.id)
        return


def best(
    state: Encounter,
    before: Encounter,
    scenario: Scenario,
    heard: Heard,
    chance: Random,
    least: float = _FITS_AT_ALL,
) -> Choice | None:
    """The line that fits ``heard`` best, or None if there is none that fits at all (``least``)."""
    staying = list(_staying(state, before, scenario, heard))
    found = [
        *_disclosures(state, scenario, heard, chance),
        *_about_topics(state, scenario, heard),
        *staying,
        *_going_on(state, scenario, heard, unfinished=bool(staying)),
    ]
    enough = min(least, _ON_THE_MATTER)
    found = [c for c in found if c.score >= (enough if c.kind == "topic" else least)]
    if not found:
        return None
    found = [replace(c, score=c.score - _known(c.line, state)) for c in found]
    top = max(c.score for c in found)
    near = _NEAR_ASKED if following.asks(heard.text) else _NEAR
    return chance.choice([c for c in found if c.score >= top - near])


def answers(found: Choice | None, heard: Heard) -> bool:
    """``found`` is an answer to these very words, by its meaning."""
    return found is not None and _fit(found.line, heard) >= _ANSWERS_SURELY


def covers(line: Line, heard: Heard) -> float:
    """Share of what the questions name that ``line``, or a question it answers, names too."""
    asked = following.words(" ".join(following.questions(heard.text)) or heard.text)
    own = following.words(" ".join((line.text, *line.asks)))
    return len(asked & own) / len(asked) if asked else 0.5


def beside(found: Choice | None, state: Encounter, scenario: Scenario, heard: Heard) -> bool:
    """Asked further about the line before, ``found`` would answer beside the question."""
    if found and (found.kind in ("more", "disclosure") or _fit(found.line, heard) >= _ANSWERS):
        return False
    if line_of(scenario, state.last_line) is None:
        return False
    return following.stays(heard.text, state.client_line) >= _STAYS_SURELY


def _fit(line: Line, heard: Heard) -> float:
    return max(0.0, heard.fits.get(line.id, 0.0))


def _likely(heard: Heard) -> dict[str, float]:
    known = dict(heard.topics) or {heard.topic: heard.topic_confidence}
    return {t: p for t, p in known.items() if p >= SURE_OF_TOPIC / 2}


def _about_topics(state: Encounter, scenario: Scenario, heard: Heard) -> Iterator[Choice]:
    asked = following.asks(heard.text)
    likely = _likely(heard)
    for topic in dict.fromkeys([*scenario.topics, *scenario.persona.talk]):
        chance_of = likely.get(topic, 0.0)
        weight = _TOPIC_ASKED if asked or topic in _ANSWERED else _TOPIC_SAID
        for line, down in _lines_of(state, scenario, topic):
            fit = heard.fits.get(line.id, 0.0)
            if topic in _MANNERS and max(chance_of, fit) < _TOPIC_IS_LIKELY:
                continue
            if not chance_of and fit < _NEAR_ENOUGH:
                continue
            if asked:
                named = covers(line, heard)
                fit += _NAMED * named
                if not named and chance_of < _TOPIC_IS_CLEAR:
                    fit -= _GUESSED
            score = weight * chance_of + max(0.0, fit) - _LOWER_STANCE * down
            yield Choice(score, "topic", line, topic)


def _lines_of(state: Encounter, scenario: Scenario, topic: str) -> Iterator[tuple[Line, int]]:
    """Sayable lines on ``topic``, the scene's before the persona's; how many stances down."""
    for groups in (scenario.topics, scenario.persona.talk):
        group = groups.get(topic)
        if group is None:
            continue
        some = False
        for down, name in enumerate((*LOWER[state.stance], "any")):
            for line in group.lines.get(name, ()):
                if sayable(line, state):
                    some = True
                    yield line, 0 if name == "any" else down
        if some:
            return


def _staying(
    state: Encounter, before: Encounter, scenario: Scenario, heard: Heard
) -> Iterator[Choice]:
    """What they say when the trainee stays with the line before."""
    if RANK[state.stance] < RANK[before.stance]:
        return
    last = line_of(scenario, state.last_line)
    if last is None:
        return
    stays = following.stays(heard.text, state.client_line)
    asked = following.asks(heard.text)
    likely = _likely(heard)
    general = sum(p for t, p in likely.items() if t in OPEN_MATTERS)
    codes = heard.codes()
    base = (
        _STAYS * stays
        + 0.25 * general
        + (0.15 if codes & {"M2", "G1"} and (stays or not asked) else 0.0)
    )
    if asked and not stays and general < SURE_OF_TOPIC:
        base -= 0.1
    for line in last.more:
        if sayable(line, state):
            score = base + 0.6 * _fit(line, heard)
            if asked:
                score = max(score, _FINISHES)
            yield Choice(score, "more", line)


def line_of(scenario: Scenario, line_id: str) -> Line | None:
    """The line of ``scenario`` with this id that has more to say, if there is one."""
    groups: Iterable[Lines] = (
        scenario.opening,
        *scenario.story.values(),
        *(d.lines for d in scenario.disclosures),
        *(x for g in (scenario.topics, scenario.persona.talk) for b in g.values()
          for x in b.lines.values()),
    )  # fmt: skip
    for lines in groups:
        for line in with_more(lines):
            if line.id == line_id:
                return line
    return None


def _going_on(
    state: Encounter, scenario: Scenario, heard: Heard, unfinished: bool
) -> Iterator[Choice]:
    """The next thing on the client's mind, when the reply leaves room for it.

    ``unfinished``: there is more to the line before, which mostly comes first.
    """
    asked = following.asks(heard.text)
    likely = _likely(heard)
    general = sum(p for t, p in likely.items() if t in OPEN_MATTERS)
    if asked and following.asks_for_more(heard.text):
        score = 0.5
    elif asked:
        score = 0.3 + 0.25 * min(1.0, general) if heard.moves or general > 0.4 else 0.2
    else:
        score = 0.5
    if unfinished:
        score -= _UNFINISHED
    for down, name in enumerate(LOWER[state.stance]):
        line = pick(scenario.story.get(name, ()), state, Random(0), in_order=True)
        if line:
            fit = _fit(line, heard)
            yield Choice(score + 0.2 * fit - 0.02 * down, "story", line)
            return


def _known(line: Line, state: Encounter) -> float:
    return _HEARD_BEFORE if line.id in state.heard_before else 0.0
