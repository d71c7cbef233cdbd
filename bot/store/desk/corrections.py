"""Replies that reviewers said something of, or read to the end: for a better detector."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Final, Literal, cast

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from bot.practice.reviewed import Mark, ReviewedReply, Ruled
from bot.store.desk.access import Viewer, readable
from bot.store.desk.filters import Filters, stands
from bot.store.desk.readings import NOTHING
from bot.store.desk.taking_out import BATCH, TakingOut, standing_verdicts
from bot.store.desk_tables import Reading, SignOff, Verdict
from bot.store.tables import EncounterRow, FindingRow, Trainee, TurnRow

_EVERYBODY: Final = Viewer(0, "", "", "lead")  # whoever has the machine: but only what is shared


class Corrections(TakingOut):
    """Each batch is one transaction."""

    def reviewed_to_take(self, viewer: Viewer, filters: Filters) -> array[int]:
        """Ids of the reviewed replies that fit.

        A reply counts as reviewed if somebody agreed with a finding in it, overruled one or added
        one that was missed; if it was looked at in a blind coding that is done; and, unless it
        was taken back, if its conversation was signed off after it was written. What the
        detector could not read is left out.
        """
        return self.turn_ids(*filters.of_turns(viewer), *_reviewed())

    def take_reviewed(
        self, viewer: Viewer, ids: array[int], batch: int = BATCH
    ) -> Iterator[list[ReviewedReply]]:
        """The reviewed replies ``ids``, ``batch`` at a time."""
        for start in range(0, len(ids), batch):
            with self._session() as s:
                found = _replies(s, viewer, list(ids[start : start + batch]))
            yield found

    def reviewed(
        self, viewer: Viewer | None = None, filters: Filters | None = None
    ) -> Iterator[ReviewedReply]:
        """All reviewed replies that fit, the oldest conversation first.

        ``viewer``: None at the command line, for all that trainees share.
        """
        viewer = viewer or _EVERYBODY
        ids = self.reviewed_to_take(viewer, filters or Filters())
        for some in self.take_reviewed(viewer, ids):
            yield from some


def _reviewed() -> list[ColumnElement[bool]]:
    """Of turns joined with encounters: whether they count as reviewed."""
    spoken_of = select(Verdict.turn_id).where(*stands())
    # Indexed ways to the few conversations that matter, before each reply is looked at.
    somehow = or_(
        EncounterRow.id.in_(select(SignOff.encounter_id)),
        EncounterRow.id.in_(select(Reading.encounter_id).where(Reading.blind.is_(True))),
        EncounterRow.id.in_(
            select(TurnRow.encounter_id)
            .join(Verdict, Verdict.turn_id == TurnRow.id)
            .correlate(None)
        ),
    )
    return [
        somehow,
        TurnRow.topic_confidence > 0,  # what can't be read has no topic at all
        or_(
            TurnRow.id.in_(spoken_of.correlate(None)),
            TurnRow.id.in_(_coded_blind().correlate(None)),
            _signed_off(),
        ),
    ]


def _signed_off() -> ColumnElement[bool]:
    """Of turns: kept, and their conversations were signed off after they were written."""
    signed = select(SignOff.id).where(
        SignOff.encounter_id == TurnRow.encounter_id,
        SignOff.blind.is_(False),
        SignOff.created_at >= TurnRow.created_at,
    )
    return and_(TurnRow.taken_back_at.is_(None), signed.correlate(TurnRow).exists())


def _coded_blind() -> Select[tuple[int]]:
    """Turns that somebody coded blind, and is done with."""
    return (
        select(Verdict.turn_id)
        .join(TurnRow, TurnRow.id == Verdict.turn_id)
        .join(
            Reading,
            and_(
                Reading.encounter_id == TurnRow.encounter_id,
                Reading.reviewer_id == Verdict.reviewer_id,
                Reading.blind.is_(True),
                Reading.done_at.is_not(None),
            ),
        )
        .where(Verdict.blind.is_(True))
    )


def _replies(s: Session, viewer: Viewer, ids: list[int]) -> list[ReviewedReply]:
    rows = s.execute(
        select(
            TurnRow.id,
            TurnRow.encounter_id,
            EncounterRow.scenario_id,
            TurnRow.client_before,
            TurnRow.reply,
            TurnRow.created_at,
            TurnRow.coder,
            _signed_off().label("signed_off"),
        )
        .select_from(TurnRow)
        .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .where(TurnRow.id.in_(ids), readable(viewer))
    ).all()
    place = {id_: i for i, id_ in enumerate(ids)}
    verdicts = standing_verdicts(s, ids)
    findings: dict[int, list[FindingRow]] = {}
    for f in s.scalars(
        select(FindingRow).where(FindingRow.turn_id.in_(ids)).order_by(FindingRow.id)
    ):
        findings.setdefault(f.turn_id, []).append(f)
    return [
        ReviewedReply(
            conversation=r.encounter_id,
            turn=r.id,
            scenario=r.scenario_id,
            client=r.client_before,
            reply=r.reply,
            at=r.created_at,
            coder=r.coder,
            findings=tuple(_ruled(f, verdicts[r.id]) for f in findings.get(r.id, ())),
            marks=tuple(
                Mark(v.code, v.start, v.end, v.id)
                for v in verdicts[r.id]
                if v.finding_id is None and v.kind == "missed" and v.code != NOTHING
            ),
            coded_blind=any(v.blind for v in verdicts[r.id]),
        )
        for r in sorted(rows, key=lambda r: place[r.id])
        if r.signed_off or verdicts[r.id]  # not if all that was said is withdrawn
    ]


def _ruled(finding: FindingRow, verdicts: list[Verdict]) -> Ruled:
    """A finding with the last word on it, whoever said it."""
    said = [v for v in verdicts if v.finding_id == finding.id and v.kind in ("agree", "overrule")]
    if not said:
        return Ruled(finding.code, finding.start, finding.end, finding.shown)
    last = max(said, key=lambda v: v.id)
    kind = cast(Literal["agree", "overrule"], last.kind)
    return Ruled(
        finding.code,
        finding.start,
        finding.end,
        finding.shown,
        kind,
        last.code if kind == "overrule" else "",
        last.id,
    )
