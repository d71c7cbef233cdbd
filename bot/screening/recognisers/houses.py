"""Addresses without the usual shape: no word for the street, a corner and a house, a unit first."""

from __future__ import annotations

import re
from typing import Final

from bot.screening.letters import fold, words
from bot.screening.people import family
from bot.screening.recognisers.addresses import CAPITAL, LOWER_TYPE, NO_STREET, NUMBER, SIDE, UNIT
from bot.screening.recognisers.base import Rule, Rules
from bot.screening.slang import unknown

_WORD: Final = r"[^\W\d_][\w'-]{2,30}"
_STREET: Final = (
    rf"(?:(?i:{SIDE})\s+)?(?:[A-Z][\w'-]{{2,30}}|\d{{1,3}}(?:st|nd|rd|"
    rf"th))(?:\s+(?i:{LOWER_TYPE})\b\.?)?"
)
_CORNER: Final = rf"{_STREET}\s*(?:and|&|at|n|/|\+)\s*{_STREET}"
_RARER: Final = (
    r"(?:close|gardens|gdns|mews|grove|place|pl|walk|way|row|square|sq|rise|hill|view|green|trail|"
    r"loop|croft|"
    r"drive|parade|quay|gate|heights|villas|crescent|cres|alley|park|ridge)"
)
_TENS: Final = (
    r"\b(?:(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|"
    r"ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|oh[- ]\w+))?|"
    r"(?:one|two|three|four|five|six|seven|eight|nine)[- ](?:oh[- ]\w+|"
    r"hundred(?: and)?(?: [a-z]+)?))"
)


class Houses(Rules):
    """Kind ``address``."""

    KIND = "address"
    RULES = (
        Rule(
            "a number, a side, a street without its kind",
            re.compile(rf"(?P<it>(?=\d{{2}}){NUMBER}\s+{SIDE}\s+(?P<name>{_WORD})\b{UNIT}?)", re.I),
            0.7,
        ),
        Rule(
            "where somebody lives, a number, a name nobody knows",
            re.compile(
                r"\b(?:live[sd]?|living|stay(?:s|ed|ing)?|crash(?:es|ed|ing)?|address|rents?|"
                r"renting|house|"
                r"place|apartment|flat|home)\s+(?:is|was|now|over|at|on|,|:|\s){1,4}\s*"
                rf"(?P<it>{NUMBER}\s+(?P<name>{_WORD})\b)",
                re.I,
            ),
            0.7,
        ),
        Rule(
            "a number, a name nobody knows, a rarer kind of street",
            re.compile(
                rf"(?P<it>{NUMBER}\s+(?:{SIDE}\s+)?(?P<name>{_WORD})\s+(?:{_WORD}\s+"
                rf")?{_RARER}\b{UNIT}?)",
                re.I,
            ),
            0.7,
        ),
        Rule(
            "a corner, and the number of a house",
            re.compile(
                rf"(?P<it>{_CORNER}\b[^.!?\d]{{0,50}}?(?i:house|number|no\.?|door|building|bldg|"
                rf"place|#)\W{{0,3}}"
                r"(?:(?i:number|no\.?|is|#)\s*)?\d{2,5})(?!\w)"
            ),
        ),
        Rule(
            "the number of a house, and a corner",
            re.compile(rf"(?P<it>{NUMBER}\W{{1,3}}(?:on |at )?(?:the )?corner of {_CORNER})"),
        ),
        Rule(
            "a unit, a dash, a number, a street",
            re.compile(
                rf"(?<![\w$.-])(?P<it>#?\s?\d{{1,4}}[A-Za-z]?\s?[-/]\s?\d{{1,5}}[A-Za-z]?\s+"
                rf"(?:(?i:{SIDE})\s+)?"
                rf"(?:{CAPITAL}\s+){{1,3}}(?i:(?!court|ct){LOWER_TYPE}|{_RARER})\b)"
            ),
        ),
        Rule(
            "a number and a French street, in any letters",
            re.compile(
                rf"(?P<it>{NUMBER}(?:\s(?:bis|ter))?,?\s+(?:rue|boul(?:evard)?|blvd|chemin|allée|"
                rf"impasse|quai|"
                rf"côte)\b\.?\s+(?:(?:de|du|des|la|le|les|"
                rf"l')\s*){{0,2}}{_WORD}(?:\s(?-i:[A-Z])[\w'-]+)?)",
                re.I,
            ),
        ),
        Rule(
            "a number in words, a street in any letters",
            re.compile(
                rf"(?P<it>{_TENS}\s+(?:{SIDE}\s+)?(?:{_WORD}\s+){{1,2}}?{LOWER_TYPE}\b{UNIT}?)",
                re.I,
            ),
            0.7,
        ),
        Rule(
            "a rural route",
            re.compile(
                r"\b(?P<it>(?:RR|rural route|site|lot|box)\s?#?\d{1,5},?\s+(?:RR|rural route|site|"
                r"comp|box|"
                r"compartment)\s?#?\d{1,5})\b",
                re.I,
            ),
        ),
    )

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """Words that say it is no street; a name that is a plain word in lower case."""
        groups = match.groupdict()
        found = [fold(word) for word in re.findall(r"[^\W\d_]+", match["it"])]
        if "name" not in groups:
            return "words" in rule.why and any(word in NO_STREET for word in found[1:-1])
        name = match["name"]
        if fold(name) in NO_STREET | _NO_NAME or fold(name).endswith(("ly", "ing")):
            return True
        if "side" in rule.why:
            return not (name[0].isupper() or unknown(name) or family(name))
        odd = unknown(name) or family(name)
        return not odd or any(word in NO_STREET for word in found[:-1])


_NO_NAME: Final = words("""
american americans asian asians african africans indian indians korean koreans side coast end wing
entrance exit of on in at door doors bound facing corner tower
""")
