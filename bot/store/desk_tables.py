"""Tables of the desk: they stand beside what the detector said, and change none of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base, now


class Reviewer(Base):
    """Somebody who reads: supervisor (own teams), lead (everything), reader (reads only)."""

    __tablename__ = "reviewer"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80), default="")
    role: Mapped[str] = mapped_column(String(12))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    totp_secret: Mapped[str] = mapped_column(String(64), default="")
    totp_last: Mapped[int] = mapped_column(default=0)  # the last code's step: none counts twice
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime | None]
    failed: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class ReviewerTeam(Base):
    """A team that a supervisor or reader looks after."""

    __tablename__ = "reviewer_team"
    reviewer_id: Mapped[int] = mapped_column(
        ForeignKey("reviewer.id", ondelete="CASCADE"), primary_key=True
    )
    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )


class ReviewerInvitation(Base):
    """A way to an account, once. The code is in the link only; here is its digest."""

    __tablename__ = "reviewer_invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ReviewerSession(Base):
    """Somebody is signed in, on one browser. The token is in its cookie; here is its digest."""

    __tablename__ = "reviewer_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    reviewer_id: Mapped[int] = mapped_column(
        ForeignKey("reviewer.id", ondelete="CASCADE"), index=True
    )
    agent: Mapped[str] = mapped_column(String(80), default="")  # browser and system, in words
    made_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)


class Verdict(Base):
    """What a reviewer says to a finding, or a code they miss. Added to, never changed.

    ``kind``: agree, overrule (``code``: what it is instead, "" for none), missed (``code`` on
    the words from ``start`` to ``end`` of the reply), withdrawn. The latest of a reviewer on the
    same finding, or on the same code missed on the same words, counts: ``desk.verdicts.standing``.
    """

    __tablename__ = "verdict"
    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    finding_id: Mapped[int | None] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), index=True
    )
    reviewer_id: Mapped[int | None] = mapped_column(
        ForeignKey("reviewer.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(4), default="")
    start: Mapped[int] = mapped_column("start_at", Integer, default=0)
    end: Mapped[int] = mapped_column("end_at", Integer, default=0)
    quote: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    blind: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)


class CommentRow(Base):
    """A sentence on a reply or a conversation, to the trainee or among supervisors."""

    __tablename__ = "comment"
    id: Mapped[int] = mapped_column(primary_key=True)
    encounter_id: Mapped[str] = mapped_column(
        ForeignKey("encounter.id", ondelete="CASCADE"), index=True
    )
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id", ondelete="SET NULL"))
    to_trainee: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(index=True)


class SignOff(Base):
    """A conversation was read: the rubric's values, if it was used, and a note."""

    __tablename__ = "sign_off"
    __table_args__ = (Index("ix_sign_off_created", "created_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    encounter_id: Mapped[str] = mapped_column(
        ForeignKey("encounter.id", ondelete="CASCADE"), index=True
    )
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id", ondelete="SET NULL"))
    rubric: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(Text, default="")
    to_trainee: Mapped[bool] = mapped_column(default=False)  # who reads the note
    blind: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Reading(Base):
    """A conversation given to somebody to read; ``blind``: with all codes hidden."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("encounter_id", "reviewer_id", "blind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    encounter_id: Mapped[str] = mapped_column(
        ForeignKey("encounter.id", ondelete="CASCADE"), index=True
    )
    reviewer_id: Mapped[int] = mapped_column(
        ForeignKey("reviewer.id", ondelete="CASCADE"), index=True
    )
    blind: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(default=now)
    done_at: Mapped[datetime | None]


class QueueRow(Base):
    """Why a conversation waits to be read (``bot.review.queueing``).

    Made anew for what changed since ``QueueState.looked_at``, whenever somebody looks.
    """

    __tablename__ = "queue"
    __table_args__ = (Index("ix_queue_order", "urgency", "rank", "encounter_id"),)
    encounter_id: Mapped[str] = mapped_column(
        ForeignKey("encounter.id", ondelete="CASCADE"), primary_key=True
    )
    urgency: Mapped[int]
    rank: Mapped[float]
    reasons: Mapped[list[str]] = mapped_column(JSON)


class QueueState(Base):
    """Up to when the queue is known: one row."""

    __tablename__ = "queue_state"
    id: Mapped[int] = mapped_column(primary_key=True)
    looked_at: Mapped[datetime]
    week: Mapped[date]  # the Monday of the random sample


class AuditRow(Base):
    """Who read or took out what, and when. No words."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int | None] = mapped_column(
        ForeignKey("reviewer.id", ondelete="SET NULL"), index=True
    )
    did: Mapped[str] = mapped_column(String(24), index=True)
    about: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(default=now, index=True)
