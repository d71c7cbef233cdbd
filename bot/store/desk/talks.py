"""Conversations in counts, for the figures of whole groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, aliased

from bot.store.desk.access import DeskBase
from bot.store.tables import EncounterRow, FindingRow, ObjectionRow, Team, Trainee, TurnRow


@dataclass(frozen=True, slots=True)
class CountedTalk:
    """One conversation in counts: when it began (UTC), whose it was, what was shown in it.

    ``team`` is "" for none. ``replies``: those kept. ``codes``: how often each was shown; a move
    on words that carry a flag is left out. ``contested``: how often a flag was disagreed with.
    ``opened``: after which reply trust was open; 0 if it never was.
    """

    began: datetime
    trainee: str
    team: str
    scenario: str
    unaided: bool
    replies: int
    codes: Mapping[str, int]
    contested: Mapping[str, int]
    opened: int


class Talks(DeskBase):
    """Each public method is one transaction."""

    def counted_talks(self, until: datetime) -> list[CountedTalk]:
        """Every conversation that began before ``until``, shared or not, of everybody.

        For figures of whole groups only (``bot.review.team``): this asks nobody's leave.
        """
        with self._session() as s:
            codes, contested = _shown_by_talk(s, until), _contested_by_talk(s, until)
            names = dict(s.execute(select(Team.id, Team.name)).tuples().all())
            opened = func.min(case((TurnRow.stance == "open", TurnRow.number)))
            rows = s.execute(
                select(
                    EncounterRow.id,
                    EncounterRow.started_at,
                    EncounterRow.trainee_id,
                    Trainee.team_id,
                    EncounterRow.scenario_id,
                    EncounterRow.unaided,
                    func.count(TurnRow.id),
                    opened,
                )
                .join(Trainee, Trainee.id == EncounterRow.trainee_id)
                .join(TurnRow, TurnRow.encounter_id == EncounterRow.id)
                .where(*_counts(until))
                .group_by(EncounterRow.id, Trainee.team_id)
            ).tuples()
            return [
                CountedTalk(
                    began=began,
                    trainee=trainee,
                    team=names.get(team, "") if team else "",
                    scenario=scenario,
                    unaided=unaided,
                    replies=replies,
                    codes=codes.get(id_, {}),
                    contested=contested.get(id_, {}),
                    opened=first or 0,
                )
                for id_, began, trainee, team, scenario, unaided, replies, first in rows
            ]


def _counts(until: datetime) -> tuple[ColumnElement[bool], ...]:
    """Of turns joined with their encounters: those that count."""
    return (
        EncounterRow.started_at < until,
        TurnRow.created_at < until,
        TurnRow.taken_back_at.is_(None),
    )


def _shown_by_talk(s: Session, until: datetime) -> dict[str, dict[str, int]]:
    """By conversation and code, how often it was shown."""
    flag = aliased(FindingRow)
    on_a_flag = (
        select(flag.id)
        .where(
            flag.turn_id == FindingRow.turn_id,
            flag.shown.is_(True),
            flag.code >= "P",  # P and S; moves are G and M
            flag.start < FindingRow.end,
            flag.end > FindingRow.start,
        )
        .correlate(FindingRow)
        .exists()
    )
    rows = s.execute(
        select(TurnRow.encounter_id, FindingRow.code, func.count())
        .join(TurnRow, TurnRow.id == FindingRow.turn_id)
        .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
        .where(*_counts(until), FindingRow.shown.is_(True), (FindingRow.code >= "P") | ~on_a_flag)
        .group_by(TurnRow.encounter_id, FindingRow.code)
    ).tuples()
    return _by_talk(rows)


def _contested_by_talk(s: Session, until: datetime) -> dict[str, dict[str, int]]:
    """By conversation and code, on how many replies it was disagreed with."""
    rows = s.execute(
        select(TurnRow.encounter_id, ObjectionRow.code, func.count(ObjectionRow.turn_id.distinct()))
        .join(TurnRow, TurnRow.id == ObjectionRow.turn_id)
        .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
        .where(*_counts(until))
        .group_by(TurnRow.encounter_id, ObjectionRow.code)
    ).tuples()
    return _by_talk(rows)


def _by_talk(rows: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for encounter, code, count in rows:
        found[encounter][code] = count
    return found
