"""Keeping the table ``queue`` true: made anew for what was touched since somebody last looked.

Nothing tells the desk when a conversation moves on; it looks for itself, by time. A transaction
that committed late may carry an earlier time, so each look goes back a little further than the
last one. Two processes may look at once: both come to the same, and a conversation is made anew
more than once without harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import batched
from typing import Any, Final

from sqlalchemy import String, cast, delete, func, select, union
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.desk.access import DeskBase
from bot.store.desk.unread import RECENT, Unread, gather
from bot.store.desk_tables import CommentRow, QueueRow, QueueState, SignOff
from bot.store.tables import EncounterRow, NoteRow, ObjectionRow, TurnRow

# Place and reasons of a conversation on a day: urgency, rank within it, kinds; None: no reason.
Weigh = Callable[[Unread, date], tuple[int, float, tuple[str, ...]] | None]

OVERLAP: Final = timedelta(minutes=5)  # no transaction takes longer to commit
_AT_ONCE: Final = 500  # conversations in one transaction
_NOTED: Final = timedelta(minutes=1)  # looking more often than that is not written down
_LOCK: Final = 20_391  # PostgreSQL's lock of those who write the queue
_TRIES: Final = 3


class Refreshing(DeskBase):
    """Each chunk of the queue is one transaction."""

    def refresh_queue(self, today: date, at: datetime, weigh: Weigh) -> int:
        """Bring the queue up to date; returns how many places were changed.

        ``today``: the organisation's day. ``at``: now. Cheap when nothing has happened.
        """
        week = today - timedelta(days=today.weekday())
        with self._session() as s:
            state = s.get(QueueState, 1)
            ids = _touched(s, state, at, week) if state else _all(s)
        changed = sum(self._place(chunk, today, weigh) for chunk in batched(ids, _AT_ONCE))
        if state is None or state.week != week:
            self._measure()
        if state is None or state.week != week or abs(at - state.looked_at) >= _NOTED:
            with self._session() as s:
                _upsert(s, QueueState, "id", [{"id": 1, "looked_at": at, "week": week}])
        return changed

    def forget_queue(self) -> None:
        """Let the queue be made anew as a whole at the next look (after filling a database)."""
        with self._session() as s:
            s.execute(delete(QueueState))

    def _measure(self) -> None:
        """Let SQLite see how its tables are filled, once a week; PostgreSQL does that by itself.

        It reads a few hundred entries of each index. Only numbers are kept, no values.
        """
        if self.engine.dialect.name == "sqlite":
            with self.engine.begin() as connection:
                connection.exec_driver_sql("PRAGMA analysis_limit=400")
                connection.exec_driver_sql("ANALYZE")
                connection.exec_driver_sql("DROP TABLE IF EXISTS sqlite_stat4")

    def _place(self, ids: Sequence[str], today: date, weigh: Weigh) -> int:
        for left in reversed(range(_TRIES)):
            try:
                with self._session() as s:
                    return _place(s, ids, today, weigh)
            except IntegrityError:  # a conversation was erased meanwhile
                if not left:
                    raise
        return 0


def _place(s: Session, ids: Sequence[str], today: date, weigh: Weigh) -> int:
    if s.get_bind().dialect.name == "postgresql":
        s.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    q = QueueRow
    before = {
        row.encounter_id: (row.urgency, row.rank, tuple(row.reasons))
        for row in s.execute(
            select(q.encounter_id, q.urgency, q.rank, q.reasons).where(q.encounter_id.in_(ids))
        )
    }
    found = ((u.id, weigh(u, today)) for u in gather(s, ids))
    now = {id_: place for id_, place in found if place}
    gone = sorted(before.keys() - now.keys())
    new = [
        {"encounter_id": id_, "urgency": place[0], "rank": place[1], "reasons": list(place[2])}
        for id_, place in sorted(now.items())
        if before.get(id_) != place
    ]
    if gone:
        s.execute(delete(QueueRow).where(QueueRow.encounter_id.in_(gone)))
    if new:
        _upsert(s, QueueRow, "encounter_id", new)
    return len(gone) + len(new)


def _upsert(s: Session, table: Any, key: str, rows: Iterable[dict[str, Any]]) -> None:
    dialect = sqlite if s.get_bind().dialect.name == "sqlite" else postgresql
    made = dialect.insert(table).values(list(rows))
    others = {c.name: made.excluded[c.name] for c in table.__table__.columns if c.name != key}
    s.execute(made.on_conflict_do_update(index_elements=[key], set_=others))


def _all(s: Session) -> list[str]:
    """Everything; those of one trainee together, because they are counted together."""
    return list(s.scalars(select(EncounterRow.id).order_by(EncounterRow.trainee_id)))


def _touched(s: Session, state: QueueState, at: datetime, week: date) -> list[str]:
    since = min(state.looked_at, at) - OVERLAP
    e = EncounterRow
    objected = select(TurnRow.encounter_id).join(ObjectionRow, ObjectionRow.turn_id == TurnRow.id)
    found: list[Any] = [
        select(e.id).where(e.updated_at >= since),
        select(e.id).where(e.shared_at >= since),
        objected.where(ObjectionRow.created_at >= since),
        objected.where(ObjectionRow.settled_at >= since),
        select(NoteRow.encounter_id).where(
            NoteRow.created_at >= since, NoteRow.encounter_id.is_not(None)
        ),
        select(CommentRow.encounter_id).where(CommentRow.answered_at >= since),
        select(SignOff.encounter_id).where(SignOff.created_at >= since),
    ]
    if state.week != week:  # another sample
        first = datetime.combine(week, datetime.min.time(), UTC) - RECENT - timedelta(days=1)
        drawn = cast(QueueRow.reasons, String).like('%"sample"%')
        found += [
            select(e.id).where(e.updated_at >= first),
            select(QueueRow.encounter_id).where(drawn),
        ]
    return sorted(s.scalars(union(*found)))
