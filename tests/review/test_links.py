"""Links: to the desk, used once; to practising; shown once, and ended."""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from bot.store.desk.accounts import digest
from bot.store.desk_tables import ReviewerInvitation
from bot.store.tables import now
from tests.fakes.database import everything
from tests.review.coming_in import (
    change,
    code,
    give_code,
    give_password,
    is_in,
    link_in,
    row,
    sign_in,
)
from tests.review.people import PASSWORD, Office

pytestmark = pytest.mark.usefixtures("quick_hashes")
ENDED = 410
NEW = {"name": " Tomasz  K. ", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def lead(office: Office, app: Flask) -> FlaskClient:
    """A client of the lead."""
    give_password(office, "lead")
    return office.signed_in(app, "lead")


def invite(lead: FlaskClient, email: str = "Tomasz@Example.org ", **form: Any) -> Any:
    return lead.post("/people/invite", data={"email": email, "role": "supervisor", **form})


def run_out(office: Office) -> None:
    with office.store._session() as s:
        s.execute(update(ReviewerInvitation).values(expires_at=now() - timedelta(seconds=1)))


def test_from_a_link_to_the_desk(office: Office, app: Flask, lead: FlaskClient) -> None:
    page = invite(lead, teams=[office.teams["South"]])
    link = link_in(page)
    assert link.rpartition("/")[2] not in everything(office.store)
    assert link not in lead.get("/people").text
    client = app.test_client()
    welcome = client.get(link)
    assert welcome.status_code == 200
    assert "Northside Outreach invited tomasz@example.org as supervisor, for South." in welcome.text
    page = client.post(link, data=NEW)
    assert page.status_code == 303
    assert is_in(client)
    assert "Tomasz K., tomasz@example.org. Supervisor for South." in client.get("/account").text
    assert [d.did for d in office.shelf.deeds()] == ["sign in", "accept", "invite"]
    assert sign_in(app.test_client(), "tomasz").status_code == 303
    for again in (app.test_client().get(link), app.test_client().post(link, data=NEW)):
        assert again.status_code == ENDED
        assert "This link has ended" in again.text
    assert "tomasz@example.org" not in app.test_client().get(link).text


def test_whoever_makes_a_link_sends_it(office: Office, lead: FlaskClient) -> None:
    said = "Copy it and send it yourself; the desk sends no mail."
    assert said not in lead.get("/people").text
    assert said in invite(lead).text
    assert said in lead.post(f"/people/{office.reviewers['north']}/link").text
    assert said in lead.post("/people/invite-trainees", data={"uses": "1", "days": "1"}).text


def test_somebody_invited_without_a_group_reads_nothing(office: Office, lead: FlaskClient) -> None:
    said = "They look after no group yet, and so read no conversations"
    assert said in invite(lead, "a@example.org").text
    assert said in invite(lead, "b@example.org", role="reader").text
    assert said not in invite(lead, "c@example.org", role="lead").text
    assert said not in invite(lead, "d@example.org", teams=[office.teams["South"]]).text


def test_looking_at_a_link_does_not_use_it_up(app: Flask, lead: FlaskClient) -> None:
    link = link_in(invite(lead))
    for _ in range(3):
        assert app.test_client().get(link).status_code == 200
        assert app.test_client().head(link).status_code == 200


def test_a_link_that_ran_out_or_never_was(office: Office, app: Flask, lead: FlaskClient) -> None:
    link = link_in(invite(lead))
    run_out(office)
    assert app.test_client().get(link).status_code == ENDED
    assert app.test_client().post(link, data=NEW).status_code == ENDED
    assert app.test_client().get("/welcome/never-was").status_code == ENDED
    assert office.shelf.open_links() == []
    assert "tomasz@example.org" in lead.get("/people").text


def test_used_by_two_in_one_moment_it_lets_one_in(office: Office) -> None:
    token = office.shelf.invite_reviewer("tomasz@example.org", "reader")
    assert token
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda n: office.shelf.accept(token, f"N{n}", "h"), range(4)))
    assert sum(g is not None for g in got) == 1


