"""Licence plates that are complete. What somebody half saw of one is a scene's matter."""

from __future__ import annotations

import re
from typing import Final

from bot.screening.letters import words
from bot.screening.recognisers.base import Rule, Rules

_LABEL: Final = (
    r"\b(?:(?:licen[cs]e|number|car|vehicle)\s+plates?|plates?|tags?|reg(?:istration)?)\b"
    r"(?:\s+(?:number|no\.?|#))?(?:\s+(?:on|for|of)\s+(?:\w+\s+){1,3})?"
    r"\s*(?:is|was|were|are|says?|said|reads?|being|:|=|,|-)?\s*(?:still\s)?[\"'#]?"
)
_CONTEXT: Final = (
    "plate", "plates", "tag", "tags", "reg", "registration", "car", "truck", "van", "sedan", "suv",
    "honda", "toyota", "ford", "chevy", "nissan", "dodge", "jeep", "bmw", "hyundai", "kia",
    "drives", "driving", "drove", "vehicle", "licence", "license", "pickup",
)  # fmt: skip


class Plates(Rules):
    """Kind ``ID number``."""

    KIND = "ID number"
    CONTEXT = _CONTEXT
    RULES = (
        Rule(
            "after a word for the plate",
            re.compile(rf"{_LABEL}(?P<it>[A-Z0-9]{{1,8}}(?:[ -][A-Z0-9]{{1,5}}){{0,2}})\b", re.I),
        ),
        Rule(
            "after a word for the plate, sign by sign",
            re.compile(rf"{_LABEL}(?P<it>(?:[A-Z0-9][ -]){{5,7}}[A-Z0-9])\b", re.I),
        ),
        Rule(
            "looks like a plate",
            re.compile(
                r"(?<![\w$-])(?P<it>[A-Z]{3}[ -]?\d{3,4}|\d[A-Z]{3}\d{3}|\d{3}[ -][A-Z]{3}|"
                r"[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]{2}[ -]\d{4,5}|\d{4} ?[A-Z]{3}|[A-Z]{4} ?\d{3})"
                r"(?![\w-])"
            ),
            0.3,
        ),
    )

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """Fewer than six signs are a part; a plate mixes letters and digits."""
        plate = match["it"]
        if "looks" in rule.why and (_YEAR.match(plate) or _LETTERS.findall(plate)[0] in _NO_PLATE):
            return True
        signs = re.sub(r"[ -]", "", plate)
        digits = sum(c.isdigit() for c in signs)
        in_words = any(len(p) > 1 and p.isalpha() and p.islower() for p in re.split(r"[ -]", plate))
        return in_words or not 6 <= len(signs) <= 8 or not 2 <= digits < len(signs)


_NO_PLATE: Final = words("""
BMW GMC RAM CRV KIA SUV VAN CAR HIV HCV HPV STI STD PEP PREP CPS DHS SSI DUI ICE CVS ATM BUS AND
THE FOR APT TEL FAX EST PST USD GBP MAX NYPD LAPD WITH FROM NOT BUT YOU
""")
_YEAR: Final = re.compile(r"(?:19|20)\d\d ?[A-Z]")
_LETTERS: Final = re.compile(r"[A-Z]+")
