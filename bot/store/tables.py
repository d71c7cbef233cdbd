"""Tables. A trainee is a random pseudonym; who that is on a channel is in ``account`` only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
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
    type_annotation_map = {datetime: UtcTime, dict[str, Any]: JSON, list[str]: JSON}  # noqa: RUF012


class Trainee(Base):
    """A trainee, by pseudonym."""

    __tablename__ = "trainee"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    consented_at: Mapped[datetime | None]
    coach_mode: Mapped[str] = mapped_column(String(8), default="each")
    carry: Mapped[str] = mapped_column(Text, default="")


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
    __table_args__ = (Index("ix_encounter_trainee_status", "trainee_id", "status"),)
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
    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(4), index=True)
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
    created_at: Mapped[datetime] = mapped_column(default=now)


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
