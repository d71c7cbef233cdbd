"""Keep to Telegram's limits: so many messages a second in all, and about one in each chat.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about one message
a second in a chat, where short bursts are let through, and 30 a second over all. When Telegram
still says to wait, that holds up this one chat; the library's own limiter would hold up all.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, Final

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

log = logging.getLogger(__name__)

OVERALL: Final = 30.0  # messages a second
BURST: Final = 20.0  # messages that one chat may get at once: some quick turns and a debrief
EVERY: Final = 1.0  # seconds from one message to the next in a chat, after that
MOST_WAIT: Final = 30.0  # seconds; what is to wait longer is left for later
_TRIES: Final = 4
_MOST_CHATS: Final = 512  # known before those that rest are forgotten
_SLACK: Final = 0.1  # seconds behind what Telegram says


class Pacing(BaseRateLimiter[int]):
    """Lets requests to chats through at the pace Telegram takes; all others as they come."""

    def __init__(
        self, overall: float = OVERALL, burst: float = BURST, every: float = EVERY
    ) -> None:
        self._overall = AsyncLimiter(overall, 1.0)
        self._burst = burst
        self._every = every
        self._chats: dict[int | str, AsyncLimiter] = {}
        self._held: dict[int | str, float] = {}  # until when, by the monotonic clock

    async def initialize(self) -> None:
        """Nothing to get ready."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Make the request when it is its turn. RetryAfter: not for a while."""
        chat = data.get("chat_id")
        if chat is None:
            return await callback(*args, **kwargs)
        message = endpoint.startswith("send") and endpoint != "sendChatAction"
        for left in reversed(range(_TRIES)):
            await self._wait(chat)
            if message:
                await self._chat(chat).acquire()
            await self._overall.acquire()
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                # Its public form is rounded, and warns; the library's own limiter reads this too.
                seconds = error._retry_after.total_seconds()
                self._held[chat] = time.monotonic() + seconds + _SLACK
                log.info("One chat waits for %.0f seconds", seconds)
                if not left:
                    raise
        raise AssertionError("unreachable")

    async def _wait(self, chat: int | str) -> None:
        """Wait as Telegram said. RetryAfter: that is too long to wait for."""
        seconds = self._held.get(chat, 0.0) - time.monotonic()
        if seconds > MOST_WAIT:
            raise RetryAfter(int(seconds) + 1)
        if seconds > 0:
            await asyncio.sleep(seconds)
        if self._held.get(chat, 0.0) <= time.monotonic():
            self._held.pop(chat, None)

    def _chat(self, chat: int | str) -> AsyncLimiter:
        if len(self._chats) > _MOST_CHATS:
            rests = [c for c, pace in self._chats.items() if pace.has_capacity(self._burst)]
            for resting in rests:
                del self._chats[resting]
        if chat not in self._chats:
            self._chats[chat] = AsyncLimiter(self._burst, self._burst * self._every)
        return self._chats[chat]
