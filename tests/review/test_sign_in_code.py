"""Signing in, the second step: the code from the phone."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.store.desk.accounts import FREE
from tests.review.coming_in import code, give_code, give_password, is_in, row, sign_in
from tests.review.people import Office

pytestmark = pytest.mark.usefixtures("quick_hashes")


def at_the_code(office: Office, app: Flask) -> tuple[FlaskClient, str]:
    """A client whose password was right, and the key of the code asked for."""
    give_password(office, "north")
    key = give_code(office, "north")
    client = app.test_client()
    page = sign_in(client, "north", next="/account")
    assert (page.status_code, page.location) == (303, "/sign-in/code")
    return client, key


def test_with_a_code_the_password_alone_does_not_do(office: Office, app: Flask) -> None:
    client, key = at_the_code(office, app)
    assert not is_in(client)
    assert client.get("/sign-in/code").status_code == 200
    page = client.post("/sign-in/code", data={"code": f"{code(key)[:3]} {code(key)[3:]}"})
    assert (page.status_code, page.location) == (303, "/account")
    assert is_in(client)
    assert row(office, "north").failed == 0


def test_a_code_counts_once(office: Office, app: Flask) -> None:
    client, key = at_the_code(office, app)
    used = code(key)
    client.post("/sign-in/code", data={"code": used})
    other = app.test_client()
    sign_in(other, "north")
    page = other.post("/sign-in/code", data={"code": used})
    assert page.status_code == 422
    assert "doesn&#39;t match" in page.text
    assert not is_in(other)
    other.post("/sign-in/code", data={"code": code(key, later=-1)})  # nor one before it
    assert not is_in(other)
    other.post("/sign-in/code", data={"code": code(key, later=1)})
    assert is_in(other)


def test_one_code_at_two_places_in_one_moment(office: Office) -> None:
    step = int(time.time()) // 30
    with ThreadPoolExecutor(6) as pool:
        used = list(
            pool.map(lambda _: office.shelf.use_code(office.reviewers["north"], step), range(6))
        )
    assert used.count(True) == 1


def test_wrong_codes_rest_the_account_and_the_right_password_forgets_none(
    office: Office, app: Flask
) -> None:
    client, key = at_the_code(office, app)
    for given in ("000000", "12345", "abcdef", "", "٠٠٠٠٠٠")[: FREE - 1]:
        assert "rests" not in client.post("/sign-in/code", data={"code": given}).text
    sign_in(client, "north")
    assert row(office, "north").failed == FREE - 1
    assert "rests for a minute" in client.post("/sign-in/code", data={"code": "nope"}).text
    client.post("/sign-in/code", data={"code": code(key)})
    assert not is_in(client)
    assert sign_in(client, "north").status_code == 422


def test_the_second_step_follows_the_first_soon(
    office: Office, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.test_client().get("/sign-in/code").location == "/sign-in"
    client, key = at_the_code(office, app)
    later = time.time() + 11 * 60
    with monkeypatch.context() as patch:
        patch.setattr("bot.review.pages.sign_in.time.time", lambda: later)
        page = client.post("/sign-in/code", data={"code": code(key)})
    assert (page.status_code, page.location) == (302, "/sign-in")
    assert not is_in(client)


@pytest.mark.parametrize("what", ["password", "closed"])
def test_the_first_step_ends_with_what_it_was_made_of(
    office: Office, app: Flask, what: str
) -> None:
    client, key = at_the_code(office, app)
    if what == "password":
        give_password(office, "north", "another one that nobody knows")
    else:
        office.shelf.close_reviewer(office.reviewers["north"])
    page = client.post("/sign-in/code", data={"code": code(key)})
    assert page.location == "/sign-in"
    assert not is_in(client)
