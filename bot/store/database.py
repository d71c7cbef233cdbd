"""The database behind a URL: engine, sessions, and what every transaction may need.

SQLite runs in WAL mode with foreign keys on, and overwrites what is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from bot.store.records import Payload
from bot.store.tables import IncomingRow, OutgoingRow, now


def make_engine(url: str) -> Engine:
    """An engine for ``url``. A SQLite file's folder is made if it is missing."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, record: Any) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "synchronous=NORMAL",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


class Database:
    """Engine and sessions. Methods are synchronous and safe to call from any thread."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._sessions.begin() as session:
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _queue(
        self, s: Session, account: int, encounter: str | None, messages: Sequence[Payload]
    ) -> None:
        for message in messages:
            s.add(OutgoingRow(account_id=account, encounter_id=encounter, payload=dict(message)))
            s.flush()

    def _done(self, s: Session, incoming: tuple[str, str] | None) -> None:
        if incoming:
            row = s.get(IncomingRow, incoming)
            if row is not None:
                row.done_at, row.payload = now(), None
