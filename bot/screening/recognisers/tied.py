"""A lone first or last name that the words around it tie to somebody real.

"Priyanka, my coworker", "mrs petrossian next door", "ask for keisha at the desk". A first name
by itself stays: clients have one, and workers say theirs.
"""

from __future__ import annotations

import re
from typing import Final

from presidio_analyzer import RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from bot.screening import ties
from bot.screening.cues import WORD
from bot.screening.letters import fold, words
from bot.screening.people import family, given, given_after_words, plain_family, plain_given
from bot.screening.recognisers.base import Rules
from bot.screening.recognisers.names import PARTICLES, SAINTS, Word, bare, capital, end_of, shouted
from bot.screening.slang import unknown

_MOST: Final = 4  # words of a name
_CUES: Final = (
    (ties.AFTER_MINE, False),
    (ties.AFTER_ROLE, False),
    (ties.IS_ROLE, False),
    (ties.OUR_OWN, False),
    (ties.ASKED, False),
    (ties.BETWEEN, True),
    (ties.BETWEEN_OFFICE, True),
)  # and whether a word nobody knows, in lower case, is a name there
_SAID: Final = (ties.AT_PLACE, ties.ACTS, ties.HAS, ties.THAT_KID, ties.LAST_NAME)
_CLOSED: Final = re.compile(r"\s*[,)]")
_OF_A_PLACE: Final = re.compile(r"(?:ian|ish|ese|ist|ite|ans|ness|ity|tion)$")
_MISSING: Final = words(
    "i you we they u to ll d really still must might also do don't dont will ya"
)
_YOURS: Final = words("your ur yr")
_KIN: Final = words("""
sister brother father mother elder justice agent captain coach bishop landlord
supervisor lawyer attorney
""")
# What stands after a title, or in a name's place, without being a name.
_NOT: Final = words("""
who big christmas act winter orange pepper dre seuss scholls martens right time care ed manager bill
nature universe contin world america kitty sister brother cousin aunt auntie uncle mom mum dad
street house place program programme shelter clinic hospital center centre inc christian jersey
israel kenya india georgia june april may august today tomorrow tonight anybody everybody nobody
rapid recovery harbor thing friendly lady lord
""")


class Tied(Rules):
    """Kind ``name``."""

    KIND = "name"

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Names beside words that say whose they are."""
        loud = shouted(text)
        runs = [_titled(text, match, loud) for match in ties.TITLED.finditer(text)]
        for cue, odd in _CUES:
            runs += [_from(text, match.end(), loud, odd, cue) for match in cue.finditer(text)]
        runs += [_before(text, match, loud) for match in ties.BEFORE_ROLE.finditer(text)]
        for match in ties.CALLED.finditer(text):
            word = WORD.match(text, match.end())
            if word and given_after_words(bare(word)):
                runs.append([word, *_on(text, word, loud)])
        for cue in _SAID:
            for match in cue.finditer(text):
                if not _spoken_to(text, match, cue is ties.AT_PLACE):
                    odd = cue is ties.LAST_NAME
                    runs.append(_back(text, match.span("name"), loud, odd))
        return [
            self.result(run[0].start(), end_of(run[-1]), 0.8, "tied to somebody real")
            for run in runs
            if run
        ]


def _titled(text: str, match: re.Match[str], loud: bool) -> list[Word]:
    title = WORD.match(text, match.start())
    pure = bool(match["pure"])
    if title is None:
        return []
    if fold(title[0]) == "miss" and fold(_last_word(text, title.start())) in _MISSING:
        return []
    if fold(title[0]) in _KIN and not title[0][0].isupper():
        return []
    if fold(_last_word(text, title.start())) in _YOURS and not pure:
        return []  # the client's own people belong to the scene
    word = WORD.match(text, match.end())
    if word is None or fold(bare(word)) in _NOT:
        return []
    if len(word[0]) == 1 and word[0].isupper() and word[0] != "I":
        return [word]  # "Ms. T"
    plain = capital(word) and not loud and not bare(word).isupper()
    if not (plain and (pure or title[0][0].isupper())) and not _name(word, loud, pure):
        return []
    return [word, *_on(text, word, loud)]


def _from(text: str, at: int, loud: bool, odd: bool, cue: re.Pattern[str]) -> list[Word]:
    """The name that begins at ``at``, after a title if there is one."""
    title = ties.TITLED.match(text, at)
    word = WORD.match(text, title.end() if title else at)
    if word is None or not _name(word, loud, odd):
        return []
    plain = bare(word)
    if cue is ties.IS_ROLE and not given(plain) and _OF_A_PLACE.search(fold(plain)):
        return []
    if cue is ties.OUR_OWN and not plain_given(plain):
        return []
    return [word, *_on(text, word, loud)]


def _before(text: str, match: re.Match[str], loud: bool) -> list[Word]:
    """The name before "my coworker"; with a comma, unless it is somebody spoken to."""
    if not match["how"].strip() and _spoken_to(text, match, True):
        return []
    if any(sign in match["how"] for sign in ",("):
        if match["close"] is None:
            return []
        if _spoken_to(text, match, True) and not _CLOSED.match(match["close"]):
            return []
    return _back(text, match.span("name"), loud, False)


def _spoken_to(text: str, match: re.Match[str], opening: bool) -> bool:
    """Whether the name may be the client's or the speaker's own; ``opening``: as a first word."""
    before = text[max(0, match.start() - 30) : match.start()]
    opens = not before.rstrip() or before.rstrip()[-1] in ".!?\n"
    if opens and opening and not match.groupdict().get("ours"):
        return True
    return bool(ties.SELF.search(before))


def _back(text: str, span: tuple[int, int], loud: bool, odd: bool) -> list[Word]:
    word = WORD.match(text, *span)
    if word is None or word.end() < span[1] or not _name(word, loud, odd):
        return []
    return [word]


def _on(text: str, word: Word, loud: bool) -> list[Word]:
    """The words of the same name after ``word``."""
    more: list[Word] = []
    last = word
    while len(more) < _MOST - 1 and text[last.end() : last.end() + 1] in (" ", "-"):
        following = WORD.match(text, last.end() + 1)
        if following is None:
            break
        proper = capital(following) and not loud
        if not (proper or plain_family(bare(following)) or following[0] in PARTICLES):
            break
        more.append(following)
        last = following
    while more and more[-1][0] in PARTICLES:
        more.pop()
    return more


def _last_word(text: str, at: int) -> str:
    found = re.findall(r"[\w']+", text[max(0, at - 20) : at])
    return found[-1] if found else ""


def _name(word: Word, loud: bool, odd: bool) -> bool:
    """Whether ``word`` can be a name here. ``odd``: also a word in lower case that nobody knows."""
    plain = bare(word)
    folded = fold(plain)
    if len(plain) < 2 or folded in _NOT or fold(_last_word(word.string, word.start())) in SAINTS:
        return False
    if capital(word) and not loud and not (plain.isupper() and len(plain) > 1):
        if given(plain) or family(plain):
            return True
        return unknown(plain)
    if plain_given(plain) and len(plain) > 2:
        return True
    return odd and (plain_family(plain) or unknown(plain))
