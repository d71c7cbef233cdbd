"""Numbers in words, as somebody spells out a telephone number."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_UNITS: Final = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "cero": "0", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6",
    "siete": "7", "ocho": "8", "nueve": "9",
}  # fmt: skip
_TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES: Final = {"double": 2, "triple": 3}
_WORDS: Final = (*_UNITS, *_TEENS, *_TENS, *_TIMES)
_ITEM: Final = rf"(?:(?:{'|'.join(_WORDS)})\b|\d{{1,4}}\b)"
SPELLED: Final = re.compile(
    rf"(?<![\w$])(?P<it>{_ITEM}(?:[\s,.;:-]{{1,3}}(?:and )?{_ITEM}){{4,}})", re.IGNORECASE
)

# The same with words between, as somebody dictates: "604, then 555, then 0178".
_BETWEEN: Final = (
    r"(?:and|then|uh|um|er|erm|dash|hyphen|space|dot|comma|period|stroke|slash|followed by|next|"
    r"after that|"
    r"ok|okay|that's|thats|pause|so|again|hundred|yeah)"
)
DICTATED: Final = re.compile(
    rf"(?<![\w$£€.,])(?P<it>{_ITEM}(?:[\s,.;:-]{{1,4}}(?:{_BETWEEN}\b[\s,.;:-]{{0,3}}){{0,3}}{_ITEM})"
    rf"{{2,12}}(?:\s+hundred\b)?)(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)


def spelled(words: str) -> list[str]:
    """The digits each word stands for: ``"four one double five"`` gives 4, 1, 55."""
    known = {**_UNITS, **_TEENS, **_TENS}
    items: list[str] = []
    times = 1
    for word in re.findall(r"[a-z]+|\d+", words.casefold()):
        if word in _TIMES:
            times = _TIMES[word]
        elif word == "hundred" and items:
            items[-1] += "00"
        elif word in known or word.isdigit():
            items.append(known.get(word, word) * times)
            times = 1
    return items


def in_units(words: str) -> int:
    """How many of ``words`` are single digits in letters."""
    return sum(w in _UNITS or w in _TIMES for w in re.findall(r"[a-z]+", words.casefold()))


def counts(items: list[str]) -> bool:
    """Whether numbers go up or down by ones for the most part: breathing, not a number."""
    steps = [abs(int(b) - int(a)) == 1 for a, b in pairwise(items)]
    return sum(steps) >= 0.6 * len(steps)
