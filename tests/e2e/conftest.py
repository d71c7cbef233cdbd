"""A running Telegram front against the fake Bot API, on a database of its own."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import Application

from bot import content, wording
from bot.app import make_store
from bot.dialogue import Driver
from bot.service import PracticeService
from bot.settings import Settings
from bot.store import Store
from bot.telegram_front import delivery, front, pacing
from bot.telegram_front.watching import Operator
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.bot_api_people import User
from tests.fakes.driver import FakeDriver

DEE = "scene:bad-date-night-van"
KIT = "scene:ad-site-down"


class Bot:
    """The front as it runs in production, with ``start`` and ``stop`` for tests."""

    def __init__(self, service: PracticeService, settings: Settings, api: BotApi) -> None:
        self.service = service
        self.settings = settings
        self.api = api
        self.app: Application[Any, Any, Any, Any, Any, Any] | None = None

    @property
    def store(self) -> Store:
        return self.service.store

    async def start(self) -> None:
        """What ``Application.run_polling`` does, step by step."""
        # What it tells whoever runs it is no output of a command under test.
        self.app = front.build(self.service, self.settings, Operator(lambda line: None))
        await self.app.initialize()
        await self.app.post_init(self.app)
        await self.app.updater.start_polling(**front.polling_options())
        await self.app.start()

    async def stop(self) -> None:
        app, self.app = self.app, None
        if app is not None:
            await app.updater.stop()
            await app.stop()
            await app.shutdown()

    async def crash(self) -> None:
        """Stop in the middle of everything: nothing is finished, nothing handed back."""
        app, self.app = self.app, None
        mine = asyncio.current_task()
        names = ("Application:", "Updater:")
        tasks = [t for t in asyncio.all_tasks() if t is not mine and t.get_name().startswith(names)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await app.job_queue.stop(wait=False)
        app.updater._running = app._running = False
        await app.shutdown()

    async def idle(self, seconds: float = 30.0) -> None:
        """Wait until everything that came in is dealt with."""
        async with asyncio.timeout(seconds):
            while self.api.unconfirmed or self.app.update_queue._unfinished_tasks:
                await asyncio.sleep(0.005)

    async def join(self, user: User, team: str = "") -> Any:
        """Come by an invitation, agree, take the first steps; returns the scene menu."""
        await user.send(f"/start {self.store.invite(days=1, team=team)}")
        await user.press("Yes, let's start")
        await user.press("No name")
        await user.press("At once")
        await user.press("Done")
        return await user.shows(wording.CHOOSE)

    async def choose(self, user: User, scene: str = DEE) -> Any:
        """From the menu to a scene without an aim; returns the client's opening message."""
        chosen = self.service.content.scenarios[scene.removeprefix("scene:")]
        await user.press(f"menu:{chosen.difficulty}")
        await user.press(f"card:{chosen.id}")
        await user.press("Begin")
        await user.press("No aim this time")
        return await user.expect(lambda m: m.text.startswith(f"{chosen.persona.name}\n"))

    async def begin(self, user: User, scene: str = DEE) -> Any:
        """Everything up to a first scene; returns the client's opening message."""
        await self.join(user)
        return await self.choose(user, scene)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def driver() -> AsyncIterator[Driver]:
    made = FakeDriver()
    yield made
    await made.close()


@pytest.fixture
def settings(api: BotApi, tmp_path: Path, no_environment: None, sqlite_template: Path) -> Settings:
    shutil.copyfile(sqlite_template, tmp_path / "test.sqlite3")
    return Settings(
        _env_file=None,
        telegram_token=TOKEN,
        telegram_api_url=api.url,
        telegram_webhook_url=None,
        database_url=f"sqlite:///{tmp_path / 'test.sqlite3'}",
        pictures=tmp_path / "pictures",
        organisation="Northside Outreach",
        telegram_typing=True,
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short pauses before a message is sent again."""
    defaults = ((0.01, 0.02, 0.03), True)
    monkeypatch.setattr(delivery.Delivery.__init__, "__defaults__", defaults)
    monkeypatch.setattr(delivery, "MOST_TYPING", 0.02)
    monkeypatch.setattr(front, "REST_SECONDS", 0.3)
    monkeypatch.setattr(pacing, "EVERY", 0.001)


@pytest.fixture
async def bot(api: BotApi, settings: Settings, driver: Driver, quick: None) -> AsyncIterator[Bot]:
    store = make_store(settings)
    running = Bot(PracticeService(store, driver, content.load(), settings), settings, api)
    await running.start()
    yield running
    await running.stop()
    store.close()


@pytest.fixture
def ada(api: BotApi) -> User:
    return api.user(7, "Ada Quillfeather")
