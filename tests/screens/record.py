"""Listen to a person's chat with the bot, from outside, and retell it as items of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from tests.fakes.bot_api import BotApi, Sent
from tests.fakes.bot_api_people import User
from tests.screens.chat_page import Button, Item

Place = tuple[int, int, int]
EDITS: Final = ("editMessageText", "editMessageCaption", "editMessageMedia")


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment: the newest message, and how many requests, taps and changes there had been."""

    message: int
    calls: int
    taps: int
    changes: int


BEGIN: Final = Mark(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Tap:
    """A press of a button under ``message``, at a moment."""

    message: int
    data: str
    label: str
    at: datetime
    when: Mark


class Recorder:
    """All that is said between ``person`` and the bot. ``now`` tells the time to show."""

    def __init__(self, api: BotApi, person: User, now: Callable[[], datetime]) -> None:
        self._api = api
        self._person = person
        self._now = now
        self._said: dict[int, Item] = {}
        self._changed: list[int] = []
        self._taps: list[Tap] = []
        self._times: dict[int, datetime] = {}
        self._add_update = api.add_update
        api.add_update = self._listen  # type: ignore[method-assign]

    async def _listen(self, **content: Any) -> int:
        """Stands in for ``BotApi.add_update``: remembers what this person does."""
        self.catch_up()
        if message := content.get("message") or content.get("edited_message"):
            if message["chat"]["id"] == self._person.id:
                self._hear(message["message_id"], _typed(message))
        elif (query := content.get("callback_query")) and query["from"]["id"] == self._person.id:
            under, data = query.get("message") or {}, query["data"]
            label = next((b["text"] for r in _keys(under) for b in r if _data(b) == data), data)
            at = self._now()
            self._taps.append(Tap(under.get("message_id", 0), data, label, at, self.mark()))
        return await self._add_update(**content)

    def _hear(self, number: int, words: str) -> None:
        before = self._said.get(number)
        if before is None:
            self._said[number] = Item("person", self._now(), words)
        else:
            self._said[number] = replace(before, text=words, edited=True)
            self._changed.append(number)

    def catch_up(self) -> None:
        """Note the time of what the bot has sent since the last call."""
        for message in self._sent():
            self._times.setdefault(message.id, self._now())

    def mark(self) -> Mark:
        """This moment, for ``items``."""
        ids = [m.id for m in self._sent()] + list(self._said)
        calls, taps, changes = len(self._api.calls), len(self._taps), len(self._changed)
        return Mark(max(ids, default=0), calls, taps, changes)

    def items(self, since: Mark, keep: int = 0) -> list[Item]:
        """What was said, edited or tapped after ``since``, as it is now, in the chat's order.

        ``keep``: how many items before the first of these are shown too. A tap is shown on its
        button, or, where that button is gone, in a line of its own: before the message that
        was edited in answer to it, else where it happened.
        """
        self.catch_up()
        edited = self._edited(since)
        placed: list[tuple[Place, bool, Item]] = []
        for number, item in self._said.items():
            new = number > since.message or number in self._changed[since.changes :]
            placed.append(((number, 1, 0), new, item))
        for message in self._sent():
            tapped = {t.data for t in self._taps if self._still_there(t, message)}
            new = message.id > since.message or message.id in edited
            item = _from_bot(message, self._times[message.id], tapped)
            placed.append(((message.id, 1, 0), new, item))
        placed.sort(key=lambda p: p[0])
        in_view = _in_view(placed, keep)
        for number, tap in enumerate(self._taps):
            place = self._place(tap, number)
            shown = any(p[0] == tap.message for p, _ in in_view)
            if number >= since.taps and not (shown and self._on_its_button(tap)):
                in_view.append((place, Item("tap", tap.at, tap.label)))
        in_view.sort(key=lambda p: p[0])
        return _joined([item for _, item in in_view])

    def _sent(self) -> list[Sent]:
        return [m for m in self._api.sent if m.chat == self._person.id]

    def _edited(self, since: Mark) -> set[int]:
        """Which messages got other words or another picture."""
        return {
            int(given["message_id"])
            for method, given in self._api.calls[since.calls :]
            if method in EDITS and int(given["chat_id"]) == self._person.id
        }

    def _still_there(self, tap: Tap, message: Sent) -> bool:
        there = any(data == tap.data for _, data in message.buttons)
        return message.id == tap.message and there and message.id not in self._edited(tap.when)

    def _on_its_button(self, tap: Tap) -> bool:
        return any(self._still_there(tap, m) for m in self._sent())

    def _place(self, tap: Tap, number: int) -> Place:
        if tap.message in self._edited(tap.when):
            return tap.message, 0, number
        return tap.when.message, 2, number


def _in_view(placed: Sequence[tuple[Place, bool, Item]], keep: int) -> list[tuple[Place, Item]]:
    """The new ones, and ``keep`` before the first of them."""
    first = next((i for i, (_, new, _) in enumerate(placed) if new), len(placed))
    return [
        (place, item)
        for i, (place, new, item) in enumerate(placed)
        if new or first - keep <= i < first
    ]


def _joined(items: Sequence[Item]) -> list[Item]:
    """Taps that follow each other, in one line."""
    out: list[Item] = []
    for item in items:
        if out and item.who == out[-1].who == "tap":
            out[-1] = replace(item, text=f"{out[-1].text} › {item.text}")
        else:
            out.append(item)
    return out


def _from_bot(message: Sent, at: datetime, tapped: set[str]) -> Item:
    document = getattr(message, "document", None)
    return Item(
        "bot",
        at,
        message.html,
        _rows(message, tapped),
        message.photo,
        (document[0], len(document[1])) if document else None,
    )


def _rows(message: Sent, tapped: set[str]) -> tuple[tuple[Button, ...], ...]:
    """Buttons in the rows in which they were sent."""
    keys = [[(b["text"], _data(b)) for b in row] for row in _keys(message.json)]
    if [label for row in keys for label, _ in row] != [label for label, _ in message.buttons]:
        keys = [[button] for button in message.buttons]
    return tuple(tuple(Button(label, data in tapped) for label, data in row) for row in keys)


def _keys(shown: dict[str, Any]) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = shown.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _data(key: dict[str, Any]) -> str:
    return str(key.get("callback_data") or key.get("url") or "")


_OTHER: Final = {"photo": "📷 Photo", "voice": "🎤 Voice message", "location": "📍 Location"}


def _typed(message: dict[str, Any]) -> str:
    """What a person's message shows; of what is not words, its kind."""
    if "sticker" in message:
        return str(message["sticker"].get("emoji", "🙂"))
    kind = next((words for name, words in _OTHER.items() if name in message), "")
    words = str(message.get("text") or message.get("caption") or "")
    words = words.split()[0] if words.startswith("/start ") else words  # a link's code stays unseen
    return "\n".join(part for part in (kind, words) if part)
