"""Anything that looks like a code, near a word for an official number or paper.

``id_numbers`` asks for the number right after its word; here it may stand further off: "the
passport they found in the tent says HK 550 219". And shapes that need no word at all.
"""

from __future__ import annotations

import re
from typing import Final

from bot.screening.recognisers.base import Rule, Rules, near

_OFFICIAL: Final = re.compile(
    r"\b(?:passports?|pasaporte|licen[cs]es?|permits?|visas?|medicaid|medicare|medi-?cal|"
    r"masshealth|"
    r"centrelink|crn|nhs|ohip|phn|msp|care ?cards?|health ?(?:cards?|numbers?|insurance)|insurance|"
    r"insured|policy|booking|booked|inmates?|prison(?:er)?|jail|custody|offender|remand|warrants?|"
    r"court|docket|(?<!in )(?<!in any )cases?|files?|claims?|claimant|citation|summons|tickets?|"
    r"incident|police|crime|complaint|report|ref(?:erence)?s?|references?|confirmation|tracking|"
    r"application|appeal|hearing|wrist ?bands?|bracelet|badge|cards?|members?|membership|account|"
    r"acct|"
    r"routing|sort code|iban|debit|bank|benefits?|universal credit|welfare|snap|ebt|wic|tanf|ssi|"
    r"ssdi|"
    r"vouchers?|section 8|hmis|uci|ircc|uscis|immigration|asylum|refugee|home office|biometric|brp|"
    r"green card|alien|a[- ]?number|i-?94|status card|treaty|band number|tribal|id|ids|i\.d\.?|"
    r"identity|"
    r"ssn|ss|social|nino|ni|national insurance|sin|itin|tax|curp|dni|nie|rfc|ine|registration|"
    r"registered|chart|mrn|patient|hospital|medical|prescription|script|rx|serial|student|employee|"
    r"payroll|tenancy|tenant|lease|parole|probation|supervision|cps|dcf|dhs|docs?|bail|bond|form|"
    r"certificate|cert|birth cert|record|records|enrol+ment|unique|urn|pin)\b",
    re.IGNORECASE,
)
_DIGITS: Final = r"(?:[A-Za-z]{1,4})?\d[\dA-Za-z]{0,15}"
_LABELS: Final = (
    r"(?!(?:MRN|SSN|SIN|NHS|CPS|CRN|PHN|DOC|ID|NI|RX|DL|REF|NO|URN|DOB|HMIS|UCI|CASE|FILE|CARD|"
    r"PIN|CURP|"
    r"DNI|NIE|OHIP|SNAP|EBT|MSP|AND|THE|IS|OR)\b)"
)
_LETTERS: Final = rf"{_LABELS}[A-Z]{{1,4}}(?![\w'])"
_CODE: Final = re.compile(
    rf"(?<![\w$£€@+.,/'-])(?P<it>(?:{_LETTERS}[ /-]|[a-z]{{1,4}}-)?{_DIGITS}"
    rf"(?:[ ./-](?:{_DIGITS}|{_LETTERS})){{0,6}})(?![\w@%'/-]|[.,:]\d)"
)
_MEASURE: Final = re.compile(
    r"\d+(?:mg|mcg|ml|g|kg|lbs?|oz|cc|th|st|nd|rd|hrs?|h|am|pm|k|s|x|mins?|km|m|yrs?|yo|ish|ft|in|"
    r"p|g|gb)",
    re.IGNORECASE,
)
_SMALL: Final = re.compile(r"\d{1,4}(?:\s*[-/. ]\s*\d{1,4}){0,2}")
_DATE: Final = re.compile(
    r"\d{1,2}[/. -]\d{1,2}[/. -](?:\d{2}|\d{4})|(?:19|20)\d\d[/. -]\d{1,2}[/. -]\d{1,2}"
)
_PHONE: Final = re.compile(
    r"1?[ .-]?\d{3}[ .-]\d{3}[ .-]\d{4}|1?[2-9]\d{9}|0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}"
)
_ZIP: Final = re.compile(r"[A-Z]{2} \d{5}(?:-\d{4})?")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[ .]\d{3})*[ .]000")
_AMOUNT: Final = re.compile(
    r"\s*(?:%|:\d|(?:mg|ml|percent|dollars|bucks|pounds|quid|euros|minutes|days|weeks|months|"
    r"years|hours|"
    r"hrs|times|people|am|pm|st|street|ave|avenue|road|rd)\b)",
    re.IGNORECASE,
)


class Codes(Rules):
    """Kind ``ID number``."""

    KIND = "ID number"
    RULES = (
        Rule("a code near a word for an official paper", _CODE, 0.6),
        Rule(
            "a British National Insurance number",
            re.compile(r"(?<!\w)(?P<it>[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?!\w)", re.I),
        ),
        Rule("a British prison number", re.compile(r"(?<!\w)(?P<it>[A-Z]\d{4}[A-Z]{2})(?!\w)")),
        Rule(
            "an alien registration number",
            re.compile(
                r"(?<!\w)(?P<it>A(?:#|[ -])?(?:\d{8,9}|\d{3}[ -]\d{3}[ -]\d{3}))(?!\w)", re.I
            ),
        ),
        Rule(
            "a British driving licence",
            re.compile(r"(?<!\w)(?P<it>[A-Z9]{5} ?\d{6} ?[A-Z9]{2}\d[A-Z\d]{2})(?!\w)", re.I),
        ),
        Rule(
            "a Medicare beneficiary without dashes",
            re.compile(r"(?<!\w)(?P<it>[1-9][A-Z][A-Z\d]\d ?[A-Z][A-Z\d]\d ?[A-Z]{2}\d\d)(?!\w)"),
        ),
        Rule(
            "a French social security number",
            re.compile(
                r"(?<![\w-])(?P<it>[12] ?\d\d ?[01]\d ?\d[\dAB] ?\d{3} ?\d{3}(?: ?\d\d)?)(?![\w-])"
            ),
        ),
        Rule(
            "an account at a bank",
            re.compile(
                r"(?<!\w)(?P<it>[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?)(?!\w)"
            ),
        ),
    )

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """Doses, dates, amounts, telephone numbers, and codes with no word near."""
        if rule.pattern is not _CODE:
            return False
        code = match["it"]
        digits = sum(c.isdigit() for c in code)
        if digits < 4 or not near(_OFFICIAL, match, 100, 60):
            return True
        if _MEASURE.fullmatch(code) or _AMOUNT.match(match.string, match.end()):
            return True
        if not any(c.isalpha() for c in code):
            return _plain(code, digits)
        letters = re.findall(r"[A-Za-z]+", code)
        groups = re.findall(r"\d+", code)
        if _ZIP.fullmatch(code):
            return True
        times = letters[-1].casefold() in ("am", "pm", "i", "a") and digits <= 4
        return times or (max(map(len, groups)) < 3 and digits < 5)


def _plain(code: str, digits: int) -> bool:
    """Whether ``code``, of digits alone, is something else than a number of an office."""
    groups = re.findall(r"\d+", code)
    if digits < 6 or _DATE.fullmatch(code) or _PHONE.fullmatch(code) or _THOUSANDS.fullmatch(code):
        return True
    return len(groups) > 1 and (
        max(map(len, groups)) < 3 or (digits < 9 and bool(_SMALL.fullmatch(code)))
    )
