"""Accounts of the desk: who is in, what they sign in with, and how often somebody may try."""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, and_, case, delete, literal, null, select, update
from sqlalchemy.orm import Session

from bot.store.desk.access import DeskBase, Role, Viewer
from bot.store.desk_tables import AuditRow, Reviewer, ReviewerSession, ReviewerTeam
from bot.store.tables import Account, UtcTime, now

DEMO: Final = "demo"  # the channel of made-up trainees
IDLE: Final = timedelta(hours=8)  # a session ends after so long without a request
LONGEST: Final = timedelta(days=7)  # and after so long in any case
FREE: Final = 5  # so many wrong tries, then the account rests
_SHORTEST_REST: Final = timedelta(minutes=1)
_LONGEST_REST: Final = timedelta(hours=1)


def digest(secret: str) -> str:
    """What is kept of a secret that is in a link or a cookie only."""
    return sha256(secret.encode()).hexdigest()


def rest_after(wrong: int) -> timedelta | None:
    """How long an account rests after so many wrong tries in a row: 1 minute, 2, 4 … an hour."""
    if wrong < FREE:
        return None
    return min(_SHORTEST_REST * (1 << min(wrong - FREE, 10)), _LONGEST_REST)


@dataclass(frozen=True, slots=True)
class Keys:
    """What signing in is checked against. ``password_hash``: "" before a link was used."""

    id: int
    email: str
    password_hash: str
    totp_secret: str
    active: bool


@dataclass(frozen=True, slots=True)
class Try:
    """A try at signing in, counted before anything is compared.

    ``keys`` None: there is no such account, or it rests (``until``). Else ``until`` is how long
    it rests if this try is a wrong one.
    """

    keys: Keys | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignedInAt:
    """A session: on what browser, since when, last seen when; whether it is the asking one."""

    id: int
    what: str
    since: datetime
    seen: datetime
    here: bool = False


