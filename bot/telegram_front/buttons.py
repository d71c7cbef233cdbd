"""What each button does. Data that is old or was never ours gets a kind note."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Final

from telegram import CallbackQuery, InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from bot import wording
from bot.store.repository import StoredEncounter, StoredTrainee
from bot.telegram_front import words
from bot.telegram_front.came import Came
from bot.telegram_front.inbox import CHANNEL

log = logging.getLogger(__name__)

_DATA: Final = re.compile(
    r"(?P<what>consent):(?P<consent>yes|no)"
    r"|(?P<what2>scene):(?P<scene>[a-z0-9-]+)"
    r"|(?P<what3>again|ways|on|no):(?P<number>\d{1,4})(?:@(?P<of>[0-9a-f]+))?"
    r"|(?P<what4>carry):(?P<encounter>[0-9a-f]+):(?P<index>\d{1,2})"
    r"|(?P<what5>coach):(?P<mode>[a-z]+)"
)


async def press(came: Came, query: CallbackQuery) -> None:
    """Do what a button asks for, and let Telegram know that the press arrived."""
    try:
        await query.answer()
    except TelegramError as error:  # too old, most often: the press itself still counts
        log.info("Button press not acknowledged: %s", type(error).__name__)
    found = _DATA.fullmatch(query.data or "")
    if found is None:
        await _old(came)
        return
    given = found.groupdict()
    if given["consent"]:
        await _consent(came, query, given["consent"] == "yes")
    elif came.trainee is None:
        await came.ask_consent()
    elif given["scene"]:
        await _scene(came, came.trainee, given["scene"])
    elif given["number"]:
        what, number = given["what3"], int(given["number"])
        await _about_turn(came, came.trainee, query, what, number, given["of"])
    elif given["encounter"]:
        encounter, index = given["encounter"], int(given["index"])
        await _strip(query)
        await asyncio.to_thread(came.service.carry, came.trainee, encounter, index, came.incoming)
    elif given["mode"] in wording.COACH_MODES:
        await _strip(query)
        await asyncio.to_thread(came.service.set_coach, came.trainee, given["mode"], came.incoming)
    else:
        await _old(came)


async def _consent(came: Came, query: CallbackQuery, yes: bool) -> None:
    if not yes:
        if came.trainee:
            await _old(came)
        else:
            await came.note(wording.CONSENT_DECLINED)
        await _strip(query)
        return

    def agree() -> StoredTrainee:
        store = came.service.store
        trainee = store.add_trainee(CHANNEL, str(came.chat))
        store.consent(trainee.id)
        menu = came.service.scene_menu(trainee)
        came.service.say(trainee, [menu], came.incoming)
        return trainee

    await asyncio.to_thread(agree)
    await _strip(query)


async def _scene(came: Came, trainee: StoredTrainee, scene: str) -> None:
    """Begin a scene; a second tap on the same one does not begin it twice."""
    now = await asyncio.to_thread(came.service.store.latest, trainee.id)
    if now and now.scenario == scene and not now.turns:
        await came.note(words.SCENE_OPEN.format(line=now.state.client_line))
        return
    await asyncio.to_thread(came.service.start, trainee, scene, came.incoming)


async def _about_turn(
    came: Came,
    trainee: StoredTrainee,
    query: CallbackQuery,
    what: str,
    number: int,
    of: str | None,
) -> None:
    if what == "on":
        await _strip(query)
        return
    now = await asyncio.to_thread(_current, came, trainee)
    turn = next((t for t in now.turns if t.number == number), None) if now else None
    stale = now is None or turn is None or (of is not None and now.id != of)
    if stale or (turn is not None and turn.taken_back and what != "no"):
        await _strip(query)
        await _old(came)
    elif what == "again":
        # The turn is gone with this; the right to disagree with its flags is not.
        await _strip(query, keep=("no:",))
        await asyncio.to_thread(came.service.again, trainee, number, came.incoming)
    elif what == "ways":
        await asyncio.to_thread(came.service.ways, trainee, number, came.incoming)
    else:
        await _strip(query, keep=("again:", "ways:", "on:"))
        await asyncio.to_thread(came.service.disagree, trainee, number, came.incoming)


def _current(came: Came, trainee: StoredTrainee) -> StoredEncounter | None:
    store = came.service.store
    return store.latest(trainee.id) or store.latest(trainee.id, ("active", "paused", "ended"))


async def _old(came: Came) -> None:
    if came.trainee is None:
        await came.ask_consent()
    else:
        await came.note(words.OLD_BUTTON)


async def _strip(query: CallbackQuery, keep: tuple[str, ...] = ()) -> None:
    """Take buttons off that have done their work. That is tidiness: failing is no harm."""
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    rows = [
        [b for b in row if keep and str(b.callback_data).startswith(keep)]
        for row in (markup.inline_keyboard if markup else ())
    ]
    left = [row for row in rows if row]
    try:
        await query.edit_message_reply_markup(InlineKeyboardMarkup(left) if left else None)
    except (TelegramError, TypeError) as error:
        log.info("Buttons not removed: %s", type(error).__name__)
