"""Blind second coding: a reviewer's own codes on a conversation, before any others are seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session

from bot.store.desk.access import DeskBase, Viewer, codable
from bot.store.desk.verdicts import standing
from bot.store.desk_tables import AuditRow, Reading, Verdict
from bot.store.tables import EncounterRow, Trainee, TurnRow, now

NOTHING: Final = "N"  # in the place of a code: "nothing to code here"
_MOST_DONE: Final = 50
_ONE_VISIT: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BlindReading:
    """A conversation to code, or coded, by one reviewer.

    ``replies``: those that were kept; ``looked_at``: those of them with a code, or with a word
    that there is nothing to code.
    """

    id: int
    encounter: str
    scenario: str
    trainee: str
    asked_at: datetime
    done_at: datetime | None
    replies: int
    looked_at: int


@dataclass(frozen=True, slots=True)
class BlindMark:
    """A code on the words from ``start`` to ``end`` of a reply; ``id`` is the verdict's."""

    id: int
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class BlindReply:
    """A reply between the lines around it, with this reviewer's own marks and nobody else's."""

    turn: int
    number: int
    before: str
    text: str
    after: str
    at: datetime
    seen: bool
    marks: tuple[BlindMark, ...]


class Readings(DeskBase):
    """Each public method is one transaction. Whose reading it is, is asked for every time."""

    def blind_readings(self, viewer: Viewer, done: bool) -> list[BlindReading]:
        """Those of ``viewer``: to do, oldest first; or the latest that are done."""
        query = _mine(viewer)
        if done:
            query = query.where(Reading.done_at.is_not(None))
            query = query.order_by(Reading.done_at.desc(), Reading.id.desc()).limit(_MOST_DONE)
        else:
            query = query.where(Reading.done_at.is_(None)).order_by(Reading.made_at, Reading.id)
        with self._session() as s:
            rows = s.execute(query).tuples().all()
            return _counted(s, viewer, rows)

    def blind_reading(self, viewer: Viewer, reading: int) -> BlindReading | None:
        """One of ``viewer``'s; None if there is none with this id, or it can't be read."""
        with self._session() as s:
            rows = s.execute(_mine(viewer).where(Reading.id == reading)).tuples().all()
            return next(iter(_counted(s, viewer, rows)), None)

    def blind_replies(self, viewer: Viewer, reading: BlindReading) -> list[BlindReply]:
        """The kept replies of a reading that ``blind_reading`` gave, in order."""
        with self._session() as s:
            turns = s.scalars(
                select(TurnRow)
                .where(TurnRow.encounter_id == reading.encounter, TurnRow.taken_back_at.is_(None))
                .order_by(TurnRow.id)
            ).all()
            said = _said(s, viewer, [reading.encounter])
            return [_reply(turn, said[turn.id]) for turn in turns]

    def code_blind(
        self, viewer: Viewer, reading: int, turn: int, code: str, start: int = 0, end: int = 0
    ) -> bool:
        """Give the words from ``start`` to ``end`` of a reply a code, or say ``NOTHING``.

        What stands already is not added again; a code takes the place of ``NOTHING``, never the
        other way round. False: there is no such reply in an open reading of ``viewer``.
        """
        with self._session() as s:
            row = s.scalar(
                select(TurnRow)
                .join(Reading, Reading.encounter_id == TurnRow.encounter_id)
                .where(
                    Reading.id == reading,
                    Reading.id.in_(_open(viewer)),
                    TurnRow.id == turn,
                    TurnRow.taken_back_at.is_(None),
                )
            )
            if row is None:
                return False
            said = _said(s, viewer, [row.encounter_id])[turn]
            if code == NOTHING:
                if not said:
                    s.add(_verdict(viewer, turn, "missed", code))
                return True
            for one in said:
                if one.code == NOTHING:
                    s.add(_verdict(viewer, turn, "withdrawn", NOTHING))
                if (one.code, one.start, one.end) == (code, start, end):
                    return True
            s.add(_verdict(viewer, turn, "missed", code, start, end, row.reply[start:end]))
            return True

    def uncode_blind(self, viewer: Viewer, mark: int) -> tuple[int, int] | None:
        """Take a mark back (a row more: nothing is deleted). Returns reading and turn.

        None: it is no mark of ``viewer`` in an open reading.
        """
        with self._session() as s:
            found = s.execute(
                select(Verdict, Reading.id)
                .join(TurnRow, TurnRow.id == Verdict.turn_id)
                .join(Reading, Reading.encounter_id == TurnRow.encounter_id)
                .where(
                    Verdict.id == mark,
                    Verdict.reviewer_id == viewer.id,
                    Verdict.blind.is_(True),
                    Verdict.kind == "missed",
                    Reading.id.in_(_open(viewer)),
                )
            ).first()
            if found is None:
                return None
            one, reading = found
            mine = s.scalars(
                select(Verdict).where(
                    Verdict.turn_id == one.turn_id,
                    Verdict.reviewer_id == viewer.id,
                    Verdict.blind.is_(True),
                )
            )
            if one in standing(mine):
                s.add(
                    _verdict(
                        viewer, one.turn_id, "withdrawn", one.code, one.start, one.end, one.quote
                    )
                )
            return reading, one.turn_id

    def finish_blind(self, viewer: Viewer, reading: int, anyway: bool = False) -> int | None:
        """End a reading; how many replies were not looked at. With some, only if ``anyway``.

        None: it is no open reading of ``viewer``.
        """
        with self._session() as s:
            query = _mine(viewer).where(Reading.id == reading, Reading.done_at.is_(None))
            rows = s.execute(query.with_for_update(of=Reading)).tuples().all()
            if not rows:
                return None
            (counted,) = _counted(s, viewer, rows)
            left = counted.replies - counted.looked_at
            if not left or anyway:
                rows[0][0].done_at = now()
            return left

    def note_visit(self, viewer: Viewer, encounter: str) -> None:
        """Log that a conversation was read; once an hour, however often the page is loaded."""
        self.note_visits(viewer, [encounter])

    def note_visits(self, viewer: Viewer, encounters: Iterable[str]) -> None:
        """As ``note_visit``, of each conversation that a page shows whole replies of.

        Two statements, however many there are; one if all of them are in the log already.
        """
        shown = list(dict.fromkeys(encounters))
        if not shown:
            return
        with self._session() as s:
            # Asked for by when alone: SQLite would go through all that somebody ever read.
            lately = s.execute(
                select(AuditRow.about, AuditRow.reviewer_id, AuditRow.did).where(
                    AuditRow.at > now() - _ONE_VISIT, AuditRow.about.in_(shown)
                )
            )
            known = {one for one, *deed in lately if deed == [viewer.id, "read"]}
            new = [
                {"reviewer_id": viewer.id, "did": "read", "about": one}
                for one in shown
                if one not in known
            ]
            if new:
                s.execute(insert(AuditRow), new)


