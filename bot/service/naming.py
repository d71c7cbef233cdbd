"""The name somebody wants to be called by, as they write it: in a phrase, as two, or none."""

from __future__ import annotations

import re
from typing import Final

from bot.screening.people import family, given

_MOST_WORDS: Final = 3  # of what can be a name
_MOST_NAME: Final = 40
# What stands around a name where somebody introduces themselves.
_PHRASE: Final = re.compile(
    r"^(?:(?:hello|hi|hey|hola|yes|ok|okay)\b[\s,.!]*)?"
    r"(?:i[’']?m|i am|(?:you can |please |just )?call me|my name is|my name[’']s|the name[’']s"
    r"|me llamo|mi nombre es|soy|ll[aá]mame|puedes llamarme)\s+",
    re.IGNORECASE,
)
_NONE: Final = frozenset((
    "no name", "none", "no", "nobody", "nothing", "no thanks", "no thank you", "no name please",
    "ninguno", "sin nombre", "ningún nombre", "no gracias",
))  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:[’'.-][^\W\d_]+)*\.?")


def name_in(text: str) -> str | None:
    """The name in ``text``; "": they want none; None: it doesn't look like a name."""
    plain = " ".join(text.split())
    bare = plain.strip(".!, ")
    if bare.casefold() in _NONE:
        return ""
    said = _PHRASE.sub("", bare)
    if "?" in plain or (said == bare and " " in plain and re.search(r"[.!]", plain)):
        return None
    words = said.split()
    if not 0 < len(words) <= _MOST_WORDS or not all(_WORD.fullmatch(w) for w in words):
        return None
    return said[:_MOST_NAME].strip()


def is_first_name(name: str) -> bool:
    """Whether ``name`` is one word, or several that are first names only, such as Juan Carlos."""
    words = name.split()
    return len(words) < 2 or (all(map(given, words)) and not family(words[-1]))
