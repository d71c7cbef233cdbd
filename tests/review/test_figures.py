"""What figures are made of: which readings, rulings and conversations count, and whose."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.store.desk.figures import CodedReply
from bot.store.desk.filters import Filters
from bot.store.desk.readings import NOTHING
from bot.store.desk_tables import Reading, Reviewer, SignOff, Verdict
from bot.store.tables import FindingRow, ObjectionRow, TurnRow, now

EVERY = Filters()
LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def who(office):
    """Viewers by name."""
    return {
        name: office.shelf.viewer(office.shelf.sign_in(id_))
        for name, id_ in office.reviewers.items()
    }


def findings(office, turn):
    """By code, the ids of what the detector found on a reply."""
    with office.store._session() as s:
        return {f.code: f.id for f in s.get(TurnRow, turn).findings}


def say(office, who, turn, kind, code="", finding=None, blind=False, start=0):
    with office.store._session() as s:
        s.add(
            Verdict(
                turn_id=turn,
                finding_id=finding,
                reviewer_id=office.reviewers[who],
                kind=kind,
                code=code,
                start=start,
                end=start + 3,
                blind=blind,
            )
        )


def sign(office, who, encounter, at=None):
    with office.store._session() as s:
        row = SignOff(encounter_id=encounter, reviewer_id=office.reviewers[who])
        row.created_at = at or now()
        s.add(row)


def code_blind(office, who, encounter, codes, done=True):
    """Read blind: ``codes`` by turn, each a list; none stands for "nothing to code"."""
    with office.store._session() as s:
        row = Reading(encounter_id=encounter, reviewer_id=office.reviewers[who], blind=True)
        row.done_at = now() if done else None
        s.add(row)
    for turn, given in codes.items():
        for code in given or [NOTHING]:
            say(office, who, turn, "missed", code, blind=True)


def reply(office, turn, who, *codes):
    return CodedReply(turn, office.reviewers[who], frozenset(codes))


@pytest.fixture
def talk(office):
    """Of ada: two replies, on the first P1 and G3 shown, M1 unsure; read by lead and north."""
    made = office.encounter("ada")
    first = office.turn(made.id, "You should rest.", "P1", "G3")
    with office.store._session() as s:
        row = {"start": 0, "end": 3, "quote": "You", "confidence": 0.4, "why": ""}
        s.add(FindingRow(turn_id=first, code="M1", shown=False, **row))
    second = office.turn(made.id, "I see.")
    return made.id, first, second


def test_blind_readings_and_the_detector(office, who, talk):
    encounter, first, second = talk
    code_blind(office, "north", encounter, {first: ["P1", "S2"], second: []})
    found = office.shelf.coded_twice(who["lead"], EVERY)
    assert found.blind == (
        reply(office, first, "north", "P1", "S2"),
        reply(office, second, "north"),
    )
    assert found.detector == {first: {"P1", "G3"}, second: frozenset()}
    assert found.names == {office.reviewers["north"]: "North"}
    assert found.conversations == 1
    assert found.open_eyed == ()


def test_only_replies_that_were_looked_at_count(office, who, talk):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: ["P1"]})
    found = office.shelf.coded_twice(who["lead"], EVERY)
    assert [r.turn for r in found.blind] == [first]
    assert set(found.detector) == {first}


def test_a_reading_counts_when_it_is_done(office, who, talk):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: ["P1"]}, done=False)
    found = office.shelf.coded_twice(who["lead"], EVERY)
    assert (found.blind, found.detector, found.conversations) == ((), {}, 0)


def test_each_reading_counts_when_it_is_done_itself(office, who, talk):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: ["P1"]})
    code_blind(office, "south", encounter, {first: ["G7"]}, done=False)
    assert office.shelf.coded_twice(who["lead"], EVERY).blind == (
        reply(office, first, "north", "P1"),
    )


def test_what_was_taken_away_again_does_not_count(office, who, talk):
    encounter, first, second = talk
    code_blind(office, "north", encounter, {first: ["P1", "S2"], second: ["G1"]})
    say(office, "north", first, "withdrawn", "S2", blind=True)
    say(office, "north", second, "withdrawn", "G1", blind=True)
    found = office.shelf.coded_twice(who["lead"], EVERY)
    assert found.blind == (reply(office, first, "north", "P1"),)


def test_replies_taken_back_do_not_count(office, who, talk):
    encounter, first, second = talk
    code_blind(office, "north", encounter, {first: ["P1"], second: []})
    with office.store._session() as s:
        s.execute(update(TurnRow).where(TurnRow.id == second).values(taken_back_at=now()))
    assert len(office.shelf.coded_twice(who["lead"], EVERY).blind) == 1


def test_a_review_with_open_eyes_amounts_to_what_was_left_changed_and_added(office, who, talk):
    encounter, first, second = talk
    code_blind(office, "north", encounter, {first: ["P1"], second: []})
    of = findings(office, first)
    say(office, "lead", first, "overrule", "S1", of["P1"])
    say(office, "lead", first, "agree", "", of["M1"])
    say(office, "lead", second, "missed", "G7")
    say(office, "south", second, "missed", "P9")  # somebody else's
    sign(office, "lead", encounter)
    found = office.shelf.coded_twice(who["lead"], EVERY)
    assert found.open_eyed == (
        reply(office, first, "lead", "S1", "G3", "M1"),
        reply(office, second, "lead", "G7"),
    )
    assert found.names[office.reviewers["lead"]] == "Lead"


def test_without_a_word_a_signed_off_reply_stays_as_the_detector_had_it(office, who, talk):
    encounter, first, second = talk
    code_blind(office, "north", encounter, {first: [], second: []})
    sign(office, "lead", encounter)
    found = office.shelf.coded_twice(who["lead"], EVERY).open_eyed
    assert found == (reply(office, first, "lead", "P1", "G3"), reply(office, second, "lead"))


def test_overruled_and_withdrawn_again_is_as_if_nothing_was_said(office, who, talk):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: []})
    of = findings(office, first)
    say(office, "lead", first, "overrule", "S1", of["P1"])
    say(office, "lead", first, "withdrawn", "", of["P1"])
    sign(office, "lead", encounter)
    assert office.shelf.coded_twice(who["lead"], EVERY).open_eyed[0].codes == {"P1", "G3"}


def test_a_reply_that_nobody_looked_at_blind_has_no_open_eyed_reading(office, who, talk):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: []})  # and ended the reading there
    sign(office, "lead", encounter)
    found = office.shelf.coded_twice(who["lead"], EVERY).open_eyed
    assert [r.turn for r in found] == [first]


@pytest.mark.parametrize("order", [("lead", "south"), ("south", "lead")])
def test_who_signed_off_first_comes_first(office, who, talk, order):
    encounter, first, second = talk
    code_blind(office, "north", encounter, {first: [], second: []})
    for name in (*order, order[0]):  # once more, later
        sign(office, name, encounter)
    found = office.shelf.coded_twice(who["lead"], EVERY).open_eyed
    ids = [office.reviewers[name] for name in order]
    assert [(r.turn, r.reviewer) for r in found] == [(t, i) for t in (first, second) for i in ids]


def test_a_sign_off_before_the_reply_was_there_puts_nobody_first(office, who, talk):
    encounter, first, second = talk
    code_blind(office, "north", encounter, {first: [], second: []})
    with office.store._session() as s:
        early = s.get(TurnRow, first).created_at
        s.get(TurnRow, second).created_at = early + timedelta(hours=2)
    for name, hours in (("lead", 1), ("south", 3), ("lead", 4)):
        sign(office, name, encounter, early + timedelta(hours=hours))
    found = office.shelf.coded_twice(who["lead"], EVERY).open_eyed
    lead, south = office.reviewers["lead"], office.reviewers["south"]
    assert [(r.turn, r.reviewer) for r in found] == [
        (first, lead), (first, south), (second, south), (second, lead),
    ]  # fmt: skip


def test_without_signing_off_nobody_has_read_it_to_the_end(office, who, talk):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: []})
    say(office, "lead", first, "agree", "", findings(office, first)["P1"])
    assert office.shelf.coded_twice(who["lead"], EVERY).open_eyed == ()


def test_replies_that_came_after_the_sign_off_were_not_read(office, who, talk):
    encounter, first, second = talk
    code_blind(office, "north", encounter, {first: [], second: []})
    with office.store._session() as s:
        early = s.get(TurnRow, first).created_at
        s.get(TurnRow, second).created_at = early + timedelta(hours=1)
    sign(office, "lead", encounter, early + timedelta(minutes=30))
    found = office.shelf.coded_twice(who["lead"], EVERY).open_eyed
    assert [r.turn for r in found] == [first]


def test_who_coded_it_blind_first_counts_by_that_reading_only(office, who, talk):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: []})
    sign(office, "north", encounter)
    found = office.shelf.coded_twice(who["lead"], EVERY)
    assert found.open_eyed == ()
    assert len(found.blind) == 1


def test_conversations_that_nobody_coded_blind_are_left_out(office, who, talk):
    encounter, first, _ = talk
    other = office.talk("ben", ("Elsewhere.", "P1"))
    sign(office, "lead", other.id)
    code_blind(office, "north", encounter, {first: []})
    assert office.shelf.coded_twice(who["lead"], EVERY).open_eyed == ()


def test_two_reviewers_of_one_name_go_by_their_addresses(office, who, talk):
    encounter, first, _ = talk
    with office.store._session() as s:
        s.execute(update(Reviewer).values(name="Sam"))
    code_blind(office, "north", encounter, {first: []})
    code_blind(office, "lead", encounter, {first: []})
    names = office.shelf.coded_twice(who["lead"], EVERY).names
    assert sorted(names.values()) == ["lead@example.org", "north@example.org"]


@pytest.mark.parametrize(
    ("viewer", "columns", "seen"),
    [
        ("lead", {}, True),
        ("north", {}, True),
        ("reader", {}, True),
        ("south", {}, False),
        ("lead", {"open_to_all": False}, False),
        ("lead", {"open_to_all": False, "shared_at": now()}, True),
    ],
)
def test_only_what_one_may_read_counts(office, who, talk, viewer, columns, seen):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: ["P1"]})
    sign(office, "lead", encounter)
    say(office, "lead", first, "agree", "", findings(office, first)["P1"])
    office.change(encounter, **columns)
    twice = office.shelf.coded_twice(who[viewer], EVERY)
    said = office.shelf.said_of_replies(who[viewer], EVERY)
    assert (bool(twice.blind), bool(twice.open_eyed), bool(said)) == (seen, seen, seen)


def test_while_one_codes_it_blind_its_figures_are_hidden(office, who, talk):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: ["P1"]})
    code_blind(office, "lead", encounter, {}, done=False)
    say(office, "north", first, "agree", "", findings(office, first)["P1"])
    assert office.shelf.coded_twice(who["lead"], EVERY).blind == ()
    assert office.shelf.said_of_replies(who["lead"], EVERY) == []
    assert office.shelf.said_of_replies(who["north"], EVERY) != []


def test_days_and_groups_narrow_it_down(office, who, talk):
    encounter, first, _ = talk
    code_blind(office, "north", encounter, {first: ["P1"]})
    say(office, "lead", first, "missed", "G1")
    soon, north = now() + timedelta(days=1), office.teams["North"]
    for filters, seen in (
        (Filters(until=soon, team=north), True),
        (Filters(since=soon), False),
        (Filters(until=now() - timedelta(days=1)), False),
        (Filters(team=office.teams["South"]), False),
    ):
        assert bool(office.shelf.coded_twice(who["lead"], filters).blind) == seen
        assert bool(office.shelf.said_of_replies(who["lead"], filters)) == seen


def test_what_was_said_of_shown_findings_and_missed_codes(office, who, talk):
    _, first, second = talk
    of = findings(office, first)
    say(office, "lead", first, "overrule", "S1", of["P1"])
    say(office, "lead", first, "agree", "", of["G3"])
    say(office, "north", first, "overrule", "", of["M1"])  # was not shown
    say(office, "north", second, "missed", "G7")
    say(office, "north", second, "missed", "G8", start=2)
    say(office, "north", second, "withdrawn", "G8", start=2)
    say(office, "north", second, "missed", "P9", blind=True)
    found = office.shelf.said_of_replies(who["lead"], EVERY)
    assert [(s.turn, s.finding, s.code, s.overruled) for s in found] == [
        (first, of["P1"], "P1", True),
        (first, of["G3"], "G3", False),
        (second, None, "G7", False),
    ]


# Conversations in counts


def test_a_conversation_in_counts(office):
    made = office.encounter("ada")
    office.turn(made.id, "You should rest.", "P1")
    second = office.turn(made.id, "I see you.", "P1", "S1")
    office.turn(made.id, "What happened?", "M1", "G3")
    office.turn(made.id, "Perhaps.", "P4", shown=False)
    with office.store._session() as s:
        s.add(ObjectionRow(turn_id=second, code="P1"))
        for turn, stance in zip(s.query(TurnRow).order_by(TurnRow.id), "wwoo", strict=True):
            turn.stance = {"w": "wary", "o": "open"}[stance]
    office.change(made.id, unaided=True)
    (found,) = office.shelf.counted_talks(LATER)
    assert found.codes == {"P1": 2, "S1": 1, "M1": 1, "G3": 1}
    assert found.contested == {"P1": 1}
    assert (found.trainee, found.team) == (made.trainee, "North")
    assert (found.replies, found.opened, found.unaided) == (4, 3, True)
    assert found.began == made.started_at
    assert found.scenario == "bad-date-night-van"


def test_a_move_on_words_that_carry_a_flag_does_not_count(office):
    made = office.encounter("ada")
    turn = office.turn(made.id, "You should rest. I see.", "P1", "G3")  # both on all words
    with office.store._session() as s:
        row = {"turn_id": turn, "confidence": 0.9, "shown": True, "why": "", "quote": ""}
        s.query(FindingRow).filter(FindingRow.code == "P1").update({"end": 16})
        s.add(FindingRow(code="M2", start=16, end=23, **row))
    (found,) = office.shelf.counted_talks(LATER)
    assert found.codes == {"P1": 1, "M2": 1}


def test_taken_back_replies_count_for_nothing(office):
    made = office.talk("ada", ("Well.", "G1"), ("No.", "P1"))
    with office.store._session() as s:
        gone = made.kept[1].id
        s.execute(update(TurnRow).where(TurnRow.id == gone).values(taken_back_at=now()))
        s.add(ObjectionRow(turn_id=gone, code="P1"))
    (found,) = office.shelf.counted_talks(LATER)
    assert (found.replies, found.codes, found.contested) == (1, {"G1": 1}, {})
    assert found.opened == 0


def test_conversations_count_shared_or_not_and_of_everybody(office):
    for trainee in ("ada", "cleo", "dan"):
        office.talk(trainee, ("Well.", "G1"), open_to_all=False)
    office.encounter("ben")  # nothing said yet
    found = office.shelf.counted_talks(LATER)
    assert sorted(t.team for t in found) == ["", "North", "South"]


def test_what_begins_later_does_not_count(office):
    office.talk("ada", ("Well.",))
    assert office.shelf.counted_talks(now() - timedelta(hours=1)) == []
