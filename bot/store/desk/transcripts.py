"""Reading a conversation, with everything that was found in it and said about it.

A fixed number of queries, however long it is.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from bot.store.desk.access import DeskBase, Viewer, readable, shared
from bot.store.desk.transcript_records import GivenReading, NextUp, SignedOff, Transcript
from bot.store.desk.transcript_turns import NAME, remarks_on, turns_of
from bot.store.desk_tables import QueueRow, Reading, Reviewer, SignOff
from bot.store.tables import EncounterRow, NoteRow, Team, Trainee, TurnRow


class Transcripts(DeskBase):
    """Each public method is one transaction. What may not be read is None, as if not there."""

    def transcript(self, viewer: Viewer, encounter: str) -> Transcript | None:
        """A conversation that ``viewer`` may read, else None."""
        with self._session() as s:
            row = s.execute(_encounter(viewer, encounter)).first()
            if row is None:
                return None
            remarks = remarks_on(s, encounter)
            turns = turns_of(s, encounter, remarks)
            return Transcript(
                id=encounter,
                trainee=row.trainee_id,
                team=row.team or "",
                scenario=row.scenario_id,
                coach_mode=row.coach_mode,
                unaided=row.unaided,
                status=row.status,
                ended_how=row.ended_how or "",
                aim=row.aim,
                carry=row.carry,
                open_to_all=row.open_to_all,
                assigned=row.assigned,
                started_at=row.started_at,
                ended_at=row.ended_at,
                opening=turns[0].client_before if turns else row.client_line or "",
                trust_start=turns[0].trust_before if turns else row.trust or 0.0,
                stance_start=turns[0].stance_before if turns else row.stance or "",
                earlier=_earlier(s, row),
                turns=turns,
                notes=_notes(s, encounter),
                remarks=tuple(r for r in remarks if r.turn is None),
                sign_offs=_sign_offs(s, encounter),
                readings=_readings(s, encounter),
                reasons=tuple(row.reasons or ()),
                next_up=_next_up(s, viewer, encounter),
            )

    def encounter_of_turn(self, viewer: Viewer, turn: int) -> str | None:
        """The conversation that a reply stands in, if ``viewer`` may read it."""
        with self._session() as s:
            found: str | None = s.scalar(
                _among(viewer, EncounterRow.id)
                .join(TurnRow, TurnRow.encounter_id == EncounterRow.id)
                .where(TurnRow.id == turn)
            )
            return found


def _among(viewer: Viewer, *what: Any) -> Select[Any]:
    """``what`` of the encounters that ``viewer`` may read."""
    return (
        select(*what)
        .select_from(EncounterRow)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .where(readable(viewer))
    )


def _encounter(viewer: Viewer, encounter: str) -> Select[Any]:
    row = EncounterRow
    return (
        _among(
            viewer,
            row.trainee_id,
            row.scenario_id,
            row.coach_mode,
            row.unaided,
            row.status,
            row.ended_how,
            row.aim,
            row.carry,
            row.open_to_all,
            row.assigned,
            row.started_at,
            row.ended_at,
            row.state["client_line"].as_string().label("client_line"),
            row.state["trust"].as_float().label("trust"),
            row.state["stance"].as_string().label("stance"),
            Team.name.label("team"),
            QueueRow.reasons,
        )
        .outerjoin(Team, Team.id == Trainee.team_id)
        .outerjoin(QueueRow, QueueRow.encounter_id == row.id)
        .where(row.id == encounter)
    )


def _notes(s: Session, encounter: str) -> tuple[tuple[Any, str], ...]:
    rows = s.execute(
        select(NoteRow.created_at, NoteRow.text)
        .where(NoteRow.encounter_id == encounter)
        .order_by(NoteRow.id)
    )
    return tuple((at, text) for at, text in rows)


def _sign_offs(s: Session, encounter: str) -> tuple[SignedOff, ...]:
    o = SignOff
    rows = s.execute(
        select(o.id, o.reviewer_id, NAME, o.created_at, o.rubric, o.note, o.to_trainee)
        .outerjoin(Reviewer, Reviewer.id == o.reviewer_id)
        .where(o.encounter_id == encounter, o.blind.is_(False))
        .order_by(o.id)
    )
    return tuple(SignedOff(*row) for row in rows)


def _readings(s: Session, encounter: str) -> tuple[GivenReading, ...]:
    rows = s.execute(
        select(Reading.reviewer_id, NAME, Reading.blind, Reading.done_at)
        .join(Reviewer, Reviewer.id == Reading.reviewer_id)
        .where(Reading.encounter_id == encounter)
        .order_by(Reading.id)
    )
    return tuple(GivenReading(*row) for row in rows)


def _earlier(s: Session, row: Row[Any]) -> int:
    """Shared conversations with at least one reply that the trainee had before this one."""
    return (
        s.scalar(
            select(func.count()).where(
                shared(),
                EncounterRow.trainee_id == row.trainee_id,
                EncounterRow.started_at < row.started_at,
                EncounterRow.turns.any(),
            )
        )
        or 0
    )


def _next_up(s: Session, viewer: Viewer, encounter: str) -> NextUp | None:
    """What is first in the queue, besides this one, and is not with a colleague."""
    with_others = (
        select(Reading.id)
        .where(
            Reading.encounter_id == EncounterRow.id,
            Reading.reviewer_id != viewer.id,
            Reading.blind.is_(False),
            Reading.done_at.is_(None),
        )
        .correlate(EncounterRow)
        .exists()
    )
    row = s.execute(
        _among(viewer, EncounterRow.id, EncounterRow.scenario_id, EncounterRow.trainee_id)
        .join(QueueRow, QueueRow.encounter_id == EncounterRow.id)
        .where(EncounterRow.id != encounter, ~with_others)
        .order_by(QueueRow.urgency, QueueRow.rank, QueueRow.encounter_id)
        .limit(1)
    ).first()
    return NextUp(*row) if row else None
