"""The database behind a URL: engine, sessions, and what every transaction may need.

SQLite runs in WAL mode with foreign keys on, and overwrites what is deleted.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from bot.store.records import Payload
from bot.store.tables import IncomingRow, OutgoingRow, now

_WAIT_SECONDS: Final = 30  # for another writer


def make_engine(url: str) -> Engine:
    """An engine for ``url``. A SQLite file's folder is made if it is missing."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS}, hide_parameters=True)

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


def truncate_log(connection: Connection, tries: int = 25) -> bool:
    """Empty SQLite's write-ahead log, so that nothing deleted stands in it any more.

    While it waits for readers, nobody can write; so it waits shortly, several times. False: the
    log was in use all the time, and the next one will do it.
    """
    connection.exec_driver_sql("PRAGMA busy_timeout=200")
    try:
        for _ in range(tries):
            blocked = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
            if not blocked:
                return True
            time.sleep(0.2)
        return False
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={1000 * _WAIT_SECONDS}")


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
        self,
        s: Session,
        account: int,
        encounter: str | None,
        messages: Sequence[Payload],
        waits: bool = False,
    ) -> None:
        """Queue ``messages``; those of a supervisor wait for somebody who can't be reached."""
        for message in messages:
            s.add(
                OutgoingRow(
                    account_id=account,
                    encounter_id=encounter,
                    payload=dict(message),
                    waits=waits,
                )
            )
            s.flush()

    def _done(self, s: Session, incoming: tuple[str, str] | None) -> None:
        if incoming:
            row = s.get(IncomingRow, incoming)
            if row is not None:
                row.done_at, row.payload = now(), None
