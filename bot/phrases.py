"""Numbers and lists as they are said, in the language spoken now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from babel.lists import format_list

from bot.i18n import _, number, region

MOST_NAMED: Final = 4  # codes named in one sentence
MOST_WORDS: Final = 900  # characters of a picture's description: it is the caption

Counts = Sequence[tuple[str, int]]


def listed(words: Sequence[str]) -> str:
    """Words joined as a list ("1, 2, and 3")."""
    return str(format_list(list(words), locale=region()))


def counted(counts: Counts) -> str:
    """Titles with how often each was there ("Leaving the choice 2×, …")."""
    return ", ".join(f"{title} {n}×" for title, n in counts)


def most(counts: Counts, titles: Mapping[str, str]) -> str:
    """The first few codes of ``counts`` by title, with their counts, and how many more."""
    first = [(titles.get(code, code), n) for code, n in counts[:MOST_NAMED]]
    return counted(first) + _and_more(len(counts))


def named(codes: Sequence[str], titles: Mapping[str, str]) -> str:
    """The first few of ``codes`` by title, and how many more there are."""
    return ", ".join(titles.get(code, code) for code in codes[:MOST_NAMED]) + _and_more(len(codes))


def _and_more(count: int) -> str:
    more = count - MOST_NAMED
    return " " + _("and {n} more").format(n=more) if more > 0 else ""


def figure(value: float) -> str:
    """A number as it is drawn and said: one decimal below ten, none from there on."""
    rounded = round(value, 1)
    shown = rounded if rounded < 10 else round(value)
    return number(shown, "0.#")


def shortened(text: str) -> str:
    """``text``, cut at a word if it is longer than a caption is to be."""
    if len(text) <= MOST_WORDS:
        return text
    return text[: MOST_WORDS - 2].rsplit(" ", 1)[0] + " …"
