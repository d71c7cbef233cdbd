"""Telephone numbers in the notations people type.

libphonenumber knows which numbers can exist; the shapes beside it catch those it doesn't
know (new or made-up area codes), local numbers of seven digits, and numbers in words.
"""

from __future__ import annotations

import re
from typing import Final

from phonenumbers import Leniency, PhoneNumberMatcher
from presidio_analyzer import RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from bot.screening.recognisers.base import Rule, Rules
from bot.screening.recognisers.numerals import SPELLED, counts, in_units, spelled

_REGIONS: Final = ("US", "CA", "GB", "ES", "MX", "FR")
_LEAST_DIGITS: Final = 7
_SPELLED_DIGITS: Final = (7, 13)
_AMOUNTS: Final = re.compile(
    r"\d{1,4}(?:\s*(?:-|to|,)\s*\d{1,4}){1,2}|(?:\d{1,3} )+000|\d{1,3}(?:[,.]\d{3})+"
)  # ranges of years or prices, thousands
_DATE: Final = re.compile(
    r"(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ](?:19|20)\d\d"
)
_BEFORE: Final = r"(?<![\w$£€#/.,-])(?<![$£€] )"
_AFTER: Final = r"(?![\w/%]|[-.,]\d)"


class Phones(Rules):
    """Kind ``phone``."""

    KIND = "phone"
    CONTEXT = (
        "phone", "number", "telephone", "cell", "mobile", "call", "called", "text", "texted",
        "ring", "reach", "dial", "tel", "whatsapp", "landline", "fax", "ph", "voicemail",
        "extension", "numero", "número", "llama", "teléfono", "móvil",
    )  # fmt: skip
    RULES = (
        Rule(
            "three, three and four digits",
            re.compile(
                _BEFORE + r"(?P<it>(?:\+?1[\s.-]{0,2})?(?:\(\d{3}\)|\[\d{3}\]|\d{3})"
                r"(?:\s{0,2}[-./]\s{0,2}|\s{1,2}|(?<=[)\]]))\d{3}(?:\s{0,2}[-./]\s{0,2}|"
                r"\s{1,2})\d{4}"
                r"(?:,?\s{0,2}(?:x|ext\.?|extension)\s?\d{1,6})?)" + _AFTER
            ),
        ),
        Rule("ten digits", re.compile(_BEFORE + r"(?P<it>1?[2-9]\d{9})" + _AFTER), 0.7),
        Rule(
            "a plus and many digits",
            re.compile(r"(?<!\w)(?P<it>(?:\+|\b00|\b011[ -])\s?\d(?:[\s().-]{0,2}\d){7,13})(?!\d)"),
        ),
        Rule(
            "a British shape",
            re.compile(_BEFORE + r"(?P<it>\(?0\d{1,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4})" + _AFTER),
            0.7,
        ),
        Rule(
            "a Mexican or French shape",
            re.compile(
                _BEFORE + r"(?P<it>\d{2}[ .-]\d{4}[ .-]\d{4}|0[1-9](?:[ .-]\d\d){4})" + _AFTER
            ),
            0.6,
        ),
        Rule(
            "three and four digits", re.compile(_BEFORE + r"(?P<it>\d{3}[-.]\d{4})" + _AFTER), 0.5
        ),
        Rule("seven digits", re.compile(_BEFORE + r"(?P<it>\d{3} ?\d{4})" + _AFTER), 0.2),
        Rule(
            "three, two and two digits",
            re.compile(_BEFORE + r"(?P<it>\d{3}[ -]\d{2}[ -]\d{2})" + _AFTER),
            0.2,
        ),
        Rule("digits in words", SPELLED),
    )

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Where a shape above stands, or a number that libphonenumber takes for a real one."""
        found = super().analyze(text, entities, nlp_artifacts)
        if sum(c.isdigit() for c in text) < _LEAST_DIGITS:
            return found
        for region in _REGIONS:
            for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
                if _is_number(match.raw_string):
                    why = f"valid in or from {region}"
                    found.append(self.result(match.start, match.end, 0.75, why))
        return found

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """Ranges, dates, thousands; and counting aloud."""
        words = match["it"]
        if not re.search(r"[a-z]{3}", words, re.IGNORECASE) or "ext" in words:
            return not _is_number(words)
        items = spelled(words)
        least, most = _SPELLED_DIGITS
        fits = least <= sum(map(len, items)) <= most
        return in_units(words) < 3 or not fits or counts(items)


def _is_number(raw: str) -> bool:
    enough = sum(c.isdigit() for c in raw) >= _LEAST_DIGITS
    if _DATE.fullmatch(raw) or not enough:
        return False
    years = re.fullmatch(r"\d{4}\s*[-/ ]\s*\d{4}", raw)
    return not years and not (_AMOUNTS.fullmatch(raw) and not re.fullmatch(_LOCAL, raw))


_LOCAL: Final = r"\d{3}[-.]\d{4}|\d{3}-\d{3}-\d{4}|\d{2}-\d{4}-\d{4}|\d{3}-\d\d-\d\d"
