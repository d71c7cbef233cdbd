"""English."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_EXERCISE: Final = r"(?:role[- ]?play|exercise|practice|scenario|simulation|training)"
_DIE: Final = (
    r"(?:(?:die|dying|kill(?:ing)? myself)\b(?! (?:of|from|laughing|for|inside|trying)\b)|"
    r"(?:hurt(?:ing)? myself|end(?:ing)? (?:it all|my life))\b)"
)

ENGLISH: Final = Words(
    language="English",
    whole=(
        r"(?:ok |okay |hey |no )?(?:please )?(?:stop|stop now|stop here|stop this)(?: please)?",
        r"(?:please )?stop(?: stop)+",
        r"(?:i (?:want|need|would like) to|i'?d like to|i wanna|let's|"
        r"(?:can|could|may) (?:we|i)) (?:please )?(?:stop|quit)(?: this| now| here)?(?: please)?",
        r"i (?:want|need) (?:to get )?out(?: of (?:this|here))?",
        r"i can'?t (?:do|take|handle) this(?: any ?more| right now| now)?",
        r"time ?out",
    ),
    anywhere=(
        rf"\bstep(?:ping)? out of (?:the |my |this )?(?:role|{_EXERCISE})\b",
        r"\bout of (?:the )?role\b(?! (?:of|as|that|you|she|he|they)\b)",
        r"(?<!you )(?<!he )(?<!she )(?<!they )\b(?:stop|end|pause|leave|quit|exit) (?:the|this) "
        rf"{_EXERCISE}\b(?! (?:class|at|in|on)\b)",
        r"\b(?:this|it)(?: is|'?s) (?:too much|too close|bringing up|triggering)(?: \w+){0,3} "
        r"(?:for me|home|my own)\b(?!,? (?:for (?:you|her|him|them)\b)|\?)",
        r"\bi(?:'?m| am) (?:being |getting )?triggered\b",
        r"\bi(?:'?m| am) having a panic attack\b",
        r"\bi(?:'?m| am)? (?:really |just |so )?"
        r"(?:want|need|wanna|going|gonna|feel(?:ing)? like|thinking (?:of|about))(?: to)? "
        rf"{_DIE}",
        r"\bi(?:'?m| am| feel) suicidal\b",
        r"\bi don'?t want to (?:live|be alive)\b"
        r"(?! (?:with (?:him|her|them|you)|near|next|far|at|by)\b)",
        rf"(?:\bnot|n'?t) (?:the|part of (?:the|this)) {_EXERCISE}[,.:; -]+(?:i\b|this is me)",
        r"\bi need (?:a|some) real (?:person|help|human)\b(?!')",
        rf"\bcan'?t (?:do|go on with) this {_EXERCISE}\b",
        r"\btalk to a real (?:person|human)\b(?! (?:at|from|in)\b)",
    ),
)
