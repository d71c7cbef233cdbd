"""Find an authored line again by its words: its feeling and model answers go with it."""

from __future__ import annotations

from functools import cache

from bot import content
from bot.practice.lines import all_lines
from bot.practice.types import Line, ModelAnswer, line_id


@cache
def _index(scenario_id: str) -> dict[str, Line]:
    return {line.id: line for line in all_lines(content.load().scenarios[scenario_id])}


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
