"""Server processes that end with us: each in a process group of its own, stopped as a group."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 10.0


class BenchError(Exception):
    """The benchmark cannot go on; the message says what to do."""


def free_port() -> int:
    """A TCP port of 127.0.0.1 that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """This process's environment, quiet and without telemetry, with ``more`` on top."""
    wanted = {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "SANIC_HOST": "127.0.0.1",  # the action server would listen everywhere
    }
    kept = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH")}
    return {**kept, **wanted, **more}


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, for an error message."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


class Group:
    """One command in its own process group. Use as a context manager."""

    def __init__(
        self, command: Sequence[str], cwd: Path, log: Path, env: Mapping[str, str] | None = None
    ) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self.log = log
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                command,
                cwd=cwd,
                env=dict(env or environment()),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.id = self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def finish(self, seconds: float) -> None:
        """Wait for the end; BenchError if it fails or takes longer than ``seconds``."""
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise BenchError(
                f"{self.log.name}: not finished after {seconds:.0f} s.\n{tail(self.log)}"
            ) from None
        if code:
            raise BenchError(f"{self.log.name}: ended with code {code}.\n{tail(self.log)}")

    def check(self) -> None:
        """BenchError if the process has ended by itself."""
        if self._process.poll() is not None:
            raise BenchError(f"{self.log.name}: the server stopped.\n{tail(self.log)}")

    def rss(self) -> int:
        """Resident bytes of all processes of the group (pages they share count for each)."""
        return resident(self.id)

    def stop(self) -> None:
        """End the whole group: kindly, then firmly."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.id, sign)
            except ProcessLookupError:
                break
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until:
                self._process.poll()
                if not any(group == self.id for group, _ in _resident()):
                    break
                time.sleep(0.1)
        self._process.wait(PATIENCE)


def resident(group: int) -> int:
    """Resident bytes of a process group."""
    return sum(size for other, size in _resident() if other == group)


def _resident() -> list[tuple[int, int]]:
    """(process group, resident bytes) of every process: from /proc, elsewhere from ps."""
    found = []
    if Path("/proc/self/statm").exists():
        page = os.sysconf("SC_PAGE_SIZE")
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                pages = int((folder / "statm").read_text().split()[1])
            except (OSError, IndexError):
                continue
            if stat[0] != "Z":
                found.append((int(stat[2]), pages * page))
        return found
    listing = subprocess.run(
        ["ps", "-A", "-o", "pgid=,rss=,state="], capture_output=True, text=True, check=True
    )
    for row in listing.stdout.splitlines():
        group, kilobytes, state = row.split()[:3]
        if not state.startswith("Z"):
            found.append((int(group), int(kilobytes) * 1024))
    return found
