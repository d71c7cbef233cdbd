"""One thread at a time loads libraries: imported by two at once, spaCy can be met half-made."""

from __future__ import annotations

from threading import RLock
from typing import Final

LOADING: Final = RLock()
