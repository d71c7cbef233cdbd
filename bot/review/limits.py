"""How many requests may come from one network address in a while. Counted in this process."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from flask import current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

SIGN_IN: Final = "10 per minute; 100 per hour"
LINK: Final = "30 per minute"

limiter = Limiter(get_remote_address, default_limits=["600 per minute"], storage_uri="memory://")


@limiter.request_filter
def _switched_off() -> bool:
    return not current_app.config["RATELIMIT_ENABLED"]


def until() -> datetime | None:
    """When the limit that this request met opens again."""
    met = limiter.current_limit
    return datetime.fromtimestamp(met.reset_at, UTC) if met else None
