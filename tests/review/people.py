"""People and conversations to put on a desk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from bot.practice.types import Feedback, Finding, FlagNote
from bot.store import Store, StoredEncounter
from bot.store.desk import DeskStore, Role
from bot.store.desk_tables import Reviewer, ReviewerTeam
from bot.store.repository import StoredTrainee
from bot.store.tables import EncounterRow, Team, Trainee
from tests.store.build import new_turn, state

PASSWORD = "four words walk in quietly"


@dataclass
class Office:
    """An organisation: two groups, a few trainees, a reviewer of each role, and one for nobody.

    ``trainees``: by a short name: "ada" and "ben" (North), "cleo" (South), "dan" (no group).
    ``reviewers``: ids: "lead" (all), "north" and "south" (supervisors), "reader" (North).
    """

    store: Store
    shelf: DeskStore
    teams: dict[str, int] = field(default_factory=dict)
    trainees: dict[str, StoredTrainee] = field(default_factory=dict)
    reviewers: dict[str, int] = field(default_factory=dict)

    def encounter(self, who: str, **columns: Any) -> StoredEncounter:
        """An encounter of a trainee, at its first line. ``columns``: of EncounterRow."""
        opening = {"text": "Coffee, two sugars.", "topic": ""}
        made = self.store.start(self.trainees[who], state(), opening, "each", [])
        return self.change(made.id, **columns)

    def change(self, encounter: str, **columns: Any) -> StoredEncounter:
        """Set columns of an encounter."""
        if columns:
            with self.store._session() as s:
                s.execute(
                    update(EncounterRow).where(EncounterRow.id == encounter).values(**columns)
                )
        found = self.store.encounter(encounter)
        assert found
        return found

    def turn(self, encounter: str, reply: str, *codes: str, shown: bool = True) -> int:
        """Add a reply on which ``codes`` were found (on all of its words). Returns its id."""
        now = self.store.encounter(encounter)
        assert now
        found = tuple(
            Finding(code, 0, len(reply), reply, 0.9 if shown else 0.4, shown, f"why {code}")
            for code in codes
        )
        note = FlagNote("P4", "Solving", reply, "About it.", "HIPS", "why", ("Asking",))
        notes = (note,) if "P4" in codes and shown else ()
        turn = replace(
            new_turn(len(now.kept) + 1, reply),
            findings=found,
            feedback=Feedback((), notes, ""),
            parent=now.kept[-1].id if now.kept else None,
        )
        trainee = self.store.trainee_by_id(now.trainee)
        assert trainee
        return self.store.add_turn(trainee, encounter, turn, [])

    def talk(self, who: str, *replies: tuple[str, ...], **columns: Any) -> StoredEncounter:
        """An encounter with ``replies``, each (words, code, ...)."""
        made = self.encounter(who)
        for words, *codes in replies:
            self.turn(made.id, words, *codes)
        return self.change(made.id, **columns)

    def signed_in(self, app: Flask, who: str) -> FlaskClient:
        """A client with a session of a reviewer ("lead", "north", "south", "reader")."""
        client = app.test_client()
        token = self.shelf.sign_in(self.reviewers[who], "Firefox on Linux")
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return client


def furnish(store: Store) -> Office:
    """An office with its people and no conversations yet."""
    office = Office(store, DeskStore(store))
    with store._session() as s:
        for name in ("North", "South"):
            team = Team(name=name)
            s.add(team)
            s.flush()
            office.teams[name] = team.id
    groups = {"ada": "North", "ben": "North", "cleo": "South", "dan": None}
    for number, (who, team) in enumerate(groups.items(), start=1):
        made = store.add_trainee("telegram", str(number))
        store.consent(made.id)
        if team:
            store.set_trainee(made.id, team_id=office.teams[team])
        found = store.trainee("telegram", str(number))
        assert found
        office.trainees[who] = found
    roles: dict[str, tuple[Role, list[str]]] = {
        "lead": ("lead", []),
        "north": ("supervisor", ["North"]),
        "south": ("supervisor", ["South"]),
        "reader": ("reader", ["North"]),
    }
    with store._session() as s:
        for name, (role, teams) in roles.items():
            row = Reviewer(email=f"{name}@example.org", name=name.title(), role=role)
            s.add(row)
            s.flush()
            office.reviewers[name] = row.id
            for team in teams:
                s.add(ReviewerTeam(reviewer_id=row.id, team_id=office.teams[team]))
    return office


def everyone(store: Store) -> list[str]:
    """Pseudonyms of all trainees."""
    with store._session() as s:
        return list(s.scalars(select(Trainee.id).order_by(Trainee.created_at)))
