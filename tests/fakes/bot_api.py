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
from typing import Any, Self

from aiohttp import web

from tests.fakes.bot_api_methods import Methods
from tests.fakes.bot_api_parts import BOT, TOKEN, Fault, Refused, Sent, allowed_as
from tests.fakes.bot_api_people import Group, User

__all__ = ["BOT", "TOKEN", "BotApi", "Sent"]


class BotApi(Methods):
    """The server. ``calls`` has every request, ``sent`` every message taken."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.sent: list[Sent] = []
        self.users: dict[int, User] = {}
        self.groups: dict[int, Group] = {}
        self.blocked: set[int] = set()
        self.answered: dict[str, dict[str, Any]] = {}
        self.webhook: dict[str, Any] = {}
        self.commands: dict[tuple[int | None, str], Any] = {}
        self.about: dict[tuple[str, tuple[int | None, str]], str] = {}
        self.token = TOKEN
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
            if request.match_info["token"] != self.token:
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
            case "unknown":
                raise Refused(400, "Bad Request: chat not found")
            case "gateway":
                raise Refused(502, "Bad Gateway")
            case "slow":
                return str(fault.seconds)
        return fault.kind

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
