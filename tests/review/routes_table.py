"""Each route of the desk, with what it takes to call it, and a desk to call it on."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Literal

from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import close_all_sessions
from werkzeug.test import TestResponse

from bot.store.desk import Right
from bot.store.desk.accounts import digest
from bot.store.desk_tables import (
    Reading,
    Reviewer,
    ReviewerInvitation,
    ReviewerSession,
    Verdict,
)
from bot.store.tables import Base, FindingRow, Invitation, ObjectionRow, TurnRow, now
from tests.review.browser.practice import HIDDEN, Practice

Whose = Literal["all", "north", "own"]


@dataclass(frozen=True)
class Route:
    """One way to call an endpoint.

    ``right``: what it takes; "": to be signed in; None: nothing. ``whose``: who may, of those
    with the right: all; those who look after North; only the supervisor of North, whose it is.
    ``takes``: what is in the address, by a name in ``World.names``. ``form``: what is sent;
    "@name" stands for one of those. ``fine``: refusals that are an answer to this form.
    """

    endpoint: str
    right: Right | Literal[""] | None
    method: str = "GET"
    whose: Whose = "all"
    takes: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    fine: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """A name for a test."""
        return " ".join([self.method, self.endpoint, *self.query.values()])


def get(endpoint: str, right: Any, whose: Whose = "all", query: Any = None, **takes: str) -> Route:
    """A page."""
    return Route(endpoint, right, whose=whose, takes=takes, query=query or {})


def post(
    endpoint: str, right: Any, whose: Whose = "all", form: Any = None, fine: Any = (), **takes: str
) -> Route:
    """A form."""
    return Route(endpoint, right, "POST", whose, takes, form or {}, fine=fine)


ANSWER: Final = {"answer": "Thank you."}
WRONG: Final = (422,)  # the form isn't filled in well, and nothing comes of it
ROUTES: Final = (
    # who is here
    get("auth.login", None),
    post(
        "auth.login",
        None,
        form={"email": "north@example.org", "password": "not this one"},
        fine=WRONG,
    ),
    get("auth.login_code", None),
    post("auth.login_code", None, form={"code": "000000"}),
    get("auth.accept", None, token="token"),
    post("auth.accept", None, form={"name": "N"}, fine=WRONG, token="token"),
    post("auth.logout", ""),
    get("auth.account", ""),
    post("auth.change_password", "", form={"current": "a", "password": "b"}, fine=WRONG),
    post("auth.totp_start", ""),
    post("auth.totp_confirm", "", form={"code": "000000"}, fine=WRONG),
    post("auth.totp_off", "", form={"current": "not this one"}, fine=WRONG),
    post("auth.end_session", "", "own", session="session"),
    post("auth.end_other_sessions", ""),
    # reading
    get("desk.queue", "read"),
    get("desk.queue", "read", query={"q": HIDDEN}),
    get("desk.queue", "read", query={"tab": "done"}),
    get("desk.messages", "read"),
    get("desk.messages", "read", query={"code": "P1"}),
    get("desk.messages", "read", query={"q": HIDDEN}),
    get("desk.transcript", "read", "north", encounter="encounter"),
    get("desk.printed", "read", "north", encounter="encounter"),
    get("desk.message", "read", "north", turn="turn"),
    get("desk.panel", "read", "north", {"form": "similar"}, turn="turn"),
    get("desk.panel", "review", "north", {"form": "comment"}, turn="turn"),
    get("desk.similar", "read", "north", turn="turn"),
    get("desk.sent", "read"),
    # saying something
    post("desk.settle", "review", "north", ANSWER | {"outcome": "keep"}, objection="objection"),
    post("desk.take", "review", "north", encounter="encounter"),
    post("desk.give_back", "review", "north", encounter="taken"),
    post("desk.agree", "review", "north", ANSWER, finding="finding"),
    post("desk.overrule", "review", "north", ANSWER | {"reason": "Kind."}, finding="finding"),
    post("desk.missed", "review", "north", {"words": "@words", "code": "G1"}, turn="turn"),
    post("desk.withdraw", "review", "own", review="review"),
    post("desk.comment", "review", "north", {"text": "So.", "audience": "trainee"}, turn="turn"),
    post("desk.sign_off", "review", "north", {"audience": "trainee"}, encounter="encounter"),
    # second coding
    get("desk.second", "review"),
    post("desk.give_second", "review", "north", {"coder": "@colleague"}, encounter="encounter"),
    get("desk.blind", "review", "own", coding="coding"),
    post("desk.blind_add", "review", "own", {"code": "N"}, coding="coding", turn="blind_turn"),
    post("desk.blind_remove", "review", "own", mark="mark"),
    post("desk.blind_done", "review", "own", {"anyway": "yes"}, coding="coding"),
    # figures and files
    get("desk.agreement", "read"),
    get("desk.team", "read"),
    post("desk.assign", "review", form={"scene": "slow-week", "for_team": "@team"}, fine=WRONG),
    get("desk.exports", "export"),
    post("desk.export", "export", form={"kind": "messages.csv"}),
    # people
    get("people.people", "manage"),
    post("people.invite_reviewer", "manage", form={"email": "new@example.org", "role": "reader"}),
    post("people.invite_trainee", "manage", form={"uses": "1", "days": "3"}),
    post("people.revoke", "manage", invitation="invitation"),
    post("people.change", "manage", form={"role": "reader"}, person="person"),
    post("people.renew", "manage", person="person"),
    post("people.unlock", "manage", person="person"),
    post("people.end_sessions", "manage", person="person"),
    post("people.close", "manage", person="person"),
    post("people.open", "manage", person="person"),
    post("people.add_team", "manage", form={"name": "West"}),
    post("people.move", "manage", form={"team": ""}, trainee="trainee"),
    get("people.audit", "manage"),
)


@dataclass
class World:
    """A desk with something for each route, and what that is called in an address.

    ``names`` of what may be seen; ``hidden``: of a conversation that nobody shared; ``gone``: of
    nothing at all.
    """

    app: Flask
    practice: Practice
    folder: Path
    names: dict[str, Any]
    hidden: dict[str, Any]

    @property
    def gone(self) -> dict[str, Any]:
        """Names of the same kinds that nothing has."""
        return {k: "0" * 16 if isinstance(v, str) else 987_654 for k, v in self.hidden.items()}

    def keep(self) -> None:
        """Remember the database as it is now."""
        self._close()
        shutil.copy(self.folder / "desk.sqlite3", self.folder / "kept")

    def anew(self) -> None:
        """The database as it was when it was kept."""
        self._close()
        for more in ("-wal", "-shm"):
            (self.folder / f"desk.sqlite3{more}").unlink(missing_ok=True)
        shutil.copy(self.folder / "kept", self.folder / "desk.sqlite3")

    def _close(self) -> None:
        close_all_sessions()
        self.practice.office.store.close()

    def client(self, who: str) -> FlaskClient:
        """A browser of ``who``; "" is nobody."""
        return self.practice.office.signed_in(self.app, who) if who else self.app.test_client()

    def to(self, endpoint: str, **takes: Any) -> str:
        """An address."""
        with self.app.test_request_context():
            return url_for(endpoint, **takes)

    def ask(
        self, route: Route, client: FlaskClient, about: dict[str, Any] | None = None, **headers: str
    ) -> TestResponse:
        """Call ``route``. ``about``: names that stand before the usual ones."""
        names = self.names | (about or {})
        address = self.to(route.endpoint, **{k: names[v] for k, v in route.takes.items()})
        if route.method == "GET":
            return client.get(address, headers=headers, query_string=dict(route.query))
        form = {k: names[v[1:]] if v.startswith("@") else v for k, v in route.form.items()}
        return client.post(address, headers=headers, data=form)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that stands in the database, by table."""
        with self.practice.office.store._session() as s:
            return {
                name: sorted((tuple(row) for row in s.execute(select(table))), key=repr)
                for name, table in Base.metadata.tables.items()
            }


