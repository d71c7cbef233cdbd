"""A reply cut into pieces, with the codes of each: for ``macros/words.html``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

# Of several codes on the same words, whose colour they have.
_FAMILIES: Final = "PSGM"


@dataclass(frozen=True, slots=True)
class Mark:
    """A code on the words from ``start`` to ``end`` (characters of the reply).

    ``unsure``: the detector did not show it. ``overruled``: a supervisor sees it otherwise.
    ``added``: a supervisor found it missing.
    """

    start: int
    end: int
    code: str
    unsure: bool = False
    overruled: bool = False
    added: bool = False

    @property
    def family(self) -> str:
        """P, G, M or S."""
        return self.code[:1]


def segments(
    text: str, marks: Iterable[Mark], titles: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """``text`` in pieces, in order; their texts joined give ``text``.

    ``titles``: of codes, by id. A mark that reaches beyond the text is clipped; one without any
    words of it stands as a tag at the end, so that no code is lost. A piece: text, family,
    unsure, overruled, tags (see ``macros/words.html``).
    """
    known = titles or {}
    inside = [_clipped(m, len(text)) for m in marks]
    cuts = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    pieces = []
    for start, end in pairwise(cuts):
        over = sorted((m for m in inside if m.start <= start and end <= m.end), key=_rank)
        ending = sorted((m for m in inside if m.end == end), key=_rank)
        pieces.append(_piece(text[start:end], over, ending, known))
    if not pieces and inside:
        pieces.append(_piece("", [], sorted(inside, key=_rank), known))
    return pieces


def _clipped(mark: Mark, length: int) -> Mark:
    start, end = max(0, min(mark.start, length)), max(0, min(mark.end, length))
    if start >= end:
        start = end = length
    return Mark(start, end, mark.code, mark.unsure, mark.overruled, mark.added)


def _rank(mark: Mark) -> tuple[bool, bool, int, str]:
    family = _FAMILIES.find(mark.family)
    place = family if family >= 0 else len(_FAMILIES)
    return mark.overruled, mark.unsure, place, mark.code


def _piece(
    text: str, over: list[Mark], ending: list[Mark], titles: Mapping[str, str]
) -> dict[str, Any]:
    top = over[0] if over else None
    return {
        "text": text,
        "family": top.family if top else "",
        "unsure": bool(top and top.unsure),
        "overruled": bool(top and top.overruled),
        "tags": [
            {
                "code": m.code,
                "title": titles.get(m.code, ""),
                "family": m.family,
                "unsure": m.unsure,
                "overruled": m.overruled,
                "added": m.added,
            }
            for m in ending
        ],
    }
