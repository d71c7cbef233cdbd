"""Taking practice out: what fits filters and may be read, in batches, never all at once.

Ids are read first (8 bytes a reply, so that a million fit), then what belongs to them, some
hundred at a time, each time only what ``viewer`` may still read: what is erased or no longer
shared meanwhile doesn't come along.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from bot.store.desk.access import DeskBase, Viewer, readable
from bot.store.desk.filters import Filters
from bot.store.desk.in_numbers import in_numbers
from bot.store.desk.readings import NOTHING
from bot.store.desk.taken import (
    NotedExport,
    TakenComment,
    TakenConversation,
    TakenFinding,
    TakenMessage,
    TakenObjection,
    TakenVerdict,
)
from bot.store.desk.verdicts import standing
from bot.store.desk_tables import AuditRow, CommentRow, Reading, Reviewer, Verdict
from bot.store.tables import (
    EncounterRow,
    FindingRow,
    ObjectionRow,
    OfferRow,
    Team,
    Trainee,
    TurnRow,
)

BATCH: Final = 400


class TakingOut(DeskBase):
    """Each batch is one transaction."""

    def how_much(self, viewer: Viewer, filters: Filters, most: int = 10_000) -> tuple[int, int]:
        """How many conversations, and how many replies, fit; of more than ``most``, one more."""
        conversations = (
            select(EncounterRow.id)
            .join(Trainee, Trainee.id == EncounterRow.trainee_id)
            .where(*filters.of_encounters(viewer))
        )
        replies = _turns(TurnRow.id).where(*_of_turns(viewer, filters))
        with self._session() as s:
            return (_up_to(s, conversations, most + 1), _up_to(s, replies, most + 1))

    def messages_to_take(self, viewer: Viewer, filters: Filters) -> Sequence[int]:
        """Ids of the replies that fit, by conversation, the oldest conversation first."""
        return self.turn_ids(*_of_turns(viewer, filters))

    def turn_ids(self, *conditions: ColumnElement[bool]) -> array[int]:
        """Ids of turns, by conversation, the oldest conversation first."""
        with self._session() as s:
            found = s.execute(
                _turns(TurnRow.id)
                .where(*conditions)
                .order_by(EncounterRow.started_at, EncounterRow.id, TurnRow.id)
                .execution_options(yield_per=10_000)
            )
            return array("q", (id_ for (id_,) in found))

    def take_messages(
        self, viewer: Viewer, ids: Sequence[int], batch: int = BATCH
    ) -> Iterator[list[TakenMessage]]:
        """The replies ``ids``, in this order, ``batch`` at a time."""
        for some in _batches(ids, batch):
            with self._session() as s:
                found = _messages(s, viewer, some)
            yield found

    def conversations_to_take(self, viewer: Viewer, filters: Filters) -> Sequence[str]:
        """Ids of the conversations that fit, the oldest first."""
        with self._session() as s:
            return list(
                s.scalars(
                    select(EncounterRow.id)
                    .join(Trainee, Trainee.id == EncounterRow.trainee_id)
                    .where(*filters.of_encounters(viewer))
                    .order_by(EncounterRow.started_at, EncounterRow.id)
                )
            )

    def take_conversations(
        self, viewer: Viewer, ids: Sequence[str], batch: int = BATCH
    ) -> Iterator[list[TakenConversation]]:
        """The conversations ``ids``, in this order, ``batch`` at a time."""
        for some in _batches(ids, batch):
            with self._session() as s:
                found = in_numbers(s, viewer, some)
            yield found

    def noted_exports(self, viewer: Viewer, most: int = 10) -> list[NotedExport]:
        """The latest exports in the log: a lead sees everybody's, others their own."""
        with self._session() as s:
            wanted = (
                select(AuditRow.at, Reviewer.name, Reviewer.email, AuditRow.about)
                .outerjoin(Reviewer, Reviewer.id == AuditRow.reviewer_id)
                .where(AuditRow.did == "export")
                .order_by(AuditRow.at.desc(), AuditRow.id.desc())
                .limit(most)
            )
            if viewer.role != "lead":
                wanted = wanted.where(AuditRow.reviewer_id == viewer.id)
            return [
                NotedExport(at, name or email or "somebody who has left", about)
                for at, name, email, about in s.execute(wanted)
            ]


def _turns(*what: Any) -> Select[Any]:
    """``what`` of turns joined with their encounters and trainees."""
    return (
        select(*what)
        .select_from(TurnRow)
        .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
    )


