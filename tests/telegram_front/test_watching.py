"""Whoever runs the bot hears each thing once, and in words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.telegram_front import watching
from bot.telegram_front.watching import CONFLICT, FOUND, LOST, Operator


@pytest.fixture
def heard() -> list[str]:
    return []


def test_one_failure_is_nothing_to_speak_of(heard: list[str]) -> None:
    operator = Operator(heard.append)
    for _ in range(3):
        operator.failed()
        operator.answered()
    assert heard == []


def test_an_outage_is_said_once_and_so_is_its_end(heard: list[str]) -> None:
    operator = Operator(heard.append)
    for _ in range(2):
        for _ in range(5):
            operator.failed()
        for _ in range(5):
            operator.answered()
    assert heard == [LOST, FOUND, LOST, FOUND]


def test_two_bots_with_one_token_are_said_once_a_minute(
    heard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    operator = Operator(heard.append)
    clock = iter((0.0, 1.0, 59.0, 60.0, 61.0))
    monkeypatch.setattr(watching, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    for _ in range(5):
        operator.conflict()
    assert heard == [CONFLICT, CONFLICT]
