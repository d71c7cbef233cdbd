"""Text as the coder reads it, with a way back to the trainee's own characters.

Zero-width characters and control signs go, look-alike letters and full-width forms become
plain ones, curly quotes become straight: so that ``уоu shоuld`` (Cyrillic) or ``you\\u200bshould``
is read as it looks. Every kept character remembers where it stood.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

MOST_CHARACTERS: Final = 6000

_LOOKALIKES: Final = str.maketrans(
    "аеорсухіјѕԁһАВЕКМНОРСТХІЈЅοαεινΑΒΕΗΙΚΜΝΟΡΤΧ",
    "aeopcyxijsdhABEKMHOPCTXIJSoaeivABEHIKMNOPTX",
)
_UNSEEN: Final = frozenset("\u034f\u17b4\u17b5")  # of no width, though of no control class
_PLAIN: Final = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}
# Letters and signs that look like a space.
_BLANK: Final = dict.fromkeys("\u115f\u1160\u2800\u3164\uffa0", " ")


@dataclass(frozen=True, slots=True)
class Normalised:
    """``text`` for the coder; ``origin[i]`` is the index in ``original`` of ``text[i]``."""

    text: str
    origin: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's half-open span for ``text[start:end]``."""
        if start >= end or start >= len(self.origin):
            return len(self.original), len(self.original)
        last = self.origin[min(end, len(self.origin)) - 1]
        return self.origin[start], last + 1


def normalise(original: str) -> Normalised:
    """Normalise at most ``MOST_CHARACTERS`` code points of ``original``."""
    cyrillic_only = _is_really_other_script(original)
    out: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(original[:MOST_CHARACTERS]):
        if _is_unseen(char):
            continue
        plain = _PLAIN.get(char) or _BLANK.get(char) or unicodedata.normalize("NFKC", char)
        if not cyrillic_only:
            plain = plain.translate(_LOOKALIKES)
        for piece in plain:
            out.append(piece)
            origin.append(index)
    return Normalised("".join(out), tuple(origin), original)


def _is_unseen(char: str) -> bool:
    if char in "\n\t" or "\U0001f000" <= char <= "\U0001faff":  # emoji newer than this Python
        return False
    return char in _UNSEEN or unicodedata.category(char) in ("Cf", "Cc", "Co", "Cs", "Cn")


def _is_really_other_script(text: str) -> bool:
    """True for text that is mostly Cyrillic or Greek: then its letters are no disguise."""
    letters = [c for c in text if c.isalpha()]
    other = sum("\u0370" <= c <= "\u052f" for c in letters)
    return bool(letters) and other / len(letters) > 0.6
