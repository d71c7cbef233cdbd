"""What a list is narrowed down to: the same filters for the queue, messages, figures, exports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from bot.store.desk.access import Viewer, readable
from bot.store.desk.said import says
from bot.store.desk_tables import SignOff, Verdict
from bot.store.tables import EncounterRow, FindingRow, Trainee, TurnRow

Conditions = list[ColumnElement[bool]]
Confidence = Literal["", "sure", "unsure"]
Mode = Literal["", "each", "end", "off", "unaided"]
Reviewed = Literal["", "no", "yes", "overruled"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; what is "" or None narrows nothing down.

    ``q``: words, of the trainee or of the client's answer. ``trainee``: a pseudonym.
    ``code``: found by the detector. ``confidence``: of that code (of any, without one): sure, it
    was shown; unsure, it was not. ``since`` (inclusive) and ``until`` (exclusive), with a time
    zone: when a conversation began, when a reply was written. ``mode``: how the coach spoke, or
    unaided. ``reviewed``: signed off or not, or something in it overruled; a reply counts as
    reviewed as well if somebody said something to it. ``team``: id of a group.
    """

    q: str = ""
    trainee: str = ""
    scenario: str = ""
    code: str = ""
    confidence: Confidence = ""
    since: datetime | None = None
    until: datetime | None = None
    mode: Mode = ""
    reviewed: Reviewed = ""
    team: int | None = None

    def of_encounters(self, viewer: Viewer, broad: Collection[str] = ()) -> Conditions:
        """Of encounters joined with their trainees: those that fit and ``viewer`` may read.

        ``broad`` (see ``breadth``) spares work where only the first few are wanted.
        """
        found = [readable(viewer), *self._on_encounters(), *self._on_reviews()]
        if self.since:
            found.append(EncounterRow.started_at >= self.since.astimezone(UTC))
        if self.until:
            found.append(EncounterRow.started_at < self.until.astimezone(UTC))
        # Words and code in one reply: one condition on turns.
        replies = self._on_replies(broad)
        if not replies:
            return found
        narrow = {name for name in ("q", "code") if getattr(self, name)} - set(broad)
        if narrow:
            fitting = select(TurnRow.encounter_id).where(*replies).correlate(None)
            return [*found, EncounterRow.id.in_(fitting)]
        here = select(TurnRow.id).where(TurnRow.encounter_id == EncounterRow.id, *replies)
        return [*found, here.correlate(EncounterRow).exists()]

    def of_turns(self, viewer: Viewer, broad: Collection[str] = (), by: str = "") -> Conditions:
        """Of turns joined with encounters and trainees: those that fit and may be read.

        ``broad``: as above. ``by``: "q" or "code", if the statement sees to that one itself.
        """
        found = [readable(viewer), *self._on_encounters(), *self._on_replies(broad, by)]
        found += self._on_verdicts()
        return found + self._on_times() + self.between(TurnRow.id)

    def between(self, id_: Any) -> Conditions:
        """Of ids of turns: bounds that ``since`` and ``until`` set, so that nobody reads further.

        They only spare work: which turns fit is for ``of_turns`` to say.
        """
        found: Conditions = []
        if self.since:
            found.append(id_ >= _id_of(func.min(TurnRow.id + 0), Filters(since=self.since)))
        if self.until:
            found.append(id_ <= _id_of(func.max(TurnRow.id + 0), Filters(until=self.until)))
        return found

    def _on_times(self) -> Conditions:
        found: Conditions = []
        if self.since:
            found.append(TurnRow.created_at >= self.since.astimezone(UTC))
        if self.until:
            found.append(TurnRow.created_at < self.until.astimezone(UTC))
        return found

    def _on_encounters(self) -> Conditions:
        found: Conditions = []
        if self.trainee:
            found.append(EncounterRow.trainee_id == self.trainee)
        if self.scenario:
            found.append(EncounterRow.scenario_id == self.scenario)
        if self.mode == "unaided":
            found.append(EncounterRow.unaided.is_(True))
        elif self.mode:
            found.append(EncounterRow.coach_mode == self.mode)
            found.append(EncounterRow.unaided.is_(False))
        if self.team is not None:
            found.append(Trainee.team_id == self.team)
        return found

    def _on_replies(self, broad: Collection[str], by: str = "") -> Conditions:
        """Of turns: the words and the code are in them."""
        found: Conditions = []
        if by != "code":
            found += self._on_findings("code" in broad)
        said = says(self.q, "q" in broad) if by != "q" else None
        return found if said is None else [*found, said]

    def _findings(self) -> Conditions:
        """Of findings: those that are looked for."""
        found: Conditions = []
        if self.code:
            found.append(FindingRow.code == self.code)
        if self.confidence:
            found.append(FindingRow.shown.is_(self.confidence == "sure"))
        return found

    def _on_findings(self, broad: bool) -> Conditions:
        """Of turns: the finding that is looked for is in them."""
        wanted = self._findings()
        if not wanted:
            return []
        if self.code and not broad:
            turns = select(FindingRow.turn_id).where(*wanted)
            return [TurnRow.id.in_(turns.correlate(None))]
        found = select(FindingRow.id).where(FindingRow.turn_id == TurnRow.id, *wanted)
        return [found.correlate(TurnRow).exists()]

    def _on_reviews(self) -> Conditions:
        """Of encounters, by ``reviewed``."""
        if not self.reviewed:
            return []
        if self.reviewed == "overruled":
            turns = select(TurnRow.encounter_id).join(Verdict, Verdict.turn_id == TurnRow.id)
            overruled = self._about(turns).where(Verdict.kind == "overrule", *stands())
            return [EncounterRow.id.in_(overruled.correlate(None))]
        signed = signed_off().exists()
        return [signed if self.reviewed == "yes" else ~signed]

    def _on_verdicts(self) -> Conditions:
        """Of turns, by ``reviewed``."""
        if not self.reviewed:
            return []
        verdicts = self._about(select(Verdict.turn_id)).where(*stands())
        if self.reviewed == "overruled":
            overruled = verdicts.where(Verdict.kind == "overrule")
            return [TurnRow.id.in_(overruled.correlate(None))]
        judged = or_(TurnRow.id.in_(verdicts.correlate(None)), signed_off().exists())
        return [judged if self.reviewed == "yes" else ~judged]

    def _about(self, verdicts: Select[Any]) -> Select[Any]:
        """With a code or a confidence, only what was said to such findings counts."""
        wanted = self._findings()
        if not wanted:
            return verdicts
        return verdicts.join(FindingRow, FindingRow.id == Verdict.finding_id).where(*wanted)


