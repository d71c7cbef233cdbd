"""What speaks against a flag: it was asked for, leave was asked, or the words are the client's.

Half of the confident errors of a coder without context are advice that had been asked for
(measured; see docs/coder.md). A veto makes a finding unsure; it never makes one.
"""

from __future__ import annotations

import re
from typing import Final

_ASKS: Final = re.compile(
    r"what (should|would|do|can) (i|you|we)\b(?!.*\bknow about)|what would you do|should i\b|"
    r"any (ideas?|advice|tips|suggestions?)|how (do|can|should|would) (i|you)\b|"
    r"(can|could) you (tell|explain|show|help|call|ring|report|give|look)|"
    r"(do|would) you (think|reckon|recommend|suggest)|what('s| is) (the|your) (best|advice|honest)|"
    r"tell me what|(give|need|want) (me )?(some |your )?(advice|opinion)|where (do|can|should) i|"
    r"who (do|can|should) i|is it (safe|ok|okay|true|worth)|does it|do you know (if|how|where|what)|"
    r"i want to report|help me (report|file|write)|pray for|please,? (call|phone|ring|pray|tell|get|help)|"
    r"(call|phone|ring|get) (them|him|her|somebody|someone|an ambulance|the (police|cops)|help),? "
    r"(now,? )?please",
    re.IGNORECASE,
)
_LEAVE: Final = re.compile(
    r"\b(would it (help|be (ok|okay|all right|alright|useful)) if|is it (ok|okay|all right|alright) "
    r"if i|(may|can|could) i (share|tell|offer|suggest|say|show|ask)|(do you )?want me to|would you "
    r"(like|want) (me|to hear|some|a|the)|shall i|if you('d| would)? (like|want),? i (can|could))\b",
    re.IGNORECASE,
)
_ASKED_FOR: Final = frozenset({"P1", "P3", "P4", "P5", "S5"})
_LEAVE_GIVEN: Final = frozenset({"P1", "P4", "P5", "S5"})


def asks_for_something(client_line: str) -> bool:
    """Whether the client asks for advice, information, an opinion, a report or a prayer."""
    return bool(_ASKS.search(client_line))


# A clause of nothing but these is manners, whatever it is made to look like by what is around it.
_MANNERS: Final = frozenset(
    [
        "hi",
        "hello",
        "hey",
        "hiya",
        "bye",
        "goodbye",
        "goodnight",
        "night",
        "good",
        "morning",
        "evening",
        "afternoon",
        "day",
        "take",
        "care",
        "your",
        "time",
        "thanks",
        "thank",
        "you",
        "so",
        "much",
        "very",
        "see",
        "later",
        "soon",
        "tomorrow",
        "tonight",
        "cheers",
        "ok",
        "okay",
        "sure",
        "yes",
        "yeah",
        "no",
        "please",
        "welcome",
        "nice",
        "to",
        "meet",
        "again",
        "all",
        "the",
        "best",
        "then",
        "now",
        "well",
        "it",
        "was",
        "lovely",
        "talking",
        "with",
        "and",
        "for",
        "coming",
        "in",
        "today",
        "hang",
        "on",
        "a",
        "second",
        "sec",
        "moment",
        "minute",
        "sorry",
        "pardon",
        "excuse",
        "me",
    ]
)


def is_manners(clause: str) -> bool:
    """Whether a clause is a greeting, a goodbye, a thank-you or the like, and nothing else."""
    words = re.findall(r"[a-z']+", clause.casefold())
    return 0 < len(words) <= 8 and all(w in _MANNERS for w in words)


# "What did they do?" after a bad night is no curiosity about the work.
_WHAT_HAPPENED: Final = re.compile(
    r"^\W*(?:and |so |but |then |oh,? |ok,? )*(?:(?:what|where|when|who) (?:did|was|were) "
    r"(?:they|he|she|it|that)(?: do| say| tell| mean| go| take| come)?"
    r"(?: to you| you| then| next| from you| from| there| about)?"
    r"|how long (?:did|was|were|have|had) (?:you|they|he|she|it|that|both)\b[\w ']{0,24}"
    r"|how many times (?:have|has|did)\b[\w ']{0,30})\W*$",
    re.IGNORECASE,
)


def veto(code: str, clause: str, client_line: str) -> str | None:
    """Why ``code`` on ``clause`` should stay unsure after ``client_line``, or None."""
    if code[0] in "PS" and is_manners(clause):
        return "It is a courtesy."
    if code in _ASKED_FOR and asks_for_something(client_line):
        return "The client asked for it."
    if code in _LEAVE_GIVEN and _LEAVE.search(clause):
        return "It asks leave first."
    if code == "S3" and _WHAT_HAPPENED.match(clause):
        return "It asks what happened, and no more."
    if code == "S1":
        shared = _terms(clause) & _terms(client_line)
        if shared:
            return f"The client used “{sorted(shared)[0]}” first."
    return None


_TERMS: Final = re.compile(
    r"\b(hookers?|hooking|prostitutes?|prostitution|hustlers?|hustling|whores?|working girls?|escorts?|"
    r"junkies?|junkie|addicts?|clean|users?|street ?walkers?|victims?|trann(y|ies)|illegals?)\b",
    re.IGNORECASE,
)


def _terms(text: str) -> set[str]:
    return {m.group(0).casefold().rstrip("s") for m in _TERMS.finditer(text)}
