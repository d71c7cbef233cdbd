"""Which kinds of detail a text may hold, told cheaply, so that most replies cost nothing.

A hint may be wrong in one direction only: where a recogniser would find something, its hint
is there (``tests/screening/test_hints.py``).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.screening.cues import ASIDE, BEFORE_NAME, NAMED, NEXT_TO, WORD
from bot.screening.pairs import pairs
from bot.screening.people import plain_family, plain_given
from bot.screening.ties import CUES

_SPELLED: Final = re.compile(
    r"(?i)\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|"
    r"seis|siete|ocho|nueve|double|triple|ten|eleven|twelve|\w+teen|\w+ty)\b"
)
_WORDED_ADDRESS: Final = re.compile(
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|teen|ty|ty[- ]\w+) "
    r"[A-Z0-9]",
)
_TENS: Final = re.compile(r"(?i)(?:teen|ty|hundred)\b|\boh\b")
_ROAD: Final = re.compile(
    r"(?i)\b(?:st(?:r|reet)?|ave?|avenue|r(?:oa)?d|boulevard|blvd|dr(?:ive)?|la?ne?|c(?:our)?t|"
    r"terrace|"
    r"parkway|pkwy|highway|hwy|crescent|circle)\b"
)
_UNIT: Final = re.compile(r"(?i)\b(?:apt|apartment|flat)\b")
_AT: Final = re.compile(
    r"(?i)@|\bat (?:g-?mail|hotmail|yahoo|outlook|i-?cloud|proton)|\b(?:at|arroba)\b.*(?:\.\w|"
    r"\bdot\b|\bpunto\b|[(\[]\.)"
)
_NETWORK: Final = re.compile(
    r"(?i)@|\w_\w|insta|\big\b|snap|tik ?tok|twitter|bluesky|telegram|\bkik\b|only ?fans|facebook|"
    r"\bfb\b|messenger|discord|cash ?app|venmo|whats ?app|signal|threads|reddit|grindr|wechat|"
    r"youtube|twitch|paypal|linktr|\b(?:t|x)\.(?:me|com)/|user ?name|handle|screen ?name|usuario"
)
# Letters that aren't small Latin ones: more than capitals, never fewer.
_LARGE: Final = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALS: Final = re.compile(
    rf"(?!I\b)(?:{_LARGE}\.|{_LARGE}[\w'-]*)\s+(?:[^\W\d_]{{1,3}}\s+){{0,2}}(?!I'){_LARGE}[\w'.-]"
)
# "Ortiz, Jasmine" and 'Robert "Bobby" Tuttle'.
_ODD: Final = re.compile(r"[A-Z][\w'-]+(?:, | [\"'(][A-Z]\w*[\"')] )[A-Z]\w")


def kinds(text: str) -> list[str]:
    """The kinds of detail that ``text`` may hold; most replies have none."""
    digits = sum(c.isdigit() for c in text)
    found = []
    if may_name(text):
        found.append("name")
    if digits + len(_SPELLED.findall(text)) >= 5:
        found.append("phone")
    if _AT.search(text):
        found.append("e-mail")
    worded = _WORDED_ADDRESS.search(text) or (_TENS.search(text) and _ROAD.search(text))
    if digits or worded or _UNIT.search(text):
        found.append("address")
    if digits >= 2:
        found.append("ID number")
    if _NETWORK.search(text):
        found.append("handle")
    return found


def may_name(text: str) -> bool:
    """Whether names may stand in ``text``: capitals in a row, or words that announce one."""
    said = any(cue.search(text) for cue in (NEXT_TO, NAMED, ASIDE, BEFORE_NAME, *CUES))
    return said or needs_parser(text) or bool(_ODD.search(text) or in_lower(text) or pairs(text))


def needs_parser(text: str) -> bool:
    """Whether two capitalised words follow each other, with at most small words between."""
    return bool(_CAPITALS.search(text))


def in_lower(text: str) -> list[tuple[int, int]]:
    """Where a common given name and a common family name follow each other, in any letters."""
    words = list(WORD.finditer(text))
    return [
        (first.start(), last.end())
        for first, last in pairwise(words)
        if text[first.end() : last.start()].isspace()
        and plain_given(first[0])
        and plain_family(last[0].removesuffix("'s"))
    ]
