"""Replies, one by one: those that fit the filters, and what may be chosen from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from bot.store.desk.access import DeskBase, Viewer, in_groups, readable, shared
from bot.store.desk.breadth import SAID, breadth
from bot.store.desk.filters import Conditions, Filters
from bot.store.desk.said import Matches, words_of
from bot.store.desk.transcript_records import FoundCode, SaidVerdict
from bot.store.desk.verdicts import standing
from bot.store.desk_tables import Reviewer, Verdict
from bot.store.tables import EncounterRow, FindingRow, ObjectionRow, Team, Trainee, TurnRow


@dataclass(frozen=True, slots=True)
class Message:
    """A reply with the lines around it. ``turn``: its id; ``number``: its place, from 1.

    ``taken_back``: the trainee took it back later, and said something else or nothing.
    ``verdicts``: those that count. ``objections``: of the trainee, still open: (code, reason).
    """

    turn: int
    encounter: str
    number: int
    at: datetime
    trainee: str
    team: str
    scenario: str
    before: str
    reply: str
    after: str
    taken_back: bool
    found: tuple[FoundCode, ...]
    verdicts: tuple[SaidVerdict, ...]
    objections: tuple[tuple[str, str], ...]


class Searching(DeskBase):
    """Each public method is one transaction."""

    def messages_page(
        self, viewer: Viewer, filters: Filters, before: int | None = None, most: int = 50
    ) -> list[Message]:
        """At most ``most`` replies that fit, newest first, from below the turn ``before`` on."""
        with self._session() as s:
            made, id_ = _fitting(s, viewer, filters)
            if before is not None:
                made = made.where(id_ < before)
            ids = list(s.scalars(made.order_by(id_.desc()).limit(most)))
            found = _messages(s, viewer, ids)
            return [found[id_] for id_ in ids]

    def messages_count(self, viewer: Viewer, filters: Filters, most: int = 1000) -> int | None:
        """How many replies fit; None: more than ``most``, and so not counted."""
        with self._session() as s:
            made, id_ = _fitting(s, viewer, filters)
            some = made.order_by(id_.desc()).limit(most + 1).subquery()
            count = s.scalar(select(func.count()).select_from(some)) or 0
            return count if count <= most else None

    def messages(self, viewer: Viewer, turns: Iterable[int]) -> dict[int, Message]:
        """Replies by their turns' ids, as far as ``viewer`` may read them."""
        with self._session() as s:
            return _messages(s, viewer, list(turns))

    def latest_replies(
        self, viewer: Viewer, code: str = "", besides: int = 0, most: int = 400
    ) -> list[tuple[int, str]]:
        """(turn, reply) of the latest replies with ``code``, if one is given, newest first."""
        with self._session() as s:
            made, id_ = _fitting(s, viewer, Filters(code=code))
            ids = made.where(id_ != besides).order_by(id_.desc()).limit(most).subquery()
            rows = select(TurnRow.id, TurnRow.reply).where(TurnRow.id.in_(select(ids.c[0])))
            return [(turn, reply) for turn, reply in s.execute(rows.order_by(TurnRow.id.desc()))]

    def to_choose(self, viewer: Viewer, most: int = 500) -> tuple[list[str], list[tuple[int, str]]]:
        """Trainees with something to read, as far as they are ``most``; and (id, name) of groups.

        Of a lead all groups, else their own.
        """
        there = (
            select(EncounterRow.id)
            .where(EncounterRow.trainee_id == Trainee.id, shared())
            .correlate(Trainee)
            .exists()
        )
        trainees = select(Trainee.id).where(in_groups(viewer), there)
        teams = select(Team.id, Team.name).order_by(Team.name)
        if viewer.role != "lead":
            teams = teams.where(Team.id.in_(viewer.teams))
        with self._session() as s:
            newest = trainees.order_by(Trainee.created_at.desc(), Trainee.id).limit(most)
            return sorted(s.scalars(newest)), [(id_, name) for id_, name in s.execute(teams)]


