"""Training with an organisation's corrections: what is learnt from, and what stays out."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from bot.coder.packing import Piece
from bot.content import ROOT
from bot.evaluation.corpus import CodedReply, read_split
from bot.evaluation.reviews import conversation, held_out, learnt_from_reviews, line
from training import with_reviews
from training.prepare import Example

ONE = CodedReply("", "organisation", "s", "Hm.", "Rest now.", (("P1", "Rest now."),))
CORPUS = ROOT / "data" / "corpus"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "corpus.jsonl", replies(200))


def replies(count: int) -> list[CodedReply]:
    return [replace(ONE, id=f"{n:04x}-{n}", reply=f"Rest now. {n}") for n in range(count)]


def written(path: Path, made: list[CodedReply]) -> Path:
    path.write_text("".join(f"{line(r)}\n" for r in made), encoding="utf-8")
    return path


def test_only_what_is_not_held_out_is_learnt_from(file):
    learn = with_reviews.read(file)
    held = {conversation(r) for r in held_out(replies(200))}
    assert 100 < len(learn) < 200
    assert not {conversation(r) for r in learn} & held


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (replies(50), "reviewed replies to learn from"),
        ([replace(r, voice="linh") for r in replies(200)], "not a corpus.jsonl of the Exports"),
    ],
)
def test_too_few_or_other_files_are_refused(tmp_path, made, says):
    with pytest.raises(SystemExit, match=says):
        with_reviews.read(written(tmp_path / "x.jsonl", made))


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "x.jsonl").write_text("{")
    with pytest.raises(SystemExit, match=r"x\.jsonl:1"):
        with_reviews.read(tmp_path / "x.jsonl")


def example(text: str, clauses: int) -> Example:
    return Example(Piece("", text, ()), (frozenset({"P1"}),) * clauses)


class Trainer:
    """Stands in for ``training.train`` and ``training.export``, which need torch."""

    def __init__(self, out: Path) -> None:
        self.train, self.export = ModuleType("train"), ModuleType("export")
        self.out, self.argv = out, []
        self.learnt: list[CodedReply] = []
        self.calibrated: list[CodedReply] = []
        self.explained: list[str] = []
        self.train.read_split, self.train.main = read_split, self.main
        self.export.examples = self.examples

    def main(self) -> None:
        self.argv = sys.argv[1:]
        self.learnt = self.train.read_split("train")
        self.calibrated = self.train.read_split("calibration")
        made = [example("Ours.", 2), example(self.learnt[-1].reply, 3), example("Too.", 1)]
        if "--only-calibrate" not in self.argv:
            self.export.examples(made, np.arange(6)[:, None] * np.ones(384), self.out)
        (self.out / "manifest.json").write_text('{"weights_sha256": "abc"}')

    def examples(self, made: list[Example], embeddings: np.ndarray, out: Path) -> None:
        assert out == self.out
        self.explained = [e.piece.text for e in made]
        assert embeddings[:, 0].tolist() == [0, 1, 5]


@pytest.fixture
def trainer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trainer:
    made = Trainer(tmp_path)
    import training

    for name in ("train", "export"):
        monkeypatch.setitem(sys.modules, f"training.{name}", getattr(made, name))
        monkeypatch.setattr(training, name, getattr(made, name), raising=False)
    return made


def digest() -> str:
    paths = sorted(p for p in CORPUS.rglob("*") if p.is_file())
    return hashlib.sha256(b"".join(p.read_bytes() for p in paths)).hexdigest()


def run(monkeypatch: pytest.MonkeyPatch, *args: str) -> None:
    monkeypatch.setattr(sys, "argv", ["with_reviews", *args])
    with_reviews.main()


def test_their_words_are_learnt_from_and_shown_to_nobody(trainer, file, monkeypatch):
    before = digest()
    run(monkeypatch, str(file), "--epochs", "2")
    learn = with_reviews.read(file)
    assert trainer.learnt == read_split("train") + learn
    assert trainer.calibrated == read_split("calibration")
    assert trainer.explained == ["Ours.", "Too."]
    assert trainer.argv == ["--epochs", "2"]
    assert digest() == before


def test_the_model_says_that_it_learnt_from_them_without_their_words(trainer, file, monkeypatch):
    assert not (trainer.out / "organisation.json").exists()
    run(monkeypatch, str(file))
    assert learnt_from_reviews(trainer.out)
    text = (trainer.out / "organisation.json").read_text()
    assert json.loads(text)["replies"] == len(with_reviews.read(file))
    assert "Rest" not in text


def test_calibrating_alone_teaches_nothing(trainer, file, monkeypatch):
    run(monkeypatch, str(file), "--only-calibrate")
    assert not learnt_from_reviews(trainer.out)
