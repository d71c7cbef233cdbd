"""What is kept about a trainee, how it is erased, and what goes by itself after a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, inspect, or_, select, true, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.store.database import truncate_log
from bot.store.desk_tables import (
    AuditRow,
    CommentRow,
    QueueRow,
    Reading,
    ReviewerInvitation,
    ReviewerSession,
    SignOff,
    Verdict,
)
from bot.store.objections import Objections
from bot.store.search_index import SQLITE_FORGET
from bot.store.tables import (
    Account,
    Assignment,
    Base,
    EncounterRow,
    FindingRow,
    IncomingRow,
    Invitation,
    NoteRow,
    ObjectionRow,
    OfferRow,
    OutgoingRow,
    Team,
    Trainee,
    TurnRow,
    now,
)

# Tables that hold words of trainees, or of others about them.
_WITH_WORDS: Final[tuple[type[Base], ...]] = (
    Trainee,
    EncounterRow,
    TurnRow,
    FindingRow,
    OfferRow,
    ObjectionRow,
    NoteRow,
    OutgoingRow,
    IncomingRow,
    Verdict,
    CommentRow,
    SignOff,
    QueueRow,
    Assignment,
    Account,
    AuditRow,
)


class Keeping(Objections):
    """Each public method is one transaction, but for the clearing up after it."""

    def everything_about(self, trainee: str) -> dict[str, list[dict[str, Any]]]:
        """Every row about a trainee, by table, with all its columns, oldest first."""
        encounters = select(EncounterRow.id).where(EncounterRow.trainee_id == trainee)
        turns = select(TurnRow.id).where(TurnRow.encounter_id.in_(encounters))
        accounts = select(Account.id).where(Account.trainee_id == trainee)
        team = select(Trainee.team_id).where(Trainee.id == trainee)
        own: list[tuple[type[Base], Any]] = [
            (Trainee, Trainee.id == trainee),
            (Account, Account.trainee_id == trainee),
            (Team, Team.id.in_(team)),
            (Assignment, or_(Assignment.trainee_id == trainee, Assignment.team_id.in_(team))),
            (EncounterRow, EncounterRow.trainee_id == trainee),
            (TurnRow, TurnRow.encounter_id.in_(encounters)),
            (FindingRow, FindingRow.turn_id.in_(turns)),
            (OfferRow, OfferRow.turn_id.in_(turns)),
            (ObjectionRow, ObjectionRow.turn_id.in_(turns)),
            (NoteRow, NoteRow.trainee_id == trainee),
            (OutgoingRow, OutgoingRow.account_id.in_(accounts)),
            (Verdict, Verdict.turn_id.in_(turns)),
            (CommentRow, CommentRow.encounter_id.in_(encounters)),
            (SignOff, SignOff.encounter_id.in_(encounters)),
            (Reading, Reading.encounter_id.in_(encounters)),
            (QueueRow, QueueRow.encounter_id.in_(encounters)),
            (AuditRow, or_(AuditRow.about.in_(encounters), AuditRow.about.contains(trainee))),
        ]
        with self._session() as s:
            return {
                table.__tablename__: [
                    {
                        column.key: getattr(row, column.key)
                        for column in inspect(table).mapper.column_attrs
                    }
                    for row in s.scalars(select(table).where(which).order_by(_age_of(table)))
                ]
                for table, which in own
            }

    def encounter_ids(self, trainee: str) -> list[str]:
        """Ids of all encounters of a trainee."""
        with self._session() as s:
            found = s.scalars(select(EncounterRow.id).where(EncounterRow.trainee_id == trainee))
            return list(found.all())

    def erase(self, trainee: str) -> None:
        """Remove a trainee and everything about them, what waits in the mailbox included."""
        with self._session() as s:
            accounts = select(Account).where(Account.trainee_id == trainee)
            for account in s.scalars(accounts).all():
                self._let_go(s, account)
            encounters = select(EncounterRow.id).where(EncounterRow.trainee_id == trainee)
            s.execute(delete(OutgoingRow).where(OutgoingRow.encounter_id.in_(encounters)))
            self._log_forgets(s, AuditRow.about.in_(encounters))
            self._log_forgets(s, AuditRow.about.contains(trainee))
            s.execute(delete(Trainee).where(Trainee.id == trainee))
        self.clear_up()

    def _log_forgets(self, s: Session, which: ColumnElement[bool]) -> None:
        """Take out of the desk's log whom lines were about; who did what and when stays."""
        s.execute(update(AuditRow).where(which).values(about=""))

    def _let_go(self, s: Session, account: Account) -> None:
        """Drop updates of ``account`` that were stored and not dealt with, or failed."""
        waiting = select(IncomingRow).where(
            IncomingRow.channel == account.channel, IncomingRow.done_at.is_(None)
        )
        for row in s.scalars(waiting).all():
            if (row.payload or {}).get("sender") == account.external_id:
                self._done(s, (row.channel, row.update_id))

    def sweep(self, before: datetime) -> tuple[list[str], list[str]]:
        """Remove what nobody has touched since ``before``.

        Returns the ids of encounters removed, and of trainees (those who have been away as
        long and have nothing left). Old updates and messages go, too, and scenes asked for
        whose day is over or that have none.
        """
        over = (now() - timedelta(hours=12)).date()  # days before it have ended everywhere
        with self._session() as s:
            old = list(s.scalars(select(EncounterRow.id).where(EncounterRow.updated_at < before)))
            goes = select(EncounterRow.id).where(EncounterRow.updated_at < before)
            self._log_forgets(s, AuditRow.about.in_(goes))
            s.execute(delete(EncounterRow).where(EncounterRow.updated_at < before))
            self._unask(s, old)
            gone = list(
                s.scalars(
                    select(Trainee.id).where(
                        Trainee.created_at < before,
                        or_(Trainee.consented_at.is_(None), Trainee.consented_at < before),
                        # Who wrote to a supervisor, or was asked for a scene, is not away.
                        *(
                            ~select(table.id).where(table.trainee_id == Trainee.id, lately).exists()
                            for table, lately in (
                                (EncounterRow, true()),
                                (NoteRow, NoteRow.created_at >= before),
                                (Assignment, Assignment.made_at >= before),
                            )
                        ),
                    )
                )
            )
            for trainee in gone:
                self._log_forgets(s, AuditRow.about.contains(trainee))
            s.execute(delete(Trainee).where(Trainee.id.in_(gone)))
            s.execute(
                delete(Assignment).where(
                    Assignment.made_at < before,
                    or_(Assignment.due_on.is_(None), Assignment.due_on < over),
                )
            )
            s.execute(delete(NoteRow).where(NoteRow.created_at < before))
            s.execute(delete(OutgoingRow).where(OutgoingRow.created_at < before))
            s.execute(delete(IncomingRow).where(IncomingRow.received_at < before))
            s.execute(delete(Invitation).where(Invitation.expires_at < before))
            s.execute(delete(AuditRow).where(AuditRow.at < before))
            s.execute(delete(ReviewerSession).where(ReviewerSession.seen_at < before))
            s.execute(delete(ReviewerInvitation).where(ReviewerInvitation.expires_at < before))
        self.clear_up()
        return old, gone

    def _unask(self, s: Session, encounters: list[str]) -> None:
        """Drop questions to trainees about encounters that are gone, and words with them."""
        gone = set(encounters)
        for person in s.scalars(select(Trainee).where(Trainee.asked.is_not(None))):
            asked = person.asked or {}
            edits = dict(asked.get("edits") or {})
            about = {asked.get("encounter"), *(e["encounter"] for e in edits.values())}
            if about & gone:
                person.asked = None

    def clear_up(self) -> None:
        """Make the database forget what was deleted.

        SQLite overwrites deleted rows itself (``secure_delete``), but until a checkpoint the
        words still stand in the write-ahead log. In PostgreSQL's files they stay until a table
        is written anew; where a table is in use for too long, its dead rows are freed at least.
        """
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql(SQLITE_FORGET)
                connection.commit()
                truncate_log(connection)
            else:
                direct = connection.execution_options(isolation_level="AUTOCOMMIT")
                direct.exec_driver_sql("SET lock_timeout = '5s'")
                for table in _WITH_WORDS:
                    _write_anew(direct, table)
                direct.exec_driver_sql("RESET lock_timeout")

    def forget_updates(self) -> None:
        """Make the database forget payloads of updates that were dealt with; see ``clear_up``."""
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                truncate_log(connection, tries=2)
            else:
                direct = connection.execution_options(isolation_level="AUTOCOMMIT")
                direct.exec_driver_sql("SET lock_timeout = '1s'")
                _write_anew(direct, IncomingRow)
                direct.exec_driver_sql("RESET lock_timeout")

    def people_count(self) -> int:
        """How many trainees there are."""
        with self._session() as s:
            return int(s.scalar(select(func.count()).select_from(Trainee)) or 0)


def _write_anew(connection: Connection, table: type[Base]) -> None:
    name = table.__tablename__
    try:
        connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {name}")
    except OperationalError:  # somebody else has been holding it
        connection.exec_driver_sql(f"VACUUM {name}")


def _age_of(table: type[Base]) -> Any:
    """A column that tells which row came first; ids of encounters are random."""
    return EncounterRow.started_at if table is EncounterRow else inspect(table).primary_key[0]