def _id_of(which: ColumnElement[int], times: Filters) -> Any:
    """By the index of times: plus nothing, or databases would go through the ids instead."""
    return select(which).where(*times._on_times()).correlate(None).scalar_subquery()


def signed_off() -> Select[Any]:
    """The sign-offs of an encounter, of readers who saw its codes."""
    return (
        select(SignOff.id)
        .where(SignOff.encounter_id == EncounterRow.id, SignOff.blind.is_(False))
        .correlate(EncounterRow)
    )


def stands() -> tuple[ColumnElement[bool], ...]:
    """Of verdicts by those who saw the codes: those that count, as in ``verdicts.standing``."""
    later = aliased(Verdict)
    same = or_(
        later.finding_id == Verdict.finding_id,
        and_(
            later.finding_id.is_(None),
            Verdict.finding_id.is_(None),
            later.start == Verdict.start,
            later.end == Verdict.end,
            later.code == Verdict.code,
        ),
    )
    newer = (
        select(later.id)
        .where(
            later.turn_id == Verdict.turn_id,
            later.id > Verdict.id,
            later.blind.is_(False),
            later.reviewer_id.is_not_distinct_from(Verdict.reviewer_id),
            same,
        )
        .correlate(Verdict)
        .exists()
    )
    return Verdict.blind.is_(False), Verdict.kind != "withdrawn", ~newer
