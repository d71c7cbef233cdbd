"""What a trainee does in these tests, a step at a time; each step returns what it brought up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import click
import pytest
from click.testing import CliRunner

from bot import people
from bot.store.repository import StoredEncounter, StoredTrainee
from bot.telegram_front.came import TOOLS
from tests.e2e.conftest import Bot
from tests.fakes.bot_api import Sent
from tests.fakes.bot_api_people import User

SECONDS = 60.0  # the most a step may take; real assistants think for a while


async def write(bot: Bot, user: User, text: str) -> list[Sent]:
    """Write a message. Returns the messages that came or changed, in the chat's order."""
    return await _touched(bot, user, user.send(text))


async def tap(bot: Bot, user: User, button: str) -> list[Sent]:
    """Tap the newest button with this label, or whose data begins like this."""
    return await _touched(bot, user, user.press(button, 5))


async def tap_data(bot: Bot, user: User, data: str, under: Sent | None = None) -> list[Sent]:
    """Tap a button that may no longer be there."""
    return await _touched(bot, user, user.press_data(data, under))


async def change(bot: Bot, user: User, text: str, message: dict | None = None) -> list[Sent]:
    """Change the last message, or an earlier one."""
    return await _touched(bot, user, user.edit(text, message))


async def later(bot: Bot, user: User) -> list[Sent]:
    """What comes by itself: messages that something else than the trainee brought about."""
    return await _touched(bot, user, bot.app.bot_data[TOOLS].delivery.deliver_rest())


async def _touched(bot: Bot, user: User, step: Awaitable[object]) -> list[Sent]:
    before = {m.id: (m.text, m.buttons) for m in user.messages}
    await step
    await bot.idle(SECONDS)
    return [m for m in user.messages if before.get(m.id) != (m.text, m.buttons)]


async def arrive(bot: Bot, user: User) -> Sent:
    """By a new invitation to the scene menu, nothing filled in. For every language."""
    await write(bot, user, f"/start {bot.store.invite(days=1)}")
    for button in ("consent:yes", "noname:", "pace:quick", "menu:top"):
        *_others, menu = await tap(bot, user, button)
    return menu


async def scene(bot: Bot, user: User, id_: str, aim: str = "-") -> list[Sent]:
    """From the menu into a scene; returns what its beginning brought up, the menu left out."""
    card = bot.service.content.scenarios[id_]
    await write(bot, user, "/scenarios")
    await tap(bot, user, f"menu:{card.difficulty}")
    await tap(bot, user, f"card:{id_}")
    await tap(bot, user, "Begin")
    _menu, *begun = await tap(bot, user, f"go:{id_}:{aim}")
    return begun


async def supervise(monkeypatch: pytest.MonkeyPatch, bot: Bot, *words: str) -> str:
    """``alongside people`` with these words, as a supervisor types it; what it prints."""
    monkeypatch.setattr(people, "load", lambda: bot.settings)
    group: click.Group = people.people_group
    done = await asyncio.to_thread(CliRunner().invoke, group, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def labels(message: Sent) -> list[str]:
    """What stands on a message's buttons."""
    return [label for label, _data in message.buttons]


def ids(message: Sent) -> list[str]:
    """The data behind a message's buttons."""
    return [data for _label, data in message.buttons]


def trainee(bot: Bot, user: User) -> StoredTrainee:
    """Who the bot takes them for."""
    found = bot.store.trainee("telegram", str(user.id))
    assert found is not None
    return found


def last_of(bot: Bot, user: User) -> StoredEncounter:
    """Their latest conversation, however it stands."""
    found = bot.store.latest(trainee(bot, user).id, ("active", "paused", "ended"))
    assert found is not None
    return found


def words_of(message: Sent) -> str:
    """A client's words, without the name above them."""
    return message.text.partition("\n")[2]


def plain(text: str) -> str:
    """Authored words as they are shown: stage directions without their asterisks."""
    return text.replace("*", "")
