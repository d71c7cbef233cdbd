"""A first name alone, where the words before it say that it is somebody's outside the scene.

"My client Jasmine", "a guy named Darnell", "her real name is ...": also in lower case, if the
name is a common one.
"""

from __future__ import annotations

from typing import Final

from presidio_analyzer import RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from bot.screening.cues import ASIDE, BEFORE_NAME, NAMED, NEXT_TO, TITLE, WORD
from bot.screening.people import given, given_after_words, plain_family
from bot.screening.recognisers.base import Rules
from bot.screening.recognisers.names import Word, bare, capital, end_of, shouted
from bot.screening.slang import unknown

_MOST: Final = 4  # words of a name
_LONG_ENOUGH: Final = 5  # letters; shorter words in lower case that nobody knows are slang
_ENDINGS: Final = ("s", "ed", "ing", "in", "ly")


class Named(Rules):
    """Kind ``name``."""

    KIND = "name"

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Names after words that announce them."""
        found = []
        loud = shouted(text)
        for cue in (NEXT_TO, NAMED, ASIDE):
            for match in cue.finditer(text):
                words = _following(text, match.end(), cue is NAMED, loud)
                if words:
                    why = "after words that say whose it is"
                    found.append(self.result(words[0].start(), end_of(words[-1]), 0.85, why))
        for match in BEFORE_NAME.finditer(text):
            span = match.span(match.lastgroup or 0)
            words = [w for w in WORD.finditer(text, *span) if _first(w, True, loud)]
            if words:
                why = "before words that say whose it is"
                found.append(self.result(words[0].start(), end_of(words[-1]), 0.85, why))
        return found


def _following(text: str, at: int, announced: bool, loud: bool) -> list[Word]:
    """The words of a name from ``at`` on. ``announced``: it may also be an ordinary word."""
    words: list[Word] = []
    title = TITLE.match(text, at)
    at = title.end() if title else at
    while len(words) < _MOST:
        word = WORD.match(text, at)
        if word is None or not (_first(word, announced, loud) if not words else _more(word, loud)):
            break
        words.append(word)
        at = word.end() + 1
        if text[word.end() : at] not in (" ", "-"):
            break
    return words


def _first(word: Word, announced: bool, loud: bool) -> bool:
    known = given(bare(word)) if announced else given_after_words(bare(word))
    return known or _looks_like_one(word, loud)


def _more(word: Word, loud: bool) -> bool:
    return plain_family(bare(word)) or _looks_like_one(word, loud)


def _looks_like_one(word: Word, loud: bool) -> bool:
    plain = bare(word)
    if loud or (plain.isupper() and len(plain) > 1):
        return False
    odd = len(plain) >= _LONG_ENOUGH and not plain.endswith(_ENDINGS) and unknown(plain)
    return capital(word) or (plain.islower() and odd)
