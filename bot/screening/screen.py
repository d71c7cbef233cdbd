"""Sort a trainee's message before it is played.

``play``: it goes to the client. ``empty`` and ``symbols``: nothing a client could answer in
words. ``not_english``: this version codes English only. ``stepped_out``: the trainee speaks as
themselves, in distress or to stop; the role ends at once. ``abusive``: a sexual or abusive
remark to the client. Only ``play`` is ever coded.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from bot.coder.normalise import normalise
from bot.screening.personal import mask

Kind = Literal["play", "empty", "symbols", "not_english", "stepped_out", "abusive"]

# What is quoted or told of others ("he called you a ...", "do you want to ...") is the scene's
# own matter, so both patterns ask for the trainee's own voice: tests/screening has the pairs.
_EXERCISE: Final = r"(?:role[- ]?play|exercise|practice|scenario|simulation|training)"
_DIE: Final = (
    r"(?:die|dying|kill(?:ing)? myself)\b(?! (?:of|from|laughing|for|inside|trying)\b)|"
    r"(?:hurt(?:ing)? myself|end(?:ing)? (?:it all|my life))\b"
)
_STEPS_OUT: Final = re.compile(
    rf"\bstep(?:ping)? out of (?:the |my |this )?(?:role|{_EXERCISE})\b|"
    r"\bout of (?:the )?role\b(?! (?:of|as|that|you|she|he|they)\b)|"
    r"(?<!you )(?<!he )(?<!she )(?<!they )\b(?:stop|end|pause|leave|quit|exit) (?:the|this) "
    rf"{_EXERCISE}\b(?! (?:class|at|in|on)\b)|"
    r"\b(?:this|it)(?: is|'?s) (?:too much|too close|bringing up|triggering)(?: \w+){0,3} "
    r"(?:for me|home|my own)\b(?!,? (?:for (?:you|her|him|them)\b)|\?)|"
    r"\bi(?:'?m| am) (?:being |getting )?triggered\b|\bi(?:'?m| am) having a panic attack\b|"
    r"(?<!\")\bi(?:'?m| am)? (?:really |just |so )?"
    r"(?:want|need|wanna|going|gonna|feel(?:ing)? like|thinking (?:of|about))(?: to)? "
    rf"(?:{_DIE})|"
    r"\bi(?:'?m| am| feel) suicidal\b|"
    r"\bi don'?t want to (?:live|be alive)\b(?! (?:with (?:him|her|them|you)|near|next|far|at|by)\b)|"
    rf"(?:\bnot|n'?t) (?:the|part of (?:the|this)) {_EXERCISE}[,.:; -]+(?:i\b|this is me)|"
    r"\bi need (?:a|some) real (?:person|help|human)\b(?!')|"
    rf"\bcan'?t (?:do|go on with) this {_EXERCISE}\b|"
    r"\btalk to a real (?:person|human)\b(?! (?:at|from|in)\b)",
    re.IGNORECASE,
)
_ABUSE: Final = re.compile(
    r"(?<!call )(?<!called )(?<!calls )(?<!calling )(?<!said )(?<!says )(?<!like )(?<!that )"
    r"(?<!think )(?<!thinks )(?<!thought )\byou(?:'?re| are)?"
    r"(?: (?:a|an|just|such|nothing|but|fucking|stupid|dirty|filthy|little|cheap|old))* "
    r"(?:whore|slut|bitch|cunt|skank|slag|faggot|tranny|scum|trash)(?:e?s)?\b"
    r"(?! (?:about|with|off|talk|it|him|her|them|his|your|my|the)\b)|"
    r"(?:(?:^|[.!?;\n]\s*|(?<!said)(?<!says)(?<!like),\s*)(?:(?:oh|well|so|then|ok|no|hey)[, ]+)?"
    r"|\bwhy don'?t you |\byou (?:can|could|should) |\bi hope you |\bi (?:want|need) you to )"
    r"(?:(?:just|please|go) ){0,2}(?:shut the fuck up|fuck you(?! (?:up|over|around)\b)|fuck off|"
    r"fuck yourself|piss off(?! (?:the|your|any\w*|every\w*)\b)|eat shit|kill yourself)\b|\bkys\b|"
    r"\b(?:send|show) me (?:a |some |your )?(?:nudes?|tits|boobs|ass|naked|pussy|dick)\b|"
    r"\b(?:how much|what do you charge) for "
    r"(?:a (?:quickie|quick fuck|blow ?job)|sex|(?:an hour|a night) with (?:you|me))\b|"
    r"(?:\bi (?:really |just )?(?:want|wanna)|\blet'?s|\bcan (?:we|i)|(?:^|[.!?,]\s*)"
    r"(?:do )?(?:you )?(?:want|wanna)) (?:to )?(?:have sex with you|sleep with you|"
    r"fuck(?! (?:all|off|it|up|over|around|with|him|her|them|the)\b))\b|"
    r"(?<!i )\b(?:suck|lick) my (?!teeth|wounds|lips|thumb|fingers?|plate)|"
    r"\b(?:i'?d|i would) (?:fuck|bang|smash) you\b(?! up)|\bsit on my face\b|"
    r"(?<!to )\bsit on my lap\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Screened:
    """``text``: the message with personal details replaced; ``details``: the kinds replaced."""

    kind: Kind
    text: str
    details: tuple[str, ...] = ()


def screen(message: str) -> Screened:
    """Sort ``message``. Nothing of it is kept here."""
    plain = normalise(message).text.strip()
    if not plain:
        return Screened("empty", "")
    if not any(unicodedata.category(c)[0] in "LN" for c in plain):
        return Screened("symbols", message.strip()[:200])
    if _STEPS_OUT.search(plain):
        return Screened("stepped_out", "")
    if _ABUSE.search(plain):
        return Screened("abusive", "")
    text, details = mask(message.strip())
    return Screened("play" if is_english(plain) else "not_english", text, details)


def is_english(text: str) -> bool:
    """Whether ``text`` can be taken for English. Short or mixed messages get the benefit."""
    words = [w.casefold() for w in _WORD.findall(text)]
    letters = [c for c in text if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    if letters and latin / len(letters) < 0.5:
        return False
    if len(words) < 3 or sum(w in _common_words() for w in words) / len(words) >= 0.3:
        return True
    code, chance = _identifier().classify(text)
    return bool(code == "en" or chance < 0.9 or len(words) < 4)


@cache
def _common_words() -> frozenset[str]:
    """Frequent English words, spaCy's list, less those that are frequent elsewhere too."""
    from spacy.lang.en.stop_words import STOP_WORDS

    elsewhere = {"a", "as", "in", "me", "so", "no", "do", "he", "hers", "an", "am", "is", "was",
                 "die", "go", "her", "to", "under", "sixty", "or", "on", "at", "per", "de", "se"}  # fmt: skip
    chat = {"ok", "okay", "yeah", "yes", "hi", "hello", "hey", "thanks", "sorry", "im", "dont",
            "youre", "thats", "u", "ur", "gonna", "wanna", "lol", "whats", "want", "like",
            "sounds", "need", "good", "know", "feel", "tell", "here", "coffee", "help"}  # fmt: skip
    return frozenset((STOP_WORDS - elsewhere) | chat)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
