"""What the demo puts into a database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.demo.filling import Filled, fill, give_passwords
from bot.demo.talks import Script
from bot.practice.codes import is_flag
from bot.review.passwords import fits
from bot.service.base import NOT_KEPT
from bot.settings import Settings
from bot.store import Store, migrate
from bot.store.desk import DeskStore
from bot.store.desk_tables import CommentRow, Reading, Reviewer, SignOff, Verdict
from bot.store.tables import (
    Account,
    Assignment,
    Base,
    EncounterRow,
    FindingRow,
    NoteRow,
    ObjectionRow,
    OfferRow,
    Trainee,
    TurnRow,
)
from tests.demo.conftest import Played

NOW = datetime(2026, 11, 22, 19, tzinfo=UTC)
_LONG_AGO = NOW - timedelta(days=1000)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One for all that only look."""
    made = Store(f"sqlite:///{tmp_path_factory.mktemp('filled') / 'demo.sqlite3'}")
    migrate.upgrade(made.engine)
    yield made
    made.close()


@pytest.fixture(scope="module")
def made(store: Store, script: Script, played: Played) -> Filled:
    settings = Settings(_env_file=None, time_zone="Europe/Amsterdam")
    return fill(store, settings, script, played, seed=1, now=NOW)


@pytest.fixture
def either(database_url: str) -> Iterator[Store]:
    """One of each kind, empty."""
    made = Store(database_url)
    migrate.upgrade(made.engine)
    yield made
    made.close()


def rows(store: Store, table: type[Any], *where: Any) -> list[Any]:
    with store._session() as s:
        return list(s.scalars(select(table).where(*where).order_by(*table.__table__.primary_key)))


def everything(s: Session) -> dict[str, list[Any]]:
    tables = Base.metadata.sorted_tables
    return {
        t.name: [tuple(r) for r in s.execute(select(t).order_by(*t.primary_key))] for t in tables
    }


def test_there_is_enough_to_look_at(store: Store, made: Filled):
    assert made.trainees == 12
    assert made.conversations > 80
    assert 600 <= made.replies <= 900
    assert made.flags > 40
    assert DeskStore(store).is_demo()
    assert {a.channel for a in rows(store, Account)} == {"demo"}


def test_how_conversations_end_and_who_may_read_them(store: Store, made: Filled):
    talks = rows(store, EncounterRow)
    assert {"goodbye", "left", "ended", "hurt", "stepped_out", None} == {t.ended_how for t in talks}
    assert {t.status for t in talks} == {"active", "paused", "ended"}
    people = {p.id: p for p in rows(store, Trainee)}
    assert sum(p.agreed_to == "shared" for p in people.values()) == 4
    for talk in talks:
        assert talk.open_to_all is (people[talk.trainee_id].agreed_to == "all")
        assert (talk.ended_at is not None) is (talk.status == "ended")
    closed = [t for t in talks if not t.open_to_all]
    assert {bool(t.shared_at) for t in closed} == {True, False}
    assert any(t.unaided for t in talks)
    assert any(t.aim for t in talks)


def test_a_remark_leaves_no_words_and_a_note_stays_as_written(store: Store, made: Filled):
    (hurt,) = rows(store, EncounterRow, EncounterRow.ended_how == "hurt")
    last = rows(store, TurnRow, TurnRow.encounter_id == hurt.id)[-1]
    assert last.reply == NOT_KEPT
    assert rows(store, FindingRow, FindingRow.turn_id == last.id) == []
    (note,) = rows(store, NoteRow)
    (talk,) = rows(store, EncounterRow, EncounterRow.id == note.encounter_id)
    assert (talk.ended_how, talk.status) == ("stepped_out", "paused")
    assert note.created_at > talk.updated_at


def test_everything_happened_in_its_order_and_before_now(store: Store, made: Filled):
    for talk in rows(store, EncounterRow):
        turns = rows(store, TurnRow, TurnRow.encounter_id == talk.id)
        times = [talk.started_at, *(t.created_at for t in turns), talk.updated_at]
        assert times == sorted(times)
        assert times[-1] < NOW
        assert [t.number for t in turns] == list(range(1, len(turns) + 1))
    for table, column in ((Verdict, "created_at"), (CommentRow, "created_at"),
                          (SignOff, "created_at"), (ObjectionRow, "settled_at"),
                          (CommentRow, "answered_at"), (Reading, "done_at")):  # fmt: skip
        found = [at for r in rows(store, table) if (at := getattr(r, column))]
        assert found
        assert max(found) < NOW
    first = min(t.started_at for t in rows(store, EncounterRow))
    assert timedelta(days=48) < NOW - first < timedelta(days=57)


def test_a_reply_taken_back_is_a_branch_beside_the_kept_one(store: Store, made: Filled):
    gone = rows(store, TurnRow, TurnRow.taken_back_at.is_not(None))
    assert len(gone) >= 8
    for turn in gone:
        (after,) = rows(
            store,
            TurnRow,
            TurnRow.encounter_id == turn.encounter_id,
            TurnRow.number == turn.number + 1,
        )
        assert (after.parent_id, after.client_before) == (turn.parent_id, turn.client_before)
        assert turn.created_at < turn.taken_back_at < after.created_at


