"""What each command does. Commands never reach Rasa, known or not."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot import wording
from bot.i18n import _
from bot.service import PracticeService
from bot.service.messages import Say, note
from bot.store.repository import StoredTrainee
from bot.telegram_front import words
from bot.telegram_front.came import Came

_COMMAND: Final = re.compile(r"/(\w+)(?P<on>[-'’]\w)?")
_MEANT: Final = {alias: name for name, known in words.ALIASES.items() for alias in known}


def name_of(text: str) -> str | None:
    """The command's name in lower case, "" if it can't be one of ours; None: no command.

    A name ends where no letter, digit or _ follows (``/stop!``, ``/hint@our_bot``); a longer word
    (``/end-of-life``) is none of ours. A known word for one of ours in another language counts.
    """
    text = unicodedata.normalize("NFC", text.lstrip())
    if not text.startswith("/"):
        return None
    found = _COMMAND.match(text)
    name = found[1].casefold() if found and not found["on"] else ""
    return _MEANT.get(name, name)


def argument_of(text: str) -> str:
    """What stands behind a command, such as the code of an invitation."""
    return text.strip().partition(" ")[2].strip()


async def run(came: Came, name: str, argument: str = "") -> None:
    """Do what the command ``name`` asks for."""
    trainee = came.trainee
    if trainee is None:
        await _without_consent(came, name, argument)
        return
    if trainee.asked and trainee.asked["what"] != "edit":
        # Whoever turns to something else leaves a question of ours unanswered.
        await asyncio.to_thread(came.service.store.set_trainee, trainee.id, asked=None)
    if name == "start" and argument:
        await came.answer(*await asyncio.to_thread(_start, came, trainee, argument))
    elif name in _DOES:
        await _DOES[name](came, trainee)
    elif name in _SHOWS:
        await came.answer(*await asyncio.to_thread(_SHOWS[name], came, trainee))
    else:
        commands = ", ".join(f"/{c}" for c in words.COMMANDS)
        await came.note(_(wording.UNKNOWN_COMMAND).format(commands=commands))


async def _without_consent(came: Came, name: str, argument: str) -> None:
    """Help of both kinds is there for anyone; the rest begins with an invitation."""
    if name == "help":
        await came.answer(came.service.help_outside())
    elif name == "stop":
        await came.note(came.service.contacts())
    elif name == "privacy":
        await came.note(came.service.privacy())
    elif name == "start" and argument:
        invited = await asyncio.to_thread(came.service.store.invited, argument)
        welcome = came.service.welcome(argument) if invited else None
        await came.answer(*(welcome or [came.service.not_invited(argument)]))
    else:
        await came.how_to_get_in()


def _start(came: Came, trainee: StoredTrainee, code: str = "") -> list[Say]:
    """What this is; by an invitation's link, what becomes of it for somebody who is in."""
    menu = came.service.scene_menu(trainee)
    if code:
        return [came.service.in_already(trainee, code), menu]
    about = f"{came.service.about()}\n\n{came.service.privacy(trainee)}"
    return [note(about), menu]


def _privacy(came: Came, trainee: StoredTrainee) -> list[Say]:
    return [note(came.service.privacy(trainee))]


async def _mydata(came: Came, trainee: StoredTrainee) -> None:
    """The page goes straight to them: it is made now and kept nowhere."""
    page = await asyncio.to_thread(came.service.my_data, trainee)
    await came.tools.delivery.document(came.chat, page, _(wording.MYDATA_NAME), _(wording.MYDATA))


async def _again(came: Came, trainee: StoredTrainee) -> None:
    await asyncio.to_thread(came.service.again, trainee, 0, came.incoming)


async def _resume(came: Came, trainee: StoredTrainee) -> None:
    """Back to the conversation set aside last; with more than that one, a choice of them."""
    menu = await asyncio.to_thread(came.service.resume_menu, trainee)
    if menu:
        await came.answer(menu)
    else:
        await asyncio.to_thread(came.service.resume, trainee, came.incoming)


async def _end(came: Came, trainee: StoredTrainee) -> None:
    await came.service.end(trainee, came.incoming)


def _queued(
    do: Callable[[PracticeService, StoredTrainee, tuple[str, str]], object],
) -> Callable[[Came, StoredTrainee], Awaitable[None]]:
    async def run_it(came: Came, trainee: StoredTrainee) -> None:
        await asyncio.to_thread(do, came.service, trainee, came.incoming)

    return run_it


# Those that change something; what there is to say is queued with the change.
_DOES: Final[dict[str, Callable[[Came, StoredTrainee], Awaitable[None]]]] = {
    "hint": _queued(PracticeService.hint),
    "again": _again,
    "pause": _queued(PracticeService.pause),
    "resume": _resume,
    "end": _end,
    "stop": _queued(PracticeService.step_out),
    "mydata": _mydata,
}
# Those that only show something.
_SHOWS: Final[dict[str, Callable[[Came, StoredTrainee], Sequence[Say]]]] = {
    "start": _start,
    "scenarios": lambda came, who: [came.service.scene_menu(who)],
    "progress": lambda came, who: came.service.progress(who),
    "conversations": lambda came, who: [came.service.past(who)],
    "settings": lambda came, who: [came.service.settings_menu(who)],
    "coach": lambda came, who: [came.service.coach_menu()],
    "reminders": lambda came, who: [came.service.reminders_menu(who)],
    "privacy": _privacy,
    "forget": lambda came, who: [came.service.forget_ask()],
    "help": lambda came, who: [note(_(wording.HELP))],
}
