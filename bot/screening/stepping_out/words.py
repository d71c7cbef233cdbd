"""What a language's list of words for stepping out is made of, and how it is matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.screening.letters import without_accents


@dataclass(frozen=True)
class Words:
    """One language. Patterns are written with accents, matched without them, in any letters.

    ``whole``: the message says this and nothing else. ``anywhere``: it is said somewhere in the
    message, in the writer's own voice (first person, not asked, not quoted).
    """

    language: str
    whole: tuple[str, ...]
    anywhere: tuple[str, ...]

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(_either(self.whole))

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return re.compile(_either(self.anywhere))

    def said(self, folded: str) -> bool:
        """Whether a message, as ``bot.screening.letters.fold`` gives it, steps out."""
        bare = " ".join(re.sub(r"[^\w\s']", " ", folded).split())
        if self._whole.fullmatch(bare):
            return True
        return any(not _quoted(folded, m.start()) for m in self._anywhere.finditer(folded))


def _either(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?:{without_accents(p)})" for p in patterns)


def _quoted(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is somebody else's words."""
    return text[:start].rstrip()[-1:] in ('"', "«", "“", "「")
