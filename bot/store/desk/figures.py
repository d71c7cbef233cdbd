"""What figures of agreement are made of: replies that were coded, findings that were judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from bot.store.desk.access import DeskBase, Viewer
from bot.store.desk.filters import Filters
from bot.store.desk.readings import NOTHING
from bot.store.desk.verdicts import standing
from bot.store.desk_tables import Reading, Reviewer, SignOff, Verdict
from bot.store.tables import EncounterRow, FindingRow, Trainee, TurnRow


@dataclass(frozen=True, slots=True)
class CodedReply:
    """A reply that ``reviewer`` read, with all the codes they see in it."""

    turn: int
    reviewer: int
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CodedTwice:
    """Replies of conversations that somebody coded blind.

    ``blind``: each blind reading that is done, reply by reply (those looked at). ``open_eyed``:
    what the reviews of others who signed the same conversations off amount to, on these replies
    only; of each reply, in the order of their sign-offs. ``detector``: by turn, what it had
    shown. ``names``: of reviewers, by id. ``conversations``: how many.
    """

    blind: tuple[CodedReply, ...]
    open_eyed: tuple[CodedReply, ...]
    detector: Mapping[int, frozenset[str]]
    names: Mapping[int, str]
    conversations: int


@dataclass(frozen=True, slots=True)
class SaidOfReply:
    """Something that stands of what reviewers said with the codes in sight.

    ``finding``: the shown finding that was agreed with or overruled; None for a missed code.
    ``coder``: the detector that read the reply, which was written ``at``.
    """

    turn: int
    finding: int | None
    code: str
    overruled: bool
    coder: str
    at: datetime


class Figures(DeskBase):
    """Each public method is one transaction."""

    def coded_twice(self, viewer: Viewer, filters: Filters) -> CodedTwice:
        """All that may be set beside each other, as far as ``viewer`` may read it."""
        with self._session() as s:
            blind = _blind(s, viewer, filters)
            looked_at = {r.turn for r in blind}
            eyed = [r for r in _open_eyed(s, viewer, filters) if r.turn in looked_at]
            turns = _kept(viewer, filters)
            shown = _codes_by_turn(s, turns)
            talks = s.execute(turns.with_only_columns(TurnRow.id, TurnRow.encounter_id)).tuples()
            encounter = dict(talks.all())
            who = {r.reviewer for r in (*blind, *eyed)}
            return CodedTwice(
                blind=tuple(blind),
                open_eyed=tuple(eyed),
                detector={r.turn: shown.get(r.turn, frozenset()) for r in blind},
                names=_names(s, who),
                conversations=len({encounter[turn] for turn in looked_at}),
            )

    def said_of_replies(self, viewer: Viewer, filters: Filters) -> list[SaidOfReply]:
        """What stands on shown findings and on missed codes, oldest first."""
        query = (
            select(Verdict, FindingRow.code, FindingRow.shown, TurnRow.coder, TurnRow.created_at)
            .join(TurnRow, TurnRow.id == Verdict.turn_id)
            .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
            .join(Trainee, Trainee.id == EncounterRow.trainee_id)
            .outerjoin(FindingRow, FindingRow.id == Verdict.finding_id)
            .where(Verdict.blind.is_(False), *filters.of_turns(viewer))
        )
        with self._session() as s:
            rows = {v.id: (v, *rest) for v, *rest in s.execute(query)}
            found = []
            for one in standing(v for v, *_ in rows.values()):
                _, code, shown, coder, at = rows[one.id]
                if one.kind == "missed":
                    made = SaidOfReply(one.turn_id, None, one.code, False, coder, at)
                elif shown:
                    overruled = one.kind == "overrule"
                    made = SaidOfReply(one.turn_id, one.finding_id, code, overruled, coder, at)
                else:
                    continue
                found.append(made)
            return found


def _kept(viewer: Viewer, filters: Filters) -> Select[tuple[int]]:
    """Ids of kept turns that may be counted, of conversations that somebody coded blind."""
    return (
        select(TurnRow.id)
        .join(EncounterRow, EncounterRow.id == TurnRow.encounter_id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .where(
            EncounterRow.id.in_(_coded_blind()),
            TurnRow.taken_back_at.is_(None),
            *filters.of_turns(viewer),
        )
    )


def _done_blind() -> tuple[ColumnElement[bool], ...]:
    return Reading.blind.is_(True), Reading.done_at.is_not(None)


def _coded_blind() -> Select[tuple[str]]:
    """Encounters with a blind reading that is done."""
    return select(Reading.encounter_id).where(*_done_blind())


def _blind(s: Session, viewer: Viewer, filters: Filters) -> list[CodedReply]:
    rows = s.scalars(
        select(Verdict)
        .join(TurnRow, TurnRow.id == Verdict.turn_id)
        .join(
            Reading,
            and_(
                Reading.encounter_id == TurnRow.encounter_id,
                Reading.reviewer_id == Verdict.reviewer_id,
                *_done_blind(),
            ),
        )
        .where(Verdict.blind.is_(True), TurnRow.id.in_(_kept(viewer, filters)))
    )
    found: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for one in standing(rows):
        if one.reviewer_id is not None:
            found[one.turn_id, one.reviewer_id].add(one.code)
    return [
        CodedReply(turn, who, frozenset(codes - {NOTHING}))
        for (turn, who), codes in sorted(found.items())
    ]


def _open_eyed(s: Session, viewer: Viewer, filters: Filters) -> list[CodedReply]:
    """What reviewers saw who signed off, with the detector's codes before them.

    Of each reply whoever signed it off first comes first: they had the fewest verdicts before them.
    A shown finding counts if they did not overrule it, an unsure one if they agreed with it;
    then what they put in the place of others, and what they missed.
    """
    own_blind = select(Reading.id).where(
        Reading.encounter_id == SignOff.encounter_id,
        Reading.reviewer_id == SignOff.reviewer_id,
        *_done_blind(),
    )
    read = s.execute(
        select(TurnRow.id, SignOff.reviewer_id)
        .join(SignOff, SignOff.encounter_id == TurnRow.encounter_id)
        .where(
            SignOff.blind.is_(False),
            SignOff.reviewer_id.is_not(None),
            SignOff.created_at >= TurnRow.created_at,  # what came later, they did not read
            ~own_blind.correlate(SignOff).exists(),
            TurnRow.id.in_(_kept(viewer, filters)),
        )
        .group_by(TurnRow.id, SignOff.reviewer_id)
        .order_by(TurnRow.id, func.min(SignOff.created_at), func.min(SignOff.id))
    ).tuples()
    wanted = _kept(viewer, filters)
    findings = defaultdict(list)
    for one in s.scalars(select(FindingRow).where(FindingRow.turn_id.in_(wanted))):
        findings[one.turn_id].append(one)
    verdicts = s.scalars(
        select(Verdict).where(Verdict.blind.is_(False), Verdict.turn_id.in_(wanted))
    )
    said = defaultdict(list)
    for verdict in standing(verdicts):
        said[verdict.turn_id, verdict.reviewer_id].append(verdict)
    return [
        CodedReply(turn, who, _seen(findings[turn], said[turn, who]))
        for turn, who in read
        if who is not None
    ]


def _seen(findings: Iterable[FindingRow], said: Iterable[Verdict]) -> frozenset[str]:
    """The codes of a reply, as somebody sees them who said this of these findings."""
    known = list(said)
    kinds = {v.finding_id: v.kind for v in known if v.finding_id is not None}
    stay = {
        f.code
        for f in findings
        if kinds.get(f.id) == "agree" or (f.shown and kinds.get(f.id) != "overrule")
    }
    return frozenset(stay | {v.code for v in known if v.kind in ("missed", "overrule") and v.code})


def _codes_by_turn(s: Session, turns: Select[tuple[int]]) -> dict[int, frozenset[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = s.execute(
        select(FindingRow.turn_id, FindingRow.code).where(
            FindingRow.shown.is_(True), FindingRow.turn_id.in_(turns)
        )
    ).tuples()
    for turn, code in rows:
        found[turn].add(code)
    return {turn: frozenset(codes) for turn, codes in found.items()}


def _names(s: Session, reviewers: Iterable[int]) -> dict[int, str]:
    """By id; two of the same name go by their addresses."""
    rows = list(s.scalars(select(Reviewer).where(Reviewer.id.in_(list(reviewers)))))
    names = [r.name for r in rows]
    return {r.id: r.name if r.name and names.count(r.name) == 1 else r.email for r in rows}
