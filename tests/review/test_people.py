"""The page People: who is at the desk, who practises, groups, settings."""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from bot.content import Content
from bot.review.app import make_app
from bot.settings import Settings
from bot.store.desk.access import in_groups
from bot.store.desk.groups import PAGE
from bot.store.desk_tables import Reading, Reviewer
from bot.store.repository import Store
from bot.store.tables import EncounterRow, Trainee, now
from tests.review.coming_in import (
    change,
    give_code,
    give_password,
    is_in,
    link_in,
    row,
    sign_in,
)
from tests.review.people import PASSWORD, Office

pytestmark = pytest.mark.usefixtures("quick_hashes")
BACK = 303
OTHER = "other words walk out loudly"


@pytest.fixture
def lead(office: Office, app: Flask) -> FlaskClient:
    """A client of the lead."""
    give_password(office, "lead")
    return office.signed_in(app, "lead")


def send(client: FlaskClient, office: Office, who: str, what: str = "", **form: Any) -> Any:
    path = f"/people/{office.reviewers[who]}" + (f"/{what}" if what else "")
    return client.post(path, data=form)


def words(page: Any) -> str:
    """What stands on a page, tags left out."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def deeds(office: Office) -> list[tuple[str, str]]:
    return [(d.did, d.about) for d in office.shelf.deeds()]


def test_the_page_shows_everybody(office: Office, app: Flask, lead: FlaskClient) -> None:
    office.signed_in(app, "south")
    give_code(office, "north")
    for _ in range(5):
        office.shelf.count_try("reader@example.org")
    office.shelf.close_reviewer(office.reviewers["south"])
    page = words(lead.get("/people"))
    assert "Lead (you)" in page
    assert "Supervisor for North password and code; not here yet" in page
    assert "Rests until" in page
    assert "Closed" in page
    assert page.index("south@example.org") > page.index("reader@example.org")
    for who in office.trainees.values():
        assert who.id in page
    assert "North : 2 trainees" in page


def test_leads_only(office: Office, app: Flask) -> None:
    for who in ("north", "reader"):
        client = office.signed_in(app, who)
        assert client.get("/people").status_code == 403
        assert send(client, office, "south", role="lead").status_code == 403
        assert "/people" not in client.get("/account").text
    assert row(office, "south").role == "supervisor"


# -- changes --------------------------------------------------------------------------------------


def test_another_role_ends_their_sessions_and_other_groups_do_not(
    office: Office, app: Flask, lead: FlaskClient
) -> None:
    client = office.signed_in(app, "north")
    north, south = office.teams["North"], office.teams["South"]
    send(lead, office, "north", role="supervisor", teams=[south])
    assert is_in(client)
    assert "Supervisor for South" in client.get("/account").text
    token = office.shelf.sign_in(office.reviewers["north"])
    viewer = office.shelf.viewer(token)
    assert viewer
    with office.store._session() as s:  # they look after their own groups only
        theirs = list(s.scalars(select(Trainee.id).where(in_groups(viewer))))
    assert theirs == [office.trainees["cleo"].id]
    send(lead, office, "north", role="reader", teams=[north, south])
    assert not is_in(client)
    assert row(office, "north").role == "reader"
    assert deeds(office)[:2] == [
        ("change", "north@example.org: reader, North, South"),
        ("change", "north@example.org: supervisor, South"),
    ]


def test_saving_without_a_change_is_no_deed(office: Office, lead: FlaskClient) -> None:
    send(lead, office, "north", role="supervisor", teams=[office.teams["North"]])
    assert deeds(office) == []


@pytest.mark.parametrize("form", [{}, {"role": "owner"}, {"role": "reader", "teams": ["9999"]}])
def test_forms_that_no_page_has_change_nothing(
    office: Office, lead: FlaskClient, form: dict[str, Any]
) -> None:
    assert send(lead, office, "north", **form).status_code == 400
    assert row(office, "north").role == "supervisor"
    assert lead.post("/people/99999999999", data={"role": "lead"}).status_code == 404


def test_the_last_lead_stays_one(office: Office, app: Flask, lead: FlaskClient) -> None:
    change(office, "south", role="lead")  # who never came in, so isn't one that helps
    page = send(lead, office, "lead", role="supervisor")
    assert page.status_code == 422
    assert "no lead left" in page.text
    assert send(office.signed_in(app, "south"), office, "lead", "close").status_code == 422
    assert (row(office, "lead").role, row(office, "lead").active) == ("lead", True)
    give_password(office, "south")
    page = send(lead, office, "lead", role="supervisor", teams=[office.teams["North"]])
    assert page.status_code == BACK
    assert "/people" not in page.location  # which isn't theirs any more
    assert is_in(lead)
    assert lead.get("/people").status_code == 403
    assert send(office.signed_in(app, "south"), office, "lead", "close").status_code == BACK
    assert not row(office, "lead").active


def test_a_lead_who_never_came_in_can_be_closed(office: Office, lead: FlaskClient) -> None:
    change(office, "south", role="lead")
    assert send(lead, office, "south", "close").status_code == BACK


def test_two_leads_who_end_each_other_leave_one(office: Office) -> None:
    for who in ("lead", "south"):
        change(office, who, role="lead")
        give_password(office, who)
    shelves = [office.shelf, type(office.shelf)(Store(office.store.url))]
    both = [office.reviewers["lead"], office.reviewers["south"]]
    for _ in range(5):
        with ThreadPoolExecutor(2) as pool:
            done = list(
                pool.map(lambda n: shelves[n].change_reviewer(both[n], "reader", ()), (0, 1))
            )
        assert sorted(done) == [False, True]
        with office.store._session() as s:
            assert s.scalar(select(func.count()).where(Reviewer.role == "lead")) == 1
        for who in ("lead", "south"):
            change(office, who, role="lead")
    shelves[1].store.close()


def test_closing_and_opening(office: Office, app: Flask, lead: FlaskClient) -> None:
    give_password(office, "north")
    give_code(office, "north")
    client = office.signed_in(app, "north")
    link = office.shelf.renew_link(office.reviewers["north"])
    encounter = office.encounter("ada")
    with office.store._session() as s:
        for blind in (False, True):
            s.add(
                Reading(
                    encounter_id=encounter.id, reviewer_id=office.reviewers["north"], blind=blind
                )
            )
    assert send(lead, office, "lead", "close").status_code == 422
    assert send(lead, office, "north", "close").status_code == BACK
    assert not is_in(client)
    assert sign_in(app.test_client(), "north").status_code == 422
    assert app.test_client().get(f"/welcome/{link}").status_code == 410
    with office.store._session() as s:  # what they had taken is there to be taken
        assert list(s.scalars(select(Reading))) == []
    north = row(office, "north")  # nothing to sign in with, but who wrote what they wrote
    assert (north.password_hash, north.totp_secret, north.totp_last) == ("", "", 0)
    assert (north.email, north.name, north.role) == ("north@example.org", "North", "supervisor")
    send(lead, office, "north", "open")
    page = lead.get("/people").text
    assert "is open again, with no password. Make North a link to one." in page
    assert "Make North a link to a new password" in page
    assert not is_in(client)
    assert sign_in(app.test_client(), "north").status_code == 422
    assert app.test_client().get(f"/welcome/{link}").status_code == 410
    new = link_in(send(lead, office, "north", "link"))
    form = {"name": "North", "password": OTHER, "again": OTHER}
    assert app.test_client().post(new, data=form).status_code == BACK
    assert sign_in(app.test_client(), "north", OTHER).location != "/sign-in/code"
    assert [d for d, _ in deeds(office)][-3:] == ["link", "open", "close"]


def test_opening_an_open_account_takes_nothing_from_it(
    office: Office, app: Flask, lead: FlaskClient
) -> None:
    """The button pressed on a page that is old by now."""
    give_password(office, "north")
    key = give_code(office, "north")
    send(lead, office, "north", "open")
    assert row(office, "north").password_hash
    assert row(office, "north").totp_secret == key


def test_an_account_closed_with_its_keys_is_opened_without_them(
    office: Office, lead: FlaskClient
) -> None:
    """As they were closed before keys went with the closing."""
    give_password(office, "north")
    give_code(office, "north")
    change(office, "north", active=False)
    send(lead, office, "north", "open")
    assert (row(office, "north").password_hash, row(office, "north").totp_secret) == ("", "")


def test_a_closed_account_gets_no_keys(office: Office) -> None:
    """Sent by somebody whose account was closed in the moment between."""
    office.shelf.close_reviewer(office.reviewers["north"])
    give_password(office, "north")
    give_code(office, "north")
    assert (row(office, "north").password_hash, row(office, "north").totp_secret) == ("", "")


# -- what they have to read -----------------------------------------------------------------------


def given(office: Office) -> list[tuple[str, str, bool]]:
    """Readings that are not done: whose, of which trainee, whether blind."""
    who = {id_: name for name, id_ in office.reviewers.items()}
    of = {trainee.id: name for name, trainee in office.trainees.items()}
    with office.store._session() as s:
        rows = s.execute(
            select(Reading.reviewer_id, EncounterRow.trainee_id, Reading.blind)
            .join(EncounterRow, EncounterRow.id == Reading.encounter_id)
            .where(Reading.done_at.is_(None))
        ).tuples()
        return sorted((who[reviewer], of[trainee], blind) for reviewer, trainee, blind in rows)


def give(office: Office, who: str, trainee: str, blind: bool = False, done: bool = False) -> None:
    made = office.encounter(trainee)
    with office.store._session() as s:
        s.add(
            Reading(
                encounter_id=made.id,
                reviewer_id=office.reviewers[who],
                blind=blind,
                done_at=now() if done else None,
            )
        )


def test_a_reader_has_nothing_to_review(office: Office, lead: FlaskClient) -> None:
    for blind in (False, True):
        give(office, "north", "ada", blind)
        give(office, "south", "cleo", blind)
    give(office, "north", "ben", blind=True, done=True)
    send(lead, office, "north", role="reader", teams=[office.teams["North"]])
    assert given(office) == [("south", "cleo", False), ("south", "cleo", True)]
    with office.store._session() as s:  # what is done stays
        assert s.scalar(select(func.count()).select_from(Reading)) == 3


def test_with_other_groups_what_was_taken_elsewhere_is_given_back(
    office: Office, lead: FlaskClient
) -> None:
    north, south = office.teams["North"], office.teams["South"]
    send(lead, office, "north", role="supervisor", teams=[north, south])
    for trainee in ("ada", "cleo"):
        give(office, "north", trainee)
    give(office, "north", "ada", blind=True)
    give(office, "south", "cleo")
    send(lead, office, "north", role="supervisor", teams=[south])
    # A blind coding waits, with what was coded so far.
    left = [("north", "ada", True), ("north", "cleo", False), ("south", "cleo", False)]
    assert given(office) == left
    send(lead, office, "north", role="supervisor")
    assert given(office) == [left[0], left[2]]


def test_a_lead_keeps_what_they_took_until_they_are_none(
    office: Office, app: Flask, lead: FlaskClient
) -> None:
    give_password(office, "south")
    change(office, "south", role="lead")
    for trainee in ("ada", "cleo", "dan"):
        give(office, "south", trainee)
    send(lead, office, "south", role="lead", teams=[office.teams["South"]])
    assert len(given(office)) == 3
    send(lead, office, "south", role="supervisor", teams=[office.teams["South"]])
    assert given(office) == [("south", "cleo", False)]


def test_with_a_trainee_moved_what_was_taken_of_them_is_given_back(
    office: Office, lead: FlaskClient
) -> None:
    for who, trainee in (("north", "ada"), ("north", "ben"), ("lead", "ada"), ("south", "cleo")):
        give(office, who, trainee)
    ada = office.trainees["ada"].id
    kept = [("lead", "ada", False), ("north", "ben", False), ("south", "cleo", False)]
    lead.post(f"/people/trainees/{ada}/group", data={"team": office.teams["North"]})
    assert given(office) == [kept[0], ("north", "ada", False), *kept[1:]]
    lead.post(f"/people/trainees/{ada}/group", data={"team": office.teams["South"]})
    assert given(office) == kept
    lead.post(f"/people/trainees/{office.trainees['ben'].id}/group", data={"team": ""})
    assert given(office) == [kept[0], kept[2]]


def test_a_lost_phone(office: Office, app: Flask, lead: FlaskClient) -> None:
    give_password(office, "north")
    give_code(office, "north")
    phone = office.signed_in(app, "north")
    send(lead, office, "north", role="supervisor", teams=[office.teams["North"]], totp_off="1")
    assert not is_in(phone)
    client = app.test_client()
    assert sign_in(client, "north").location != "/sign-in/code"
    assert is_in(client)
    assert ("code off for", "north@example.org") in deeds(office)


def test_ones_own_code_is_not_switched_off_here(office: Office, lead: FlaskClient) -> None:
    key = give_code(office, "lead")
    page = send(lead, office, "lead", role="lead", totp_off="1")
    assert page.status_code == 422
    assert "account page" in page.text
    assert row(office, "lead").totp_secret == key


def test_letting_somebody_try_again(office: Office, app: Flask, lead: FlaskClient) -> None:
    give_password(office, "north")
    for _ in range(7):
        sign_in(app.test_client(), "north", "a wrong one, again")
    assert "Let North try again now" in lead.get("/people").text
    send(lead, office, "north", "unlock")
    assert "Let North try again now" not in lead.get("/people").text
    assert sign_in(app.test_client(), "north", PASSWORD).status_code == BACK


def test_signing_somebody_out(office: Office, app: Flask, lead: FlaskClient) -> None:
    there, mine = office.signed_in(app, "north"), office.signed_in(app, "lead")
    send(lead, office, "north", "sessions/end")
    assert not is_in(there)
    send(lead, office, "lead", "sessions/end")
    assert [is_in(lead), is_in(mine)] == [True, False]
    assert deeds(office)[0] == ("end sessions", "lead@example.org")


# -- trainees and groups --------------------------------------------------------------------------


def test_moving_a_trainee(office: Office, lead: FlaskClient) -> None:
    dan, south = office.trainees["dan"].id, office.teams["South"]

    def team() -> int | None:
        found = office.store.trainee_by_id(dan)
        assert found
        return found.team

    assert lead.post(f"/people/trainees/{dan}/group", data={"team": south}).status_code == BACK
    assert team() == south
    assert f'<option value="{south}" selected>' in lead.get("/people").text
    for wrong in ("9999", "x", "-1"):
        page = lead.post(f"/people/trainees/{dan}/group", data={"team": wrong})
        assert page.status_code == 404
    assert team() == south
    lead.post(f"/people/trainees/{dan}/group", data={"team": ""})
    assert team() is None
    assert lead.post("/people/trainees/t-nobody/group", data={}).status_code == 404
    assert lead.post("/people/trainees/a%00b/group", data={}).status_code == 404
    assert deeds(office) == [("move", f"{dan}, no group"), ("move", f"{dan}, South")]


def test_groups_are_added_once(office: Office, lead: FlaskClient) -> None:
    assert lead.post("/people/groups", data={"name": "  Night   van "}).status_code == BACK
    assert "Night van" in [g.name for g in office.shelf.groups()]
    for name in ("night VAN", "", "x" * 81, "a\u202eb"):
        page = lead.post("/people/groups", data={"name": name})
        assert page.status_code == 422
        assert 'id="team-name-wrong"' in page.text
    assert len(office.shelf.groups()) == 3


def test_trainees_come_a_page_at_a_time(office: Office, lead: FlaskClient) -> None:
    for n in range(PAGE * 2):
        office.store.add_trainee("telegram", f"more-{n}")
    office.store.set_unreachable(office.trainees["ada"].account, True)
    seen: list[str] = []
    address, pages = "/people", 0
    while address:
        page = lead.get(address).text
        seen += re.findall(r"<b>(t-\w+)</b>", page)
        older = re.search(r'<a class="button" href="([^"]+)">Older', page)
        address, pages = html.unescape(older[1]) if older else "", pages + 1
    with office.store._session() as s:
        rows = select(Trainee.id).order_by(Trainee.created_at.desc(), Trainee.id.desc())
        assert seen == list(s.scalars(rows))
    assert pages == 3
    assert "can't be reached" in html.unescape(page)


def test_odd_places_begin_at_the_beginning(office: Office, lead: FlaskClient) -> None:
    first = re.findall(r"<b>(t-\w+)</b>", lead.get("/people").text)
    for place in ("x", "~", "2026-01-01~", "2026-13-01T00:00:00+00:00~t", "%00~%00"):
        page = lead.get(f"/people?before={place}")
        assert re.findall(r"<b>(t-\w+)</b>", page.text) == first


def test_settings_are_there_to_read(office: Office, lead: FlaskClient) -> None:
    page = words(lead.get("/people"))
    for said in (
        "Organisation ORGANISATION Northside Outreach",
        "CONTACTS nobody is named yet",
        "SUPERVISORS_SEE Supervisors, all of them",
        "RETENTION_DAYS 180 days",
        "TIME_ZONE Europe/Amsterdam",
        "REVIEW_URL this machine only, port 8080",
        "RUBRIC data/rubrics/miti-like.yml",
        "file .env",
    ):
        assert said in page


def test_no_rubric_is_none_and_the_public_address_is_shown(
    office: Office, authored: Content, desk_settings: Settings
) -> None:
    changed = {"rubric": Path(), "review_url": "https://desk.example.org"}
    app = make_app(office.store, authored, desk_settings.model_copy(update=changed))
    page = words(office.signed_in(app, "lead").get("/people"))
    assert "RUBRIC none" in page
    assert "REVIEW_URL https://desk.example.org" in page
