"""What each answer tells the browser: what may run, who may frame it, that nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import close_all_sessions

from bot.content import Content
from bot.review.app import make_app
from bot.settings import Settings
from tests.review.coming_in import give_password, sign_in
from tests.review.people import Office

pytestmark = pytest.mark.usefixtures("quick_hashes")
PAGES = ["/sign-in", "/account", "/people", "/log", "/welcome/none", "/nowhere", "/people/groups"]
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip


@pytest.fixture
def https_app(office: Office, authored: Content, desk_settings: Settings) -> Iterator[Flask]:
    """The desk behind a proxy with https."""
    settings = desk_settings.model_copy(update={"review_https": True})
    made = make_app(office.store, authored, settings)
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    made.url_build_error_handlers.append(lambda error, endpoint, values: f"/not-yet/{endpoint}")
    yield made
    close_all_sessions()


@pytest.mark.parametrize("who", ["lead", "reader", "nobody"])
def test_every_page(office: Office, app: Flask, who: str) -> None:
    client = app.test_client() if who == "nobody" else office.signed_in(app, who)
    statuses = set()
    for path in PAGES:
        page = client.get(path)
        statuses.add(page.status_code)
        assert set(page.headers["Content-Security-Policy"].split("; ")) == POLICY
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Frame-Options"] == "DENY"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in page.headers
        assert "unsafe" not in page.headers["Content-Security-Policy"]
        for inline in (" style=", "<style", " onclick=", "<script>"):
            assert inline not in page.text
    assert {404, 410} < statuses


def test_files_of_ours_may_be_kept(app: Flask) -> None:
    page = app.test_client().get("/static/css/base.css")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] != "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_the_cookie(office: Office, app: Flask) -> None:
    give_password(office, "north")
    page = sign_in(app.test_client(), "north")
    (cookie,) = page.headers.getlist("Set-Cookie")
    parts = [p.strip() for p in cookie.split(";")]
    assert parts[0].startswith("desk=")
    assert set(parts[1:]) == {"HttpOnly", "Path=/", "SameSite=Lax"}  # no Expires, no Domain


def test_behind_https(office: Office, https_app: Flask) -> None:
    give_password(office, "north")
    client = https_app.test_client()
    page = client.get("/sign-in")
    assert (page.status_code, page.location) == (302, "https://localhost/sign-in")
    form = {"email": "north@example.org", "password": "four words walk in quietly"}
    page = client.post("/sign-in", data=form, base_url="https://localhost")
    assert page.status_code == 303
    (cookie,) = page.headers.getlist("Set-Cookie")
    assert "; Secure" in cookie
    assert page.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "includeSubDomains" not in page.headers["Strict-Transport-Security"]


def test_an_unknown_page_tells_nobody_anything(office: Office, app: Flask) -> None:
    page = app.test_client().get("/nowhere")
    assert page.status_code == 404
    assert "Nothing here" in page.text
    assert "Sign in" in page.text


def test_cookies_signed_by_somebody_else_are_nothing(
    office: Office, app: Flask, https_app: Flask
) -> None:
    """Each desk without REVIEW_SECRET has a key of its own."""
    assert app.secret_key != https_app.secret_key
    client = office.signed_in(app, "lead")
    cookie = client.get_cookie("desk")
    assert cookie
    other = https_app.test_client()
    other.set_cookie("desk", cookie.value)
    page = other.get("/account", base_url="https://localhost")
    assert page.status_code == 302
