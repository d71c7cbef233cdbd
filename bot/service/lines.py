"""Find an authored line again by its words: its feeling and model answers go with it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bot import content
from bot.practice.lines import all_lines
from bot.practice.types import Line, ModelAnswer, line_id

_CAPITALS: Final = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)*")


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


@cache
def names(scenario_id: str) -> tuple[str, ...]:
    """Runs of capitalised words in a scene: its people and places, which are nobody's secret."""
    scene = content.load().scenarios.get(scenario_id)
    if scene is None:  # one that is no longer there
        return ()
    texts = [scene.title, scene.place, scene.persona.name, scene.persona.about]
    texts += [line.text for line in all_lines(scene)]
    found = (m[0] for text in texts for m in _CAPITALS.finditer(text))
    return tuple(dict.fromkeys(re.sub(r"[’']s$", "", run) for run in found))
