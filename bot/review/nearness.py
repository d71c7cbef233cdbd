"""Replies near in meaning to one, among the latest with the same code."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2s
from typing import Any, Final

import numpy as np

from bot.coder.encoder import Floats
from bot.coder.meaning import load_meaning
from bot.review.desk import desk, viewer
from bot.review.listed import marks, row
from bot.store.desk.searching import Message

AMONG: Final = 400  # of the latest
BEST: Final = 8
_KEPT: Final = 4_000  # embeddings, 1.5 kB each
_FAMILIES: Final = "PSGM"


class Embeddings:
    """Embeddings of texts, the latest used of them kept. Safe to use from several threads."""

    def __init__(self, most: int = _KEPT) -> None:
        self.most = most
        self._kept: OrderedDict[bytes, Floats] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, texts: Sequence[str]) -> Floats:
        """Rows of length one, one for each text."""
        keys = [blake2s(t.encode("utf-8", "replace"), digest_size=16).digest() for t in texts]
        with self._lock:
            known = {k: self._kept[k] for k in keys if k in self._kept}
        new = {k: t for k, t in zip(keys, texts, strict=True) if k not in known}
        made = load_meaning().embed(list(new.values()))
        known |= dict(zip(new, made, strict=True))
        with self._lock:
            for key in keys:
                self._kept[key] = known[key]
                self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return np.stack([known[k] for k in keys])


embeddings = Embeddings()


def similar_to(message: Message, code: str = "") -> list[dict[str, Any]]:
    """``similar`` of parts/similar.html: the nearest first, never the reply itself."""
    shelf = desk().shelf
    others = shelf.latest_replies(viewer(), code, message.turn, AMONG)
    if not others:
        return []
    rows = embeddings.of([message.reply, *(text for _, text in others)])
    near = rows[1:] @ rows[0]
    best = [(others[i][0], float(near[i])) for i in np.argsort(-near, kind="stable")[:BEST]]
    found = shelf.messages(viewer(), [turn for turn, _ in best])
    return [
        {**row(found[turn], code), "near": max(0.0, min(share, 1.0))}
        for turn, share in best
        if turn in found
    ]


def chief_code(message: Message) -> str:
    """The code that a reply stands for among others; "": it has none that is shown."""
    shown = [m.code for m in marks(message) if not (m.unsure or m.overruled or m.added)]
    return min(shown, key=lambda c: (_FAMILIES.find(c[:1]), c), default="")


def similar_around(turn: int) -> list[dict[str, Any]]:
    """As ``similar_to``, by the id of a turn and with its chief code; [] if it can't be read."""
    found = desk().shelf.messages(viewer(), [turn]).get(turn)
    return similar_to(found, chief_code(found)) if found else []
