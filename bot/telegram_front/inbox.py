"""Updates are stored once, by their id, before Telegram hears that we have them.

python-telegram-bot's Updater puts each update into the application's queue and confirms it
with the next request (polling) or with its answer (webhook). So the queue does the storing.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy.exc import DataError, SQLAlchemyError
from telegram import Bot, Message, Update, User

from bot.screening import screen
from bot.screening.personal import mask
from bot.service import lines
from bot.service.base import TO_SUPERVISORS
from bot.store.repository import Store
from bot.telegram_front.commands import name_of

log = logging.getLogger(__name__)

CHANNEL: Final = "telegram"
RETRY: Final = 1.0  # seconds until storing is tried again
_MOST_STRANGERS: Final = 1024  # updates of theirs that are known by number, in memory only
# A command's name; of an invitation link also its code, which lets a start be taken up again.
_COMMAND: Final = re.compile(r"/start [\w-]{1,40}$|/\w{1,32}")
_CODE: Final = re.compile(
    r"(?:/start |consent:yes:(?:[as]:(?:[a-z]{2}:)?)?|welcome:[a-z]{2}:)([\w-]{1,40})$"
)
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def incoming_of(update: Update) -> tuple[str, str]:
    """The id under which an update is stored."""
    return CHANNEL, str(update.update_id)


def is_private(update: Update) -> bool:
    """Whether an update comes from a private chat (a button without a message counts too)."""
    chat = update.effective_chat
    return chat is None or chat.type == "private"


def clean(text: str) -> str:
    """``text`` without characters that a database or Rasa could stumble over."""
    return _UNFIT.sub("", text)


def leaves_the_role(text: str) -> bool:
    """Whether somebody stops the role-play with these words."""
    return name_of(text) == "stop" or screen(text).kind == "stepped_out"


class StoringQueue(asyncio.Queue[object]):
    """The application's update queue: what is put into it is stored first, and once only.

    Of somebody who has not agreed and holds no invitation, nothing is stored, not even that an
    update came: it is only known in memory for a while, so that it is answered once.
    """

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._strangers: OrderedDict[int, None] = OrderedDict()

    async def put(self, item: object) -> None:
        """Store an update and queue it; drop it if it was stored before. Never raises.

        An exception here would end polling, for everybody, and again after each restart.
        """
        if isinstance(item, Update) and is_private(item):
            try:
                if not await self._store_it(item):
                    return
            except Exception as error:  # it is dealt with all the same, but not after a crash
                log.error("Update %d not stored: %s", item.update_id, type(error).__name__)
        await super().put(item)

    async def _store_it(self, update: Update) -> bool:
        while True:
            try:
                return await asyncio.to_thread(self._receive, update)
            except DataError:  # something in it that the database will never take
                raise
            except SQLAlchemyError as error:
                # To give up here would confirm what was never stored.
                log.error("Update can't be stored yet: %s", type(error).__name__)
                await asyncio.sleep(RETRY)

    async def restore(self, bot: Bot) -> set[int]:
        """Queue updates that were stored and not dealt with. Returns their ids."""
        payloads = await asyncio.to_thread(self._store.waiting, CHANNEL)
        updates: list[Update] = []
        for payload in payloads:
            try:
                updates.append(Update.de_json(dict(payload), bot))
            except Exception as error:  # one that can't be read is not to stop the others
                log.error("A stored update can't be read: %s", type(error).__name__)
                await asyncio.to_thread(self._store.done, CHANNEL, str(payload.get("update_id")))
        for update in sorted(updates, key=lambda u: u.update_id):
            await super().put(update)
        return {u.update_id for u in updates}

    def _receive(self, update: Update) -> bool:
        user = update.effective_user
        known = self._store.trainee(CHANNEL, str(user.id)) if user else None
        consented = known is not None and known.consented
        if not consented and not self._invited(update):
            return self._first(update.update_id)
        now = self._store.latest(known.id) if known and consented else None
        try:
            names = lines.names(now.scenario) if now else ()
            telling = bool(known and known.asked and known.asked["what"] in TO_SUPERVISORS)
            payload = payload_of(update, consented, names, telling)
        except Exception as error:
            # Words that could not be looked through are not kept, only that something came.
            log.error("Update %d kept without words: %s", update.update_id, type(error).__name__)
            payload = _bare(update)
        return self._store.receive(CHANNEL, str(update.update_id), payload)

    def _invited(self, update: Update) -> bool:
        """Whether an update is a step in by an invitation that works."""
        query, message = update.callback_query, update.message
        text = (query.data if query else message.text if message else "") or ""
        found = _CODE.match(text)
        return found is not None and self._store.invited(found[1])

    def _first(self, update_id: int) -> bool:
        """Whether a stranger's update comes for the first time."""
        first = update_id not in self._strangers
        self._strangers[update_id] = None
        while len(self._strangers) > _MOST_STRANGERS:
            self._strangers.popitem(last=False)
        return first


