"""Scripted trainees of three kinds meet every client through the real assistant."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest

from bot.content import load
from bot.practice.choosing import RANK
from bot.practice.lines import all_lines
from bot.practice.types import Scenario
from bot.simulate import FALLBACKS, run, scripted, summarise

SCENES = sorted(load().scenarios.values(), key=lambda s: s.id)
SEED = 1
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def conversations(embedded) -> dict[str, Rows]:
    """By scene, the rows of all its conversations."""

    async def play(scene: Scenario) -> Rows:
        return [r for who in scripted() async for r in run(embedded, scene, who, SEED)]

    async def all_of_them() -> dict[str, Rows]:
        return {scene.id: await play(scene) for scene in SCENES}

    return asyncio.run(all_of_them())


scenes = pytest.mark.parametrize("scene", SCENES, ids=lambda s: s.id)


def test_there_are_three_of_each_kind():
    kinds = Counter(who["kind"] for who in scripted())
    assert min(kinds[k] for k in ("skilled", "mixed", "poor")) >= 3


@scenes
def test_how_they_are_spoken_to_shows_in_the_end(conversations, scene):
    (found,) = summarise(conversations[scene.id])
    trust = found.trust
    assert min(trust["skilled"]) > max(trust["mixed"])
    assert min(trust["mixed"]) > max(trust["poor"])


@scenes
def test_no_line_is_said_twice(conversations, scene):
    rows = conversations[scene.id]
    assert summarise(rows)[0].repeated == ()
    # By the words too, not only by the state that keeps count.
    authored = [x.text for x in all_lines(scene) if len(x.text.split()) > 3]
    for who in {r["trainee"] for r in rows}:
        said = [r["client"] for r in rows if r["trainee"] == who]
        assert [t for t in authored if sum(t in s for s in said) > 1] == []


@scenes
def test_few_answers_are_fallbacks(conversations, scene):
    assert summarise(conversations[scene.id])[0].fallbacks < 0.10


@scenes
def test_it_ends_in_each_of_its_ways_for_somebody(conversations, scene):
    ways = {w.split(".")[0] for w in scene.endings}
    (found,) = summarise(conversations[scene.id])
    assert ways <= {w.split(".")[0] for w in found.endings}
    assert {"goodbye.guarded", "goodbye.open"} <= set(found.endings)


@scenes
def test_skilled_trainees_hear_something_hidden_and_poor_ones_do_not(conversations, scene):
    rows = conversations[scene.id]
    told = Counter(r["kind"] for r in rows if r["answered"] == "disclosure")
    assert told["skilled"] >= 3
    assert told["poor"] == 0


@scenes
def test_answers_come_from_many_places(conversations, scene):
    kinds = Counter(r["answered"] for r in conversations[scene.id] if r["turn"])
    for kind in ("topic", "story", "more", "disclosure", "reaction", "ending"):
        assert kinds[kind], kind
    assert set(FALLBACKS) >= {"unforeseen", "told_already"}


@scenes
def test_nobody_is_open_before_five_good_turns(conversations, scene):
    for row in conversations[scene.id]:
        if row["turn"] < 5:
            assert RANK[row["stance"]] < RANK["open"]
