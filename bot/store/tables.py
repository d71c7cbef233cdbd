"""Tables. A trainee is a random pseudonym; who that is on a channel is in ``account`` only."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment to store or to compare with, in UTC whatever zone it came in."""
        return value.astimezone(UTC) if value is not None and value.tzinfo else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The stored moment, in UTC on every database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables, with named constraints so that migrations can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcTime, date: Date, dict[str, Any]: JSON, list[str]: JSON}  # noqa: RUF012


class Team(Base):
    """People who are supervised together."""

    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class Invitation(Base):
    """A way in. The code itself is in the link only; here is its digest."""

    __tablename__ = "invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    uses_left: Mapped[int]
    revoked_at: Mapped[datetime | None]


class Trainee(Base):
    """A trainee, by pseudonym, and how they like to practise."""

    __tablename__ = "trainee"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    consented_at: Mapped[datetime | None]
    agreed_to: Mapped[str] = mapped_column(String(8), default="all")  # who reads: all, shared
    coach_mode: Mapped[str] = mapped_column(String(8), default="each")
    carry: Mapped[str] = mapped_column(Text, default="")
    team_id: Mapped[int | None] = mapped_column(
        ForeignKey("team.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(8), default="en")
    pace: Mapped[str] = mapped_column(String(8), default="human")  # human, quick
    asks_intent: Mapped[bool] = mapped_column(default=False)
    avoid: Mapped[list[str]] = mapped_column(default=list)
    avoid_until: Mapped[datetime | None]
    time_zone: Mapped[str] = mapped_column(String(40), default="")
    quiet_from: Mapped[int] = mapped_column(default=21)  # hours of the trainee's own day
    quiet_to: Mapped[int] = mapped_column(default=9)
    reminders: Mapped[bool] = mapped_column(default=False)
    reminded: Mapped[int] = mapped_column(default=0)  # since the last conversation
    asked: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # a question that waits for words


class Account(Base):
    """Where a trainee is reached: the only table with a channel's ids."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("channel", "external_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[str] = mapped_column(String(64))
    trainee_id: Mapped[str] = mapped_column(
        ForeignKey("trainee.id", ondelete="CASCADE"), index=True
    )
    unreachable_at: Mapped[datetime | None]


class EncounterRow(Base):
    """One role-play: its state, and how it stands."""

    __tablename__ = "encounter"
    __table_args__ = (
        Index("ix_encounter_trainee_status", "trainee_id", "status"),
        Index("ix_encounter_started", "started_at", "id"),
        Index("ix_encounter_updated", "updated_at"),
        Index("ix_encounter_shared", "shared_at"),
        Index("ix_encounter_ended", "ended_how", "ended_at"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    trainee_id: Mapped[str] = mapped_column(ForeignKey("trainee.id", ondelete="CASCADE"))
    scenario_id: Mapped[str] = mapped_column(String(64), index=True)
    coach_mode: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(16))  # active, paused, ended
    state: Mapped[dict[str, Any]]
    line: Mapped[dict[str, Any]]  # the client's last line: text, feels, models_topic
    pending: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # a choice waited for
    ended_how: Mapped[str | None] = mapped_column(String(16))
    carry: Mapped[str] = mapped_column(Text, default="")
    aim: Mapped[str] = mapped_column(String(4), default="")
    unaided: Mapped[bool] = mapped_column(default=False)
    # Who reads it, settled when it began: supervisors by the organisation's rule of that day,
    # or because they assigned it; else only once the trainee shared it.
    open_to_all: Mapped[bool] = mapped_column(default=True)
    assignment_id: Mapped[int | None] = mapped_column(
        ForeignKey("assignment.id", ondelete="SET NULL")
    )
    assigned: Mapped[bool] = mapped_column(default=False)
    shared_at: Mapped[datetime | None]
    started_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    ended_at: Mapped[datetime | None]
    turns: Mapped[list[TurnRow]] = relationship(
        back_populates="encounter",
        order_by="TurnRow.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class TurnRow(Base):
    """A reply and what came of it. A turn taken back stays, marked."""

    __tablename__ = "turn"
    __table_args__ = (Index("ix_turn_created", "created_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    encounter_id: Mapped[str] = mapped_column(
        ForeignKey("encounter.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    client_before: Mapped[str] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text)
    client_after: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str] = mapped_column(String(32))
    topic_confidence: Mapped[float] = mapped_column(Float)
    trust: Mapped[float] = mapped_column(Float)
    stance: Mapped[str] = mapped_column(String(8))
    state_before: Mapped[dict[str, Any]]
    line_before: Mapped[dict[str, Any]]
    feedback: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    taken_back_at: Mapped[datetime | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("turn.id", ondelete="SET NULL"))
    message_ref: Mapped[str | None] = mapped_column(String(32))  # the channel's id of the reply
    intent: Mapped[str] = mapped_column(Text, default="")  # what the trainee meant to do
    coder: Mapped[str] = mapped_column(String(12), default="")  # the detector that read it
    encounter: Mapped[EncounterRow] = relationship(back_populates="turns")
    findings: Mapped[list[FindingRow]] = relationship(
        order_by="FindingRow.id", cascade="all, delete-orphan", passive_deletes=True
    )
    offers: Mapped[list[OfferRow]] = relationship(
        order_by="OfferRow.id", cascade="all, delete-orphan", passive_deletes=True
    )


class FindingRow(Base):
    """What the detector said; never changed afterwards."""

    __tablename__ = "finding"
    __table_args__ = (Index("ix_finding_code_turn", "code", "turn_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(4))
    start: Mapped[int] = mapped_column("start_at", Integer)
    end: Mapped[int] = mapped_column("end_at", Integer)
    quote: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float] = mapped_column(Float)
    shown: Mapped[bool]
    why: Mapped[str] = mapped_column(Text)


class OfferRow(Base):
    """Another wording that was shown for a turn."""

    __tablename__ = "offer"
    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    codes: Mapped[list[str]]


class ObjectionRow(Base):
    """The trainee disagrees with a flag: for the supervisor."""

    __tablename__ = "objection"
    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(4))
    reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome: Mapped[str] = mapped_column(String(8), default="")  # agreed, kept, other
    answer: Mapped[str] = mapped_column(Text, default="")


class NoteRow(Base):
    """What a trainee chose to tell a supervisor after stepping out, in words written for them."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    trainee_id: Mapped[str] = mapped_column(
        ForeignKey("trainee.id", ondelete="CASCADE"), index=True
    )
    encounter_id: Mapped[str | None] = mapped_column(
        ForeignKey("encounter.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)


class Assignment(Base):
    """A scene that a supervisor asks one trainee, or a team, to practise."""

    __tablename__ = "assignment"
    id: Mapped[int] = mapped_column(primary_key=True)
    scenario_id: Mapped[str] = mapped_column(String(64))
    trainee_id: Mapped[str | None] = mapped_column(
        ForeignKey("trainee.id", ondelete="CASCADE"), index=True
    )
    team_id: Mapped[int | None] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), index=True
    )
    note: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(default=now)


class GapRow(Base):
    """How often a client had nothing fitting to say. No words, and nobody's."""

    __tablename__ = "gap"
    scenario_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    topic: Mapped[str] = mapped_column(String(32), primary_key=True)
    count: Mapped[int]


class IncomingRow(Base):
    """An update, stored once by its id. Its payload goes as soon as it has been dealt with."""

    __tablename__ = "incoming"
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    update_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    received_at: Mapped[datetime] = mapped_column(default=now)
    done_at: Mapped[datetime | None] = mapped_column(index=True)


class OutgoingRow(Base):
    """A message to a trainee, written with the turn it belongs to and sent afterwards."""

    __tablename__ = "outgoing"
    __table_args__ = (Index("ix_outgoing_account_sent", "account_id", "sent_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    encounter_id: Mapped[str | None] = mapped_column(
        ForeignKey("encounter.id", ondelete="CASCADE"), index=True
    )
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    gave_up: Mapped[str | None] = mapped_column(String(120))
    claimed_at: Mapped[datetime | None]  # a process is sending it since then
    waits: Mapped[bool] = mapped_column(default=False)  # for its reader, if they can't be reached
