"""A date of birth that is said to be one. A year alone, or an age, is not."""

from __future__ import annotations

import re
from typing import Final

from bot.screening.recognisers.base import Rule, Rules

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|"
    r"junio|"
    r"julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|mai|juin|"
    r"juillet|août|septembre|octobre|novembre|décembre)\b\.?"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_FULL: Final = (
    rf"(?:\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?(?:\d{{4}}|\d{{2}})|"
    rf"\d{{4}}[/.-]\d{{1,2}}[/.-]\d{{1,2}}|"
    rf"{_MONTH}\s+(?:the\s+)?{_DAY},?\s+(?:of\s+)?'?(?:\d{{4}}|\d{{2}})|"
    rf"(?:the\s+)?{_DAY}(?:\s+(?:of|de))?\s+{_MONTH},?(?:\s+(?:of|de))?\s+'?(?:\d{{4}}|\d{{2}}))\b"
)
_NO_YEAR: Final = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}|{_MONTH}\s+{_DAY}|{_DAY}\s+(?:of\s+)?{_MONTH})\b"
_IS: Final = r"\s*(?:is|was|as|=|:|-|,|would be|'s)?\s*(?:the\s)?"


class Born(Rules):
    """Kind ``ID number``: a date of birth opens the same doors as one."""

    KIND = "ID number"
    RULES = (
        Rule(
            "after a word for the date of birth",
            re.compile(
                r"\b(?:dob|d\.o\.b\.?|date[ -]of[ -]birth|birth ?date|fecha de nacimiento|"
                rf"date de naissance){_IS}(?:on\s)?"
                rf"(?P<it>{_FULL}|{_NO_YEAR}|\d{{6}}|\d{{8}})(?!\d)",
                re.I,
            ),
        ),
        Rule(
            "born, and a whole date",
            re.compile(
                r"\b(?:born|birthday|bday|b-day|nacid[oa]|naci[óo]|née?|geboren)(?:\s+(?:on|el|le|"
                r"am))?"
                rf"{_IS}(?:on\s)?(?P<it>{_FULL})(?!\d)",
                re.I,
            ),
        ),
        Rule(
            "a whole date before the word",
            re.compile(
                rf"(?P<it>{_FULL})\s*(?:\(|,|-|is\s)?\s*(?:(?:my|your|his|her|their|the)\s)?"
                r"(?:dob|date of birth)\b",
                re.I,
            ),
        ),
    )
