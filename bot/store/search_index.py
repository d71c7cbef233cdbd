"""The index of words: full-text search over what was said, kept by the database itself.

SQLite: an FTS5 table, ``said``, that follows ``turn`` by triggers. PostgreSQL: a GIN index on
``turn``. Both know whole words in lower case, in any language, without stems.
"""

from __future__ import annotations

from typing import Final

TABLE: Final = "said"
INDEX: Final = "ix_turn_said"
# The words of a turn, as PostgreSQL indexes and searches them.
VECTOR: Final = "to_tsvector('simple', turn.reply || ' ' || turn.client_after)"

_NEW: Final = (
    "INSERT INTO said(rowid, reply, client_after) VALUES (new.id, new.reply, new.client_after);"
)
_OLD: Final = (
    "INSERT INTO said(said, rowid, reply, client_after)"
    " VALUES ('delete', old.id, old.reply, old.client_after);"
)
SQLITE: Final[tuple[str, ...]] = (
    "CREATE VIRTUAL TABLE said USING fts5(reply, client_after, content='turn',"
    " content_rowid='id', tokenize='unicode61')",
    f"CREATE TRIGGER said_new AFTER INSERT ON turn BEGIN {_NEW} END",
    f"CREATE TRIGGER said_gone AFTER DELETE ON turn BEGIN {_OLD} END",
    f"CREATE TRIGGER said_else AFTER UPDATE OF reply, client_after ON turn BEGIN {_OLD} {_NEW} END",
    "INSERT INTO said(said) VALUES ('rebuild')",
)
SQLITE_DROP: Final[tuple[str, ...]] = (
    "DROP TRIGGER said_new",
    "DROP TRIGGER said_gone",
    "DROP TRIGGER said_else",
    "DROP TABLE said",
)
# Words of deleted turns stay in FTS5's segments until these are merged.
SQLITE_FORGET: Final = "INSERT INTO said(said) VALUES ('optimize')"
POSTGRES: Final[tuple[str, ...]] = (
    f"CREATE INDEX {INDEX} ON turn USING gin (to_tsvector('simple', reply || ' ' || client_after))",
)
POSTGRES_DROP: Final[tuple[str, ...]] = (f"DROP INDEX {INDEX}",)


def is_ours(name: str | None) -> bool:
    """Whether a table or index belongs to the search, and so to no class of ``tables.py``."""
    return bool(name) and (name == INDEX or str(name) == TABLE or str(name).startswith(f"{TABLE}_"))
