"""A conversation in order: branches, pauses, notes, and what stands on each reply."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from bot.review import in_words
from bot.review.showing import Page, Showing
from bot.review.typed import locate
from bot.store.desk.verdicts import standing
from bot.store.desk_tables import CommentRow, Verdict
from bot.store.tables import NoteRow
from tests.review.conversations import (
    EMOJI,
    MARKUP,
    add,
    at,
    contested,
    found_on,
    take_back,
    viewer,
)
from tests.review.people import Office

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def shown(app: Flask, office: Office, encounter: str, who: str = "lead") -> Page:
    with app.app_context():
        me = viewer(office, who)
        found = office.shelf.transcript(me, encounter)
        assert found
        return Showing(app.extensions["desk"], me).page(found)


def outline(page: Page) -> list[Any]:
    """What stands in order: words of clients, replies, branches, pauses and notes."""
    found: list[Any] = []
    for i in page.items:
        if i["kind"] == "turn":
            found.append(words(i["turn"]))
        elif i["kind"] == "fork":
            branches = i["branches"]
            found.append(
                [(b["title"], b["kept"], [words(t) for t in b["turns"]]) for b in branches]
            )
        else:
            found.append(f"{i['kind']}: {i['text']}")
    return found


def words(turn: dict[str, Any]) -> str:
    return "".join(s["text"] for s in turn["segments"])


# -- order ---------------------------------------------------------------------------------------


def test_replies_stand_in_the_order_they_were_played_after_the_opening(app: Flask, office: Office):
    made = office.talk("ada", ("One.",), ("Two.",), ("Three.",))
    page = shown(app, office, made.id)
    assert outline(page) == ["client: Client line 0.", "One.", "Two.", "Three."]
    assert [t["number"] for t in page.turns.values()] == [1, 2, 3]
    assert [i["turn"]["after"] for i in page.items[1:]] == [f"Client line {n}." for n in (1, 2, 3)]


def test_trust_before_is_that_of_the_state_a_reply_was_played_in(app: Flask, office: Office):
    made = office.encounter("ada")
    first = add(office, made.id, 1, "One.", trust=0.7)
    second = add(office, made.id, 2, "Two.", first, trust=0.2)
    page = shown(app, office, made.id)
    assert page.enc["trust_start"] == pytest.approx(0.3)
    assert page.turns[first]["trust"] == pytest.approx(0.7)
    assert page.turns[second]["trust_before"] == pytest.approx(0.31)


def test_a_line_answered_twice_is_a_fork_and_the_conversation_goes_on_after_it(
    app: Flask, office: Office
):
    made = office.encounter("ada")
    a = add(office, made.id, 1, "One.")
    b = add(office, made.id, 2, "Two.", a)
    c = add(office, made.id, 3, "Three.", b)
    take_back(office, b, c)
    d = add(office, made.id, 4, "Two, better.", a)
    add(office, made.id, 5, "On.", d)
    page = shown(app, office, made.id)
    assert outline(page)[1:] == [
        "One.",
        [
            ("First try, taken back", False, ["Two.", "Three."]),
            ("Second try, kept", True, ["Two, better."]),
        ],
        "On.",
    ]
    assert page.slim == {b, c, d}


def test_a_way_that_branched_again_has_a_branch_for_each(app: Flask, office: Office):
    made = office.encounter("ada")
    a = add(office, made.id, 1, "A.")
    b = add(office, made.id, 2, "B.", a)
    c = add(office, made.id, 3, "B again.", a)
    d = add(office, made.id, 4, "C.", c)
    take_back(office, a, b, c, d)
    add(office, made.id, 5, "A, otherwise.")
    page = shown(app, office, made.id)
    assert outline(page)[1:] == [
        [
            ("First try, taken back", False, ["A.", "B."]),
            ("First try, in place of reply 2, taken back", False, ["B again.", "C."]),
            ("Second try, kept", True, ["A, otherwise."]),
        ]
    ]


def test_a_reply_that_was_taken_back_and_never_replaced_says_so(app: Flask, office: Office):
    made = office.encounter("ada")
    a = add(office, made.id, 1, "A.")
    b = add(office, made.id, 2, "B.", a)
    take_back(office, b)
    page = shown(app, office, made.id)
    assert outline(page)[1:] == ["A.", [("First try, taken back", False, ["B."])]]
    assert page.enc["replies"] == 1


def test_the_service_s_own_second_try_is_a_fork(app: Flask, office: Office):
    made = office.talk("ada", ("One.",), ("Two.",))
    ada = office.trainees["ada"]
    last = made.turns[-1]
    office.store.take_back(ada, made.id, last.id, last.state_before, [])
    office.turn(made.id, "Two, better.")
    kinds = [i["kind"] for i in shown(app, office, made.id).items]
    assert kinds == ["client", "turn", "fork"]


def test_a_long_conversation_that_was_taken_back_is_no_trouble(app: Flask, office: Office):
    made = office.encounter("ada")
    ids: list[int] = []
    for n in range(1, 60):
        ids.append(add(office, made.id, n, f"Reply {n}.", ids[-1] if ids else None))
    take_back(office, *ids[1:])
    page = shown(app, office, made.id)
    assert len(page.items[-1]["branches"][0]["turns"]) == 58


# -- pauses and notes ----------------------------------------------------------------------------


def test_pauses_stand_where_they_were_and_do_not_count_as_talking(app: Flask, office: Office):
    made = office.talk("ada", ("One.",), ("Two.",), ("Three.",))
    a, b, c = (t.id for t in made.turns)
    at(office, made.id, NOON, {a: 2, b: 31, c: 151})
    page = shown(app, office, made.id)
    assert outline(page)[1:] == ["One.", "Two.", "pause: Two hours later", "Three."]
    assert page.enc["minutes"] == 31


def test_a_pause_before_another_try_stands_in_its_title(app: Flask, office: Office):
    made = office.encounter("ada")
    a = add(office, made.id, 1, "A.")
    take_back(office, a)
    b = add(office, made.id, 2, "B.")
    at(office, made.id, NOON, {a: 1, b: 60 * 25})
    page = shown(app, office, made.id)
    titles = [b["title"] for b in page.items[-1]["branches"]]
    assert titles == ["First try, taken back", "Second try, kept, a day later"]


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (29, ""),
        (30, "Half an hour later"),
        (45, "An hour later"),
        (119, "Two hours later"),
        (60 * 21, "21 hours later"),
        (60 * 23, "A day later"),
        (60 * 24 * 12, "Twelve days later"),
        (60 * 24 * 15, "Two weeks later"),
        (60 * 24 * 70, "Two months later"),
    ],
)
def test_gaps_in_words(minutes: int, text: str):
    assert in_words.later(timedelta(minutes=minutes)) == text


def test_places_in_words():
    assert [in_words.ordinal(n) for n in (1, 10, 11, 12, 13, 21, 22, 23, 101, 111)] == [
        "First", "Tenth", "11th", "12th", "13th", "21st", "22nd", "23rd", "101st", "111th",
    ]  # fmt: skip


def test_a_note_to_supervisors_stands_where_it_was_written(app: Flask, office: Office):
    made = office.talk("ada", ("One.",), ("Two.",))
    a, b = (t.id for t in made.turns)
    at(office, made.id, NOON, {a: 1, b: 20})
    other = office.talk("ada", ("Elsewhere.",))
    with office.store._session() as s:
        for encounter, text, minutes in (
            (made.id, "In between.", 5),
            (made.id, "Afterwards.", 25),
            (other.id, "Of another one.", 5),
        ):
            when = NOON + timedelta(minutes=minutes)
            s.add(NoteRow(trainee_id=made.trainee, encounter_id=encounter, text=text,
                          created_at=when))  # fmt: skip
    assert outline(shown(app, office, made.id))[1:] == [
        "One.", "note: In between.", "Two.", "note: Afterwards.",
    ]  # fmt: skip


def test_stepping_out_is_told_while_they_are_out(app: Flask, office: Office):
    made = office.talk("ada", ("One.",), status="paused", ended_how="stepped_out")
    page = shown(app, office, made.id)
    assert outline(page)[-1] == (
        "pause: They stepped out of the scene here; those words are not kept"
    )
    assert page.enc["ended"] == "They stepped out of the scene"
    office.change(made.id, status="active", ended_how=None)
    assert outline(shown(app, office, made.id))[-1] == "One."


# -- the head of the page --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "ended"),
    [
        ({"status": "ended", "ended_how": "left"}, "Dee left early"),
        ({"status": "ended", "ended_how": "time"}, "Time ran out"),
        ({"status": "ended", "ended_how": "hurt"}, "A remark ended it"),
        ({"status": "ended", "ended_how": "ended"}, "The trainee ended it"),
        ({"status": "paused"}, "Set aside"),
        ({"status": "active"}, "Still going on"),
    ],
)
def test_how_it_ended(app: Flask, office: Office, columns: dict[str, Any], ended: str):
    made = office.talk("ada", ("One.",), **columns)
    assert shown(app, office, made.id).enc["ended"] == ended


def test_why_supervisors_may_read_it(app: Flask, office: Office):
    made = office.talk("ada", ("One.",))
    assert shown(app, office, made.id).enc["open_how"].startswith("supervisors read all")
    office.change(made.id, open_to_all=False, shared_at=NOON)
    assert shown(app, office, made.id).enc["open_how"] == "the trainee shared it"
    office.change(made.id, assigned=True)
    assert shown(app, office, made.id).enc["open_how"] == "a supervisor asked for it"


def test_a_scene_that_is_gone_leaves_its_id(app: Flask, office: Office):
    made = office.talk("ada", ("One.",), scenario_id="long-gone", aim="G99")
    page = shown(app, office, made.id)
    assert (page.enc["title"], page.enc["persona"]) == ("long-gone", "the client")
    assert page.enc["aim"] == "G99"


def test_times_are_the_organisation_s(app: Flask, office: Office):
    made = office.talk("ada", ("One.",))
    at(office, made.id, NOON, {made.turns[0].id: 1})
    page = shown(app, office, made.id)
    assert page.enc["started"].strftime("%H:%M") == "13:00"  # Amsterdam, in winter
    assert page.items[1]["turn"]["at"].strftime("%H:%M") == "13:01"
    late = NOON + timedelta(hours=11, minutes=30)  # the day after, in Amsterdam
    turn = made.turns[0].id
    with office.store._session() as s:
        s.add(Verdict(turn_id=turn, kind="missed", code="G1", start=0, end=3, created_at=late))
        s.add(CommentRow(encounter_id=made.id, turn_id=turn, to_trainee=True, text="So.",
                         created_at=late, answer="Yes.", answered_at=late))  # fmt: skip
    reply = shown(app, office, made.id).turns[turn]
    (added,), (comment,) = reply["added"], reply["comments"]
    times = [added, comment, comment["answer"], *reply["history"]]
    assert [t["at"].day for t in times] == [4] * 5


def test_why_it_waits_with_the_reply_it_is_about(app: Flask, office: Office):
    made = contested(office)
    found = _transcript(office, made.id, reasons=("contested", "new", "never heard of"))
    with app.app_context():
        told = Showing(app.extensions["desk"], viewer(office, "lead")).encounter(found)["reasons"]
    assert told == [
        {"kind": "contested", "text": "They see P4 Solving it for them otherwise, on reply 1.",
         "turn": made.turns[0].id},
        {"kind": "new", "text": "It is their first conversation.", "turn": None},
    ]  # fmt: skip


def _transcript(office: Office, encounter: str, **changes: Any) -> Any:
    from dataclasses import replace

    found = office.shelf.transcript(viewer(office, "lead"), encounter)
    assert found
    return replace(found, **changes)


# -- one reply -----------------------------------------------------------------------------------


@pytest.mark.parametrize("reply", [MARKUP, EMOJI])
def test_codes_stand_on_their_words_counted_in_code_points(app: Flask, office: Office, reply: str):
    part = reply[len(reply) // 2 :]
    made = office.encounter("ada")
    add(office, made.id, 1, reply, findings=[found_on(reply, part, "P1")])
    (turn,) = shown(app, office, made.id).turns.values()
    assert words(turn) == reply
    assert [s["text"] for s in turn["segments"] if s["family"] == "P"] == [part]


def test_what_the_coach_said_is_shown_where_it_was_read_at_once(app: Flask, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    (turn,) = shown(app, office, made.id).turns.values()
    assert "About it." in turn["shown"]
    for columns in ({"unaided": True}, {"coach_mode": "end"}):
        other = office.talk("ada", ("You should rest.", "P4"), **columns)
        (turn,) = shown(app, office, other.id).turns.values()
        assert turn["shown"] == ""


def test_offers_carry_their_codes_and_findings_their_source(app: Flask, office: Office):
    made = office.talk("ada", ("You should rest.", "P4"))
    ada = office.trainees["ada"]
    office.store.add_offers(ada, made.id, made.turns[0].id, [("How was it?", ["M1"])], [])
    office.store.set_intent(made.turns[0].id, "Keep them safe")
    (turn,) = shown(app, office, made.id).turns.values()
    offer = {"text": "How was it?",
             "codes": [{"code": "M1", "title": "An open question", "family": "M"}]}  # fmt: skip
    assert turn["offers"] == [offer]
    assert turn["intent"] == "Keep them safe"
    assert turn["findings"][0]["source"] == "HIPS 2000, Pitfall 4"
    assert turn["findings"][0]["why"] == "why P4"


# -- which verdicts count ------------------------------------------------------------------------


def verdict(id_: int, kind: str = "agree", reviewer: int | None = 1, **columns: Any) -> Verdict:
    given: dict[str, Any] = {"turn_id": 1, "finding_id": 7, "code": "", "start": 0, "end": 0,
                             "blind": False} | columns  # fmt: skip
    return Verdict(id=id_, kind=kind, reviewer_id=reviewer, **given)


def test_the_latest_of_a_reviewer_on_the_same_thing_counts():
    first, second = verdict(1), verdict(2, "overrule")
    assert standing([second, first]) == [second]
    assert standing([first, second, verdict(3, "withdrawn")]) == []
    others = [verdict(4, reviewer=2), verdict(5, finding_id=8), verdict(6, blind=True)]
    assert standing([first, *others]) == [first, *others]


def test_two_codes_may_be_missing_on_the_same_words():
    about: dict[str, Any] = {"finding_id": None, "start": 2, "end": 5}
    one, two = verdict(1, "missed", code="G1", **about), verdict(2, "missed", code="M1", **about)
    assert standing([one, two]) == [one, two]
    assert standing([one, two, verdict(3, "withdrawn", code="G1", **about)]) == [two]


# -- finding words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "words", "start", "found"),
    [
        ("You must. You must.", "You must.", None, (0, 9)),
        ("You must. You must.", "You must.", 10, (10, 19)),
        ("You must. You must.", "You must.", 8, (10, 19)),
        ("One\n  two", "One two", None, (0, 9)),
        ("👩🏽‍🚀 go now", "go", 0, (5, 7)),
        ("a.c abc", "abc", None, (4, 7)),
        ("You must.", "you must", None, None),
        ("You must.", "  ", None, None),
        ("You must.", "You must. And more", None, None),
    ],
)
def test_words_are_found_where_they_stand(
    reply: str, words: str, start: int | None, found: tuple[int, int] | None
):
    assert locate(reply, words, start) == found
