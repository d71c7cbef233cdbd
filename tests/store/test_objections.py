"""Disagreement with a flag: what a supervisor reads, how it is settled, who hears of it."""

from __future__ import annotations

from bot.store import Store
from bot.store.repository import StoredTrainee
from tests.fakes.database import dump
from tests.store.build import begin, new_turn, play, said, state, trainee
from tests.store.test_concurrency import together


def objected(store: Store, external_id: str = "17") -> tuple[StoredTrainee, int]:
    """Somebody who disagrees with the flag of their first reply, and its number."""
    who = trainee(store, external_id)
    now = begin(store, who)
    turn = play(store, who, now.id, 1)
    store.object(who, now.id, turn, ["P4"], [])
    for message in store.unsent(who.account):
        store.sent(message.id)
    return who, store.open_objections()[-1].id


def test_a_supervisor_reads_the_reply_the_line_before_and_the_words_flagged(store: Store) -> None:
    who, number = objected(store)
    (one,) = store.open_objections()
    assert one == store.objection(number)
    assert one.trainee == store.trainee_by_id(who.id)
    assert (one.scenario, one.turn, one.code, one.reason) == ("bad-date-night-van", 1, "P4", "")
    assert one.client == "Client line 0."
    assert one.reply == "Reply 1. You should rest."
    assert one.quote == "You should rest."
    assert (one.outcome, one.answer) == ("", "")


def test_a_code_without_a_shown_finding_quotes_the_reply(store: Store) -> None:
    """G1 was found, but not shown: its words were nobody's business."""
    who = trainee(store)
    now = begin(store, who)
    turn = play(store, who, now.id, 1)
    store.object(who, now.id, turn, ["G1"], [])
    (one,) = store.open_objections()
    assert one.quote == one.reply == "Reply 1. You should rest."


def test_open_ones_come_oldest_first_and_of_everyone(store: Store) -> None:
    people = [objected(store, str(n))[0] for n in range(3)]
    found = store.open_objections()
    assert [one.trainee.id for one in found] == [who.id for who in people]
    assert store.settle(found[1].id, "kept", "", [])
    assert [one.id for one in store.open_objections()] == [found[0].id, found[2].id]


def test_settling_is_heard_of_and_leaves_the_finding(store: Store) -> None:
    who, number = objected(store)
    other, _ = objected(store, "18")
    before = dump(store)["finding"]
    assert store.settle(number, "agreed", "You had their leave.", [said("heard")])
    assert dump(store)["finding"] == before
    settled = store.objection(number)
    assert settled is not None
    assert (settled.outcome, settled.answer) == ("agreed", "You had their leave.")
    (message,) = store.unsent(who.account)
    assert (message.payload["text"], message.encounter) == ("heard", settled.encounter)
    assert store.unsent(other.account) == []


def test_it_is_settled_once(store: Store) -> None:
    who, number = objected(store)
    assert store.settle(number, "agreed", "first", [said("heard")])
    assert not store.settle(number, "kept", "second", [said("heard again")])
    assert not store.settle(99, "kept", "", [])
    settled = store.objection(number)
    assert settled is not None
    assert (settled.outcome, settled.answer) == ("agreed", "first")
    assert len(store.unsent(who.account)) == 1


def test_two_supervisors_at_once_settle_it_once(store: Store) -> None:
    who, number = objected(store)
    outcomes = ("agreed", "kept")
    done = together(lambda i: store.settle(number, outcomes[i], "", [said(outcomes[i])]))
    assert sorted(done) == [False, True]
    (message,) = store.unsent(who.account)
    settled = store.objection(number)
    assert settled is not None
    assert settled.outcome == message.payload["text"] == outcomes[done.index(True)]


def test_a_reason_can_be_added_until_it_is_settled(store: Store) -> None:
    _, number = objected(store)
    turn = dump(store)["objection"][0]["turn_id"]
    store.set_reason(turn, "They asked me.")
    store.set_reason(turn, "They asked me to say what I think.")
    (one,) = store.open_objections()
    assert one.reason == "They asked me to say what I think."
    store.settle(number, "kept", "", [])
    store.set_reason(turn, "Too late.")
    settled = store.objection(number)
    assert settled is not None
    assert settled.reason == "They asked me to say what I think."


def test_an_objection_goes_with_its_trainee(store: Store) -> None:
    who, number = objected(store)
    store.erase(who.id)
    assert store.open_objections() == []
    assert store.objection(number) is None
    assert not store.settle(number, "agreed", "", [said("to nobody")])


def test_what_a_supervisor_is_told_is_kept_in_order(store: Store) -> None:
    who, other = trainee(store), trainee(store, "18")
    now = begin(store, who)
    store.receive("telegram", "5", {"text": "x"})
    store.tell(who, now.id, "I had to stop.", [said("kept")], ("telegram", "5"))
    store.tell(who, None, "And it is all right now.", [])
    assert [text for _, text in store.told(who.id)] == [
        "I had to stop.", "And it is all right now.",
    ]  # fmt: skip
    assert store.told(other.id) == []
    assert [m.payload["text"] for m in store.unsent(who.account)] == ["kept"]
    assert store.is_done("telegram", "5")


def test_supervisors_see_notes_and_that_a_remark_ended_a_conversation(store: Store) -> None:
    who = trainee(store)
    first = begin(store, who)
    hurt = new_turn(1, "[a remark]", after=state(1, ended="hurt"))
    store.add_turn(who, first.id, hurt, [])
    store.tell(who, None, "It came too close.", [])
    found = [(name, scene, words) for _at, name, scene, words in store.for_supervisors()]
    assert found == [(who.id, first.scenario, ""), (who.id, "", "It came too close.")]
