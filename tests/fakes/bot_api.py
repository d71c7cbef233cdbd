"""A small Telegram Bot API on 127.0.0.1, over real HTTP, with scripted people and faults.

async with BotApi() as api:
    settings = Settings(telegram_api_url=api.url, ...)
    user = api.user(7, "Ada")
    await user.send("/start")
    message = await user.expect("Welcome")
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from tests.fakes.bot_api_people import Group, User
from tests.fakes.telegram_html import EntityError, plain, units

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

    kind: str  # flood, blocked, bad, gateway, drop, lost (taken, but the answer is lost), slow
    left: int
    methods: tuple[str, ...]
    seconds: float
    after: int = 0  # let so many through first


class Refused(Exception):
    """An error answer."""

    def __init__(self, code: int, words: str, **parameters: Any) -> None:
        self.code, self.words, self.parameters = code, words, parameters


class BotApi:
    """The server. ``calls`` has every request, ``sent`` every message taken."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.sent: list[Sent] = []
        self.users: dict[int, User] = {}
        self.groups: dict[int, Group] = {}
        self.blocked: set[int] = set()
        self.answered: dict[str, dict[str, Any]] = {}
        self.webhook: dict[str, Any] = {}
        self.conflicts = 0
        self._queries: set[str] = set()
        self._history: dict[int, dict[str, Any]] = {}
        self._pending: list[dict[str, Any]] = []
        self._forced: list[dict[str, Any]] = []
        self._faults: list[Fault] = []
        self._next_update = 900_000
        self._next_message = 100
        self._poll: asyncio.Event | None = None  # set to end the running poll with 409
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=30 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    # -- for tests -------------------------------------------------------------------------

    def user(self, id_: int, name: str = "Ada Lovelace-Test", language: str = "en") -> User:
        """A person with a private chat, whose Telegram speaks ``language``."""
        return self.users.setdefault(id_, User(self, id_, name, language))

    def group(self, id_: int, title: str = "The night shift", kind: str = "group") -> Group:
        """A group the bot is a member of."""
        return self.groups.setdefault(id_, Group(self, id_, title, kind))

    def fail_next(
        self,
        kind: str,
        times: int = 1,
        methods: tuple[str, ...] = ("sendMessage", "sendPhoto"),
        seconds: float = 0.1,
        after: int = 0,
    ) -> None:
        """Let the next requests fail: see ``Fault.kind``."""
        self._faults.append(Fault(kind, times, methods, seconds, after))

    async def redeliver(self, update_id: int) -> None:
        """Hand out an update once more, confirmed or not."""
        async with self._news:
            self._forced.append(self._history[update_id])
            self._news.notify_all()

    async def add_update(self, **content: Any) -> int:
        """Queue an update for the bot."""
        async with self._news:
            self._next_update += 1
            update = {"update_id": self._next_update, **content}
            self._pending.append(update)
            self._history[self._next_update] = update
            self._news.notify_all()
        return self._next_update

    def update(self, update_id: int) -> dict[str, Any]:
        """An update as it was handed out."""
        return self._history[update_id]

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._pending) + len(self._forced)

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(m == method for m, _ in self.calls)

    def new_message_id(self) -> int:
        """Ids grow with each message, whoever sends it."""
        self._next_message += 1
        return self._next_message

    def new_query(self) -> str:
        """The id of a button press."""
        self._queries.add(name := f"query-{len(self._queries)}")
        return name

    # -- the server ------------------------------------------------------------------------

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = {**request.query, **(await request.post())}
        self.calls.append((method, given))
        try:
            if request.match_info["token"] != TOKEN:
                raise Refused(401, "Unauthorized")
            fault = self._fault(method)
            if fault == "drop":
                return self._hang_up(request)
            handler = getattr(self, f"_{method}", None)
            if handler is None:
                raise Refused(404, "Not Found: method not found")
            result = await handler(given)
            if fault == "lost":
                return self._hang_up(request)
            if fault:
                await asyncio.sleep(float(fault))
            return web.json_response({"ok": True, "result": result})
        except Refused as error:
            body = {"ok": False, "error_code": error.code, "description": error.words}
            if error.parameters:
                body["parameters"] = error.parameters
            return web.json_response(body, status=error.code)

    @staticmethod
    def _hang_up(request: web.Request) -> web.StreamResponse:
        if request.transport:
            request.transport.abort()
        return web.Response()

    def _fault(self, method: str) -> str:
        """Apply the next fault for ``method``; returns what is left to do with the answer."""
        fault = next((f for f in self._faults if f.left and method in f.methods), None)
        if fault is None:
            return ""
        if fault.after:
            fault.after -= 1
            return ""
        fault.left -= 1
        match fault.kind:
            case "flood":
                raise Refused(429, "Too Many Requests: retry later", retry_after=fault.seconds)
            case "blocked":
                raise Refused(403, "Forbidden: bot was blocked by the user")
            case "bad":
                raise Refused(400, "Bad Request: something about it")
            case "gateway":
                raise Refused(502, "Bad Gateway")
            case "slow":
                return str(fault.seconds)
        return fault.kind

    async def _getMe(self, given: dict[str, Any]) -> Any:
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False,
                "supports_inline_queries": False}  # fmt: skip

    async def _getUpdates(self, given: dict[str, Any]) -> Any:
        offset, wait = int(given.get("offset", 0)), float(given.get("timeout", 0))
        if self.webhook.get("url"):
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poll:
            self._poll.set()  # as Telegram does: the newer request ends the older
        mine = self._poll = asyncio.Event()
        self._pending = [u for u in self._pending if u["update_id"] >= offset]
        end = time.monotonic() + wait
        try:
            async with self._news:
                self._news.notify_all()
                while not (self._forced or self._pending) and not mine.is_set():
                    left = end - time.monotonic()
                    if left <= 0:
                        break
                    try:
                        await asyncio.wait_for(self._news.wait(), left)
                    except TimeoutError:
                        break
                if mine.is_set():
                    self.conflicts += 1
                    raise Refused(409, "Conflict: terminated by other getUpdates request")
                forced, self._forced = self._forced, []
                allowed = json.loads(given.get("allowed_updates") or "[]")
                found = [*forced, *self._pending][:100]
                return [u for u in found if not allowed or allowed_as(u) in allowed]
        finally:
            if self._poll is mine:
                self._poll = None

    async def _deleteWebhook(self, given: dict[str, Any]) -> Any:
        self.webhook = {}
        return True

    async def _setWebhook(self, given: dict[str, Any]) -> Any:
        self.webhook = given
        return True

    async def _setMyCommands(self, given: dict[str, Any]) -> Any:
        for command in json.loads(given["commands"]):
            if (
                not 1 <= len(command["command"]) <= 32
                or not 1 <= len(command["description"]) <= 256
            ):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        return True

    async def _setMyDescription(self, given: dict[str, Any]) -> Any:
        if len(given.get("description", "")) > 512:
            raise Refused(400, "Bad Request: BOT_DESCRIPTION_TOO_LONG")
        return True

    async def _setMyShortDescription(self, given: dict[str, Any]) -> Any:
        if len(given.get("short_description", "")) > 120:
            raise Refused(400, "Bad Request: BOT_SHORT_DESCRIPTION_TOO_LONG")
        return True

    async def _sendMessage(self, given: dict[str, Any]) -> Any:
        words = self._words(given, "text", 4096)
        if not words.strip():
            raise Refused(400, "Bad Request: message text is empty")
        return self._take(given, words, given["text"], None)

    async def _sendPhoto(self, given: dict[str, Any]) -> Any:
        upload = given.get("photo")
        if not isinstance(upload, web.FileField):
            raise Refused(400, "Bad Request: there is no photo in the request")
        photo = upload.file.read()
        if not photo.startswith((b"\x89PNG", b"\xff\xd8")):
            raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
        words = self._words(given, "caption", 1024)
        return self._take(given, words, given.get("caption", ""), photo)

    async def _sendChatAction(self, given: dict[str, Any]) -> Any:
        self._check_chat(int(given["chat_id"]))
        return True

    async def _answerCallbackQuery(self, given: dict[str, Any]) -> Any:
        name = given["callback_query_id"]
        if name not in self._queries or name in self.answered:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or "
                               "query ID is invalid")  # fmt: skip
        self.answered[name] = given
        return True

    async def _editMessageReplyMarkup(self, given: dict[str, Any]) -> Any:
        message = self._find(given)
        buttons = read_buttons(given)
        if buttons == message.buttons:
            raise Refused(400, "Bad Request: message is not modified")
        self._set_buttons(message, given, buttons)
        return shown(message)

    async def _editMessageText(self, given: dict[str, Any]) -> Any:
        message = self._find(given)
        words, buttons = self._words(given, "text", 4096), read_buttons(given)
        if message.photo is not None:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        if (words, buttons) == (message.text, message.buttons):
            raise Refused(400, "Bad Request: message is not modified")
        message.text, message.html = words, given["text"]
        self._set_buttons(message, given, buttons)
        message.json["text"] = message.text
        self.users[message.chat].arrived.set()
        return shown(message)

    @staticmethod
    def _set_buttons(message: Sent, given: dict[str, Any], buttons: list[tuple[str, str]]) -> None:
        message.removed += [b for b in message.buttons if b not in buttons]
        message.buttons = buttons
        message.json.pop("reply_markup", None)
        if buttons:
            message.json["reply_markup"] = json.loads(given["reply_markup"])

    async def _sendDocument(self, given: dict[str, Any]) -> Any:
        upload = given.get("document")
        if not isinstance(upload, web.FileField):
            raise Refused(400, "Bad Request: there is no document in the request")
        words = self._words(given, "caption", 1024)
        result = self._take(given, words, given.get("caption", ""), None)
        self.sent[-1].document = (upload.filename, upload.file.read())
        return result

    async def _leaveChat(self, given: dict[str, Any]) -> Any:
        group = self.groups.get(int(given["chat_id"]))
        if group is None or group.left:
            raise Refused(403, "Forbidden: bot is not a member of the group chat")
        group.left = True
        await group.membership("member", "left")
        return True

    def _find(self, given: dict[str, Any]) -> Sent:
        for message in self.sent:
            if (message.chat, message.id) == (int(given["chat_id"]), int(given["message_id"])):
                return message
        raise Refused(400, "Bad Request: message to edit not found")

    @staticmethod
    def _words(given: dict[str, Any], name: str, most: int) -> str:
        try:
            text = given.get(name, "")
            words = plain(text) if given.get("parse_mode") == "HTML" else text
        except EntityError as error:
            raise Refused(400, f"Bad Request: can't parse entities: {error}") from error
        if units(words) > most:
            raise Refused(400, "Bad Request: message is too long")
        return words

    def _check_chat(self, chat: int) -> None:
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        group = self.groups.get(chat)
        if group and group.left:
            raise Refused(403, "Forbidden: bot is not a member of the group chat")
        if not group and not (chat in self.users and self.users[chat].started):
            raise Refused(400, "Bad Request: chat not found")

    def _take(self, given: dict[str, Any], words: str, markup: str, photo: bytes | None) -> Any:
        chat = int(given["chat_id"])
        self._check_chat(chat)
        buttons = read_buttons(given)
        person = self.groups.get(chat) or self.users[chat]
        content: dict[str, Any] = {
            "message_id": self.new_message_id(),
            "from": BOT,
            "chat": person.chat(),
            "date": int(time.time()),
        }
        if photo is None:
            content["text"] = words
        else:
            size = {"file_id": "f1", "file_unique_id": "u1", "width": 960, "height": 630}
            content |= {"photo": [size], **({"caption": words} if words else {})}
        if given.get("reply_markup"):
            content["reply_markup"] = json.loads(given["reply_markup"])
        message = Sent(content["message_id"], chat, words, markup, buttons, photo, content)
        self.sent.append(message)
        person.arrived.set()
        return shown(message)


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
