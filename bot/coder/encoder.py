"""The sentence encoder with its code heads: int8 ONNX, run by onnxruntime on one or two threads.

A row is (client line, clause). Out come one logit per code and the clause's embedding. The
topic of the whole message comes from a row without a client line, in the same batch: so a
reply is encoded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

MODEL_DIR = Path(__file__).parent / "model"
MOST_TOKENS = 128

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """``logits``: rows x codes. ``embeddings``: rows x 384, each of length one."""

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
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            str(folder / "encoder.int8.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MOST_TOKENS, strategy="longest_first")
        self._tokenizer.enable_padding()

    def encode(self, rows: Sequence[tuple[str, str]]) -> Encoded:
        """Encode (client line or "", text) rows in one batch."""
        if not rows:
            empty = np.zeros((0, 0), dtype=np.float32)
            return Encoded(empty, empty)
        made = self._tokenizer.encode_batch([(a, b) for a, b in rows])
        feed = {
            "input_ids": np.array([e.ids for e in made], dtype=np.int64),
            "attention_mask": np.array([e.attention_mask for e in made], dtype=np.int64),
            "token_type_ids": np.array([e.type_ids for e in made], dtype=np.int64),
        }
        logits, embeddings = self._session.run(["logits", "embeddings"], feed)
        return Encoded(logits, embeddings)
