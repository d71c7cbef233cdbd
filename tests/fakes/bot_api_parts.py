"""What the fake Bot API is made of: messages, faults, error answers, and how it shows them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

TOKEN = "1234567890:AAFakeFakeFakeFakeFakeFakeFakeFakeFak"
BOT = {"id": 1234567890, "is_bot": True, "first_name": "Alongside", "username": "alongside_bot"}


@dataclass
class Sent:
    """A message the bot sent: ``text`` without markup, ``html`` with it."""

    id: int
    chat: int
    text: str
    html: str
    buttons: list[tuple[str, str]]
    photo: bytes | None
    json: dict[str, Any]
    removed: list[tuple[str, str]] = field(default_factory=list)
    document: tuple[str, bytes] | None = None


@dataclass
class Fault:
    """What goes wrong with the next requests to ``methods``."""

    # flood, blocked, unknown (no such chat), bad, gateway, drop, lost (taken, but the answer is
    # lost), slow
    kind: str
    left: int
    methods: tuple[str, ...]
    seconds: float
    after: int = 0  # let so many through first


class Refused(Exception):
    """An error answer."""

    def __init__(self, code: int, words: str, **parameters: Any) -> None:
        self.code, self.words, self.parameters = code, words, parameters


def allowed_as(update: dict[str, Any]) -> str:
    """The kind of an update, as ``allowed_updates`` names it."""
    return next(k for k in update if k != "update_id")


def read_buttons(given: dict[str, Any]) -> list[tuple[str, str]]:
    """Buttons as (label, data). Refused: data too long, or a label missing."""
    markup = json.loads(given.get("reply_markup") or "{}")
    found = [(b["text"], b["callback_data"]) for r in markup.get("inline_keyboard", ()) for b in r]
    for label, data in found:
        if not label or not 1 <= len(data.encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return found


def shown(message: Sent) -> dict[str, Any]:
    """A message as the API returns it."""
    return message.json
