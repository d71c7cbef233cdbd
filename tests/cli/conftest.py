"""The command line, run with settings of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import cli, people
from bot.settings import Settings

Alongside = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path, no_environment: None) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=f"sqlite:///{tmp_path / 'new' / 'test.sqlite3'}",
        pictures=tmp_path / "pictures",
        rasa_model=tmp_path / "none.tar.gz",
    )


@pytest.fixture
def alongside(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Alongside:
    """Run the command with the test's settings."""
    monkeypatch.setattr(cli, "load", lambda: settings)
    monkeypatch.setattr(people, "load", lambda: settings)
    monkeypatch.setattr(cli.logs, "configure", lambda level: None)

    def run(*args: str, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli.main, args, input=given)

    return run
