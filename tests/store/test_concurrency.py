"""Two threads at once: nothing lost, nothing twice, nobody locked out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from sqlalchemy import text

from bot.store import Store, migrate
from bot.store.database import truncate_log
from tests.fakes.database import counts, dump
from tests.store.build import begin, new_turn, said, trainee


def together[T](do: Callable[[int], T], count: int = 2) -> list[T]:
    """Run ``do(0)``, ``do(1)``, ... at the same moment."""
    ready = Barrier(count, timeout=30)

    def run(number: int) -> T:
        ready.wait()
        return do(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_the_same_trainee_added_at_once_is_one(store: Store) -> None:
    for number in range(10):
        first, second = together(lambda _, n=number: store.add_trainee("telegram", str(n)))
        assert first == second
    assert counts(store) == {"trainee": 10, "account": 10}


def test_the_same_update_received_at_once_is_stored_once(store: Store) -> None:
    for number in range(10):
        got = together(lambda i, n=number: store.receive("telegram", str(n), {"from": i}))
        assert sorted(got) == [False, True]
    assert counts(store) == {"incoming": 10}


def test_two_conversations_at_once(store: Store) -> None:
    people = [trainee(store, str(n)) for n in range(2)]
    encounters = [begin(store, who) for who in people]

    def converse(i: int) -> None:
        who = people[i]
        for number in range(1, 16):
            store.receive("telegram", f"{i}-{number}", {})
            store.add_turn(
                who,
                encounters[i].id,
                new_turn(number, f"reply {i}-{number}"),
                [said(f"{i}-{number}")],
                ("telegram", f"{i}-{number}"),
            )

    together(converse)
    for i, who in enumerate(people):
        wanted = [f"{i}-{number}" for number in range(1, 16)]
        assert [m.payload["text"] for m in store.unsent(who.account)] == wanted
        got = store.encounter(encounters[i].id)
        assert got is not None
        assert [t.reply for t in got.turns] == [f"reply {w}" for w in wanted]
        assert all(len(t.findings) == 2 for t in got.turns)
    assert all(row["done_at"] for row in dump(store)["incoming"])


def test_a_reader_is_not_held_up_by_a_writer(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    with store.engine.connect() as writer:
        writer.execute(text("UPDATE trainee SET carry = 'unfinished'"))
        (seen,) = together(lambda _: store.encounter(now.id), count=1)
        known = store.trainee("telegram", "17")
        writer.rollback()
    assert seen is not None
    assert known is not None
    assert known.carry == ""


def test_sqlite_has_its_guards_on_every_connection(store: Store) -> None:
    if store.engine.dialect.name != "sqlite":
        with store.engine.connect() as connection:
            assert connection.execute(text("SHOW transaction_isolation")).scalar()
        return
    with store.engine.connect() as one, store.engine.connect() as two:
        for connection in (one, two):
            pragma = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "foreign_keys", "secure_delete")
            }
            assert pragma == {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1}


def test_the_log_is_emptied_once_nobody_reads_and_waiting_for_it_stops_nobody(tmp_path: Path):
    store = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    migrate.upgrade(store.engine)
    reader = sqlite3.connect(tmp_path / "test.sqlite3")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM trainee").fetchall()
    trainee(store)
    with store.engine.connect() as connection:
        assert not truncate_log(connection, tries=2)
    trainee(store, "18")  # others write meanwhile
    reader.rollback()
    with store.engine.connect() as connection:
        assert truncate_log(connection, tries=2)
    assert (tmp_path / "test.sqlite3-wal").stat().st_size == 0
    store.close()
