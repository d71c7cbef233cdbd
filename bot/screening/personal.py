"""Personal details are replaced before anything is stored.

Full names come from spaCy's entities, phone numbers from ``phonenumbers`` (Google's
libphonenumber), e-mail addresses from a pattern. A first name alone stays: trainees make up
names, and clients have one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import phonenumbers

from bot.coder.clauses import language

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_REGIONS: Final = ("US", "GB", "CA")
_LEAST_DIGITS: Final = 7
_RANGE: Final = re.compile(r"\d{4}\s*-\s*\d{4}")  # of years or of prices
_PLACES: Final = frozenset(
    {"street", "st", "road", "rd", "avenue", "ave", "boulevard", "blvd", "square",
     "station", "bridge", "hospital", "clinic", "shelter", "center", "centre", "school"}
)  # fmt: skip
_WINDOW: Final = 4000  # characters parsed at once; windows overlap, so that no name is cut
_OVERLAP: Final = 200
_NOT_NAMES: Final = frozenset({"god", "jesus", "lord", "christ", "mary", "allah"})


def mask(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with details replaced by ``[name]``, ``[phone]``, ``[e-mail]``; the kinds found."""
    spans = [(m.start(), m.end(), "e-mail") for m in _EMAIL.finditer(text)]
    spans += [(start, end, "phone") for start, end in _phones(text)]
    spans += [(start, end, "name") for start, end in _names(text)]
    out, at, kinds = [], 0, []
    for start, end, kind in sorted(spans):
        if start < at:
            continue
        out += [text[at:start], f"[{kind}]"]
        at = end
        if kind not in kinds:
            kinds.append(kind)
    return "".join([*out, text[at:]]), tuple(kinds)


def _phones(text: str) -> list[tuple[int, int]]:
    if sum(c.isdigit() for c in text) < _LEAST_DIGITS:
        return []
    found: dict[tuple[int, int], None] = {}
    for region in _REGIONS:
        leniency = phonenumbers.Leniency.POSSIBLE
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=leniency):
            raw = match.raw_string
            if sum(c.isdigit() for c in raw) >= _LEAST_DIGITS and not _RANGE.fullmatch(raw):
                found[match.start, match.end] = None
    return list(found)


def _names(text: str) -> list[tuple[int, int]]:
    """People of two or more capitalised words, as the parser's entities have them."""
    if sum(w[:1].isupper() for w in text.split()) < 2:
        return []
    spans = []
    for base in range(0, len(text), _WINDOW - _OVERLAP):
        doc = language()(text[base : base + _WINDOW])
        for entity in doc.ents:
            span = _full_name(doc, entity) if entity.label_ == "PERSON" else None
            if span:
                spans.append((base + span[0], base + span[1]))
    return spans


def _full_name(doc: Doc, entity: Span) -> tuple[int, int] | None:
    """Where the two or more capitalised words of ``entity`` stand, if that is what it is."""
    words = [t for t in entity if t.text[0].isalpha()]
    while words and not (words[0].text[0].isupper() and words[0].tag_.startswith("NNP")):
        words = words[1:]
    while words and not words[-1].text[0].isupper():
        words = words[:-1]
    names = [w for w in words if w.text[0].isupper() and w.lower_ not in _NOT_NAMES]
    if len(names) < 2 or len(names) < len(words):
        return None
    last = words[-1]
    after = doc[last.i + 1].lower_ if last.i + 1 < len(doc) else ""
    if last.lower_ in _PLACES or after in _PLACES:
        return None
    return words[0].idx, last.idx + len(last)
