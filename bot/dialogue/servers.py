"""The HTTP driver's servers: Rasa and its action server, both on 127.0.0.1 only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import yaml

from bot.content import ROOT
from bot.dialogue.driver import DriverError


def _environment() -> dict[str, str]:
    return os.environ | {
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_HOST": "127.0.0.1",
        "PYTHONWARNINGS": "ignore",
        "LOG_LEVEL": "WARNING",
    }


def _start(arguments: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 (fixed arguments)
        [sys.executable, "-m", "rasa", "run", *arguments],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextmanager
def servers(model: Path, port: int, action_port: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Both servers, stopped at the end. Ports are the caller's to choose."""
    if not model.exists():
        raise DriverError(f"No trained model at {model}. `uv run alongside train` makes one.")
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{action_port}/webhook"
    started: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "endpoints.yml"
        file.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
        try:
            started.append(_start(["actions", "--port", str(action_port)]))
            started.append(
                _start(
                    ["--interface", "127.0.0.1", "--port", str(port), "--model", str(model),
                     "--endpoints", str(file), "--credentials", "credentials.yml"]
                )
            )  # fmt: skip
            yield started
        finally:
            for process in started:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGTERM)
            for process in started:
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)


def wait_until_ready(port: int, action_port: int, seconds: float = 120.0) -> None:
    """Wait until both servers answer; DriverError after ``seconds``."""
    until = time.monotonic() + seconds
    urls = [f"http://127.0.0.1:{action_port}/health", f"http://127.0.0.1:{port}/"]
    while time.monotonic() < until:
        try:
            if all(httpx.get(u, timeout=2, trust_env=False).status_code < 400 for u in urls):
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise DriverError(f"The Rasa servers did not start within {seconds:.0f} seconds.")


def serve(model: Path, port: int, action_port: int) -> int:
    """Run both servers until one ends or Ctrl-C; the exit status."""
    with servers(model, port, action_port) as started:
        try:
            while all(p.poll() is None for p in started):
                time.sleep(0.5)
        except KeyboardInterrupt:
            return 0
    return 1
