"""What the supervisor's desk reads and writes: ``DeskStore``, and who may see what (``access``)."""

from bot.store.desk.access import RIGHTS, ROLES, Right, Role, Viewer
from bot.store.desk.store import DeskStore

__all__ = ["RIGHTS", "ROLES", "DeskStore", "Right", "Role", "Viewer"]
