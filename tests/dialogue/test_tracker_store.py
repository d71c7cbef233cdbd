"""Rasa's memory stays small, whatever the length of a conversation."""

from __future__ import annotations

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.content import ROOT
from bot.dialogue import tracker_store
from bot.dialogue.tracker_store import BoundedTrackerStore


def make() -> BoundedTrackerStore:
    return BoundedTrackerStore(Domain.load(str(ROOT / "domain.yml")))


async def test_a_long_conversation_keeps_its_last_events_only():
    store = make()
    for number in range(400):
        tracker = await store.get_or_create_tracker("one")
        tracker.update(UserUttered(f"message {number}"))
        await store.save(tracker)
    tracker = await store.retrieve("one")
    assert len(tracker.events) <= tracker_store.MOST_EVENTS
    assert tracker.latest_message.text == "message 399"


async def test_a_tracker_that_rasa_made_itself_is_bounded_too():
    store = make()
    tracker = DialogueStateTracker("one", store.domain.slots)
    for number in range(100):
        tracker.update(UserUttered(f"message {number}"))
    await store.save(tracker)
    assert len((await store.retrieve("one")).events) == tracker_store.MOST_EVENTS


async def test_the_longest_silent_conversation_goes_first(monkeypatch):
    monkeypatch.setattr(tracker_store, "MOST_CONVERSATIONS", 3)
    store = make()
    for name in ("a", "b", "c"):
        await store.save(await store.get_or_create_tracker(name))
    await store.save(await store.get_or_create_tracker("a"))
    await store.save(await store.get_or_create_tracker("d"))
    assert set(await store.keys()) == {"a", "c", "d"}


async def test_of_a_turn_that_brought_its_state_nothing_is_kept():
    store = make()
    tracker = await store.get_or_create_tracker("front")
    tracker.update(UserUttered("nobody's business", metadata={"encounter": {"turn": 1}}))
    await store.save(tracker)
    assert await store.retrieve("front") is None
    assert list(await store.keys()) == []


async def test_what_was_kept_before_such_a_turn_goes_with_it():
    store = make()
    tracker = await store.get_or_create_tracker("front")
    tracker.update(UserUttered("from Rasa's own shell"))
    await store.save(tracker)
    assert list(await store.keys()) == ["front"]
    tracker.update(UserUttered("nobody's business", metadata={"encounter": {}}))
    await store.save(tracker)
    assert list(await store.keys()) == []


async def test_a_conversation_can_be_forgotten():
    store = make()
    await store.save(await store.get_or_create_tracker("a"))
    store.forget("a")
    assert await store.retrieve("a") is None


async def test_slots_of_two_conversations_are_apart():
    store = make()
    first = await store.get_or_create_tracker("a")
    first.slots["encounter"].value = {"turn": 1}
    await store.save(first)
    second = await store.get_or_create_tracker("b")
    assert second.get_slot("encounter") is None
