"""What every handler has at hand."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot, Update
from telegram.ext import Application, CallbackContext

from bot import wording
from bot.service import PracticeService
from bot.service.messages import Choice, Say, note
from bot.store.repository import StoredTrainee
from bot.telegram_front.delivery import Delivery

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]
TOOLS = "tools"
_MOST_ALBUMS = 512


@dataclass(slots=True)
class Tools:
    """The parts of a running front."""

    service: PracticeService
    delivery: Delivery
    typing: bool
    # Ids of updates taken up again after a restart: those that fail once more are let go.
    restored: set[int] = field(default_factory=set)
    # By chat, updates that failed, until their words came again.
    failed: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    albums: OrderedDict[str, None] = field(default_factory=OrderedDict)

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

    async def ask_consent(self) -> None:
        """Say that consent comes first, what is kept, and ask."""
        privacy = self.service.welcome()[-1]
        text = f"{wording.CONSENT_FIRST}\n\n{privacy.text}"
        await self.note(text, privacy.choices)
