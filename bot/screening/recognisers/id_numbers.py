"""Numbers by which an office knows somebody: after the word that says so, or by their shape."""

from __future__ import annotations

import re
from typing import Final

from bot.screening.recognisers.base import Rule, Rules

# Words that need "number", "no.", "#" or "ID" behind them ...
_WEAK: Final = (
    r"(?:case|cause|report|incident|claim|file|badge|shield|account|acct|card|policy|group|permit|"
    r"complaint|reference|ref|patient|record|chart|client|participant|student|employee|voter|"
    r"prison|"
    r"jail|court|parole|probation|arrest|state|tribal|prescription|rx|tax|health|benefits?|"
    r"identification|control|confirmation|visa|household|unit)"
)
# ... and words that do without.
_STRONG: Final = (
    r"(?:docket|booking|inmate|prisoner|offender|warrant|citation|police report|passport|pasaporte|"
    r"driver'?s?'? licen[cs]e|driving licen[cs]e|licen[cs]e|DL|medicaid|medicare|medi-?cal|"
    r"masshealth|insurance|member(?:ship)?|subscriber|beneficiary|NHS|health card|OHIP|MRN|"
    r"medical record|HMIS|"
    r"CDCR|DOC|SNAP|EBT|alien|A[- ]?number|A#|green card|DNI|NIE|NIF|CURP|INE|RFC|SIN|ITIN|EIN|"
    r"national insurance|social insurance|state ID|"
    r"s\.?s\.?n\.?|ss(?= ?#)|social(?: security)?|seguro social)"
)
_NO: Final = r"(?:numbers?|num|no\b\.?|nr\b\.?|#|ID|I\.D\.|número|numero)"
_GAP: Final = (
    r"(?:\s+(?:with|at|from|for|on|of|in|under)\s+(?:(?:the|this|your|my|his|her|their)\s+)?\w+)"
    r"{0,2}"
)
_IS: Final = (
    r"\s*(?:(?:is|was|'s|as|be|being|reads?|says?|=|:|-|,|\()\s*){0,2}"
    r"(?:still |just |actually |it's )?[#\"']?\s*"
)
_VALUE: Final = (
    r"(?P<it>(?:[a-z]{1,4}-?|(?-i:[A-Z]{1,4}) )?(?=\d)\d[a-z0-9]*"
    r"(?:[-/][a-z]{1,4}[-/]?\d[a-z0-9]*|[-/.: ]\d[a-z0-9]*|[ -](?-i:[A-Z]{1,3})(?=\s|$|[.,])){0,6})"
    r"(?!\w)"
)


class IdNumbers(Rules):
    """Kind ``ID number``."""

    KIND = "ID number"
    CONTEXT = (
        "ssn", "ss", "social", "security", "sin", "itin", "tax", "medicare", "medicaid", "id",
        "nhs", "identification",
    )  # fmt: skip
    RULES = (
        Rule(
            "social security, by its shape",
            re.compile(
                r"(?<![\w-])(?P<it>(?:\d{3}|[*xX]{3})([-. ])(?:\d{2}|[*xX]{2})\2\d{4})(?![\w-])"
            ),
        ),
        Rule(
            "nine digits",
            re.compile(r"(?<![\w$+.-])(?P<it>\d{9}|\d{3}[- ]\d{3}[- ]\d{3})(?![\w-])"),
            0.2,
        ),
        Rule(
            "the last four of a social security number",
            re.compile(
                r"\b(?:social(?: security)?(?: number)?|ssn)\b[^.!?\d]{0,30}"
                r"\b(?:last (?:four|4)|end(?:s|ing)? (?:(?:in|with) )?)"
                r"\W*(?:are|is|was|:)?\s*(?P<it>\d{4})\b",
                re.I,
            ),
        ),
        Rule(
            "the last four of a social security number, the other way round",
            re.compile(
                r"\blast (?:four|4)\b[^.!?\d]{0,12}\b(?:social(?: security)?(?: number)?|ssn)\b"
                r"\W*(?:are|is|was|:)?\s*(?P<it>\d{4})\b",
                re.I,
            ),
        ),
        Rule(
            "after a word and the word number",
            re.compile(
                rf"\b(?:{_WEAK}|{_STRONG})(?:'s)?\b\s*{_NO}(?:\s*{_NO})?{_GAP}{_IS}{_VALUE}", re.I
            ),
        ),
        Rule(
            "after a word, a name and the word number",
            re.compile(
                rf"\b{_STRONG}\b\s*(?:is|was|with|through)?\s+(?:\w+\s+){{0,2}}\w+,?\s+"
                rf"(?:number|no\.|#|ID)\s*{_IS}{_VALUE}",
                re.I,
            ),
            0.7,
        ),
        Rule(
            "in jail or on a uniform",
            re.compile(
                rf"\b(?:inmate|booking|docket|warrant|badge|shield|prisoner)s?\b{_IS}{_VALUE}", re.I
            ),
        ),
        Rule(
            "the last four",
            re.compile(
                r"\blast (?:four|4)(?:\s+(?:digits|numbers))?\s*(?:are|is|was|were|:|,)?\s*"
                r"(?P<it>\d{4})\b",
                re.I,
            ),
        ),
        Rule(
            "after a word",
            re.compile(
                rf"\b{_STRONG}\b(?:\s+(?:card|plan|policy|file|record))?{_GAP}{_IS}{_VALUE}", re.I
            ),
            0.7,
        ),
        Rule("after a weaker word", re.compile(rf"\b(?:{_WEAK}|ID)\b\s*{_IS}{_VALUE}", re.I), 0.6),
        Rule(
            "a Mexican CURP",
            re.compile(r"\b(?P<it>[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d)\b", re.I),
            0.9,
        ),
        Rule(
            "a Medicare beneficiary",
            re.compile(r"\b(?P<it>[1-9][A-Z][A-Z\d]\d-[A-Z][A-Z\d]\d-[A-Z]{2}\d\d)\b"),
            0.8,
        ),
    )

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """Too few digits for what is said of them; years; amounts."""
        value = match["it"].strip()
        digits = sum(c.isdigit() for c in value)
        if "last four" in rule.why:
            return False
        if _DATE.fullmatch(value):
            return True
        if _YEARS.fullmatch(value) or _AMOUNT.match(match.string[match.end() :]):
            return True
        if rule.why == "after a weaker word" and value.isdigit() and digits < 6:
            return True
        return bool(digits < _LEAST.get(rule.why, 4))


_LEAST: Final = {
    "after a word and the word number": 3,
    "in jail or on a uniform": 3,
    "after a word": 5,
    "after a weaker word": 5,
}
_DATE: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}")
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:\s*[-/ ]\s*(?:19|20)?\d\d)?")
_AMOUNT: Final = re.compile(
    r"\s*(?:%|:\d|(?:mg|percent|dollars|bucks|minutes|days|weeks|months|years|hours|times|people|"
    r"am|pm)\b)",
    re.IGNORECASE,
)
