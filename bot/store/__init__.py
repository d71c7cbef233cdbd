"""State: SQLAlchemy tables, the repository, Alembic migrations."""

from bot.store import migrate
from bot.store.repository import Store, StoredEncounter, StoredTurn

__all__ = ["Store", "StoredEncounter", "StoredTurn", "migrate"]
