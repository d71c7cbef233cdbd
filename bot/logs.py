"""Logging: set up before anything of Rasa is imported, and never with the text of a message.

Embedded, Rasa leaves structlog unconfigured, which then prints every message at DEBUG.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import MutableMapping
from typing import Any

import structlog

_TEXT_KEYS = (
    "text",
    "parse_data_text",
    "message",
    "metadata",
    "reply",
    "client",
    "prediction_events",
)


def _without_texts(
    logger: Any, name: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for key in _TEXT_KEYS:
        if key in entry:
            entry[key] = "[left out]"
    return entry


def configure(level: str = "WARNING") -> None:
    """Set levels for our own log and for the libraries; turn Rasa's telemetry off."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Rasa sets filters of its own while it is imported; its libraries' notes help nobody here.
    warnings.showwarning = lambda *args, **kwargs: None
    number = logging.getLevelNamesMapping()[level.upper()]
    quiet = max(number, logging.WARNING)
    logging.basicConfig(level=number, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("rasa", "rasa_sdk", "sanic", "httpx", "httpcore", "telegram", "apscheduler",
                 "matplotlib", "alembic", "werkzeug"):  # fmt: skip
        logging.getLogger(name).setLevel(quiet)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a request waited a moment
    structlog.configure(
        processors=[
            _without_texts,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(quiet),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=False,
    )
