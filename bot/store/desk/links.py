"""Links that give an account of the desk its password: made, used up, ended."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.desk.access import DeskBase, Role
from bot.store.desk.accounts import digest, end_sessions_of
from bot.store.desk_tables import Reviewer, ReviewerInvitation, ReviewerTeam
from bot.store.tables import Team, now

LINK_DAYS: Final = 7  # how long a link to an account works


@dataclass(frozen=True, slots=True)
class Invited:
    """Who a link is for. ``teams``: names; ``totp``: they have the code from the phone already."""

    id: int
    email: str
    name: str
    role: Role
    teams: tuple[str, ...]
    totp: bool


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link to an account that still works."""

    id: int
    email: str
    teams: tuple[str, ...]
    expires_at: datetime


class Links(DeskBase):
    """Each link is for one account, and works once. Its token is kept nowhere."""

    def invite_reviewer(
        self, email: str, role: Role, teams: Collection[int] = (), days: int = LINK_DAYS
    ) -> str | None:
        """A new account without a password, and the token of the link that gives it one.

        None: there is an account with this address. The token is kept nowhere.
        """
        try:
            with self._session() as s:
                row = Reviewer(email=email, role=role)
                s.add(row)
                s.flush()
                set_teams(s, row.id, teams)
                return _new_link(s, row.id, days)
        except IntegrityError:
            return None

    def renew_link(self, reviewer: int, days: int = LINK_DAYS) -> str | None:
        """A new link for an open account; those before it end. None: no such account, or closed."""
        with self._session() as s:
            row = s.get(Reviewer, reviewer)
            if row is None or not row.active:
                return None
            end_links(s, reviewer)
            return _new_link(s, reviewer, days)

    def invited_by_link(self, token: str) -> Invited | None:
        """Who the link with ``token`` is for. None: it has ended, or never was."""
        with self._session() as s:
            who = s.scalar(
                select(Reviewer)
                .join(ReviewerInvitation, ReviewerInvitation.reviewer_id == Reviewer.id)
                .where(
                    ReviewerInvitation.digest == digest(token), *_open(), Reviewer.active.is_(True)
                )
            )
            if who is None:
                return None
            names = _team_names(s, [who.id])[who.id]
            role = cast(Role, who.role)
            return Invited(who.id, who.email, who.name, role, names, bool(who.totp_secret))

    def accept(
        self, token: str, name: str, hashed: str, totp: str = "", step: int = 0
    ) -> int | None:
        """Use a link up: a name, a password, perhaps a code; all sessions there were end.

        Without ``totp`` the code stays as it was. Returns whose account it is; None: the link
        has ended, perhaps a moment ago in another process.
        """
        with self._session() as s:
            used = s.execute(
                update(ReviewerInvitation)
                .where(ReviewerInvitation.digest == digest(token), *_open())
                .values(used_at=now())
                .returning(ReviewerInvitation.reviewer_id)
            ).first()
            who = s.get(Reviewer, used[0]) if used else None
            if who is None or not who.active:
                return None
            who.name, who.password_hash = name, hashed
            who.failed, who.locked_until = 0, None
            if totp:
                who.totp_secret, who.totp_last = totp, step
            end_sessions_of(s, who.id)
            end_links(s, who.id)
            return who.id

    def open_links(self) -> list[OpenLink]:
        """Links that still work, the newest first."""
        with self._session() as s:
            found = s.execute(
                select(ReviewerInvitation, Reviewer.email)
                .join(Reviewer, Reviewer.id == ReviewerInvitation.reviewer_id)
                .where(*_open(), Reviewer.active.is_(True))
                .order_by(ReviewerInvitation.id.desc())
            ).all()
            names = _team_names(s, [link.reviewer_id for link, _ in found])
            return [
                OpenLink(link.id, email, names[link.reviewer_id], link.expires_at)
                for link, email in found
            ]

    def revoke_link(self, link: int) -> bool:
        """Let a link end now. False: there is none with this number that still works."""
        with self._session() as s:
            ended = s.execute(
                update(ReviewerInvitation)
                .where(ReviewerInvitation.id == link, *_open())
                .values(expires_at=now())
                .returning(ReviewerInvitation.id)
            ).first()
            return ended is not None


def set_teams(s: Session, reviewer: int, teams: Collection[int]) -> None:
    """The groups of a reviewer are these from now on."""
    s.execute(delete(ReviewerTeam).where(ReviewerTeam.reviewer_id == reviewer))
    s.add_all(ReviewerTeam(reviewer_id=reviewer, team_id=team) for team in sorted(set(teams)))


def end_links(s: Session, reviewer: int) -> None:
    """No link of a reviewer works any more."""
    s.execute(
        update(ReviewerInvitation)
        .where(ReviewerInvitation.reviewer_id == reviewer, *_open())
        .values(expires_at=now())
        .execution_options(synchronize_session=False)
    )


def _open() -> tuple[ColumnElement[bool], ...]:
    return ReviewerInvitation.used_at.is_(None), ReviewerInvitation.expires_at > now()


def _new_link(s: Session, reviewer: int, days: int) -> str:
    token = secrets.token_urlsafe(24)
    until = now() + timedelta(days=days)
    s.add(ReviewerInvitation(digest=digest(token), reviewer_id=reviewer, expires_at=until))
    return token


def _team_names(s: Session, reviewers: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Names of groups, by reviewer."""
    names: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for reviewer, name in s.execute(
        select(ReviewerTeam.reviewer_id, Team.name)
        .join(Team, Team.id == ReviewerTeam.team_id)
        .where(ReviewerTeam.reviewer_id.in_(reviewers))
        .order_by(Team.name)
    ):
        names[reviewer] += (name,)
    return names
