"""No form of another site does anything here: each one needs the token of this session."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import close_all_sessions
from werkzeug.routing import IntegerConverter, Rule

from bot.content import Content
from bot.review.app import make_app
from bot.settings import Settings
from tests.fakes.database import dump
from tests.review.coming_in import give_password, is_in, sign_in
from tests.review.people import PASSWORD, Office

pytestmark = pytest.mark.usefixtures("quick_hashes")
SAFE = {"GET", "HEAD", "OPTIONS"}


@pytest.fixture
def app(office: Office, authored: Content, desk_settings: Settings) -> Iterator[Flask]:
    """The desk as it is served."""
    made = make_app(office.store, authored, desk_settings)
    made.testing = True
    made.config["RATELIMIT_ENABLED"] = False
    yield made
    close_all_sessions()


def calls(app: Flask) -> list[tuple[str, str]]:
    """Method and address of all that changes something."""

    def address(rule: Rule) -> str:
        numbers = {k for k, c in rule._converters.items() if isinstance(c, IntegerConverter)}
        values = {name: 1 if name in numbers else "x" for name in rule.arguments}
        _, path = rule.build(values) or ("", "")
        return path

    return [
        (method, address(rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - SAFE
    ]


def token_of(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


@pytest.mark.parametrize("who", ["lead", "nobody"])
def test_nothing_is_done_without_the_token(office: Office, app: Flask, who: str) -> None:
    client = app.test_client() if who == "nobody" else office.signed_in(app, who)
    before = dump(office.store)
    sent = calls(app)
    assert len(sent) > 15
    for method, path in sent:
        for data in ({}, {"csrf_token": "made-up"}):
            page = client.open(path, method=method, data=data)
            assert page.status_code == 400, (method, path)
            assert "This form had grown old" in page.text
    assert dump(office.store) == before


def test_no_get_is_a_post_in_disguise(office: Office, app: Flask) -> None:
    """A body that comes with GET or HEAD isn't read: those need no token."""
    give_password(office, "north")
    for method in ("GET", "HEAD"):
        client = app.test_client()
        form = {"email": "north@example.org", "password": PASSWORD}
        client.open("/sign-in", method=method, data=form)
        assert not is_in(client)


def test_the_token_of_one_session_is_no_good_in_another(office: Office, app: Flask) -> None:
    theirs = token_of(office.signed_in(app, "south"), "/account")
    client = office.signed_in(app, "lead")
    mine = token_of(client, "/account")
    path = "/people/groups"
    assert client.post(path, data={"name": "West", "csrf_token": theirs}).status_code == 400
    assert client.post(path, data={"name": "West", "csrf_token": mine}).status_code == 303


def test_signing_in_takes_a_token_and_brings_another(office: Office, app: Flask) -> None:
    give_password(office, "lead")
    client = app.test_client()
    before = token_of(client, "/sign-in")
    assert sign_in(client, "lead").status_code == 400
    sign_in(client, "lead", csrf_token=before)
    assert is_in(client)
    refused = client.post("/people/groups", data={"name": "West", "csrf_token": before})
    assert refused.status_code == 400
    assert office.shelf.groups()[-1].name == "South"


def test_htmx_is_sent_to_its_page_again_with_a_word_on_why(office: Office, app: Flask) -> None:
    client = office.signed_in(app, "lead")
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://localhost/account?x=1"}
    page = client.post("/people/groups", data={"name": "West"}, headers=htmx)
    assert (page.status_code, page.text) == (400, "")
    assert page.headers["HX-Redirect"] == "/account?x=1"
    assert "That form was open for too long" in client.get("/account").text
    htmx["HX-Current-URL"] = "https://example.com//example.com/"
    page = client.post("/people/groups", headers=htmx)
    assert "example.com" not in page.headers["HX-Redirect"]
