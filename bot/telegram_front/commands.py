"""What each command does. Commands never reach Rasa, known or not."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Final

from bot import wording
from bot.service.messages import note
from bot.store.repository import StoredTrainee
from bot.telegram_front import words
from bot.telegram_front.came import Came

_COMMAND: Final = re.compile(r"/([A-Za-z_0-9]+)(?:@\w+)?(?:\s|$)")


def name_of(text: str) -> str | None:
    """The command's name in lower case, "" if it can't be one of ours; None: no command."""
    if not text.lstrip().startswith("/"):
        return None
    found = _COMMAND.match(text.lstrip())
    return found[1].lower() if found else ""


async def run(came: Came, name: str) -> None:
    """Do what the command ``name`` asks for."""
    trainee = came.trainee
    if trainee is None:
        await _before_consent(came, name)
    elif name in _WITH_TRAINEE:
        await _WITH_TRAINEE[name](came, trainee)
    else:
        commands = ", ".join(f"/{c}" for c in words.COMMANDS)
        await came.note(wording.UNKNOWN_COMMAND.format(commands=commands))


async def _before_consent(came: Came, name: str) -> None:
    """Help of both kinds is there for anyone; the rest waits for consent."""
    if name == "start":
        await came.answer(*came.service.welcome())
    elif name == "help":
        await came.note(wording.HELP)
    elif name == "stop":
        await came.note(contacts(came))
    else:
        await came.ask_consent()


def contacts(came: Came) -> str:
    """A person to talk to, for someone about whom nothing is stored."""
    settings = came.service.settings
    default = wording.CONTACTS_DEFAULT.format(organisation=settings.organisation)
    return settings.contacts or default


async def _start(came: Came, trainee: StoredTrainee) -> None:
    settings = came.service.settings
    privacy = wording.PRIVACY.format(organisation=settings.organisation)
    menu = await asyncio.to_thread(came.service.scene_menu, trainee)
    await came.answer(note(f"{wording.WELCOME}\n\n{privacy}"), menu)


async def _scenarios(came: Came, trainee: StoredTrainee) -> None:
    await came.answer(await asyncio.to_thread(came.service.scene_menu, trainee))


async def _hint(came: Came, trainee: StoredTrainee) -> None:
    await asyncio.to_thread(came.service.hint, trainee, came.incoming)


async def _again(came: Came, trainee: StoredTrainee) -> None:
    await asyncio.to_thread(came.service.again, trainee, 0, came.incoming)


async def _coach(came: Came, trainee: StoredTrainee) -> None:
    await came.answer(came.service.coach_menu())


async def _pause(came: Came, trainee: StoredTrainee) -> None:
    await asyncio.to_thread(came.service.pause, trainee, came.incoming)


async def _resume(came: Came, trainee: StoredTrainee) -> None:
    await asyncio.to_thread(came.service.resume, trainee, came.incoming)


async def _end(came: Came, trainee: StoredTrainee) -> None:
    await came.service.end(trainee, came.incoming)


async def _stop(came: Came, trainee: StoredTrainee) -> None:
    await asyncio.to_thread(came.service.step_out, trainee, came.incoming)


async def _help(came: Came, trainee: StoredTrainee) -> None:
    await came.note(wording.HELP)


_WITH_TRAINEE: Final[dict[str, Callable[[Came, StoredTrainee], Awaitable[None]]]] = {
    "start": _start,
    "scenarios": _scenarios,
    "hint": _hint,
    "again": _again,
    "coach": _coach,
    "pause": _pause,
    "resume": _resume,
    "end": _end,
    "stop": _stop,
    "help": _help,
}
