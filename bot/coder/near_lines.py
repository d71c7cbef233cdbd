"""Which lines of a scene are near in meaning to what was asked.

A scene's lines, and the questions they answer, are embedded when it is first played: some
seconds, once; then they are kept in a file beside the trained model. Edited lines are embedded
anew, without any training.
"""

from __future__ import annotations

import contextlib
import threading
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2s
from pathlib import Path

import numpy as np

from bot.coder.encoder import Floats
from bot.coder.meaning import load_meaning
from bot.practice.lines import content_lines
from bot.practice.types import Scenario

FOLDER = Path(__file__).resolve().parents[2] / "models" / "lines"
_MOST = 60  # lines passed on
_PART = 0.8  # weight of the question itself; the rest is for what was said around it
_lock = threading.Lock()
_known: dict[str, SceneLines] = {}


@dataclass(frozen=True, slots=True)
class SceneLines:
    """``embeddings``: a row (length one) for each of ``ids``; a line may have several."""

    digest: str
    ids: tuple[str, ...]
    embeddings: Floats

    def near(self, meaning: Floats) -> dict[str, float]:
        """Cosine by line id, the nearest 60 lines, to a message (its rows: whole, parts).

        A line that answers any one of its questions answers the message.
        """
        near = self.embeddings @ meaning[0]
        if len(meaning) > 1:
            parts = (self.embeddings @ meaning[1:].T).max(axis=1)
            near = _PART * parts + (1 - _PART) * near
        fits: dict[str, float] = {}
        for row in np.argsort(-near):
            fits.setdefault(self.ids[row], round(float(near[row]), 3))
            if len(fits) == _MOST:
                break
        return fits


def of(scene: Scenario, folder: Path = FOLDER) -> SceneLines:
    """The lines of ``scene``: from memory, from their file, or embedded now."""
    said = [(x.id, t) for x in content_lines(scene) for t in (x.text, *x.asks)]
    digest = blake2s("\n".join(f"{i} {t}" for i, t in said).encode(), digest_size=8).hexdigest()
    with _lock:
        known = _known.get(scene.id)
        if known is None or known.digest != digest:
            known = _known[scene.id] = _read_or_embed(scene.id, digest, said, folder)
        return known


def _read_or_embed(
    name: str, digest: str, said: Sequence[tuple[str, str]], folder: Path
) -> SceneLines:
    path = folder / f"{name}.npz"
    ids = tuple(i for i, _ in said)
    with contextlib.suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        kept = np.load(path)
        if str(kept["digest"]) == digest:
            return SceneLines(digest, ids, kept["embeddings"].astype(np.float32))
    # Kept at half precision; used so at once, that the first run is like every later one.
    half = load_meaning().embed([t for _, t in said]).astype(np.float16)
    with contextlib.suppress(OSError):  # where nothing can be written, it is done each time
        folder.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{threading.get_ident()}.npz")
        np.savez_compressed(new, digest=digest, embeddings=half)
        new.replace(path)
    return SceneLines(digest, ids, half.astype(np.float32))
