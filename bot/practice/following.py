"""Does a reply stay with what the client just said? Plain word work; meaning is the encoder's."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)?")
_COMMON_WORDS: Final = """
a about after all also am an and any anything are aren't as ask at be been before being but by
can can't come could did didn't do does doesn't doing don't else ever feel for from get getting
give go going gone good got had has have haven't hear help her here hers him his how i i'd i'll
i'm i've if in into is isn't it it's its just kind know let like little long look lot make makes
maybe me mean mind more much my need never new no not now of off ok okay on one only or other
our out over really right said say saying says see she should so some somebody something sorry
sort sound sounds still such sure take talk tell than thank thanks that that's the their them
then there there's these they they're thing things think this those though time to today told
tonight too up us very want wanted was wasn't way we we're well went were what what's when where
which while who who's why will with without won't would yeah yes yet you you'd you'll you're
you've your yours
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())
_POINTS: Final = re.compile(
    r"\b(?:he|she|they|him|them|that|this|those|these|there|then|again|else|next|after"
    r"|(?<!is )(?<!was )(?<!'s )it)\b"
)
_OPENERS: Final = re.compile(
    r"^(?:and |so |but |oh |hm+,? |wait,? |really\W+|wow,? )?"
    r"(?:what|who|whose|why|when|where|which|how|since|until|tell me|say more|go on|then what)\b"
)
_ASKS: Final = re.compile(
    r"\?|^(?:and |so |but )?"
    r"(?:what|who|why|when|where|which|how|tell me|can you tell|could you tell)\b"
)
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?…])\s+")
_OFFERS: Final = re.compile(
    r"^(?:and |so |or |then |ok,? |maybe |perhaps )*(?:"
    r"(?:shall|should|could) (?:i|we)\b(?! (?:ask|know|have|be|feel|say))"
    r"|(?:do|would) you (?:want|like) (?:me|us) to\b|(?:do you )?want me to\b"
    r"|would you like (?:me|us|some company)\b"
    r"|(?:can|may) (?:i|we) (?:get|bring|call|ring|help|carry|make|write|walk|come|fetch|find|hold"
    r"|check|print|copy|wrap|sit)\b"
    r"|i (?:could|can) (?:get|bring|call|ring|help|carry|make|write|walk|come|fetch|find|hold|ask"
    r"|check|print|copy|wrap|sit|go)\b)"
)
_QUESTIONS: Final = re.compile(r"[^.!?…]*\?")
_PLAIN: Final = re.compile(
    r"\b(?:what|who|whose|why|when|where|which|how)\b"
    r"|^(?:and |so |but |or )?(?:do|does|did|is|are|was|were|have|has|had|can|could|would|will"
    r"|should|may|might|shall)(?:n't|nt)?\b"
)
_MORE: Final = re.compile(
    r"\b(?:tell me more|say more|go on|what do you mean|how do you mean|how so|what then|and then"
    r"|such as|like what|in what way|more about (?:that|it|this|him|her|them))\b"
)


def words(text: str) -> set[str]:
    """Content words of ``text``, lower case, plural and ending cut off roughly."""
    return {_stem(w) for w in _WORD.findall(text.casefold().replace("’", "'")) if w not in _COMMON}


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def asks(text: str) -> bool:
    """It asks something: a question mark, or it begins like a question."""
    return bool(_ASKS.search(text.casefold().strip()))


def questions(text: str) -> list[str]:
    """The questions in ``text``, each with its question mark."""
    return [q.strip() for q in _QUESTIONS.findall(text)]


def offers(text: str) -> bool:
    """Its last sentence offers to do something ("shall I ring them?", "I could come along.")."""
    last = [s for s in _SENTENCE_ENDS.split(text.casefold().replace("’", "'").strip()) if s][-1:]
    return bool(last and _OFFERS.search(last[0]))


def asks_plainly(text: str) -> bool:
    """It asks with a question word or an auxiliary; an echo ("In March?") does not."""
    return bool(_PLAIN.search(text.casefold().strip()))


def asks_for_more(text: str) -> bool:
    """It asks for nothing but more of the same ("go on", "what do you mean?")."""
    return bool(_MORE.search(text.casefold())) and len(text.split()) <= 16


def stays(text: str, client_line: str) -> float:
    """How much ``text`` stays with ``client_line``: 0 (not at all) to 1.

    Shared content words count, and so does a short question that points back ("what did she
    say then?") without naming a matter of its own.
    """
    said = text.casefold().replace("’", "'")
    if asks_for_more(said):
        return 1.0
    question = " ".join(questions(said)) or said
    own = words(question)
    shared = own & words(client_line)
    score = min(0.6, 0.3 * len(shared))
    points = bool(_POINTS.search(question))
    short = len(question.split()) <= 9
    if short and asks(question) and (points or not (own - shared)):
        score += 0.4 if len(own - shared) <= 1 else 0.2
    elif short and _OPENERS.search(question) and not own:
        score += 0.3
    return min(1.0, score)
