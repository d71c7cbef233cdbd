"""The shipped model is the one that the corpus and the training code as they are lead to."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import yaml

from bot.coder.encoder import MODEL_DIR
from bot.content import ROOT
from bot.practice.codes import CODE_IDS

CORPUS = ROOT / "data" / "corpus"


def digest(*paths: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def manifest() -> dict:
    return json.loads((MODEL_DIR / "manifest.json").read_text(encoding="utf-8"))


def test_the_model_was_trained_on_the_corpus_as_it_is():
    here = digest(CORPUS / "splits.yml", *(CORPUS / "voices").glob("*.jsonl"))
    assert here == manifest()["corpus_sha256"], "the corpus changed: `make train-coder`"


def test_the_weights_are_the_ones_that_were_measured():
    assert digest(MODEL_DIR / "encoder.int8.onnx") == manifest()["weights_sha256"]


def test_every_code_is_calibrated():
    raw = json.loads((MODEL_DIR / "calibration.json").read_text(encoding="utf-8"))
    assert tuple(raw["codes"]) == CODE_IDS
    for code, given in raw["codes"].items():
        assert 0 < given["unsure"] < given["shown"] < 1, code


def test_a_voice_is_in_one_split_only_and_every_file_in_one():
    splits = yaml.safe_load((CORPUS / "splits.yml").read_text(encoding="utf-8"))
    voices = [v for names in splits.values() for v in names]
    assert len(voices) == len(set(voices))
    assert set(voices) == {p.stem for p in (CORPUS / "voices").glob("*.jsonl")}


def test_every_coded_reply_is_well_formed():
    ids: set[str] = set()
    count = 0
    for path in sorted((CORPUS / "voices").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert set(row) == {"id", "voice", "scenario", "client", "reply", "codes"}
            assert row["voice"] == path.stem
            assert row["id"] not in ids
            ids.add(row["id"])
            for code in row["codes"]:
                assert code["code"] in CODE_IDS
                assert code["quote"]
                assert code["quote"] in row["reply"]
            count += 1
    assert count >= 600
