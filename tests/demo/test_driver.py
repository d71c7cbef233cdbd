"""The demo's driver plays as the real one does."""

from __future__ import annotations

from bot.coder import load_coder
from bot.content import Content
from bot.demo.driver import DemoDriver
from bot.demo.hearing import Heard
from bot.demo.talks import Script
from bot.dialogue import Driver
from bot.practice import client
from tests.fakes.driver import FakeDriver


async def test_a_turn_is_the_one_that_rasa_gives(
    embedded: Driver, authored: Content, script: Script
):
    demo = DemoDriver(authored, Heard(authored.scenarios))
    talk = script.voices["rosa"].talks[2]
    state = client.begin(authored.scenarios[talk.scene], talk.seed).state
    for said in talk.said:
        real = await embedded.play(state, said.say)
        assert await demo.play(state, said.say) == real
        state = real.state


async def test_words_that_are_not_kept_go_to_the_other_driver(authored: Content):
    other = FakeDriver()
    driver = DemoDriver(authored, Heard(authored.scenarios), lambda: other)
    state = client.begin(authored.scenarios["the-list"], 1).state
    played = await driver.play(state, "What happened to the yellow kite?")
    assert other.played == [("the-list", "What happened to the yellow kite?")]
    assert played.topic == "what_happened"


async def test_without_another_driver_they_are_about_nothing_special(authored: Content):
    driver = DemoDriver(authored, Heard(authored.scenarios))
    state = client.begin(authored.scenarios["the-list"], 1).state
    played = await driver.play(state, "What happened to the yellow kite?")
    assert (played.topic, played.topic_confidence) == ("other", 0.0)
    words = "What happened to the yellow kite?"
    assert played.findings == load_coder().code(state.client_line, words)
    assert played.says


async def test_of_kept_words_the_other_driver_hears_nothing(authored: Content, script: Script):
    other = FakeDriver()
    driver = DemoDriver(authored, Heard(authored.scenarios), lambda: other)
    talk = script.voices["rosa"].talks[0]
    state = client.begin(authored.scenarios[talk.scene], talk.seed).state
    await driver.play(state, talk.said[1].say)
    assert other.played == []
