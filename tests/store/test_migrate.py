"""Migrations lead from nothing to the tables of ``tables.py``, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from bot.store import migrate
from bot.store.repository import make_engine
from bot.store.search_index import is_ours
from bot.store.tables import Base


@pytest.fixture
def engine(empty_database_url: str) -> Iterator[Engine]:
    made = make_engine(empty_database_url)
    yield made
    made.dispose()


def tables(engine: Engine) -> set[str]:
    names = set(inspect(engine).get_table_names()) - {"alembic_version"}
    return {name for name in names if not is_ours(name)}


def test_up_down_and_up_again(engine: Engine) -> None:
    ours = set(Base.metadata.tables)
    assert tables(engine) == set()
    assert migrate.differences(engine) != []
    migrate.upgrade(engine)
    assert tables(engine) == ours
    assert migrate.differences(engine) == []
    migrate.downgrade(engine, "base")
    assert tables(engine) == set()
    assert migrate.current(engine)[0] is None
    migrate.upgrade(engine)
    assert tables(engine) == ours
    assert migrate.differences(engine) == []


def test_each_step_can_be_undone(engine: Engine) -> None:
    steps = list(ScriptDirectory(str(migrate.MIGRATIONS)).walk_revisions())[::-1]
    assert steps
    for step in steps:
        before = tables(engine)
        migrate.upgrade(engine, step.revision)
        assert migrate.current(engine)[0] == step.revision
        migrate.downgrade(engine, step.down_revision or "base")
        assert tables(engine) == before
        migrate.upgrade(engine, step.revision)


def test_upgrade_of_a_current_database_changes_nothing(engine: Engine) -> None:
    migrate.upgrade(engine)
    here, newest = migrate.current(engine)
    assert here == newest is not None
    migrate.upgrade(engine)
    assert migrate.current(engine) == (here, newest)


def test_a_missing_column_is_noticed(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE trainee DROP COLUMN carry")
    assert "carry" in str(migrate.differences(engine))


def test_columns_refuse_what_tables_py_refuses(engine: Engine) -> None:
    """Nullability, uniqueness, cascades and indexes, which ``differences`` may not all see."""
    migrate.upgrade(engine)
    look = inspect(engine)
    for table in Base.metadata.sorted_tables:
        stored = {c["name"]: c["nullable"] for c in look.get_columns(table.name)}
        assert stored == {c.name: c.nullable for c in table.columns}, table.name
        foreign = {
            (tuple(f["constrained_columns"]), f["referred_table"], f["options"].get("ondelete"))
            for f in look.get_foreign_keys(table.name)
        }
        assert foreign == {
            (tuple(f.column_keys), f.referred_table.name, f.ondelete)
            for f in table.foreign_key_constraints
        }, table.name
        indexes = {i["name"] for i in look.get_indexes(table.name) if not i.get("unique")}
        indexes = {name for name in indexes if not is_ours(name)}
        assert indexes == {i.name for i in table.indexes}, table.name
    unique = [u["column_names"] for u in look.get_unique_constraints("account")]
    assert unique == [["channel", "external_id"]]


def test_what_was_practised_before_survives(engine: Engine) -> None:
    """Rows of the tables as they were at 0002, of an encounter with a turn taken back."""
    migrate.upgrade(engine, "0002")
    early, late = "2026-05-01 10:00:00", "2026-05-01 10:05:00"
    with engine.begin() as c:
        for sql in (
            "INSERT INTO trainee (id, created_at, coach_mode, carry)"
            f" VALUES ('t-1', '{early}', 'each', 'a thing')",
            "INSERT INTO account (id, channel, external_id, trainee_id)"
            " VALUES (1, 'telegram', '7', 't-1')",
            "INSERT INTO encounter (id, trainee_id, scenario_id, coach_mode, status, state, line,"
            " carry, started_at, updated_at) VALUES ('e1', 't-1', 's', 'each', 'active', '{}',"
            f" '{{}}', '', '{early}', '{early}')",
            *(
                "INSERT INTO turn (id, encounter_id, number, client_before, reply, client_after,"
                " kind, topic, topic_confidence, trust, stance, state_before, line_before,"
                f" feedback, created_at, taken_back_at) VALUES ({i}, 'e1', {i}, 'a', 'b', 'c',"
                f" 'k', 't', 1, 0.2, 'wary', '{{}}', '{{}}', '{{}}', '2026-05-01 10:0{i}:00', {b})"
                for i, b in ((1, "NULL"), (2, f"'{late}'"), (3, f"'{late}'"), (6, "NULL"))
            ),
            "INSERT INTO objection (id, turn_id, code, reason, created_at)"
            f" VALUES (1, 2, 'P1', '', '{early}')",
        ):
            c.exec_driver_sql(sql)
    migrate.upgrade(engine)
    with engine.connect() as c:
        parents = c.exec_driver_sql("SELECT id, parent_id FROM turn ORDER BY id").all()
        assert [tuple(p) for p in parents] == [(1, None), (2, 1), (3, 2), (6, 1)]
        for table, rows in (("trainee", 1), ("account", 1), ("encounter", 1), ("objection", 1)):
            assert c.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == rows
        if engine.dialect.name == "sqlite":
            assert c.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert c.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    migrate.downgrade(engine, "0002")
    with engine.connect() as c:
        assert c.exec_driver_sql("SELECT count(*) FROM turn").scalar() == 4
