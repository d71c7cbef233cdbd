"""Saying something to a finding, a reply, a conversation; the trainee hears what is theirs."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from bot.store.desk_tables import AuditRow, CommentRow, Reading, SignOff, Verdict
from bot.store.tables import FindingRow, now
from tests.review.conversations import (
    EMOJI,
    HTMX,
    MARKUP,
    add,
    colleague,
    contested,
    findings,
    found_on,
    objection,
    sent,
    take_back,
    verdicts,
)
from tests.review.people import Office

LONGEST = "a" * 2000


def say(client: FlaskClient, address: str, in_place: bool = True, **form: Any) -> TestResponse:
    return client.post(address, data=form, headers=HTMX if in_place else {})


def told(answer: TestResponse) -> str:
    """What is read out to those who listen to the page."""
    return html.unescape(answer.text.split('id="said"')[1].split(">", 1)[1].split("<")[0])


def detector(office: Office) -> list[tuple[Any, ...]]:
    """All that the detector said."""
    with office.store._session() as s:
        f = FindingRow
        rows = s.execute(select(f.id, f.turn_id, f.code, f.start, f.end, f.quote, f.confidence,
                                f.shown, f.why).order_by(f.id))  # fmt: skip
        return [tuple(row) for row in rows]


def rows(office: Office, table: Any) -> list[Any]:
    with office.store._session() as s:
        return list(s.scalars(select(table).order_by(table.id)))


@pytest.fixture
def client(app: Flask, office: Office) -> FlaskClient:
    """The supervisor of North."""
    return office.signed_in(app, "north")


# -- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["lead", "north", "south", "reader"])
def test_who_may_say_something(app: Flask, office: Office, who: str):
    made = office.talk("ada", ("You should rest.", "P4"))
    turn, finding = made.turns[0].id, findings(office, made.id)["P4"]
    client = office.signed_in(app, who)
    asked = colleague(office, "second")
    calls = [
        (f"/findings/{finding}/agree", {}),
        (f"/findings/{finding}/overrule", {"reason": "Kind."}),
        (f"/replies/{turn}/missed", {"words": "rest", "code": "G1"}),
        (f"/replies/{turn}/comment", {"text": "So.", "audience": "supervisors"}),
        (f"/conversations/{made.id}/sign-off", {"audience": "supervisors"}),
        (f"/conversations/{made.id}/second", {"coder": asked}),
    ]
    expected = {"lead": 303, "north": 303, "south": 404, "reader": 403}[who]
    assert [say(client, a, False, **f).status_code for a, f in calls] == [expected] * 6
    fine = who in ("lead", "north")
    assert len(verdicts(office)) == (3 if fine else 0)
    assert len(rows(office, CommentRow)) == len(rows(office, SignOff)) == int(fine)
    assert len(rows(office, Reading)) == int(fine)


def test_nothing_can_be_said_about_what_is_not_there_or_not_shared(
    client: FlaskClient, office: Office
):
    made = office.talk("ada", ("You should rest.", "P4"), open_to_all=False)
    turn, finding = made.turns[0].id, findings(office, made.id)["P4"]
    for f in (finding, 999_999):
        assert say(client, f"/findings/{f}/agree").status_code == 404
        assert say(client, f"/findings/{f}/overrule", reason="x").status_code == 404
    for t in (turn, 999_999):
        assert say(client, f"/replies/{t}/missed", words="rest", code="G1").status_code == 404
        assert say(client, f"/replies/{t}/comment", text="x").status_code == 404
    for e in (made.id, "nope"):
        assert say(client, f"/conversations/{e}/sign-off").status_code == 404
        assert say(client, f"/conversations/{e}/second", coder=1).status_code == 404
    assert say(client, "/verdicts/1/withdraw").status_code == 404


def test_pages_are_not_changed_by_looking(client: FlaskClient, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    finding = findings(office, made.id)["P4"]
    assert client.get(f"/findings/{finding}/agree").status_code == 405


# -- agree and overrule ----------------------------------------------------------------------------


def test_agreeing_answers_with_the_reply_as_it_is_now(client: FlaskClient, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    before = detector(office)
    answer = say(client, f"/findings/{findings(office, made.id)['P4']}/agree")
    assert answer.status_code == 200
    assert f'id="m{made.turns[0].id}"' in answer.text
    assert "Agreed<" in answer.text
    assert "Take back" in answer.text
    assert "<html" not in answer.text
    assert told(answer) == "Agreed with P4 on reply 1."
    (said,) = verdicts(office)
    assert (said.kind, said.code, said.reviewer_id) == ("agree", "", office.reviewers["north"])
    assert detector(office) == before


def test_without_scripts_one_comes_back_to_the_reply(client: FlaskClient, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    answer = say(client, f"/findings/{findings(office, made.id)['P4']}/agree", False)
    assert answer.status_code == 303
    assert answer.location == f"/conversations/{made.id}#m{made.turns[0].id}"
    page = client.get(answer.location).text
    assert "Agreed with P4 on reply 1." in page
    assert 'class="told good"' in page


def test_overruling_takes_a_reason_and_another_code_or_none(client: FlaskClient, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    before = detector(office)
    address = f"/findings/{findings(office, made.id)['P4']}/overrule"
    answer = say(client, address, instead="P1", reason=f" It orders.\r\n{MARKUP} ")
    assert told(answer) == "Overruled P4 on reply 1: P1 instead."
    assert 'class="P overruled"' in answer.text
    assert "<script>alert" not in answer.text
    answer = say(client, address, instead="", reason="Said with warmth.")
    assert told(answer) == "Overruled P4 on reply 1: no code."
    assert [(v.kind, v.code, v.reason) for v in verdicts(office)] == [
        ("overrule", "P1", f"It orders.\n{MARKUP}"),
        ("overrule", "", "Said with warmth."),
    ]
    assert detector(office) == before
    assert answer.text.count("overruled <") == 2  # both stand in the history


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"reason": ""}, "A word on why helps"),
        ({"reason": "  \r\n "}, "A word on why helps"),
        ({"reason": "x", "instead": "P99"}, "Choose a code"),
        ({"reason": "x", "instead": "P4"}, "That is P4 again"),
        ({"reason": LONGEST + "b"}, "2,001 characters"),
        ({"reason": "x", "answer": LONGEST + "b"}, "2,001 characters"),
    ],
)
def test_an_overruling_that_lacks_something_comes_back_with_all_that_was_typed(
    client: FlaskClient, office: Office, form: dict[str, str], words: str
):
    made = contested(office)
    address = f"/findings/{findings(office, made.id)['P4']}/overrule"
    for in_place in (True, False):
        answer = say(client, address, in_place, **form)
        assert answer.status_code == 422
        assert words in html.unescape(answer.text)
        assert ("<html" in answer.text) != in_place
        for name in ("reason", "answer"):
            assert form.get(name, "").strip() in answer.text
    assert verdicts(office) == []
    assert objection(office).settled_at is None


def test_as_much_as_fits_is_kept(client: FlaskClient, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    address = f"/findings/{findings(office, made.id)['P4']}/overrule"
    lines = "👩🏽‍🚀\r\n" * 400  # five code points a line as it is kept, six as it is sent
    assert say(client, address, reason=lines).status_code == 200
    assert len(verdicts(office)[0].reason) == 1999
    assert say(client, address, reason=LONGEST).status_code == 200


def test_the_same_again_adds_nothing(client: FlaskClient, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    finding = findings(office, made.id)["P4"]
    for _ in range(2):
        say(client, f"/findings/{finding}/agree")
    assert len(verdicts(office)) == 1
    say(client, f"/findings/{finding}/overrule", reason="No.")
    say(client, f"/findings/{finding}/agree")
    assert [v.kind for v in verdicts(office)] == ["agree", "overrule", "agree"]


def test_of_several_reviewers_the_latest_shows_and_all_stay(app: Flask, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    finding = findings(office, made.id)["P4"]
    north, lead = office.signed_in(app, "north"), office.signed_in(app, "lead")
    say(north, f"/findings/{finding}/agree")
    answer = say(lead, f"/findings/{finding}/overrule", instead="P1", reason="An order.")
    assert "Overruled: " in answer.text
    page = north.get(f"/conversations/{made.id}").text
    assert "History (2)" in page
    assert "See it otherwise" in page
    mine = verdicts(office)[1].id
    answer = say(lead, f"/verdicts/{mine}/withdraw")
    assert "Agreed<" in answer.text
    assert "History (3)" in answer.text


# -- what a trainee saw otherwise -----------------------------------------------------------------


def test_keeping_a_contested_flag_answers_the_trainee(client: FlaskClient, office: Office):
    made = contested(office)
    answer = say(client, f"/findings/{findings(office, made.id)['P4']}/agree",
                 answer="Thank you for\r\nsaying so.")  # fmt: skip
    assert told(answer) == "Agreed with P4 on reply 1. The trainee hears of it."
    settled = objection(office)
    assert (settled.outcome, settled.answer) == ("kept", "Thank you for\nsaying so.")
    (message,) = sent(office, "ada")[-1:]
    assert "would keep the flag" in message
    assert "Thank you for\nsaying so." in message
    assert "the flag stays" in answer.text
    assert "answered the trainee" in answer.text
    assert "North answered" in " ".join(answer.text.split())


def test_overruling_a_contested_flag_agrees_with_the_trainee(client: FlaskClient, office: Office):
    made = contested(office)
    say(client, f"/findings/{findings(office, made.id)['P4']}/overrule", reason="It asks.")
    assert objection(office).outcome == "agreed"
    assert "sees it as you do" in sent(office, "ada")[-1]


def test_another_flag_in_its_place_is_not_the_trainee_s_view(client: FlaskClient, office: Office):
    made = contested(office)
    answer = say(client, f"/findings/{findings(office, made.id)['P4']}/overrule", instead="P1",
                 reason="It orders.")  # fmt: skip
    assert objection(office).outcome == "other"
    assert "sees something else in those words: Giving orders" in sent(office, "ada")[-1]
    assert "a supervisor sees something else there" in answer.text


def test_a_move_in_its_place_is(client: FlaskClient, office: Office):
    made = contested(office)
    say(client, f"/findings/{findings(office, made.id)['P4']}/overrule", instead="G2", reason="So.")
    assert objection(office).outcome == "agreed"


@pytest.mark.parametrize("deed", ["agree", "overrule"])
def test_an_objection_that_was_not_on_the_page_is_not_answered(
    client: FlaskClient, office: Office, deed: str
):
    made = contested(office)
    address = f"/findings/{findings(office, made.id)['P4']}/{deed}"
    refused = say(client, address, objection="", reason="So.")
    assert refused.status_code == 422
    assert "said meanwhile that they see this flag otherwise" in refused.text
    assert not verdicts(office)
    assert objection(office).settled_at is None
    assert f'name="objection" value="{objection(office).id}"' in refused.text
    again = say(client, address, objection=str(objection(office).id), reason="So.")
    assert again.status_code == 200
    assert objection(office).settled_at


def test_the_quick_button_says_that_it_saw_no_objection(client: FlaskClient, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    page = client.get(f"/conversations/{made.id}").text
    assert '<input type="hidden" name="objection" value=""><button data-agree>' in page


def test_a_form_about_somebody_else_reaches_nobody(client: FlaskClient, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    turn, finding = made.turns[0].id, findings(office, made.id)["P4"]
    forms = [
        (f"/findings/{finding}/agree", {}),
        (f"/findings/{finding}/overrule", {"reason": "So."}),
        (f"/replies/{turn}/missed", {"words": "rest", "code": "G1"}),
        (f"/replies/{turn}/comment", {"text": "So.", "audience": "trainee"}),
    ]
    for address, form in forms:
        assert say(client, address, of="t-000000000000", **form).status_code == 404
        assert say(client, address, of=office.trainees["ada"].id, **form).status_code == 200
    page = client.get(f"/replies/{turn}?finding={finding}").text
    assert page.count(f'name="of" value="{office.trainees["ada"].id}"') >= 3


def test_after_a_colleague_overruled_one_can_still_agree(app: Flask, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    finding = findings(office, made.id)["P4"]
    say(office.signed_in(app, "lead"), f"/findings/{finding}/overrule", reason="Kind.")
    north = office.signed_in(app, "north")
    assert "<button data-agree>" in north.get(f"/conversations/{made.id}").text
    say(north, f"/findings/{finding}/agree")
    assert "<button data-agree>" not in north.get(f"/conversations/{made.id}").text


def test_what_came_since_the_page_was_loaded_is_not_signed_off(client: FlaskClient, office: Office):
    made = office.talk("ada", ("One.",), ("Two.",))
    form = {"audience": "trainee", "note": "Well done."}
    address = f"/conversations/{made.id}/sign-off"
    refused = say(client, address, False, seen=made.turns[0].id, **form)
    assert refused.status_code == 422
    assert "They have written more meanwhile" in refused.text
    assert "Well done." in refused.text
    assert not rows(office, SignOff)
    assert f'name="seen" value="{made.turns[1].id}"' in refused.text
    assert say(client, address, False, seen=made.turns[1].id, **form).status_code == 303


def test_who_asked_for_a_second_coding_stands_in_the_log(client: FlaskClient, office: Office):
    made = office.talk("ada", ("One.",))
    say(client, f"/conversations/{made.id}/second", False, coder=colleague(office, "second"))
    (line,) = [r for r in rows(office, AuditRow) if r.did == "second"]
    assert (line.reviewer_id, line.about) == (office.reviewers["north"], made.id)


def test_the_trainee_hears_of_it_once(client: FlaskClient, office: Office):
    made = contested(office)
    finding = findings(office, made.id)["P4"]
    say(client, f"/findings/{finding}/agree")
    messages = len(sent(office, "ada"))
    answer = say(client, f"/findings/{finding}/overrule", reason="After all.", answer="Sorry.")
    assert "hears" not in told(answer)
    assert objection(office).outcome == "kept"
    assert len(sent(office, "ada")) == messages


def test_only_the_contested_flag_settles_it(client: FlaskClient, office: Office):
    made = office.talk("ada", ("You should rest.", "P4", "G1"))
    office.store.object(office.trainees["ada"], made.id, made.turns[0].id, ["P4"], [])
    answer = say(client, f"/findings/{findings(office, made.id)['G1']}/agree")
    assert objection(office).settled_at is None
    assert answer.text.count("otherwise</strong>") == 1


def test_a_flag_that_was_agreed_with_before_can_still_be_answered(
    client: FlaskClient, office: Office
):
    made = office.talk("ada", ("You should rest.", "P4"))
    finding = findings(office, made.id)["P4"]
    say(client, f"/findings/{finding}/agree")
    office.store.object(office.trainees["ada"], made.id, made.turns[0].id, ["P4"], [])
    page = client.get(f"/conversations/{made.id}").text
    assert "Keep it…" in page
    assert "Keep the flag" in client.get(f"/replies/{made.turns[0].id}?finding={finding}").text
    say(client, f"/findings/{finding}/agree")
    assert objection(office).outcome == "kept"


# -- missed codes --------------------------------------------------------------------------------


def test_a_missed_code_stands_on_its_words(client: FlaskClient, office: Office):
    made = office.encounter("ada")
    turn = add(office, made.id, 1, EMOJI)
    start = EMOJI.index("You must")
    answer = say(client, f"/replies/{turn}/missed", words="You must go", start=start, code="P1",
                 reason="An order.")  # fmt: skip
    assert told(answer) == "Added P1 on reply 1."
    (said,) = verdicts(office)
    assert (said.kind, said.code, said.start, said.end) == ("missed", "P1", start, start + 11)
    assert said.quote == "You must go" == EMOJI[said.start : said.end]
    assert said.finding_id is None
    assert '<mark class="P">You must go</mark>' in answer.text
    assert "added by North" in answer.text


def test_of_the_same_words_the_selected_ones_are_taken(client: FlaskClient, office: Office):
    made = office.talk("ada", ("Go. Go. Go.",))
    turn = made.turns[0].id
    say(client, f"/replies/{turn}/missed", words="Go.", start="4", code="P1")
    say(client, f"/replies/{turn}/missed", words="Go.", start="", code="P1")
    say(client, f"/replies/{turn}/missed", words="Go.", start="x", code="G1")
    assert [(v.start, v.end, v.code) for v in verdicts(office)] == [
        (4, 7, "P1"), (0, 3, "P1"), (0, 3, "G1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"words": "You could", "code": "P1"}, "These words are not in the reply"),
        ({"words": "", "code": "P1"}, "Select the words"),
        ({"words": "rest", "code": ""}, "Choose a code for these words."),
        ({"words": "rest", "code": "P11"}, "Choose a code for these words."),
        ({"words": "rest", "code": "P1", "reason": LONGEST + "b"}, "2,001 characters"),
    ],
)
def test_a_missed_code_that_lacks_something_comes_back(
    client: FlaskClient, office: Office, form: dict[str, str], words: str
):
    made = office.talk("ada", ("You should rest.",))
    for in_place in (True, False):
        answer = say(client, f"/replies/{made.turns[0].id}/missed", in_place, **form)
        assert answer.status_code == 422
        assert words in answer.text
        for name in ("words", "reason"):
            assert form.get(name, "") in answer.text
    assert verdicts(office) == []


def test_words_over_several_lines_are_found(client: FlaskClient, office: Office):
    made = office.encounter("ada")
    turn = add(office, made.id, 1, "You should\nrest now.")
    say(client, f"/replies/{turn}/missed", words="should\r\nrest", code="P4")
    assert verdicts(office)[0].quote == "should\nrest"


# -- taking back ---------------------------------------------------------------------------------


def test_taking_back_adds_a_row_and_shows_nothing_but_the_history(
    client: FlaskClient, office: Office
):
    made = office.talk("ada", ("You should rest.", "P4"))
    turn = made.turns[0].id
    say(client, f"/findings/{findings(office, made.id)['P4']}/overrule", reason="No.")
    say(client, f"/replies/{turn}/missed", words="rest", code="G1")
    for said in verdicts(office)[:2]:
        assert say(client, f"/verdicts/{said.id}/withdraw").status_code == 200
    answer = say(client, f"/verdicts/{verdicts(office)[0].id}/withdraw")
    assert told(answer) == "Taken back: P4 on reply 1."
    assert [v.kind for v in verdicts(office)] == ["overrule", "missed", "withdrawn", "withdrawn"]
    gone = verdicts(office)[3]
    assert (gone.start, gone.end, gone.code, gone.quote) == (11, 15, "G1", "rest")
    assert "History (4)" in answer.text
    assert 'class="verdict"' not in answer.text
    assert "added by" not in answer.text
    assert "took back what they said on" in answer.text


def test_only_what_one_said_oneself_can_be_taken_back(app: Flask, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    say(office.signed_in(app, "north"), f"/findings/{findings(office, made.id)['P4']}/agree")
    said = verdicts(office)[0].id
    for who, status in (("lead", 404), ("south", 404), ("reader", 403)):
        assert say(office.signed_in(app, who), f"/verdicts/{said}/withdraw").status_code == status
    assert len(verdicts(office)) == 1


def test_what_was_coded_blind_is_not_shown_and_not_taken_back_here(
    client: FlaskClient, office: Office
):
    made = office.talk("ada", ("You should rest.", "P4"))
    with office.store._session() as s:
        mine = {"turn_id": made.turns[0].id, "reviewer_id": office.reviewers["north"]}
        s.add(Verdict(kind="missed", code="G1", start=0, end=3, quote="You", blind=True, **mine))
    page = client.get(f"/conversations/{made.id}").text
    assert "added by" not in page
    assert "History" not in page
    assert say(client, f"/verdicts/{verdicts(office)[0].id}/withdraw").status_code == 404


# -- comments ------------------------------------------------------------------------------------


def test_a_comment_to_the_trainee_is_kept_and_sent(client: FlaskClient, office: Office):
    made = office.talk("ada", ("One.",))
    answer = say(client, f"/replies/{made.turns[0].id}/comment", audience="trainee",
                 text=f"That was the door.\r\n{MARKUP}")  # fmt: skip
    assert told(answer).startswith("Your comment on reply 1 is saved. The trainee gets it")
    (kept,) = rows(office, CommentRow)
    assert (kept.turn_id, kept.to_trainee) == (made.turns[0].id, True)
    assert kept.text == f"That was the door.\n{MARKUP}"
    assert "That was the door." in sent(office, "ada")[-1]
    assert "That was the door." in answer.text
    assert "<b>bold" not in answer.text


def test_a_comment_among_supervisors_stays_there(client: FlaskClient, office: Office):
    made = office.talk("ada", ("One.",))
    before = sent(office, "ada")
    answer = say(client, f"/replies/{made.turns[0].id}/comment", text="Hm.",
                 audience="supervisors")  # fmt: skip
    assert "to supervisors only" in answer.text
    assert sent(office, "ada") == before


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"text": " ", "audience": "trainee"}, "There are no words here yet."),
        ({"text": "So.", "audience": "everyone"}, "Choose who reads it."),
        ({"text": "So."}, "Choose who reads it."),
        ({"text": LONGEST + "b", "audience": "trainee"}, "Nothing is lost"),
    ],
)
def test_a_comment_that_lacks_something_comes_back(
    client: FlaskClient, office: Office, form: dict[str, str], words: str
):
    made = office.talk("ada", ("One.",))
    for in_place in (True, False):
        answer = say(client, f"/replies/{made.turns[0].id}/comment", in_place, **form)
        assert answer.status_code == 422
        assert words in answer.text
        assert form["text"].strip() in answer.text
    assert rows(office, CommentRow) == []


def test_a_button_pressed_twice_sends_one_comment(client: FlaskClient, office: Office):
    made = office.talk("ada", ("One.",))
    address = f"/replies/{made.turns[0].id}/comment"
    for words in ("So.", "So.", "And so."):
        say(client, address, text=words, audience="trainee")
    assert [c.text for c in rows(office, CommentRow)] == ["So.", "And so."]


def test_a_reply_in_a_branch_comes_back_as_it_stands_there(client: FlaskClient, office: Office):
    made = office.encounter("ada")
    reply = "You should rest."
    first = add(office, made.id, 1, reply, findings=[found_on(reply, "should", "P4")])
    take_back(office, first)
    second = add(office, made.id, 2, "How are you?")
    third = add(office, made.id, 3, "I see.", second)
    for turn, slim in ((first, True), (second, True), (third, False)):
        answer = say(client, f"/replies/{turn}/comment", text="Hm.", audience="supervisors")
        assert ("trust-row" in answer.text) == slim


# -- sign-off ------------------------------------------------------------------------------------


def test_signing_off_keeps_the_ratings_and_ends_the_own_reading(
    client: FlaskClient, office: Office
):
    made = office.talk("ada", ("One.",))
    with office.store._session() as s:
        for who in ("north", "lead"):
            s.add(Reading(encounter_id=made.id, reviewer_id=office.reviewers[who]))
    answer = say(client, f"/conversations/{made.id}/sign-off", False, audience="supervisors",
                 note=" Calm. ", **{"scale-empathy": "4", "scale-partnership": ""})  # fmt: skip
    assert answer.status_code == 303
    assert answer.location == f"/conversations/{made.id}#sign-off"
    (signed,) = rows(office, SignOff)
    assert (signed.rubric, signed.note, signed.to_trainee) == ({"empathy": 4}, "Calm.", False)
    assert signed.blind is False
    done = {r.reviewer_id: r.done_at is not None for r in rows(office, Reading)}
    assert done == {office.reviewers["north"]: True, office.reviewers["lead"]: False}
    page = client.get(f"/conversations/{made.id}").text
    assert "Signed off by North" in page
    assert "Empathy: <b>4 of 5</b>, Follows well" in page
    assert rows(office, CommentRow) == []


def test_a_note_to_the_trainee_is_sent_and_shown_once_with_the_answer(
    client: FlaskClient, office: Office
):
    made = office.talk("ada", ("One.",))
    address = f"/conversations/{made.id}/sign-off"
    say(client, address, False, audience="trainee", note="You stayed.")
    (comment,) = rows(office, CommentRow)
    assert (comment.turn_id, comment.to_trainee, comment.text) == (None, True, "You stayed.")
    assert "You stayed." in sent(office, "ada")[-1]
    with office.store._session() as s:
        s.execute(update(CommentRow).values(answer="Thank you.", answered_at=now()))
    page = client.get(f"/conversations/{made.id}").text
    assert page.count("You stayed.") == 1
    assert page.count("Thank you.") == 1
    assert "Their answer" in page


def test_the_same_note_on_another_day_is_another_note(client: FlaskClient, office: Office):
    made = office.talk("ada", ("One.",))
    address = f"/conversations/{made.id}/sign-off"
    for _ in range(2):
        say(client, address, False, audience="trainee", note="You stayed.")
        with office.store._session() as s:
            s.execute(update(SignOff).values(created_at=now() - timedelta(days=1)))
    page = client.get(f"/conversations/{made.id}").text
    assert len(rows(office, CommentRow)) == 2
    assert page.count("You stayed.") == 2


def test_several_sign_offs_stay_and_the_same_twice_is_one(app: Flask, office: Office):
    made = office.talk("ada", ("One.",))
    address = f"/conversations/{made.id}/sign-off"
    for who in ("north", "north", "lead"):
        say(office.signed_in(app, who), address, False, audience="trainee", note="Well.")
    assert [s.reviewer_id for s in rows(office, SignOff)] == [
        office.reviewers["north"], office.reviewers["lead"],
    ]  # fmt: skip
    assert len(rows(office, CommentRow)) == 2


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"note": LONGEST + "b", "audience": "trainee"}, "Nothing is lost"),
        ({"note": "So.", "audience": "x"}, "Choose who reads it."),
        ({"note": "So.", "audience": "trainee", "scale-empathy": "6"}, "Rate from 1 to 5."),
    ],
)
def test_a_sign_off_that_lacks_something_comes_back(
    client: FlaskClient, office: Office, form: dict[str, str], words: str
):
    made = office.talk("ada", ("One.",))
    form = {"scale-partnership": "2"} | form
    answer = say(client, f"/conversations/{made.id}/sign-off", False, **form)
    assert answer.status_code == 422
    assert words in answer.text
    assert form["note"] in answer.text
    assert 'name="scale-partnership" value="2" checked' in answer.text
    assert rows(office, SignOff) == []
    assert rows(office, CommentRow) == []


# -- second coding -------------------------------------------------------------------------------


def test_a_colleague_is_asked_to_code_it_blind(app: Flask, client: FlaskClient, office: Office):
    made = office.talk("ada", ("One.",))
    lead = office.reviewers["lead"]
    answer = say(client, f"/conversations/{made.id}/second", False, coder=lead)
    assert answer.location.endswith("#sign-off")
    (given,) = rows(office, Reading)
    assert (given.reviewer_id, given.blind, given.done_at) == (lead, True, None)
    assert "Lead has been asked to code it blind" in client.get(f"/conversations/{made.id}").text
    asked = office.signed_in(app, "lead")
    assert asked.get(f"/conversations/{made.id}").status_code == 404
    say(client, f"/conversations/{made.id}/second", False, coder=lead)
    assert len(rows(office, Reading)) == 1


@pytest.mark.parametrize("who", ["north", "south", "reader", "nobody", "words"])
def test_who_cannot_be_asked(client: FlaskClient, office: Office, who: str):
    made = office.talk("ada", ("One.",))
    coder = {**office.reviewers, "nobody": 999, "words": "x"}[who]
    answer = say(client, f"/conversations/{made.id}/second", False, coder=coder)
    assert answer.status_code == 303
    assert "Choose a colleague from the list" in client.get(answer.location).text
    assert rows(office, Reading) == []


@pytest.mark.parametrize("what", ["verdict", "comment", "sign_off", "reading", "read", "print"])
def test_who_knows_its_codes_cannot_be_asked(client: FlaskClient, office: Office, what: str):
    made, lead = office.talk("ada", ("One.",)), office.reviewers["lead"]
    about = {"encounter_id": made.id, "reviewer_id": lead}
    known: dict[str, Any] = {
        "verdict": lambda: Verdict(turn_id=made.turns[0].id, reviewer_id=lead, kind="agree"),
        "comment": lambda: CommentRow(to_trainee=False, text="x", **about),
        "sign_off": lambda: SignOff(**about),
        "reading": lambda: Reading(done_at=now(), **about),
    }
    if what in known:
        with office.store._session() as s:
            s.add(known[what]())
    else:
        office.shelf.note_deed(lead, what, made.id)
    readings = len(rows(office, Reading))
    say(client, f"/conversations/{made.id}/second", False, coder=lead)
    assert len(rows(office, Reading)) == readings