def test_a_used_link_ends_others_made_in_the_same_moment(office: Office) -> None:
    token = office.shelf.invite_reviewer("tomasz@example.org", "reader")
    reviewer = office.shelf.reviewer_by_email("tomasz@example.org")
    assert token
    with office.store._session() as s:
        until = now() + timedelta(days=1)
        s.add(ReviewerInvitation(digest=digest("twin"), reviewer_id=reviewer, expires_at=until))
    assert office.shelf.invited_by_link("twin")
    assert office.shelf.accept(token, "Tomasz", "h")
    assert office.shelf.invited_by_link("twin") is None


def test_what_is_missing_is_said_and_nothing_is_used_up(
    office: Office, app: Flask, lead: FlaskClient
) -> None:
    link = link_in(invite(lead))
    client = app.test_client()
    for change_, said in (
        ({"name": " "}, "A name colleagues know you by"),
        ({"name": "x" * 81}, "A name colleagues know you by"),
        ({"name": "Ana\u202eanA"}, "A name colleagues know you by"),
        ({"password": "short", "again": "short"}, "At least 12 characters"),
        ({"again": "another"}, "The two passwords differ."),
        ({"password": "tomasz@example.org", "again": "tomasz@example.org"}, "e-mail"),
        ({"code": "123"}, "That code doesn't match."),
    ):
        page = client.post(link, data=NEW | change_)
        assert page.status_code == 422
        assert said in html.unescape(page.text)
        assert "Not saved yet" in page.text
    assert 'value="Tomasz K."' in client.post(link, data=NEW | {"again": ""}).text
    assert not is_in(client)
    assert client.post(link, data=NEW).status_code == 303


def test_with_a_code_from_the_phone_at_once(office: Office, app: Flask, lead: FlaskClient) -> None:
    link = link_in(invite(lead))
    client = app.test_client()
    first, second = client.get(link).text, client.get(link).text
    keys = [re.search(r'class="secret">([A-Z2-7 ]+)<', p) for p in (first, second)]
    assert keys[0]
    assert keys[1]
    assert keys[0][1] == keys[1][1]  # the one already scanned
    key = keys[0][1].replace(" ", "")
    used = code(key)
    assert client.post(link, data=NEW | {"code": used}).status_code == 303
    assert is_in(client)
    other = app.test_client()
    assert sign_in(other, "tomasz").location == "/sign-in/code"
    other.post("/sign-in/code", data={"code": used})
    assert not is_in(other)
    other.post("/sign-in/code", data={"code": code(key, later=1)})
    assert is_in(other)


@pytest.mark.parametrize("email", ["", "tomasz", "a@b", "a b@c.de", "a@b@c.de", "a@.de", "x" * 255])
def test_an_address_that_can_not_be_one(office: Office, lead: FlaskClient, email: str) -> None:
    page = invite(lead, email)
    assert page.status_code == 422
    assert "An e-mail address, such as" in page.text
    assert office.shelf.open_links() == []


def test_one_account_an_address(office: Office, lead: FlaskClient) -> None:
    page = invite(lead, "NORTH@example.org", role="lead", teams=[office.teams["South"]])
    assert page.status_code == 422
    assert "There is an account with this address" in page.text
    assert 'value="north@example.org"' in page.text
    assert row(office, "north").role == "supervisor"
    assert invite(lead, role="owner").status_code == 400


def test_a_new_link_for_a_forgotten_password(office: Office, app: Flask, lead: FlaskClient) -> None:
    give_password(office, "north")
    there = office.signed_in(app, "north")
    old = link_in(lead.post(f"/people/{office.reviewers['north']}/link"))
    link = link_in(lead.post(f"/people/{office.reviewers['north']}/link"))
    assert app.test_client().get(old).status_code == ENDED
    assert is_in(there)  # until it is used
    for _ in range(5):
        office.shelf.count_try("north@example.org")
    client = app.test_client()
    page = client.get(link).text
    assert "A new password" in page
    assert 'value="North"' in page
    fresh = "kettle moss and harbour"
    client.post(link, data={"name": "North", "password": fresh, "again": fresh})
    assert is_in(client)
    assert not is_in(there)
    assert sign_in(app.test_client(), "north").status_code == 422
    assert sign_in(app.test_client(), "north", fresh).status_code == 303
    assert row(office, "north").role == "supervisor"


