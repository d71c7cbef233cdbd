"""Saying something about a reply or a conversation: rows are added, never changed.

What the detector said stays as it is. Each method asks whether the viewer may read the
conversation; what may not be read is None, as if it weren't there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, func, select, update
from sqlalchemy.orm import Session

from bot.store.desk.access import Viewer, readable
from bot.store.desk.colleagues import Colleagues, coders
from bot.store.desk.verdicts import standing, thing
from bot.store.desk_tables import CommentRow, Reading, SignOff, Verdict
from bot.store.tables import EncounterRow, FindingRow, ObjectionRow, Trainee, TurnRow, now

_AGAIN: Final = timedelta(minutes=1)  # the same words within it: a button pressed twice


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: a reply; and if it is about a finding, which one.

    ``trainee``: whose reply it is. ``objection``: theirs, to this finding, if nobody has
    settled it yet.
    """

    encounter: str
    trainee: str
    turn: int
    number: int
    reply: str
    finding: int | None = None
    code: str = ""
    objection: int | None = None


class Saying(Colleagues):
    """Verdicts, sign-offs, second codings. Each public method is one transaction."""

    def place_of_finding(self, viewer: Viewer, finding: int) -> Place | None:
        """Where a finding stands."""
        f, o = FindingRow, ObjectionRow
        query = (
            _places(viewer, f.id, f.code, func.min(o.id))
            .join(f, f.turn_id == TurnRow.id)
            .outerjoin(
                o, and_(o.turn_id == f.turn_id, o.code == f.code, o.settled_at.is_(None), f.shown)
            )
            .where(f.id == finding)
            .group_by(EncounterRow.id, TurnRow.id, f.id)
        )
        with self._session() as s:
            row = s.execute(query).first()
            return Place(*row) if row else None

    def place_of_turn(self, viewer: Viewer, turn: int) -> Place | None:
        """Where a reply stands."""
        with self._session() as s:
            return _turn(s, viewer, turn)

    def judge(
        self, viewer: Viewer, place: Place, kind: str, code: str = "", reason: str = ""
    ) -> None:
        """Agree with the finding at ``place``, or overrule it (``code``: what it is instead).

        What they said of it last, said again, adds nothing.
        """
        with self._session() as s:
            before = _last_said(s, viewer, Verdict.finding_id == place.finding)
            if before and (before.kind, before.code, before.reason) == (kind, code, reason):
                return
            s.add(
                Verdict(
                    turn_id=place.turn,
                    finding_id=place.finding,
                    reviewer_id=viewer.id,
                    kind=kind,
                    code=code,
                    reason=reason,
                )
            )

    def add_missed(
        self, viewer: Viewer, place: Place, code: str, start: int, end: int, reason: str = ""
    ) -> None:
        """Add a code that is missing on the words from ``start`` to ``end`` of the reply."""
        verdict = Verdict(
            turn_id=place.turn,
            reviewer_id=viewer.id,
            kind="missed",
            code=code,
            start=start,
            end=end,
            quote=place.reply[start:end],
            reason=reason,
        )
        with self._session() as s:
            same = _last_said(
                s,
                viewer,
                Verdict.turn_id == place.turn,
                Verdict.finding_id.is_(None),
                Verdict.start == start,
                Verdict.end == end,
                Verdict.code == code,
            )
            if not (same and same.kind == "missed" and same.reason == reason):
                s.add(verdict)

    def withdraw(self, viewer: Viewer, verdict: int) -> tuple[Place, str] | None:
        """Take back what the viewer said with ``verdict``: one more row. Gives place and code.

        None: somebody else said it, or it isn't there. What is withdrawn already stays so.
        """
        with self._session() as s:
            row = s.get(Verdict, verdict)
            place = _turn(s, viewer, row.turn_id) if row and not row.blind else None
            if row is None or place is None or row.reviewer_id != viewer.id:
                return None
            mine = s.scalars(
                select(Verdict).where(
                    Verdict.turn_id == row.turn_id,
                    Verdict.reviewer_id == viewer.id,
                    Verdict.blind.is_(False),
                )
            )
            if any(thing(one) == thing(row) for one in standing(mine)):
                s.add(
                    Verdict(
                        turn_id=row.turn_id,
                        finding_id=row.finding_id,
                        reviewer_id=viewer.id,
                        kind="withdrawn",
                        code="" if row.finding_id else row.code,
                        start=row.start,
                        end=row.end,
                        quote=row.quote,
                    )
                )
            found = s.get(FindingRow, row.finding_id) if row.finding_id else None
            return place, found.code if found else row.code

    def said_just_now(self, viewer: Viewer, turn: int, text: str, to_trainee: bool) -> bool:
        """Whether this very comment was kept within the last minute."""
        c = CommentRow
        with self._session() as s:
            found = s.scalar(
                select(c.id).where(
                    c.turn_id == turn,
                    c.reviewer_id == viewer.id,
                    c.to_trainee.is_(to_trainee),
                    c.text == text,
                    c.created_at > now() - _AGAIN,
                )
            )
            return found is not None

    def sign_off(
        self,
        viewer: Viewer,
        encounter: str,
        rubric: Mapping[str, Any],
        note: str,
        to_trainee: bool,
    ) -> bool | None:
        """Sign a conversation off. False: the very same was signed within the last minute.

        ``rubric``: by a scale's id, 1 to 5. What the viewer was given to read is done with it.
        """
        with self._session() as s:
            if s.scalar(_readable(viewer, EncounterRow.id, encounter)) is None:
                return None
            last = s.scalar(
                select(SignOff)
                .where(
                    SignOff.encounter_id == encounter,
                    SignOff.reviewer_id == viewer.id,
                    SignOff.blind.is_(False),
                    SignOff.created_at > now() - _AGAIN,
                )
                .order_by(SignOff.id.desc())
                .limit(1)
            )
            said = (dict(rubric), note, to_trainee)
            if last and (last.rubric, last.note, last.to_trainee) == said:
                return False
            s.add(
                SignOff(
                    encounter_id=encounter,
                    reviewer_id=viewer.id,
                    rubric=dict(rubric),
                    note=note,
                    to_trainee=to_trainee,
                )
            )
            s.execute(
                update(Reading)
                .where(
                    Reading.encounter_id == encounter,
                    Reading.reviewer_id == viewer.id,
                    Reading.blind.is_(False),
                    Reading.done_at.is_(None),
                )
                .values(done_at=now())
            )
            return True

    def give_second(self, viewer: Viewer, encounter: str, coder: int) -> str | None:
        """Ask a colleague to code a conversation blind. Their name; "": they are not to be asked.

        Nobody who has seen its codes can be asked, nor who may not read it.
        """
        with self._session() as s:
            # Locked, so that nobody is asked twice by a button pressed twice.
            row = s.execute(
                _readable(viewer, EncounterRow, encounter).with_for_update(of=EncounterRow)
            ).first()
            if row is None:
                return None
            name = dict(coders(s, viewer, encounter)).get(coder, "")
            if name:
                s.add(Reading(encounter_id=encounter, reviewer_id=coder, blind=True))
            return name


def _readable(viewer: Viewer, what: Any, encounter: str) -> Select[Any]:
    return (
        select(what)
        .select_from(EncounterRow)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .where(EncounterRow.id == encounter, readable(viewer))
    )


def _places(viewer: Viewer, *more: Any) -> Select[Any]:
    return (
        select(
            EncounterRow.id,
            EncounterRow.trainee_id,
            TurnRow.id,
            TurnRow.number,
            TurnRow.reply,
            *more,
        )
        .select_from(EncounterRow)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .join(TurnRow, TurnRow.encounter_id == EncounterRow.id)
        .where(readable(viewer))
    )


def _turn(s: Session, viewer: Viewer, turn: int) -> Place | None:
    row = s.execute(_places(viewer).where(TurnRow.id == turn)).first()
    return Place(*row) if row else None


def _last_said(s: Session, viewer: Viewer, *about: Any) -> Verdict | None:
    return s.scalar(
        select(Verdict)
        .where(Verdict.reviewer_id == viewer.id, Verdict.blind.is_(False), *about)
        .order_by(Verdict.id.desc())
        .limit(1)
    )
