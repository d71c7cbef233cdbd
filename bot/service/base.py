"""What every use case needs: store, driver, content, settings, and a way to say something."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content import Content
from bot.dialogue import Driver
from bot.service.messages import Say, note
from bot.settings import Settings
from bot.store.repository import Store, StoredTrainee

Incoming = tuple[str, str] | None


class ServiceBase:
    """Nothing is held in memory between calls, so any process may take the next one."""

    def __init__(self, store: Store, driver: Driver, content: Content, settings: Settings) -> None:
        self.store = store
        self.driver = driver
        self.content = content
        self.settings = settings

    def line_to_answer(self, trainee: StoredTrainee | None) -> str | None:
        """The client's line that waits for a reply, or None."""
        now = self.store.latest(trainee.id) if trainee else None
        return now.state.client_line if now else None

    def say(self, trainee: StoredTrainee, said: Sequence[Say], incoming: Incoming = None) -> None:
        """Queue messages that change nothing."""
        self.store.change(trainee, None, [s.to_json() for s in said], incoming)

    def _note(
        self, trainee: StoredTrainee, encounter: str | None, text: str, incoming: Incoming
    ) -> None:
        self.store.change(trainee, encounter, [note(text).to_json()], incoming)
