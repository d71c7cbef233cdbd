"""The page of a conversation, of one reply, and the forms on a reply."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from bot.review.app import make_app
from bot.store.desk_tables import AuditRow, CommentRow, QueueRow, Reading
from bot.store.tables import now
from tests.review.conversations import (
    EMOJI,
    HTMX,
    LONG,
    MARKUP,
    add,
    colleague,
    contested,
    findings,
    found_on,
    queries,
    take_back,
)
from tests.review.people import Office

ALLOWED = {"ada": {"lead", "north", "reader"}, "cleo": {"lead", "south"}, "dan": {"lead"}}


def deeds(office: Office) -> list[tuple[int | None, str, str]]:
    with office.store._session() as s:
        rows = s.scalars(select(AuditRow).order_by(AuditRow.id))
        return [(r.reviewer_id, r.did, r.about) for r in rows]


def put_in_queue(office: Office, encounter: str, urgency: int, *reasons: str) -> None:
    with office.store._session() as s:
        row = QueueRow(encounter_id=encounter, urgency=urgency, rank=0.0, reasons=list(reasons))
        s.add(row)


# -- who may read --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["lead", "north", "south", "reader"])
def test_each_reads_those_of_their_groups_and_the_rest_is_not_there(
    app: Flask, office: Office, who: str
):
    client = office.signed_in(app, who)
    for trainee, allowed in ALLOWED.items():
        made = office.talk(trainee, ("You should rest.", "P4"))
        turn = made.turns[0].id
        finding = findings(office, made.id)["P4"]
        for address in (
            f"/conversations/{made.id}",
            f"/conversations/{made.id}/print",
            f"/replies/{turn}",
            f"/replies/{turn}?form=overrule&finding={finding}",
        ):
            answer = client.get(address)
            assert answer.status_code == (200 if who in allowed else 404), address
            assert ("You should rest." in answer.text) == (who in allowed)


def test_what_was_not_shared_or_is_to_be_coded_blind_is_not_there(app: Flask, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"), open_to_all=False)
    client = office.signed_in(app, "north")
    addresses = (f"/conversations/{made.id}", f"/replies/{made.turns[0].id}",
                 f"/replies/{made.turns[0].id}/panel?form=comment")  # fmt: skip
    assert {client.get(a).status_code for a in addresses} == {404}
    office.change(made.id, shared_at=now())
    assert {client.get(a).status_code for a in addresses} == {200}
    with office.store._session() as s:
        me = office.reviewers["north"]
        s.add(Reading(encounter_id=made.id, reviewer_id=me, blind=True))
    assert {client.get(a).status_code for a in addresses} == {404}
    assert office.signed_in(app, "lead").get(addresses[0]).status_code == 200


def test_nobody_is_sent_to_sign_in(app: Flask, office: Office):
    made = office.talk("ada", ("One.",))
    answer = app.test_client().get(f"/conversations/{made.id}")
    assert answer.status_code == 302
    assert "One." not in answer.text


@pytest.mark.parametrize(
    "address",
    ["/conversations/nope", "/conversations/nope/print", "/replies/0", "/replies/2147483647",
     "/replies/99999999999999999999", "/replies/1/panel?form=comment"],
)  # fmt: skip
def test_what_is_not_there_is_404(app: Flask, office: Office, address: str):
    assert office.signed_in(app, "lead").get(address).status_code == 404


def test_a_reader_sees_everything_and_no_forms(app: Flask, office: Office):
    made = contested(office)
    turn = made.turns[0].id
    client = office.signed_in(app, "reader")
    for address in (f"/conversations/{made.id}", f"/replies/{turn}?form=comment"):
        page = client.get(address).text
        assert "They see P4 otherwise" in page
        assert not re.findall(r'<form[^>]*action="(?!/sign-out|/logout)[^"]*"', page)
    for form in ("agree", "overrule", "missed", "comment"):
        finding = findings(office, made.id)["P4"]
        answer = client.get(f"/replies/{turn}/panel?form={form}&finding={finding}", headers=HTMX)
        assert answer.status_code == 403


# -- reading -------------------------------------------------------------------------------------


def test_the_page_has_what_was_said_found_and_offered(app: Flask, office: Office):
    made = contested(office, reason="I only asked her.")
    office.store.add_offers(
        office.trainees["ada"], made.id, made.turns[0].id, [("How was it?", ["M1"])], []
    )
    office.change(made.id, aim="G1", carry="Ask before I offer", status="ended", ended_how="left")
    page = office.signed_in(app, "north").get(f"/conversations/{made.id}").text
    for words in (
        "After a bad date, with Dee",
        "Client line 0.",
        "You should rest.",
        "P4 Solving it for them",
        "HIPS 2000, Pitfall 4",
        "I only asked her.",
        "How was it?",
        "M1 An open question",
        "Ask before I offer",
        "Dee left early",
        "North",
    ):
        assert words in page
    assert f'id="m{made.turns[0].id}"' in page


def test_reading_is_noted_once_and_printing_as_such(app: Flask, office: Office):
    made = office.talk("ada", ("One.",))
    client = office.signed_in(app, "north")
    me = office.reviewers["north"]
    client.get(f"/conversations/{made.id}")
    assert deeds(office) == [(me, "read", made.id)]
    client.get(f"/conversations/{made.id}/print")
    client.get(f"/replies/{made.turns[0].id}")
    assert deeds(office)[1:] == [(me, "print", made.id), (me, "read", made.id)]
    office.signed_in(app, "south").get(f"/conversations/{made.id}")
    assert len(deeds(office)) == 3


def test_a_form_on_a_reply_is_noted_once_an_hour(app: Flask, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    client, turn = office.signed_in(app, "north"), made.turns[0].id
    for _ in range(2):
        page = client.get(f"/replies/{turn}/panel?form=comment").text
        assert "You should rest." in page
    assert deeds(office) == [(office.reviewers["north"], "read", made.id)]
    client.get(f"/conversations/{made.id}")
    client.get(f"/replies/{turn}/panel?form=comment", headers=HTMX)
    assert len(deeds(office)) == 2


@pytest.mark.parametrize("reply", [MARKUP, EMOJI, LONG])
def test_hostile_words_stand_as_words(app: Flask, office: Office, reply: str):
    made = office.encounter("ada")
    turn = add(office, made.id, 1, reply, findings=[found_on(reply, reply[3:9], "P1")])
    ada = office.trainees["ada"]
    office.store.object(ada, made.id, turn, ["P1"], [])
    office.store.set_reason(turn, MARKUP)
    office.store.set_intent(turn, MARKUP)
    office.store.tell(ada, made.id, MARKUP, [])
    office.store.set_carry(ada, made.id, MARKUP)
    client = office.signed_in(app, "lead")
    for address in (
        f"/conversations/{made.id}",
        f"/conversations/{made.id}/print",
        f"/replies/{turn}?form=missed",
    ):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>bold" not in page
        words = re.findall(r'data-words="\d+">(.*?)</p>', page, re.DOTALL)
        assert bool(words) != address.endswith("print")
        for said in words:
            alone = re.sub(r'<span class="tag[^>]*>.*?</span>|<[^>]+>', "", said)
            assert html.unescape(alone) == reply
        assert len(re.findall("&lt;script&gt;", page)) >= 2


def test_the_number_of_queries_is_the_same_for_any_length(app: Flask, office: Office):
    short = office.talk("ada", ("You should rest.", "P4"))
    client = office.signed_in(app, "lead")
    client.get(f"/conversations/{short.id}")
    few = queries(office, client, f"/conversations/{short.id}")
    long = office.encounter("ada")
    last = None
    for n in range(1, 41):
        last = add(
            office, long.id, n, "You must go.", last, [found_on("You must go.", "must", "P1")]
        )
        office.store.add_offers(office.trainees["ada"], long.id, last, [("Hm?", ["M1"])], [])
    assert queries(office, client, f"/conversations/{long.id}") == few
    assert few < 30


def test_a_conversation_without_a_word_and_one_of_a_scene_that_is_gone(app: Flask, office: Office):
    client = office.signed_in(app, "lead")
    empty = office.encounter("ada", line={"text": "", "topic": ""})
    assert client.get(f"/conversations/{empty.id}").status_code == 200
    gone = office.talk("ada", ("One.",), scenario_id="long-gone")
    page = client.get(f"/conversations/{gone.id}").text
    assert "long-gone, with the client" in page
    assert "no longer among those" in page
    assert client.get(f"/conversations/{gone.id}/print").status_code == 200


def test_branches_stand_side_by_side(app: Flask, office: Office):
    made = office.encounter("ada")
    first = add(office, made.id, 1, "Go away.")
    take_back(office, first)
    add(office, made.id, 2, "Sorry, sit down.")
    page = office.signed_in(app, "lead").get(f"/conversations/{made.id}").text
    assert "2 tries at this line" in page
    assert page.index("First try, taken back") < page.index("Second try, kept")


def test_who_has_it_and_what_comes_next(app: Flask, office: Office):
    made, other = office.talk("ada", ("One.",)), office.talk("ben", ("Two.",))
    theirs, elsewhere = office.talk("ben", ("Three.",)), office.talk("cleo", ("Four.",))
    put_in_queue(office, made.id, 0, "new")
    put_in_queue(office, theirs.id, 1, "new")
    put_in_queue(office, elsewhere.id, 2, "new")
    put_in_queue(office, other.id, 3, "new")
    with office.store._session() as s:
        s.add(Reading(encounter_id=theirs.id, reviewer_id=office.reviewers["lead"]))
    client = office.signed_in(app, "north")
    page = client.get(f"/conversations/{made.id}").text
    assert "Take it" in page
    assert "It is their first conversation." in page
    assert f'href="/conversations/{other.id}"' in page
    assert f'href="/conversations/{theirs.id}"' not in page
    assert f'href="/conversations/{elsewhere.id}"' not in page
    assert "With Lead" in client.get(f"/conversations/{theirs.id}").text
    assert "Give back" in office.signed_in(app, "lead").get(f"/conversations/{theirs.id}").text


def test_comments_stand_where_they_belong_with_their_answers(app: Flask, office: Office):
    made = office.talk("ada", ("One.",))
    turn = made.turns[0].id
    with office.store._session() as s:
        for number, about in ((1, turn), (2, None)):
            s.add(CommentRow(encounter_id=made.id, turn_id=about, to_trainee=True,
                             reviewer_id=office.reviewers["north"], text=f"Comment {number}.",
                             answer=f"Answer {number}.", answered_at=now()))  # fmt: skip
    page = office.signed_in(app, "lead").get(f"/conversations/{made.id}").text
    assert page.index("Comment 1.") < page.index("Answer 1.") < page.index("Sign-off")
    assert page.index("Sign-off") < page.index("Comment 2.") < page.index("Answer 2.")


def test_what_a_closed_account_said_stays(app: Flask, office: Office):
    made = office.talk("ada", ("One.",))
    with office.store._session() as s:
        s.add(CommentRow(encounter_id=made.id, turn_id=made.turns[0].id, to_trainee=False,
                         reviewer_id=None, text="Well held."))  # fmt: skip
    page = office.signed_in(app, "lead").get(f"/conversations/{made.id}").text
    assert "somebody who has left" in page


def test_colleagues_who_saw_nothing_of_it_can_be_asked_to_code_it_blind(app: Flask, office: Office):
    made = office.talk("ada", ("One.",))
    colleague(office, "mireille")
    colleague(office, "gone", active=False)
    colleague(office, "onlooker", role="reader")
    colleague(office, "elsewhere", role="supervisor")
    opened = colleague(office, "opener")
    office.shelf.note_deed(opened, "read", made.id)
    client = office.signed_in(app, "north")
    page = client.get(f"/conversations/{made.id}").text
    names = re.findall(r'<option value="\d+">([^<]*)', page)
    assert names == ["Lead", "Mireille"]
    page = office.signed_in(app, "reader").get(f"/conversations/{made.id}").text
    assert "Choose a colleague" not in page


# -- the rubric ----------------------------------------------------------------------------------


def test_a_rubric_that_can_t_be_used_is_said_and_the_rest_works(
    app: Flask, office: Office, tmp_path: Path
):
    made = office.talk("ada", ("One.",))
    mine = tmp_path / "rubric.yml"
    mine.write_text("title: Ours\nabout: x\nsource: us\nscales: []\n")
    with app.app_context():
        here = app.extensions["desk"]
    settings = here.settings.model_copy(update={"rubric": mine})
    other = make_app(office.store, here.content, settings)
    other.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    other.url_build_error_handlers.append(lambda error, endpoint, values: f"/not-yet/{endpoint}")
    client = office.signed_in(other, "north")
    page = client.get(f"/conversations/{made.id}").text
    assert "rubric.yml:4" in page
    answer = client.post(f"/conversations/{made.id}/sign-off", data={"audience": "trainee"})
    assert answer.status_code == 303
    mine.write_text(
        "title: Ours\nabout: x\nsource: us\n"
        "scales: [{id: calm, title: Calm, about: y, anchors: {'5': Very}}]\n"
    )
    page = client.get(f"/conversations/{made.id}").text
    assert "Ours (optional; the trainee can find it with /mydata)" in page
    assert 'name="scale-calm" value="5"' in page


# -- one reply -----------------------------------------------------------------------------------


def test_a_reply_has_a_page_of_its_own_with_the_form_that_was_asked_for(app: Flask, office: Office):
    made = contested(office)
    turn, finding = made.turns[0].id, findings(office, made.id)["P4"]
    client = office.signed_in(app, "north")
    page = client.get(f"/replies/{turn}?form=overrule&finding={finding}").text
    assert f'id="overrule" method="post" action="/findings/{finding}/overrule"' in page
    assert "I asked her." in page
    assert 'name="answer"' in page
    for address in (f"/replies/{turn}?form=overrule", f"/replies/{turn}?form=nonsense&finding=x",
                    f"/replies/{turn}?form=agree&finding=999999"):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200
        assert f"/findings/{finding}/overrule" not in answer.text.split('id="found"')[0]


def test_forms_open_in_the_panel(app: Flask, office: Office):
    made = contested(office)
    turn, finding = made.turns[0].id, findings(office, made.id)["P4"]
    client = office.signed_in(app, "north")
    for form in ("agree", "overrule", "missed", "comment"):
        address = f"/replies/{turn}/panel?form={form}&finding={finding}"
        panel = client.get(address, headers=HTMX)
        assert panel.status_code == 200
        assert "<html" not in panel.text
        assert f'id="{form}-{turn}"' in panel.text
    assert client.get(f"/replies/{turn}/panel?form=agree", headers=HTMX).status_code == 404
    other = office.talk("ada", ("You must.", "P1"))
    wrong = findings(office, other.id)["P1"]
    address = f"/replies/{turn}/panel?form=agree&finding={wrong}"
    assert client.get(address, headers=HTMX).status_code == 404
    assert client.get(f"/replies/{turn}/panel", headers=HTMX).status_code == 404
