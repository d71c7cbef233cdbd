"""Sort a trainee's message before it is played.

``play``: it goes to the client. ``empty`` and ``symbols``: nothing a client could answer in
words. ``not_english``: this version codes English only. ``stepped_out``: the trainee speaks as
themselves, in distress or to stop, in any of sixteen languages; the role ends at once. ``abusive``:
a sexual or abusive remark to the client. Only ``play`` is ever coded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from bot.coder.normalise import normalise
from bot.screening.abuse import abusive
from bot.screening.foreign import counts
from bot.screening.loading import LOADING
from bot.screening.personal import mask
from bot.screening.stepping_out import steps_out

Kind = Literal["play", "empty", "symbols", "not_english", "stepped_out", "abusive"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Screened:
    """``text``: the message with personal details replaced; ``details``: the kinds replaced."""

    kind: Kind
    text: str
    details: tuple[str, ...] = ()


def screen(message: str, known: Iterable[str] = ()) -> Screened:
    """Sort ``message``. Nothing of it is kept here. ``known``: the scene's own names stay.

    Stepping out counts before abuse, and both before the question of the language.
    """
    plain = normalise(message).text.strip()
    if not plain:
        return Screened("empty", "")
    if not any(unicodedata.category(c)[0] in "LN" for c in plain):
        return Screened("symbols", message.strip()[:200])
    if steps_out(plain):
        return Screened("stepped_out", "")
    if abusive(plain):
        return Screened("abusive", "")
    text, details = mask(message.strip(), known)
    return Screened("play" if is_english(plain) else "not_english", text, details)


def is_english(text: str) -> bool:
    """Whether ``text`` can be taken for English. Short or mixed messages get the benefit.

    A message of two words is not English if it has another language's small words and none of
    English; with no sign of either it is.
    """
    words = [w.casefold() for w in _WORD.findall(text)]
    letters = [c for c in text if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    if letters and latin / len(letters) < 0.5:
        return False
    other, english = counts(text, _common_words())
    if len(words) > 1 and other:
        return english >= other
    if len(words) < 3 or sum(w in _common_words() for w in words) / len(words) >= 0.3:
        return True
    code, chance = _identifier().classify(text)
    return bool(code == "en" or chance < 0.9 or len(words) < 4)


@cache
def _common_words() -> frozenset[str]:
    """Frequent English words, spaCy's list, less those that are frequent elsewhere too."""
    with LOADING:
        from spacy.lang.en.stop_words import STOP_WORDS

    elsewhere = {"a", "as", "in", "me", "so", "no", "do", "he", "hers", "an", "am", "is", "was",
                 "die", "go", "her", "to", "under", "sixty", "or", "on", "at", "per", "de", "se"}  # fmt: skip
    chat = {"ok", "okay", "yeah", "yes", "hi", "hello", "hey", "thanks", "sorry", "im", "dont",
            "youre", "thats", "u", "ur", "gonna", "wanna", "lol", "whats", "want", "like",
            "sounds", "need", "good", "know", "feel", "tell", "here", "coffee", "help"}  # fmt: skip
    return frozenset((STOP_WORDS - elsewhere) | chat)


@cache
def _identifier() -> Any:
    with LOADING:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
