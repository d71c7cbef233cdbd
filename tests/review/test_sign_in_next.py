"""Where one goes after signing in: to a place of ours, and to none else."""

from __future__ import annotations

import pytest
from flask import Flask

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
