"""Bring a database to the current tables, with Alembic."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from bot.store import desk_tables  # noqa: F401
from bot.store.search_index import is_ours
from bot.store.tables import Base

MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations that ``engine``'s database has not seen."""
    config = _config()
    with _changing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def downgrade(engine: Engine, to: str) -> None:
    """Go back to revision ``to`` ("base" removes all tables)."""
    config = _config()
    with _changing(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, to)


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """A transaction for a migration.

    SQLite can't alter much: a table is made anew and the old one dropped, and with foreign keys
    on, that would take along every row that points to it. So they are off meanwhile.
    """
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
        try:
            with connection.begin():
                yield connection
        finally:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.commit()


def revision(engine: Engine, message: str) -> None:
    """Write a new migration for what ``tables.py`` has and the database has not."""
    config = _config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.revision(config, message=message, autogenerate=True)


def current(engine: Engine) -> tuple[str | None, str | None]:
    """The database's revision and the newest one there is."""
    with engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    return here, ScriptDirectory.from_config(_config()).get_current_head()


def differences(engine: Engine) -> list[object]:
    """What the database and ``tables.py`` disagree about (nothing, after ``upgrade``)."""
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_object": _is_a_table_of_ours}
        context = MigrationContext.configure(connection, opts=opts)
        return list(compare_metadata(context, Base.metadata))


def _is_a_table_of_ours(thing: object, name: str | None, *_: object) -> bool:
    """Not the index of words, which no class describes."""
    return not is_ours(name)