def plain(answer: TestResponse) -> tuple[int, str]:
    """Status and text, without what is new in each answer, and without what was sent to one."""
    text = answer.get_data(as_text=True)
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", text)
    return answer.status_code, re.sub(r'\n?<p><a href="/sent">.*?</p>', "", text)


def _put(session: Any, row: Any) -> int:
    session.add(row)
    session.flush()
    return int(row.id)


def _about(practice: Practice, talk: str, turn: str, coded: str) -> dict[str, Any]:
    """Names for a conversation: of its words, and of what the supervisor of North did there.

    ``coded``: a conversation that they are to code blind.
    """
    north = practice.office.reviewers["north"]
    with practice.office.store._session() as s:
        row = s.get_one(TurnRow, practice.turns[turn])
        finding = s.scalar(select(FindingRow).where(FindingRow.turn_id == row.id))
        blind_turn = s.scalar(select(TurnRow).where(TurnRow.encounter_id == practice.talks[coded]))
        assert finding
        assert blind_turn
        given = Reading(encounter_id=practice.talks[talk], reviewer_id=north)
        blind = Reading(encounter_id=practice.talks[coded], reviewer_id=north, blind=True)
        said = {"reviewer_id": north, "code": "G1", "quote": "words", "start": 0, "end": 5}
        return {
            "encounter": practice.talks[talk],
            "turn": row.id,
            "words": row.reply,
            "finding": finding.id,
            "taken": practice.talks[talk],
            "reading": _put(s, given),
            "review": _put(s, Verdict(turn_id=row.id, kind="missed", **said)),
            "coding": _put(s, blind),
            "blind_turn": blind_turn.id,
            "mark": _put(s, Verdict(turn_id=blind_turn.id, kind="missed", blind=True, **said)),
        }


def names_of(practice: Practice) -> tuple[dict[str, Any], dict[str, Any]]:
    """Names of what may be seen, and of a conversation that nobody shared."""
    office, names = practice.office, _about(practice, "contested", "order", "busy0")
    hidden = _about(practice, "hidden", "hidden", "hidden")
    with office.store._session() as s:
        row = Reviewer(email="wait@example.org", name="", role="reader")
        person, until = _put(s, row), now() + timedelta(days=3)
        link = ReviewerInvitation(
            digest=digest("to-the-desk"), reviewer_id=person, expires_at=until
        )
        _put(s, link)
        way_in = Invitation(digest=digest("way-in"), expires_at=until, uses_left=1)
        north = ReviewerSession(digest=digest("x"), reviewer_id=office.reviewers["north"])
        names |= {
            "token": "to-the-desk",
            "invitation": f"t{_put(s, way_in)}",
            "session": _put(s, north),
            "objection": s.scalars(
                select(ObjectionRow.id).order_by(ObjectionRow.id.desc())
            ).first(),
            "person": office.reviewers["reader"],
            "colleague": office.reviewers["lead"],
            "trainee": office.trainees["ben"].id,
            "team": office.teams["North"],
        }
    return names, hidden
