"""The measurements, each alternating between the starter bot and ours."""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.bots import ROOT, Bot, Serving
from bench.processes import BenchError, Group
from bench.starter import WORK
from bench.talk import Line, MakeTalker

PLACE_EARLY, PLACE_LATE = 5, 200
_AROUND = 2  # message 5 is the median of messages 3 to 7
_WARM = 15
_STAGES_SECONDS = 600.0


@dataclass(frozen=True)
class Size:
    """How often everything is done."""

    trainings: int
    starts: int
    rounds: int
    replies: int
    crowds: int
    conversations: int
    messages: int
    growths: int
    staged: int


FULL = Size(
    trainings=3, starts=3, rounds=6, replies=45, crowds=4, conversations=8, messages=15,
    growths=3, staged=300,
)  # fmt: skip
QUICK = Size(
    trainings=1, starts=1, rounds=2, replies=15, crowds=1, conversations=8, messages=5,
    growths=1, staged=60,
)  # fmt: skip


@dataclass
class Row:
    """One thing measured: pairs of (starter, ours), one per repeat."""

    name: str
    unit: str
    n: str
    pairs: list[tuple[float, float]] = field(default_factory=list)
    more_is_better: bool = False

    def ratios(self) -> list[float]:
        """Starter divided by ours, repeat by repeat."""
        return [a / b for a, b in self.pairs]


Pair = tuple[Bot, Bot]


