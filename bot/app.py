"""The one place that wires: settings, store, driver, content, service."""

from __future__ import annotations

from bot import content
from bot.dialogue import Driver, DriverError
from bot.service import PracticeService
from bot.settings import Settings
from bot.store import Store, migrate


def make_driver(settings: Settings) -> Driver:
    """The HTTP driver if ``RASA_URL`` is set, else the embedded one (imports Rasa: seconds)."""
    if settings.rasa_url:
        from bot.dialogue.over_http import HttpDriver

        return HttpDriver(settings.rasa_url)
    if not settings.rasa_model.exists():
        raise DriverError(
            f"No trained model at {settings.rasa_model}. `make run` trains one; "
            "so does `uv run alongside train`."
        )
    from bot.dialogue.embedded import EmbeddedDriver

    return EmbeddedDriver(settings.rasa_model)


def make_store(settings: Settings) -> Store:
    """The store, its database brought to the current tables."""
    store = Store(settings.database_url)
    migrate.upgrade(store.engine)
    return store


def make_service(settings: Settings, driver: Driver | None = None) -> PracticeService:
    """Everything together. ContentError, DriverError: say what to do."""
    authored = content.load()
    made = PracticeService(
        make_store(settings), driver or make_driver(settings), authored, settings
    )
    made.close_gone()
    return made
