"""Stored state is enough: a process that is killed is taken over by the next one."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
from pathlib import Path

from bot.content import ROOT, Content
from bot.service import PracticeService
from bot.settings import Settings
from bot.store import Store
from tests.fakes.database import take
from tests.fakes.driver import FakeDriver
from tests.service.talk import DEE, begin, kinds, newcomer, say, stored

REPLIES = ("You should rest.", "That sounds hard.", "What happened, if I may ask?")


def until_killed(url: str, pictures: Path, reply: str, how: str) -> None:
    """Let another process take a turn, and kill it without warning."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.service.other_process", url, str(pictures), reply, how],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        if process.stdout.readline() != "done\n":
            raise AssertionError(process.stderr.read())
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert process.returncode == -signal.SIGKILL


async def test_a_killed_process_is_taken_over_by_the_next(
    service: PracticeService, store: Store, settings: Settings
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    store.close()

    until_killed(settings.database_url, settings.pictures, REPLIES[0], "play")
    assert [p["id"] for p in store.waiting("telegram")] == ["2"]
    assert [t.reply for t in stored(service, now).turns] == [REPLIES[0]]

    until_killed(settings.database_url, settings.pictures, "", "waiting")
    assert store.waiting("telegram") == []
    await service.reply(who, REPLIES[2])

    turns = stored(service, now).turns
    assert [t.reply for t in turns] == list(REPLIES)
    assert [t.number for t in turns] == [1, 2, 3]
    for before, after in itertools.pairwise(turns):
        assert after.client_before == before.client_after
    said = take(store, who)
    lines = [s.text for s in said if s.kind == "client"]
    assert lines == [t.client_after for t in turns]
    assert len({now.state.client_line, *lines}) == 4
    assert kinds(said).count("coach") == 3


async def test_three_processes_play_as_one_would(
    service: PracticeService, store: Store, settings: Settings, authored: Content
) -> None:
    """Each reply met by a service that has never seen the conversation before."""
    who, twin = newcomer(service), newcomer(service, "18")
    mine, theirs = begin(service, who, seed=29), begin(service, twin, seed=29)
    await say(service, twin, *REPLIES)
    for reply in REPLIES:
        other = Store(settings.database_url)
        stranger = PracticeService(other, FakeDriver(), authored, settings)
        await stranger.reply(who, reply)
        take(other, who)
        other.close()
    split, whole = stored(service, mine), stored(service, theirs)
    assert split.scenario == DEE
    assert split.state == whole.state
    assert [t.client_after for t in split.turns] == [t.client_after for t in whole.turns]
    assert [t.feedback for t in split.turns] == [t.feedback for t in whole.turns]
