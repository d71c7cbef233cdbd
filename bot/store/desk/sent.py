"""What trainees sent to supervisors from conversations that are not shared: that, and no more.

They were told what goes along: with an objection, the reply and the line before it; a note as it
was written; that a remark ended a conversation, without its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, literal, not_, or_, select

from bot.store.desk.access import DeskBase, Viewer, in_groups, shared
from bot.store.tables import (
    EncounterRow,
    FindingRow,
    NoteRow,
    ObjectionRow,
    Team,
    Trainee,
    TurnRow,
    now,
)

FRESH: Final = timedelta(days=7)  # what was sent since then counts as new


@dataclass(frozen=True, slots=True)
class SentObjection:
    """A flag that a trainee sees otherwise, open still. ``spans``: its words in the reply."""

    id: int
    trainee: str
    team: str
    scenario: str
    at: datetime
    code: str
    reason: str
    before: str
    reply: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SentWord:
    """A note to supervisors. ``text`` "": a remark ended the conversation; no words were kept.

    ``scenario``: "" if the note belongs to none.
    """

    at: datetime
    trainee: str
    team: str
    scenario: str
    text: str


class Sent(DeskBase):
    """Each public method is one transaction."""

    def sent_objections(
        self, viewer: Viewer, after: int = 0, most: int = 50
    ) -> list[SentObjection]:
        """Open objections of conversations that are not shared, oldest first, after number."""
        o, t, e = ObjectionRow, TurnRow, EncounterRow
        columns = (o.id, e.trainee_id, Team.name, e.scenario_id, o.created_at, o.code, o.reason)
        statement = (
            _open_objections(viewer, *columns, t.client_before, t.reply, t.id)
            .where(o.id > after)
            .order_by(o.id)
            .limit(most)
        )
        with self._session() as s:
            rows = s.execute(statement).all()
            f = FindingRow
            spans: dict[tuple[int, str], list[tuple[int, int]]] = {}
            for turn, code, start, end in s.execute(
                select(f.turn_id, f.code, f.start, f.end).where(
                    f.turn_id.in_([row[-1] for row in rows]), f.shown.is_(True)
                )
            ):
                spans.setdefault((turn, code), []).append((start, end))
            return [
                SentObjection(
                    id=id_,
                    trainee=trainee,
                    team=team or "",
                    scenario=scenario,
                    at=at,
                    code=code,
                    reason=reason,
                    before=before,
                    reply=reply,
                    spans=tuple(spans.get((turn, code), ())),
                )
                for id_, trainee, team, scenario, at, code, reason, before, reply, turn in rows
            ]

    def sent_objection(self, viewer: Viewer, objection: int) -> str | None:
        """Whose it is, if ``sent_objections`` has it for ``viewer``."""
        with self._session() as s:
            found = _open_objections(viewer, Trainee.id).where(ObjectionRow.id == objection)
            whose: str | None = s.scalar(found)
            return whose

    def sent_words(
        self, viewer: Viewer, before: datetime | None = None, most: int = 50
    ) -> list[SentWord]:
        """Notes, and conversations that a remark ended, newest first, from below ``before`` on."""
        notes, hurt = _notes(viewer), _hurt(viewer)
        if before is not None:
            notes = notes.where(NoteRow.created_at < before)
            hurt = hurt.where(EncounterRow.ended_at < before)
        notes = notes.order_by(NoteRow.created_at.desc()).limit(most)
        hurt = hurt.order_by(EncounterRow.ended_at.desc()).limit(most)
        with self._session() as s:
            rows = [*s.execute(notes), *s.execute(hurt)]
        found = [
            SentWord(at, trainee, team or "", scenario or "", text)
            for at, trainee, team, scenario, text in rows
        ]
        return sorted(found, key=lambda one: one.at, reverse=True)[:most]

    def sent_waiting(self, viewer: Viewer, most: int = 99) -> int:
        """How much of it is open or new, counted up to ``most``."""
        since = now() - FRESH
        parts = (
            _open_objections(viewer, ObjectionRow.id),
            _notes(viewer).where(NoteRow.created_at >= since),
            _hurt(viewer).where(EncounterRow.ended_at >= since),
        )
        with self._session() as s:
            found = 0
            for part in parts:
                some = part.limit(most).subquery()
                found += s.scalar(select(func.count()).select_from(some)) or 0
            return min(found, most)


def _open_objections(viewer: Viewer, *what: Any) -> Select[Any]:
    return (
        select(*what)
        .select_from(ObjectionRow)
        .join(TurnRow, TurnRow.id == ObjectionRow.turn_id)
        .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .outerjoin(Team, Team.id == Trainee.team_id)
        .where(ObjectionRow.settled_at.is_(None), not_(shared()), in_groups(viewer))
    )


def _notes(viewer: Viewer) -> Select[Any]:
    return (
        select(NoteRow.created_at, Trainee.id, Team.name, EncounterRow.scenario_id, NoteRow.text)
        .select_from(NoteRow)
        .join(Trainee, Trainee.id == NoteRow.trainee_id)
        .outerjoin(EncounterRow, EncounterRow.id == NoteRow.encounter_id)
        .outerjoin(Team, Team.id == Trainee.team_id)
        .where(or_(NoteRow.encounter_id.is_(None), not_(shared())), in_groups(viewer))
    )


def _hurt(viewer: Viewer) -> Select[Any]:
    text = literal("").label("text")
    return (
        select(EncounterRow.ended_at, Trainee.id, Team.name, EncounterRow.scenario_id, text)
        .select_from(EncounterRow)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .outerjoin(Team, Team.id == Trainee.team_id)
        .where(
            EncounterRow.ended_how == "hurt",
            EncounterRow.ended_at.is_not(None),
            not_(shared()),
            in_groups(viewer),
        )
    )
