"""Searching in words, and lists of single replies, page by page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bot.review.segments import Mark, segments
from bot.store.desk.filters import Filters
from bot.store.desk.said import for_postgres, for_sqlite, words_of
from bot.store.desk_tables import Reading, Verdict
from bot.store.tables import ObjectionRow
from tests.review.people import Office
from tests.review.test_filters import add, finding, lead, north, replies
from tests.review.test_waiting import look


@pytest.fixture
def talks(office: Office) -> Office:
    for words in (
        "Take the night bus, don’t walk",
        "take-it-slow is “good”",
        "Nothing about transport: 3.5 km, a@b.org",
        "BUS stop Überfahrt",
    ):
        office.talk("ada", (words, "P4"), ended_how="hurt")
    return office


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("bus", {0, 3}),
        ("BUS", {0, 3}),
        ("night bus", {0}),
        ("bus night", {0}),  # all of them, in any order
        ("don't", {0}),
        ("don’t", {0}),
        ("take it", {1}),
        ("trans", {2}),  # the last word may go on
        ("trans about", set()),  # only the last
        ("tr", set()),  # and not from two letters
        ("not", set()),  # nor from words that are everywhere
        ("überfahrt", {3}),
        ("3.5", {2}),
        ("good", {1}),
        ("slow walk", set()),
    ],
)
def test_words_are_found(talks: Office, typed: str, numbers: set[int]) -> None:
    everything = replies(talks, lead(talks))
    assert replies(talks, lead(talks), q=typed) == [everything[n] for n in sorted(numbers)]


def test_what_the_client_answered_is_found_too(talks: Office) -> None:
    assert len(replies(talks, lead(talks), q="client line 1")) == 4


@pytest.mark.parametrize(
    "typed",
    [
        '"bus',
        "bus*",
        "bus OR nothing",
        "NOT bus",
        "reply : bus",
        "reply:bus",
        "bus NEAR(night)",
        "^bus",
        "-bus",
        "bus & | !",
        "bus:*",
        "(bus",
        "bus'",
        "bus\\",
        "'bus' <-> 'night'",
        "{bus}",
        "+bus + night",
        ";--",
        "bus) OR (1=1",
        "%_",
    ],
)
def test_no_search_language_leaks(talks: Office, typed: str) -> None:
    found = replies(talks, lead(talks), q=typed)
    everything = replies(talks, lead(talks))
    if not words_of(typed):
        assert found == everything
    else:  # each is a word like any other
        plain = [w.strip("\"*:()'\\^-{}+").lower() for w in words_of(typed)]
        assert set(found) <= {r for r in everything if all(w in r.lower() for w in plain)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_can_be_searched(talks: Office, typed: str) -> None:
    replies(talks, lead(talks), q=typed)


def test_words_are_quoted_for_each_database() -> None:
    assert for_sqlite(['a"b', "night"]) == '"a""b" "night" *'
    assert for_postgres(["a'b\\", "ni"]) == "'a''b\\\\' & 'ni'"
    assert words_of(" -- bus … ,, ") == ["bus"]


@pytest.mark.parametrize("filters", [{"q": "bus"}, {"code": "P4"}, {"q": "bus", "code": "P4"}])
def test_many_or_few_makes_no_difference(
    talks: Office, monkeypatch: pytest.MonkeyPatch, filters: dict[str, str]
) -> None:
    wanted, who = Filters(**filters), lead(talks)
    look(talks)

    def found() -> tuple[list[int], list[str], int | None]:
        rows = talks.shelf.messages_page(who, wanted)
        entries = talks.shelf.queue_page(who, "unassigned", wanted)
        counted = talks.shelf.messages_count(who, wanted)
        return [m.turn for m in rows], [e.unread.id for e in entries], counted

    few = found()
    assert len(few[0]) == len(few[1]) == few[2] == (2 if "q" in filters else 4)
    monkeypatch.setattr("bot.store.desk.breadth.MANY", 1)
    assert found() == few
    counts = talks.shelf.queue_counts(who, wanted)
    assert counts is None if "q" in filters else counts and counts["unassigned"][""] == 4


def test_an_open_search_needs_no_words(talks: Office) -> None:
    assert len(replies(talks, lead(talks), q="!!! ?")) == 4


# -- pages of messages --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "filters", [{}, {"code": "P4"}, {"q": "said"}, {"q": "said", "code": "P4"}]
)
def test_pages_go_on_where_the_last_one_ended(office: Office, filters: dict[str, str]) -> None:
    talk = office.encounter("ada")
    made = [office.turn(talk.id, f"said {n}", "P4", "P4") for n in range(7)]
    office.talk("cleo", ("said elsewhere", "P4"))
    wanted, seen, before = Filters(**filters), [], None
    while page := office.shelf.messages_page(north(office), wanted, before, 3):
        seen += [m.turn for m in page]
        before = page[-1].turn
    assert seen == made[::-1]
    assert office.shelf.messages_count(north(office), wanted) == 7
    assert office.shelf.messages_count(north(office), wanted, 7) == 7
    assert office.shelf.messages_count(north(office), wanted, 6) is None


def test_a_message_has_all_that_belongs_to_it(office: Office) -> None:
    talk = office.encounter("ada")
    turn = office.turn(talk.id, "You should rest.", "P4", "P9")
    about = finding(office, turn, "P9")
    reviewer = office.reviewers["north"]
    both = {"turn_id": turn, "reviewer_id": reviewer}
    add(
        office,
        Verdict(**both, finding_id=about, kind="agree"),
        Verdict(**both, finding_id=about, kind="overrule", reason="no"),
        Verdict(**both, kind="missed", code="G1", start=0, end=3, quote="You"),
        Verdict(**both, finding_id=about, kind="agree", blind=True),
        ObjectionRow(turn_id=turn, code="P4", reason="meant kindly"),
        ObjectionRow(turn_id=turn, code="P9", settled_at=datetime.now(UTC)),
    )
    found = office.shelf.messages(lead(office), [turn])[turn]
    assert (found.encounter, found.number, found.team) == (talk.id, 1, "North")
    assert found.trainee == office.trainees["ada"].id
    assert (found.before, found.reply) == ("Client line 0.", "You should rest.")
    assert [f.code for f in found.found] == ["P4", "P9"]
    assert [(v.kind, v.code, v.by) for v in found.verdicts] == [
        ("overrule", "", "North"),
        ("missed", "G1", "North"),
    ]
    assert found.objections == (("P4", "meant kindly"),)


def test_messages_by_id_are_only_those_that_may_be_read(office: Office) -> None:
    mine, theirs = office.encounter("ada"), office.encounter("cleo")
    hidden = office.encounter("ben", open_to_all=False)
    turns = [office.turn(e.id, "words", "P4") for e in (mine, theirs, hidden)]
    assert list(office.shelf.messages(north(office), turns)) == turns[:1]
    assert [t for t, _ in office.shelf.latest_replies(north(office))] == turns[:1]
    add(office, Reading(encounter_id=mine.id, reviewer_id=office.reviewers["north"], blind=True))
    assert office.shelf.messages(north(office), turns) == {}
    assert office.shelf.latest_replies(north(office), "P4") == []


def test_the_latest_replies_with_a_code(office: Office) -> None:
    talk = office.encounter("ada")
    turns = [office.turn(talk.id, f"r{n}", "P9" if n % 2 else "P4") for n in range(6)]
    found = office.shelf.latest_replies(lead(office), "P9", besides=turns[3], most=5)
    assert found == [(turns[5], "r5"), (turns[1], "r1")]
    assert office.shelf.latest_replies(lead(office), "", turns[5], 2) == [
        (turns[4], "r4"),
        (turns[3], "r3"),
    ]


def test_what_there_is_to_choose_from(office: Office) -> None:
    office.talk("ada", ("a",))
    office.talk("ben", ("b",), open_to_all=False)
    office.talk("cleo", ("c",))
    ada, cleo = office.trainees["ada"].id, office.trainees["cleo"].id
    north_, south = office.teams["North"], office.teams["South"]
    assert office.shelf.to_choose(north(office)) == ([ada], [(north_, "North")])
    found = office.shelf.to_choose(lead(office))
    assert found == (sorted([ada, cleo]), [(north_, "North"), (south, "South")])
    assert len(office.shelf.to_choose(lead(office), most=1)[0]) == 1


def test_a_page_takes_the_same_number_of_queries_however_long(office: Office) -> None:
    talk = office.encounter("ada")
    counted: list[str] = []

    def count(most: int) -> int:
        counted.clear()
        assert len(office.shelf.messages_page(lead(office), Filters(code="P4"), None, most)) == most
        return len(counted)

    for n in range(6):
        office.turn(talk.id, f"words {n}", "P4")
    event.listen(office.store.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    assert count(1) == count(6) > 0


# -- pieces of a reply ------------------------------------------------------------------------

SPANS = st.tuples(st.integers(-3, 15), st.integers(-3, 15), st.sampled_from("PSGM"))


@given(st.text(max_size=12), st.lists(SPANS, max_size=6))
def test_no_word_and_no_code_is_lost(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(a, b, f"{letter}{n}") for n, (a, b, letter) in enumerate(spans)]
    pieces = segments(text, marks)
    assert "".join(p["text"] for p in pieces) == text
    tags = [t["code"] for p in pieces for t in p["tags"]]
    assert sorted(tags) == sorted(m.code for m in marks)
    at = 0
    for piece in pieces:
        over = [m for m in marks if max(m.start, 0) <= at and at + len(piece["text"]) <= m.end]
        best = min((m.family for m in over), key="PSGM".index, default="")
        assert piece["family"] == (best if piece["text"] else "")
        at += len(piece["text"])


def pieces(*marks: Mark) -> list[tuple[str, str, str]]:
    made = segments("one two three", marks, {"P1": "Orders"})
    return [(p["text"], p["family"], " ".join(t["code"] for t in p["tags"])) for p in made]


def test_overlapping_and_adjacent_spans() -> None:
    found = pieces(Mark(0, 7, "G1"), Mark(4, 13, "P1"))
    assert found == [("one ", "G", ""), ("two", "P", "G1"), (" three", "P", "P1")]
    found = pieces(Mark(0, 3, "P1"), Mark(3, 7, "G1"))
    assert found == [("one", "P", "P1"), (" two", "G", "G1"), (" three", "", "")]
    assert pieces(Mark(0, 99, "P1")) == [("one two three", "P", "P1")]
    assert pieces(Mark(40, 50, "P1")) == [("one two three", "", "P1")]


def test_what_stands_comes_before_what_does_not() -> None:
    made = segments(
        "ab", [Mark(0, 2, "P1", overruled=True), Mark(0, 2, "S1", unsure=True), Mark(0, 2, "M1")]
    )
    assert [(p["family"], p["unsure"], p["overruled"]) for p in made] == [("M", False, False)]
    assert [t["code"] for t in made[0]["tags"]] == ["M1", "S1", "P1"]
    alone = segments("ab", [Mark(0, 2, "P1", overruled=True, unsure=True, added=True)], {"P1": "T"})
    assert alone[0]["overruled"]
    assert alone[0]["unsure"]
    assert alone[0]["tags"] == [
        {
            "code": "P1",
            "title": "T",
            "family": "P",
            "unsure": True,
            "overruled": True,
            "added": True,
        }
    ]


def test_the_second_of_two_equal_quotes_is_marked_where_it_stands() -> None:
    made = segments("you, you", [Mark(5, 8, "P1")])
    assert [(p["text"], p["family"]) for p in made] == [("you, ", ""), ("you", "P")]
