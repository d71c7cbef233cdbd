"""Tell Telegram the bot's commands and what it is: a convenience that nobody waits for."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.i18n import ENGLISH, LANGUAGES, _, speaking
from bot.telegram_front import words

if TYPE_CHECKING:
    from bot.telegram_front.came import Context

log = logging.getLogger(__name__)

AGAIN_SECONDS: Final = 600.0
Step = tuple[Callable[[Bot, str | None], Awaitable[None]], str]


async def introduce(context: Context) -> None:
    """A job: each step by itself; those that fail are tried again later.

    ``context.job.data``: the steps that are left; all of them, if there is none.
    """
    left: Any = context.job.data if context.job else None
    failed: list[Step] = []
    for step in left or steps():
        tell, language = step
        try:
            with speaking(language):
                # English serves all languages that are not ours.
                await tell(context.bot, None if language == ENGLISH else language)
        except TelegramError as error:
            log.warning("%s (%s) left for later: %s", tell.__name__, language, type(error).__name__)
            failed.append(step)
    if failed and context.job_queue:
        late: dict[str, Any] = {"misfire_grace_time": None}
        context.job_queue.run_once(introduce, AGAIN_SECONDS, data=failed, job_kwargs=late)


def steps() -> list[Step]:
    """All there is to tell, in each language."""
    tells = (_tell_commands, _tell_description, _tell_short_description)
    return [(tell, language) for language in LANGUAGES for tell in tells]


async def follow_language(bot: Bot, chat: int, language: str) -> None:
    """The menu of commands of one chat in the language chosen there. Failing does no harm."""
    with suppress(TelegramError), speaking(language):
        await bot.set_my_commands(_commands(), scope=BotCommandScopeChat(chat))


async def forget_language(bot: Bot, chat: int) -> None:
    """Nothing is left with Telegram of a language chosen in a chat."""
    with suppress(TelegramError):
        await bot.delete_my_commands(scope=BotCommandScopeChat(chat))


def _commands() -> list[BotCommand]:
    return [BotCommand(name, _(about)) for name, about in words.COMMANDS.items()]


# What stands there already is not told again: Telegram counts these calls narrowly. What can't
# be read, as from a server that knows no such question, is told.


async def _tell_commands(bot: Bot, code: str | None) -> None:
    there: object = None
    with suppress(TelegramError, TypeError, AttributeError):
        there = list(await bot.get_my_commands(language_code=code))
    if there != _commands():
        await bot.set_my_commands(_commands(), language_code=code)


async def _tell_description(bot: Bot, code: str | None) -> None:
    wanted, there = _(words.DESCRIPTION), None
    with suppress(TelegramError, TypeError, AttributeError):
        there = (await bot.get_my_description(language_code=code)).description
    if there != wanted:
        await bot.set_my_description(wanted, language_code=code)


async def _tell_short_description(bot: Bot, code: str | None) -> None:
    wanted, there = _(words.SHORT_DESCRIPTION), None
    with suppress(TelegramError, TypeError, AttributeError):
        there = (await bot.get_my_short_description(language_code=code)).short_description
    if there != wanted:
        await bot.set_my_short_description(wanted, language_code=code)
