"""The page of the queue: lists, filters in the address, taking and giving back."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import Flask
from sqlalchemy import delete, select

from bot.review.pages import queue as queue_page
from bot.store.desk_tables import AuditRow, CommentRow, Reading, Reviewer, ReviewerTeam
from bot.store.tables import NoteRow, ObjectionRow, TurnRow, now
from tests.review.people import Office
from tests.review.test_filters import add, north
from tests.review.test_waiting import over, sign, turn_of

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _nothing_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.review.queueing.drawn", lambda id_, today: False)


def seen(app: Flask, office: Office, who: str = "lead", **query: str) -> str:
    got = office.signed_in(app, who).get("/", query_string=query)
    assert got.status_code == 200
    return got.text


def ids(page: str) -> list[str]:
    return re.findall(r'<li class="entry" id="e(\w+)"', page)


def deeds(office: Office) -> list[tuple[int | None, str, str]]:
    with office.store._session() as s:
        rows = s.scalars(select(AuditRow).order_by(AuditRow.id))
        return [(r.reviewer_id, r.did, r.about) for r in rows]


def test_what_waits_and_why(app: Flask, office: Office) -> None:
    id_ = over(office, ended_how="left")
    turn = turn_of(office, id_, 1)
    add(office, ObjectionRow(turn_id=turn, code="P4", reason="meant kindly"))
    page = seen(app, office)
    assert ids(page) == [id_]
    assert "The trainee sees one flag differently." in page
    assert "left after 2 replies." in page
    assert "It is the trainee&#39;s first conversation here." in page
    assert '<mark class="P">one</mark>' in page  # the moment: the contested reply
    assert office.trainees["ada"].id in page
    assert "trust 30 to 32" in page
    assert "coach after each reply" in page


def test_each_sees_their_own_groups(app: Flask, office: Office) -> None:
    mine, theirs = over(office), over(office, "cleo")
    hidden = over(office, open_to_all=False)
    assert set(ids(seen(app, office, "lead"))) == {mine, theirs}
    assert ids(seen(app, office, "north")) == [mine]
    assert ids(seen(app, office, "south")) == [theirs]
    page = seen(app, office, "reader")
    assert ids(page) == [mine]
    assert "Take it" not in page
    assert hidden not in page


def test_lists_have_counts_and_reasons_are_chosen(app: Flask, office: Office) -> None:
    first, second = over(office), over(office, "ben", ended_how="left")
    sign(office, over(office, "cleo"))
    page = seen(app, office)
    counts = re.findall(r'(\w+) <span class="count">(\d+)', page)
    assert counts == [("Unassigned", "2"), ("Mine", "0"), ("Others", "0"), ("Done", "1")]
    assert re.findall(r">([\w ]+) <b>(\d)</b></a>", page) == [
        ("Broke off", "1"),
        ("New trainee", "2"),
    ]
    assert ids(seen(app, office, reason="abrupt")) == [second]
    assert set(ids(seen(app, office, reason="new"))) == {first, second}
    done = seen(app, office, tab="done")
    assert "signed off by Lead" in done
    assert "Take it" not in done


def test_what_is_not_counted_has_no_number(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = over(office)
    for _ in range(3):
        sign(office, over(office, "dan"))
    monkeypatch.setattr(queue_page, "MOST_DONE", 2)
    assert '<span class="count">2+</span>' in seen(app, office)
    monkeypatch.setattr("bot.store.desk.breadth.MANY", 0)
    page = seen(app, office, q="one")
    assert ids(page) == [id_]
    assert 'class="count"' not in page
    assert ">New trainee</a>" in page  # may be chosen, without a number
    assert "<b>0</b>" not in page


def test_filters_stay_in_every_link(app: Flask, office: Office, monkeypatch) -> None:
    monkeypatch.setattr(queue_page, "PAGE", 1)
    for _ in range(3):
        over(office)
    chosen = {"q": "one", "code": "P4", "trainee": office.trainees["ada"].id, "since": "2020-01-01"}
    page = seen(app, office, **chosen)
    older = re.search(r'href="(/\?[^"]*before=[^"]*)"', page)
    assert older
    query = parse_qs(urlsplit(older[1].replace("&amp;", "&")).query)
    before = query.pop("before")
    assert query == {k: [v] for k, v in {**chosen, "tab": "unassigned"}.items()}
    following = seen(app, office, **chosen, before=before[0])
    assert len(ids(following)) == 1
    assert ids(following) != ids(page)
    mine = re.search(r'href="(/\?[^"]*tab=mine[^"]*)"', page)
    assert mine
    assert "code=P4" in mine[1]


def test_what_fits_the_filters_can_be_exported(app: Flask, office: Office) -> None:
    over(office, ended_how="left")
    chosen = {"q": "one", "code": "P4"}
    link = r'<a href="(/exports[^"]*)">Export these</a>'
    shown = re.search(link, seen(app, office, "north", tab="mine", reason="abrupt", **chosen))
    assert shown
    query = parse_qs(urlsplit(shown[1].replace("&amp;", "&")).query)
    assert query == {k: [v] for k, v in chosen.items()}
    assert not re.search(link, seen(app, office, tab="mine", reason="abrupt"))
    assert not re.search(link, seen(app, office, "reader", **chosen))


def test_the_next_page_is_more_and_not_older(app: Flask, office: Office, monkeypatch) -> None:
    monkeypatch.setattr(queue_page, "PAGE", 1)
    over(office)
    over(office)
    page = seen(app, office)
    assert re.search(r'before=[^"]*">More <span', page)
    assert "Older" not in page


def test_nothing_to_read_and_why(app: Flask, office: Office) -> None:
    page = seen(app, office)
    assert 'Nothing waits. All replies are under <a href="/messages">Messages</a>.' in page
    assert "No group is yours yet" not in page
    over(office)
    with office.store._session() as s:
        s.execute(delete(ReviewerTeam))
    for who in ("north", "reader"):
        for query in ({}, {"tab": "mine"}, {"q": "one"}):
            page = seen(app, office, who, **query)
            assert "No group is yours yet" in page
            assert "Nothing waits" not in page
    assert "No group is yours yet" not in seen(app, office, q="nowhere")  # a lead's are all


def test_an_answer_is_to_a_comment_of_anybody(app: Flask, office: Office) -> None:
    id_ = over(office)
    turn = turn_of(office, id_, 1)
    by = office.reviewers["north"]
    add(office, CommentRow(encounter_id=id_, turn_id=turn, reviewer_id=by, to_trainee=True,
                           text="?", answer="yes", answered_at=now()))  # fmt: skip
    assert re.search(r">Answered a comment <b>1</b></a>", seen(app, office))


def test_pages_of_each_list_end(app: Flask, office: Office, monkeypatch) -> None:
    monkeypatch.setattr(queue_page, "PAGE", 2)
    made = [over(office) for _ in range(3)]
    finished = [over(office, "dan") for _ in range(3)]
    for id_ in finished:
        sign(office, id_)
    client = office.signed_in(app, "lead")
    for tab, expected in (("unassigned", made), ("done", finished)):
        found, link = [], f"/?tab={tab}"
        while link:
            page = client.get(link).text
            found += ids(page)
            more = re.search(r'href="(/\?[^"]*before=[^"]*)"', page)
            link = more[1].replace("&amp;", "&") if more else ""
        assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "query",
    [
        {"before": "x"},
        {"before": "1~nan~e"},
        {"before": "99999999999~1~e"},
        {"before": "1~2"},
        {"before": "2026-01-01~7", "tab": "done"},
        {"before": "0001-01-01T00:00:00+14:00~7", "tab": "done"},
        {"before": "2026-01-01~" + "9" * 30, "tab": "done"},
        {"tab": "none"},
        {"reason": "none"},
        {"code": "P99"},
        {"q": "\x00'\"%"},
        {"q": "x" * 5000},
        {"team": "9" * 40},
    ],
)
def test_a_broken_address_is_no_error(app: Flask, office: Office, query: dict[str, str]) -> None:
    id_ = over(office)
    got = office.signed_in(app, "lead").get("/", query_string=query)
    assert got.status_code == 200
    if "code" in query or "reason" in query:
        assert "left out" in got.text
        assert ids(got.text) == [id_]


def test_a_search_is_noted_without_its_words(app: Flask, office: Office) -> None:
    over(office)
    seen(app, office)
    assert deeds(office) == []
    seen(app, office, q="secret words")
    assert deeds(office) == [(office.reviewers["lead"], "search", "queue")]


def test_a_search_is_noted_on_every_page_of_it(app: Flask, office: Office, monkeypatch) -> None:
    monkeypatch.setattr(queue_page, "PAGE", 1)
    for _ in range(2):
        over(office)
    page = seen(app, office, q="one")
    older = re.search(r'href="/\?[^"]*before=([^"&]*)"', page)
    assert older
    seen(app, office, q="one", before=unquote(older[1]))
    assert deeds(office) == [(office.reviewers["lead"], "search", "queue")] * 2


def test_whose_words_were_shown_is_noted_as_read(app: Flask, office: Office) -> None:
    shown, other = over(office), over(office)
    add(office, ObjectionRow(turn_id=turn_of(office, shown), code="P4"))
    coders = office.shelf.second_coders(north(office), shown)
    assert (office.reviewers["lead"], "Lead") in coders
    for _ in range(2):  # once an hour
        assert set(ids(seen(app, office))) == {shown, other}
    assert deeds(office) == [(office.reviewers["lead"], "read", shown)]
    assert (office.reviewers["lead"], "Lead") not in office.shelf.second_coders(
        north(office), shown
    )
    # Of this one no word was shown.
    assert office.shelf.second_coders(north(office), other) == coders


def test_words_of_trainees_show_as_text(app: Flask, office: Office) -> None:
    id_ = office.talk("ada", ("<script>alert(1)</script>", "P4")).id
    add(office, ObjectionRow(turn_id=turn_of(office, id_), code="P4"))
    page = seen(app, office)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


# -- taking -------------------------------------------------------------------------------------


def test_taking_without_scripts_leads_to_the_conversation(app: Flask, office: Office) -> None:
    id_ = over(office)
    seen(app, office)
    client = office.signed_in(app, "north")
    got = client.post(f"/conversations/{id_}/take")
    assert got.status_code == 303
    assert ids(client.get("/?tab=mine").text) == [id_]
    got = client.post(f"/conversations/{id_}/give-back")
    assert (got.status_code, got.location) == (303, "/")
    assert "Given back" in client.get("/").text


def test_taking_in_place(app: Flask, office: Office) -> None:
    id_ = over(office)
    seen(app, office)
    got = office.signed_in(app, "north").post(f"/conversations/{id_}/take", headers=HTMX)
    assert got.status_code == 200
    assert got.text.lstrip().startswith(f'<li class="entry" id="e{id_}">')
    assert "Give back" in got.text
    assert 'hx-swap-oob="true">It is yours to read.' in got.text
    late = office.signed_in(app, "lead").post(f"/conversations/{id_}/take", headers=HTMX)
    assert "North has it already" in late.text
    assert "Take it" not in late.text
    assert "Give back" not in late.text


def test_taking_what_was_signed_off_meanwhile(app: Flask, office: Office) -> None:
    id_ = over(office)
    sign(office, id_)
    with office.store._session() as s:
        s.get_one(Reviewer, office.reviewers["north"]).name = "<b>N</b>"
    seen(app, office)
    office.signed_in(app, "north").post(f"/conversations/{id_}/take")
    got = office.signed_in(app, "lead").post(f"/conversations/{id_}/take", headers=HTMX)
    assert got.status_code == 200
    assert "&lt;b&gt;N&lt;/b&gt; has it already" in got.text


@pytest.mark.parametrize("what", ["take", "give-back"])
def test_who_may_not(app: Flask, office: Office, what: str) -> None:
    id_, hidden = over(office, "cleo"), over(office, "ada", open_to_all=False)
    add(office, Reading(encounter_id=id_, reviewer_id=office.reviewers["north"]))
    assert app.test_client().post(f"/conversations/{id_}/{what}").status_code == 302
    for who, expected in (("reader", 403), ("north", 404)):
        client = office.signed_in(app, who)
        for one in (id_, hidden, "nothing"):
            assert client.post(f"/conversations/{one}/{what}").status_code == expected


def test_what_was_sent_is_told(app: Flask, office: Office) -> None:
    assert "Trainees sent you" not in seen(app, office)
    kept = over(office, open_to_all=False)
    add(office, NoteRow(trainee_id=office.trainees["ada"].id, encounter_id=kept, text="hello"))
    page = seen(app, office)
    assert re.search(r'<a href="/sent">Trainees sent you\s+1 thing</a>', page)
    assert "Trainees sent you" not in seen(app, office, "south")


def test_the_moment_of_each_reason(app: Flask, office: Office) -> None:
    id_ = office.talk("ada", ("at first", "G1"), ("at last", "G1")).id
    for n in range(3):
        office.turn(id_, f"unsure {n}", "P9", shown=False)
    office.change(id_, status="ended", ended_how="goodbye", ended_at=now())
    page = seen(app, office)
    assert "unsure 0" in page
    assert "P9" in page
    with office.store._session() as s:
        turn = s.scalars(select(TurnRow.id).where(TurnRow.reply == "unsure 0")).one()
    assert f"#m{turn}" in page
