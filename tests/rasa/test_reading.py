"""What the pipeline hands on: the topic, and which lines of the scene are near."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

import actions.play
from bot.content import load
from bot.practice import client
from bot.practice.types import Heard
from tests.service.talk import DEE


@pytest.fixture
def hear(embedded, monkeypatch: pytest.MonkeyPatch):
    """Says something to Dee's client; what they heard."""
    heard: list[Heard] = []
    answer = client.answer

    def listening(state: Any, scene: Any, reply: Heard) -> Any:
        heard.append(reply)
        return answer(state, scene, reply)

    monkeypatch.setattr(actions.play.client, "answer", listening)
    state = client.begin(load().scenarios[DEE], 7).state

    def say(reply: str) -> Heard:
        asyncio.run(embedded.play(state, reply))
        return heard[-1]

    return say


def test_lines_that_answer_are_near(hear):
    heard = hear("Who is Marlene?")
    scene = load().scenarios[DEE]
    nearest = max(heard.fits, key=heard.fits.__getitem__)
    lines = {x.id: x for g in scene.topics.values() for v in g.lines.values() for x in v}
    assert "Marlene" in lines[nearest].text
    assert heard.fits[nearest] > 0.6


def test_being_called_by_name_is_not_being_asked_for_it(hear):
    called = hear("What happened then, Dee?")
    plain = hear("What happened then?")
    assert called.topic == plain.topic == "what_happened"
    assert called.fits == plain.fits
    assert hear("Dee?").fits


def test_what_belongs_to_them_keeps_their_name(hear):
    assert hear("Was it Dee's coat?").fits != hear("Was it coat?").fits


def test_any_question_of_a_reply_finds_its_line(hear):
    one = hear("Who is Marlene? Or don't you want to say?")
    marlene = hear("Who is Marlene?")
    nearest = max(marlene.fits, key=marlene.fits.__getitem__)
    assert one.fits[nearest] > 0.5


def test_the_last_thing_said_decides_when_the_whole_is_unclear(hear):
    heard = hear("Ten past one. It's hot, yeah. Two sugars. I'm Kwabena, I'm new here.")
    assert heard.topic == "introduces_self"
