"""The desk has something to show on every page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bot.content import Content
from bot.demo.filling import fill
from bot.demo.talks import Script
from bot.review.app import make_app
from bot.review.team import boards, figures
from bot.settings import Settings
from bot.store import Store, migrate
from bot.store.desk import DeskStore
from bot.store.desk.filters import Filters
from bot.store.tables import EncounterRow
from tests.demo.conftest import Played


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, script: Script, played: Played) -> Store:
    url = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'demo.sqlite3'}"
    made = Store(url)
    migrate.upgrade(made.engine)
    fill(made, Settings(_env_file=None, database_url=url), script, played, seed=1)
    return made


@pytest.fixture
def app(store: Store, authored: Content) -> Flask:
    made = make_app(store, authored, Settings(_env_file=None, database_url=store.url))
    made.config.update(TESTING=True, RATELIMIT_ENABLED=False)
    return made


def signed_in(app: Flask, store: Store, role: str) -> FlaskClient:
    shelf = DeskStore(store)
    who = next(r for r in shelf.reviewers() if r.role == role)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = shelf.sign_in(who.id, "Firefox"), True
    return client


@pytest.mark.parametrize("role", ["lead", "supervisor", "reader"])
def test_pages_open_and_say_that_it_is_made_up(app: Flask, store: Store, role: str):
    client = signed_in(app, store, role)
    for page in ("/", "/?tab=done", "/team", "/agreement"):
        found = client.get(page)
        assert found.status_code == 200, page
        assert "Made-up practice" in found.text


def test_conversations_can_be_opened(app: Flask, store: Store):
    client = signed_in(app, store, "lead")
    with store._session() as s:
        query = select(EncounterRow.id, EncounterRow.open_to_all).order_by(EncounterRow.id)
        talks = s.execute(query).tuples().all()[::8]
    for id_, everybodys in talks:
        found = client.get(f"/conversations/{id_}")
        # Some wait to be coded blind, and some are their trainee's own.
        assert found.status_code in ((200, 302, 404) if everybodys else (200, 404))


def test_the_queue_has_every_reason(app: Flask, store: Store):
    found = signed_in(app, store, "lead").get("/").text
    for reason in ("A note to supervisors", "Ended by a remark", "Contested flag", "New trainee"):
        assert reason in found


def test_team_figures_rest_on_enough_people(store: Store):
    now = datetime.now(UTC)
    found = figures(boards(DeskStore(store).counted_talks(now), now.date()), ["Night van"])
    assert found.total is not None
    assert found.total.trainees >= 5
    assert sum(c.figures is not None for c in found.scenarios) >= 4
    assert any(c.figures for c in found.flags)
    assert any(c.figures for c in found.to_trust)
    (unaided,) = found.unaided
    assert unaided.figures is not None
    assert unaided.figures.first.flag_rate > unaided.figures.latest.flag_rate
    months = [c.figures for c in found.months if c.figures]
    assert months[0].flag_rate > months[-1].flag_rate


def test_agreement_has_figures(store: Store):
    shelf = DeskStore(store)
    with store._session() as s:
        from bot.store.desk.accounts import viewer_of
        from bot.store.desk_tables import Reviewer

        lead = viewer_of(s, s.scalars(select(Reviewer).where(Reviewer.role == "lead")).one())
    twice = shelf.coded_twice(lead, Filters())
    both = {r.turn for r in twice.blind} & {r.turn for r in twice.open_eyed}
    assert len(both) >= 20
    said = shelf.said_of_replies(lead, Filters())
    assert {s.overruled for s in said} == {True, False}
    assert any(s.finding is None for s in said)
