"""The same chances and the same times in each run."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from random import Random
from typing import Any
from unittest.mock import patch

BEGIN = datetime(2026, 3, 3, 18, 2, tzinfo=UTC)


class Clock:
    """A time that moves only when told to."""

    def __init__(self, begin: datetime = BEGIN) -> None:
        self._at = begin
        self._reads = 0

    def forward(self, **by: float) -> None:
        """Move on; ``by`` as for ``timedelta``."""
        self._at += timedelta(**by)

    def now(self) -> datetime:
        """The time, a microsecond after what the last call said: so that order can be told."""
        self._reads += 1
        return self._at + timedelta(microseconds=self._reads)


class Dice:
    """Stands in for the module ``secrets``: the same draws in each run."""

    compare_digest = staticmethod(secrets.compare_digest)

    def __init__(self) -> None:
        self.seed(0)

    def seed(self, number: int) -> None:
        """What follows depends on ``number`` alone."""
        self._random = Random(number)

    def randbelow(self, most: int) -> int:
        return self._random.randrange(most)

    def choice(self, some: Any) -> Any:
        return self._random.choice(some)

    def token_bytes(self, count: int = 32) -> bytes:
        return self._random.randbytes(count)

    def token_hex(self, count: int = 32) -> str:
        return self.token_bytes(count).hex()

    def token_urlsafe(self, count: int = 32) -> str:
        letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
        return "".join(self._random.choices(letters, k=-(-count * 4 // 3)))


@contextmanager
def fixed(clock: Clock, dice: Dice) -> Iterator[None]:
    """Within it, the modules of ``bot`` loaded so far read ``clock`` and throw ``dice``.

    Only where they say ``datetime.now`` and ``secrets.…``: the event loop, the database and the
    network go on by the real time.
    """
    told = _told_by(clock)
    with ExitStack() as stack:
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] != "bot":
                continue
            if vars(module).get("datetime") is datetime:
                stack.enter_context(patch.object(module, "datetime", told))
            if vars(module).get("secrets") is secrets:
                stack.enter_context(patch.object(module, "secrets", dice))
        yield


def _told_by(clock: Clock) -> type[datetime]:
    """``datetime``, but for ``now``. Every real ``datetime`` counts as one of it."""

    class Likeness(type):
        def __instancecheck__(cls, thing: object) -> bool:
            return isinstance(thing, datetime)

    class Told(datetime, metaclass=Likeness):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return clock.now().astimezone(tz)

    return Told
