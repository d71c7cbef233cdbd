"""Where a journey is played: the bot with the real model, one trainee, and someone listening."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from bot import content, wording
from bot.app import make_driver, make_store
from bot.service import PracticeService
from bot.settings import Settings
from tests.e2e.conftest import Bot
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.bot_api_people import User
from tests.screens.chat_page import Item
from tests.screens.fixed import Clock, Dice, fixed
from tests.screens.record import BEGIN, Mark, Recorder

SECONDS: Final = 45.0  # the most that one step may take


@dataclass(frozen=True, slots=True)
class Stage:
    """What steps have at hand."""

    bot: Bot
    person: User
    clock: Clock
    dice: Dice
    recorder: Recorder

    async def play(self, step: Step) -> None:
        """Play ``step`` a minute after the one before, and wait until all is answered."""
        self.clock.forward(minutes=1)
        before = len(self.person.messages)
        try:
            await step.play(self)
            await self.bot.idle(SECONDS)
        except (AssertionError, TimeoutError) as error:
            error.add_note(f"at {step}")
            raise
        if wording.FAILED in self.person.texts[before:]:
            raise RuntimeError(f"the bot failed at {step}")
        self.recorder.catch_up()


class Step(Protocol):
    """Something that happens in a journey."""

    async def play(self, stage: Stage) -> None:
        """Let it happen."""


@dataclass(frozen=True, slots=True)
class Send:
    """The trainee writes."""

    text: str

    async def play(self, stage: Stage) -> None:
        await stage.person.send(self.text)


@dataclass(frozen=True, slots=True)
class Press:
    """The trainee taps the newest button with this label, or whose data begins like this."""

    button: str

    async def play(self, stage: Stage) -> None:
        await stage.person.press(self.button, SECONDS)


@dataclass(frozen=True, slots=True)
class Expect:
    """Wait until a message has these words in it, sent or edited; fail if none has."""

    words: str

    async def play(self, stage: Stage) -> None:
        await stage.person.shows(self.words, SECONDS)


@dataclass(frozen=True, slots=True)
class Later:
    """Time goes by, for the chat and for the bot."""

    days: float = 0
    hours: float = 0

    async def play(self, stage: Stage) -> None:
        stage.clock.forward(days=self.days, hours=self.hours)


@dataclass(frozen=True, slots=True)
class Seed:
    """What is drawn from here on (a scene's opening, ids) depends on ``number`` alone."""

    number: int

    async def play(self, stage: Stage) -> None:
        stage.dice.seed(self.number)


@dataclass(frozen=True, slots=True)
class Do:
    """Anything else: ``what`` gets the stage (``stage.bot.service``, ``stage.person``, …)."""

    what: Callable[[Stage], Awaitable[object]]

    async def play(self, stage: Stage) -> None:
        await self.what(stage)


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture of what ``steps`` bring up.

    ``name``: of the file, without ``.png``. ``caption``: what is to be seen, for the page that
    shows the picture. ``keep``: so many items from before ``steps`` are shown too. ``at``: it
    begins at the newest item with these words instead, old or new. ``first``: only so many
    items, for what would be too long for one picture.
    """

    name: str
    caption: str
    steps: tuple[Step, ...]
    dark: bool = field(default=False, kw_only=True)
    keep: int = field(default=0, kw_only=True)
    at: str = field(default="", kw_only=True)
    first: int | None = field(default=None, kw_only=True)

    def items(self, recorder: Recorder, since: Mark) -> list[Item]:
        """What to show, when ``steps`` began at ``since``. LookupError: nothing has ``at``."""
        if not self.at:
            return recorder.items(since, self.keep)[: self.first]
        every = recorder.items(BEGIN)
        found = [i for i, item in enumerate(every) if self.at in item.text]
        if not found:
            raise LookupError(f"{self.name}: nothing in the chat says {self.at!r}")
        return every[found[-1] :][: self.first]


@asynccontextmanager
async def set_up(folder: Path) -> AsyncIterator[Stage]:
    """The bot, running on an empty database in ``folder``, and a trainee who has not begun."""
    for key in [k for k in os.environ if k.casefold() in Settings.model_fields]:
        del os.environ[key]  # nothing comes from the settings of whoever takes the pictures
    async with BotApi() as api:
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            telegram_token=TOKEN,  # type: ignore[arg-type]
            telegram_api_url=api.url,
            telegram_typing=False,
            database_url=f"sqlite:///{folder / 'screens.sqlite3'}",
            pictures=folder / "pictures",
            organisation="Northside Outreach",
            contacts="Priya at the front desk is there for this too, day and evening.",
            supervisors_see="shared",
        )
        store = make_store(settings)
        service = PracticeService(store, make_driver(settings), content.load(), settings)
        bot, clock, dice = Bot(service, settings, api), Clock(), Dice()
        person = api.user(7, "Sam Okafor")
        with fixed(clock, dice):
            await bot.start()
            try:
                yield Stage(bot, person, clock, dice, Recorder(api, person, clock.now))
            finally:
                await bot.stop()
                store.close()
