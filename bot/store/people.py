"""Who practises: trainees, the invitations they come by, their teams, what is asked of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.gaps import Gaps
from bot.store.records import Payload, StoredTrainee, next_asked, trainee_of
from bot.store.tables import (
    Account,
    Assignment,
    EncounterRow,
    Invitation,
    Team,
    Trainee,
    TurnRow,
    now,
)


@dataclass(frozen=True, slots=True)
class StoredInvitation:
    """A way in that still works: how often, until when, and into which team."""

    id: int
    team: str
    expires_at: datetime
    uses_left: int
    team_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredAssignment:
    """A scene that a supervisor asks for."""

    id: int
    scenario: str
    note: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who wants reminders: when they last practised, how often reminded since."""

    trainee: StoredTrainee
    last: datetime
    reminded: int


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()


class People(Gaps):
    """Each public method is one transaction."""

    # -- trainees ---------------------------------------------------------------------------

    def trainee(self, channel: str, external_id: str) -> StoredTrainee | None:
        """The trainee behind a channel's id, or None."""
        with self._session() as s:
            found = s.execute(
                select(Account, Trainee)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .where(Account.channel == channel, Account.external_id == external_id)
            ).first()
            return trainee_of(*found) if found else None

    def trainee_by_id(self, trainee: str) -> StoredTrainee | None:
        """The trainee with this pseudonym, or None."""
        with self._session() as s:
            found = s.execute(
                select(Account, Trainee)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .where(Trainee.id == trainee)
            ).first()
            return trainee_of(*found) if found else None

    def trainees(self) -> list[StoredTrainee]:
        """Everyone, in the order they came."""
        with self._session() as s:
            found = s.execute(
                select(Account, Trainee)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .order_by(Trainee.created_at, Trainee.id)
            )
            return [trainee_of(a, t) for a, t in found]

    def add_trainee(self, channel: str, external_id: str) -> StoredTrainee:
        """A new trainee with a random pseudonym; the known one if the id is known."""
        known = self.trainee(channel, external_id)
        if known:
            return known
        try:
            with self._session() as s:
                return self._add(s, channel, external_id)
        except IntegrityError:  # another process was quicker
            return self.trainee(channel, external_id) or self.add_trainee(channel, external_id)

    def _add(self, s: Session, channel: str, external_id: str, **values: Any) -> StoredTrainee:
        trainee = Trainee(id=f"t-{secrets.token_hex(6)}", coach_mode="each", carry="", **values)
        account = Account(channel=channel, external_id=external_id, trainee_id=trainee.id)
        s.add(trainee)
        s.flush()
        s.add(account)
        s.flush()
        return trainee_of(account, trainee)

    def consent(self, trainee: str, agreed_to: str = "all") -> None:
        """Note that the trainee agreed, and to whom reading what."""
        self.set_trainee(trainee, consented_at=now(), agreed_to=agreed_to)

    def set_trainee(self, trainee: str, **values: Any) -> None:
        """Set columns of a trainee. ``asked``: see ``next_asked``."""
        with self._session() as s:
            if "asked" in values:
                before = s.scalar(select(Trainee.asked).where(Trainee.id == trainee))
                values["asked"] = next_asked(before, values["asked"])
            s.execute(update(Trainee).where(Trainee.id == trainee).values(**values))

    def set_coach_mode(self, trainee: str, mode: str) -> bool:
        """How the coach speaks from now on: each, end or off. What is open or paused follows.

        One without help stays so, unless notes are to come after each reply. Returns whether the
        open one became one with help by that.
        """
        mine = (EncounterRow.trainee_id == trainee, EncounterRow.status != "ended")
        with self._session() as s:
            s.execute(update(Trainee).where(Trainee.id == trainee).values(coach_mode=mode))
            alone = select(EncounterRow.status).where(*mine, EncounterRow.unaided.is_(True))
            helped = mode == "each" and "active" in s.scalars(alone).all()
            followed = mine if mode == "each" else (*mine, EncounterRow.unaided.is_(False))
            s.execute(
                update(EncounterRow)
                .where(*followed)
                # Not a step in it: which one was open last stays as it is.
                .values(coach_mode=mode, unaided=False, updated_at=EncounterRow.updated_at)
            )
            return helped

    def set_unreachable(self, account: int, unreachable: bool) -> None:
        """Note that an account blocked us, or that it is back."""
        with self._session() as s:
            s.execute(
                update(Account)
                .where(Account.id == account)
                .values(unreachable_at=now() if unreachable else None)
            )

    # -- invitations ------------------------------------------------------------------------

    def invite(self, days: int, uses: int = 1, team: str = "") -> str:
        """A new invitation's code: 22 characters, in the link only and nowhere else."""
        code = secrets.token_urlsafe(16)
        with self._session() as s:
            s.add(
                Invitation(
                    digest=_digest(code),
                    team_id=self._team(s, team),
                    expires_at=now() + timedelta(days=days),
                    uses_left=uses,
                )
            )
        return code

    def invitations(self) -> list[StoredInvitation]:
        """Invitations that still work, the newest first."""
        with self._session() as s:
            found = s.execute(
                select(Invitation, Team.name)
                .outerjoin(Team, Team.id == Invitation.team_id)
                .where(*_valid())
                .order_by(Invitation.id.desc())
            )
            return [_invitation_of(i, name) for i, name in found]

    def invitation(self, code: str) -> StoredInvitation | None:
        """The invitation with this code, while it works."""
        with self._session() as s:
            found = s.execute(
                select(Invitation, Team.name)
                .outerjoin(Team, Team.id == Invitation.team_id)
                .where(Invitation.digest == _digest(code), *_valid())
            ).first()
            return _invitation_of(*found) if found else None

    def invited(self, code: str) -> bool:
        """Whether ``code`` still lets somebody in."""
        return self.invitation(code) is not None

    def revoke(self, invitation: int) -> bool:
        """Let an invitation end now. False: there is none with this number."""
        with self._session() as s:
            row = s.get(Invitation, invitation)
            if row is None:
                return False
            row.revoked_at = now()
            return True

    def join(
        self, code: str, channel: str, external_id: str, agreed_to: str, language: str
    ) -> StoredTrainee | None:
        """Use an invitation: a trainee who agreed, made in one transaction.

        None: the code doesn't work (any more). Someone who is in already uses nothing up, and
        what they agreed to stays as it is.
        """
        known = self.trainee(channel, external_id)
        if known:
            if not known.consented:
                self.consent(known.id, agreed_to)
            return self.trainee(channel, external_id)
        try:
            with self._session() as s:
                used = s.execute(
                    update(Invitation)
                    .where(Invitation.digest == _digest(code), *_valid())
                    .values(uses_left=Invitation.uses_left - 1)
                    .returning(Invitation.team_id)
                ).first()
                if used is not None:
                    return self._add(
                        s,
                        channel,
                        external_id,
                        team_id=used[0],
                        language=language,
                        consented_at=now(),
                        agreed_to=agreed_to,
                    )
        except IntegrityError:  # the same person, a moment earlier: nothing was used up
            pass
        return self.trainee(channel, external_id)

    # -- teams and what is asked of them --------------------------------------------------------

    def _team(self, s: Session, name: str) -> int | None:
        if not name:
            return None
        row = s.scalar(select(Team).where(Team.name == name))
        if row is None:
            row = Team(name=name)
            s.add(row)
            s.flush()
        return row.id

    def teams(self) -> dict[str, int]:
        """Names of teams, with how many trainees each has."""
        with self._session() as s:
            found = s.execute(
                select(Team.name, func.count(Trainee.id))
                .outerjoin(Trainee, Trainee.team_id == Team.id)
                .group_by(Team.name)
                .order_by(Team.name)
            )
            return dict(found.tuples().all())

    def assign(
        self,
        scenario: str,
        trainee: str | None = None,
        team: str | None = None,
        note: str = "",
        due_on: date | None = None,
        message: Callable[[str], Payload] | None = None,
    ) -> int:
        """Ask a trainee or a team for a scene; ``message`` in their language goes to each of them.

        Returns to how many. ValueError: there is no such trainee or team, or nobody in it.
        """
        with self._session() as s:
            team_id = s.scalar(select(Team.id).where(Team.name == team)) if team else None
            whom = Trainee.id == trainee if trainee else Trainee.team_id == team_id
            found = s.execute(
                select(Account.id, Trainee.language)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .where(whom)
            ).tuples()
            accounts = list(found) if trainee or team_id else []
            if not accounts:
                raise ValueError(f"nobody is known as {trainee or team!r}")
            s.add(
                Assignment(
                    scenario_id=scenario,
                    trainee_id=trainee,
                    team_id=None if trainee else team_id,
                    note=note,
                    due_on=due_on,
                )
            )
            for account, language in accounts if message else ():
                self._queue(s, account, None, [message(language)] if message else [], waits=True)
            return len(accounts)

    def assignments(
        self, trainee: StoredTrainee, today: date | None = None
    ) -> list[StoredAssignment]:
        """What is asked of a trainee and was not done yet, the most urgent first.

        Left out: what was asked for until a day before ``today`` (the trainee's own; by default
        the earliest day it still is anywhere), and what a group was asked before they joined.
        """
        today = today or (now() - timedelta(hours=12)).date()
        done = select(EncounterRow.assignment_id).where(
            EncounterRow.trainee_id == trainee.id,
            EncounterRow.status == "ended",
            EncounterRow.assignment_id.is_not(None),
            with_a_reply(),
        )
        mine = [Assignment.trainee_id == trainee.id]
        if trainee.team is not None:
            since = Assignment.made_at >= trainee.created_at
            mine.append(and_(Assignment.team_id == trainee.team, since))
        with self._session() as s:
            rows = s.scalars(
                select(Assignment)
                .where(
                    or_(*mine),
                    or_(Assignment.due_on.is_(None), Assignment.due_on >= today),
                    Assignment.id.not_in(done),
                )
                .order_by(Assignment.due_on.is_(None), Assignment.due_on, Assignment.id)
            )
            return [StoredAssignment(r.id, r.scenario_id, r.note, r.due_on) for r in rows]

    # -- reminders ------------------------------------------------------------------------------

    def wants_reminders(self) -> list[Due]:
        """Everyone who wants reminders, can be reached, and has ended a conversation."""
        last = (
            select(EncounterRow.trainee_id, func.max(EncounterRow.updated_at).label("at"))
            .group_by(EncounterRow.trainee_id)
            .subquery()
        )
        with self._session() as s:
            found = s.execute(
                select(Account, Trainee, last.c.at)
                .join(Trainee, Trainee.id == Account.trainee_id)
                .join(last, last.c.trainee_id == Trainee.id)
                .where(Trainee.reminders.is_(True), Account.unreachable_at.is_(None))
            )
            return [Due(trainee_of(a, t), at, t.reminded) for a, t, at in found]

    def remind(self, due: Due, reminded: int, messages: Sequence[Payload]) -> bool:
        """Queue a reminder, and count it. False: another process did it a moment ago."""
        with self._session() as s:
            counted = s.execute(
                update(Trainee)
                .where(Trainee.id == due.trainee.id, Trainee.reminded == due.reminded)
                .values(reminded=reminded)
                .returning(Trainee.id)
            ).first()
            if counted is None:
                return False
            self._queue(s, due.trainee.account, None, messages)
            return True


def _invitation_of(row: Invitation, team: str | None) -> StoredInvitation:
    return StoredInvitation(row.id, team or "", row.expires_at, row.uses_left, row.team_id)


def with_a_reply() -> ColumnElement[bool]:
    """Of an encounter: that at least one reply was kept. Without one it was only looked at."""
    return EncounterRow.turns.any(TurnRow.taken_back_at.is_(None))


def _valid() -> tuple[Any, ...]:
    return (
        Invitation.uses_left > 0,
        Invitation.expires_at > now(),
        Invitation.revoked_at.is_(None),
    )
