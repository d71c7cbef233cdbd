"""Full names: two or more capitalised words that the parser or the lists take for somebody's.

A first name alone stays: trainees make up names, and clients have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from presidio_analyzer import RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts
from spacy.lang.en.stop_words import STOP_WORDS

from bot.screening.cues import WORD
from bot.screening.famous import famous
from bot.screening.hints import in_lower
from bot.screening.letters import fold, words
from bot.screening.people import family, given, plain_family, plain_given
from bot.screening.recognisers.base import Rules
from bot.screening.vocabulary import rare

if TYPE_CHECKING:
    from spacy.tokens import Doc

PARTICLES: Final = words("""
de del la las los da das do dos di du des van von der den bin ibn al el ap ter le
""")
_PLACES: Final = words("""
street st road rd avenue ave boulevard blvd square station bridge hospital clinic shelter center
centre school house home county city park church university college project coalition van market bar
hotel motel library inn cafe diner court lane drive place terrace health services helpline hotline
academy parenthood office charities ministry institute department agency council company bank
street's lifeline line network program programme foundation alliance collective mission army
ministries pharmacy store building tower towers heights beach lake river island hill hills valley
mart deli grill pizza foods grocery liquor express prison jail union society trust fund group club
team unit ward crescent gardens airport mall plaza bay fort port north south east west central act
law law's day eve card cards night
""")
_NO_NAMES: Final = (
    words("""
god jesus lord christ allah saint st san santa sainte monday tuesday wednesday thursday friday
saturday sunday january february march july september october november december christmas easter
happy merry new good dear the and but or so if of i a an in on at to for is are was it its he she
they we you your my his her their our me him them what who when where why how that this did do does
can could would will shall may has have had be been not no yes ok okay hi hey hello thanks thank
sorry please wow damn oh well then now there here with from by about as ask asked tell told call
text see saw meet let maybe just google facebook instagram telegram narcan naloxone medicaid
medicare hiv aids hep std sti prep er dmv cps police cop cops mr mrs ms miss dr officer judge
detective nurse doctor sister auntie aunt uncle mama mum mom dad papa grandma nan queen king lady
sir madam spanish english french black white american african grey gray silver sis bro brother
father rabbi deacon reverend imam chaplain sergeant constable inspector professor pastor aunty tía
tío señora señor poor och anyway anyways like right congratulations blue red trans fentanyl suboxone
vivitrol methadone buprenorphine naltrexone biktarvy truvada descovy apretude sublocade doxy plan
uber lyft walgreens walmart walgreen safeway target dunkin donuts starbucks mcdonald's wendy's
popeyes greyhound amtrak metro craigslist zelle tylenol advil joe's jerry's macy's xylazine comma
period vitamin fort rapid recovery housing harm needle mutual food safe coordinated community crisis
emergency mental wellness shared supported supportive emergency drop peer off out honda toyota ford
chevy nissan kia bmw audi id
""")
    | STOP_WORDS
)
_AFTER: Final = words("""
street st road rd avenue ave lane square hospital clinic shelter center centre school station
bridge house church park bus library
""")
SAINTS: Final = frozenset({"saint", "st", "san", "santa", "sainte", "são"})
_WHERE: Final = words("""
in from near at around on past of outside
""")
_ELSEWHERE: Final = words("""
GPE LOC FAC NORP PRODUCT EVENT WORK_OF_ART LAW
""")
_SHOUTED: Final = 0.6  # share of capitals from which capitals prove nothing
_LONGEST: Final = 5  # capitalised words in a row; more is a title

_TURNED: Final = re.compile(r"\b([A-Z][\w'-]+), ([A-Z][\w'-]+)\b")
_NICKNAMED: Final = re.compile(r"\b([A-Z][\w'-]+) [\"'(][A-Z]\w*[\"')] ([A-Z][\w'-]+)\b")
_NEXT: Final = re.compile(r"(?:\s+[A-Z][\w.]*){1,3}|\s+[^\W\d_]+")

Word = re.Match[str]


class Names(Rules):
    """Kind ``name``."""

    KIND = "name"

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Pairs of common names in any letters; capitalised words that are a person's."""
        found = [
            self.result(*span, 0.7, "two common names")
            for span in in_lower(text)
            if not place_after(text, span[1]) and not famous(text[slice(*span)])
        ]
        for match in _TURNED.finditer(text):
            if plain_family(match[1]) and not given(match[1]) and given(match[2]):
                found.append(self.result(*match.span(), 0.7, "family name first"))
        for match in _NICKNAMED.finditer(text):
            if given(match[1]) or family(match[2]) or rare(match[2]):
                found.append(self.result(*match.span(), 0.7, "with what they are called"))
        doc = nlp_artifacts.tokens if nlp_artifacts else None
        if doc is None or not doc.has_annotation("TAG") or shouted(text):
            return found
        for run in runs(text):
            why = _why(run, doc)
            if why:
                found.append(self.result(run[0].start(), end_of(run[-1]), 0.8, why))
        return found


