"""Where a reply of ours spends its time: the embedded driver in this process, stage by stage.

Run by ``bench.run`` as a process of its own: ``python -m bench.stages MODEL WARM REPLIES OUT``.
"""

from __future__ import annotations

import time

_BEGUN = time.perf_counter()

import asyncio  # noqa: E402
import inspect  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
from collections import defaultdict  # noqa: E402
from collections.abc import Callable  # noqa: E402
from functools import wraps  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

CLAUSES = "clauses (spaCy)"
ENCODER = "encoder"
EXPLAIN = "calibration and explaining"
TOPIC = "topic"
ACTIONS = "actions"
REST = "Rasa's own rest, and the driver"
STAGES = (CLAUSES, ENCODER, EXPLAIN, TOPIC, ACTIONS, REST)


class Clock:
    """Time spent in each stage itself: what a stage calls counts for the stage called."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def _enter(self) -> float:
        self._inner.append(0.0)
        return time.perf_counter()

    def _leave(self, stage: str, begun: float) -> None:
        took = time.perf_counter() - begun
        self.spent[stage] += took - self._inner.pop()
        if self._inner:
            self._inner[-1] += took

    def watch(self, owner: Any, name: str, stage: str) -> None:
        """Count the time of ``owner.name`` for ``stage`` from now on."""
        called: Callable[..., Any] = getattr(owner, name)

        @wraps(called)
        def plain(*args: Any, **kwargs: Any) -> Any:
            begun = self._enter()
            try:
                return called(*args, **kwargs)
            finally:
                self._leave(stage, begun)

        @wraps(called)
        async def awaited(*args: Any, **kwargs: Any) -> Any:
            begun = self._enter()
            try:
                return await called(*args, **kwargs)
            finally:
                self._leave(stage, begun)

        setattr(owner, name, awaited if inspect.iscoroutinefunction(called) else plain)


def watched() -> Clock:
    """A clock on every stage of the embedded driver."""
    from bot.coder import coder, encoder
    from bot.dialogue import embedded
    from bot.nlu import topic_classifier

    clock = Clock()
    clock.watch(coder, "clauses", CLAUSES)
    clock.watch(encoder.Encoder, "encode", ENCODER)
    clock.watch(coder.Coder, "read", EXPLAIN)
    clock.watch(topic_classifier.TopicClassifier, "process", TOPIC)
    clock.watch(embedded.InProcessActions, "request", ACTIONS)
    clock.watch(embedded.EmbeddedDriver, "play", REST)
    return clock


async def measure(model: Path, warm: int, replies: int) -> dict[str, Any]:
    """Seconds per reply by stage (``replies`` rows), whole replies, start and memory."""
    from bot import logs

    logs.configure()
    from bench.processes import resident
    from bench.talk import OurTalker

    clock = watched()
    from bot.dialogue.embedded import EmbeddedDriver

    driver = EmbeddedDriver(model)
    talker = OurTalker()
    rows: list[dict[str, float]] = []
    started = 0.0
    for number in range(warm + replies):
        clock.spent.clear()
        talker.took((await driver.play(talker.state, talker.text())).state)
        started = started or time.perf_counter() - _BEGUN
        if number >= warm:
            rows.append({stage: clock.spent[stage] for stage in STAGES})
    await driver.close()
    whole = sorted(sum(row.values()) for row in rows)
    total = sum(whole)
    return {
        "replies": replies,
        "warm_up": warm,
        "started_s": started,
        "rss_mb": resident(os.getpgrp()) / 2**20,
        "reply_p50_ms": statistics.median(whole) * 1000,
        "reply_p95_ms": whole[int(0.95 * (len(whole) - 1))] * 1000,
        "share": {s: sum(row[s] for row in rows) / total for s in STAGES},
        "median_ms": {s: statistics.median(row[s] for row in rows) * 1000 for s in STAGES},
    }


def main() -> None:
    """Measure, and write the result as JSON to the file named last."""
    model, warm, replies, out = sys.argv[1:]
    found = asyncio.run(measure(Path(model), int(warm), int(replies)))
    Path(out).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
