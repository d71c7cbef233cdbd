"""Letters without what people leave out on a phone: accents, capitals."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """``text`` in small letters, without accents."""
    return without_accents(text).casefold()


def without_accents(text: str) -> str:
    """``text`` without accents and the other marks that stand on letters."""
    letters = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in letters if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", kept)


def words(text: str) -> frozenset[str]:
    """The words of ``text``, as a set: a table of words reads better without quotes and commas."""
    return frozenset(text.split())
