"""Put the Telegram front together and run it."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final

from telegram import Bot, LinkPreviewOptions, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder, Defaults, TypeHandler
from telegram.request import HTTPXRequest

from bot.i18n import ENGLISH, LANGUAGES, _, speaking
from bot.screening import screen
from bot.service import PracticeService
from bot.settings import Settings
from bot.telegram_front import pacing, words
from bot.telegram_front.came import TOOLS, App, Context, Tools
from bot.telegram_front.delivery import Delivery
from bot.telegram_front.handlers import failed, handle
from bot.telegram_front.inbox import CHANNEL, StoringQueue
from bot.telegram_front.keyed import PerChat
from bot.telegram_front.pacing import Pacing
from bot.telegram_front.quiet import quieten

log = logging.getLogger(__name__)

ALLOWED: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
)
REMIND_SECONDS: Final = 600.0
SWEEP_SECONDS: Final = 86_400.0
# How often it is looked for what could not be sent, or was queued by another process.
REST_SECONDS: Final = 10.0
WEBHOOK_PATH: Final = "telegram"


class TelegramSettingsError(Exception):
    """A setting is missing or does not fit; the message says which."""


def build(service: PracticeService, settings: Settings) -> App:
    """The application, ready to run. TelegramSettingsError: there is no token."""
    if settings.telegram_token is None:
        raise TelegramSettingsError(
            "TELEGRAM_TOKEN is not set. @BotFather in Telegram gives one for a new bot."
        )
    quieten()
    builder: Any = (
        ApplicationBuilder()
        .token(settings.telegram_token.get_secret_value())
        .rate_limiter(Pacing(pacing.OVERALL, pacing.BURST, pacing.EVERY))
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .concurrent_updates(PerChat())
        .post_init(_post_init)
        .post_shutdown(_post_shutdown)
    )
    if settings.telegram_api_url:
        # A server of one's own is near: no proxy between.
        root = settings.telegram_api_url
        direct: dict[str, Any] = {"httpx_kwargs": {"trust_env": False}}
        builder = (
            builder.base_url(f"{root}/bot")
            .base_file_url(f"{root}/file/bot")
            .request(HTTPXRequest(connection_pool_size=64, read_timeout=10, **direct))
            .get_updates_request(HTTPXRequest(connection_pool_size=2, **direct))
        )
    else:
        builder = builder.connection_pool_size(64).read_timeout(10)
    app: App = builder.update_queue(StoringQueue(service.store)).build()
    delivery = Delivery(app.bot, service.store, CHANNEL, typing=settings.telegram_typing)
    app.bot_data[TOOLS] = Tools(service, delivery, settings.telegram_typing)
    app.add_handler(TypeHandler(Update, handle))
    app.add_error_handler(failed)
    return app


def run(service: PracticeService, settings: Settings) -> None:
    """Run until a stop signal: long polling, or a webhook if TELEGRAM_WEBHOOK_URL is set."""
    app = build(service, settings)
    if settings.telegram_webhook_url:
        app.run_webhook(**webhook_options(settings), bootstrap_retries=-1)
    else:
        app.run_polling(**polling_options(), bootstrap_retries=-1)


def polling_options() -> dict[str, Any]:
    """How to poll: see ``Updater.start_polling``."""
    return {"allowed_updates": list(ALLOWED), "timeout": 30}


def webhook_options(settings: Settings) -> dict[str, Any]:
    """How to listen: see ``Updater.start_webhook``. On this machine only, behind a proxy.

    TelegramSettingsError: no secret is set, so anyone could send updates.
    """
    if settings.telegram_webhook_secret is None:
        raise TelegramSettingsError(
            "TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET: 1 to 256 letters, digits, _ or -."
        )
    return {
        "listen": "127.0.0.1",
        "port": settings.telegram_webhook_port,
        "url_path": WEBHOOK_PATH,
        "webhook_url": f"{(settings.telegram_webhook_url or '').rstrip('/')}/{WEBHOOK_PATH}",
        "secret_token": settings.telegram_webhook_secret.get_secret_value(),
        "allowed_updates": list(ALLOWED),
    }


async def _post_init(app: App) -> None:
    """Take up what was left; then tell Telegram the commands."""
    tools: Tools = app.bot_data[TOOLS]
    queue = app.update_queue
    if isinstance(queue, StoringQueue):
        tools.restored |= await queue.restore(app.bot)
    if app.job_queue:
        late: dict[str, Any] = {"misfire_grace_time": None}
        app.job_queue.run_once(_send_rest, 0, job_kwargs=late)  # what a stop left unsent
        app.job_queue.run_repeating(_send_rest, REST_SECONDS, job_kwargs=late)
        app.job_queue.run_once(_warm_up, 1.0, job_kwargs=late)
        app.job_queue.run_repeating(_remind, REMIND_SECONDS, first=5.0, job_kwargs=late)
        app.job_queue.run_repeating(_sweep, SWEEP_SECONDS, first=2.0, job_kwargs=late)
    try:
        for language in LANGUAGES:
            await _introduce(app.bot, language)
    except TelegramError as error:  # the menu is a convenience: practice works without it
        log.warning("Commands not set: %s", type(error).__name__)


async def _introduce(bot: Bot, language: str) -> None:
    """Commands and descriptions in one language; English serves all that are not ours."""
    code = None if language == ENGLISH else language
    with speaking(language):
        commands = [(name, _(about)) for name, about in words.COMMANDS.items()]
        await bot.set_my_commands(commands, language_code=code)
        await bot.set_my_description(_(words.DESCRIPTION), language_code=code)
        await bot.set_my_short_description(_(words.SHORT_DESCRIPTION), language_code=code)


async def _warm_up(context: Context) -> None:
    """Load what looks through messages, before the first one waits for it."""
    await asyncio.to_thread(screen, "My friend Dana Whitfield lives at 12 Elm Street.")


async def _remind(context: Context) -> None:
    """Queue and send the reminders that are due."""
    tools: Tools = context.bot_data[TOOLS]
    for trainee in await asyncio.to_thread(tools.service.remind_due):
        if trainee.channel == CHANNEL:
            await tools.delivery.deliver(trainee)


async def _sweep(context: Context) -> None:
    """Let go what has been kept for as long as the setting says."""
    tools: Tools = context.bot_data[TOOLS]
    await asyncio.to_thread(tools.service.sweep)


async def _send_rest(context: Context) -> None:
    """Each account by itself: one that Telegram lets wait holds up neither the others nor this."""
    tools: Tools = context.bot_data[TOOLS]
    for trainee in await tools.delivery.waiting():
        context.application.create_task(
            tools.delivery.deliver(trainee), name=f"Application:rest:{trainee.account}"
        )


async def _post_shutdown(app: App) -> None:
    """Let go of the driver's connections."""
    tools: Tools = app.bot_data[TOOLS]
    await tools.service.driver.close()