def shouted(text: str) -> bool:
    """Whether so much of ``text`` is in capitals that they say nothing."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > _SHOUTED * len(letters)


def runs(text: str) -> Iterator[list[Word]]:
    """Capitalised words in a row, small words such as "de la" among them."""
    run: list[Word] = []
    for word in WORD.finditer(text):
        joined = bool(run) and _joined(text, run[-1], word)
        if run and not joined:
            yield from _whole(run)
            run = []
        if capital(word) or (joined and word[0] in PARTICLES):
            run.append(word)
        elif run:
            yield from _whole(run)
            run = []
    yield from _whole(run)


def capital(word: Word) -> bool:
    """Whether ``word`` has a capital and isn't one that has it for another reason."""
    plain = fold(bare(word))
    return word[0][0].isupper() and plain not in _NO_NAMES and plain.split("'")[0] not in _NO_NAMES


def bare(word: Word) -> str:
    """``word`` without the possessive."""
    return word[0].removesuffix("'s").removesuffix("'S")


def acronym(run: list[Word]) -> bool:
    """Whether a word of ``run`` is in capitals throughout."""
    return any(bare(w).isupper() and len(bare(w)) > 1 for w in run)


def end_of(word: Word) -> int:
    """Where ``word`` ends, the possessive left out."""
    return word.start() + len(bare(word))


def _joined(text: str, before: Word, word: Word) -> bool:
    if bare(before) != before[0]:
        return False
    between = text[before.end() : word.start()]
    return bool(re.fullmatch(r"[ \t]+", between)) or (len(before[0]) == 1 and between == ". ")


def _whole(run: list[Word]) -> Iterator[list[Word]]:
    while run and not run[-1][0][0].isupper():
        run = run[:-1]
    if 2 <= sum(word[0] not in PARTICLES for word in run) <= _LONGEST:
        yield run


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins at ``start``."""
    before = text[:start].rstrip(" \"'(")
    return not before or before[-1] in ".!?\n"


def place_after(text: str, end: int) -> bool:
    """Whether what follows ("Street", "Jr. Avenue") makes a place of what ends at ``end``."""
    after = _NEXT.match(text, end)
    return bool(after and any(fold(w) in _AFTER for w in WORD.findall(after[0])))


def _why(run: list[Word], doc: Doc) -> str:
    """What speaks for ``run`` as somebody's name; nothing, if it is a place or a heading."""
    text, start, end = doc.text, run[0].start(), end_of(run[-1])
    first, last = bare(run[0]), bare(run[-1])
    before = WORD.findall(text[:start])[-1:]
    if before and fold(before[0]) in SAINTS:
        return ""
    if fold(last) in _PLACES or place_after(text, end):
        return ""
    labels = {e.label_ for e in doc.ents if e.start_char < end and e.end_char > start}
    if famous(text[start:end]):
        return ""
    if given(first) and family(last):
        return "a common given name and a common family name"
    if given(last) and not family(last) and not given(first) and _opens(text, start):
        return ""  # "Anyways Amira": a word that opens the sentence, and a first name
    for entity in doc.ents:
        within = [w for w in run if entity.start_char <= w.start() and end_of(w) <= entity.end_char]
        known = any(given(bare(w)) or family(bare(w)) or rare(bare(w)) for w in within)
        if entity.label_ == "PERSON" and len(within) >= 2 and known:
            return "the parser takes it for a person"
    tags = {t.tag_ for t in doc if start <= t.idx < end and t.is_alpha}
    if labels & _ELSEWHERE and (not before or before[0].casefold() in _WHERE):
        return ""
    if tags <= {"NNP", "NNPS"} and plain_given(first):
        return "a common given name and another name"
    if tags <= {"NNP", "NNPS"} and family(last) and not _opens(text, start) and "ORG" not in labels:
        return "a name and a common family name"
    if tags <= {"NNP", "NNPS"} and any(rare(bare(w)) for w in run) and not acronym(run):
        return "two capitalised words, one of them no common word"
    return ""
