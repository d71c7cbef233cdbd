"""The real process: started, stopped by a signal, killed, started again."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot import content
from bot.app import make_store
from bot.content import ROOT
from bot.settings import Settings
from bot.telegram_front import watching
from tests.conftest import free_port
from tests.e2e.conftest import DEE
from tests.e2e.test_telegram_encounter import from_dee
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.bot_api_people import User

SECONDS = 90.0  # a process starts slowly on a busy machine


class Process:
    """Starts the front and keeps what it writes."""

    def __init__(self, api: BotApi, settings: Settings) -> None:
        self._args = (api.url, settings.database_url, str(settings.pictures))
        self.running: asyncio.subprocess.Process | None = None
        self.written = ""

    async def start(self, seconds_a_turn: float = 0.0) -> None:
        self.running = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.e2e.telegram_process",
            *self._args,
            str(seconds_a_turn),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def end(self, how: signal.Signals) -> int:
        self.running.send_signal(how)
        out, _ = await asyncio.wait_for(self.running.communicate(), SECONDS)
        self.written += out.decode()
        return self.running.returncode


@pytest.fixture
async def process(api: BotApi, settings: Settings) -> AsyncIterator[Process]:
    made = Process(api, settings)
    yield made
    if made.running and made.running.returncode is None:
        made.running.send_signal(signal.SIGUSR1)  # says where each thread is
        await asyncio.sleep(1)
        await made.end(signal.SIGKILL)
        print(made.written)


async def test_stopped_and_killed_it_goes_on_where_it_was(
    process: Process, ada: User, api: BotApi, settings: Settings
):
    store = make_store(settings)
    await process.start()
    await ada.send(f"/start {store.invite(days=1)}")
    await ada.press("Yes, let's start", SECONDS)
    scene = content.load().scenarios[DEE.removeprefix("scene:")]
    menus = (f"menu:{scene.difficulty}", f"card:{scene.id}", "Begin", "No aim this time")
    for button in ("No name", "At once", "Done", *menus):
        await ada.press(button, SECONDS)
    await ada.expect(from_dee)
    await ada.send("That sounds like a long Marmalade night.")
    await ada.expect("Coach", SECONDS)
    assert await process.end(signal.SIGTERM) == 0

    await ada.send("What happened?")  # while it is down
    await process.start(seconds_a_turn=600)
    async with asyncio.timeout(SECONDS):  # taken over, and not answered for long
        while api.unconfirmed:
            await asyncio.sleep(0.05)
    await process.end(signal.SIGKILL)

    before = len(ada.messages)
    await process.start()
    await ada.expect(from_dee, SECONDS)
    await ada.send("How are you now?")
    await ada.expect(from_dee)
    assert await process.end(signal.SIGTERM) == 0

    turns = store.latest(store.trainee("telegram", "7").id).turns
    replies = ["That sounds like a long Marmalade night.", "What happened?", "How are you now?"]
    assert [t.reply for t in turns] == replies
    lines = [m.text.removeprefix("Dee\n") for m in ada.messages if from_dee(m)][1:]
    assert lines == [t.client_after.replace("*", "") for t in turns]
    assert before < len(ada.messages)
    assert store.waiting("telegram") == []
    store.close()
    assert "Marmalade" not in process.written
    assert "Traceback" not in process.written


# -- what whoever runs it hears --------------------------------------------------------------------


class Command:
    """``alongside telegram``, and the lines it writes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.written: list[str] = []
        self.running: asyncio.subprocess.Process | None = None

    async def start(self, **more: str) -> None:
        env = os.environ | {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": str(self._settings.telegram_api_url),
            "DATABASE_URL": self._settings.database_url,
            "PICTURES": str(self._settings.pictures),
            "RASA_URL": "http://127.0.0.1:1",  # so that no model is loaded
            **more,
        }
        self.running = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "telegram"),
            cwd=ROOT,
            env=env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def says(self, wanted: str) -> None:
        """Wait for a line with these words."""
        async with asyncio.timeout(SECONDS):
            while line := (await self.running.stdout.readline()).decode():
                self.written.append(line)
                if wanted in line:
                    return
        raise AssertionError(f"expected {wanted!r}: {self.written}")

    async def ends(self) -> int:
        """Wait for the end; returns the exit status."""
        out, _ = await asyncio.wait_for(self.running.communicate(), SECONDS)
        self.written += out.decode().splitlines(keepends=True)
        return self.running.returncode

    @property
    def text(self) -> str:
        return "".join(self.written)


@pytest.fixture
async def command(settings: Settings) -> AsyncIterator[Command]:
    made = Command(settings)
    yield made
    if made.running and made.running.returncode is None:
        made.running.kill()
        await made.ends()
        print(made.text)
    assert TOKEN not in made.text
    assert "Traceback" not in made.text


async def test_a_refused_token_is_one_plain_sentence(command: Command, api: BotApi):
    api.token = "another"
    await command.start()
    assert await command.ends() == 1
    error = [line for line in command.written if "Error" in line or "ERROR" in line]
    assert error == command.written[-1:]
    assert "BotFather" in error[0]


async def test_a_refused_webhook_is_said_and_not_tried_for_ever(command: Command, api: BotApi):
    api.fail_next("bad", 99, ("setWebhook",))
    await command.start(
        TELEGRAM_WEBHOOK_URL="https://x.example",
        TELEGRAM_WEBHOOK_SECRET="s",
        TELEGRAM_WEBHOOK_PORT=str(free_port()),
    )
    assert await command.ends() == 1
    assert "Telegram refuses TELEGRAM_WEBHOOK_URL (Something about it)" in command.written[-1]


async def test_it_says_that_it_serves_and_that_another_does_and_when_it_is_over(
    command: Command, api: BotApi
):
    await command.start()
    await command.says("Serving @alongside_bot in Telegram; Ctrl-C stops it.")
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            before = api.conflicts
            async with asyncio.timeout(SECONDS):
                while api.conflicts == before:
                    await session.get(f"{api.url}/bot{TOKEN}/getUpdates?timeout=0")
                    await asyncio.sleep(0.2)
    await command.says(watching.CONFLICT)
    api.token = "another"  # as @BotFather's /revoke does
    await api.user(7).send("/help")
    assert await command.ends() == 1
    assert "Telegram refuses TELEGRAM_TOKEN" in command.written[-1]
    assert command.text.count(watching.CONFLICT) == 1
    assert command.text.count("Serving") == 1
    assert "ERROR bot" not in command.text
    assert "[Conflict]" not in command.text


async def test_it_says_once_that_telegram_can_not_be_reached(command: Command):
    await command.start(TELEGRAM_API_URL=f"http://127.0.0.1:{free_port()}")
    await command.says(watching.LOST)
    await asyncio.sleep(3)
    command.running.send_signal(signal.SIGTERM)
    assert await command.ends() == 0
    assert command.text.count(watching.LOST) == 1
