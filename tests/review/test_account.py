"""One's own account."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.store.desk.accounts import FREE
from tests.fakes.database import everything
from tests.review.coming_in import (
    change,
    code,
    give_code,
    give_password,
    is_in,
    row,
    sign_in,
)
from tests.review.people import PASSWORD, Office

pytestmark = pytest.mark.usefixtures("quick_hashes")
NEW = "kettle moss and harbour"


def send(client: FlaskClient, current: str = PASSWORD, new: str = NEW, again: str = NEW) -> str:
    page = client.post(
        "/account/password", data={"current": current, "password": new, "again": again}
    )
    assert page.status_code in (303, 422)
    return html.unescape(page.text) if page.status_code == 422 else ""


def test_the_page_says_who_and_where(office: Office, app: Flask) -> None:
    client = office.signed_in(app, "north")
    page = client.get("/account").text
    assert "North, north@example.org. Supervisor for North." in page
    assert "Firefox on Linux" in page
    assert "(here)" in page
    assert "Sign out everywhere else" not in page
    assert "Lead, lead@example.org. Lead." in office.signed_in(app, "lead").get("/account").text


def test_a_new_password_ends_the_other_sessions(office: Office, app: Flask) -> None:
    give_password(office, "north")
    here, there = office.signed_in(app, "north"), office.signed_in(app, "north")
    somebody = office.signed_in(app, "south")
    assert send(here) == ""
    assert is_in(here)
    assert not is_in(there)
    assert is_in(somebody)
    assert sign_in(app.test_client(), "north").status_code == 422
    assert sign_in(app.test_client(), "north", NEW).status_code == 303
    assert [d.did for d in office.shelf.deeds()][-1] == "password"
    assert NEW not in everything(office.store)


def test_a_new_password_needs_the_old_one_and_has_to_do(office: Office, app: Flask) -> None:
    give_password(office, "north")
    client = office.signed_in(app, "north")
    before = row(office, "north").password_hash
    assert "That isn't the password you have now." in send(client, current="not this one")
    assert "At least 12 characters" in send(client, new="short", again="short")
    assert "The two new passwords differ." in send(client, again="kettle moss or harbour")
    assert "That is the one you have now." in send(client, new=PASSWORD, again=PASSWORD)
    assert "e-mail" in send(client, new="north@example.org", again="north@example.org")
    assert row(office, "north").password_hash == before


def test_guessing_the_password_from_inside_is_counted_too(office: Office, app: Flask) -> None:
    give_password(office, "north")
    client = office.signed_in(app, "north")
    answers = [send(client, current=f"guess number {n}") for n in range(FREE)]
    assert "rests" not in answers[-2]
    assert "Your account rests for a minute" in answers[-1]
    resting = send(client)  # the right one
    assert "Your account rests for a minute" in resting
    assert "That isn't" not in resting
    change(office, "north", locked_until=None)
    assert send(client) == ""
    assert row(office, "north").failed == 0


def start(client: FlaskClient) -> str:
    """Begin with the code; returns its key as the page shows it."""
    assert client.post("/account/code/start").status_code == 303
    page = client.get("/account").text
    assert 'src="data:image/svg+xml' in page
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    return found[1].replace(" ", "")


def test_the_code_from_the_phone_is_on_once_it_was_right(office: Office, app: Flask) -> None:
    give_password(office, "north")
    client = office.signed_in(app, "north")
    assert "Off. With an authenticator app" in client.get("/account").text
    key = start(client)
    wrong = client.post("/account/code", data={"code": "000000"})
    assert wrong.status_code == 422
    assert "doesn&#39;t match" in wrong.text
    assert row(office, "north").totp_secret == ""
    first = code(key)
    client.post("/account/code", data={"code": first})
    assert row(office, "north").totp_secret == key
    assert "On: signing in takes your password" in client.get("/account").text
    assert key not in client.get("/account").text
    with client.session_transaction() as session:
        assert key not in str(dict(session))
    other = app.test_client()
    assert sign_in(other, "north").location == "/sign-in/code"
    other.post("/sign-in/code", data={"code": first})  # it switched the step on: used
    assert not is_in(other)
    other.post("/sign-in/code", data={"code": code(key, later=1)})
    assert is_in(other)


def test_what_is_on_is_not_begun_again(office: Office, app: Flask) -> None:
    key = give_code(office, "north")
    client = office.signed_in(app, "north")
    client.post("/account/code/start")
    client.post("/account/code", data={"code": "123456"})
    assert "On: signing in" in client.get("/account").text
    assert row(office, "north").totp_secret == key


def test_a_code_without_a_beginning_is_nothing(office: Office, app: Flask) -> None:
    client = office.signed_in(app, "north")
    assert client.post("/account/code", data={"code": "123456"}).status_code == 303
    assert row(office, "north").totp_secret == ""


def test_switching_the_code_off_takes_the_password(office: Office, app: Flask) -> None:
    give_password(office, "north")
    key = give_code(office, "north")
    client = office.signed_in(app, "north")
    page = client.post("/account/code/off", data={"current": "not this one"})
    assert page.status_code == 422
    assert "That isn&#39;t the password" in page.text
    assert row(office, "north").totp_secret == key
    client.post("/account/code/off", data={"current": PASSWORD})
    assert row(office, "north").totp_secret == ""
    assert sign_in(app.test_client(), "north").location != "/sign-in/code"
    assert "code off" in [d.did for d in office.shelf.deeds()]


def test_signing_out_elsewhere(office: Office, app: Flask) -> None:
    here, first, second = (office.signed_in(app, "north") for _ in range(3))
    somebody = office.signed_in(app, "south")
    sessions = re.findall(r"/account/sessions/(\d+)/end", here.get("/account").text)
    assert len(sessions) == 2
    assert here.post(f"/account/sessions/{min(sessions, key=int)}/end").status_code == 303
    assert [is_in(c) for c in (here, first, second, somebody)] == [True, False, True, True]
    assert here.post(f"/account/sessions/{min(sessions, key=int)}/end").status_code == 404
    here.post("/account/sessions/end")
    assert [is_in(c) for c in (here, second, somebody)] == [True, False, True]
    theirs = office.shelf.sessions()[office.reviewers["south"]][0].id
    assert here.post(f"/account/sessions/{theirs}/end").status_code == 404
    assert is_in(somebody)
