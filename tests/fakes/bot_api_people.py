"""Scripted people and groups of the fake Bot API."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.bot_api import BotApi, Sent

Wanted = str | Callable[["Sent"], bool]
SECONDS = 30.0  # only ever waited out by a test that fails


class Chat:
    """What people and groups have in common: messages arrive."""

    def __init__(self, api: BotApi, id_: int) -> None:
        self.api = api
        self.id = id_
        self.arrived = asyncio.Event()
        self._seen = 0

    @property
    def messages(self) -> list[Sent]:
        """Everything the bot sent here, in order."""
        return [m for m in self.api.sent if m.chat == self.id]

    @property
    def texts(self) -> list[str]:
        """The same, as words."""
        return [m.text for m in self.messages]

    async def expect(self, wanted: Wanted = "", timeout: float = SECONDS) -> Sent:
        """The next message that fits (a part of its text, or a test), skipping others."""
        fits = wanted if callable(wanted) else (lambda m: wanted in m.text)
        end = time.monotonic() + timeout
        at = self._seen
        while True:
            self.arrived.clear()
            for number, message in enumerate(self.messages[at:], start=at + 1):
                if fits(message):
                    self._seen = number
                    return message
            at = len(self.messages)
            left = end - time.monotonic()
            try:
                await asyncio.wait_for(self.arrived.wait(), max(left, 0))
            except TimeoutError:
                seen = "\n---\n".join(self.texts[self._seen :])
                raise AssertionError(f"expected {wanted!r}; since the last one: {seen}") from None

    async def shows(self, wanted: Wanted, timeout: float = SECONDS) -> Sent:
        """The newest message that fits as it stands now, edits included."""
        fits = wanted if callable(wanted) else (lambda m: wanted in m.text)
        end = time.monotonic() + timeout
        while True:
            self.arrived.clear()
            for message in reversed(self.messages):
                if fits(message):
                    return message
            try:
                await asyncio.wait_for(self.arrived.wait(), max(end - time.monotonic(), 0))
            except TimeoutError:
                raise AssertionError(f"no message shows {wanted!r}: {self.texts[-5:]}") from None

    def forget(self) -> None:
        """Expect only what arrives from now on."""
        self._seen = len(self.messages)


class User(Chat):
    """A person in a private chat with the bot."""

    def __init__(self, api: BotApi, id_: int, name: str, language: str = "en") -> None:
        super().__init__(api, id_)
        self.name = name
        self.language = language
        self.started = False
        self._last: dict[str, Any] = {}

    def person(self) -> dict[str, Any]:
        """As the API shows a user."""
        first, _, last = self.name.partition(" ")
        shown = {"id": self.id, "is_bot": False, "first_name": first}
        shown |= {"language_code": self.language}
        return {**shown, **({"last_name": last} if last else {}), "username": f"user{self.id}"}

    def chat(self) -> dict[str, Any]:
        """As the API shows a private chat."""
        return {"id": self.id, "type": "private", "first_name": self.name.split()[0]}

    def _message(self, **content: Any) -> dict[str, Any]:
        self.started = True
        self._last = {
            "message_id": self.api.new_message_id(),
            "from": self.person(),
            "chat": self.chat(),
            "date": int(time.time()),
            **content,
        }
        return self._last

    async def send(self, text: str) -> int:
        """Write a message. Returns the id of the update."""
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            length = next(
                (i for i, c in enumerate(text[1:], 1) if not (c.isalnum() or c in "_@")), len(text)
            )
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self.api.add_update(message=self._message(**content))

    async def edit(self, text: str, message: dict[str, Any] | None = None) -> int:
        """Change the last message, or an earlier one (``last`` as it was then)."""
        changed = {**(message or self._last), "text": text, "edit_date": int(time.time())}
        return await self.api.add_update(edited_message=changed)

    @property
    def last(self) -> dict[str, Any]:
        """The last message of theirs, as the API shows it."""
        return self._last

    async def sticker(self) -> int:
        """Send a sticker."""
        sticker = {"file_id": "s1", "file_unique_id": "s1u", "type": "regular", "emoji": "👍"}
        sticker |= {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        return await self.api.add_update(message=self._message(sticker=sticker))

    async def photo(self, caption: str | None = None, album: str | None = None) -> int:
        """Send a photo, with words if given."""
        size = {"file_id": "p1", "file_unique_id": "p1u", "width": 90, "height": 90}
        content: dict[str, Any] = {"photo": [size]}
        content |= {"caption": caption} if caption else {}
        content |= {"media_group_id": album} if album else {}
        return await self.api.add_update(message=self._message(**content))

    async def other(self, **content: Any) -> int:
        """Send anything else (voice, location, …), as the API shows it."""
        return await self.api.add_update(message=self._message(**content))

    async def press(self, button: str, timeout: float = SECONDS) -> int:
        """Press the newest button with this label, or whose data begins like this."""
        end = time.monotonic() + timeout
        while True:
            self.arrived.clear()
            for message in reversed(self.messages):
                for label, data in message.buttons:
                    if label == button or data.startswith(button):
                        return await self.press_data(data, message)
            try:
                await asyncio.wait_for(self.arrived.wait(), max(end - time.monotonic(), 0))
            except TimeoutError:
                raise AssertionError(f"no button {button!r}") from None

    async def press_data(self, data: str, message: Sent | None = None) -> int:
        """Press a button with this data, on ``message`` or on the newest one."""
        self.started = True
        under = message or (self.messages[-1] if self.messages else None)
        query = {
            "id": self.api.new_query(),
            "from": self.person(),
            "chat_instance": "-1",
            "data": data,
            **({"message": under.json} if under else {}),
        }
        return await self.api.add_update(callback_query=query)

    async def block(self) -> int:
        """Block the bot."""
        self.api.blocked.add(self.id)
        return await self._membership("member", "kicked")

    async def unblock(self) -> int:
        """Let the bot write again."""
        self.api.blocked.discard(self.id)
        return await self._membership("kicked", "member")

    async def _membership(self, old: str, new: str) -> int:
        return await self.api.add_update(
            my_chat_member=_change(self.chat(), self.person(), old, new)
        )


class Group(Chat):
    """A group or channel with the bot in it."""

    def __init__(self, api: BotApi, id_: int, title: str, kind: str) -> None:
        super().__init__(api, id_)
        self.title = title
        self.kind = kind
        self.left = False

    def chat(self) -> dict[str, Any]:
        """As the API shows it."""
        return {"id": self.id, "type": self.kind, "title": self.title}

    async def add_bot(self, by: User) -> int:
        """Somebody adds the bot."""
        self.left = False
        return await self.membership("left", "member", by)

    async def membership(self, old: str, new: str, by: User | None = None) -> int:
        """The bot's place in the group changes."""
        person = by.person() if by else _bot()
        return await self.api.add_update(my_chat_member=_change(self.chat(), person, old, new))

    async def send(self, by: User, text: str) -> int:
        """Somebody writes in the group."""
        message = {
            "message_id": self.api.new_message_id(),
            "from": by.person(),
            "chat": self.chat(),
            "date": int(time.time()),
            "text": text,
        }
        return await self.api.add_update(message=message)


def _bot() -> dict[str, Any]:
    from tests.fakes.bot_api_parts import BOT

    return BOT


def _change(chat: dict[str, Any], by: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": _bot(), **until}

    return {
        "chat": chat,
        "from": by,
        "date": int(time.time()),
        "old_chat_member": member(old),
        "new_chat_member": member(new),
    }