def _mine(viewer: Viewer) -> Select[tuple[Reading, EncounterRow]]:
    """Blind readings of ``viewer`` whose words they may still read."""
    return (
        select(Reading, EncounterRow)
        .join(EncounterRow, EncounterRow.id == Reading.encounter_id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .where(Reading.reviewer_id == viewer.id, Reading.blind.is_(True), codable(viewer))
    )


def _open(viewer: Viewer) -> Select[tuple[int]]:
    """Ids of those that are not done."""
    return _mine(viewer).where(Reading.done_at.is_(None)).with_only_columns(Reading.id)


def _said(s: Session, viewer: Viewer, encounters: Sequence[str]) -> defaultdict[int, list[Verdict]]:
    """What stands of ``viewer``'s blind codes, by turn."""
    rows = s.scalars(
        select(Verdict)
        .join(TurnRow, TurnRow.id == Verdict.turn_id)
        .where(
            TurnRow.encounter_id.in_(encounters),
            TurnRow.taken_back_at.is_(None),
            Verdict.reviewer_id == viewer.id,
            Verdict.blind.is_(True),
        )
    )
    found: defaultdict[int, list[Verdict]] = defaultdict(list)
    for one in standing(rows):
        found[one.turn_id].append(one)
    return found


def _counted(
    s: Session, viewer: Viewer, rows: Iterable[tuple[Reading, EncounterRow]]
) -> list[BlindReading]:
    known = list(rows)
    ids = [reading.encounter_id for reading, _ in known]
    replies = dict(
        s.execute(
            select(TurnRow.encounter_id, func.count())
            .where(TurnRow.encounter_id.in_(ids), TurnRow.taken_back_at.is_(None))
            .group_by(TurnRow.encounter_id)
        )
        .tuples()
        .all()
    )
    looked_at: dict[str, int] = defaultdict(int)
    of_turn = select(TurnRow.id, TurnRow.encounter_id).where(TurnRow.id.in_(_said(s, viewer, ids)))
    for _, encounter in s.execute(of_turn).tuples():
        looked_at[encounter] += 1
    return [
        BlindReading(
            id=reading.id,
            encounter=encounter.id,
            scenario=encounter.scenario_id,
            trainee=encounter.trainee_id,
            asked_at=reading.made_at,
            done_at=reading.done_at,
            replies=replies.get(encounter.id, 0),
            looked_at=looked_at[encounter.id],
        )
        for reading, encounter in known
    ]


def _reply(turn: TurnRow, said: Sequence[Verdict]) -> BlindReply:
    return BlindReply(
        turn=turn.id,
        number=turn.number,
        before=turn.client_before,
        text=turn.reply,
        after=turn.client_after,
        at=turn.created_at,
        seen=bool(said),
        marks=tuple(BlindMark(v.id, v.code, v.quote) for v in said if v.code != NOTHING),
    )


def _verdict(
    viewer: Viewer, turn: int, kind: str, code: str, start: int = 0, end: int = 0, quote: str = ""
) -> Verdict:
    return Verdict(
        turn_id=turn,
        reviewer_id=viewer.id,
        kind=kind,
        code=code,
        start=start,
        end=end,
        quote=quote,
        blind=True,
    )
