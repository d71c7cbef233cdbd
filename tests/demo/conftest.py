"""The demo's script, played once for all tests."""

from __future__ import annotations

import asyncio

import pytest

from bot.content import Content
from bot.demo.filling import play
from bot.demo.playing import PlayedTalk
from bot.demo.talks import Script, read_script
from bot.settings import Settings
from bot.store import Store

Played = dict[str, list[PlayedTalk]]


@pytest.fixture(scope="session")
def script() -> Script:
    """As it lies in data/demo."""
    return read_script()


@pytest.fixture(scope="session")
def played(script: Script, authored: Content) -> Played:
    """All conversations of the script, through the real detector and clients."""
    settings = Settings(_env_file=None)
    return asyncio.run(play(script, authored, settings, Store("sqlite://")))


@pytest.fixture
def own(settings: Settings) -> Settings:
    """Settings of a demo on the test's database."""
    return settings.model_copy(update={"time_zone": "Europe/Amsterdam"})
