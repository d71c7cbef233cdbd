"""What is kept of a trainee: all of it to be had, none of it for longer than the setting says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, update

from bot.store import Store, migrate
from bot.store.desk_tables import AuditRow, Reviewer, ReviewerInvitation, ReviewerSession
from bot.store.tables import (
    Assignment,
    Base,
    EncounterRow,
    IncomingRow,
    Invitation,
    NoteRow,
    OutgoingRow,
    Trainee,
)
from tests.fakes.database import counts, dump, everything
from tests.store.build import begin, play, said, trainee
from tests.store.test_erase import full

LONG_AGO = datetime.now(UTC) - timedelta(days=200)
BEFORE = datetime.now(UTC) - timedelta(days=180)


def about_people() -> set[str]:
    """Tables whose rows lead to a trainee by foreign keys, over however many steps."""
    found = {"trainee"}
    while True:
        more = {
            table.name
            for table in Base.metadata.sorted_tables
            if any(key.column.table.name in found for key in table.foreign_keys)
        }
        if more <= found:
            return found
        found |= more


# -- everything there is ---------------------------------------------------------------------------


def test_every_table_that_leads_to_a_trainee_is_looked_into(store: Store) -> None:
    """A new table with a key to any of these belongs into ``everything_about``."""
    there = about_people()
    assert {"account", "encounter", "turn", "finding", "note", "outgoing"} < there
    assert "incoming" not in there
    assert there <= set(store.everything_about(trainee(store).id))


def test_everything_has_each_row_with_each_column(store: Store) -> None:
    who, other = full(store, "17", "mine"), full(store, "18", "theirs")
    held = store.everything_about(who.id)
    columns = {
        mapper.local_table.name: {a.key for a in mapper.column_attrs}
        for mapper in Base.registry.mappers
    }
    stored, rest = dump(store), store.everything_about(other.id)
    for table in about_people():
        assert held[table], table
        assert {frozenset(row) for row in held[table]} == {frozenset(columns[table])}, table
        # Every row is one trainee's or the other's.
        assert len(held[table]) + len(rest[table]) == len(stored[table]), table
    text = str(held)
    assert text.count("mine") > 10
    assert "theirs" not in text


def test_rows_come_oldest_first(store: Store) -> None:
    """Also where the database has moved them: PostgreSQL does with each change."""
    who = trainee(store)
    encounters = [begin(store, who) for _ in range(4)]
    turns = [play(store, who, encounters[0].id, n) for n in range(1, 5)]
    store.set_intent(turns[0], "moved")
    store.change(who, encounters[1].id, status="ended")
    held = store.everything_about(who.id)
    assert [t["id"] for t in held["turn"]] == turns
    assert [e["id"] for e in held["encounter"]] == [e.id for e in encounters]


def test_what_a_team_was_asked_for_is_part_of_it(store: Store) -> None:
    who = store.join(store.invite(days=1, team="Desk"), "telegram", "17", "all", "en")
    assert who is not None
    alone = trainee(store, "18")
    store.assign("the-list", team="Desk", note="for all of you")
    held, theirs = store.everything_about(who.id), store.everything_about(alone.id)
    assert [a["note"] for a in held["assignment"]] == ["for all of you"]
    assert [t["name"] for t in held["team"]] == ["Desk"]
    assert theirs["assignment"] == theirs["team"] == []


def test_of_nobody_there_is_nothing(store: Store) -> None:
    full(store, "17", "mine")
    assert not any(store.everything_about("t-0").values())


# -- by age ----------------------------------------------------------------------------------------


def age(store: Store, encounter: str) -> None:
    with store._session() as s:
        s.execute(
            update(EncounterRow).where(EncounterRow.id == encounter).values(updated_at=LONG_AGO)
        )


def test_what_nobody_touched_goes_and_the_rest_stays(store: Store) -> None:
    who, other = full(store, "17", "zanzibar"), full(store, "18", "kept")
    (old,) = store.encounter_ids(who.id)
    fresh = begin(store, who)
    others = store.everything_about(other.id)
    age(store, old)
    assert store.sweep(BEFORE) == ([old], [])
    assert store.encounter_ids(who.id) == [fresh.id]
    assert store.everything_about(other.id) == others
    left = dump(store)
    for table in ("turn", "finding", "offer", "objection"):
        assert len(left[table]) == len(others[table]) > 0
        assert "zanzibar" not in str(left[table])


def test_a_step_in_a_conversation_keeps_it(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    age(store, now.id)
    play(store, who, now.id, 1)
    assert store.sweep(BEFORE) == ([], [])


@pytest.mark.parametrize("how", ["resumed", "taken back", "shared"])
def test_what_counts_as_touching(store: Store, how: str) -> None:
    """Sharing is no step: it does not keep a conversation for longer than was said."""
    who = trainee(store)
    now = begin(store, who)
    turn = play(store, who, now.id, 1)
    age(store, now.id)
    if how == "resumed":
        store.change(who, now.id, status="active")
    elif how == "taken back":
        store.take_back(who, now.id, turn, now.state, [])
    else:
        store.share(who.id, now.id, True)
    assert (store.sweep(BEFORE)[0] == [now.id]) == (how == "shared")


def test_a_trainee_goes_once_away_for_as_long_with_nothing_left(store: Store) -> None:
    gone, agreed_lately, plays, new = (trainee(store, str(n)) for n in range(4))
    store.consent(agreed_lately.id)
    old = begin(store, gone)
    begin(store, plays)
    age(store, old.id)
    with store._session() as s:
        s.execute(update(Trainee).where(Trainee.id != new.id).values(created_at=LONG_AGO))
        s.execute(
            update(Trainee)
            .where(Trainee.id.in_([gone.id, plays.id]))
            .values(consented_at=LONG_AGO, name="Zanzibar")
        )
    assert store.sweep(BEFORE) == ([old.id], [gone.id])
    assert {t.id for t in store.trainees()} == {agreed_lately.id, plays.id, new.id}


def test_old_notes_messages_updates_and_invitations_go(store: Store) -> None:
    who = trainee(store)
    for words in ("zanzibar", "kept"):
        store.tell(who, None, words, [said(words)])
        store.receive("telegram", words, {"text": words})
        store.invite(days=1)
    store.done("telegram", "zanzibar")
    with store._session() as s:
        s.execute(update(NoteRow).where(NoteRow.text == "zanzibar").values(created_at=LONG_AGO))
        for table, which in ((OutgoingRow, OutgoingRow.id == 1), (Invitation, Invitation.id == 1)):
            column = "created_at" if table is OutgoingRow else "expires_at"
            s.execute(update(table).where(which).values({column: LONG_AGO}))
        s.execute(update(IncomingRow).values(received_at=LONG_AGO))
    assert store.sweep(BEFORE) == ([], [])
    held = everything(store)
    assert "zanzibar" not in held
    assert counts(store) == {
        "trainee": 1, "account": 1, "note": 1, "outgoing": 1, "invitation": 1,
    }  # fmt: skip
    # What could never be dealt with has had its days, too.
    assert store.waiting("telegram") == []


@pytest.mark.parametrize("how", ["told a supervisor", "was asked for a scene", "neither"])
def test_whoever_is_not_away_stays(store: Store, how: str) -> None:
    who = trainee(store)
    with store._session() as s:
        s.execute(update(Trainee).values(created_at=LONG_AGO, consented_at=LONG_AGO))
    if how == "told a supervisor":
        store.tell(who, None, "Please ring me.", [])
    elif how == "was asked for a scene":
        store.assign("ad-site-down", who.id)
    gone = [who.id] if how == "neither" else []
    assert store.sweep(BEFORE) == ([], gone)
    assert bool(store.told(who.id)) == (how == "told a supervisor")


@pytest.mark.parametrize("what", ["edit", "reason"])
def test_a_question_goes_with_its_conversation(store: Store, what: str) -> None:
    who, other = trainee(store), trainee(store, "18")
    old, young = begin(store, who), begin(store, other)
    for person, now in ((who, old), (other, young)):
        asked = {"what": "reason", "encounter": now.id, "number": 1}
        if what == "edit":
            edits = {"9": {"encounter": now.id, "number": 1, "text": "zanzibar"}}
            asked = {"what": "edit", "edits": edits}
        store.set_trainee(person.id, asked=asked)
    age(store, old.id)
    store.sweep(BEFORE)
    left = [store.trainee("telegram", n) for n in ("17", "18")]
    assert [bool(t and t.asked) for t in left] == [False, True]


def test_scenes_asked_for_go_once_they_are_old_and_their_day_is_over(store: Store) -> None:
    who = trainee(store)
    today = datetime.now(UTC).date()
    days = {
        "no day": None,
        "over": today - timedelta(days=2),
        "today somewhere": (datetime.now(UTC) - timedelta(hours=12)).date(),
        "to come": today + timedelta(days=30),
    }
    for note, day in days.items():
        store.assign("the-list", who.id, note=note, due_on=day)
    with store._session() as s:
        s.execute(update(Assignment).values(made_at=LONG_AGO))
    store.assign("the-list", who.id, note="asked lately")
    store.assign("the-list", who.id, note="lately, and over", due_on=today - timedelta(days=2))
    playing = begin(store, who)
    with store._session() as s:
        s.execute(update(EncounterRow).values(assignment_id=1, assigned=True))
    assert store.sweep(BEFORE) == ([], [])
    assert {row["note"] for row in dump(store)["assignment"]} == {
        "today somewhere", "to come", "asked lately", "lately, and over",
    }  # fmt: skip
    (encounter,) = store.everything_about(who.id)["encounter"]  # who reads it stays as it was
    assert (encounter["id"], encounter["assignment_id"]) == (playing.id, None)
    assert encounter["assigned"]


def test_a_sweep_of_nothing_changes_nothing(store: Store) -> None:
    full(store, "17", "mine")
    before = dump(store)
    assert store.sweep(BEFORE) == ([], [])
    assert dump(store) == before


def test_what_was_swept_is_in_no_byte_of_the_file(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    migrate.upgrade(store.engine)
    who = full(store, "17", "zanzibar-marmalade " * 40)
    full(store, "18", "kept-words")
    age(store, store.encounter_ids(who.id)[0])
    with store._session() as s:
        s.execute(
            update(Trainee)
            .where(Trainee.id == who.id)
            .values(created_at=LONG_AGO, consented_at=LONG_AGO)
        )
        s.execute(update(NoteRow).values(created_at=LONG_AGO))
        s.execute(update(Assignment).values(made_at=LONG_AGO))

    def on_disk() -> bytes:
        return b"".join(p.read_bytes() for p in tmp_path.iterdir())

    assert b"zanzibar-marmalade" in on_disk()
    assert store.sweep(BEFORE)[1] == [who.id]
    assert b"zanzibar-marmalade" not in on_disk()
    assert b"kept-words" in on_disk()
    store.close()


def test_tables_have_what_inspection_says() -> None:
    """The tests above go by mapped names; a column must not hide behind another name."""
    for mapper in Base.registry.mappers:
        assert len(list(inspect(mapper).column_attrs)) == len(mapper.local_table.columns)


def test_the_log_of_the_desk_goes_with_the_rest(store: Store) -> None:
    """Who read what is about trainees as well: it is kept no longer than what was read."""
    with store._session() as s:
        s.add(Reviewer(id=1, email="lead@example.org", role="lead"))
        s.flush()
        for number, at in enumerate((LONG_AGO, datetime.now(UTC)), start=1):
            s.add(AuditRow(reviewer_id=1, did="read", about=f"e{number}", at=at))
            s.add(ReviewerSession(reviewer_id=1, digest=f"s{number}", made_at=at, seen_at=at))
            s.add(ReviewerInvitation(reviewer_id=1, digest=f"i{number}", expires_at=at))
    store.sweep(BEFORE)
    assert counts(store) == {
        "reviewer": 1,
        "audit": 1,
        "reviewer_session": 1,
        "reviewer_invitation": 1,
    }
    assert [row["about"] for row in dump(store)["audit"]] == ["e2"]
