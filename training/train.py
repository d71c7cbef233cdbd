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
from torch import nn
from transformers import AutoTokenizer, BertModel

from training import export
from training.calibrate import calibrate, cue_matrix
from training.model import Coder
from training.prepare import CODES, Row, content_rows, replies, rows, topic_examples

MODEL = Path(__file__).resolve().parent.parent / "bot" / "coder" / "model"
WORK = Path(__file__).resolve().parent / "work"
MOST_TOKENS = 128


def batches(tokenizer, pairs: list[tuple[str, str]], labels: np.ndarray, size: int, shuffle: bool):
    """Batches of like length, so that little is padded: (token tensors, labels)."""
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
    if shuffle:
        order = sorted(
            order, key=lambda i: (len(pairs[i][0]) + len(pairs[i][1])) * random.uniform(0.8, 1.2)
        )
    chunks = [order[i : i + size] for i in range(0, len(order), size)]
    if shuffle:
        random.shuffle(chunks)
    for chunk in chunks:
        made = tokenizer(
            [pairs[i][0] for i in chunk],
            [pairs[i][1] for i in chunk],
            padding=True,
            truncation="longest_first",
            max_length=MOST_TOKENS,
            return_tensors="pt",
        )
        yield made, torch.tensor(labels[chunk]), chunk


def label_matrix(made: list[Row]) -> np.ndarray:
    """Rows x codes, 1.0 where the row carries the code."""
    return np.array([[float(c in r.codes) for c in CODES] for r in made], dtype=np.float32)


def known_matrix(made: list[Row]) -> np.ndarray:
    """Rows x codes, 1.0 where the label is known (the loss counts nothing else)."""
    return np.array(
        [[float(r.known is None or c in r.known) for c in CODES] for r in made], dtype=np.float32
    )


def fit(
    base: Path, made: list[Row], topics: list[tuple[str, str]], epochs: int, seed: int
) -> tuple[Coder, AutoTokenizer]:
    """Fine-tune on coded rows; topic examples keep the embedding good for topics too."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    tokenizer = AutoTokenizer.from_pretrained(base)
    names = sorted({t for _, t in topics}) or ["other"]
    model = Coder(
        BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager"),
        len(CODES),
        len(names),
    )
    head = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    optimiser = torch.optim.AdamW(
        [{"params": model.bert.parameters(), "lr": 8e-5}, {"params": head, "lr": 1e-3}],
        weight_decay=0.01,
    )
    labels = np.stack([label_matrix(made), known_matrix(made)], axis=-1)
    pairs = [(r.client, r.clause) for r in made]
    topic_pairs = [("", text) for text, _ in topics]
    topic_labels = np.array([names.index(t) for _, t in topics])
    steps = epochs * (-(-len(pairs) // 32) + -(-len(topic_pairs) // 32) // 2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=[8e-5, 1e-3], total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    code_loss = nn.BCEWithLogitsLoss(pos_weight=torch.full((len(CODES),), 3.0), reduction="none")
    topic_loss = nn.CrossEntropyLoss(label_smoothing=0.05)
    for epoch in range(epochs):
        model.train()
        todo = [("codes", *b) for b in batches(tokenizer, pairs, labels, 32, True)]
        # Topics are the smaller task: half of their batches each time is enough.
        spoken = list(batches(tokenizer, topic_pairs, topic_labels, 32, True))
        todo += [("topics", *b) for b in random.sample(spoken, len(spoken) // 2)]
        random.shuffle(todo)
        total = 0.0
        for step, (kind, tokens, target, _) in enumerate(todo):
            optimiser.zero_grad()
            logits, embeddings = model(**tokens)
            if kind == "codes":
                known = target[..., 1]
                loss = (code_loss(logits, target[..., 0]) * known).sum() / known.sum()
            else:
                loss = 0.1 * topic_loss(model.topics(embeddings) * 8.0, target)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
            if step % 50 == 0:
                print(f"epoch {epoch + 1}/{epochs}  step {step}/{len(todo)}", flush=True)
        print(f"epoch {epoch + 1}/{epochs}  loss {total / len(todo):.4f}", flush=True)
    return model.eval(), tokenizer


@torch.no_grad()
def predict(model: Coder, tokenizer, made: list[Row]) -> tuple[np.ndarray, np.ndarray]:
    """Logits (rows x codes) and embeddings (rows x 384), in the order of ``made``."""
    logits = np.zeros((len(made), len(CODES)), dtype=np.float32)
    embeddings = np.zeros((len(made), 384), dtype=np.float32)
    pairs = [(r.client, r.clause) for r in made]
    for tokens, _, chunk in batches(tokenizer, pairs, label_matrix(made), 64, False):
        out, emb = model(**tokens)
        logits[chunk], embeddings[chunk] = out.numpy(), emb.numpy()
    return logits, embeddings


def fit_and_export(base: Path, train: list[dict], args: argparse.Namespace) -> None:
    """Fine-tune on the training voices and on the product's own text; write ONNX and examples."""
    coded = rows(train)
    made = coded + content_rows()
    topics = topic_examples()
    print(f"{len(train)} replies, {len(made)} clauses, {len(topics)} topic examples", flush=True)
    model, tokenizer = fit(base, made, topics, args.epochs, args.seed)
    WORK.mkdir(exist_ok=True)
    torch.save(model.state_dict(), WORK / "coder.pt")
    export.to_onnx(model, tokenizer, args.out)
    export.examples(coded, predict(model, tokenizer, coded)[1], args.out)


def main() -> None:
    """Command line: see ``make train-coder``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, default=None, help="folder of the base encoder")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--only-calibrate", action="store_true", help="keep the weights")
    args = parser.parse_args()
    torch.set_num_threads(2)
    began = time.time()
    train = list(replies("train"))
    args.out.mkdir(parents=True, exist_ok=True)
    if not args.only_calibrate:
        fit_and_export(args.base or export.base_encoder(), train, args)
    calibration = list(replies("calibration"))
    held = rows(calibration)
    logits = export.onnx_logits(args.out, held)
    figures = calibrate(logits, cue_matrix(held), label_matrix(held), args.out)
    minutes = None if args.only_calibrate else (time.time() - began) / 60
    export.manifest(args.out, train, calibration, figures, minutes)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
