"""Coming in and going out: sessions, where to go next, how long an account rests."""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from flask import request, session, url_for
from flask_login import current_user, login_user, logout_user

from bot.review.desk import SignedIn, desk
from bot.store.desk.accounts import digest, rest_after
from bot.store.tables import now

_BROWSERS: Final = (  # what a browser calls itself, the telling name first
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f-\x9f\\]")  # controls, blanks, backslashes

_EMAIL: Final = re.compile(r"[^@\s<>,;]+@[^@\s<>,;.]+(\.[^@\s<>,;.]+)+")


def enter(reviewer: int) -> None:
    """Sign ``reviewer`` in on this browser: a new session, with nothing of an earlier one."""
    shelf = desk().shelf
    leave()
    token = shelf.sign_in(reviewer, browser(request.user_agent.string))
    who = shelf.viewer(token)
    if who is not None:
        login_user(SignedIn(who, token))
        shelf.note_deed(reviewer, "sign in")


def leave() -> None:
    """End this browser's session, if it has one, and forget all that its cookie held."""
    if current_user.is_authenticated:
        desk().shelf.sign_out(current_user.token)
        logout_user()
    session.clear()


def local(address: str | None) -> str:
    """``address`` if it is a place on this desk, such as "/queue?tab=mine"; else ""."""
    if not address or len(address) > 2000 or _UNSEEN.search(address):
        return ""
    if not address.startswith("/") or address.startswith("//"):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else address


def onwards(address: str | None) -> str:
    """Where to go after signing in: ``address`` if it is ours, else what there is to read."""
    return local(address) or url_for("desk.queue")


def page_of_htmx() -> str:
    """The page that htmx sent this request from, without the site; "" if that isn't known."""
    try:
        parts = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:
        return ""
    return local(parts.path + (f"?{parts.query}" if parts.query else ""))


def tidy_email(address: str) -> str:
    """An address as it is kept: in small letters, without what can't be seen in it."""
    return "".join(c for c in address.strip().lower() if c.isprintable())


def is_email(address: str) -> bool:
    """Whether a tidy address can be one."""
    return len(address) <= 254 and address.isprintable() and bool(_EMAIL.fullmatch(address))


def browser(agent: str) -> str:
    """A browser and its system in words, such as "Firefox on Linux"."""
    name = next((words for sign, words in _BROWSERS if sign in agent), "A browser")
    system = next((words for sign, words in _SYSTEMS if sign in agent), "")
    return f"{name} on {system}" if system else name


def waiting(until: datetime | None) -> str | None:
    """How long until then, in words: "a minute", "8 minutes", "an hour". None: no wait."""
    seconds = (until - now()).total_seconds() if until else 0
    if seconds <= 0:
        return None
    minutes = max(1, -int(-(seconds - 5) // 60))  # nobody minds five seconds
    if minutes >= 60:
        return "an hour"
    return "a minute" if minutes == 1 else f"{minutes} minutes"


class Strangers:
    """Tries with addresses that nobody has, so that they are answered like all others.

    Kept in this process only, and only the latest: it protects nothing but a secret, which
    addresses have an account.
    """

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._seen: OrderedDict[str, tuple[int, datetime | None]] = OrderedDict()
        self._lock = Lock()

    def count_try(self, email: str) -> tuple[bool, datetime | None]:
        """Count a try: whether it may be made, and until when its address rests then (or yet)."""
        at, email = now(), digest(email)
        with self._lock:
            wrong, until = self._seen.pop(email, (0, None))
            allowed = until is None or until <= at
            if allowed:
                wrong += 1
                rest = rest_after(wrong)
                until = at + rest if rest else None
            self._seen[email] = wrong, until
            while len(self._seen) > self._most:
                self._seen.popitem(last=False)
        return allowed, until
