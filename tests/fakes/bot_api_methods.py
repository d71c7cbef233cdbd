"""The Bot API's methods, as far as the bot uses them, with Telegram's own limits."""

from __future__ import annotations

import json
import time
from typing import Any

from aiohttp import web

from tests.fakes.bot_api_parts import BOT, Refused, Sent, read_buttons, shown
from tests.fakes.bot_api_people import Group, User
from tests.fakes.telegram_html import EntityError, plain, units


def _where(given: dict[str, Any]) -> tuple[int | None, str]:
    scope = json.loads(given.get("scope") or "{}")
    return scope.get("chat_id"), given.get("language_code", "")


class Methods:
    """One method each, named as Telegram names it; ``given`` has the request's fields."""

    sent: list[Sent]
    users: dict[int, User]
    groups: dict[int, Group]
    blocked: set[int]
    answered: dict[str, dict[str, Any]]
    webhook: dict[str, Any]
    commands: dict[tuple[int | None, str], Any]  # by chat (None: all) and language
    about: dict[tuple[str, tuple[int | None, str]], str]
    _queries: set[str]

    def new_message_id(self) -> int:
        """The server's own."""
        raise NotImplementedError

    async def _getMe(self, given: dict[str, Any]) -> Any:
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False,
                "supports_inline_queries": False}  # fmt: skip

    async def _deleteWebhook(self, given: dict[str, Any]) -> Any:
        self.webhook = {}
        return True

    async def _setWebhook(self, given: dict[str, Any]) -> Any:
        self.webhook = given
        return True

    async def _getMyCommands(self, given: dict[str, Any]) -> Any:
        return self.commands.get(_where(given), [])

    async def _deleteMyCommands(self, given: dict[str, Any]) -> Any:
        self.commands.pop(_where(given), None)
        return True

    async def _getMyDescription(self, given: dict[str, Any]) -> Any:
        return {"description": self.about.get(("long", _where(given)), "")}

    async def _getMyShortDescription(self, given: dict[str, Any]) -> Any:
        return {"short_description": self.about.get(("short", _where(given)), "")}

    async def _setMyCommands(self, given: dict[str, Any]) -> Any:
        for command in json.loads(given["commands"]):
            if (
                not 1 <= len(command["command"]) <= 32
                or not 1 <= len(command["description"]) <= 256
            ):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        self.commands[_where(given)] = json.loads(given["commands"])
        return True

    async def _setMyDescription(self, given: dict[str, Any]) -> Any:
        if len(given.get("description", "")) > 512:
            raise Refused(400, "Bad Request: BOT_DESCRIPTION_TOO_LONG")
        self.about["long", _where(given)] = given["description"]
        return True

    async def _setMyShortDescription(self, given: dict[str, Any]) -> Any:
        if len(given.get("short_description", "")) > 120:
            raise Refused(400, "Bad Request: BOT_SHORT_DESCRIPTION_TOO_LONG")
        self.about["short", _where(given)] = given["short_description"]
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
