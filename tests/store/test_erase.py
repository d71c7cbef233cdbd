"""Erasing a trainee leaves nothing of them, in rows and in the file's bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store import Store, migrate
from bot.store.desk_tables import CommentRow, QueueRow, Reading, Reviewer, SignOff, Verdict
from bot.store.repository import StoredTrainee
from bot.store.tables import Base
from tests.conftest import postgres_database
from tests.fakes.database import counts, dump
from tests.store.build import begin, new_turn, play, said, trainee

WORDS = "zanzibar-marmalade"
# Counts without words (tests/store/test_gaps.py), and what belongs to the organisation.
NOBODYS = {"gap", "invitation", "team", "queue_state", "audit"}
NOBODYS |= {name for name in Base.metadata.tables if name.startswith("reviewer")}


def full(store: Store, external_id: str, words: str) -> StoredTrainee:
    """A trainee with something in every table that is about people."""
    who = trainee(store, external_id)
    now = begin(store, who)
    turn = store.add_turn(who, now.id, new_turn(1, f"You should rest, {words}."), [said(words)])
    play(store, who, now.id, 2)
    store.add_offers(who, now.id, turn, [(f"Another {words}", ("G1",))], [said(words)])
    store.object(who, now.id, turn, ["P4"], [])
    store.set_reason(turn, f"because {words}")
    store.set_intent(turn, f"meant {words}")
    store.set_trainee(who.id, name=words[:40], asked={"what": "edit", "text": words})
    store.tell(who, now.id, f"told {words}", [said(words)])
    store.tell(who, None, f"told without a scene {words}", [])
    store.assign(now.scenario, who.id, note=f"asked {words}", message=lambda _: said(words))
    store.set_carry(who, now.id, words)
    store.queue(who.account, [said(f"no encounter {words}")])
    store.sent(store.unsent(who.account)[0].id)
    reviewed(store, now.id, turn, words)
    store.receive("telegram", f"u{external_id}", {"text": words})
    store.done("telegram", f"u{external_id}")
    return who


def reviewed(store: Store, encounter: str, turn: int, words: str) -> None:
    """What a supervisor's desk keeps about a conversation."""
    with store._session() as s:
        reviewer = s.scalar(select(Reviewer)) or Reviewer(email="lead@example.org", role="lead")
        s.add(reviewer)
        s.flush()
        s.add_all(
            [
                Verdict(turn_id=turn, reviewer_id=reviewer.id, kind="missed", quote=words),
                CommentRow(encounter_id=encounter, to_trainee=True, text=words, answer=words),
                SignOff(encounter_id=encounter, reviewer_id=reviewer.id, note=words),
                Reading(encounter_id=encounter, reviewer_id=reviewer.id),
                QueueRow(encounter_id=encounter, urgency=1, rank=1.0, reasons=[words]),
            ]
        )


def test_nothing_is_left_but_what_is_others(store: Store) -> None:
    full(store, "18", "theirs")
    others = dump(store)
    who = full(store, "17", WORDS)
    ours = {name: rows for name, rows in dump(store).items() if name not in NOBODYS}
    assert [name for name, rows in ours.items() if len(rows) <= len(others[name])] == []
    store.erase(who.id)
    left = dump(store)
    (update,) = [r for r in left["incoming"] if r["update_id"] == "u17"]
    assert update["payload"] is None
    left["incoming"].remove(update)
    assert left == others


def test_erased_trainees_can_come_back_as_new(store: Store) -> None:
    who = full(store, "17", WORDS)
    store.erase(who.id)
    assert store.trainee("telegram", "17") is None
    assert store.accounts_waiting("telegram") == []
    back = trainee(store)
    assert back.id != who.id
    assert not back.consented
    assert store.unsent(back.account) == []
    assert counts(store) == {"trainee": 1, "account": 1, "incoming": 1, "reviewer": 1}


@pytest.fixture
def on_postgres(postgres: str, postgres_template: str) -> Iterator[Store]:
    """A store on PostgreSQL."""
    with postgres_database(postgres, postgres_template) as url:
        made = Store(url)
        yield made
        made.close()


def test_the_words_are_in_no_table_file_of_postgresql(on_postgres: Store) -> None:
    """But for its own log, which nobody but the server's owner can empty."""
    store = on_postgres
    who, other = full(store, "17", WORDS), full(store, "18", "kept-words")

    def on_disk() -> bytes:
        with store.engine.connect() as c:
            c.exec_driver_sql("CHECKPOINT")
            folder = Path(str(c.exec_driver_sql("SHOW data_directory").scalar()))
            names = [t.name for t in Base.metadata.sorted_tables]
            found = [
                c.exec_driver_sql("SELECT pg_relation_filepath(%s)", (n,)).scalar() for n in names
            ]
        return b"".join(p.read_bytes() for f in found for p in folder.glob(f"{f}*"))

    assert WORDS.encode() in on_disk()
    store.erase(who.id)
    assert WORDS.encode() not in on_disk()
    assert b"kept-words" in on_disk()
    assert store.latest(other.id) is not None


def test_the_words_are_in_no_byte_of_the_file(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    migrate.upgrade(store.engine)
    for number in range(30):
        full(store, f"9{number}", f"{WORDS}-{number} " * 40)
    theirs = full(store, "18", "kept-words")

    def on_disk() -> bytes:
        return b"".join(p.read_bytes() for p in tmp_path.iterdir())

    assert WORDS.encode() in on_disk()
    for number in range(30):
        store.erase(trainee(store, f"9{number}").id)
    for word in (WORDS, *WORDS.split("-")):  # the index of words has each by itself
        assert word.encode() not in on_disk()
    assert b"kept-words" in on_disk()
    assert store.latest(theirs.id) is not None
    store.close()
