"""Sessions are rows: they end by themselves, or by hand, and then the cookie opens nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, select, update

from bot.store.desk.accounts import IDLE, LONGEST
from bot.store.desk_tables import ReviewerSession
from bot.store.tables import now
from tests.fakes.database import everything
from tests.review.coming_in import change, is_in, row
from tests.review.people import Office


def set_all(office: Office, **columns: Any) -> None:
    with office.store._session() as s:
        s.execute(update(ReviewerSession).values(**columns))


def count(office: Office) -> int:
    with office.store._session() as s:
        return s.scalar(select(func.count()).select_from(ReviewerSession)) or 0


def begin(office: Office, who: str = "north") -> str:
    return office.shelf.sign_in(office.reviewers[who], "Firefox on Linux")


def test_a_token_is_somebody_with_their_groups(office: Office) -> None:
    token = begin(office)
    who = office.shelf.viewer(token)
    assert who
    assert (who.id, who.name, who.role) == (office.reviewers["north"], "North", "supervisor")
    assert who.teams == {office.teams["North"]}
    assert token not in everything(office.store)
    assert office.shelf.viewer(token + "x") is None
    assert office.shelf.viewer("") is None


def test_a_session_ends_when_nobody_is_there(office: Office) -> None:
    token = begin(office)
    set_all(office, seen_at=now() - IDLE + timedelta(minutes=2))
    assert office.shelf.viewer(token)  # and was seen
    with office.store._session() as s:
        seen = s.scalars(select(ReviewerSession.seen_at)).one()
    assert now() - seen < timedelta(minutes=1)
    set_all(office, seen_at=now() - IDLE - timedelta(seconds=1))
    assert office.shelf.viewer(token) is None


def test_a_session_ends_after_a_week_in_any_case(office: Office) -> None:
    token = begin(office)
    set_all(office, made_at=now() - LONGEST + timedelta(minutes=2))
    assert office.shelf.viewer(token)
    set_all(office, made_at=now() - LONGEST - timedelta(seconds=1), seen_at=now())
    assert office.shelf.viewer(token) is None


def test_not_every_request_writes(office: Office) -> None:
    token = begin(office)
    before = now() - timedelta(seconds=50)
    set_all(office, seen_at=before)
    office.shelf.viewer(token)
    with office.store._session() as s:
        assert s.scalars(select(ReviewerSession.seen_at)).one() == before


def test_what_has_ended_is_swept_away(office: Office) -> None:
    begin(office)
    begin(office, "south")
    set_all(office, seen_at=now() - IDLE * 2)
    begin(office)
    assert count(office) == 1


def test_last_here(office: Office) -> None:
    assert row(office, "north").seen_at is None
    token = begin(office)
    change(office, "north", seen_at=now() - timedelta(hours=1))
    set_all(office, seen_at=now() - timedelta(hours=1))
    office.shelf.viewer(token)
    seen = row(office, "north").seen_at
    assert seen
    assert now() - seen < timedelta(minutes=1)


def test_where_somebody_is_signed_in(office: Office) -> None:
    first, second = begin(office), begin(office)
    begin(office, "south")
    mine = office.shelf.sessions(second)[office.reviewers["north"]]
    assert [s.here for s in mine] == [True, False]
    assert {s.what for s in mine} == {"Firefox on Linux"}
    assert len(office.shelf.sessions()) == 2
    set_all(office, seen_at=now() - IDLE * 2)
    assert office.shelf.sessions(first) == {}


def test_nobody_ends_the_session_of_somebody_else(office: Office) -> None:
    token = begin(office)
    (mine,) = office.shelf.sessions()[office.reviewers["north"]]
    assert not office.shelf.end_session(office.reviewers["south"], mine.id)
    assert office.shelf.viewer(token)
    assert not office.shelf.end_session(office.reviewers["north"], 2**40)
    assert office.shelf.end_session(office.reviewers["north"], mine.id)
    assert office.shelf.viewer(token) is None


def test_signing_out_ends_the_cookie_and_every_copy_of_it(office: Office, app: Flask) -> None:
    client, copy = office.signed_in(app, "north"), app.test_client()
    with client.session_transaction() as session:
        kept = dict(session)
    with copy.session_transaction() as session:
        session.update(kept)
    assert is_in(copy)
    page = client.post("/sign-out")
    assert page.location == "/sign-in"
    assert not is_in(client)
    assert not is_in(copy)
    assert count(office) == 0


def test_a_closed_account_is_out_at_once(office: Office, app: Flask) -> None:
    client = office.signed_in(app, "north")
    change(office, "north", active=False)  # without ending sessions
    assert not is_in(client)


def test_a_new_role_or_group_counts_at_once(office: Office, app: Flask) -> None:
    client = office.signed_in(app, "south")
    assert client.get("/people").status_code == 403
    change(office, "south", role="lead")
    assert client.get("/people").status_code == 200
