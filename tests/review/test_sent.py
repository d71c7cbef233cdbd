"""What trainees sent from conversations that are not shared: that, and nothing else of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from bot.review.pages import sent as sent_page
from bot.store.desk_tables import AuditRow
from bot.store.tables import NoteRow, ObjectionRow, OutgoingRow, TurnRow, now
from tests.review.people import Office
from tests.review.test_filters import add, lead, north

SECRET = "nobody else reads this"


@pytest.fixture
def kept(office: Office) -> str:
    """A conversation that is not shared."""
    return office.talk(
        "ada", (SECRET, "P4"), ("You should rest.", "P4", "P9"), (SECRET, "P9"), open_to_all=False
    ).id


def turn(office: Office, encounter: str, number: int) -> int:
    with office.store._session() as s:
        wanted = (TurnRow.encounter_id == encounter, TurnRow.number == number)
        return s.scalars(select(TurnRow.id).where(*wanted)).one()


def objection(office: Office, encounter: str, number: int = 2, **more: object) -> int:
    row = ObjectionRow(turn_id=turn(office, encounter, number), code="P4", **more)
    add(office, row)
    return row.id


def note(office: Office, who: str, encounter: str | None, text: str, **more: object) -> None:
    add(
        office,
        NoteRow(trainee_id=office.trainees[who].id, encounter_id=encounter, text=text, **more),
    )


def seen(app: Flask, office: Office, who: str = "lead", **query: str) -> str:
    got = office.signed_in(app, who).get("/sent", query_string=query)
    assert got.status_code == 200
    return got.text


def outcome(office: Office, id_: int) -> tuple[str, str]:
    with office.store._session() as s:
        row = s.get_one(ObjectionRow, id_)
        return row.outcome, row.answer


def test_an_objection_brings_its_reply_and_the_line_before_it(
    app: Flask, office: Office, kept: str
) -> None:
    objection(office, kept, reason="I meant it <i>kindly</i>")
    page = seen(app, office)
    assert "Client line 1." in page
    assert '<mark class="P">You should rest.</mark>' in page
    assert "They see" in page
    assert "P4" in page
    assert "I meant it &lt;i&gt;kindly&lt;/i&gt;" in page
    assert office.trainees["ada"].id in page


def test_nothing_else_of_the_conversation_is_shown(app: Flask, office: Office, kept: str) -> None:
    objection(office, kept)
    note(office, "ada", kept, "I would like to talk.")
    page = seen(app, office)
    assert SECRET not in page
    assert "Client line 2." not in page  # what the client answered
    assert "P9" not in page  # another flag on the same reply
    assert kept not in page  # no way to the rest
    assert "gave no reason" in page


def test_notes_and_remarks(app: Flask, office: Office, kept: str) -> None:
    note(office, "ada", kept, "I would like to talk.")
    note(office, "ben", None, "Outside of any scene.")
    office.talk("cleo", (SECRET,), open_to_all=False, ended_how="hurt", ended_at=now())
    page = seen(app, office)
    assert "“I would like to talk.”" in page
    assert "“Outside of any scene.”" in page
    assert page.count("A remark ended the conversation; its words were not kept.") == 1
    assert SECRET not in page


def test_what_can_be_read_anyway_is_not_repeated(app: Flask, office: Office) -> None:
    for columns in ({}, {"open_to_all": False, "shared_at": now()}, {"assigned": True}):
        shared = office.talk("ada", ("a", "P4"), ended_how="hurt", ended_at=now(), **columns)
        objection(office, shared.id, 1)
        note(office, "ada", shared.id, "In the queue.")
    page = seen(app, office)
    assert "No flag waits" in page
    assert "Nobody has written" in page
    assert office.shelf.sent_waiting(lead(office)) == 0


def test_only_of_ones_own_groups(app: Flask, office: Office, kept: str) -> None:
    id_ = objection(office, kept)
    note(office, "ada", kept, "From the north.")
    note(office, "dan", None, "From nowhere.")
    for who in ("north", "reader"):
        page = seen(app, office, who)
        assert "From the north." in page
        assert "You should rest." in page
        assert "From nowhere." not in page
    page = seen(app, office, "south")
    assert "From the north." not in page
    assert "You should rest." not in page
    assert (
        office.signed_in(app, "south").post(f"/sent/{id_}", data={"outcome": "keep"}).status_code
        == 404
    )
    assert outcome(office, id_) == ("", "")
    assert app.test_client().get("/sent").status_code == 302


def test_settling_is_heard(app: Flask, office: Office, kept: str) -> None:
    first, second = objection(office, kept, 2), objection(office, kept, 1)
    client = office.signed_in(app, "north")
    sent = {"outcome": "agree", "answer": "  It reads as care.  "}
    got = client.post(f"/sent/{first}", data=sent)
    assert (got.status_code, got.location) == (303, "/sent")
    assert outcome(office, first) == ("agreed", "It reads as care.")
    client.post(f"/sent/{second}", data={"outcome": "keep"})
    assert outcome(office, second) == ("kept", "")
    with office.store._session() as s:
        texts = [r.payload["text"] for r in s.scalars(select(OutgoingRow).order_by(OutgoingRow.id))]
    assert len(texts) == 2
    assert "sees it as you do" in texts[0]
    assert "It reads as care." in texts[0]
    assert "would keep the flag" in texts[1]
    assert "No flag waits" in client.get("/sent").text
    # Pressed again, or by somebody else: nothing goes out twice.
    assert client.post(f"/sent/{first}", data=sent).status_code == 404
    with office.store._session() as s:
        assert len(s.scalars(select(OutgoingRow.id)).all()) == 2


def test_reading_and_settling_stand_in_the_log(app: Flask, office: Office, kept: str) -> None:
    id_ = objection(office, kept)
    client = office.signed_in(app, "north")
    page = client.get("/sent").text
    whose = office.trainees["ada"].id
    assert f'name="of" value="{whose}"' in page
    # A page that stood open until the number belonged to somebody else.
    other = client.post(f"/sent/{id_}", data={"outcome": "keep", "of": "t-000000000000"})
    assert other.status_code == 404
    assert outcome(office, id_) == ("", "")
    client.post(f"/sent/{id_}", data={"outcome": "keep", "of": whose})
    with office.store._session() as s:
        lines = [(r.did, r.about) for r in s.scalars(select(AuditRow).order_by(AuditRow.id))]
    assert [line for line in lines if line[0] in ("sent", "settle")] == [
        ("sent", ""), ("settle", whose),
    ]  # fmt: skip


def test_settled_by_another_a_moment_ago(
    app: Flask, office: Office, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = objection(office, kept)
    monkeypatch.setattr(sent_page, "settle_it", lambda *a: False)
    client = office.signed_in(app, "north")
    client.post(f"/sent/{id_}", data={"outcome": "keep"})
    assert "Somebody has answered this a moment ago." in client.get("/sent").text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"answer": "kept <words>"}, "Choose one of the two"),
        ({"outcome": "maybe", "answer": "kept <words>"}, "Choose one of the two"),
        ({"outcome": "agree", "answer": "kept <words>" + "x" * 2000}, "fit"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    app: Flask, office: Office, kept: str, form: dict[str, str], words: str
) -> None:
    id_ = objection(office, kept)
    got = office.signed_in(app, "north").post(f"/sent/{id_}", data=form)
    assert got.status_code == 422
    assert words in got.text
    assert "kept &lt;words&gt;" in got.text
    assert outcome(office, id_) == ("", "")


def test_readers_read(app: Flask, office: Office, kept: str) -> None:
    id_ = objection(office, kept)
    client = office.signed_in(app, "reader")
    assert "Keep the flag" not in client.get("/sent").text
    assert client.post(f"/sent/{id_}", data={"outcome": "keep"}).status_code == 403
    assert app.test_client().post(f"/sent/{id_}").status_code == 302


def test_a_shared_one_is_settled_where_it_stands(app: Flask, office: Office) -> None:
    shared = office.talk("ada", ("a", "P4"))
    id_ = objection(office, shared.id, 1)
    client = office.signed_in(app, "lead")
    assert client.post(f"/sent/{id_}", data={"outcome": "keep"}).status_code == 404
    assert client.post("/sent/999999", data={"outcome": "keep"}).status_code == 404


def test_pages(app: Flask, office: Office, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent_page, "PAGE", 2)
    for n in range(5):
        note(office, "ada", None, f"note {n}", created_at=now() - timedelta(hours=n))
        other = office.talk("ada", (f"reply {n}", "P4"), open_to_all=False)
        objection(office, other.id, 1)
    client = office.signed_in(app, "lead")
    for what, name, expected in (
        (r"“(note \d)”", "before", [f"note {n}" for n in range(5)]),
        (r">(reply \d)<", "after", [f"reply {n}" for n in range(5)]),
    ):
        found, link = [], "/sent"
        while link:
            page = client.get(link).text
            found += re.findall(what, page)
            more = re.search(rf'href="(/sent\?{name}=[^"]*)"', page)
            link = more[1].replace("&amp;", "&") if more else ""
        assert found == expected
    assert client.get("/sent?before=x&after=y").status_code == 200
    assert (
        client.get("/sent?before=0001-01-01T00:00:00%2B14:00&after=99999999999").status_code == 200
    )


def test_what_is_open_or_new_is_counted(office: Office, kept: str) -> None:
    objection(office, kept)
    objection(office, kept, 1, settled_at=now())
    note(office, "ada", kept, "new")
    note(office, "ada", kept, "old", created_at=now() - timedelta(days=8))
    office.talk("cleo", (SECRET,), open_to_all=False, ended_how="hurt", ended_at=now())
    assert office.shelf.sent_waiting(lead(office)) == 3
    assert office.shelf.sent_waiting(north(office)) == 2
    assert office.shelf.sent_waiting(lead(office), most=2) == 2
