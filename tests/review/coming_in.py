"""Helpers for the tests of coming in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from bot.review import passwords
from bot.review.totp import SECONDS, fresh
from bot.store.desk_tables import Reviewer
from bot.store.tables import now
from tests.review.people import PASSWORD, Office

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def give_password(office: Office, who: str, password: str = PASSWORD) -> None:
    """Somebody of the office can sign in with a password."""
    office.shelf.set_password(office.reviewers[who], passwords.hashed(password))


def give_code(office: Office, who: str) -> str:
    """Somebody of the office has the code from the phone on; returns its key."""
    key = fresh()
    office.shelf.set_totp(office.reviewers[who], key)
    return key


def code(key: str, later: int = 0) -> str:
    """The code of this moment, or of some steps later."""
    import pyotp

    return pyotp.TOTP(key).at(now() + timedelta(seconds=SECONDS * later))


def sign_in(client: FlaskClient, who: str, password: str = PASSWORD, **more: Any) -> TestResponse:
    """Send the form of the sign-in page; ``who``: a short name, or an address."""
    email = who if "@" in who else f"{who}@example.org"
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def is_in(client: FlaskClient) -> bool:
    """Whether the client is signed in."""
    return client.get("/account").status_code == 200


def change(office: Office, who: str, **columns: Any) -> None:
    """Set columns of a reviewer."""
    with office.store._session() as s:
        s.execute(update(Reviewer).where(Reviewer.id == office.reviewers[who]).values(**columns))


def row(office: Office, who: str) -> Reviewer:
    """The row of a reviewer."""
    with office.store._session() as s:
        return s.get_one(Reviewer, office.reviewers[who])


def rest_is_over(office: Office, who: str) -> None:
    """The time an account rests has passed."""
    change(office, who, locked_until=now() - timedelta(seconds=1))


def link_in(response: TestResponse) -> str:
    """The link that a page shows once, without the site."""
    found = re.search(r'id="fresh"[^>]* value="(?:http://localhost)?([^"]+)"', response.text)
    assert found, response.text
    return found[1]
