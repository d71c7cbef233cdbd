"""The repository: everything read from and written to the database goes through here.

Each public method is one transaction. The parts build on each other: database, mailbox, gaps,
people, encounters, returning, objections, keeping, comments.
"""

from __future__ import annotations

from bot.store.comments import Comments
from bot.store.database import make_engine
from bot.store.records import NewTurn, Outgoing, StoredEncounter, StoredTrainee, StoredTurn

__all__ = [
    "NewTurn",
    "Outgoing",
    "Store",
    "StoredEncounter",
    "StoredTrainee",
    "StoredTurn",
    "make_engine",
]


class Store(Comments):
    """Trainees, encounters, and the mailbox they share a database with."""
