"""The queue as it is looked at: its lists, page by page, and who has taken what."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any, Final, Literal, cast

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session, aliased

from bot.store.desk.access import DeskBase, Viewer, readable
from bot.store.desk.breadth import breadth
from bot.store.desk.entries import After, Entry, entries_of
from bot.store.desk.filters import Conditions, Filters
from bot.store.desk_tables import QueueRow, Reading, Reviewer, SignOff
from bot.store.tables import EncounterRow, Trainee, now

Tab = Literal["unassigned", "mine", "others", "done"]
TABS: Final[tuple[Tab, ...]] = ("unassigned", "mine", "others", "done")


class Waiting(DeskBase):
    """Each public method is one transaction."""

    def queue_page(
        self,
        viewer: Viewer,
        tab: Tab,
        filters: Filters,
        reason: str = "",
        after: After | None = None,
        most: int = 25,
    ) -> list[Entry]:
        """At most ``most`` conversations of a list, from ``after`` on; the first comes first.

        ``reason``: only those that wait for it. Of what is done, the latest sign-off first.
        """
        with self._session() as s:
            fits = filters.of_encounters(viewer, breadth(s, filters))
            made = _done(fits) if tab == "done" else _waiting(viewer, tab, fits)
            if reason and tab != "done":
                made = made.where(_for(reason))
            if after is not None:
                made = made.where(_beyond(after))
            rows = s.execute(made.limit(most)).all()
            places = {row[0]: cast(After, tuple(row[1:])) for row in rows}
            return entries_of(s, places, signed=tab == "done")

    def queue_counts(
        self, viewer: Viewer, filters: Filters, most_done: int = 1000
    ) -> dict[Tab, Counter[str]] | None:
        """How many conversations wait for each reason, by list; under "", how many in all.

        What is done is counted up to one more than ``most_done``. None: not counted, because
        nearly everything would have to be searched for words that are everywhere.
        """
        reasons = as_type(QueueRow.reasons, String)
        whose = case((_taken(viewer), "mine"), (_taken(), "others"), else_="unassigned")
        found: dict[Tab, Counter[str]] = {tab: Counter() for tab in TABS}
        with self._session() as s:
            broad = breadth(s, filters)
            if "q" in broad:
                return None
            fits = filters.of_encounters(viewer, broad)
            waiting = _queued(whose.label("tab"), reasons.label("kinds"), func.count())
            for tab, kinds, count in s.execute(waiting.where(*fits).group_by("tab", "kinds")):
                for kind in ("", *json.loads(kinds)):
                    found[cast(Tab, tab)][kind] += count
            done = _done(fits).limit(most_done + 1).subquery()
            found["done"][""] = s.scalar(select(func.count()).select_from(done)) or 0
        return found

    def queue_entry(self, viewer: Viewer, encounter: str) -> Entry | None:
        """One conversation that waits, as a list shows it; None: it isn't there to be read."""
        statement = _queued(EncounterRow.id, *_ORDER).where(
            readable(viewer), EncounterRow.id == encounter
        )
        with self._session() as s:
            row = s.execute(statement).first()
            places = {row[0]: cast(After, tuple(row[1:]))} if row else {}
            return next(iter(entries_of(s, places)), None)

    def take(self, viewer: Viewer, encounter: str) -> str | None:
        """Take a conversation to read. "": it is theirs now. A name: that colleague has it.

        None: it isn't there to be read. Of several at once, one takes it.
        """
        with self._session() as s:
            if not _may_read(s, viewer, encounter):
                return None
            # Locked (SQLite: by the update, which writes), so that nobody comes in between.
            lock = select(EncounterRow.id).where(EncounterRow.id == encounter)
            s.execute(lock.with_for_update())
            mine = (
                Reading.encounter_id == encounter,
                Reading.reviewer_id == viewer.id,
                Reading.blind.is_(False),
            )
            free = ~_open(encounter).exists()
            again = update(Reading).where(*mine, Reading.done_at.is_not(None), free)
            s.execute(
                again.values(done_at=None, made_at=now()),
                execution_options={"synchronize_session": False},
            )
            first = select(
                literal(encounter), literal(viewer.id), literal(False), literal(now(), MADE_AT)
            ).where(free)
            s.execute(
                insert(Reading).from_select(
                    ["encounter_id", "reviewer_id", "blind", "made_at"], first
                )
            )
            holder = s.execute(_open(encounter, Reviewer.id, NAME).limit(1)).one()
            return "" if holder[0] == viewer.id else str(holder[1])

    def give_back(self, viewer: Viewer, encounter: str) -> bool | None:
        """Give back what was taken. False: they don't have it. None: not there to be read."""
        with self._session() as s:
            if not _may_read(s, viewer, encounter):
                return None
            gone = s.execute(
                delete(Reading)
                .where(
                    Reading.encounter_id == encounter,
                    Reading.reviewer_id == viewer.id,
                    Reading.blind.is_(False),
                    Reading.done_at.is_(None),
                )
                .returning(Reading.id)
            ).first()
            return gone is not None