def _fitting(s: Session, viewer: Viewer, filters: Filters) -> tuple[Select[Any], Any]:
    """Ids of turns that fit, and the column to order them by.

    The rows come from the index that is narrowest, and in its order: of words, of a code, or of
    all turns. So the first page is there at once, whether there are few or many.
    """
    broad = breadth(s, filters)
    sqlite = s.get_bind().dialect.name == "sqlite"
    if sqlite and words_of(filters.q) and not (filters.code and "q" in broad):
        id_: Any = SAID.c.rowid
        made = select(id_).select_from(SAID).join(TurnRow, TurnRow.id == id_)
        fits = [Matches(words_of(filters.q)), *filters.of_turns(viewer, {"code"}, by="q")]
    elif filters.code:
        f = aliased(FindingRow)
        id_ = f.turn_id
        made = select(id_).select_from(f).join(TurnRow, TurnRow.id == id_)
        fits = [_is(f, filters), ~_earlier_one(f, filters).exists()]
        fits += filters.of_turns(viewer, broad, by="code")
    else:
        id_ = TurnRow.id
        return _of(select(id_), filters.of_turns(viewer, broad)), id_
    return _of(made, [*fits, *filters.between(id_)]), id_


def _of(made: Select[Any], fits: Conditions) -> Select[Any]:
    return (
        made.join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .where(*fits)
    )


def _is(finding: Any, filters: Filters) -> ColumnElement[bool]:
    wanted: ColumnElement[bool] = finding.code == filters.code
    if filters.confidence:
        wanted &= finding.shown.is_(filters.confidence == "sure")
    return wanted


def _earlier_one(finding: Any, filters: Filters) -> Select[Any]:
    """A turn with two findings that fit is still one."""
    other = aliased(FindingRow)
    same = (other.turn_id == finding.turn_id, other.id < finding.id, _is(other, filters))
    return select(other.id).where(*same).correlate(finding)


def _messages(s: Session, viewer: Viewer, ids: Sequence[int]) -> dict[int, Message]:
    t, e = TurnRow, EncounterRow
    rows = s.execute(
        select(
            *(t.id, t.encounter_id, t.number, t.created_at, e.trainee_id, Team.name),
            *(e.scenario_id, t.client_before, t.reply, t.client_after, t.taken_back_at),
        )
        .join(e, e.id == t.encounter_id)
        .join(Trainee, Trainee.id == e.trainee_id)
        .outerjoin(Team, Team.id == Trainee.team_id)
        .where(t.id.in_(ids), readable(viewer))
    ).all()
    found, verdicts, objections = _found(s, ids), _verdicts(s, ids), _objections(s, ids)
    made = {}
    for row in rows:
        id_, encounter, number, at, trainee, team, scenario, before, reply, after, back = row
        made[id_] = Message(
            turn=id_,
            encounter=encounter,
            number=number,
            at=at,
            trainee=trainee,
            team=team or "",
            scenario=scenario,
            before=before,
            reply=reply,
            after=after,
            taken_back=back is not None,
            found=tuple(found[id_]),
            verdicts=tuple(verdicts[id_]),
            objections=tuple(objections[id_]),
        )
    return made


def _found(s: Session, ids: Sequence[int]) -> dict[int, list[FoundCode]]:
    f = FindingRow
    found: dict[int, list[FoundCode]] = defaultdict(list)
    for turn, *rest in s.execute(
        select(f.turn_id, f.id, f.code, f.start, f.end, f.quote, f.confidence, f.shown, f.why)
        .where(f.turn_id.in_(ids))
        .order_by(f.id)
    ):
        found[turn].append(FoundCode(*rest))
    return found


def _verdicts(s: Session, ids: Sequence[int]) -> dict[int, list[SaidVerdict]]:
    v = Verdict
    name = func.coalesce(func.nullif(Reviewer.name, ""), Reviewer.email, "")
    rows = s.execute(
        select(
            *(v.id, v.turn_id, v.finding_id, v.reviewer_id, name, v.kind, v.code),
            *(v.start, v.end, v.quote, v.reason, v.created_at),
        )
        .outerjoin(Reviewer, Reviewer.id == v.reviewer_id)
        .where(v.turn_id.in_(ids), v.blind.is_(False))
    )
    found: dict[int, list[SaidVerdict]] = defaultdict(list)
    for verdict in standing(SaidVerdict(*row) for row in rows):
        found[verdict.turn_id].append(verdict)
    return found


def _objections(s: Session, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    o = ObjectionRow
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for turn, code, reason in s.execute(
        select(o.turn_id, o.code, o.reason)
        .where(o.turn_id.in_(ids), o.settled_at.is_(None))
        .order_by(o.id)
    ):
        found[turn].append((code, reason))
    return found
