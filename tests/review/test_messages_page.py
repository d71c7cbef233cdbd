"""The page of single replies under the filters."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from bot.review.pages import messages as messages_page
from bot.store.desk_tables import AuditRow, SignOff, Verdict
from bot.store.tables import ObjectionRow, now
from tests.review.conversations import colleague, queries, take_back
from tests.review.people import Office
from tests.review.test_filters import add, finding, lead, north
from tests.review.test_queue_page import deeds


def seen(app: Flask, office: Office, who: str = "lead", **query: str) -> str:
    got = office.signed_in(app, who).get("/messages", query_string=query)
    assert got.status_code == 200
    return got.text


def turns(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'href="[^"]*#m(\d+)"', page)]


def test_every_reply_with_a_code(app: Flask, office: Office) -> None:
    talk = office.encounter("ada")
    wanted = office.turn(talk.id, "you should know", "P9")
    office.turn(talk.id, "something else", "P4")
    unsure = office.turn(talk.id, "perhaps", "P9", shown=False)
    page = seen(app, office, code="P9")
    assert turns(page) == [unsure, wanted]
    assert "2 messages" in page
    assert turns(seen(app, office, code="P9", confidence="sure")) == [wanted]
    assert "something else" not in page


def test_what_was_said_of_it(app: Flask, office: Office) -> None:
    talk = office.encounter("ada")
    turn = office.turn(talk.id, "you should know", "P9", "P4")
    about = finding(office, turn, "P9")
    add(
        office,
        Verdict(
            turn_id=turn, finding_id=about, reviewer_id=office.reviewers["north"], kind="overrule"
        ),
        ObjectionRow(turn_id=turn, code="P4", reason="meant <i>kindly</i>"),
        SignOff(encounter_id=talk.id, reviewer_id=office.reviewers["lead"]),
    )
    page = seen(app, office)
    assert "overruled by North" in page
    assert "meant &lt;i&gt;kindly&lt;/i&gt;" in page
    assert "<s>P9" in page
    # Under a code, what was said of that one.
    assert "overruled by North" not in seen(app, office, code="P4")
    assert "kindly" not in seen(app, office, code="P9")
    assert "kindly" in seen(app, office, code="P4")


def test_pages(app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages_page, "PAGE", 2)
    talk = office.encounter("ada")
    made = [office.turn(talk.id, f"reply {n}", "P4") for n in range(5)]
    client, found, link = office.signed_in(app, "lead"), [], "/messages?code=P4"
    while link:
        page = client.get(link).text
        found += turns(page)
        more = re.search(r'href="(/messages\?[^"]*before=[^"]*)"', page)
        link = more[1].replace("&amp;", "&") if more else ""
        assert "code=P4" in link or not link
    assert found == made[::-1]


def test_only_what_may_be_read(app: Flask, office: Office) -> None:
    office.talk("ada", ("of the north", "P4"))
    office.talk("cleo", ("of the south", "P4"))
    office.talk("ben", ("not shared", "P4"), open_to_all=False)
    for query in ({}, {"code": "P4"}, {"q": "the"}, {"q": "shared"}):
        page = seen(app, office, "reader", **query)
        assert "of the south" not in page
        assert "not shared" not in page
    assert "of the north" in seen(app, office, "reader")
    assert app.test_client().get("/messages").status_code == 302


def test_nothing_fits(app: Flask, office: Office) -> None:
    page = seen(app, office, q="nowhere")
    assert "No message fits all of this." in page
    assert deeds(office) == [(office.reviewers["lead"], "search", "messages")]


def test_a_search_is_noted_on_every_page_of_it(app: Flask, office: Office) -> None:
    talk = office.talk("ada", ("words one", "P4"), ("words two", "P4"))
    seen(app, office, q="words", before=str(talk.turns[1].id))
    assert [did for _, did, _ in deeds(office)] == ["search", "read"]


def test_whose_replies_were_read_is_noted_once_an_hour(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages_page, "PAGE", 3)
    office.talk("cleo", ("on the next page", "P4"))
    first = office.talk("ada", ("one", "P4"), ("two", "P4")).id
    second = office.talk("cleo", ("three", "P4")).id
    office.talk("ben", ("not shared", "P4"), open_to_all=False)
    client, me = office.signed_in(app, "lead"), office.reviewers["lead"]
    both = [(me, "read", second), (me, "read", first)]
    for _ in range(3):
        client.get("/messages")
    assert deeds(office) == both
    long_ago = now() - timedelta(minutes=61)
    with office.store._session() as s:
        s.execute(update(AuditRow).where(AuditRow.about == first).values(at=long_ago))
    client.get("/messages")
    assert deeds(office) == [*both, (me, "read", first)]
    seen(app, office, "north")
    assert deeds(office)[3:] == [(office.reviewers["north"], "read", first)]


def test_noting_takes_as_many_statements_for_one_as_for_fifty(app: Flask, office: Office) -> None:
    office.talk("ada", ("one", "P4"))
    client = office.signed_in(app, "lead")
    client.get("/messages?code=P1")  # the session is noted as seen
    few = queries(office, client, "/messages?code=P4")
    for n in range(49):
        office.talk("ada", (f"more {n}", "P4"))
    assert queries(office, client, "/messages?code=P4") == few
    assert len(deeds(office)) == 50


def test_whoever_read_a_reply_here_is_not_asked_to_code_it_blind(
    app: Flask, office: Office
) -> None:
    talk = office.talk("ada", ("words", "P4"))
    colleague(office, "mireille")
    names = [name for _, name in office.shelf.second_coders(north(office), talk.id)]
    assert names == ["Lead", "Mireille"]
    seen(app, office, "lead")
    names = [name for _, name in office.shelf.second_coders(north(office), talk.id)]
    assert names == ["Mireille"]
    assert not office.shelf.give_second(north(office), talk.id, office.reviewers["lead"])


def test_what_was_taken_back_later_says_so(app: Flask, office: Office) -> None:
    talk = office.encounter("ada")
    gone, kept = (office.turn(talk.id, words, "P4") for words in ("go away", "sit down"))
    assert "taken back later" not in seen(app, office)
    take_back(office, gone)
    page = seen(app, office)
    _, of_kept, of_gone = page.split('<li class="said-row">')
    assert f"#m{kept}" in of_kept
    assert "taken back later" not in of_kept
    assert "taken back later" in of_gone
    found = office.shelf.messages(lead(office), [gone, kept])
    assert {turn: m.taken_back for turn, m in found.items()} == {gone: True, kept: False}


@pytest.mark.parametrize("before", ["x", "-1", "9999999999", "٣", "1" * 40])
def test_a_broken_place_is_left_out(app: Flask, office: Office, before: str) -> None:
    office.talk("ada", ("words", "P4"))
    page = seen(app, office, before=before)
    assert "left out" in page
    assert len(turns(page)) == 1


def test_a_scene_that_is_gone_keeps_its_name(app: Flask, office: Office) -> None:
    office.talk("ada", ("words", "P4"), scenario_id="gone-by")
    assert "gone-by, with the client" in seen(app, office)
