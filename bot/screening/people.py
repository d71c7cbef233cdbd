"""Whether a word is a common given or family name: the lists are in two tables beside this.

They help where the parser has no idea: texts in lower case, and names from many languages.
Not a list of everybody; a full name needs no place in here to be noticed.
"""

from __future__ import annotations

from typing import Final

from bot.screening.family_names import FAMILY_NAMES, FAMILY_WORDS
from bot.screening.given_names import ALSO_WORDS, GIVEN_NAMES, GO_ON
from bot.screening.letters import fold

GIVEN: Final = GIVEN_NAMES | ALSO_WORDS
FAMILY: Final = FAMILY_NAMES
_PLAIN_GIVEN: Final = GIVEN_NAMES - ALSO_WORDS
_PLAIN_FAMILY: Final = FAMILY_NAMES - FAMILY_WORDS


def given(word: str) -> bool:
    """Whether ``word``, in any case, or what stands before its hyphen, is a given name."""
    return fold(word).split("-")[0] in GIVEN


def family(word: str) -> bool:
    """Whether ``word``, in any case, or a part of it, is a family name."""
    return not FAMILY.isdisjoint(fold(word).split("-"))


def plain_given(word: str) -> bool:
    """Whether ``word`` is a given name and hardly ever anything else."""
    return fold(word).split("-")[0] in _PLAIN_GIVEN


def plain_family(word: str) -> bool:
    """Whether ``word`` is a family name and hardly ever anything else."""
    return not _PLAIN_FAMILY.isdisjoint(fold(word).split("-"))


def given_after_words(word: str) -> bool:
    """Whether ``word`` is a given name where an ordinary sentence may go on as well."""
    return given(word) and fold(word) not in GO_ON
