"""Searching in what was said: words as they are typed, as a condition on turns.

The words are always words: whatever a database's own search language would make of quotes, stars
or minus signs, it gets them inside quotes. All of them have to be there, the last may go on.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import Boolean, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.expression import ColumnElement

from bot.store.search_index import TABLE, VECTOR

MOST_WORDS: Final = 12
_OPEN_FROM: Final = 3  # letters of a last word that may go on
# Words so common that what begins with them is everywhere.
_CLOSED: Final = frozenset(
    """
    and are but can did for from had has have her him his how its just know like not now out she
    that the them then there they this was were what when where who will with would you your
    """.split()  # noqa: SIM905  as a list it would fill a page
)
_A_LETTER: Final = re.compile(r"[^\W_]")


def words_of(text: str) -> list[str]:
    """The words of ``text``, at most ``MOST_WORDS``; [] if there is no letter or digit in it."""
    return [w for w in text.split() if _A_LETTER.search(w)][:MOST_WORDS]


def is_open(words: list[str]) -> bool:
    """Whether the last of ``words`` may be the beginning of a longer one."""
    return len(words[-1]) >= _OPEN_FROM and words[-1].lower() not in _CLOSED


def for_sqlite(words: list[str]) -> str:
    """``words`` as FTS5 wants them."""
    quoted = ['"{}"'.format(w.replace('"', '""')) for w in words]
    return " ".join(quoted) + (" *" if is_open(words) else "")


def for_postgres(words: list[str]) -> str:
    """``words`` as ``to_tsquery`` wants them."""
    quoted = ["'{}'".format(w.replace("\\", "\\\\").replace("'", "''")) for w in words]
    return " & ".join(quoted) + (":*" if is_open(words) else "")


class Says(ColumnElement[bool]):
    """Of turns (not aliased): the reply and the client's answer hold all of these words.

    ``broad``: so many do that it is better to look into each turn than to list them all.
    """

    inherit_cache = False
    type = Boolean()

    def __init__(self, words: list[str], broad: bool = False) -> None:
        self.broad = broad
        self.fts5: BindParameter[str] = bindparam("said", for_sqlite(words), unique=True)
        self.tsquery: BindParameter[str] = bindparam("said", for_postgres(words), unique=True)

    def self_group(self, against: Any = None) -> Says:
        """As it is: already a condition, which no index would be used for as one of "= 1"."""
        return self


class Matches(Says):
    """Of rows of the index itself, on SQLite: they hold all of these words."""

    inherit_cache = False


def says(text: str, broad: bool = False) -> Says | None:
    """Of turns: those in which the words of ``text`` were said; None if it has no words."""
    words = words_of(text)
    return Says(words, broad) if words else None


@compiles(Says, "sqlite")
def _in_sqlite(element: Says, compiler: SQLCompiler, **options: Any) -> str:
    wanted = _bound(element.fts5, compiler, options)
    found = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH {wanted}"  # noqa: S608
    if element.broad:
        return f"EXISTS ({found} AND {TABLE}.rowid = turn.id)"
    return f"turn.id IN ({found})"


@compiles(Matches, "sqlite")
def _in_the_index(element: Matches, compiler: SQLCompiler, **options: Any) -> str:
    return f"{TABLE} MATCH {_bound(element.fts5, compiler, options)}"


@compiles(Says, "postgresql")
def _in_postgres(element: Says, compiler: SQLCompiler, **options: Any) -> str:
    wanted = _bound(element.tsquery, compiler, options)
    return f"({VECTOR} @@ to_tsquery('simple', {wanted}))"


def _bound(value: BindParameter[str], compiler: SQLCompiler, options: dict[str, Any]) -> str:
    return str(compiler.process(value, **options))
