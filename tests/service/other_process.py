"""A process of its own: take a trainee's next turn, say so, then wait to be killed.

Arguments: database URL, folder for pictures, the reply, and how ("play" or "waiting": take
what was stored and not dealt with). Printed, one a line: "stored" after an update that is not
dealt with was written, and "done".
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from bot import content
from bot.service import PracticeService
from bot.settings import Settings
from bot.store import Store
from tests.fakes.driver import FakeDriver


async def main(url: str, pictures: str, reply: str, how: str) -> None:
    """One turn."""
    settings = Settings(_env_file=None, database_url=url, pictures=Path(pictures))  # type: ignore[call-arg]
    store = Store(url)
    service = PracticeService(store, FakeDriver(), content.load(), settings)
    who = store.trainee("telegram", "17")
    assert who is not None
    if how == "waiting":
        for payload in store.waiting("telegram"):
            await service.reply(who, payload["text"], ("telegram", payload["id"]))
    else:
        await service.reply(who, reply, ("telegram", "1"))
        store.receive("telegram", "2", {"id": "2", "text": "That sounds hard."})
    print("done", flush=True)
    time.sleep(120)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
