"""Updates by webhook: on this machine only, with a secret, stored before they are confirmed."""

import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot import content
from bot.app import make_store
from bot.content import ROOT
from bot.dialogue import Driver
from bot.service import PracticeService
from bot.settings import Settings
from bot.telegram_front import TelegramSettingsError, build, front
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api_people import User

SECRET = "a-secret_of-the-tests"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def hook(
    api: BotApi, settings: Settings, driver: Driver, quick: None
) -> AsyncIterator[tuple[PracticeService, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = settings.model_copy(
        update={
            "telegram_webhook_url": "https://bot.example.org/",
            "telegram_webhook_secret": type(settings.telegram_token)(SECRET),
            "telegram_webhook_port": port,
        }
    )
    service = PracticeService(make_store(settings), driver, content.load(), settings)
    app = build(service, settings)
    await app.initialize()
    await app.post_init(app)
    await app.updater.start_webhook(**front.webhook_options(settings))
    await app.start()
    yield service, f"http://127.0.0.1:{port}/telegram"
    await app.updater.stop()
    await app.stop()
    await app.shutdown()
    service.store.close()


async def post(url: str, update: dict, secret: str | None = SECRET) -> int:
    headers = {HEADER: secret} if secret else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, json=update, headers=headers) as answer,
    ):
        return answer.status


async def test_an_update_is_answered_once_however_often_it_is_delivered(
    hook, ada: User, api: BotApi
):
    _service, url = hook
    assert api.webhook["url"] == "https://bot.example.org/telegram"
    assert api.webhook["secret_token"] == SECRET
    update = api.update(await ada.send("/help"))
    for _ in range(3):
        assert await post(url, update) == 200
    await ada.expect("The way in is an invitation link")
    after = api.update(await ada.send("/stop"))
    assert await post(url, after) == 200
    await ada.expect("988")
    assert len(ada.messages) == 2


@pytest.mark.parametrize("secret", [None, "wrong"])
async def test_without_the_secret_nothing_gets_in(hook, ada: User, api: BotApi, secret):
    service, url = hook
    update = api.update(await ada.send("/help"))
    assert await post(url, update, secret) == 403
    assert service.store.receive("telegram", str(update["update_id"]), {})
    assert ada.messages == []


async def test_it_listens_on_this_machine_only(settings: Settings):
    given = {"telegram_webhook_url": "https://x.example", "telegram_webhook_secret": SECRET}
    made = Settings(_env_file=None, **given)
    assert front.webhook_options(made)["listen"] == "127.0.0.1"


async def test_a_webhook_without_a_secret_is_an_error(settings: Settings):
    made = settings.model_copy(update={"telegram_webhook_url": "https://x.example"})
    with pytest.raises(TelegramSettingsError, match="TELEGRAM_WEBHOOK_SECRET"):
        front.webhook_options(made)


async def test_what_is_no_token_is_said_without_it(hook, settings: Settings):
    service, _ = hook
    made = settings.model_copy(update={"telegram_token": type(settings.telegram_token)("12 ab")})
    with pytest.raises(TelegramSettingsError, match="BotFather") as refused:
        build(service, made)
    assert "12 ab" not in str(refused.value)


async def test_a_proxy_is_told_what_to_pass_on():
    said = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert f"location = /{front.WEBHOOK_PATH} {{" in said
    assert f"reverse_proxy /{front.WEBHOOK_PATH} 127.0.0.1:8443" in said
    assert HEADER in said


async def test_without_a_token_it_says_where_to_get_one(hook, settings: Settings):
    service, _ = hook
    made = settings.model_copy(update={"telegram_token": None})
    with pytest.raises(TelegramSettingsError, match="BotFather"):
        build(service, made)
