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