def payload_of(
    update: Update, consented: bool, names: Sequence[str] = (), telling: bool = False
) -> dict[str, Any]:
    """What is needed to take an update up again after a crash.

    No names; details masked in the text; of someone who has not consented, no text but a
    command's name. Of pictures, voices and so on, that there was something. ``names`` belong to
    the scene and stay. ``telling``: it is written for supervisors, who are to have it as it is.
    """
    kept = _bare(update)
    if update.message:
        kept["message"] = _message(update.message, consented, names, telling)
    elif update.edited_message:
        kept["edited_message"] = _message(update.edited_message, consented, names)
    elif update.callback_query:
        query = update.callback_query
        kept["callback_query"] = {
            "id": query.id,
            "from": _person(query.from_user),
            "chat_instance": query.chat_instance,
            "data": query.data,
        }
        if query.message:
            chat = query.message.chat
            kept["callback_query"]["message"] = {
                "message_id": query.message.message_id,
                "date": int(query.message.date.timestamp()) if query.message.date else 0,
                "chat": {"id": chat.id, "type": chat.type},
            }
    elif update.my_chat_member:
        change = update.my_chat_member
        kept["my_chat_member"] = {
            "chat": {"id": change.chat.id, "type": change.chat.type},
            "from": _person(change.from_user),
            "date": int(change.date.timestamp()),
            **{
                name: {"status": member.status, "user": _person(member.user), "until_date": 0}
                for name, member in (
                    ("old_chat_member", change.old_chat_member),
                    ("new_chat_member", change.new_chat_member),
                )
            },
        }
    return kept


def _bare(update: Update) -> dict[str, Any]:
    kept: dict[str, Any] = {"update_id": update.update_id}
    if update.effective_user:
        kept["sender"] = str(update.effective_user.id)  # whose it is, should they be erased
    return kept


def _person(user: User | None) -> dict[str, Any]:
    return {
        "id": user.id if user else 0,
        "is_bot": bool(user and user.is_bot),
        "first_name": "",
        "language_code": user.language_code if user else None,
    }


def _message(
    message: Message, consented: bool, names: Sequence[str], telling: bool = False
) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "message_id": message.message_id,
        "date": int(message.date.timestamp()),
        "chat": {"id": message.chat.id, "type": message.chat.type},
        "from": _person(message.from_user),
    }
    if message.media_group_id:
        kept["media_group_id"] = message.media_group_id
    if message.text is not None:
        if consented and telling and name_of(message.text) is None:
            kept["text"] = clean(message.text)
        elif consented:
            kept["text"] = _storable(clean(message.text), names)
        else:
            command = _COMMAND.match(message.text)
            kept["text"] = command[0] if command else ""
    elif consented and message.caption and leaves_the_role(clean(message.caption)):
        kept["text"] = "/stop"
    return kept


def _storable(text: str, names: Sequence[str]) -> str:
    """``text`` with details replaced; of somebody stepping out, only that they do."""
    seen = screen(text, names)
    if seen.kind == "stepped_out" or name_of(text) == "stop":
        return "/stop"
    return seen.text or mask(text, names)[0]
