"""What whoever runs the bot hears of it: a few plain lines, and no words of anybody's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from telegram.request import HTTPXRequest

SAYS: Final[Callable[[str], object]] = partial(print, flush=True)
CONFLICT_SECONDS: Final = 60.0  # how often it is said, at most
_TOO_OFTEN: Final = 2  # failures in a row: one alone is nothing new in a network

SERVING: Final = "Serving @{name} in Telegram; Ctrl-C stops it."
LOST: Final = "Telegram can't be reached for now. It is tried again until it answers."
FOUND: Final = "Telegram answers again."
CONFLICT: Final = (
    "Another process uses this bot's token, so messages reach only one of the two at a time. "
    "Stopping the other one, or giving each its own bot from @BotFather, helps."
)


class Operator:
    """Says each thing once: ``says`` takes a line."""

    def __init__(self, says: Callable[[str], object] = SAYS) -> None:
        self._says = says
        self._failures = 0
        self._lost = False
        self._conflict: float | None = None
        self.refused = False
        self.on_refused: Callable[[], object] | None = None

    def serving(self, name: str) -> None:
        """It runs, as the bot called ``name``."""
        self._says(SERVING.format(name=name))

    def answered(self) -> None:
        """A request was answered, whatever the answer was."""
        self._failures = 0
        if self._lost:
            self._lost = False
            self._says(FOUND)

    def failed(self) -> None:
        """A request was not answered."""
        self._failures += 1
        if self._failures >= _TOO_OFTEN and not self._lost:
            self._lost = True
            self._says(LOST)

    def conflict(self) -> None:
        """Somebody else asks for this bot's updates."""
        now = time.monotonic()
        if self._conflict is None or now - self._conflict >= CONFLICT_SECONDS:
            self._conflict = now
            self._says(CONFLICT)

    async def token_refused(self) -> None:
        """The token was good and is so no more: nothing will come in again, so all is stopped."""
        if self.on_refused and not self.refused:
            self.refused = True
            self.on_refused()
            # The library's task would die of the answer, and could not be stopped any more.
            await asyncio.Event().wait()


class Watched(HTTPXRequest):
    """The library's requests, with the operator looking on. ``updates``: those that poll."""

    def __init__(self, operator: Operator, updates: bool = False, **given: Any) -> None:
        super().__init__(**given)
        self._operator = operator
        self._updates = updates

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """See ``BaseRequest.do_request``."""
        try:
            code, body = await super().do_request(*args, **kwargs)
        except Exception:
            self._operator.failed()
            raise
        if code >= 500:
            self._operator.failed()
            return code, body
        self._operator.answered()
        if self._updates and code == 409:
            self._operator.conflict()
        if self._updates and code in (401, 404):  # both are what the library calls InvalidToken
            await self._operator.token_refused()
        return code, body
