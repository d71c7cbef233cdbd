"""What every page has at hand: the stores, the content, the settings, and who is looking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo

from flask import abort, current_app
from flask_login import UserMixin, current_user, login_required

from bot.content import Content
from bot.settings import Settings
from bot.store.desk import DeskStore, Right, Viewer
from bot.store.repository import Store

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that pages work with. ``shelf``: the desk's own queries; ``store``: all others."""

    store: Store
    shelf: DeskStore
    content: Content
    settings: Settings

    @property
    def zone(self) -> tzinfo:
        """The organisation's time zone, else this machine's."""
        if self.settings.time_zone:
            return ZoneInfo(self.settings.time_zone)
        return datetime.now().astimezone().tzinfo or UTC

    def here(self, at: datetime) -> datetime:
        """A moment in the organisation's time zone."""
        return at.astimezone(self.zone)


class SignedIn(UserMixin):
    """Flask-Login's user: a viewer and the token of their session."""

    def __init__(self, viewer: Viewer, token: str) -> None:
        self.viewer = viewer
        self.token = token

    def get_id(self) -> str:
        """What the cookie keeps."""
        return self.token


def desk() -> Desk:
    """The desk of this application."""
    return cast(Desk, current_app.extensions["desk"])


def viewer() -> Viewer:
    """Who is looking. Only in views behind ``needs``."""
    return cast(Viewer, current_user.viewer)


def needs(right: Right) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view for those who are signed in and may do this. Others: the sign-in page, or 403.

    Put it below the route. What can't be read is 404 (views do that): its being there is a secret.
    """

    def wrap(view: Callable[P, R]) -> Callable[P, R]:
        @login_required
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            if not viewer().may(right):
                abort(403)
            return view(*args, **kwargs)

        return cast(Callable[P, R], checked)

    return wrap
