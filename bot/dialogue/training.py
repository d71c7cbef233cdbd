"""Train the Rasa model when its inputs changed, and only then."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from bot.content import ROOT
from bot.dialogue.driver import DriverError


def inputs() -> Iterator[Path]:
    """Every file the trained model depends on."""
    yield from (ROOT / "config.yml", ROOT / "domain.yml")
    for folder, pattern in (("data/nlu", "*.yml"), ("data/rules", "*.yml"), ("bot/nlu", "*.py")):
        yield from sorted((ROOT / folder).glob(pattern))
    yield ROOT / "bot" / "coder" / "model" / "encoder.int8.onnx"
    yield ROOT / "bot" / "coder" / "normalise.py"


def fingerprint() -> str:
    """A digest of all inputs and of Rasa's version."""
    total = hashlib.sha256(version("rasa").encode())
    for path in inputs():
        total.update(str(path.relative_to(ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_current(model: Path) -> bool:
    """Whether ``model`` was trained from the inputs as they are."""
    stamp = model.with_suffix(".inputs")
    return model.exists() and stamp.exists() and stamp.read_text() == fingerprint()


def train_if_changed(model: Path, force: bool, say: Callable[[str], object]) -> bool:
    """Train ``model`` unless it is current. True if it was trained."""
    if is_current(model) and not force:
        say("The Rasa model is up to date.")
        return False
    say("Training the Rasa model (about 20 seconds) ...")
    name = model.name.removesuffix(".tar.gz")
    done = subprocess.run(  # noqa: S603 (fixed arguments)
        [sys.executable, "-W", "ignore", "-m", "rasa", "train", "--force",
         "--fixed-model-name", name, "--out", str(model.parent)],
        cwd=ROOT,
        env=os.environ | {"RASA_TELEMETRY_ENABLED": "false"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if done.returncode != 0 or not model.exists():
        raise DriverError(f"Training failed:\n{(done.stdout + done.stderr)[-3000:]}")
    model.with_suffix(".inputs").write_text(fingerprint())
    say(f"Trained: {model.name}")
    return True
