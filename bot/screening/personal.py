"""Personal details are replaced before anything is stored.

Presidio's analyser finds them, with recognisers of our own (``bot.screening.recognisers``) on
the parser that the coder uses too. Nothing leaves this process, and nothing is logged. A
first name alone stays, and so does what belongs to the scene.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from bot.coder.normalise import normalise
from bot.screening.hints import kinds, needs_parser
from bot.screening.loading import LOADING

_WINDOW: Final = 4000  # characters read at once; windows overlap, so that no detail is cut
_OVERLAP: Final = 200
# Where two kinds share a stretch, the one with the surer sign names it.
_ORDER: Final = ("e-mail", "ID number", "address", "phone", "handle", "name")


class Detail(NamedTuple):
    """A half-open stretch of the text and what kind of detail it is."""

    start: int
    end: int
    kind: str


def mask(text: str, known: Iterable[str] = ()) -> tuple[str, tuple[str, ...]]:
    """``text`` with each detail replaced by its kind, as in ``[name]``; the kinds, in order.

    Kinds: ``name``, ``phone``, ``e-mail``, ``address``, ``ID number``, ``handle``. ``known``
    are names that belong to the scene ("Irma Thomas", "Calder Street"), in any letters: they stay.
    """
    out, at, found = [], 0, []
    for start, end, kind in details(text, known):
        out += [text[at:start], f"[{kind}]"]
        at = end
        if kind not in found:
            found.append(kind)
    return "".join([*out, text[at:]]), tuple(found)


def details(text: str, known: Iterable[str] = ()) -> list[Detail]:
    """Every personal detail of ``text``, in order, none overlapping another."""
    allowed = _allowed(known)
    found: list[Detail] = []
    for base in range(0, max(len(text), 1), _WINDOW - _OVERLAP):
        read = normalise(text[base : base + _WINDOW])
        for detail in _analyse(read.text, allowed):
            start, end = read.span(detail.start, detail.end)
            found.append(Detail(base + start, base + end, detail.kind))
    return _apart(found)


def _analyse(text: str, allowed: list[str]) -> list[Detail]:
    wanted = kinds(text)
    if not wanted:
        return []
    with LOADING:
        from bot.screening.recognisers.engine import analyse

    return [Detail(*found) for found in analyse(text, wanted, needs_parser(text), allowed)]


def _allowed(known: Iterable[str]) -> list[str]:
    """One pattern for stretches made of the scene's own words only."""
    words = {w for name in known for w in re.findall(r"\w+", name.casefold())}
    if not words:
        return []
    either = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return [rf"^\W*(?:(?:{either})(?:'?s)?\b\W*)+$"]


def _apart(found: list[Detail]) -> list[Detail]:
    """Stretches that share letters become one, of the kind that comes first in ``_ORDER``."""
    apart: list[Detail] = []
    for detail in sorted(found):
        if apart and detail.start < apart[-1].end:
            last = apart.pop()
            kind = min(last.kind, detail.kind, key=_ORDER.index)
            detail = Detail(last.start, max(last.end, detail.end), kind)
        apart.append(detail)
    return apart
