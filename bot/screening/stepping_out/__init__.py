"""Words by which a trainee leaves the role: in distress, or to stop. One file a language.

Only languages whose patterns somebody vouches for, each with examples that step out and examples
that don't in ``tests/screening/test_stepping_out.py``. Another one: a file, and its line here.
"""

from __future__ import annotations

from typing import Final

from bot.screening.letters import fold
from bot.screening.stepping_out.amharic import AMHARIC
from bot.screening.stepping_out.arabic import ARABIC
from bot.screening.stepping_out.english import ENGLISH
from bot.screening.stepping_out.french import FRENCH
from bot.screening.stepping_out.german import GERMAN
from bot.screening.stepping_out.haitian import HAITIAN
from bot.screening.stepping_out.hindi import HINDI
from bot.screening.stepping_out.italian import ITALIAN
from bot.screening.stepping_out.korean import KOREAN
from bot.screening.stepping_out.mandarin import MANDARIN
from bot.screening.stepping_out.polish import POLISH
from bot.screening.stepping_out.portuguese import PORTUGUESE
from bot.screening.stepping_out.russian import RUSSIAN
from bot.screening.stepping_out.spanish import SPANISH
from bot.screening.stepping_out.tagalog import TAGALOG
from bot.screening.stepping_out.vietnamese import VIETNAMESE
from bot.screening.stepping_out.words import Words

LANGUAGES: Final[tuple[Words, ...]] = (
    ENGLISH,
    SPANISH,
    AMHARIC,
    ARABIC,
    FRENCH,
    HAITIAN,
    MANDARIN,
    PORTUGUESE,
    RUSSIAN,
    VIETNAMESE,
    GERMAN,
    HINDI,
    ITALIAN,
    KOREAN,
    POLISH,
    TAGALOG,
)


def steps_out(plain: str) -> str:
    """The language in which ``plain``, a normalised message, steps out; "" if it doesn't."""
    folded = fold(plain)
    return next((words.language for words in LANGUAGES if words.said(folded)), "")
