"""Where one goes after signing in: to a place of ours, and to none else."""

from __future__ import annotations

import html

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.review.entry import local
from tests.review.coming_in import give_password, sign_in
from tests.review.people import Office

pytestmark = pytest.mark.usefixtures("quick_hashes")

ELSEWHERE = [
    "https://example.com/", "//example.com", "///example.com", "/\\example.com", "\\\\example.com",
    "/\texample.com", "/\n/example.com", " /account", "/a b", "javascript:alert(1)", "account",
    "/x\x00", "/x\x7f", "/x\x85", "http:/account", "", "/" + "a" * 2001,
]  # fmt: skip


@pytest.mark.parametrize("address", ELSEWHERE)
def test_other_places_are_not_ours(address: str) -> None:
    assert local(address) == ""


@pytest.mark.parametrize("address", ["/", "/account", "/queue?tab=mine&q=a%20b#m5", "/a//b", "/é"])
def test_our_places_are(address: str) -> None:
    assert local(address) == address


def test_signing_in_leads_to_no_other_site(office: Office, app: Flask) -> None:
    give_password(office, "north")
    assert sign_in(app.test_client(), "north", next="/account?x=1").location == "/account?x=1"
    for address in ("https://example.com/", "//example.com", "/\\example.com", "/\t/example.com"):
        page = sign_in(app.test_client(), "north", next=address)
        assert "example.com" not in page.location
        form = app.test_client().get("/sign-in", query_string={"next": address})
        assert "example.com" not in form.text


def test_the_form_remembers_where_to(app: Flask) -> None:
    page = app.test_client().get("/sign-in?next=/account")
    assert '<input type="hidden" name="next" value="/account">' in page.text
    again = sign_in(app.test_client(), "nobody", next="/account")
    assert '<input type="hidden" name="next" value="/account">' in again.text


def test_htmx_comes_back_to_the_page_it_was_on(app: Flask) -> None:
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://localhost/account?a=1"}
    page = app.test_client().get("/account", headers=htmx)
    assert page.status_code == 401
    assert page.headers["HX-Redirect"] == "/sign-in?next=/account?a%3D1"
    htmx["HX-Current-URL"] = "http://localhost//example.com/x"
    assert app.test_client().get("/account", headers=htmx).headers["HX-Redirect"] == "/sign-in"


OUT = "You were signed out, as happens after a while without a click."
BACK = "Sign in, and you are back where you were."
LOST = "What you just sent was not saved."


@pytest.fixture
def stale(office: Office, app: Flask) -> FlaskClient:
    """A client whose session has ended, with its cookie."""
    client = office.signed_in(app, "north")
    office.shelf.end_sessions(office.reviewers["north"])
    return client


def test_whose_session_has_ended_reads_so_once(office: Office, stale: FlaskClient) -> None:
    give_password(office, "north")
    page = stale.get("/messages?q=tea", follow_redirects=True)
    assert page.request.path == "/sign-in"
    assert f"{OUT} {BACK}" in page.text
    with stale.session_transaction() as session:
        assert "_user_id" not in session
    assert OUT not in stale.get("/messages", follow_redirects=True).text
    assert sign_in(stale, "north", next="/messages?q=tea").location == "/messages?q=tea"
    assert OUT not in stale.get("/messages?q=tea").text


def test_what_was_sent_without_a_session_is_not_saved(stale: FlaskClient) -> None:
    page = stale.post("/team/ask", data={"note": "hello"}, follow_redirects=True)
    assert f"{OUT} {LOST}" in page.text
    assert BACK not in page.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_htmx_is_told_on_the_page_it_is_sent_to(stale: FlaskClient, method: str) -> None:
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://localhost/messages?q=tea"}
    where = "/account" if method == "GET" else "/conversations/one/take"
    answer = stale.open(where, method=method, headers=htmx)
    assert (answer.status_code, answer.text) == (401, "")
    page = html.unescape(stale.get(answer.headers["HX-Redirect"]).text)
    assert f"{OUT} {BACK}" in page if method == "GET" else f"{OUT} {LOST} {BACK}" in page
    assert 'name="next" value="/messages?q=tea"' in page


def test_whoever_was_never_in_or_signed_out_is_told_nothing(office: Office, app: Flask) -> None:
    assert "signed out" not in app.test_client().get("/", follow_redirects=True).text
    client = office.signed_in(app, "north")
    client.post("/sign-out")
    assert "signed out" not in client.get("/", follow_redirects=True).text
