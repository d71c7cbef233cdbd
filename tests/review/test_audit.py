"""The log."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from bot.review.pages.audit import DEEDS
from bot.store.desk.audit import PAGE
from bot.store.desk_tables import AuditRow, Reading, Reviewer
from bot.store.tables import EncounterRow
from tests.review.people import Office


@pytest.fixture
def lead(office: Office, app: Flask) -> FlaskClient:
    """A client of the lead."""
    return office.signed_in(app, "lead")


def note(office: Office, who: str, did: str, about: str = "", at: datetime | None = None) -> None:
    office.shelf.note_deed(office.reviewers[who], did, about)
    if at:
        with office.store._session() as s:
            newest = s.query(AuditRow.id).order_by(AuditRow.id.desc()).limit(1).scalar()
            s.execute(update(AuditRow).where(AuditRow.id == newest).values(at=at))


def lines(client: FlaskClient, query: str = "") -> list[str]:
    """The lines of the log on a page: who, and what they did."""
    page = client.get(f"/log{query}")
    assert page.status_code == 200
    rows = re.findall(r"<tr><td>.*?</td><td>(.*?)</tr>", page.text, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", r)).split()) for r in rows]


def test_leads_only(office: Office, app: Flask) -> None:
    assert office.signed_in(app, "north").get("/log").status_code == 403
    assert office.signed_in(app, "reader").get("/log").status_code == 403


def test_lines_say_who_did_what(office: Office, lead: FlaskClient) -> None:
    talk = office.talk("ada", ("You need to go.", "P1"))
    note(office, "north", "read", talk.id)
    note(office, "north", "search")
    note(office, "south", "export", "12 rows, CSV")
    note(office, "south", "something else")
    page = lead.get("/log").text
    assert f'href="/transcript/{talk.id}"' in page or f"{talk.id}" in page
    assert lines(lead) == [
        "South something else",
        "South exported: 12 rows, CSV",
        "North searched in words",
        f"North read a conversation: {title(page)}, {office.trainees['ada'].id}",
    ]
    assert "You need to go." not in page
    assert "<th" in page
    assert page.count("<th ") == 3  # no network address


def test_a_second_coding_is_about_a_conversation_and_an_answer_about_a_trainee(
    office: Office, lead: FlaskClient
) -> None:
    talk, who = office.talk("ada", ("words", "P1")), office.trainees["ada"].id
    note(office, "north", "read", talk.id)
    note(office, "north", "second", talk.id)
    note(office, "north", "settle", who)
    page = lead.get("/log").text
    assert lines(lead) == [
        f"North answered a flag seen otherwise: {who}",
        f"North asked for a second coding: {title(page)}, {who}",
        f"North read a conversation: {title(page)}, {who}",
    ]
    assert page.count(f'href="/conversations/{talk.id}"') == 2
    assert len(lines(lead, "?did=second")) == 1


def title(page: str) -> str:
    found = re.search(r"read a conversation: <a [^>]+>(.*), t-", page)
    assert found
    return html.unescape(found[1])


def test_what_can_not_be_read_has_no_name_here(office: Office, lead: FlaskClient) -> None:
    hidden = office.talk("ada", ("words",), open_to_all=False)
    blind = office.talk("ben", ("words",))
    with office.store._session() as s:
        s.add(Reading(encounter_id=blind.id, reviewer_id=office.reviewers["lead"], blind=True))
    note(office, "north", "read", hidden.id)
    note(office, "north", "print", blind.id)
    note(office, "north", "read", "e-gone")
    for line in lines(lead):
        assert line.endswith("one that was erased, or isn't yours to read now")
    page = lead.get("/log").text
    for secret in (hidden.id, blind.id, office.trainees["ada"].id, office.trainees["ben"].id):
        assert secret not in page
    with office.store._session() as s:
        s.execute(update(EncounterRow).where(EncounterRow.id == hidden.id).values(open_to_all=True))
    assert hidden.id in lead.get("/log").text


def test_filters(office: Office, lead: FlaskClient) -> None:
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
    note(office, "north", "search", at=noon)
    note(office, "north", "export", "a", at=noon)
    note(office, "south", "export", "b", at=noon + timedelta(days=1))
    note(office, "south", "export", "c", at=noon + timedelta(days=2))
    north, south = office.reviewers["north"], office.reviewers["south"]
    assert lines(lead, f"?who={north}") == ["North exported: a", "North searched in words"]
    assert lines(lead, "?did=export&until=2026-03-04") == [
        "South exported: b",
        "North exported: a",
    ]
    assert lines(lead, f"?who={south}&since=2026-03-05") == ["South exported: c"]
    assert lines(lead, "?since=2026-03-06") == []
    assert "Nothing in the log fits this." in lead.get("/log?since=2026-03-06").text
    page = lead.get(f"/log?who={south}&did=export&since=2026-03-05").text
    assert f'<option value="{south}" selected>' in page
    assert '<option value="export" selected>' in page
    assert 'value="2026-03-05"' in page


def test_a_day_is_one_of_the_organisation(office: Office, lead: FlaskClient) -> None:
    """In Amsterdam, 3 March begins and ends at 23:00 UTC."""
    midnight = datetime(2026, 3, 2, 23, tzinfo=UTC)
    for name, at in (
        ("before", midnight - timedelta(seconds=1)),
        ("first", midnight),
        ("last", midnight + timedelta(hours=24, seconds=-1)),
        ("after", midnight + timedelta(hours=24)),
    ):
        note(office, "north", "export", name, at)
    found = lines(lead, "?since=2026-03-03&until=2026-03-03")
    assert [line.split()[-1] for line in found] == ["last", "first"]
    assert "4 Mar 2026, 00:00" in lead.get("/log").text


@pytest.mark.parametrize(
    "query",
    ["who=x", "who=999", "who=²", "did=nothing", "since=yesterday", "until=9999-12-31",
     "since=0001-01-01", "before=x", "before=2026-01-01~1", "before=0001-01-01T00:00:00%2B09:00~1",
     "before=2026-01-01T00:00:00Z~99999999999"],
)  # fmt: skip
def test_nonsense_filters_nothing(office: Office, lead: FlaskClient, query: str) -> None:
    note(office, "north", "search")
    assert lines(lead, f"?{query}") == ["North searched in words"]


def test_pages_hold_each_line_once(office: Office, lead: FlaskClient) -> None:
    at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    with office.store._session() as s:
        for n in range(PAGE * 2 + 7):  # many at the same moment
            north = office.reviewers["north"]
            moment = at + timedelta(minutes=n // 60)
            s.add(AuditRow(reviewer_id=north, did="export", about=f"n{n}", at=moment))
        s.add(AuditRow(reviewer_id=north, did="search", at=at))
    seen, query, pages = [], "?did=export", 0
    while query:
        page = lead.get(f"/log{query}").text
        seen += lines(lead, query)
        older = re.search(r'<a class="button" href="/log([^"]+)">Older', page)
        query, pages = html.unescape(older[1]) if older else "", pages + 1
        assert ("To the beginning" in page) == (pages > 1)
    assert [line.split()[-1] for line in seen] == [f"n{n}" for n in reversed(range(PAGE * 2 + 7))]
    assert pages == 3


def test_a_deed_outlives_the_account(office: Office, lead: FlaskClient) -> None:
    note(office, "north", "search")
    with office.store._session() as s:
        s.delete(s.get_one(Reviewer, office.reviewers["north"]))
    assert lines(lead) == ["An account that is no more searched in words"]


def test_deeds_fit_their_column() -> None:
    assert max(map(len, DEEDS)) <= AuditRow.did.type.length  # type: ignore[attr-defined]


def test_long_words_about_a_deed_are_cut(office: Office) -> None:
    note(office, "north", "export", "x" * 500)
    assert len(office.shelf.deeds()[0].about) == 200
