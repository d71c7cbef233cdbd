"""The sentence encoder with its code heads: int8 ONNX, run by onnxruntime on one or two threads.

In go pieces of replies with their clauses (bot/coder/packing.py); out come, for each clause, one
logit per code and an embedding. A reply is one row, so it is encoded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.coder.packing import Piece, pack, pieces_of

MODEL_DIR = Path(__file__).parent / "model"

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """``logits``: clauses x codes. ``embeddings``: clauses x 384, each of length one."""

    logits: Floats
    embeddings: Floats


class Encoder:
    """onnxruntime session and tokenizer of the shipped model."""

    def __init__(self, folder: Path = MODEL_DIR) -> None:
        import onnxruntime as ort
        from tokenizers import Tokenizer

        options = ort.SessionOptions()
        options.intra_op_num_threads = 2
        options.inter_op_num_threads = 1
        # A thread that spins while it waits takes the core from whatever else runs here.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            str(folder / "encoder.int8.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def pieces(self, client: str, text: str, clauses: Sequence[tuple[int, int]]) -> list[Piece]:
        """``text`` after ``client`` (may be empty) in pieces that fit a row, clauses kept whole."""
        return pieces_of(self._tokenizer, client, text, clauses)

    def encode(self, pieces: Sequence[Piece]) -> Encoded:
        """Encode pieces in one batch; the clauses of all pieces, in order."""
        if not pieces:
            empty = np.zeros((0, 0), dtype=np.float32)
            return Encoded(empty, empty)
        feed = pack(self._tokenizer, pieces)
        logits, embeddings = self._session.run(["logits", "embeddings"], feed)
        return Encoded(logits, embeddings)
