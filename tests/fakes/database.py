"""Look into a database as it is, and take what is waiting to be sent."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from bot.service import Say
from bot.store import Store
from bot.store.repository import StoredTrainee
from bot.store.tables import Base


def dump(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, in the order of their keys."""
    with store.engine.connect() as connection:
        return {
            table.name: [
                dict(row._mapping)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }


def everything(store: Store) -> str:
    """All rows as one text, to look for words in."""
    return json.dumps(dump(store), ensure_ascii=False, default=str)


def counts(store: Store) -> dict[str, int]:
    """Rows of each table that has any."""
    return {name: len(rows) for name, rows in dump(store).items() if rows}


def take(store: Store, trainee: StoredTrainee) -> list[Say]:
    """What is waiting for ``trainee``; it counts as sent afterwards."""
    waiting = store.unsent(trainee.account)
    for message in waiting:
        store.sent(message.id)
    return [Say.from_json(m.payload) for m in waiting]
