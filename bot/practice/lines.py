"""Every authored line that a scene lets its client say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bot.practice.types import ByStance, Line, Scenario

STAGE_DIRECTION: Final = re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])")  # *looks up*


def with_more(lines: Iterable[Line]) -> Iterator[Line]:
    """``lines``, each followed by what is said when the listener stays with it."""
    for line in lines:
        yield line
        yield from line.more


def content_lines(scenario: Scenario) -> Iterator[Line]:
    """Lines that answer what was said: topics, talk, story, disclosures, with their ``more``."""
    for groups in (scenario.topics, scenario.persona.talk):
        for group in groups.values():
            yield from _of(group)
    for lines in scenario.story.values():
        yield from with_more(lines)
    for told in scenario.disclosures:
        yield from with_more(told.lines)
    for line in scenario.opening:
        yield from line.more


def all_lines(scenario: Scenario) -> Iterator[Line]:
    """Every line of the scene and its persona, but for events."""
    person = scenario.persona
    yield from scenario.opening
    yield from content_lines(scenario)
    for lines in scenario.endings.values():
        yield from lines
    for groups in (scenario.reactions, person.reactions):
        for group in groups.values():
            yield from _of(group)
    yield from _of(person.unforeseen)
    yield from _of(person.told_already)
    yield from _of(person.no_further)
    yield from _of(person.offered)
    yield from person.quiet
    yield from person.not_understood


def _of(group: ByStance) -> Iterator[Line]:
    for lines in group.lines.values():
        yield from with_more(lines)
