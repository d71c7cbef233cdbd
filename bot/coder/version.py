"""Which detector read a reply: so that later ones can be compared with it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from bot.coder.encoder import MODEL_DIR


@cache
def coder_version() -> str:
    """Twelve hex digits that change with every training (a digest of its manifest)."""
    return sha256((MODEL_DIR / "manifest.json").read_bytes()).hexdigest()[:12]
