"""Conversations with branches, pauses and hostile words, for the tests of reading them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event, select, update

from bot.practice.types import Finding
from bot.store import StoredEncounter
from bot.store.desk import Viewer
from bot.store.desk_tables import Reviewer, Verdict
from bot.store.tables import EncounterRow, FindingRow, ObjectionRow, TurnRow, now
from tests.review.people import Office
from tests.store.build import new_turn, state

HTMX = {"HX-Request": "true"}
MARKUP = (
    "<script>alert(1)</script> <b>bold</b> {{ 7*7 }} {% raw %} \"'& </textarea></p>"
    "<img src=x onerror=alert(2)>"
)
EMOJI = "👩🏽‍🚀 I see 🇳🇱. You must go\u202e now, مرحبا بك"
LONG = "Donaudampfschiff" * 40 + " and some ordinary words."


def viewer(office: Office, who: str) -> Viewer:
    """A reviewer as the desk knows them."""
    found = office.shelf.viewer(office.shelf.sign_in(office.reviewers[who], ""))
    assert found
    return found


def add(
    office: Office,
    encounter: str,
    number: int,
    reply: str,
    parent: int | None = None,
    findings: Sequence[Finding] = (),
    trust: float = 0.4,
) -> int:
    """A reply, played after ``parent``. Returns its id."""
    known = office.store.encounter(encounter)
    assert known
    trainee = office.store.trainee_by_id(known.trainee)
    assert trainee
    turn = replace(
        new_turn(number, reply, state(number, trust=trust)),
        findings=tuple(findings),
        parent=parent,
    )
    return office.store.add_turn(trainee, encounter, turn, [])


def found_on(reply: str, words: str, code: str, shown: bool = True) -> Finding:
    """A finding on ``words`` of ``reply``."""
    at = reply.index(words)
    return Finding(code, at, at + len(words), words, 0.9 if shown else 0.4, shown, f"why {code}")


def take_back(office: Office, *turns: int) -> None:
    """Mark turns as taken back."""
    with office.store._session() as s:
        s.execute(update(TurnRow).where(TurnRow.id.in_(turns)).values(taken_back_at=now()))


def at(office: Office, encounter: str, begun: datetime, minutes: dict[int, float]) -> None:
    """When a conversation began, and after how many minutes its turns were played."""
    with office.store._session() as s:
        s.execute(update(EncounterRow).where(EncounterRow.id == encounter).values(started_at=begun))
        for turn, after in minutes.items():
            when = begun + timedelta(minutes=after)
            s.execute(update(TurnRow).where(TurnRow.id == turn).values(created_at=when))


def contested(office: Office, *reply: str, reason: str = "I asked her.") -> StoredEncounter:
    """A conversation of Ada's, with one flagged reply that she sees otherwise."""
    made = office.talk("ada", reply or ("You should rest.", "P4"))
    ada = office.trainees["ada"]
    office.store.object(ada, made.id, made.turns[0].id, ["P4"], [])
    office.store.set_reason(made.turns[0].id, reason)
    return made


def findings(office: Office, encounter: str) -> dict[str, int]:
    """Ids of an encounter's findings, by code."""
    with office.store._session() as s:
        rows = s.execute(
            select(FindingRow.code, FindingRow.id)
            .join(TurnRow, TurnRow.id == FindingRow.turn_id)
            .where(TurnRow.encounter_id == encounter)
        )
        return dict(rows.tuples().all())


def verdicts(office: Office) -> list[Verdict]:
    """All rows, oldest first."""
    with office.store._session() as s:
        return list(s.scalars(select(Verdict).order_by(Verdict.id)))


def objection(office: Office) -> ObjectionRow:
    """The only one there is."""
    with office.store._session() as s:
        return s.scalars(select(ObjectionRow)).one()


def sent(office: Office, who: str) -> list[str]:
    """What waits to be sent to a trainee, in words."""
    account = office.trainees[who].account
    return [str(m.payload["text"]) for m in office.store.unsent(account)]


def colleague(office: Office, name: str, role: str = "lead", **columns: Any) -> int:
    """Another reviewer. Returns their id."""
    with office.store._session() as s:
        row = Reviewer(email=f"{name}@example.org", name=name.title(), role=role, **columns)
        s.add(row)
        s.flush()
        return row.id


def queries(office: Office, client: FlaskClient, address: str) -> int:
    """How many statements it takes to answer."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    event.listen(office.store.engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(office.store.engine, "before_cursor_execute", note)
    return count
