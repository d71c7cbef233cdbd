"""How many replies a search would find: few can be listed, of many only the first are looked at."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Select, column, func, select, table
from sqlalchemy.orm import Session

from bot.store.desk.filters import Filters
from bot.store.desk.said import Matches, Says, words_of
from bot.store.search_index import TABLE
from bot.store.tables import FindingRow, TurnRow

MANY: Final = 10_000  # replies
# SQLite's index of words, by the ids of turns.
SAID: Final = table(TABLE, column("rowid"))


def breadth(s: Session, filters: Filters) -> frozenset[str]:
    """Which of "q" and "code" fit more than ``MANY`` replies by themselves."""
    found = set()
    if filters.code:
        one = select(FindingRow.turn_id).where(FindingRow.code == filters.code)
        found |= {"code"} if _many(s, one) else set()
    words = words_of(filters.q)
    if words:
        found |= {"q"} if _many(s, _said(s, words)) else set()
    return frozenset(found)


def _said(s: Session, words: list[str]) -> Select[Any]:
    if s.get_bind().dialect.name == "sqlite":
        return select(SAID.c.rowid).where(Matches(words))
    return select(TurnRow.id).where(Says(words))


def _many(s: Session, found: Select[Any]) -> bool:
    some = found.limit(MANY + 1).subquery()
    return (s.scalar(select(func.count()).select_from(some)) or 0) > MANY
