"""Encounters, turns and what belongs to them come back as they were stored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import Store
from bot.store.tables import FindingRow, TurnRow
from tests.fakes.database import dump
from tests.store.build import OPENING, begin, finding, new_turn, play, said, state, trainee


def test_a_trainee_is_added_once(store: Store) -> None:
    first = store.add_trainee("telegram", "17")
    assert store.add_trainee("telegram", "17") == first
    assert store.trainee("telegram", "17") == first
    assert store.add_trainee("telegram", "18").id != first.id
    assert store.add_trainee("terminal", "17").id != first.id
    assert len(dump(store)["trainee"]) == 3
    assert store.trainee("telegram", "19") is None


def test_the_pseudonym_says_nothing_of_the_id(store: Store) -> None:
    who = store.add_trainee("telegram", "123456789")
    tables = dump(store)
    assert "123456789" not in str(tables.pop("account")[0]["trainee_id"])
    assert "123456789" not in str(tables)
    assert who.id.startswith("t-")


def test_consent_coach_mode_and_reach(store: Store) -> None:
    who = trainee(store)
    assert (who.consented, who.coach_mode, who.unreachable) == (False, "each", False)
    now = begin(store, who)
    store.consent(who.id)
    store.set_coach_mode(who.id, "off")
    store.set_unreachable(who.account, True)
    again = store.trainee("telegram", "17")
    assert again is not None
    assert (again.consented, again.coach_mode, again.unreachable) == (True, "off", True)
    open_now = store.encounter(now.id)
    assert open_now is not None
    assert open_now.coach_mode == "off"
    store.set_unreachable(who.account, False)
    back = store.trainee("telegram", "17")
    assert back is not None
    assert not back.unreachable


def test_a_turn_comes_back_whole(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    new = new_turn(1, "You should rest. 😀 Zoë’s “way”")
    made = store.add_turn(who, now.id, new, [])
    got = store.encounter(now.id)
    assert got is not None
    (turn,) = got.turns
    assert (turn.id, turn.number, turn.taken_back, turn.offers) == (made, 1, False, ())
    for name in ("client_before", "reply", "client_after", "state_before", "feedback", "topic"):
        assert getattr(turn, name) == getattr(new, name), name
    assert turn.findings == tuple(new.findings)
    assert turn.line_before == new.line_before
    assert (got.state, got.line) == (new.state, new.line)
    assert (turn.trust, turn.stance) == (new.state.trust, new.state.stance)


def test_a_turn_that_ends_the_encounter(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    store.add_turn(who, now.id, new_turn(1, after=state(1, ended="left")), [])
    ended = store.encounter(now.id)
    assert ended is not None
    assert (ended.status, ended.ended_how) == ("ended", "left")
    assert store.latest(who.id) is None
    assert store.scenarios_done(who.id) == {"bad-date-night-van": 1}


def test_starting_sets_the_open_one_aside(store: Store) -> None:
    who, other = trainee(store), trainee(store, "18")
    first, theirs = begin(store, who), begin(store, other)
    second = begin(store, who)
    latest = store.latest(who.id)
    assert latest is not None
    assert latest.id == second.id
    aside = store.latest(who.id, ("paused",))
    assert aside is not None
    assert aside.id == first.id
    still = store.latest(other.id)
    assert still is not None
    assert still.id == theirs.id


def test_take_back_marks_and_restores(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    turns = [play(store, who, now.id, n) for n in (1, 2, 3)]
    store.change(who, now.id, status="ended", ended_how="left", pending={"carry": ["x"]})
    store.take_back(who, now.id, turns[1], state(1), [said("back")])
    got = store.encounter(now.id)
    assert got is not None
    assert [t.taken_back for t in got.turns] == [False, True, True]
    assert [t.number for t in got.kept] == [1]
    assert got.state == state(1)
    assert got.line == {"text": "Client line 1.", "topic": "safety"}
    assert (got.status, got.ended_how, got.pending) == ("active", None, None)
    first_mark = dump(store)["turn"][2]["taken_back_at"]
    store.take_back(who, now.id, turns[0], state(0), [])
    assert dump(store)["turn"][2]["taken_back_at"] == first_mark
    again = store.encounter(now.id)
    assert again is not None
    assert again.kept == ()


def test_taking_back_touches_no_other_encounter(store: Store) -> None:
    who = trainee(store)
    one, two = begin(store, who), begin(store, who)
    first = play(store, who, one.id, 1)
    play(store, who, two.id, 1)
    store.take_back(who, one.id, first, state(0), [])
    other = store.encounter(two.id)
    assert other is not None
    assert len(other.kept) == 1


def test_an_objection_counts_once_for_each_code(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    one, two = play(store, who, now.id, 1), play(store, who, now.id, 2)
    store.object(who, now.id, one, ["P4"], [said("noted")])
    store.object(who, now.id, one, ["P4", "P9"], [])
    store.object(who, now.id, two, ["P4"], [])
    assert store.objections(now.id) == [(1, "P4", ""), (1, "P9", ""), (2, "P4", "")]


def test_an_objection_leaves_what_is_pending(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    turn = play(store, who, now.id, 1)
    store.change(who, now.id, pending={"carry": ["Asking"]})
    store.object(who, now.id, turn, ["P4"], [])
    got = store.encounter(now.id)
    assert got is not None
    assert got.pending == {"carry": ["Asking"]}


def test_offers_belong_to_their_turn(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    one, two = play(store, who, now.id, 1), play(store, who, now.id, 2)
    store.add_offers(who, now.id, two, [("B", ("G1", "M1")), ("A", ())], [said("ways")])
    store.add_offers(who, now.id, one, [("C", ())], [])
    got = store.encounter(now.id)
    assert got is not None
    assert [t.offers for t in got.turns] == [("C",), ("B", "A")]
    assert dump(store)["offer"][0]["codes"] == ["G1", "M1"]


def test_what_to_carry_along(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    store.set_carry(who, now.id, "Open questions")
    again = store.trainee("telegram", "17")
    assert again is not None
    assert again.carry == "Open questions"
    assert [r["carry"] for r in dump(store)["encounter"]] == ["Open questions"]


def test_times_have_a_zone_on_both_databases(store: Store) -> None:
    started = begin(store, trainee(store))
    got = store.encounter(started.id)
    assert got is not None
    assert got.started_at.tzinfo is not None
    assert got.started_at == started.started_at


def test_a_scene_begins_with_its_aim_and_its_readers(store: Store) -> None:
    who = trainee(store)
    plain = begin(store, who)
    assert (plain.aim, plain.unaided, plain.assigned, plain.shared) == ("", False, False, False)
    store.assign("bad-date-night-van", who.id)
    (asked,) = store.assignments(who)
    made = store.start(
        who, state(), OPENING, "end", [], aim="G1", unaided=True, open_to_all=False,
        assignment=asked.id,
    )  # fmt: skip
    assert store.encounter(made.id) == made
    assert (made.aim, made.unaided, made.assigned, made.open_to_all) == ("G1", True, True, False)


@pytest.mark.parametrize("to_all", [True, False])
@pytest.mark.parametrize("assigned", [True, False])
@pytest.mark.parametrize("shared", [True, False])
def test_supervisors_see_what_is_open_to_them_assigned_or_shared(
    store: Store, to_all: bool, assigned: bool, shared: bool
) -> None:
    who = trainee(store)
    store.assign("bad-date-night-van", who.id)
    (asked,) = store.assignments(who)
    given = asked.id if assigned else None
    now = store.start(who, state(), OPENING, "each", [], open_to_all=to_all, assignment=given)
    store.share(who.id, now.id, shared)
    got = store.encounter(now.id)
    assert got is not None
    assert got.seen_by_supervisors == (to_all or assigned or shared)


def test_nobody_shares_what_is_not_theirs(store: Store) -> None:
    who, other = trainee(store), trainee(store, "18")
    now = begin(store, who)
    assert not store.share(other.id, now.id, True)
    assert not store.share(who.id, "nowhere", True)
    got = store.encounter(now.id)
    assert got is not None
    assert not got.shared
    assert store.share(who.id, now.id, True)


def test_a_turn_knows_where_it_branched_off_and_which_message_it_was(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    first = store.add_turn(who, now.id, new_turn(1), [])
    tried = replace(new_turn(2), parent=first, message_ref="901")
    second = store.add_turn(who, now.id, tried, [])
    store.take_back(who, now.id, second, state(1), [])
    store.add_turn(who, now.id, replace(new_turn(3), parent=first), [])
    store.set_intent(second, "Keep them safe")
    got = store.encounter(now.id)
    assert got is not None
    assert [t.parent for t in got.turns] == [None, first, first]
    assert [t.message_ref for t in got.turns] == [None, "901", None]
    assert [t.intent for t in got.turns] == ["", "Keep them safe", ""]


def test_a_question_that_waits_for_words(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    asked = {"what": "intent", "encounter": now.id, "number": 1}
    store.add_turn(who, now.id, new_turn(1), [], asked=asked)
    waiting = store.trainee("telegram", "17")
    assert waiting is not None
    assert waiting.asked == asked
    store.add_turn(who, now.id, new_turn(2), [])
    still = store.trainee("telegram", "17")
    assert still is not None
    assert still.asked == asked


def test_how_often_moves_were_shown(store: Store) -> None:
    """Over all conversations, of turns kept; one of them can be left out."""
    who, other = trainee(store), trainee(store, "18")
    one, two = begin(store, who), begin(store, who)
    store.add_turn(who, one.id, new_turn(1, after=state(1, moves_seen={"G1": 2, "M1": 1})), [])
    taken = new_turn(1, after=state(1, moves_seen={"G1": 1, "G2": 4}))
    turn = store.add_turn(who, two.id, taken, [])
    begin(store, other)
    assert store.moves_shown(who.id) == {"G1": 3, "M1": 1, "G2": 4}
    assert store.moves_shown(who.id, besides=two.id) == {"G1": 2, "M1": 1}
    store.take_back(who, two.id, turn, state(0, moves_seen={}), [])
    assert store.moves_shown(who.id) == {"G1": 2, "M1": 1}
    assert {c for c, n in store.moves_shown(other.id).items() if n} == set()


def test_when_moves_were_used_last(store: Store) -> None:
    """Of shown moves, in turns kept; flags are no moves."""
    who = trainee(store)
    now = begin(store, who)
    moved = [(finding("G1", "Reply"), finding("P4", "rest")), (finding("G1", "Reply"),),
             (finding("M1", "Reply", shown=False),), (finding("G2", "Reply"),)]  # fmt: skip
    turns = [
        store.add_turn(who, now.id, replace(new_turn(n), findings=some), [])
        for n, some in enumerate(moved, start=1)
    ]
    store.take_back(who, now.id, turns[3], state(3), [])
    got = store.encounter(now.id)
    assert got is not None
    assert store.moves_last_used(who.id) == {"G1": got.turns[1].at}


def test_past_conversations_are_those_with_a_reply_newest_first(store: Store) -> None:
    who = trainee(store)
    made = [begin(store, who) for _ in range(4)]
    for now in made[:3]:
        play(store, who, now.id, 1)
    assert [e.id for e in store.past(who.id, 10)] == [e.id for e in made[2::-1]]
    assert [e.id for e in store.past(who.id, 1)] == [made[2].id]


def test_kept_turns_are_those_not_taken_back_oldest_first(store: Store) -> None:
    who, other = trainee(store), trainee(store, "18")
    one, two, theirs = begin(store, who), begin(store, who), begin(store, other)
    first = play(store, who, one.id, 1)
    back = play(store, who, one.id, 2)
    store.take_back(who, one.id, back, state(1), [])
    last = play(store, who, two.id, 1)
    play(store, other, theirs.id, 1)
    found = store.kept_turns(who.id)
    assert [(turn.id, encounter.id) for turn, encounter in found] == [
        (first, one.id), (last, two.id),
    ]  # fmt: skip
    assert [f.code for f in found[0][0].findings] == ["P4", "G1"]


@pytest.mark.parametrize("unknown", ["encounter", "turn"])
def test_rows_without_their_parent_are_refused(store: Store, unknown: str) -> None:
    who = trainee(store)
    if unknown == "encounter":
        store.start(who, state(), OPENING, "each", [])
        row: object = TurnRow(
            encounter_id="nobody", number=1, client_before="", reply="", client_after="", kind="",
            topic="", topic_confidence=0, trust=0, stance="", state_before={}, line_before={},
            feedback={},
        )  # fmt: skip
    else:
        row = FindingRow(
            turn_id=999, code="P4", start=0, end=1, quote="", confidence=0, shown=True, why=""
        )
    with pytest.raises(IntegrityError), store._session() as session:
        session.add(row)


def test_what_was_carried_along_is_said_once(store: Store) -> None:
    who = trainee(store)
    first = begin(store, who)
    store.set_carry(who, first.id, "naming a strength")
    begin(store, who)
    known = store.trainee_by_id(who.id)
    assert known is not None
    assert known.carry == ""
    old = store.encounter(first.id)
    assert old is not None
    assert old.carry == "naming a strength"
