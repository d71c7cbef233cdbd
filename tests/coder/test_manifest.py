"""The shipped model is the one that the corpus and the training code as they are lead to."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import yaml

from bot.coder.encoder import MODEL_DIR
from bot.content import ROOT
from bot.evaluation.corpus import SPLITS, CodedReply, read_file, read_split
from bot.practice.codes import CODE_IDS
from training.describe import context_pairs, hard_clean, near_duplicates

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


def test_the_model_was_made_by_the_code_as_it_is():
    here = digest(
        *(ROOT / "training" / f"{n}.py" for n in ("prepare", "model", "train", "calibrate")),
        *(ROOT / "bot" / "coder" / f"{n}.py" for n in ("clauses", "normalise", "packing")),
    )
    assert here == manifest()["code_sha256"], "the training code changed: `make train-coder`"


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
    for path in sorted((CORPUS / "voices").glob("*.jsonl")):
        for reply in read_file(path):  # keys, codes and quotes are checked in there
            assert reply.voice == path.stem
            assert reply.id not in ids
            ids.add(reply.id)


def everything() -> list[CodedReply]:
    return [r for split in SPLITS for r in read_split(split)]


LEAST = {"P": 280, "G": 200, "M": 200, "S": 150}


def test_the_corpus_is_as_large_as_the_datasheet_promises():
    replies = everything()
    assert len(replies) >= 6000
    for code in CODE_IDS:
        assert sum(code in r.all_codes for r in replies) >= LEAST[code[0]], code
    clean = {r.id for r in replies if not r.flags}
    assert len(clean) >= 1800
    assert len(clean & set(hard_clean())) >= 1000
    assert sum(bool(r.flags) and r.flags != r.all_codes for r in replies) >= 1200
    assert sum(context_pairs(read_split(s))[0] for s in SPLITS) >= 350


def test_no_reply_is_nearly_the_same_in_two_splits():
    assert not near_duplicates({s: read_split(s) for s in SPLITS})


def test_the_second_coding_is_of_test_replies_and_was_settled():
    test = {r.id: r for r in read_split("test")}
    lines = (CORPUS / "second_coding.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 300
    for line in lines:
        coded = json.loads(line)
        settled = {c["code"] for c in coded["settled"]}
        assert settled == test[coded["id"]].all_codes
        either = {c["code"] for c in [*coded["first"], *coded["second"]]}
        assert settled <= either
