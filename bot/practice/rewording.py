"""Other wordings built from the words at hand: the trainee's own idea, and the client's line.

Patterns, not a parser: where a phrase does not fit one surely, there is none, and an authored
wording is used instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_LEAD: Final = re.compile(
    r"\b(?:you(?:'d| had| would)? (?:should|need to|have to|must|ought to|could|better|got to|"
    r"gotta)|"
    r"u (?:should|need to|have to|gotta)|"
    r"why (?:don't|dont|not) (?:you|u)?|"
    r"have (?:you|u) (?:tried|thought about|thought of|considered)|"
    r"(?:you|u) (?:might|may) (?:want to|try)|what (?:about|if you)|how about|"
    r"maybe (?:try|you could)|"
    r"(?:i would|i'd|id) (?:just )?(?:try|suggest)|if i were you,? (?:i'd|i would)|"
    r"what i'd do is|i(?:'d)? (?:suggest|recommend)(?: you)?|the best thing is to)\s+(.*)",
    re.IGNORECASE,
)
_SMALL: Final = frozenset(
    ["just", "really", "maybe", "perhaps", "also", "please", "simply", "then"]
)
_TAIL: Final = frozenset(["now", "right", "today", "tonight", "immediately", "honestly", "please"])
_END: Final = re.compile(
    r"[.!?;:,…—]|\s-+\s|\b(?:and|but|because|so|if|then|cause|cos|or|before|since|instead)\b|"
    r"[\U0001F300-\U0001FAFF\u2600-\u27BF]",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 9
# What people advise, as base forms: a word that is none of these begins no phrase.
_VERBS: Final = frozenset(
    """accept answer apply appeal arrange ask avoid block book bring buy call carry change charge
    chat check choose close collect come complain contact cook cut delete do document eat explain
    explore fill find get give go hide join keep learn let line lock look make meet message
    move open pack park pay phone pick plan post print put raise read record register report rest
    ring save say screen search see sell send set share show sign sit sleep speak stand start stay
    store study swap switch take talk tell test text train try turn use visit wait walk warn wear
    work write""".split()
)
_DOUBLED: Final = frozenset("chat cut get let plan put set sit swap".split())


def own_idea(words: str) -> str | None:
    """What ``words`` advise, as a gerund phrase ("blocking him"), or None.

    >>> own_idea("You should just block his number, honestly.")
    'blocking his number'
    """
    lead = _LEAD.search(words)
    if lead is None:
        return None
    phrase = _END.split(lead.group(1), maxsplit=1)[0].split()
    while phrase and phrase[0].casefold() in _SMALL:
        phrase = phrase[1:]
    while len(phrase) > 1 and phrase[-1].casefold() in _TAIL:
        phrase = phrase[:-1]
    if not 1 <= len(phrase) <= _MOST_WORDS:
        return None
    verb = _gerund(phrase[0].casefold())
    return " ".join([verb, *phrase[1:]]) if verb else None


def _gerund(word: str) -> str | None:
    if word in _VERBS:
        if word in _DOUBLED:
            return word + word[-1] + "ing"
        if word.endswith("e") and word not in ("see",):
            return word[:-1] + "ing"
        return word + "ing"
    stem = word.removesuffix("ing")
    bases = {stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem}
    return word if stem != word and bases & _VERBS else None


_TURNED: Final = {
    "i": "you",
    "i'm": "you're",
    "im": "you're",
    "i've": "you've",
    "ive": "you've",
    "i'd": "you'd",
    "i'll": "you'll",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "am": "are",
    "we": "you",
    "we're": "you're",
    "we've": "you've",
    "our": "your",
    "us": "you",
}
_BEGINS: Final = frozenset(["i", "i'm", "im", "i've", "ive", "my"])
_STOPS: Final = re.compile(r"(?<=[.!?…])\s+|[;,]\s+|\s-+\s|\s(?=but\b)|\s(?=and (?:i|then|now)\b)")
_ADDRESSED: Final = re.compile(r"\b(?:you|your|you're|yours|u|ur)\b|[\"“”?]", re.IGNORECASE)
_LEAST_ECHO, _MOST_ECHO = 3, 10
# A hard word about oneself is not handed back as "you're ...".
_HARD: Final = re.compile(
    r"\b(?:stupid|dumb|idiot|worthless|useless|trash|rubbish|garbage|dirty|filthy|disgusting|ugly|"
    r"crazy|mad|pathetic|fault|failure|loser|joke|nothing|nobody|bad|terrible|awful|horrible|hate|"
    r"die|dead|dying|kill|killed|hurt|whore|slut|hooker|junkie|addict|liar|lied|stole|fat|old|"
    r"ashamed|mess|broken|fool|burden)\b",
    re.IGNORECASE,
)


def echoes(client_line: str) -> Iterator[str]:
    """The client's own clauses about themselves, said back as "you ...", the last one first.

    >>> list(echoes("Long night. I've been walking since four."))
    ["you've been walking since four"]
    """
    for piece in reversed(_STOPS.split(client_line)):
        words = piece.strip(" .!…*()").replace("’", "'").split()
        if words[:1] and words[0].casefold() in ("and", "but", "so", "because", "well"):
            words = words[1:]
        if (
            not _LEAST_ECHO <= len(words) <= _MOST_ECHO
            or _ADDRESSED.search(piece)
            or _HARD.search(piece)
        ):
            continue
        if words[0].casefold() not in _BEGINS:
            continue
        turned = [_TURNED.get(w.casefold(), w) for w in words]
        for i in range(1, len(turned)):
            before, here = words[i - 1].casefold(), words[i].casefold()
            if before in ("i", "we") and here == "was":
                turned[i] = "were"
        turned[0] = turned[0][:1].lower() + turned[0][1:]
        yield " ".join(turned)


_PEOPLE: Final = re.compile(
    r"\bmy ((?:(?:little|big|older|younger|oldest|youngest|best) )?(?:mum|mom|mam|mama|mother|dad|"
    r"father|gran|grandma|nan|auntie|aunt|uncle|cousin|sister|brother|son|daughter|boy|girl|kid|"
    r"kids|baby|husband|wife|partner|boyfriend|girlfriend|ex|friend|mate|roommate|flatmate|"
    r"neighbour|neighbor|landlord|landlady|boss|caseworker|dog|cat|parrot))\b",
    re.IGNORECASE,
)


def people(client_line: str) -> Iterator[str]:
    """Whom the client named as theirs, as "your ...".

    >>> list(people("My sister is coming, and my landlord called."))
    ['your sister', 'your landlord']
    """
    for met in _PEOPLE.finditer(client_line):
        yield "your " + met.group(1).casefold()
