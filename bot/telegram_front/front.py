"""Put the Telegram front together and run it."""

from __future__ import annotations

import asyncio
import errno
import logging
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from telegram import LinkPreviewOptions, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, Defaults, TypeHandler

from bot.screening import screen
from bot.service import PracticeService
from bot.settings import Settings
from bot.telegram_front import pacing
from bot.telegram_front.came import TOOLS, App, Context, Tools
from bot.telegram_front.delivery import Delivery
from bot.telegram_front.handlers import failed, handle
from bot.telegram_front.inbox import CHANNEL, StoringQueue
from bot.telegram_front.introducing import introduce
from bot.telegram_front.keyed import PerChat
from bot.telegram_front.pacing import Pacing
from bot.telegram_front.quiet import quieten
from bot.telegram_front.watching import SAYS, Operator, Watched

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
# A process that was killed in the middle of sending has let go of it by then.
LET_GO_SECONDS: Final = 6.0
WEBHOOK_PATH: Final = "telegram"
OPERATOR: Final = "operator"
_REFUSED: Final = (
    "Telegram refuses TELEGRAM_TOKEN. @BotFather shows the right one under /mybots; put it in .env "
    "as TELEGRAM_TOKEN=..., then run this again."
)


class TelegramSettingsError(Exception):
    """A setting is missing or does not fit; the message says which. It never has the token."""


def check(settings: Settings) -> None:
    """TelegramSettingsError: with these settings it can't run."""
    if settings.telegram_token is None:
        raise TelegramSettingsError(
            "TELEGRAM_TOKEN is not set. @BotFather in Telegram gives one for a new bot."
        )
    if not re.fullmatch(r"[^\s/:]+:[^\s/]+", settings.telegram_token.get_secret_value()):
        raise TelegramSettingsError(
            "TELEGRAM_TOKEN is not what a token looks like (digits, a colon, letters). "
            "@BotFather shows the right one under /mybots."
        )
    if settings.telegram_webhook_url:
        webhook_options(settings)


def build(service: PracticeService, settings: Settings, operator: Operator | None = None) -> App:
    """The application, ready to run. TelegramSettingsError: see ``check``."""
    check(settings)
    operator = operator or Operator()
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    quieten()
    builder: Any = (
        ApplicationBuilder()
        .token(token)
        .rate_limiter(Pacing(pacing.OVERALL, pacing.BURST, pacing.EVERY))
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .concurrent_updates(PerChat())
        .post_init(_post_init)
        .post_shutdown(_post_shutdown)
    )
    direct: dict[str, Any] = {}
    if settings.telegram_api_url:
        # A server of one's own is near: no proxy between.
        root = settings.telegram_api_url
        direct = {"httpx_kwargs": {"trust_env": False}}
        builder = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot")
    builder = builder.request(
        Watched(operator, connection_pool_size=64, read_timeout=10, **direct)
    ).get_updates_request(Watched(operator, updates=True, connection_pool_size=2, **direct))
    app: App = builder.update_queue(StoringQueue(service.store)).build()
    delivery = Delivery(app.bot, service.store, CHANNEL, typing=settings.telegram_typing)
    app.bot_data[TOOLS] = Tools(service, delivery, settings.telegram_typing)
    app.bot_data[OPERATOR] = operator
    app.add_handler(TypeHandler(Update, handle))
    app.add_error_handler(failed)
    return app


def run(service: PracticeService, settings: Settings, says: Callable[[str], object] = SAYS) -> None:
    """Run until a stop signal: long polling, or a webhook if TELEGRAM_WEBHOOK_URL is set.

    ``says`` gets the few lines meant for whoever runs it. TelegramSettingsError: it can't run, or
    can't any more; the message says what to do.
    """
    operator = Operator(says)
    app = build(service, settings, operator)
    operator.on_refused = app.stop_running
    try:
        if settings.telegram_webhook_url:
            options = webhook_options(settings)
            app.post_init = partial(_webhook_init, options)
            app.run_webhook(**options, bootstrap_retries=-1)
        else:
            app.run_polling(**polling_options(), bootstrap_retries=-1)
    except InvalidToken:  # its own words have the token in them
        raise TelegramSettingsError(_REFUSED) from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise TelegramSettingsError(
            f"Port {settings.telegram_webhook_port} of this machine is in use. "
            "TELEGRAM_WEBHOOK_PORT can name another one."
        ) from None
    if operator.refused:
        raise TelegramSettingsError(_REFUSED)


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


async def _webhook_init(options: Mapping[str, Any], app: App) -> None:
    """Set the webhook once ourselves: the library would try a refused one for ever, silently."""
    try:
        await app.bot.set_webhook(
            options["webhook_url"],
            allowed_updates=options["allowed_updates"],
            secret_token=options["secret_token"],
        )
    except (BadRequest, Forbidden) as error:
        raise TelegramSettingsError(
            f"Telegram refuses TELEGRAM_WEBHOOK_URL ({error.message}). It has to be an https "
            "address that Telegram can reach, with a certificate it trusts."
        ) from None
    except InvalidToken:
        raise
    except TelegramError as error:  # not to be reached for now: the library tries again
        log.info("Webhook not set yet: %s", type(error).__name__)
    await _post_init(app)


async def _post_init(app: App) -> None:
    """Take up what was left, and set going what is done beside answering."""
    tools: Tools = app.bot_data[TOOLS]
    queue = app.update_queue
    if isinstance(queue, StoringQueue):
        tools.restored |= await queue.restore(app.bot)
    if app.job_queue:
        late: dict[str, Any] = {"misfire_grace_time": None}
        app.job_queue.run_once(_serving, 0, job_kwargs=late)
        app.job_queue.run_once(_send_rest, 0, job_kwargs=late)  # what a stop left unsent
        app.job_queue.run_once(_let_go, LET_GO_SECONDS, job_kwargs=late)
        app.job_queue.run_once(introduce, 0, job_kwargs=late)
        app.job_queue.run_repeating(_send_rest, REST_SECONDS, job_kwargs=late)
        app.job_queue.run_once(_warm_up, 1.0, job_kwargs=late)
        app.job_queue.run_repeating(_remind, REMIND_SECONDS, first=5.0, job_kwargs=late)
        app.job_queue.run_repeating(_sweep, SWEEP_SECONDS, first=2.0, job_kwargs=late)


async def _serving(context: Context) -> None:
    operator: Operator = context.bot_data[OPERATOR]
    if operator.refused:  # before there was anything to stop
        context.application.stop_running()
    else:
        operator.serving(context.bot.username)


async def _warm_up(context: Context) -> None:
    """Load what looks through messages, before the first one waits for it."""
    await asyncio.to_thread(screen, "My friend Dana Whitfield lives at 12 Elm Street.")


async def _remind(context: Context) -> None:
    """Queue and send the reminders that are due."""
    tools: Tools = context.bot_data[TOOLS]
    await asyncio.to_thread(tools.service.remind_due)
    await _send_rest(context)


async def _sweep(context: Context) -> None:
    """Let go what has been kept for as long as the setting says."""
    tools: Tools = context.bot_data[TOOLS]
    await asyncio.to_thread(tools.service.sweep)


async def _let_go(context: Context) -> None:
    """Free what the process before this one was sending when it was killed."""
    tools: Tools = context.bot_data[TOOLS]
    await asyncio.to_thread(tools.service.store.free_claims, LET_GO_SECONDS)


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