def _times(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _in_turn(bots: Pair, repeat: int) -> Iterator[tuple[int, Bot]]:
    """Both bots; who goes first changes with each repeat."""
    order = (0, 1) if repeat % 2 == 0 else (1, 0)
    yield from ((i, bots[i]) for i in order)


def training(bots: Pair, size: Size) -> list[Row]:
    """Whole `rasa train` runs, one after the other."""
    row = Row("training (`rasa train`)", "s", _times(size.trainings, "run"))
    for repeat in range(size.trainings):
        took = [0.0, 0.0]
        for index, bot in _in_turn(bots, repeat):
            took[index] = bot.train()
            print(f"  {bot.name}: trained in {took[index]:.1f} s", flush=True)
        row.pairs.append((took[0], took[1]))
    return [row]


def starting(bots: Pair, size: Size) -> list[Row]:
    """From starting the processes to the first reply, and their memory then."""
    n = _times(size.starts, "start")
    start = Row("cold start to the first reply over HTTP", "s", n)
    memory = Row("memory after the first reply", "MB", n)
    for repeat in range(size.starts):
        took, held = [0.0, 0.0], [0.0, 0.0]
        for index, bot in _in_turn(bots, repeat):
            with bot.serve() as serving:
                took[index], held[index] = serving.started, serving.rss() / 2**20
            print(f"  {bot.name}: first reply after {took[index]:.1f} s", flush=True)
        start.pairs.append((took[0], took[1]))
        memory.pairs.append((held[0], held[1]))
    return [start, memory]


def percentile(values: list[float], share: float) -> float:
    """The value below which about ``share`` of ``values`` lie (no interpolation)."""
    return sorted(values)[round(share * (len(values) - 1))]


def replies(bots: Pair, servings: tuple[Serving, Serving], size: Size) -> list[Row]:
    """One conversation at a time, a block of messages to each bot in turn."""
    n = f"{_times(size.rounds, 'round')} of {size.replies} replies"
    half, most = Row("reply over HTTP, p50", "ms", n), Row("reply over HTTP, p95", "ms", n)
    for repeat in range(size.rounds):
        got: list[list[float]] = [[], []]
        for index, bot in _in_turn(bots, repeat):
            got[index] = converse(servings[index].port, bot.talker, size.replies)
        for row, share in ((half, 0.5), (most, 0.95)):
            row.pairs.append((percentile(got[0], share) * 1000, percentile(got[1], share) * 1000))
    return [half, most]


def converse(port: int, make: MakeTalker, messages: int) -> list[float]:
    """Seconds of each reply of a new conversation."""
    talker = make()
    with Line(port) as line:
        return [line.say(talker)[0] for _ in range(messages)]


def crowd(bots: Pair, servings: tuple[Serving, Serving], size: Size) -> list[Row]:
    """Several conversations at once: messages answered in a second."""
    n = f"{_times(size.crowds, 'round')} of {size.conversations} × {size.messages} messages"
    name = f"throughput, {size.conversations} conversations at once"
    row = Row(name, "messages/s", n, more_is_better=True)
    for repeat in range(size.crowds):
        speed = [0.0, 0.0]
        for index, bot in _in_turn(bots, repeat):
            speed[index] = _together(servings[index].port, bot.talker, size)
        row.pairs.append((speed[0], speed[1]))
    return [row]


def _together(port: int, make: MakeTalker, size: Size) -> float:
    failed: list[Exception] = []
    talkers = [make() for _ in range(size.conversations)]
    ready = threading.Barrier(size.conversations + 1, timeout=60)

    def lead(number: int) -> None:
        try:
            ready.wait()
            with Line(port, seconds=120) as line:
                for _ in range(size.messages):
                    line.say(talkers[number])
        except Exception as error:  # handed to the main thread
            failed.append(error)

    threads = [threading.Thread(target=lead, args=(i,), daemon=True) for i in range(len(talkers))]
    for thread in threads:
        thread.start()
    ready.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join(300)
    took = time.perf_counter() - begun
    if failed or any(t.is_alive() for t in threads):
        raise BenchError(f"Conversations at once: {failed or 'no end after 300 s'}")
    return size.conversations * size.messages / took


def growth(bots: Pair, servings: tuple[Serving, Serving], size: Size) -> list[Row]:
    """Message 200 of one conversation against its message 5; the bots take turns by message."""
    n = f"{_times(size.growths, 'conversation')} of {PLACE_LATE + _AROUND} messages"
    early = Row(f"reply to message {PLACE_EARLY} of one conversation", "ms", n)
    late = Row(f"reply to message {PLACE_LATE} of one conversation", "ms", n)
    times = Row(f"growth: message {PLACE_LATE} ÷ message {PLACE_EARLY}", "×", n)
    for _ in range(size.growths):
        got: list[list[float]] = [[], []]
        talkers = [bot.one_sender() for bot in bots]
        with Line(servings[0].port) as first, Line(servings[1].port) as second:
            for message in range(PLACE_LATE + _AROUND):
                for index in (0, 1) if message % 2 == 0 else (1, 0):
                    got[index].append((first, second)[index].say(talkers[index])[0])
        fives = [_around(g, PLACE_EARLY) for g in got]
        lates = [_around(g, PLACE_LATE) for g in got]
        early.pairs.append((fives[0], fives[1]))
        late.pairs.append((lates[0], lates[1]))
        times.pairs.append((lates[0] / fives[0], lates[1] / fives[1]))
    return [early, late, times]


def _around(seconds: list[float], place: int) -> float:
    """Milliseconds at message ``place`` (counted from 1): the median of it and its neighbours."""
    return statistics.median(seconds[place - 1 - _AROUND : place + _AROUND]) * 1000


def serving(bots: Pair, size: Size) -> list[Row]:
    """Everything that is measured on servers that run side by side, one working at a time."""
    with bots[0].serve() as first, bots[1].serve() as second:
        both = (first, second)
        for bot, server in zip(bots, both, strict=True):
            converse(server.port, bot.talker, _WARM)
        rows: list[Row] = []
        for measure in (replies, crowd, growth):
            print(f"  {measure.__name__}", flush=True)
            rows += measure(bots, both, size)
        for server in both:
            server.check()
        held = first.rss() / 2**20, second.rss() / 2**20
        rows.append(Row("memory after all of this", "MB", "once", [held]))
    return rows


def stages(ours: Bot, size: Size) -> dict[str, Any]:
    """What ``bench.stages`` finds in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "stages.json"
        command = [
            *(str(ours.python), "-m", "bench.stages", str(ours.model)),
            *(str(_WARM), str(size.staged), str(out)),
        ]
        with Group(command, ROOT, WORK / "logs" / "stages.log") as process:
            process.finish(_STAGES_SECONDS)
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def machine() -> dict[str, Any]:
    """What the run depends on besides the code."""
    return {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python_ours": sys.version.split()[0],
        "load_1min": round(os.getloadavg()[0], 2),
    }
