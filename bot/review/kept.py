"""Figures that take time to make, kept for a while: in this process only."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

from flask import current_app

_TIMES: Final = 1000  # kept so many times as long as they took to make
_LONGEST: Final = 24 * 3600.0  # seconds
_MOST: Final = 16  # figures


@dataclass
class Kept:
    """What took ten milliseconds is made anew after ten seconds; ten seconds, after three hours."""

    clock: Callable[[], float] = monotonic
    _known: OrderedDict[Hashable, tuple[float, Any]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, or gave for the same ``key`` not long ago. One is made at a time."""
        with self._lock:
            until, value = self._known.get(key, (0.0, None))
            start = self.clock()
            if key not in self._known or start >= until:
                value = make()
                end = self.clock()
                self._known[key] = end + min(_LONGEST, _TIMES * (end - start)), value
            self._known.move_to_end(key)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
            found: T = value
            return found

    def peek(self, key: Hashable) -> Any:
        """What is kept for ``key`` and not too old; None if there is nothing."""
        with self._lock:
            until, value = self._known.get(key, (0.0, None))
            return value if self.clock() < until else None


def kept() -> Kept:
    """What this application keeps."""
    found: Kept = current_app.extensions.setdefault("kept", Kept())
    return found
