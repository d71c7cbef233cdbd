"""Abusive or sexual remarks to the client, in English and Spanish.

What is quoted or told of others ("he called you a ...", "te llamó ...") is the scene's own
matter, so the patterns ask for the trainee's own voice: ``tests/screening`` has the pairs.
"""

from __future__ import annotations

import re
from typing import Final

from bot.screening.letters import fold

_ENGLISH: Final = (
    r"(?<!call )(?<!called )(?<!calls )(?<!calling )(?<!said )(?<!says )(?<!like )(?<!that )"
    r"(?<!think )(?<!thinks )(?<!thought )\byou(?:'?re| are)?"
    r"(?: (?:a|an|just|such|nothing|but|fucking|stupid|dirty|filthy|little|cheap|old))* "
    r"(?:whore|slut|bitch|cunt|skank|slag|faggot|tranny|scum|trash)(?:e?s)?\b"
    r"(?! (?:about|with|off|talk|it|him|her|them|his|your|my|the)\b)",
    r"(?:(?:^|[.!?;\n]\s*|(?<!said)(?<!says)(?<!like),\s*)"
    r"(?:(?:oh|well|so|then|ok|no|hey)[, ]+)?"
    r"|\bwhy don'?t you |\byou (?:can|could|should) |\bi hope you |\bi (?:want|need) you to )"
    r"(?:(?:just|please|go) ){0,2}(?:shut the fuck up|fuck you(?! (?:up|over|around)\b)|fuck off|"
    r"fuck yourself|piss off(?! (?:the|your|any\w*|every\w*)\b)|eat shit|kill yourself)\b",
    r"\bkys\b",
    r"\b(?:send|show) me (?:a |some |your )?(?:nudes?|tits|boobs|ass|naked|pussy|dick)\b",
    r"\b(?:how much|what do you charge) for "
    r"(?:a (?:quickie|quick fuck|blow ?job)|sex|(?:an hour|a night) with (?:you|me))\b",
    r"(?:\bi (?:really |just )?(?:want|wanna)|\blet'?s|\bcan (?:we|i)|(?:^|[.!?,]\s*)"
    r"(?:do )?(?:you )?(?:want|wanna)) (?:to )?(?:have sex with you|sleep with you|"
    r"fuck(?! (?:all|off|it|up|over|around|with|him|her|them|the)\b))\b",
    r"(?<!i )\b(?:suck|lick) my (?!teeth|wounds|lips|thumb|fingers?|plate)",
    r"\b(?:i'?d|i would) (?:fuck|bang|smash) you\b(?! up)",
    r"\bsit on my face\b",
    r"(?<!to )\bsit on my lap\b",
)
_SPANISH: Final = (
    r"(?<!no )(?<!que )(?<!si )(?<!como )(?<!llamo )(?<!dijo )\b(?:eres|sos) "
    r"(?:(?:una?|solo|pinche|maldita|asquerosa|cualquier|nada mas que) )*"
    r"(?:puta|zorra|perra|ramera|golfa|escoria|basura|maricon)\b",
    r"(?:^|[.!?;,\n]\s*)(?:pues |y |ya )?(?:callate,? (?:puta|perra|zorra)|vete a la mierda|"
    r"vete al carajo|que te jodan|jodete|chinga(?:te| a tu madre)|matate)\b",
    r"\b(?:mandame|enviame|ensename) (?:\w+ ){0,2}(?:desnuda|desnudo|nudes|tetas|culo)\b",
    r"\bcuanto (?:cobras|cuesta|pides) por "
    r"(?:sexo|una noche conmigo|follar|coger|acostarte conmigo)\b",
    r"(?:^|[.!?,]\s*)(?:yo )?quiero (?:follarte|cogerte|follar contigo|coger contigo|"
    r"acostarme contigo)\b",
    r"(?:^|[.!?,¿]\s*)quieres (?:follar|coger|acostarte) conmigo\b",
)
_ABUSE: Final = re.compile("|".join(f"(?:{p})" for p in (*_ENGLISH, *_SPANISH)))


def abusive(plain: str) -> bool:
    """Whether ``plain``, a normalised message, is abusive or sexual towards the client."""
    return bool(_ABUSE.search(fold(plain)))
