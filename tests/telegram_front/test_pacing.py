"""Telegram's limits are kept chat by chat, and over all."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.telegram_front import pacing
from bot.telegram_front.pacing import Pacing

Sending = Callable[..., Awaitable[object]]


class Telegram:
    """Notes when each request came, and refuses some."""

    def __init__(self, **kwargs: float) -> None:
        self.pacing = Pacing(**kwargs)
        self.came: list[tuple[Any, float]] = []
        self.refuse: dict[Any, list[float]] = {}
        self.begun = time.monotonic()

    async def send(self, chat: int | None, endpoint: str = "sendMessage") -> object:
        async def request() -> object:
            self.came.append((chat, time.monotonic() - self.begun))
            if self.refuse.get(chat):
                raise RetryAfter(self.refuse[chat].pop())  # type: ignore[arg-type]
            return "sent"

        data = {} if chat is None else {"chat_id": chat}
        return await self.pacing.process_request(request, (), {}, endpoint, data, None)

    def times(self, chat: int | None) -> list[float]:
        return [at for who, at in self.came if who == chat]


async def test_a_burst_goes_out_at_once_and_the_rest_at_a_pace() -> None:
    telegram = Telegram(burst=3, every=0.1)
    for _ in range(6):
        await telegram.send(7)
    times = telegram.times(7)
    assert times[2] < 0.08
    assert times[5] >= 0.28


async def test_each_chat_has_a_pace_of_its_own() -> None:
    telegram = Telegram(burst=1, every=10.0)
    await asyncio.gather(*(telegram.send(chat) for chat in range(20)))
    assert max(at for _chat, at in telegram.came) < 5


async def test_over_all_there_is_a_limit_too() -> None:
    telegram = Telegram(overall=20, burst=5)
    await asyncio.gather(*(telegram.send(chat) for chat in range(30)))
    assert max(at for _chat, at in telegram.came) >= 0.4


@pytest.mark.parametrize("endpoint", ["sendChatAction", "editMessageText"])
async def test_what_is_no_new_message_takes_nobody_elses_place(endpoint: str) -> None:
    telegram = Telegram(burst=1, every=5.0)
    for _ in range(4):
        await telegram.send(7, endpoint)
    await telegram.send(7)
    assert telegram.times(7)[-1] < 1.0


async def test_requests_without_a_chat_are_not_held() -> None:
    telegram = Telegram(overall=1, burst=1)
    for _ in range(5):
        await telegram.send(None, "getMe")
    assert telegram.times(None)[-1] < 0.5


async def test_one_chat_waits_as_long_as_telegram_says_and_no_other() -> None:
    telegram = Telegram()
    telegram.refuse[7] = [0.3]
    sent = asyncio.gather(telegram.send(7), telegram.send(7))
    await asyncio.sleep(0.05)
    assert await telegram.send(8) == "sent"
    assert telegram.times(8)[0] < 0.2
    assert await sent == ["sent", "sent"]
    assert min(telegram.times(7)[2:]) >= 0.3


async def test_a_long_wait_is_not_waited_for_nor_asked_about_again() -> None:
    telegram = Telegram()
    telegram.refuse[7] = [pacing.MOST_WAIT + 10]
    for _ in range(3):
        with pytest.raises(RetryAfter):
            await telegram.send(7)
    assert len(telegram.times(7)) == 1
    assert await telegram.send(8) == "sent"


async def test_it_is_not_tried_for_ever() -> None:
    telegram = Telegram()
    telegram.refuse[7] = [0.0] * 50
    with pytest.raises(RetryAfter):
        await telegram.send(7)
    assert len(telegram.times(7)) < 10


async def test_chats_that_rest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "_MOST_CHATS", 8)
    telegram = Telegram(overall=1000, burst=1, every=0.01)
    for chat in range(30):
        await telegram.send(chat)
        await asyncio.sleep(0.015)
    assert len(telegram.pacing._chats) <= 9
