"""Every route of the desk for every role, and for nobody (``routes_table``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from sqlalchemy import delete

from bot.content import Content
from bot.review.app import make_app
from bot.settings import Settings
from bot.store import Store, migrate
from bot.store.desk import RIGHTS
from bot.store.tables import EncounterRow
from tests.review.browser.practice import UNTYPED, fill
from tests.review.people import furnish
from tests.review.routes_table import ROUTES, Route, World, names_of, plain

ROLES: Final = {"reader": "reader", "north": "supervisor", "south": "supervisor", "lead": "lead"}
# What reading may write down: that it was read, by whom, and what there is to read.
MAY_CHANGE: Final = frozenset({"audit", "queue", "queue_state", "reviewer_session", "reviewer"})
STRANGERS: Final = {"all": (), "north": ("south",), "own": ("south", "lead", "reader")}
# About a conversation, or a part of one. What was sent from one, ``desk.settle`` is for.
WITH_WORDS: Final = [
    r
    for r in ROUTES
    if r.whose != "all" and r.endpoint.startswith("desk.") and r.endpoint != "desk.settle"
]
LISTS: Final = (
    "desk.queue",
    "desk.messages",
    "desk.similar",
    "desk.second",
    "desk.agreement",
    "desk.exports",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, authored: Content) -> Iterator[World]:
    """A desk on SQLite. Whoever changes it takes it ``anew`` first."""
    folder = tmp_path_factory.mktemp("routes")
    store = Store(f"sqlite:///{folder / 'desk.sqlite3'}")
    migrate.upgrade(store.engine)
    practice = fill(furnish(store))
    settings = Settings(_env_file=None, telegram_token=None, pictures=folder / "pictures")
    app = make_app(store, authored, settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    made = World(app, practice, folder, *names_of(practice))
    made.keep()
    yield made
    store.close()


def lacks(route: Route, who: str) -> int:
    """The status that refuses ``who``; 0: they may."""
    right = route.right
    if right and right not in RIGHTS[ROLES[who]]:
        return 403
    return 404 if who in STRANGERS[route.whose] else 0


CALLS: Final = [(route, who) for route in ROUTES for who in ROLES]
REFUSED: Final = [(r, who) for r, who in CALLS if r.right is not None and lacks(r, who)]
ALLOWED: Final = [(r, who) for r, who in CALLS if not (r.right is not None and lacks(r, who))]


def named(calls: list[tuple[Route, str]]) -> list[Any]:
    return [pytest.param(r, who, id=f"{r.id} by {who}") for r, who in calls]


def test_every_rule_is_in_the_table(world: World):
    methods = {"GET", "POST", "PUT", "PATCH", "DELETE"}
    rules = {
        (rule.endpoint, method)
        for rule in world.app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in rule.methods & methods
    }
    assert rules == {(r.endpoint, r.method) for r in ROUTES}


@pytest.mark.parametrize("route", [r for r in ROUTES if r.right is not None], ids=lambda r: r.id)
def test_nobody_is_asked_to_sign_in(world: World, route: Route):
    world.anew()
    before = world.rows()
    page = world.ask(route, world.client(""))
    assert page.status_code == 302
    assert page.location.startswith(world.to("auth.login"))
    part = world.ask(route, world.client(""), **{"HX-Request": "true"})
    assert (part.status_code, part.data) == (401, b"")
    assert part.headers["HX-Redirect"] == world.to("auth.login")
    assert world.rows() == before


@pytest.mark.parametrize("route", [r for r in ROUTES if r.right is None], ids=lambda r: r.id)
def test_the_way_in_is_open_to_nobody(world: World, route: Route):
    world.anew()
    answer = world.ask(route, world.client(""))
    assert answer.status_code < 400 or answer.status_code in route.fine


@pytest.mark.parametrize(("route", "who"), named(REFUSED))
def test_whoever_may_not_is_refused_and_changes_nothing(world: World, route: Route, who: str):
    world.anew()
    client = world.client(who)
    before = world.rows()
    answer = world.ask(route, client)
    assert answer.status_code == lacks(route, who)
    assert world.rows() == before


@pytest.mark.parametrize(("route", "who"), named(ALLOWED))
def test_whoever_may_is_answered_and_reads_no_word_that_nobody_shared(
    world: World, route: Route, who: str
):
    world.anew()
    client = world.client(who)
    before = world.rows()
    answer = world.ask(route, client)
    assert answer.status_code < 400 or answer.status_code in route.fine
    sent_to_them = route.endpoint == "desk.sent" and who != "south"
    assert (UNTYPED in answer.get_data(as_text=True)) == sent_to_them
    after = world.rows()
    for said in ("finding", "turn", "offer"):  # nothing takes the place of what was said
        assert after[said] == before[said]
    if route.method == "GET" or answer.status_code >= 400:
        assert {name for name in after if after[name] != before[name]} <= MAY_CHANGE


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("route", WITH_WORDS, ids=lambda r: r.id)
def test_what_nobody_shared_is_not_there_for_anybody(world: World, route: Route, who: str):
    world.anew()
    client = world.client(who)
    before = world.rows()
    answer = world.ask(route, client, world.hidden)
    right = route.right in RIGHTS[ROLES[who]]
    assert answer.status_code == (404 if right else 403)
    assert world.rows() == before
    if right:
        nowhere = world.ask(route, client, world.gone)
        assert plain(nowhere) == plain(answer)


@pytest.mark.parametrize("who", ROLES)
def test_lists_and_counts_are_as_if_it_were_not_there(world: World, who: str):
    routes = [r for r in ROUTES if r.endpoint in LISTS and not lacks(r, who)]
    world.anew()
    client = world.client(who)
    there = [plain(world.ask(r, client)) for r in routes]
    world.anew()
    client = world.client(who)
    with world.practice.office.store._session() as s:
        s.execute(delete(EncounterRow).where(EncounterRow.id == world.practice.talks["hidden"]))
    gone = [plain(world.ask(r, client)) for r in routes]
    assert there == gone
