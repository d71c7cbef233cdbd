"""How often a client had nothing fitting to say: counts by scenario and topic, no words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.store.mailbox import Mailbox
from bot.store.tables import GapRow

# Kinds of answers that show authors what is missing (bot/practice/choosing.py).
GAPS = ("unforeseen", "told_already", "no_further", "not_understood")


@dataclass(frozen=True, slots=True)
class Gap:
    """One count: ``kind`` of answer, in a scenario, to replies about ``topic``."""

    scenario: str
    kind: str
    topic: str
    count: int


class Gaps(Mailbox):
    """Counting, in the transaction of the turn; they stay when a trainee is erased."""

    def gaps(self) -> list[Gap]:
        """All counts, the most frequent first."""
        with self._session() as s:
            rows = s.scalars(
                select(GapRow).order_by(GapRow.count.desc(), GapRow.scenario_id, GapRow.topic)
            )
            return [Gap(r.scenario_id, r.kind, r.topic, r.count) for r in rows]

    def _count_gap(self, session: Session, scenario: str, kind: str, topic: str) -> None:
        if kind not in GAPS:
            return
        insert = postgresql.insert if self.engine.dialect.name == "postgresql" else sqlite.insert
        new = insert(GapRow).values(scenario_id=scenario, kind=kind, topic=topic, count=1)
        session.execute(
            new.on_conflict_do_update(
                index_elements=["scenario_id", "kind", "topic"],
                set_={"count": GapRow.count + 1},
            )
        )
