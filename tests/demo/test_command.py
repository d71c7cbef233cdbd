"""``alongside demo``: what it fills, what it leaves alone, what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from bot.demo import command, filling
from bot.review import serve as serving
from bot.review.passwords import fits
from bot.settings import Settings
from bot.store import Store, migrate
from bot.store.desk_tables import Reviewer
from bot.store.tables import Account, EncounterRow
from tests.demo.conftest import Played

Demo = Callable[..., Result]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'var' / 'demo.sqlite3'}"


@pytest.fixture
def practice(tmp_path: Path, no_environment: None) -> Settings:
    """Settings of one's own practice."""
    own = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    return Settings(_env_file=None, database_url=own)  # type: ignore[call-arg]


@pytest.fixture
def demo(url: str, practice: Settings, played: Played, monkeypatch: pytest.MonkeyPatch) -> Demo:
    """Run the command, with what is played already."""

    async def play(*_: object) -> Played:
        return played

    monkeypatch.setattr(filling, "play", play)
    monkeypatch.setattr(command, "load", lambda: practice)
    monkeypatch.setattr(serving, "is_free", lambda port: True)

    def run(*args: str) -> Result:
        return CliRunner().invoke(command.demo, ["--database", url, *args])

    return run


def names(url: str) -> list[str]:
    store = Store(url)
    with store._session() as s:
        found = list(s.scalars(select(EncounterRow.id).order_by(EncounterRow.id)))
    store.close()
    return found


def test_it_says_how_to_sign_in_and_serves(demo: Demo, url: str, monkeypatch: pytest.MonkeyPatch):
    served: list[str] = []
    monkeypatch.setattr(serving, "serve", lambda store, c, settings: served.append(store.url))
    result = demo()
    assert result.exit_code == 0, result.output
    assert served == [url]
    told = re.search(r"Sign in as (\S+) with the password (\S+)", result.output)
    assert told
    store = Store(url)
    with store._session() as s:
        row = s.scalars(select(Reviewer).where(Reviewer.email == told[1])).one()
    store.close()
    assert row.role == "lead"
    assert fits(row.password_hash, told[2])


def test_it_is_made_anew_unless_it_is_to_be_kept(demo: Demo, url: str):
    assert demo("--no-serve").exit_code == 0
    first = names(url)
    kept = demo("--no-serve", "--keep", "--seed", "2")
    assert kept.exit_code == 0
    assert "password" in kept.output
    assert names(url) == first
    assert demo("--no-serve", "--seed", "2").exit_code == 0
    assert len(names(url)) == len(first)
    assert names(url) != first


def test_people_who_are_not_made_up_are_left_alone(demo: Demo, url: str):
    assert demo("--no-serve").exit_code == 0
    before = names(url)
    store = Store(url)
    store.add_trainee("telegram", "17")
    store.close()
    for args in (("--no-serve",), ("--no-serve", "--keep")):
        result = demo(*args)
        assert result.exit_code == 1
        assert "not made up" in result.output
    assert names(url) == before


@pytest.mark.parametrize("who", ["reviewer", "invitation"])
def test_somebody_who_is_about_to_begin_counts_as_people(demo: Demo, url: str, who: str):
    store = Store(url)
    migrate.upgrade(store.engine)
    if who == "invitation":
        store.invite(days=3)
    else:
        with store._session() as s:
            s.add(Reviewer(email="ana@example.org", name="Ana", role="lead"))
    store.close()
    assert demo("--no-serve").exit_code == 1


def test_the_database_of_ones_own_practice_is_left_alone(demo: Demo, practice: Settings):
    result = demo("--no-serve", "--database", practice.database_url)
    assert result.exit_code == 1
    assert "DATABASE_URL" in result.output


def test_an_empty_database_of_either_kind_will_do(demo: Demo, empty_database_url: str):
    for _ in range(2):
        assert demo("--no-serve", "--database", empty_database_url).exit_code == 0
    store = Store(empty_database_url)
    with store._session() as s:
        assert set(s.scalars(select(Account.channel))) == {"demo"}
    store.close()


def test_a_taken_port_is_said_before_anything_is_made(
    demo: Demo, url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(serving, "is_free", lambda port: False)
    result = demo()
    assert result.exit_code == 1
    assert "REVIEW_PORT" in result.output
    assert not Path(url.removeprefix("sqlite:///")).exists()