NAME: Final = func.coalesce(func.nullif(Reviewer.name, ""), Reviewer.email)
MADE_AT: Final = Reading.__table__.c.made_at.type
_ORDER: Final = (QueueRow.urgency, QueueRow.rank, QueueRow.encounter_id)


def _queued(*what: Any) -> Select[Any]:
    return (
        select(*what)
        .select_from(QueueRow)
        .join(EncounterRow, EncounterRow.id == QueueRow.encounter_id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
    )


def _waiting(viewer: Viewer, tab: Tab, fits: Conditions) -> Select[Any]:
    mine, anybodys = _taken(viewer), _taken()
    whose = {"mine": [mine], "others": [anybodys, ~mine], "unassigned": [~anybodys]}[tab]
    return _queued(EncounterRow.id, *_ORDER).where(*fits, *whose).order_by(*_ORDER)


def _done(fits: Conditions) -> Select[Any]:
    """Signed off, with nothing that waits: by the last sign-off of each."""
    later = aliased(SignOff)
    again = select(later.id).where(
        later.encounter_id == SignOff.encounter_id,
        later.blind.is_(False),
        later.id > SignOff.id,
    )
    waits = select(QueueRow.encounter_id).where(QueueRow.encounter_id == EncounterRow.id)
    return (
        select(EncounterRow.id, SignOff.created_at, SignOff.id)
        .select_from(SignOff)
        .join(EncounterRow, EncounterRow.id == SignOff.encounter_id)
        .join(Trainee, Trainee.id == EncounterRow.trainee_id)
        .where(
            SignOff.blind.is_(False),
            ~again.correlate(SignOff).exists(),
            ~waits.correlate(EncounterRow).exists(),
            *fits,
        )
        .order_by(SignOff.created_at.desc(), SignOff.id.desc())
    )


def _for(reason: str) -> ColumnElement[bool]:
    return as_type(QueueRow.reasons, String).contains(f'"{reason}"', autoescape=True)


def _beyond(after: After) -> ColumnElement[bool]:
    if isinstance(after[0], datetime):
        return tuple_(SignOff.created_at, SignOff.id) < tuple_(*_bound(after, _SIGNED))
    return tuple_(*_ORDER) > tuple_(*_bound(after, _ORDER))


_SIGNED: Final = (SignOff.created_at, SignOff.id)


def _bound(values: tuple[Any, ...], columns: tuple[Any, ...]) -> list[Any]:
    return [literal(v, c.type) for v, c in zip(values, columns, strict=True)]


def _open(encounter: Any, *what: Any) -> Select[Any]:
    """Who has a conversation now: of readings that are neither done nor blind."""
    return (
        select(*(what or (Reading.id,)))
        .select_from(Reading)
        .join(Reviewer, Reviewer.id == Reading.reviewer_id)
        .where(
            Reading.encounter_id == encounter,
            Reading.blind.is_(False),
            Reading.done_at.is_(None),
            Reviewer.active.is_(True),
        )
        .order_by(Reading.id)
    )


def _taken(by: Viewer | None = None) -> ColumnElement[bool]:
    """Of encounters: somebody has them to read; ``by``: that person."""
    found = _open(EncounterRow.id).order_by(None)
    if by is not None:
        found = found.where(Reading.reviewer_id == by.id)
    return found.correlate(EncounterRow).exists()


def _may_read(s: Session, viewer: Viewer, encounter: str) -> bool:
    return (
        s.scalar(
            select(EncounterRow.id)
            .join(Trainee, Trainee.id == EncounterRow.trainee_id)
            .where(EncounterRow.id == encounter, readable(viewer))
        )
        is not None
    )