class Accounts(DeskBase):
    """Reviewers' own: their sessions, passwords and codes."""

    def is_demo(self) -> bool:
        """Whether made-up practice is on show (``alongside demo``)."""
        with self._session() as s:
            return s.scalar(select(Account.id).where(Account.channel == DEMO).limit(1)) is not None

    def has_reviewers(self) -> bool:
        """Whether there is any account."""
        with self._session() as s:
            return s.scalar(select(Reviewer.id).limit(1)) is not None

    def note_deed(self, reviewer: int, did: str, about: str = "") -> None:
        """Write into the log who did what: a deed and a plain word on what, never what was said."""
        with self._session() as s:
            s.add(AuditRow(reviewer_id=reviewer, did=did, about=about[:200]))

    # -- sessions -------------------------------------------------------------------------------

    def sign_in(self, reviewer: int, agent: str = "") -> str:
        """Begin a session; returns its token, which is kept nowhere else."""
        token = secrets.token_urlsafe(32)
        at = now()
        with self._session() as s:
            s.execute(delete(ReviewerSession).where(~_alive(at)))
            s.add(ReviewerSession(digest=digest(token), reviewer_id=reviewer, agent=agent[:80]))
            s.execute(update(Reviewer).where(Reviewer.id == reviewer).values(seen_at=at))
        return token

    def viewer(self, token: str) -> Viewer | None:
        """Who is signed in with ``token``; None: nobody any more."""
        at = now()
        with self._session() as s:
            found = s.scalar(
                select(ReviewerSession).where(ReviewerSession.digest == digest(token), _alive(at))
            )
            if found is None:
                return None
            who = s.get_one(Reviewer, found.reviewer_id)
            if not who.active:
                return None
            if at - found.seen_at > timedelta(minutes=1):  # not a write for every request
                seen = {"seen_at": at}  # no error if it has just been ended elsewhere
                s.execute(
                    update(ReviewerSession).where(ReviewerSession.id == found.id).values(seen)
                )
                s.execute(update(Reviewer).where(Reviewer.id == who.id).values(seen))
            return viewer_of(s, who)

    def sessions(self, token: str = "") -> dict[int, list[SignedInAt]]:
        """Who is signed in where, by reviewer, the latest first. ``token``: of who asks."""
        here = digest(token) if token else ""
        sat: dict[int, list[SignedInAt]] = defaultdict(list)
        with self._session() as s:
            for r in s.scalars(
                select(ReviewerSession)
                .where(_alive(now()))
                .order_by(ReviewerSession.seen_at.desc(), ReviewerSession.id.desc())
            ):
                one = SignedInAt(r.id, r.agent, r.made_at, r.seen_at, r.digest == here)
                sat[r.reviewer_id].append(one)
        return dict(sat)

    def sign_out(self, token: str) -> None:
        """End the session with ``token``."""
        with self._session() as s:
            s.execute(delete(ReviewerSession).where(ReviewerSession.digest == digest(token)))

    def end_session(self, reviewer: int, session: int) -> bool:
        """End a session of ``reviewer``. False: they have none with this number."""
        if session >= 2**31:  # PostgreSQL has none so great
            return False
        with self._session() as s:
            ended = s.execute(
                delete(ReviewerSession)
                .where(ReviewerSession.id == session, ReviewerSession.reviewer_id == reviewer)
                .returning(ReviewerSession.id)
            ).first()
            return ended is not None

    def end_sessions(self, reviewer: int, keep: str = "") -> None:
        """End all sessions of ``reviewer``, but for the one with the token ``keep``."""
        with self._session() as s:
            end_sessions_of(s, reviewer, keep)

    # -- passwords and codes ----------------------------------------------------------------------

    def keys(self, reviewer: int) -> Keys | None:
        """What ``reviewer`` signs in with. None: no account, or it is closed."""
        with self._session() as s:
            row = s.get(Reviewer, reviewer)
            return _keys(row) if row and row.active else None

    def count_try(self, email: str) -> Try:
        """Count a try at the account of ``email`` as a wrong one, unless it rests.

        One statement in the database, made before the password is looked at: of many tries at
        the same moment, in whatever process, not one more than ``FREE`` gets that far.
        """
        at = now()
        with self._session() as s:
            row = s.execute(
                update(Reviewer)
                .where(
                    Reviewer.email == email,
                    (Reviewer.locked_until.is_(None)) | (Reviewer.locked_until <= at),
                )
                .values(failed=Reviewer.failed + 1, locked_until=_rests_until(at))
                .returning(Reviewer.id)
                .execution_options(synchronize_session=False)
            ).first()
            found = s.scalar(select(Reviewer).where(Reviewer.email == email))
            if found is None:
                return Try()
            return Try(_keys(found) if row else None, found.locked_until)

    def take_back_try(self, reviewer: int) -> None:
        """The try just counted was right, and more is asked before they are in."""
        with self._session() as s:
            s.execute(
                update(Reviewer)
                .where(Reviewer.id == reviewer, Reviewer.failed > 0)
                .values(failed=Reviewer.failed - 1, locked_until=None)
            )

    def forget_tries(self, reviewer: int) -> None:
        """They are in, or a lead lets them try again: no wrong tries, no rest."""
        with self._session() as s:
            s.execute(
                update(Reviewer).where(Reviewer.id == reviewer).values(failed=0, locked_until=None)
            )

    def set_password(self, reviewer: int, hashed: str, keep: str = "") -> None:
        """A new password; all sessions end but for the one with the token ``keep``.

        An account closed a moment ago gets none.
        """
        with self._session() as s:
            s.execute(
                update(Reviewer)
                .where(Reviewer.id == reviewer, Reviewer.active.is_(True))
                .values(password_hash=hashed)
            )
            end_sessions_of(s, reviewer, keep)

    def hash_anew(self, keys: Keys, hashed: str) -> None:
        """Keep the same password by today's parameters, unless it was changed meanwhile."""
        with self._session() as s:
            s.execute(
                update(Reviewer)
                .where(Reviewer.id == keys.id, Reviewer.password_hash == keys.password_hash)
                .values(password_hash=hashed)
            )

    def set_totp(self, reviewer: int, secret: str, step: int = 0) -> None:
        """Switch the code from the phone on (``step``: of the code that proved it), or off ("")."""
        with self._session() as s:
            s.execute(
                update(Reviewer)
                .where(Reviewer.id == reviewer, Reviewer.active.is_(True))
                .values(totp_secret=secret, totp_last=step)
            )

    def use_code(self, reviewer: int, step: int) -> bool:
        """Use up the code of a time step. False: it, or a later one, was used before."""
        with self._session() as s:
            used = s.execute(
                update(Reviewer)
                .where(Reviewer.id == reviewer, Reviewer.totp_last < step)
                .values(totp_last=step)
                .returning(Reviewer.id)
            ).first()
            return used is not None


def viewer_of(s: Session, who: Reviewer) -> Viewer:
    """A reviewer with their groups."""
    teams = s.scalars(select(ReviewerTeam.team_id).where(ReviewerTeam.reviewer_id == who.id))
    role = cast(Role, who.role)
    return Viewer(who.id, who.name or who.email, who.email, role, frozenset(teams))


def _alive(at: datetime) -> ColumnElement[bool]:
    return and_(ReviewerSession.seen_at > at - IDLE, ReviewerSession.made_at > at - LONGEST)


def end_sessions_of(s: Session, reviewer: int, keep: str = "") -> None:
    """End all sessions of a reviewer, but for the one with the token ``keep``."""
    s.execute(
        delete(ReviewerSession).where(
            ReviewerSession.reviewer_id == reviewer, ReviewerSession.digest != digest(keep)
        )
    )


def _keys(row: Reviewer) -> Keys:
    return Keys(row.id, row.email, row.password_hash, row.totp_secret, row.active)


def _rests_until(at: datetime) -> Any:
    """Of reviewers with one wrong try more than they have: until when they rest."""
    wrong = Reviewer.failed + 1
    rests: list[tuple[Any, Any]] = [(wrong < FREE, null())]
    number = FREE
    while (rest := rest_after(number)) and rest < _LONGEST_REST:
        rests.append((wrong == number, literal(at + rest, UtcTime())))
        number += 1
    return case(*rests, else_=literal(at + _LONGEST_REST, UtcTime()))
