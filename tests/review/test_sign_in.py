"""Signing in: passwords, codes, wrong tries, and where one goes next."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from bot.review import passwords
from bot.review.entry import Strangers, browser, waiting
from bot.store import Store
from bot.store.desk import DeskStore
from bot.store.desk.accounts import FREE, rest_after
from bot.store.desk_tables import AuditRow
from bot.store.tables import now
from tests.fakes.database import everything
from tests.review.coming_in import (
    change,
    give_password,
    is_in,
    rest_is_over,
    row,
    sign_in,
)
from tests.review.people import PASSWORD, Office

pytestmark = pytest.mark.usefixtures("quick_hashes")
WRONG = "four words run in loudly"


def plain(page: Any) -> tuple[int, str]:
    """An answer without what differs for everybody: the form's token, the address typed."""
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", page.text)
    return page.status_code, re.sub(r"[\w-]+@example\.org", "ADDRESS", text)


# -- a password --------------------------------------------------------------------------------


def test_the_right_password_lets_in_and_is_kept_nowhere(office: Office, app: Flask) -> None:
    give_password(office, "north")
    client = app.test_client()
    assert client.get("/people").location == "/sign-in?next=/people"
    page = sign_in(client, " North@Example.ORG ")
    assert page.status_code == 303
    assert is_in(client)
    assert "North" in client.get("/account").text
    assert PASSWORD not in everything(office.store)
    with office.store._session() as s:
        (deed,) = s.scalars(select(AuditRow))
    assert (deed.reviewer_id, deed.did, deed.about) == (office.reviewers["north"], "sign in", "")


def test_whoever_is_in_needs_no_form(office: Office, app: Flask) -> None:
    client = office.signed_in(app, "north")
    assert client.get("/sign-in?next=/account").location == "/account"
    assert app.test_client().get("/sign-in").status_code == 200


def test_each_sign_in_is_a_new_session_and_ends_the_one_before(office: Office, app: Flask) -> None:
    give_password(office, "north")
    client = app.test_client()
    tokens = []
    with client.session_transaction() as session:
        session["_user_id"], session["left"] = "a token somebody put there", "behind"
    for _ in range(2):
        sign_in(client, "north")
        with client.session_transaction() as session:
            tokens.append(session["_user_id"])
            assert "left" not in session
    assert len({*tokens, "a token somebody put there"}) == 3
    assert office.shelf.viewer(tokens[0]) is None
    assert office.shelf.viewer(tokens[1])
    assert not any(token in everything(office.store) for token in tokens)


def test_whoever_can_not_come_in_gets_the_same_answers(office: Office, app: Flask) -> None:
    """A wrong password, nobody's address, a closed account, a link not used yet: all alike."""
    give_password(office, "north")
    give_password(office, "south")
    office.shelf.close_reviewer(office.reviewers["south"])
    who = ["north", "south", "reader", "nobody"]
    passwords_tried = [WRONG] * (FREE + 1) + [PASSWORD]
    client = app.test_client()
    answers = [[plain(sign_in(client, w, p)) for p in passwords_tried] for w in who]
    assert answers[0] == answers[1] == answers[2] == answers[3]
    statuses = [status for status, _ in answers[0]]
    assert statuses == [422] * len(statuses)
    assert "doesn&#39;t match" in answers[0][0][1]
    assert "rests" not in answers[0][FREE - 2][1]
    assert "rests for a minute" in answers[0][FREE - 1][1]
    # The right password, while the account rests, is not even looked at.
    assert answers[0][-1] == answers[0][-2]
    assert not is_in(client)


@pytest.mark.parametrize("who", ["north", "south", "reader", "nobody"])
def test_as_much_work_whoever_it_is(
    office: Office, app: Flask, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    give_password(office, "north")
    give_password(office, "south")
    office.shelf.close_reviewer(office.reviewers["south"])
    work = []
    verify = passwords._hasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda self, *a: work.append(1) or verify.__func__(self, *a)
    )
    for _ in range(FREE + 2):
        sign_in(app.test_client(), who, WRONG)
    assert len(work) == FREE


def test_an_old_hash_is_made_anew(office: Office, app: Flask) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    office.shelf.set_password(office.reviewers["north"], old)
    assert sign_in(app.test_client(), "north", WRONG).status_code == 422
    assert row(office, "north").password_hash == old
    for _ in range(2):
        client = app.test_client()
        sign_in(client, "north")
        assert is_in(client)
    new = row(office, "north").password_hash
    assert "m=8,t=1" in new
    sign_in(app.test_client(), "north")
    assert row(office, "north").password_hash == new


# -- wrong tries -------------------------------------------------------------------------------


