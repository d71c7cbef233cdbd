"""Fine-tune, calibrate and export the detector: ``make train-coder``.

Runs in its own environment (Python 3.11, torch for CPU). Writes bot/coder/model: the int8 ONNX
file, the tokenizer, calibration, examples, and a manifest with hashes and figures.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoTokenizer, BertModel

from bot.coder.packing import INPUTS, Piece, pack
from bot.evaluation.corpus import CodedReply, read_split
from training import export
from training.calibrate import calibrate, cue_matrix
from training.model import Coder
from training.prepare import (
    CODES,
    Example,
    content_examples,
    examples,
    topic_examples,
)

MODEL = Path(__file__).resolve().parent.parent / "bot" / "coder" / "model"
WORK = Path(__file__).resolve().parent / "work"
BATCH = 16  # replies
RATE, HEAD_RATE = 8e-5, 1e-3
POSITIVES_WEIGH = 3.0
TOPIC_BATCH, TOPIC_WEIGHT = 32, 0.1
NO_LINE = 0.1  # share of replies read without the client's line, anew in each epoch


def batches(lengths: list[int], size: int, shuffle: bool) -> list[list[int]]:
    """Indices in batches of like length, so that little is padded."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] * _stir(shuffle))
    chunks = [order[i : i + size] for i in range(0, len(order), size)]
    if shuffle:
        random.shuffle(chunks)
    return chunks


def _stir(shuffle: bool) -> float:
    return random.uniform(0.8, 1.25) if shuffle else 1.0


def length(example: Example) -> int:
    """About how long a row it makes, in characters."""
    return len(example.piece.client) + len(example.piece.text)


def label_matrix(made: list[Example]) -> np.ndarray:
    """Clauses x codes, 1.0 where the clause carries the code."""
    return np.array(
        [[float(c in codes) for c in CODES] for e in made for codes in e.codes], dtype=np.float32
    )


def known_matrix(made: list[Example]) -> np.ndarray:
    """Clauses x codes, 1.0 where the label is known (the loss counts nothing else)."""
    return np.array(
        [[float(e.known is None or c in e.known) for c in CODES] for e in made for _ in e.codes],
        dtype=np.float32,
    )


def tensors(tokenizer: Tokenizer, pieces: list[Piece]) -> list[torch.Tensor]:
    """Packed rows in the order in which the model takes them."""
    packed = pack(tokenizer, pieces)
    return [torch.tensor(packed[name]) for name in INPUTS]


def _without_line(piece: Piece) -> Piece:
    return Piece("", piece.text, piece.clauses) if random.random() < NO_LINE else piece


