"""Each use of the store is one transaction: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.store import Store
from bot.store.repository import StoredTrainee
from tests.fakes.database import dump
from tests.store.build import OPENING, begin, new_turn, play, said, state, trainee

UPDATE = ("telegram", "900")
Act = Callable[[Store, StoredTrainee, str, int, list[Any]], object]


def start(s: Store, who: StoredTrainee, e: str, turn: int, out: list[Any]) -> object:
    return s.start(who, state(), OPENING, "end", out, UPDATE)


def add_turn(s: Store, who: StoredTrainee, e: str, turn: int, out: list[Any]) -> object:
    return s.add_turn(who, e, new_turn(2), out, UPDATE)


def change(s: Store, who: StoredTrainee, e: str, turn: int, out: list[Any]) -> object:
    return s.change(who, e, out, UPDATE, status="paused", pending={"hints": 1})


def take_back(s: Store, who: StoredTrainee, e: str, turn: int, out: list[Any]) -> object:
    return s.take_back(who, e, turn, state(), out, UPDATE)


def add_offers(s: Store, who: StoredTrainee, e: str, turn: int, out: list[Any]) -> object:
    return s.add_offers(who, e, turn, [("Another way.", ("G1",))], out, UPDATE)


def object_(s: Store, who: StoredTrainee, e: str, turn: int, out: list[Any]) -> object:
    return s.object(who, e, turn, ["P4"], out, UPDATE)


def tell(s: Store, who: StoredTrainee, e: str, turn: int, out: list[Any]) -> object:
    return s.tell(who, e, "I had to stop.", out, UPDATE)


ACTS: list[Act] = [start, add_turn, change, take_back, add_offers, object_, tell]
BESIDE: list[Act] = [add_offers, object_, tell]  # these leave the encounter's row as it is


def prepared(store: Store) -> tuple[StoredTrainee, str, int]:
    who = trainee(store)
    now = begin(store, who)
    turn = play(store, who, now.id, 1)
    assert store.receive(*UPDATE, {"text": "hello"})
    return who, now.id, turn


@pytest.mark.parametrize("act", ACTS, ids=lambda a: a.__name__)
def test_everything_is_stored_together(store: Store, act: Act) -> None:
    who, encounter, turn = prepared(store)
    before = dump(store)
    act(store, who, encounter, turn, [said("one"), said("two")])
    after = dump(store)
    assert [r["payload"]["text"] for r in after["outgoing"]] == ["answer 1", "one", "two"]
    assert after["encounter"] != before["encounter"] or act in BESIDE
    assert store.is_done(*UPDATE)
    assert store.waiting("telegram") == []


@pytest.mark.parametrize("act", ACTS, ids=lambda a: a.__name__)
def test_a_failure_in_the_middle_leaves_nothing(store: Store, act: Act) -> None:
    """The first message is written; the second can't be; so nothing was."""
    who, encounter, turn = prepared(store)
    before = dump(store)
    unfit = {**said("two"), "data": {"bad": object()}}
    with pytest.raises(Exception, match="not JSON serializable"):
        act(store, who, encounter, turn, [said("one"), unfit])
    assert dump(store) == before
    assert not store.is_done(*UPDATE)
    assert store.waiting("telegram") == [{"text": "hello"}]


def test_a_settled_objection_and_its_message_are_one_step(store: Store) -> None:
    who, encounter, turn = prepared(store)
    store.object(who, encounter, turn, ["P4"], [])
    before = dump(store)
    with pytest.raises(Exception, match="not JSON serializable"):
        store.settle(1, "agreed", "", [said("one"), {"bad": object()}])
    assert dump(store) == before


def test_a_reminder_and_its_count_are_one_step(store: Store) -> None:
    who, _, _ = prepared(store)
    store.set_trainee(who.id, reminders=True)
    (due,) = store.wants_reminders()
    before = dump(store)
    with pytest.raises(Exception, match="not JSON serializable"):
        store.remind(due, 1, [said("one"), {"bad": object()}])
    assert dump(store) == before


@pytest.mark.parametrize("act", ACTS, ids=lambda a: a.__name__)
def test_a_failure_at_the_very_end_leaves_nothing(
    store: Store, act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, encounter, turn = prepared(store)
    before = dump(store)

    def broken(self: Store, session: Any, incoming: object) -> None:
        session.flush()
        raise RuntimeError("pulled the plug")

    monkeypatch.setattr(Store, "_done", broken)
    with pytest.raises(RuntimeError, match="pulled the plug"):
        act(store, who, encounter, turn, [said("one")])
    assert dump(store) == before
