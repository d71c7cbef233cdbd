"""The journey as a list, and what makes each run the same."""

import re
import secrets
import sys
from datetime import UTC, datetime
from types import ModuleType

import pytest

from bot.content import load
from tests.screens.fixed import BEGIN, Clock, Dice, fixed
from tests.screens.journey import JOURNEY
from tests.screens.stage import Screen
from tests.screens.steps import WEEKS, Practise, replies_of


def test_every_screen_has_a_name_of_its_own_and_a_caption():
    screens = [s for s in JOURNEY if isinstance(s, Screen)]
    names = [s.name for s in screens]
    assert names
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    assert all(s.caption.endswith(".") for s in screens)


def test_the_weeks_have_scenes_and_voices_that_there_are_and_both_kinds():
    talks = [step for step in WEEKS if isinstance(step, Practise)]
    scenes = load().scenarios
    assert {t.scene for t in talks} <= set(scenes)
    assert all(t.count <= len(replies_of(t.voice)) for t in talks)
    assert {t.unaided for t in talks} == {False, True}


def test_the_clock_moves_when_told_and_tells_order():
    clock = Clock()
    first, second = clock.now(), clock.now()
    assert BEGIN < first < second
    assert f"{first:%H:%M}" == f"{second:%H:%M}" == "18:02"
    clock.forward(days=1, minutes=3)
    assert f"{clock.now():%d %H:%M}" == "04 18:05"


def test_dice_fall_the_same_after_the_same_seed():
    dice = Dice()
    draws = []
    for seed in (7, 7, 8):
        dice.seed(seed)
        draws.append((dice.randbelow(2**31), dice.token_hex(6), dice.choice("abcdef")))
    assert draws[0] == draws[1] != draws[2]
    assert len(draws[0][1]) == 12


def test_modules_of_the_bot_read_the_clock_and_throw_the_dice(monkeypatch: pytest.MonkeyPatch):
    mine, other = ModuleType("bot.sample"), ModuleType("sample")
    for module in (mine, other):
        vars(module).update(datetime=datetime, secrets=secrets)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    dice = Dice()
    with fixed(Clock(), dice):
        told = mine.datetime.now(UTC)
        assert told.date() == BEGIN.date()
        assert type(told) is datetime
        assert isinstance(datetime.now(UTC), mine.datetime)
        assert mine.secrets is dice
        assert (other.datetime, other.secrets) == (datetime, secrets)
    assert (mine.datetime, mine.secrets) == (datetime, secrets)