def test_a_new_link_does_not_go_round_the_code(
    office: Office, app: Flask, lead: FlaskClient
) -> None:
    key = give_code(office, "north")
    link = link_in(lead.post(f"/people/{office.reviewers['north']}/link"))
    client = app.test_client()
    assert "secret" not in client.get(link).text
    page = client.post(link, data=NEW | {"code": "000000"})
    assert page.location == "/sign-in/code"
    assert not is_in(client)
    assert row(office, "north").totp_secret == key
    client.post("/sign-in/code", data={"code": code(key)})
    assert is_in(client)


def test_no_link_for_a_closed_account(office: Office, app: Flask, lead: FlaskClient) -> None:
    link = link_in(lead.post(f"/people/{office.reviewers['north']}/link"))
    change(office, "north", active=False)
    assert app.test_client().get(link).status_code == ENDED
    assert app.test_client().post(link, data=NEW).status_code == ENDED
    assert lead.post(f"/people/{office.reviewers['north']}/link").status_code == 422


def test_links_end_by_hand(office: Office, app: Flask, lead: FlaskClient) -> None:
    link = link_in(invite(lead))
    practice = office.store.invite(3, 2, "North")
    page = lead.get("/people").text
    ends = re.findall(r"/people/links/(\w+)/end", page)
    assert [e[0] for e in ends] == ["r", "t"]
    assert "2 uses left" in page
    for end in ends:
        assert lead.post(f"/people/links/{end}/end").status_code == 303
    assert app.test_client().get(link).status_code == ENDED
    assert not office.store.invited(practice)
    assert "/people/links/" not in lead.get("/people").text
    for end in (ends[0], "r", "x1", "1", "r99999999999", "r²"):
        assert lead.post(f"/people/links/{end}/end").status_code == 404


# -- trainees -------------------------------------------------------------------------------------


def test_trainees_come_by_a_link_into_a_group(office: Office, lead: FlaskClient) -> None:
    form = {"team": office.teams["South"], "uses": "2", "days": "30"}
    page = lead.post("/people/invite-trainees", data=form)
    shown = re.search(r'value="https://t\.me/YOUR_BOT\?start=([\w-]{22})"', page.text)
    assert shown
    assert "A link for up to 2 people, 30 days, South." in page.text
    assert "YOUR_BOT" in page.text
    joined = office.store.join(shown[1], "telegram", "new", "all", "en")
    assert joined
    assert joined.team == office.teams["South"]
    (left,) = office.store.invitations()
    assert left.uses_left == 1
    assert timedelta(days=29) < left.expires_at - now() < timedelta(days=31)
    assert shown[1] not in everything(office.store)
    (deed,) = office.shelf.deeds()
    assert (deed.did, deed.about) == ("invite trainees", "up to 2 people, 30 days, South")


def test_the_link_has_the_bots_name(
    office: Office, lead: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.people._bot_name", lambda settings: "northside_bot")
    page = lead.post("/people/invite-trainees", data={"uses": "1", "days": "1"}).text
    assert 'value="https://t.me/northside_bot?start=' in page
    assert "A link for one person, 1 day." in page
    assert "YOUR_BOT" not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [("uses", "0"), ("uses", "1001"), ("uses", "x"), ("days", ""), ("days", "366"),
     ("days", "1.5"), ("uses", "²"), ("team", "9999")],
)  # fmt: skip
def test_numbers_that_do_not_fit(office: Office, lead: FlaskClient, field: str, value: str) -> None:
    page = lead.post("/people/invite-trainees", data={"uses": "3", "days": "5", field: value})
    assert page.status_code == 422
    assert f'id="trainee-{field}-wrong"' in page.text
    assert office.store.invitations() == []
