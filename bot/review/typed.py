"""What somebody typed into a form: as it is kept, whether it fits, where quoted words stand."""

from __future__ import annotations

import re
from typing import Final

from flask import request

from bot.service.base import storable

MOST: Final = 2000  # characters of a reason, a comment, a note


def typed(name: str) -> str:
    """A field of the form that was sent: lines end in ``\\n``, nothing around it."""
    return storable(request.form.get(name, "")).replace("\r\n", "\n").strip()


def is_of(trainee: str) -> bool:
    """Whether the form was about this trainee (a random name), or doesn't say whom it is about.

    Numbers of rows are given again once the newest are erased: a page that stood open since then
    must not speak to somebody else.
    """
    return request.form.get("of", trainee) == trainee


def fits(text: str) -> str:
    """What to say of a text that is too long; "": it fits."""
    if len(text) <= MOST:
        return ""
    return (
        f"This has {len(text):,} characters, and {MOST:,} fit. Nothing is lost: "
        "it stands here to be shortened."
    )


def locate(reply: str, words: str, start: int | None = None) -> tuple[int, int] | None:
    """From where to where ``words`` stand in ``reply``, in code points; None: they don't.

    Of several places the one nearest to ``start``, else the first. How words are spaced makes no
    difference: a browser may have broken them into lines.
    """
    parts = words.split()
    if not parts or sum(map(len, parts)) > len(reply):
        return None
    pattern = r"\s+".join(re.escape(p) for p in parts)
    found = [m.span() for m in re.finditer(f"(?={pattern})", reply)]
    if not found:
        return None
    begin = min(found, key=lambda at: abs(at[0] - (start or 0)))[0]
    whole = re.compile(pattern).match(reply, begin)
    return whole.span() if whole else None
