"""One thing at a time for each chat or account, many chats at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Hashable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor


class KeyedLocks:
    """A lock per key, in order of arrival; forgotten when nobody holds or awaits it."""

    def __init__(self) -> None:
        self._held: dict[Hashable, tuple[asyncio.Lock, int]] = {}

    def __len__(self) -> int:
        return len(self._held)

    def is_held(self, key: Hashable) -> bool:
        """Whether somebody holds the lock of ``key``, or waits for it."""
        return key in self._held

    @asynccontextmanager
    async def hold(self, key: Hashable) -> AsyncIterator[None]:
        """Hold the lock of ``key``."""
        lock, users = self._held.get(key, (asyncio.Lock(), 0))
        self._held[key] = (lock, users + 1)
        try:
            async with lock:
                yield
        finally:
            lock, users = self._held.pop(key)
            if users > 1:
                self._held[key] = (lock, users - 1)


class PerChat(BaseUpdateProcessor):
    """Updates of one chat in order, those of different chats side by side."""

    __slots__ = ("locks",)

    def __init__(self, most: int = 1024) -> None:
        super().__init__(most)
        self.locks = KeyedLocks()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn, then process."""
        try:
            async with self.locks.hold(chat_of(update)):
                await coroutine
        finally:
            if asyncio.iscoroutine(coroutine):  # stopped while waiting: it was never begun
                coroutine.close()

    async def initialize(self) -> None:
        """Nothing to get ready."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""


def chat_of(update: object) -> Hashable:
    """The chat an update belongs to; the person, where there is no chat."""
    if not isinstance(update, Update):
        return None
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else None
