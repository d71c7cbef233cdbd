"""Rasa's starter bot as published: its own Python 3.10 environment, and `rasa init --no-prompt`."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.processes import BenchError, Group

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv-starter"
LOCK = HERE / "starter-requirements.txt"
WORK = HERE / "work"
PROJECT = WORK / "starter"
WANTED = ("rasa==3.6.21", "setuptools<81")
_INSTALL_SECONDS = 3600.0
_INIT_SECONDS = 900.0

_NO_PYTHON = """\
The starter bot needs Python 3.10: rasa 3.6.21 with TensorFlow 2.12 runs on nothing newer.
None was found on the PATH, by `uv python find 3.10` or among pyenv's versions. Any of these helps:
  uv python install 3.10
  pyenv install 3.10
  BENCH_PYTHON=<path of a python3.10> make bench"""


def find_python() -> str:
    """A Python 3.10 that runs. BenchError says what to do if there is none."""
    for candidate in _candidates():
        if _says([candidate, "-c", "import sys; print(*sys.version_info[:2])"]) == "3 10":
            return candidate
    raise BenchError(_NO_PYTHON)


def _candidates() -> Iterator[str]:
    given = os.environ.get("BENCH_PYTHON"), shutil.which("python3.10")
    yield from (g for g in given if g)
    uv = shutil.which("uv")
    found = uv and _says([uv, "python", "find", "--no-python-downloads", "3.10"])
    if found:
        yield found
    pyenv = shutil.which("pyenv")
    root = pyenv and _says([pyenv, "root"])
    if root:
        yield from map(str, sorted(Path(root).glob("versions/3.10*/bin/python3.10")))


def _says(command: list[str]) -> str:
    """What a command prints, or "" if it fails."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, cwd=HERE.parent, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def python() -> Path:
    """The interpreter of the starter's environment."""
    return ENVIRONMENT / "bin" / "python"


def prepare() -> None:
    """Install the environment and create the project, unless both are there already."""
    _install()
    if (PROJECT / "config.yml").exists() and list((PROJECT / "models").glob("*.tar.gz")):
        return
    shutil.rmtree(PROJECT, ignore_errors=True)
    PROJECT.mkdir(parents=True)
    command = [str(python()), "-m", "rasa", "init", "--no-prompt", "--init-dir", str(PROJECT)]
    print("Creating the starter project: rasa init --no-prompt", flush=True)
    with Group(command, PROJECT, WORK / "logs" / "starter-init.log") as init:
        init.finish(_INIT_SECONDS)


def _install() -> None:
    stamp = ENVIRONMENT / "installed-from"
    if stamp.exists() and LOCK.exists() and stamp.read_text() == _digest():
        return
    base = find_python()
    wanted = ["-r", str(LOCK)] if LOCK.exists() else list(WANTED)
    print("Installing the starter's environment (about 2.7 GB, once) ...", flush=True)
    uv = shutil.which("uv")
    if not python().exists():
        made = [uv, "venv", "--python", base] if uv else [base, "-m", "venv"]
        _do([*made, str(ENVIRONMENT)], "starter-venv")
    if uv:
        install = [uv, "pip", "install", "--python", str(python()), *wanted]
    else:
        install = [str(python()), "-m", "pip", "install", "--prefer-binary", *wanted]
    _do(install, "starter-install")
    if not LOCK.exists():
        _freeze(uv)
    stamp.write_text(_digest())


def _freeze(uv: str | None) -> None:
    """Write the lock: everything that resolved, pip itself excepted."""
    if uv:
        frozen = _says([uv, "pip", "freeze", "--python", str(python())])
    else:
        frozen = _says([str(python()), "-m", "pip", "freeze", "--all"])
    pins = [p for p in frozen.splitlines() if "==" in p and not p.startswith(("pip==", "#"))]
    head = "# Rasa's starter bot, as published: what rasa==3.6.21 resolved to on Python 3.10.\n"
    head += "# Delete this file and run `make bench` to resolve anew.\n"
    LOCK.write_text(head + "\n".join(pins) + "\n", encoding="utf-8")


def _do(command: list[str], name: str) -> None:
    """Run an installer, outside the project: uv would apply its dependency overrides here too."""
    with (
        tempfile.TemporaryDirectory() as elsewhere,
        Group(command, Path(elsewhere), WORK / "logs" / f"{name}.log") as step,
    ):
        step.finish(_INSTALL_SECONDS)


def _digest() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()
