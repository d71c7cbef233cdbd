"""What each button does. Data that is old or was never ours gets a kind note."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence
from typing import Final

from telegram import CallbackQuery, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot import wording
from bot.i18n import LANGUAGES, _, language, speaking
from bot.service.messages import Say, note
from bot.store.repository import StoredEncounter, StoredTrainee
from bot.telegram_front import words
from bot.telegram_front.came import Came
from bot.telegram_front.inbox import CHANNEL
from bot.telegram_front.introducing import follow_language
from bot.telegram_front.render import render

log = logging.getLogger(__name__)

# Of a question asked: its answer, the rule it spoke of, a language chosen for it, the invitation.
_CONSENT: Final = re.compile(
    r"consent:(?:(?P<yes>yes)(?::(?P<rule>[as]))?(?::(?P<language>[a-z]{2}))?"
    r"(?::(?P<code>[\w-]{1,40}))?|no(?::(?P<spoken>[a-z]{2}))?)"
)
_WELCOME: Final = re.compile(r"welcome:(?P<language>[a-z]{2}):(?P<code>[\w-]{1,40})")
_TURN: Final = re.compile(
    r"(?P<what>again|ways|show|on|no|intent|meant):(?P<number>\d{1,4})(?P<rest>[:\w-]*)"
    r"(?:@(?P<of>[0-9a-f]+))?"
)
# After a press these stay under the message: the turn may be gone, the right to disagree is not.
_KEEP: Final = {
    "again": ("no:", "ways:"),
    "on": ("no:",),
    "ways": ("again:", "ways:", "on:", "no:", "meant:"),
    "show": ("again:", "show:"),
    "no": ("again:", "ways:", "on:"),
    "meant": ("again:", "ways:", "on:", "no:"),
    "back": ("back",),
    "carry": ("carry:", "share:", "notes:"),
    "share": ("carry:",),
    "unaided": ("unaided",),
    "notes": ("carry:", "share:"),
    "tell": ("resume", "mistaken:"),
    "mistaken": ("tell:",),
    "answer": ("answer:",),
}

# Tapped twice in a moment, these would say the same thing twice.
_ONCE: Final = (
    "consent:", "again:", "ways:", "show:", "no:", "intent:", "meant:", "skip:", "tell:", "edit:",
    "back", "carry:", "share:", "notes:", "unaided", "aided", "coach:", "resume", "forget:no",
    "noname:", "answer:", "toclient:", "mistaken:", "untell:", "set:intent", "remind:", "welcome:",
)  # fmt: skip


async def press(came: Came, query: CallbackQuery) -> None:
    """Do what a button asks for, and let Telegram know that the press arrived."""
    try:
        await query.answer()
    except TelegramError as error:  # too old, most often: the press itself still counts
        log.info("Button press not acknowledged: %s", type(error).__name__)
    data = query.data or ""
    tap = f"{query.message.message_id if query.message else 0}:{data}"
    once = data.startswith(_ONCE)
    if once and came.tools.is_echo(came.chat, tap):
        return
    await _press(came, query, data)
    if once:
        came.tools.was_tapped(came.chat, tap)
    else:
        came.tools.tapped.pop(came.chat, None)


async def _press(came: Came, query: CallbackQuery, data: str) -> None:
    consent, welcome = _CONSENT.fullmatch(data), _WELCOME.fullmatch(data)
    if consent:
        # A language chosen for the question; who is in has one of their own.
        chosen = (consent["language"] or consent["spoken"]) if came.trainee is None else ""
        with speaking(chosen or language()):
            if consent["yes"]:
                await _agree(came, query, consent)
            else:
                await _decline(came, query)
    elif welcome and came.trainee is None:
        with speaking(welcome["language"]):
            await _welcome(came, query, welcome["code"])
    elif came.trainee is None:
        await came.how_to_get_in()
    elif data == "forget:yes":
        await _strip(query)
        await came.forget(came.trainee)
    else:
        await _choose(came, came.trainee, query, data)


async def _choose(came: Came, trainee: StoredTrainee, query: CallbackQuery, data: str) -> None:
    turn = _TURN.fullmatch(data)
    if turn:
        if await _is_old(came, trainee, turn["what"], int(turn["number"]), turn["of"]):
            await _strip(query)
            await _old(came)
            return
        of = f"@{turn['of']}" if turn["of"] else ""
        data = f"{turn['what']}:{turn['number']}{turn['rest']}{of}"
    kind = data.partition(":")[0]
    if not came.service.is_choice(data):
        await _old(came)
        return
    if kind == "go" and await _is_open(came, trainee, data):
        return
    if kind in ("card", "aim", "surprise", "unaided", "go"):
        question = await asyncio.to_thread(came.service.must_agree, trainee, _then(data))
        if question:
            await came.answer(question)
            return
    async with came.typing(kind in ("edit", "meant", "toclient")):
        shown = await came.service.choose(trainee, data, came.incoming)
    await _show(came, query, kind, shown)
    chosen = data.partition(":")[2]
    if kind == "language" and chosen in LANGUAGES:
        await follow_language(came.bot, came.chat, chosen)


async def _show(came: Came, query: CallbackQuery, kind: str, shown: Sequence[Say]) -> None:
    """A menu takes the place of the one it came from; all else is a new message."""
    if len(shown) == 1 and shown[0].kind == "menu" and kind not in ("back", "unaided"):
        if await _replace(query, shown[0]):
            return
    elif kind == "share" and len(shown) == 2:  # the line on readers, as it is now; what was done
        if await _replace(query, shown[0]):
            shown = shown[1:]
    else:
        await _strip(query, keep=_KEEP.get(kind, ()))
    if shown:
        await came.answer(*shown)


async def _replace(query: CallbackQuery, say: Say) -> bool:
    """Put ``say`` in the place of the message with the button. False: that can't be done."""
    parts = render(say)
    if len(parts) != 1:
        return False
    try:
        await query.edit_message_text(
            parts[0].text, parse_mode=ParseMode.HTML, reply_markup=parts[0].keyboard
        )
    except BadRequest as error:
        return "not modified" in str(error).casefold()
    except (TelegramError, TypeError) as error:
        log.info("Menu not replaced: %s", type(error).__name__)
        return False
    return True