def _of_turns(viewer: Viewer, filters: Filters) -> list[ColumnElement[bool]]:
    """As ``Filters.of_turns``, with an indexed way to the replies with a code."""
    found = filters.of_turns(viewer)
    if filters.code:
        having = select(FindingRow.turn_id).where(FindingRow.code == filters.code)
        found.append(TurnRow.id.in_(having))
    return found


def _up_to(s: Session, rows: Select[Any], most: int) -> int:
    """How many rows there are, counted no further than ``most``."""
    return s.scalar(select(func.count()).select_from(rows.limit(most).subquery())) or 0


def _batches[T](ids: Sequence[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])


def standing_verdicts(s: Session, turns: Sequence[int]) -> dict[int, list[Verdict]]:
    """What counts of what was said to ``turns``; what is coded blind, once that is done."""
    rows = s.scalars(select(Verdict).where(Verdict.turn_id.in_(turns))).all()
    done = set(
        s.execute(
            select(TurnRow.id, Reading.reviewer_id)
            .join(Reading, Reading.encounter_id == TurnRow.encounter_id)
            .where(TurnRow.id.in_(turns), Reading.blind.is_(True), Reading.done_at.is_not(None))
        ).tuples()
    )
    found: dict[int, list[Verdict]] = defaultdict(list)
    for row in standing(rows):
        if not row.blind or (row.turn_id, row.reviewer_id) in done:
            found[row.turn_id].append(row)
    return found


def _messages(s: Session, viewer: Viewer, ids: list[int]) -> list[TakenMessage]:
    rows = s.execute(
        _turns(
            TurnRow.id,
            TurnRow.encounter_id,
            Trainee.id.label("trainee"),
            Team.name.label("team"),
            EncounterRow.scenario_id,
            EncounterRow.coach_mode,
            EncounterRow.unaided,
            TurnRow.number,
            TurnRow.taken_back_at,
            TurnRow.created_at,
            TurnRow.client_before,
            TurnRow.reply,
            TurnRow.client_after,
            TurnRow.intent,
            TurnRow.topic,
            TurnRow.topic_confidence,
            TurnRow.trust,
            TurnRow.stance,
            TurnRow.coder,
        )
        .outerjoin(Team, Team.id == Trainee.team_id)
        .where(TurnRow.id.in_(ids), readable(viewer))
    ).all()
    place = {id_: i for i, id_ in enumerate(ids)}
    rows = sorted(rows, key=lambda r: place[r.id])
    verdicts = standing_verdicts(s, ids)
    findings = _by_turn(s, FindingRow, ids)
    objections = _by_turn(s, ObjectionRow, ids)
    comments = _by_turn(s, CommentRow, ids)
    offers = _by_turn(s, OfferRow, ids)
    return [
        TakenMessage(
            conversation=r.encounter_id,
            trainee=r.trainee,
            team=r.team or "",
            scenario=r.scenario_id,
            mode=r.coach_mode,
            unaided=r.unaided,
            turn=r.id,
            number=r.number,
            taken_back=r.taken_back_at is not None,
            at=r.created_at,
            client_before=r.client_before,
            reply=r.reply,
            client_after=r.client_after,
            intent=r.intent,
            topic=r.topic,
            topic_confidence=r.topic_confidence,
            trust=r.trust,
            stance=r.stance,
            coder=r.coder,
            findings=tuple(
                TakenFinding(
                    f.code,
                    f.start,
                    f.end,
                    f.quote,
                    f.confidence,
                    f.shown,
                    f.why,
                    tuple(_taken(v) for v in verdicts[r.id] if v.finding_id == f.id),
                )
                for f in findings[r.id]
            ),
            missed=tuple(
                _taken(v) for v in verdicts[r.id] if v.finding_id is None and v.code != NOTHING
            ),
            objections=tuple(TakenObjection(o.code, o.reason, o.outcome) for o in objections[r.id]),
            comments=tuple(
                TakenComment(c.reviewer_id, c.to_trainee, c.text, c.answer) for c in comments[r.id]
            ),
            offers=tuple(o.text for o in offers[r.id]),
        )
        for r in rows
    ]


def _by_turn(s: Session, table: Any, ids: list[int]) -> dict[int, list[Any]]:
    """Rows of ``table`` by their turn, in the order in which they were made."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in s.scalars(select(table).where(table.turn_id.in_(ids)).order_by(table.id)):
        found[row.turn_id].append(row)
    return found


def _taken(v: Verdict) -> TakenVerdict:
    return TakenVerdict(v.reviewer_id, v.kind, v.code, v.start, v.end, v.quote, v.reason, v.blind)
