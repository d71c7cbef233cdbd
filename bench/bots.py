"""The two bots: how each is trained and served."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bench import starter
from bench.processes import BenchError, Group, environment, free_port
from bench.starter import WORK
from bench.talk import MakeTalker, OurTalker, StarterTalker, first_reply

ROOT = Path(__file__).resolve().parent.parent
_TRAIN_SECONDS = 900.0
_START_SECONDS = 600.0
_TRIES = 3


@dataclass
class Serving:
    """Servers that run. ``started``: seconds from starting them to the first reply."""

    port: int
    groups: list[Group] = field(default_factory=list)
    started: float = 0.0

    def rss(self) -> int:
        """Resident bytes of all of them."""
        return sum(group.rss() for group in self.groups)

    def check(self) -> None:
        """BenchError if one has ended."""
        for group in self.groups:
            group.check()


@dataclass(frozen=True)
class Bot:
    """A Rasa project, the interpreter that runs it, and how to talk with it."""

    name: str
    python: Path
    project: Path
    talker: MakeTalker
    one_sender: MakeTalker
    actions: bool

    @property
    def model(self) -> Path:
        """Where ``train`` puts the model."""
        return WORK / "models" / f"{self.name}.tar.gz"

    def _rasa(self, *words: str) -> list[str]:
        return [str(self.python), "-m", "rasa", *words]

    def train(self) -> float:
        """Seconds of a whole `rasa train`, nothing taken from a cache of an earlier one."""
        command = self._rasa(
            "train", "--force", "--fixed-model-name", self.name, "--out", str(self.model.parent)
        )
        log = WORK / "logs" / f"{self.name}-train.log"
        for attempt in range(_TRIES):
            with tempfile.TemporaryDirectory() as cache:
                begun = time.perf_counter()
                env = environment(RASA_CACHE_DIRECTORY=cache)
                try:
                    with Group(command, self.project, log, env) as training:
                        training.finish(_TRAIN_SECONDS)
                    return time.perf_counter() - begun
                except BenchError:
                    if attempt == _TRIES - 1:
                        raise
            print(f"Training {self.name} failed, trying again in 20 s (see {log.name})", flush=True)
            time.sleep(20)
        raise AssertionError

    @contextmanager
    def serve(self) -> Iterator[Serving]:
        """Start the server (and the action server, if there are actions) until the first reply."""
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            action_port = free_port()
            serving = Serving(free_port())
            run = [
                *("run", "--model", str(self.model), "--port", str(serving.port)),
                *("--interface", "127.0.0.1"),
                *("--endpoints", str(self._endpoints(folder, action_port))),
                *("--credentials", str(self.project / "credentials.yml")),
            ]
            commands = {"server": self._rasa(*run)}
            if self.actions:
                commands["actions"] = self._rasa("run", "actions", "--port", str(action_port))
            begun = time.perf_counter()
            for part, command in commands.items():
                log = WORK / "logs" / f"{self.name}-{part}.log"
                serving.groups.append(stack.enter_context(Group(command, self.project, log)))
            first_reply(serving.port, self.talker, serving.check, _START_SECONDS)
            serving.started = time.perf_counter() - begun
            yield serving

    def _endpoints(self, folder: Path, action_port: int) -> Path:
        """The project's endpoints, with the action server's port put in."""
        given = yaml.safe_load((self.project / "endpoints.yml").read_text(encoding="utf-8")) or {}
        if self.actions:
            given["action_endpoint"] = {"url": f"http://127.0.0.1:{action_port}/webhook"}
        made = folder / "endpoints.yml"
        made.write_text(yaml.safe_dump(given), encoding="utf-8")
        return made


def starter_bot() -> Bot:
    """Rasa's starter bot. It has no custom actions, so it runs without an action server."""
    return Bot(
        name="starter",
        python=starter.python(),
        project=starter.PROJECT,
        talker=StarterTalker,
        one_sender=StarterTalker,
        actions=False,
    )


def our_bot() -> Bot:
    """This project, in the environment that runs the benchmark."""
    return Bot(
        name="ours",
        python=Path(sys.executable),
        project=ROOT,
        talker=OurTalker,
        one_sender=lambda: OurTalker(one_sender=True),
        actions=True,
    )
