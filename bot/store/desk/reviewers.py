"""Who works at the desk: changed and closed by a lead. Their links are in ``links``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.store.desk.access import Role
from bot.store.desk.accounts import end_sessions_of
from bot.store.desk.links import Links, end_links, set_teams
from bot.store.desk_tables import Reading, Reviewer, ReviewerTeam
from bot.store.tables import EncounterRow, Trainee, now


@dataclass(frozen=True, slots=True)
class StoredReviewer:
    """An account of the desk. ``name`` is "" until its link was used; ``teams``: ids."""

    id: int
    email: str
    name: str
    role: Role
    teams: tuple[int, ...]
    totp: bool
    seen_at: datetime | None
    rests_until: datetime | None
    active: bool


_NO_KEYS: Final[dict[str, Any]] = {"password_hash": "", "totp_secret": "", "totp_last": 0}


class Reviewers(Links):
    """Accounts as leads see them."""

    def reviewers(self) -> list[StoredReviewer]:
        """Everyone, those with open accounts first, by name."""
        at = now()
        with self._session() as s:
            teams = defaultdict(list)
            for row in s.scalars(select(ReviewerTeam).order_by(ReviewerTeam.team_id)):
                teams[row.reviewer_id].append(row.team_id)
            known = [
                StoredReviewer(
                    r.id,
                    r.email,
                    r.name,
                    cast(Role, r.role),
                    tuple(teams[r.id]),
                    bool(r.totp_secret),
                    r.seen_at,
                    r.locked_until if r.locked_until and r.locked_until > at else None,
                    r.active,
                )
                for r in s.scalars(select(Reviewer))
            ]
        return sorted(known, key=lambda r: (not r.active, (r.name or r.email).casefold(), r.id))

    def reviewer(self, reviewer: int) -> StoredReviewer | None:
        """One of them, or None."""
        return next((r for r in self.reviewers() if r.id == reviewer), None)

    def reviewer_by_email(self, email: str) -> int | None:
        """The id of the account with this address, or None."""
        with self._session() as s:
            return s.scalar(select(Reviewer.id).where(Reviewer.email == email))

    def change_reviewer(
        self, reviewer: int, role: Role, teams: Collection[int], keep: str = ""
    ) -> bool:
        """Another role, or other groups. With another role their sessions end, but for ``keep``.

        What they had to read and may not read any more, or as a reader not review, is given back.
        False: nothing was changed, as there would be no lead left.
        """
        with self._session() as s:
            before = s.get_one(Reviewer, reviewer).role
            if role != "lead" and not _may_go(s, reviewer, role=role):
                return False
            s.execute(update(Reviewer).where(Reviewer.id == reviewer).values(role=role))
            set_teams(s, reviewer, teams)
            if role != before:
                end_sessions_of(s, reviewer, keep)
            if role == "reader":
                _give_back(s, reviewer)
            else:
                give_back_beyond(s, Reading.reviewer_id == reviewer)
            return True

    def close_reviewer(self, reviewer: int) -> bool:
        """Nobody comes in by this account any more; what it wrote stays. False: the last lead.

        Nothing to sign in with is kept: no password, no key of the code, no session, no link.
        """
        with self._session() as s:
            if not _may_go(s, reviewer, active=False, **_NO_KEYS):
                return False
            end_sessions_of(s, reviewer)
            end_links(s, reviewer)
            _give_back(s, reviewer)
            return True

    def open_reviewer(self, reviewer: int) -> None:
        """Open a closed account again. A new link gives it a password."""
        with self._session() as s:
            s.execute(
                update(Reviewer)
                .where(Reviewer.id == reviewer, Reviewer.active.is_(False))
                .values(active=True, **_NO_KEYS)  # some were closed when keys were still kept
            )


def _may_go(s: Session, reviewer: int, **values: Any) -> bool:
    """Set columns of an account, unless it is the last lead's. Whoever has no password is none."""
    # Two leads who end each other at the same moment wait for one another here (PostgreSQL);
    # in SQLite there is one writer.
    s.execute(
        select(Reviewer.id).where(Reviewer.role == "lead").order_by(Reviewer.id).with_for_update()
    ).all()
    other = aliased(Reviewer)
    another_lead = (
        select(other.id)
        .where(
            other.id != reviewer,
            other.role == "lead",
            other.active.is_(True),
            other.password_hash != "",
        )
        .exists()
    )
    went = s.execute(
        update(Reviewer)
        .where(
            Reviewer.id == reviewer,
            or_(Reviewer.role != "lead", Reviewer.active.is_(False), another_lead),
        )
        .values(**values)
        .returning(Reviewer.id)
        .execution_options(synchronize_session=False)
    ).first()
    return went is not None


def _give_back(s: Session, reviewer: int) -> None:
    """What they had taken to read, or were to code blind, is for others."""
    s.execute(
        delete(Reading)
        .where(Reading.reviewer_id == reviewer, Reading.done_at.is_(None))
        .execution_options(synchronize_session=False)
    )


def give_back_beyond(s: Session, which: ColumnElement[bool]) -> None:
    """Of readings ``which``: what was taken of people outside its reader's groups is for others.

    What was to be coded blind waits: it is in nobody's way, and codes may have been given.
    """
    looks_after = (
        select(ReviewerTeam.team_id)
        .join(Trainee, Trainee.team_id == ReviewerTeam.team_id)
        .join(EncounterRow, EncounterRow.trainee_id == Trainee.id)
        .where(
            ReviewerTeam.reviewer_id == Reading.reviewer_id,
            EncounterRow.id == Reading.encounter_id,
        )
        .correlate(Reading)
        .exists()
    )
    s.execute(
        delete(Reading)
        .where(
            which,
            Reading.blind.is_(False),
            Reading.done_at.is_(None),
            Reading.reviewer_id.not_in(select(Reviewer.id).where(Reviewer.role == "lead")),
            ~looks_after,
        )
        .execution_options(synchronize_session=False)
    )
