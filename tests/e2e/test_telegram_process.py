"""The real process: started, stopped by a signal, killed, started again."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from bot import content
from bot.app import make_store
from bot.content import ROOT
from bot.settings import Settings
from tests.e2e.conftest import DEE
from tests.e2e.test_telegram_encounter import from_dee
from tests.fakes.bot_api import BotApi
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
