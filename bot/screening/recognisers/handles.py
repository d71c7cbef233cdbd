"""Names on social networks: ``@name``, ``insta: name``, ``my snap is name_99``."""

from __future__ import annotations

import re
from typing import Final

from bot.screening.letters import words
from bot.screening.recognisers.base import Rule, Rules
from bot.screening.vocabulary import rare

PLATFORM: Final = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|twitter|bluesky|telegram|kik|only ?fans|"
    r"facebook|fb|messenger|discord|cash ?app|venmo|whats ?app|signal|threads|reddit|grindr|"
    r"wechat|youtube|twitch|paypal)"
)
_WORD: Final = r"(?:user ?names?|handle|screen ?name|usuario)"
_NAME: Final = r"[@$]?[a-z0-9_](?:[\w.-]{1,28}\w)"
_ODD: Final = r"(?=[@$]|[a-z0-9.-]*(?:_|\d)|[a-z0-9-]+\.[a-z0-9])"  # not an ordinary word
_LINK: Final = (
    r"\s*(?:[:=]|\bis\b|'s\b|\bas\b|\bunder\b|\bare\b|-)\s*(?:still |now |also |just )?(?:i'?m )?"
)


class Handles(Rules):
    """Kind ``handle``."""

    KIND = "handle"
    RULES = (
        Rule("an @ and a name", re.compile(r"(?<![\w.@/])(?P<it>@[A-Za-z_][\w.]{1,28}\w)")),
        Rule(
            "a network, a colon, a name",
            re.compile(
                rf"\b{PLATFORM}(?:\s+(?:name|account|id|page|{_WORD}))?\s*[:=]\s*(?P<it>{_NAME})",
                re.I,
            ),
        ),
        Rule(
            "a network and an odd word",
            re.compile(
                rf"\b{PLATFORM}(?:\s+(?:name|account|id|page|{_WORD}))?(?:{_LINK}|\s+)"
                rf"\"?(?P<it>{_ODD}{_NAME})",
                re.I,
            ),
        ),
        Rule(
            "a network and a word nobody knows",
            re.compile(rf"\b{PLATFORM}{_LINK}\"?(?P<it>[a-z]{{5,30}})\b", re.I),
        ),
        Rule(
            "the word handle",
            re.compile(rf"\b{_WORD}(?:\s+(?:there|on \w+))?{_LINK}\"?(?P<it>{_NAME})", re.I),
        ),
        Rule(
            "the word handle and an odd word",
            re.compile(rf"\b{_WORD}\s+\"?(?P<it>{_ODD}{_NAME})", re.I),
        ),
        Rule(
            "a name to pay to",
            re.compile(
                r"\b(?:cash ?app|cash ?tag|venmo)\b[^\n]{0,60}?(?P<it>\$[a-z][\w-]{2,20})", re.I
            ),
        ),
        Rule(
            "an odd word on a network",
            re.compile(
                rf"(?<![\w.@])(?P<it>(?=[a-z.]*[_\d]|[a-z]+\.[a-z]){_NAME})\s+"
                rf"(?:on|over on)\s+(?:the\s+)?{PLATFORM}\b",
                re.I,
            ),
        ),
        Rule(
            "joined by underscores",
            re.compile(r"(?<![\w@.])(?P<it>(?=\w{6})[a-z]+(?:_+[a-z0-9]+)+)(?!\w)", re.I),
        ),
        Rule(
            "an @, a space, a name, a network",
            re.compile(rf"(?<!\w)(?P<it>@\s[a-z]\w{{3,29}})\s+on\s+(?:the\s+)?{PLATFORM}\b", re.I),
        ),
        Rule(
            "the address of a page",
            re.compile(
                r"(?P<it>\b(?:www\.)?(?:instagram|facebook|fb|tiktok|twitter|x|snapchat|onlyfans|"
                r"linktr|t|venmo)\.(?:com|me|ee)/@?[\w./-]{2,})",
                re.I,
            ),
        ),
    )

    def refuses(self, match: re.Match[str], rule: Rule) -> bool:
        """``@home``, ``insta: down``, and words that say how a thing is."""
        name = match["it"].lstrip("@$").casefold()
        if name in _WORDS or name.isdigit():
            return True
        if "nobody knows" in rule.why and not rare(name):
            return True
        ending = match["it"].startswith("@") or re.search(r"[_\d.]", name)
        return not ending and name.endswith(("ly", "ing", "ed", "able", "ive", "ment", "ation"))


_WORDS: Final = words("""
home work school night least all the noon midnight this that van court clinic shelter private
public down gone deleted fake locked hacked banned where what how who when not yes nope same mine
his her hers yours your on off open full blocked safe free fine easy ok okay good bad him them you
she they we any one there here everyone around about like some
""")