def test_rests_double_up_to_an_hour() -> None:
    minutes = [rest_after(n) for n in range(1, 14)]
    assert minutes[:4] == [None] * 4
    assert [m.seconds // 60 for m in minutes[4:] if m] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert rest_after(5000) == timedelta(hours=1)


def test_the_database_counts_as_rest_after_says(office: Office) -> None:
    for wrong in range(1, 14):
        before = now()
        tried = office.shelf.count_try("north@example.org")
        assert tried.keys
        assert row(office, "north").failed == wrong
        rest = rest_after(wrong)
        if rest is None:
            assert tried.until is None
        else:
            assert tried.until
            assert before + rest <= tried.until <= now() + rest
            again = office.shelf.count_try("north@example.org")
            assert (again.keys, again.until) == (None, tried.until)
            assert row(office, "north").failed == wrong  # a try while resting doesn't count
            rest_is_over(office, "north")


def test_after_the_rest_the_right_password_lets_in_and_all_is_forgotten(
    office: Office, app: Flask
) -> None:
    give_password(office, "north")
    client = app.test_client()
    for _ in range(FREE):
        sign_in(client, "north", WRONG)
    sign_in(client, "north")
    assert not is_in(client)
    rest_is_over(office, "north")
    sign_in(client, "north")
    assert is_in(client)
    assert (row(office, "north").failed, row(office, "north").locked_until) == (0, None)
    deeds = [d.did for d in office.shelf.deeds()]
    assert deeds == ["sign in", "rest"]


def test_many_at_once_get_no_more_tries(office: Office) -> None:
    """Two processes, each with threads: so many tries pass, and not one more."""
    other = Store(office.store.url)
    shelves = [office.shelf, DeskStore(other)]
    with ThreadPoolExecutor(8) as pool:
        tries = list(pool.map(lambda n: shelves[n % 2].count_try("north@example.org"), range(24)))
    other.close()
    assert sum(t.keys is not None for t in tries) == FREE
    assert row(office, "north").failed == FREE


def test_strangers_are_counted_like_everybody_and_forgotten_in_the_end() -> None:
    strangers = Strangers(most=2)
    answers = [strangers.count_try("a@example.org") for _ in range(FREE + 1)]
    assert [allowed for allowed, _ in answers] == [True] * FREE + [False]
    assert waiting(answers[-1][1]) == "a minute"
    strangers.count_try("b@example.org")
    assert not strangers.count_try("a@example.org")[0]
    strangers.count_try("c@example.org")
    strangers.count_try("d@example.org")
    assert strangers.count_try("a@example.org")[0]


def test_a_wait_in_words() -> None:
    for seconds, words in ((-1, None), (5, "a minute"), (59, "a minute"), (66, "2 minutes"),
                           (31 * 60, "31 minutes"), (3599, "an hour")):  # fmt: skip
        assert waiting(now() + timedelta(seconds=seconds)) == words
    assert waiting(None) is None


# -- odds and ends -----------------------------------------------------------------------------


def test_limits_for_one_network_address(office: Office, app: Flask) -> None:
    app.config["RATELIMIT_ENABLED"] = True
    here, there = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}
    client = app.test_client()

    def post(path: str, environ: dict[str, str]) -> Any:
        return client.post(path, data={"email": "x"}, environ_base=environ)

    assert [post("/sign-in", here).status_code for _ in range(10)] == [422] * 10
    page = post("/sign-in", here)
    assert page.status_code == 429
    assert "A short rest" in page.text
    assert "opens again in a minute" in page.text
    assert client.get("/sign-in", environ_base=here).status_code == 200
    assert post("/sign-in", there).status_code == 422
    assert [post("/sign-in/code", there).status_code for _ in range(11)][-1] == 429
    links = [client.get(f"/welcome/{n}", environ_base=here).status_code for n in range(31)]
    assert links == [410] * 30 + [429]
    app.config["RATELIMIT_ENABLED"] = False
    assert post("/sign-in", here).status_code == 422


@pytest.mark.parametrize("email", ["", "x", "\x00@example.org", "a" * 5000, "'; --", "é@é.é"])
def test_odd_addresses_get_an_ordinary_answer(app: Flask, email: str) -> None:
    page = app.test_client().post("/sign-in", data={"email": email, "password": "\x00"})
    assert page.status_code == 422
    assert "doesn&#39;t match" in page.text


def test_a_stranger_on_a_known_row(office: Office, app: Flask) -> None:
    """An address that was nobody's and then gets an account starts with no wrong tries."""
    for _ in range(FREE):
        sign_in(app.test_client(), "new", WRONG)
    office.shelf.invite_reviewer("new@example.org", "reader")
    assert "rests" not in sign_in(app.test_client(), "new", WRONG).text


def test_browsers_in_words() -> None:
    mac = (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    )
    agents = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/2010 Firefox/140.0": "Firefox on Linux",
        mac + "Version/17.4 Safari/605.1.15": "Safari on Mac",
        mac + "Chrome/137.0 Safari/537.36": "Chrome on Mac",
        mac + "Chrome/137.0 Safari/537.36 Edg/137.0": "Edge on Mac",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/137.0 Mobile": "Chrome on Android",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Safari/604.1": "Safari on iPhone",
        "curl/8": "A browser",
    }
    assert {agent: browser(agent) for agent in agents} == agents


def test_nothing_typed_gets_into_the_log(office: Office, app: Flask) -> None:
    give_password(office, "north")
    change(office, "north", name="")
    for _ in range(FREE):
        sign_in(app.test_client(), "north", WRONG)
    sign_in(app.test_client(), "nobody", "a secret of somebody")
    text = everything(office.store)
    assert WRONG not in text
    assert "a secret of somebody" not in text
    assert "nobody@example.org" not in text
    assert isinstance(row(office, "north").locked_until, datetime)
