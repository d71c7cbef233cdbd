"""E-mail addresses, plain or taken apart ("name at gmail dot com").

A pattern of our own: Presidio's recogniser asks ``tldextract``, which may reach for the
network, and it knows only the plain form.
"""

from __future__ import annotations

import re
from typing import Final

from bot.screening.letters import words
from bot.screening.recognisers.base import Rule, Rules

_TOP: Final = (
    r"(?:com|net|org|edu|gov|info|io|me|co|us|ca|uk|ie|es|mx|fr|de|eu|br|pt|app|example|"
    r"co\.uk|org\.uk|ac\.uk|com\.mx|com\.br|gob\.mx)"
)
_PROVIDER: Final = (
    r"(?:g-?mail|google ?mail|hotmail|yahoo|outlook|i-?cloud|proton(?:mail)?|aol|live|msn|gmx|"
    r"mail|me|ymail|zoho|fastmail|tutanota|comcast|verizon|riseup)"
)
_AT: Final = r"\s*(?:[(\[{<]\s*at\s*[)\]}>]|\bat\b|\barroba\b|@)\s*"
_DOT: Final = r"(?:\s*(?:[(\[{<]\s*(?:dot|\.)\s*[)\]}>]|\bdot\b|\bpunto\b)\s*|\.)"
_PART: Final = r"[a-z0-9][\w+-]*"
_LOCAL: Final = (
    rf"{_PART}(?:(?:\s*[(\[]\s*dot\s*[)\]]\s*|\s+dot\s+|\s+(?:underscore|dash|plus)\s+|\.){_PART})*"
)
_ASKED: Final = r"\b(?:e-?mails?|mail me|write (?:to )?me|address|correo)\b[^.!?]{0,40}?"


class Emails(Rules):
    """Kind ``e-mail``."""

    KIND = "e-mail"
    RULES = (
        Rule("as it is written", re.compile(r"(?P<it>[\w.%+'-]*[\w+]@[\w-]+(?:\.[\w-]+)+)"), 0.9),
        Rule(
            "with a space around the @",
            re.compile(rf"(?P<it>{_PART}(?:\.{_PART})*\s?@\s?[\w-]+\s?\.\s?{_TOP})\b", re.I),
        ),
        Rule(
            "a provider in words",
            re.compile(rf"\b(?P<it>{_LOCAL}{_AT}{_PROVIDER}{_DOT}{_TOP})\b", re.I),
        ),
        Rule(
            "a provider without its ending",
            re.compile(rf"\b(?P<it>{_PART}(?:\.{_PART})*\s?@\s?{_PROVIDER})\b(?!\.\w)", re.I),
        ),
        Rule(
            "a provider without its ending, in words",
            re.compile(
                rf"(?<![\w.])(?P<it>(?=\w*[\d_.]\w|\w+\s+(?:dot|underscore)\s){_LOCAL}\s+at\s+"
                r"(?:g-?mail|hotmail|yahoo|outlook|i-?cloud|proton(?:mail)?))\b(?!\.\w|\s+dot\b)",
                re.I,
            ),
        ),
        Rule(
            "any domain in words, signs in brackets",
            re.compile(
                rf"\b(?P<it>{_LOCAL}\s*[(\[{{<]\s*at\s*[)\]}}>]\s*[\w-]+(?:{_DOT}[\w-]+)*{_DOT}{_TOP})\b",
                re.I,
            ),
        ),
        Rule(
            "any domain in words, after a word for e-mail",
            re.compile(
                rf"{_ASKED}\b(?P<it>{_LOCAL}{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}{_TOP})\b", re.I
            ),
        ),
        Rule(
            "said to be one word, any domain in words",
            re.compile(
                rf"(?<![\w.'])(?P<it>{_PART}(?:\s+{_PART}){{0,2}}?,?\s+(?:that's |thats |its |"
                rf"it's )?(?:all )?"
                rf"(?:one word|together|no spaces?|"
                rf"lower ?case),?{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}{_TOP})\b",
                re.I,
            ),
        ),
        Rule(
            "any domain in words, before it no plain word",
            re.compile(
                rf"(?<![\w.])(?P<it>(?=\w*[\d_]|\w+\.\w|\w+\s+(?:dot|underscore)\s){_LOCAL}\s+at\s+"
                rf"[\w-]+(?:\s+dot\s+[\w-]+)*\s+dot\s+{_TOP})\b",
                re.I,
            ),
        ),
    )

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """A site that somebody looks at ("look at gmail dot com") has no name before it."""
        first = re.match(r"\w+", match["it"])
        return bool(first and first[0].casefold() in _VERBS and "@" not in match["it"])


_VERBS: Final = words("""
look looked looking ad ads page posted post up account me it one is was be log here and or them
him her
""")
