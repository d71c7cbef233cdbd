"""The page of single replies under the filters."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from bot.review.pages import messages as messages_page
from bot.store.desk_tables import SignOff, Verdict
from bot.store.tables import ObjectionRow
from tests.review.people import Office
from tests.review.test_filters import add, finding
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


@pytest.mark.parametrize("before", ["x", "-1", "9999999999", "٣", "1" * 40])
def test_a_broken_place_is_left_out(app: Flask, office: Office, before: str) -> None:
    office.talk("ada", ("words", "P4"))
    page = seen(app, office, before=before)
    assert "left out" in page
    assert len(turns(page)) == 1


def test_a_scene_that_is_gone_keeps_its_name(app: Flask, office: Office) -> None:
    office.talk("ada", ("words", "P4"), scenario_id="gone-by")
    assert "gone-by, with the client" in seen(app, office)
