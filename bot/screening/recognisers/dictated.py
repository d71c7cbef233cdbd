"""Telephone numbers as somebody says them: with words between, or split over a sentence.

Only beside a word for calling, since plain numbers stand in rows for many reasons.
"""

from __future__ import annotations

import re
from typing import Final

from bot.screening.recognisers.base import Rule, Rules, near
from bot.screening.recognisers.numerals import DICTATED, counts, spelled

_CALLING: Final = re.compile(
    r"\b(?:numbers?|num|call(?:ed|ing)?|ring|text|txt|phone|fone|cell|mobile|dial|reach|area code|"
    r"digits|"
    r"extension|whats ?app|landline|line|dispatch|fax|voicemail|tel|message|msg|hmu|hit me|ph|"
    r"buzz me|"
    r"jot|write (?:it|this) down|número|numero|llama(?:me|r)?|teléfono|móvil)\b",
    re.IGNORECASE,
)
_DIGITS: Final = (7, 13)
_GAP: Final = r"[^\d!?$£€%]{1,30}"
_SERVICES: Final = (
    "911",
    "988",
    "211",
    "311",
    "411",
    "511",
    "811",
    "999",
    "111",
    "112",
    "101",
    "000",
)
_UNIT: Final = re.compile(
    r"\s*(?:mg|ml|mcg|g|dollars|bucks|pounds|percent|minutes?|mins?|hours?|hrs?|days?|weeks?|"
    r"times?|people|"
    r"am|pm)\b",
    re.IGNORECASE,
)


class Dictated(Rules):
    """Kind ``phone``."""

    KIND = "phone"
    RULES = (
        Rule("number after number, beside a word for calling", DICTATED),
        Rule(
            "three, three and four digits with words between",
            re.compile(
                rf"(?<![\w$£€.,/-])(?P<it>\d{{3}}\b(?![,.]\d){_GAP}\b\d{{3}}\b(?:{_GAP}|"
                rf"\s)\b\d{{4}})(?![\w%]|[.,]\d)"
            ),
            0.7,
        ),
        Rule(
            "a British beginning, and the rest with words between",
            re.compile(
                rf"(?<![\w$£€.,/-])(?P<it>0\d{{2,4}}\b{_GAP}\b\d{{3,4}}\b(?:{_GAP}\b\d{{3,4}})?)(?![\w%]|[.,]\d)"
            ),
            0.7,
        ),
    )

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """No word for calling; too few digits or too many; counting; amounts."""
        if not near(_CALLING, match, 70, 50):
            return True
        items = spelled(match["it"])
        least, most = _DIGITS
        if not least <= sum(map(len, items)) <= most or items[0] in _SERVICES:
            return True
        if not any(len(i) >= 3 for i in items) and sum(len(i) == 1 for i in items) < 5:
            return True  # times, doses, scores
        years = all(re.fullmatch(r"(?:19|20)\d\d", item) for item in items)
        return years or counts(items) or bool(_UNIT.match(match.string, match.end()))
