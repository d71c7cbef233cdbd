"""The desk on an office's database, of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import close_all_sessions

from bot import content
from bot.content import Content
from bot.review import passwords
from bot.review.app import make_app
from bot.settings import Settings
from bot.store import Store
from tests.review.coming_in import QUICK
from tests.review.people import Office, furnish


@pytest.fixture
def office(store: Store) -> Office:
    """Groups, trainees and reviewers, on each kind of database."""
    return furnish(store)


@pytest.fixture(scope="session")
def authored() -> Content:
    """The content, loaded once."""
    return content.load()


@pytest.fixture
def desk_settings(tmp_path: Path) -> Settings:
    """Settings of the desk, not this machine's."""
    return Settings(
        _env_file=None,
        telegram_token=None,
        organisation="Northside Outreach",
        time_zone="Europe/Amsterdam",
        pictures=tmp_path / "pictures",
    )


@pytest.fixture
def app(office: Office, authored: Content, desk_settings: Settings) -> Flask:
    """The desk, without the check of forms' tokens (tests/review/test_forms.py has that)."""
    made = make_app(office.store, authored, desk_settings)
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    yield made
    close_all_sessions()


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing passwords takes no time."""
    monkeypatch.setattr(passwords, "_hasher", QUICK)
