"""Send what the store has queued: in order, once, and later if it can't be sent now.

A message is marked as sent after Telegram took it. If the answer to a request is lost on the
way back, nobody can know whether it was taken; then it is sent again (Telegram has no key to
tell a repetition by).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager, suppress
from typing import Final

from telegram import Bot
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.i18n import speaking
from bot.service.messages import Say
from bot.store.repository import Outgoing, Store, StoredTrainee
from bot.telegram_front.keyed import KeyedLocks
from bot.telegram_front.render import Rendered, render

log = logging.getLogger(__name__)

BACK_OFF: Final = (0.5, 1.5, 4.0)  # seconds before each new try
LETTERS_A_SECOND: Final = 45.0  # faster than anyone types: a sign of life, not a test of patience
MOST_TYPING: Final = 3.5  # seconds


def is_gone(error: TelegramError) -> bool:
    """Whether ``error`` says that somebody can't be written to: blocked, deleted, unknown."""
    return isinstance(error, Forbidden) or (
        isinstance(error, BadRequest) and "chat not found" in error.message.casefold()
    )


class Delivery:
    """Sends rendered messages through ``bot``; ``store`` knows what is still waiting."""

    def __init__(
        self,
        bot: Bot,
        store: Store,
        channel: str,
        back_off: Iterable[float] = BACK_OFF,
        typing: bool = True,
    ) -> None:
        self._bot = bot
        self._store = store
        self._channel = channel
        self._back_off = tuple(back_off)
        self._typing = typing
        self._locks = KeyedLocks()
        # Parts already sent of messages that could not be finished, by id.
        self._begun: dict[int, int] = {}
        # By chat, the message with the last question of ours that words can answer: what was
        # written before it is no answer to it.
        self.asked_at: dict[int, int] = {}

    async def deliver(self, trainee: StoredTrainee) -> bool:
        """Send everything that waits for ``trainee``. False: some of it is left for later."""
        async with self._locks.hold(trainee.account):
            with speaking(trainee.language):
                return await self._deliver(trainee)

    async def _deliver(self, trainee: StoredTrainee) -> bool:
        for out in await asyncio.to_thread(self._store.unsent, trainee.account):
            if not await asyncio.to_thread(self._store.claim, out.id):
                return False  # another process is at it; what comes after it waits for that
            try:
                await self._send_all(int(trainee.external_id), out)
            except (Forbidden, BadRequest) as error:
                if is_gone(error):
                    await self._unreachable(trainee, type(error).__name__)
                    return True
                log.warning("Message %d refused: %s", out.id, type(error).__name__)
                await self._finish(out.id, "refused by Telegram")
            except TelegramError as error:
                log.warning("Message %d left for later: %s", out.id, type(error).__name__)
                await asyncio.to_thread(self._store.unclaim, out.id)
                return False
            except Exception as error:  # not to hold up all that comes after it
                log.error("Message %d can't be laid out: %s", out.id, type(error).__name__)
                await self._finish(out.id, "could not be laid out")
            else:
                await self._finish(out.id)
        return True

    def holding(self, trainee: StoredTrainee) -> AbstractAsyncContextManager[None]:
        """While it is held, nothing is sent to ``trainee``; what is being sent is let finish."""
        return self._locks.hold(trainee.account)

    async def deliver_rest(self) -> None:
        """Send what waits for any account of this channel."""
        await asyncio.gather(*(self.deliver(t) for t in await self.waiting()))

    async def waiting(self) -> list[StoredTrainee]:
        """Those for whom something waits, but for whoever is being written to just now."""
        found = await asyncio.to_thread(self._store.accounts_waiting, self._channel)
        return [t for t in found if not self._locks.is_held(t.account)]

    async def say(self, chat: int, said: Iterable[Say]) -> None:
        """Send to someone about whom nothing is stored. TelegramError: it could not be sent."""
        for one in said:
            for part in render(one):
                await self._send(chat, part)

    async def _send_all(self, chat: int, out: Outgoing) -> None:
        say = Say.from_json(out.payload)
        if self._typing and say.kind == "client" and say.data.get("pace") == "human":
            await self._seem_to_type(chat, say.text)
            await asyncio.to_thread(self._store.claim_on, out.id)
        parts = render(say, out.encounter or "")
        for at in range(self._begun.get(out.id, 0), len(parts)):
            if at:
                await asyncio.to_thread(self._store.claim_on, out.id)
            await self._send(chat, parts[at])
            self._begun[out.id] = at + 1

    async def _seem_to_type(self, chat: int, text: str) -> None:
        """Wait for as long as somebody might type, a few seconds at most, and show it."""
        with suppress(TelegramError):
            await self._bot.send_chat_action(chat, ChatAction.TYPING)
        await asyncio.sleep(min(MOST_TYPING, len(text) / LETTERS_A_SECOND))

    async def document(self, chat: int, content: bytes, name: str, caption: str) -> None:
        """Send a file that is kept nowhere. TelegramError: it could not be sent."""
        await self._bot.send_document(chat, content, filename=name, caption=caption)

    async def _finish(self, outgoing: int, gave_up: str | None = None) -> None:
        await asyncio.to_thread(self._store.sent, outgoing, gave_up)
        self._begun.pop(outgoing, None)

    async def _unreachable(self, trainee: StoredTrainee, why: str) -> None:
        """Blocked: what waits would be out of place by the time they are back; /resume repeats.

        But for what supervisors wrote, which is there to be read then.
        """
        log.info("Account %d can't be reached: %s", trainee.account, why)
        await asyncio.to_thread(self._store.set_unreachable, trainee.account, True)
        for out in await asyncio.to_thread(self._store.unsent, trainee.account):
            if out.waits:
                await asyncio.to_thread(self._store.unclaim, out.id)
            else:
                await self._finish(out.id, "blocked")

    async def _send(self, chat: int, part: Rendered) -> None:
        """One message, tried again when the network fails. Flood waits: the rate limiter."""
        for pause in (*self._back_off, None):
            try:
                await self._send_once(chat, part)
                return
            except BadRequest:  # a kind of NetworkError for the library, but final
                raise
            except RetryAfter:
                raise
            except NetworkError:
                if pause is None:
                    raise
                await asyncio.sleep(pause)

    async def _send_once(self, chat: int, part: Rendered) -> None:
        if part.photo is None:
            sent = await self._bot.send_message(
                chat, part.text, parse_mode=ParseMode.HTML, reply_markup=part.keyboard
            )
            if _asks(part):
                self.asked_at[chat] = sent.message_id
            return
        try:
            picture = await asyncio.to_thread(part.photo.read_bytes)
            await self._bot.send_photo(
                chat,
                picture,
                caption=part.text or None,
                parse_mode=ParseMode.HTML,
                reply_markup=part.keyboard,
            )
        except (OSError, BadRequest):
            # The words matter more than the picture.
            if part.text:
                await self._bot.send_message(
                    chat, part.text, parse_mode=ParseMode.HTML, reply_markup=part.keyboard
                )


def _asks(part: Rendered) -> bool:
    """Whether a message asks what somebody meant."""
    rows = part.keyboard.inline_keyboard if part.keyboard else ()
    return any(str(b.callback_data).startswith("intent:") for row in rows for b in row)
