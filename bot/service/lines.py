"""Find an authored line again by its words: its feeling and model answers go with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot import content
from bot.practice.types import ByStance, Line, ModelAnswer, Scenario, line_id


def _all(scenario: Scenario) -> Iterator[Line]:
    yield from scenario.opening
    for lines in (*scenario.story.values(), *scenario.endings.values()):
        yield from lines
    for told in scenario.disclosures:
        yield from told.lines
    person = scenario.persona
    groups: list[ByStance] = [
        *scenario.topics.values(),
        *person.talk.values(),
        *person.reactions.values(),
        person.unforeseen,
    ]
    for group in groups:
        for lines in group.lines.values():
            yield from lines
    yield from person.quiet
    yield from person.not_understood


@cache
def _index(scenario_id: str) -> dict[str, Line]:
    return {line.id: line for line in _all(content.load().scenarios[scenario_id])}


def find(scenario_id: str, text: str) -> Line:
    """The authored line with these words, or a bare one."""
    return _index(scenario_id).get(line_id(text)) or Line(text)


def topic_models(scenario_id: str, topic: str) -> tuple[ModelAnswer, ...]:
    """Model answers for lines of a topic that have none of their own."""
    scenario = content.load().scenarios[scenario_id]
    for groups in (scenario.topics, scenario.persona.talk):
        group = groups.get(topic)
        if group and group.models:
            return group.models
    return ()