async def _decline(came: Came, query: CallbackQuery) -> None:
    await _strip(query)
    if came.trainee:
        await _old(came)
        return
    # Said only when it is true, of the database's log as well.
    await asyncio.to_thread(came.service.store.done, *came.incoming)
    await asyncio.to_thread(came.service.store.forget_updates)
    await came.note(_(wording.CONSENT_DECLINED))


async def _agree(came: Came, query: CallbackQuery, asked: re.Match[str]) -> None:
    """Let somebody in who agreed: to what the question said, which may have changed since."""
    service, code = came.service, asked["code"] or ""
    await _strip(query)
    if came.trainee:  # an old question: what they agreed to stays
        await came.answer(await asyncio.to_thread(service.scene_menu, came.trainee))
    elif not await asyncio.to_thread(service.store.invited, code):
        await came.answer(service.not_invited(code))
    elif not service.is_rule_now(asked["rule"] or ""):
        again = service.consent_question(code, chosen=asked["language"] is not None)
        await came.answer(note(_(wording.CONSENT_OTHER)), again)
    else:
        joined = await asyncio.to_thread(service.join, CHANNEL, str(came.chat), code)
        if joined is None:  # the last place went a moment ago
            await came.answer(service.not_invited(code))
            return
        first = await asyncio.to_thread(service.ask_name, joined, True)
        await asyncio.to_thread(service.say, joined, [first], came.incoming)
        if asked["language"]:
            await follow_language(came.bot, came.chat, joined.language)


async def _welcome(came: Came, query: CallbackQuery, code: str) -> None:
    """The first question once more, in the language spoken now."""
    await _strip(query)
    if await asyncio.to_thread(came.service.store.invited, code):
        await came.answer(*came.service.welcome(code, chosen=True))
    else:
        await came.answer(came.service.not_invited(code))


def _then(data: str) -> str:
    """What agreeing leads on to: the card of the scene that a button was about."""
    kind, scene, *_rest = [*data.split(":"), ""]
    if kind not in ("aim", "go"):
        return data
    unaided = data.endswith((":u", ":uk"))
    return f"card:{scene}:u" if unaided else f"card:{scene}"


async def _is_open(came: Came, trainee: StoredTrainee, go: str) -> bool:
    """Whether a scene has just begun: a second tap on the same one does not begin it twice."""
    now = await asyncio.to_thread(came.service.just_begun, trainee, go)
    if now is None:
        return False
    await came.note(_(words.SCENE_OPEN).format(line=now.state.client_line))
    return True


async def _is_old(
    came: Came, trainee: StoredTrainee, what: str, number: int, of: str | None
) -> bool:
    if what == "on":
        return False
    now = await asyncio.to_thread(_current, came, trainee)
    found = await asyncio.to_thread(came.service.store.encounter, of) if of else now
    turn = next((t for t in found.turns if t.number == number), None) if found else None
    if now is None or found is None or found.trainee != trainee.id or turn is None:
        return True
    if what in ("no", "intent", "meant"):  # about a turn, wherever the talk is by now
        return False
    return found.id != now.id or (turn.taken_back and what == "again")


def _current(came: Came, trainee: StoredTrainee) -> StoredEncounter | None:
    store = came.service.store
    return store.latest(trainee.id) or store.latest(trainee.id, ("active", "paused", "ended"))


async def _old(came: Came) -> None:
    if came.trainee is None:
        await came.how_to_get_in()
    else:
        await came.answer(note(_(words.OLD_BUTTON)))


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
