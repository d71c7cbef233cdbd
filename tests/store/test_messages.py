"""Updates in, messages out: each once, in order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import Store, mailbox, tables
from tests.fakes.database import dump
from tests.store.build import begin, play, said, trainee


def test_an_update_is_stored_once(store: Store) -> None:
    assert store.receive("telegram", "1", {"text": "first"})
    assert not store.receive("telegram", "1", {"text": "repeated"})
    assert store.waiting("telegram") == [{"text": "first"}]
    assert store.receive("other", "1", {"text": "another channel"})
    assert store.waiting("telegram") == [{"text": "first"}]


def test_a_dealt_with_update_keeps_its_id_and_nothing_else(store: Store) -> None:
    store.receive("telegram", "1", {"text": "secret words"})
    assert not store.is_done("telegram", "1")
    store.done("telegram", "1")
    assert store.is_done("telegram", "1")
    assert store.waiting("telegram") == []
    assert "secret words" not in str(dump(store))
    assert not store.receive("telegram", "1", {"text": "again"})
    assert store.waiting("telegram") == []


def test_an_unknown_update_is_not_done(store: Store) -> None:
    store.done("telegram", "404")
    assert not store.is_done("telegram", "404")


def test_waiting_updates_come_oldest_first(store: Store) -> None:
    for number in (10, 9, 11, 2):
        store.receive("telegram", str(number), {"n": number})
    store.done("telegram", "9")
    assert [p["n"] for p in store.waiting("telegram")] == [10, 11, 2]


def test_messages_go_out_in_the_order_they_were_queued(store: Store) -> None:
    who, other = trainee(store), trainee(store, "18")
    now = begin(store, who)
    store.queue(who.account, [said("a"), said("b")])
    store.queue(other.account, [said("theirs")])
    play(store, who, now.id, 1)
    store.change(who, now.id, [said("c"), said("d")])
    waiting = store.unsent(who.account)
    assert [m.payload["text"] for m in waiting] == ["a", "b", "answer 1", "c", "d"]
    assert [m.encounter for m in waiting] == [None, None, now.id, now.id, now.id]


def test_sent_and_given_up_messages_wait_no_longer(store: Store) -> None:
    who = trainee(store)
    store.queue(who.account, [said("a"), said("b"), said("c")])
    first, second, third = store.unsent(who.account)
    store.sent(first.id)
    store.sent(second.id, "blocked")
    assert store.unsent(who.account) == [third]
    rows = {r["id"]: r for r in dump(store)["outgoing"]}
    assert rows[first.id]["sent_at"] is not None
    assert rows[first.id]["gave_up"] is None
    assert rows[second.id]["sent_at"] is None
    assert rows[second.id]["gave_up"] == "blocked"
    # Their words go with that: the conversation itself is where they are kept.
    assert [rows[m.id]["payload"] for m in (first, second)] == [{}, {}]
    assert rows[third.id]["payload"] == said("c")


def test_of_two_processes_one_gets_a_message(store: Store) -> None:
    who, other = trainee(store), Store(store.url)
    store.queue(who.account, [said("a"), said("b")])
    first, second = store.unsent(who.account)
    assert store.claim(first.id)
    assert not other.claim(first.id)
    assert other.claim(second.id)
    store.unclaim(first.id)
    assert other.claim(first.id)
    other.sent(first.id)
    assert not store.claim(first.id)
    store.sent(second.id, "blocked")
    assert not store.claim(second.id)
    other.close()


def test_what_a_dead_process_took_is_free_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = trainee(store)
    store.queue(who.account, [said("a")])
    (message,) = store.unsent(who.account)
    assert store.claim(message.id)
    later = tables.now() + mailbox.CLAIM
    monkeypatch.setattr(mailbox, "now", lambda: later - timedelta(seconds=10))
    assert not store.claim(message.id)
    store.claim_on(message.id)
    monkeypatch.setattr(mailbox, "now", lambda: later + timedelta(seconds=10))
    assert not store.claim(message.id)
    monkeypatch.setattr(mailbox, "now", lambda: later + mailbox.CLAIM)
    assert store.claim(message.id)


def test_what_supervisors_write_is_marked_as_waiting(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    store.change(who, now.id, [said("a")])
    store.assign("s", trainee=who.id, message=lambda language: said("asked"))
    assert [(m.payload["text"], m.waits) for m in store.unsent(who.account)] == [
        ("a", False),
        ("asked", True),
    ]


def test_accounts_with_messages_waiting(store: Store) -> None:
    one, two = trainee(store), trainee(store, "18")
    local = store.add_trainee("terminal", "local")
    for who in (one, two, local):
        store.queue(who.account, [said("a")])
    assert {t.id for t in store.accounts_waiting("telegram")} == {one.id, two.id}
    store.sent(store.unsent(one.account)[0].id)
    store.sent(store.unsent(two.account)[0].id, "blocked")
    assert store.accounts_waiting("telegram") == []
    assert [t.id for t in store.accounts_waiting("terminal")] == [local.id]


def test_claims_of_a_process_that_is_gone_are_freed(store: Store) -> None:
    who = trainee(store)
    store.queue(who.account, [said("one"), said("two")])
    one, two = store.unsent(who.account)
    assert store.claim(one.id)
    store.free_claims(60)
    assert not store.claim(one.id)
    store.free_claims(-1)
    assert store.claim(one.id)
    assert store.claim(two.id)