def fit(
    base: Path, made: list[Example], topics: list[tuple[str, str]], epochs: int, seed: int
) -> tuple[Coder, Tokenizer]:
    """Fine-tune on coded replies; topic examples keep the embedding good for topics too."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    tokenizer = AutoTokenizer.from_pretrained(base).backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    names = sorted({t for _, t in topics}) or ["other"]
    bert = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
    # Words that no voice uses keep the place they have beside the words that some do.
    bert.embeddings.word_embeddings.weight.requires_grad = False
    model = Coder(bert, len(CODES), len(names))
    head = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    body = [p for p in model.bert.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    spoken = [Piece("", text, ((0, len(text)),)) for text, _ in topics]
    spoken_labels = torch.tensor([names.index(t) for _, t in topics])
    lengths = [length(e) for e in made]
    topic_batches = len(range(0, len(spoken), TOPIC_BATCH)) // 2
    steps = epochs * (len(range(0, len(made), BATCH)) + topic_batches)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=[RATE, HEAD_RATE], total_steps=steps, pct_start=0.1,
        anneal_strategy="linear",
    )  # fmt: skip
    weight = torch.full((len(CODES),), POSITIVES_WEIGH)
    code_loss = nn.BCEWithLogitsLoss(pos_weight=weight, reduction="none")
    topic_loss = nn.CrossEntropyLoss(label_smoothing=0.05)
    for epoch in range(epochs):
        model.train()
        todo = [("codes", chunk) for chunk in batches(lengths, BATCH, True)]
        # Topics are the smaller task: half of their batches each time is enough.
        some = batches([len(p.text) for p in spoken], TOPIC_BATCH, True)[:topic_batches]
        todo += [("topics", chunk) for chunk in some]
        random.shuffle(todo)
        total, began = 0.0, time.time()
        for step, (kind, chunk) in enumerate(todo):
            optimiser.zero_grad()
            if kind == "codes":
                mine = [made[i] for i in chunk]
                read = [_without_line(e.piece) for e in mine]
                logits, _ = model(*tensors(tokenizer, read))
                known = torch.tensor(known_matrix(mine))
                loss = code_loss(logits, torch.tensor(label_matrix(mine))) * known
                loss = loss.sum() / known.sum()
            else:
                _, embeddings = model(*tensors(tokenizer, [spoken[i] for i in chunk]))
                loss = TOPIC_WEIGHT * topic_loss(
                    model.topics(embeddings) * 8.0, spoken_labels[chunk]
                )
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
            if step % 100 == 0:
                print(f"epoch {epoch + 1}/{epochs}  step {step}/{len(todo)}", flush=True)
        minutes = (time.time() - began) / 60
        print(f"epoch {epoch + 1}/{epochs}  loss {total / len(todo):.4f}  {minutes:.1f} min")
    return model.eval(), tokenizer


@torch.no_grad()
def embed(model: Coder, tokenizer: Tokenizer, made: list[Example]) -> np.ndarray:
    """Embeddings (clauses x 384) in the order of ``made``."""
    parts: dict[int, np.ndarray] = {}
    for chunk in batches([length(e) for e in made], 32, False):
        mine = [made[i] for i in chunk]
        _, embeddings = model(*tensors(tokenizer, [e.piece for e in mine]))
        ends = np.cumsum([len(e.codes) for e in mine])[:-1]
        for i, part in zip(chunk, np.split(embeddings.numpy(), ends), strict=True):
            parts[i] = part
    return np.concatenate([parts[i] for i in range(len(made))])


def some_voices(replies: list[CodedReply], share: float, seed: int) -> list[CodedReply]:
    """The replies of about ``share`` of the voices, for the learning curve."""
    voices = sorted({r.voice for r in replies})
    random.Random(seed).shuffle(voices)
    kept = set(voices[: max(1, round(len(voices) * share))])
    return [r for r in replies if r.voice in kept]


def fit_and_export(base: Path, train: list[CodedReply], args: argparse.Namespace) -> None:
    """Fine-tune on the training voices and on the product's own text; write ONNX and examples."""
    coded = examples(train)
    made = coded + content_examples()
    topics = topic_examples()
    clauses = sum(len(e.codes) for e in made)
    print(f"{len(made)} replies, {clauses} clauses, {len(topics)} topic examples", flush=True)
    model, tokenizer = fit(base, made, topics, args.epochs, args.seed)
    WORK.mkdir(exist_ok=True)
    torch.save(model.state_dict(), WORK / "coder.pt")
    export.to_onnx(model, tokenizer, args.out)
    export.examples(coded, embed(model, tokenizer, coded), args.out)


def main() -> None:
    """Command line: see ``make train-coder``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, default=None, help="folder of the base encoder")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--share", type=float, default=1.0, help="of the training voices")
    parser.add_argument("--only-calibrate", action="store_true", help="keep the weights")
    args = parser.parse_args()
    torch.set_num_threads(2)
    began = time.time()
    train = some_voices(read_split("train"), args.share, args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    if not args.only_calibrate:
        fit_and_export(args.base or export.base_encoder(), train, args)
    calibration = read_split("calibration")
    held = examples(calibration)
    logits = export.onnx_logits(args.out, held)
    texts = [text for e in held for text in e.texts]
    reply_of = np.repeat(np.arange(len(held)), [len(e.codes) for e in held])
    figures = calibrate(logits, cue_matrix(texts), label_matrix(held), reply_of, args.out)
    minutes = None if args.only_calibrate else (time.time() - began) / 60
    export.manifest(args.out, train, calibration, figures, minutes)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