def test_objections_are_to_flags_that_were_shown(store: Store, made: Filled):
    found = rows(store, ObjectionRow)
    assert {o.outcome for o in found} == {"", "agreed", "kept"}
    assert {bool(o.reason) for o in found} == {True, False}
    for one in found:
        shown = rows(store, FindingRow, FindingRow.turn_id == one.turn_id, FindingRow.shown)
        assert one.code in {f.code for f in shown}
        assert (one.settled_at is not None) is bool(one.outcome)
    assert rows(store, OfferRow)


def test_who_is_asked_for_a_scene_answers_once(store: Store, made: Filled):
    asked = {a.id: a for a in rows(store, Assignment)}
    answers = rows(store, EncounterRow, EncounterRow.assignment_id.is_not(None))
    assert {bool(a.team_id) for a in asked.values()} == {True, False}
    assert len(answers) >= 5
    assert len({(a.assignment_id, a.trainee_id) for a in answers}) == len(answers)
    for one in answers:
        assert one.assigned
        assert one.scenario_id == asked[one.assignment_id].scenario_id
        assert one.started_at > asked[one.assignment_id].made_at


def test_reviewers_judge_what_the_detector_said(store: Store, made: Filled):
    open_eyed = rows(store, Verdict, Verdict.blind.is_(False))
    assert {v.kind for v in open_eyed} == {"agree", "overrule", "missed"}
    findings = {f.id: f for f in rows(store, FindingRow)}
    turns = {t.id: t for t in rows(store, TurnRow)}
    for one in rows(store, Verdict):
        reply = turns[one.turn_id].reply
        if one.finding_id:
            assert findings[one.finding_id].turn_id == one.turn_id
        else:
            assert reply[one.start : one.end] == one.quote
    agreed = [findings[v.finding_id] for v in open_eyed if v.kind == "agree"]
    assert all(f.shown for f in agreed)
    assert {is_flag(f.code) for f in agreed} == {True, False}
    first = [s for s in rows(store, SignOff) if s.rubric]
    assert all(set(s.rubric.values()) <= {1, 2, 3, 4, 5} and len(s.rubric) == 4 for s in first)
    comments = rows(store, CommentRow)
    assert {c.to_trainee for c in comments} == {True, False}
    assert {bool(c.answer) for c in comments} == {True, False}


def test_second_codings_are_done_and_waiting(store: Store, made: Filled):
    blind = rows(store, Reading, Reading.blind)
    assert {r.done_at is None for r in blind} == {True, False}
    with store._session() as s:
        coded = s.scalar(
            select(func.count(Verdict.turn_id.distinct()))
            .join(TurnRow, TurnRow.id == Verdict.turn_id)
            .join(Reading, Reading.encounter_id == TurnRow.encounter_id)
            .where(Verdict.blind, Reading.done_at.is_not(None))
        )
    assert coded is not None
    assert coded >= 20


def test_filling_again_takes_the_place_of_what_was_there(
    either: Store, own: Settings, script: Script, played: Played
):
    first = fill(either, own, script, played, seed=1, now=NOW)
    with either._session() as s:
        before = everything(s)
    assert fill(either, own, script, played, seed=1, now=NOW) == first
    with either._session() as s:
        after = everything(s)
    assert {k: len(v) for k, v in after.items()} == {k: len(v) for k, v in before.items()}
    if either.engine.dialect.name == "sqlite":  # PostgreSQL goes on counting
        assert after == before


def test_another_seed_makes_other_names_and_hours(
    either: Store, own: Settings, script: Script, played: Played
):
    names, hours = [], []
    for seed in (1, 2):
        fill(either, own, script, played, seed, now=NOW)
        names.append({t.id for t in rows(either, Trainee)})
        hours.append({t.started_at for t in rows(either, EncounterRow)})
    assert not names[0] & names[1]
    assert not hours[0] & hours[1]


def test_the_password_is_new_each_time_and_fits_every_account(store: Store, made: Filled):
    first, accounts = give_passwords(store)
    second, _ = give_passwords(store)
    assert first != second
    assert accounts[0] == "lead@demo.example"
    kept = rows(store, Reviewer)
    assert {r.role for r in kept} == {"lead", "supervisor", "reader"}
    assert all(fits(r.password_hash, second) and not fits(r.password_hash, first) for r in kept)


def test_what_trainees_answered_was_read_but_for_the_latest(store: Store, made: Filled):
    signed: dict[str, datetime] = {}
    for one in rows(store, SignOff):
        signed[one.encounter_id] = max(one.created_at, signed.get(one.encounter_id, _LONG_AGO))
    answers = rows(store, CommentRow, CommentRow.answered_at.is_not(None))
    read = {a.answered_at < signed[a.encounter_id] for a in answers}
    old = [a for a in answers if NOW - a.answered_at > timedelta(days=10)]
    assert read == {True, False}
    assert all(a.answered_at < signed[a.encounter_id] for a in old)
