"""A conversation on paper."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from bot.store.desk_tables import CommentRow, SignOff, Verdict
from bot.store.tables import FindingRow
from tests.review.conversations import MARKUP, add, findings, take_back
from tests.review.people import Office


def test_everything_is_open_and_there_is_nothing_to_send(app: Flask, office: Office):
    made = office.talk("ada", (f"You should rest. {MARKUP}", "P4"))
    with office.store._session() as s:
        s.add(Verdict(turn_id=made.turns[0].id, finding_id=findings(office, made.id)["P4"],
                      reviewer_id=office.reviewers["lead"], kind="overrule", code="P1",
                      reason="An order."))  # fmt: skip
    page = office.signed_in(app, "north").get(f"/conversations/{made.id}/print").text
    paper = page[page.index('class="paper-page"') :]
    assert "Overruled: " in paper
    assert "Save as PDF" in paper
    assert "<form" not in paper
    assert "<details" not in paper
    assert "<b>bold" not in paper


def test_what_is_among_supervisors_is_left_out_unless_asked_for(app: Flask, office: Office):
    made = office.talk("ada", ("One.", "P4"))
    with office.store._session() as s:
        for to_trainee, words in ((True, "Dear trainee."), (False, "Dear colleagues.")):
            me = office.reviewers["north"]
            for turn in (made.turns[0].id, None):
                s.add(CommentRow(encounter_id=made.id, turn_id=turn, to_trainee=to_trainee,
                                 reviewer_id=me, text=words))  # fmt: skip
            s.add(SignOff(encounter_id=made.id, reviewer_id=me, to_trainee=to_trainee,
                          note=f"Note: {words}", rubric={"partnership": 4}))  # fmt: skip
        finding = s.scalars(select(FindingRow.id).where(FindingRow.turn_id == made.turns[0].id))
        s.add(Verdict(turn_id=made.turns[0].id, finding_id=finding.one(), reviewer_id=me,
                      kind="overrule", reason="Dear colleagues, an order."))  # fmt: skip
    client = office.signed_in(app, "north")
    page = client.get(f"/conversations/{made.id}/print").text
    assert page.count("Dear trainee.") == 3
    assert "Dear colleagues" not in page
    assert "of 5" not in page
    page = client.get(f"/conversations/{made.id}/print?inside=yes").text
    assert page.count("Dear colleagues.") == 3
    assert "“Dear colleagues, an order.”" in page
    assert "4 of 5" in page


def test_branches_pauses_and_the_day_are_on_paper(app: Flask, office: Office):
    made = office.encounter("ada", status="paused", ended_how="stepped_out")
    first = add(office, made.id, 1, "Go away.")
    take_back(office, first)
    add(office, made.id, 2, "Sorry.")
    office.store.tell(office.trainees["ada"], made.id, "On Thursday, please.", [])
    page = office.signed_in(app, "lead").get(f"/conversations/{made.id}/print").text
    for words in ("First try, taken back", "Second try, kept", "They stepped out of the scene here",
                  "On Thursday, please.", "Printed", office.trainees["ada"].id):  # fmt: skip
        assert words in page
