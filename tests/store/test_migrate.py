"""Migrations lead from nothing to the tables of ``tables.py``, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from bot.store import migrate
from bot.store.repository import make_engine
from bot.store.tables import Base


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


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
        assert indexes == {i.name for i in table.indexes}, table.name
    unique = [u["column_names"] for u in look.get_unique_constraints("account")]
    assert unique == [["channel", "external_id"]]
