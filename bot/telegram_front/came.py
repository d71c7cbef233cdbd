"""What every handler has at hand."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext

from bot import wording
from bot.i18n import _
from bot.service import PracticeService
from bot.service.messages import Choice, Say, note
from bot.store.repository import StoredTrainee
from bot.telegram_front.delivery import Delivery
from bot.telegram_front.introducing import forget_language

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]
TOOLS = "tools"
_MOST_ALBUMS = 512
_TYPING_SECONDS = 2.0  # the longest an answer waits for the typing sign
_ECHO_SECONDS = 0.7  # a finger that trembles is quicker, one that means it slower


@dataclass(slots=True)
class Tools:
    """The parts of a running front."""

    service: PracticeService
    delivery: Delivery
    typing: bool
    # Ids of updates taken up again after a restart: those that fail once more are let go.
    restored: set[int] = field(default_factory=set)
    # By chat, updates that failed, until something later was dealt with.
    failed: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    albums: OrderedDict[str, None] = field(default_factory=OrderedDict)
    # By chat, a tap on a button and when it was dealt with; for a moment only.
    tapped: dict[int, tuple[str, float]] = field(default_factory=dict)

    def is_echo(self, chat: int, tap: str) -> bool:
        """Whether the very same tap was dealt with a moment ago."""
        oldest = time.monotonic() - _ECHO_SECONDS
        self.tapped = {c: (t, at) for c, (t, at) in self.tapped.items() if at > oldest}
        return self.tapped.get(chat, ("", 0.0))[0] == tap

    def was_tapped(self, chat: int, tap: str) -> None:
        """Note what was dealt with just now."""
        self.tapped[chat] = (tap, time.monotonic())

    def still_tapped(self, chat: int) -> None:
        """All that a tap brought up is sent only now: what was tapped meanwhile is its echo."""
        if chat in self.tapped:
            self.was_tapped(chat, self.tapped[chat][0])

    def first_of_album(self, album: str | None) -> bool:
        """Whether this is the first seen of an album's pictures (each is an update)."""
        if album is None:
            return True
        first = album not in self.albums
        self.albums[album] = None
        while len(self.albums) > _MOST_ALBUMS:
            self.albums.popitem(last=False)
        return first


@dataclass(frozen=True, slots=True)
class Came:
    """An update from a private chat: who sent it, and what is known of them."""

    tools: Tools
    bot: Bot
    update: Update
    chat: int
    incoming: tuple[str, str]
    trainee: StoredTrainee | None

    @property
    def service(self) -> PracticeService:
        """The use cases."""
        return self.tools.service

    async def answer(self, *said: Say) -> None:
        """Say something that changes nothing: queued for a trainee, else sent without a trace."""
        if self.trainee:
            await asyncio.to_thread(self.service.say, self.trainee, said, self.incoming)
        else:
            await self.tools.delivery.say(self.chat, said)

    async def note(self, text: str, choices: Sequence[Choice] = ()) -> None:
        """``answer`` with a plain note."""
        await self.answer(note(text, choices))

    async def how_to_get_in(self) -> None:
        """For somebody who has not agreed: an invitation is the way in."""
        await self.answer(self.service.not_invited())

    async def forget(self, trainee: StoredTrainee) -> None:
        """Erase everything, and say so: the last message, of which nothing is kept."""
        async with self.tools.delivery.holding(trainee):
            await asyncio.to_thread(self.service.erase, trainee.id)
        self.tools.failed.pop(self.chat, None)
        self.tools.tapped.pop(self.chat, None)
        self.tools.delivery.asked_at.pop(self.chat, None)
        await self.tools.delivery.say(self.chat, [note(_(wording.FORGOTTEN))])
        await forget_language(self.bot, self.chat)

    @asynccontextmanager
    async def typing(self, wanted: bool = True) -> AsyncIterator[None]:
        """Show that an answer is on its way, while it is being thought of."""
        if not (wanted and self.tools.typing):
            yield
            return
        sign = asyncio.create_task(self._show_typing())
        try:
            yield
        finally:
            # Sent after the answer it would stay for seconds: so the answer waits for it.
            await sign

    async def _show_typing(self) -> None:
        with suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(_TYPING_SECONDS):
                await self.bot.send_chat_action(self.chat, ChatAction.TYPING)
