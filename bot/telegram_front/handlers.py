"""One way in for every update: find out who sent what, act, answer."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from telegram import Bot, Chat, ChatMember, ChatMemberUpdated, Message, Update
from telegram.error import BadRequest, Conflict, NetworkError, TelegramError
from telegram.ext import filters

from bot import wording
from bot.i18n import ENGLISH, _, known, speaking
from bot.screening import screen
from bot.service.messages import note
from bot.store.repository import StoredTrainee
from bot.telegram_front import buttons, commands
from bot.telegram_front.came import TOOLS, Came, Context, Tools
from bot.telegram_front.delivery import is_gone
from bot.telegram_front.inbox import CHANNEL, clean, incoming_of, is_private, leaves_the_role

log = logging.getLogger(__name__)

_GONE = (ChatMember.LEFT, ChatMember.BANNED)


async def handle(update: object, context: Context) -> None:
    """Deal with one update. Whatever way it takes, it ends as done and with the answers sent."""
    if not isinstance(update, Update):
        return
    tools: Tools = context.bot_data[TOOLS]
    if not is_private(update):
        await _leave(update, context.bot)
        return
    store, incoming = tools.service.store, incoming_of(update)
    user = update.effective_user
    if user is not None:
        trainee = await _trainee(tools, user.id)
        came = Came(tools, context.bot, update, user.id, incoming, trainee)
        with speaking(trainee.language if trainee else known(user.language_code)):
            await _route(came)
    if not await asyncio.to_thread(store.is_done, *incoming):
        await asyncio.to_thread(store.done, *incoming)
    if user is not None:
        # Whoever goes on does not want words that failed before played after a restart.
        for earlier in tools.failed.pop(user.id, ()):
            await asyncio.to_thread(store.done, *earlier)
        await _deliver(tools, user.id)
        if update.callback_query:
            tools.still_tapped(user.id)


async def failed(update: object, context: Context) -> None:
    """Say that something went wrong. Logs what kind of error, never its words."""
    kind = type(context.error).__name__
    if not isinstance(update, Update):
        # Of trouble with polling the operator hears in words, and once (``watching``).
        heard = isinstance(context.error, NetworkError | Conflict)
        heard = heard and not isinstance(context.error, BadRequest)  # which the library counts in
        log.log(logging.INFO if heard else logging.ERROR, "Failed: %s", kind)
        return
    log.error("Update %d failed: %s", update.update_id, kind)
    if not is_private(update) or update.effective_user is None:
        return
    tools: Tools = context.bot_data[TOOLS]
    user, incoming = update.effective_user, incoming_of(update)
    chat, spoken = user.id, known(user.language_code)
    store = tools.service.store
    try:
        if await asyncio.to_thread(store.is_done, *incoming):
            # What it asked for is stored; only what came after went wrong.
            await _deliver(tools, chat)
            return
        trainee = await _trainee(tools, chat)
        spoken = trainee.language if trainee else spoken
        again = update.update_id in tools.restored
        gone = isinstance(context.error, TelegramError) and is_gone(context.error)
        if again or trainee is None or gone:
            # Tried twice, blocked, or somebody's who has not agreed: nothing of it stays.
            await asyncio.to_thread(store.done, *incoming)
        else:
            tools.failed.setdefault(chat, []).append(incoming)
    except Exception as error:  # the database, most likely: the answer below needs none
        log.error("Failed while failing: %s", type(error).__name__)
    with contextlib.suppress(TelegramError), speaking(spoken):
        await tools.delivery.say(chat, [note(_(wording.FAILED))])


async def _trainee(tools: Tools, user: int) -> StoredTrainee | None:
    """The sender, if they consented."""
    found = await asyncio.to_thread(tools.service.store.trainee, CHANNEL, str(user))
    return found if found and found.consented else None


async def _deliver(tools: Tools, user: int) -> None:
    trainee = await _trainee(tools, user)
    if trainee:
        await tools.delivery.deliver(trainee)


async def _route(came: Came) -> None:
    update = came.update
    if update.my_chat_member:
        await _membership(came, update.my_chat_member)
        return
    if came.trainee and came.trainee.unreachable:
        store = came.service.store
        await asyncio.to_thread(store.set_unreachable, came.trainee.account, False)
    if update.callback_query:
        await buttons.press(came, update.callback_query)
    elif update.edited_message:
        # A live location is an edited message every few seconds: only changed words count.
        if update.edited_message.text is not None:
            await _edited(came, update.edited_message)
    elif update.message and update.message.text is not None:
        await _text(came, clean(update.message.text))
    elif update.message:
        await _not_text(came, update.message)


async def _text(came: Came, text: str) -> None:
    command = commands.name_of(text)
    if command is not None:
        await commands.run(came, command, commands.argument_of(text))
        return
    if came.trainee is None:
        seen = await asyncio.to_thread(screen, text)
        if seen.kind == "stepped_out":
            await came.note(came.service.contacts())
        else:
            await came.how_to_get_in()
        return
    message = came.update.message
    ref = str(message.message_id) if message else None
    asked_at = came.tools.delivery.asked_at.get(came.chat, 0)
    unseen = message is not None and message.message_id < asked_at
    async with came.typing(unseen or not came.trainee.asked):
        await came.service.reply(came.trainee, text, came.incoming, ref, unseen)


async def _not_text(came: Came, message: Message) -> None:
    if filters.StatusUpdate.ALL.check_update(came.update):
        return  # a pinned message, a changed timer: nobody said anything
    first = came.tools.first_of_album(message.media_group_id)
    caption = clean(message.caption or "")
    if caption:
        leaves = await asyncio.to_thread(leaves_the_role, caption)
        if leaves:
            await _text(came, caption)
            return
    if not first:
        return
    if came.trainee is None:
        await came.how_to_get_in()
        return
    line = await asyncio.to_thread(came.service.line_to_answer, came.trainee)
    text = _(wording.NOT_TEXT).format(line=line) if line else _(wording.NOT_TEXT_IDLE)
    await came.note(text)


async def _edited(came: Came, message: Message) -> None:
    text, ref = clean(message.text or ""), str(message.message_id)
    if came.trainee is None:
        await came.how_to_get_in()
    elif commands.name_of(text) == "stop":
        await commands.run(came, "stop")
    elif commands.name_of(text) is None:
        await came.service.edited(came.trainee, ref, text, came.incoming)


async def _membership(came: Came, change: ChatMemberUpdated) -> None:
    """Blocked, or let back in."""
    if came.trainee:
        gone = change.new_chat_member.status in _GONE
        store = came.service.store
        await asyncio.to_thread(store.set_unreachable, came.trainee.account, gone)


async def _leave(update: Update, bot: Bot) -> None:
    """Say goodbye to a group or channel. Nothing of it is stored."""
    chat = update.effective_chat
    change = update.my_chat_member
    if not isinstance(chat, Chat) or (change and change.new_chat_member.status in _GONE):
        return
    by = update.effective_user
    with speaking((by and by.language_code) or ENGLISH):
        text = _(wording.GROUP)
    with contextlib.suppress(TelegramError):  # not allowed to write there, or gone already
        await bot.send_message(chat.id, text)
    with contextlib.suppress(TelegramError):
        await bot.leave_chat(chat.id)
