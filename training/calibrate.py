"""Turn logits and word cues into probabilities, on voices that did not train; choose what is shown.

Per family (P, G, M, S) a logistic regression over (logit, cue) pools all codes, as a voice has a
dozen positives per code (Platt 1999, with one more feature); each code then gets an offset of
its own, shrunk towards none. Thresholds are by family. What is shown has to be right as often as
``WANTED`` says on the calibration voices; a flag, besides, must not fall on more than
``MOST_ACCUSED`` of the clean replies. What is unsure begins where F1 is best.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from bot.coder.cues import explain
from training.prepare import CODES

WANTED = {"P": 0.86, "S": 0.86, "G": 0.7, "M": 0.7}  # precision of shown findings
MOST_ACCUSED = 0.02  # share of clean replies with any shown flag
LEAST_SHOWN, MOST_SHOWN = 0.3, 0.95
# A clause that surely is some pitfall, though its kind is less sure ("you should go to the
# police": directing or solving), is shown as the likeliest kind. Chosen on development voices.
ANY_FLAG = {"sure": 0.8, "kind": 0.5}
SHRINK = 12.0


def cue_matrix(texts: list[str]) -> np.ndarray:
    """Clauses x codes, 1.0 where a word cue of the code stands in the clause."""
    return np.array([[float(explain(c, t) is not None) for c in CODES] for t in texts])


def calibrate(
    logits: np.ndarray, cues: np.ndarray, labels: np.ndarray, reply_of: np.ndarray, out: Path
) -> dict:
    """Write ``calibration.json``; return figures per family.

    ``logits``, ``cues`` and ``labels`` are clauses x codes; ``reply_of`` numbers each clause's
    reply.
    """
    made: dict[str, dict[str, float]] = {}
    figures: dict[str, dict[str, float]] = {}
    families = {f: [i for i, c in enumerate(CODES) if c[0] == f] for f in "PGMS"}
    chances = np.zeros_like(logits)
    for columns in families.values():
        x, cue, y = logits[:, columns], cues[:, columns], labels[:, columns]
        features = np.stack([x.ravel(), cue.ravel()], axis=1)
        fit = LogisticRegression(C=10.0).fit(features, y.ravel())
        slope, weight = (float(v) for v in fit.coef_[0])
        weight = max(0.0, weight)
        offset = float(fit.intercept_[0])
        for j, column in enumerate(columns):
            scaled = x[:, j] * slope + cue[:, j] * weight + offset
            own = _own_offset(scaled, y[:, j])
            chances[:, column] = _sigmoid(scaled + own)
            made[CODES[column]] = {"slope": slope, "cue": weight, "offset": offset + own}
    flags = families["P"] + families["S"]
    bar = _rarely_accuses(chances[:, flags], labels[:, flags], reply_of)
    for family, columns in families.items():
        probability, y = chances[:, columns], labels[:, columns]
        shown = _precise(probability.ravel(), y.ravel(), WANTED[family])
        shown = max(shown, bar) if family in "PS" else shown
        shown = float(np.clip(shown, LEAST_SHOWN, MOST_SHOWN))
        unsure = min(_best_f1(probability.ravel(), y.ravel()), shown - 0.05)
        for column in columns:
            made[CODES[column]] |= {"shown": shown, "unsure": unsure}
        hit = probability >= shown
        scores = [
            average_precision_score(y[:, j], probability[:, j])
            for j in range(len(columns))
            if y[:, j].any()
        ]
        figures[family] = {
            "shown_from": round(shown, 3),
            "unsure_from": round(unsure, 3),
            "precision": round(float(y[hit].mean()) if hit.any() else 0.0, 3),
            "recall": round(float(hit[y > 0].mean()), 3),
            "average_precision": round(float(np.mean(scores)), 3),
        }
    rounded = {c: {k: round(v, 4) for k, v in made[c].items()} for c in CODES}
    (out / "calibration.json").write_text(
        json.dumps({"any_flag": ANY_FLAG, "codes": rounded}, indent=1) + "\n"
    )
    return figures


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-x))


def _own_offset(scaled: np.ndarray, y: np.ndarray) -> float:
    """The offset that makes a code's mean probability its rate, shrunk by its few positives."""
    low, high = -3.0, 3.0
    middle = 0.0
    for _ in range(40):
        middle = (low + high) / 2
        if _sigmoid(scaled + middle).sum() < y.sum():
            low = middle
        else:
            high = middle
    return middle * float(y.sum() / (y.sum() + SHRINK))


def _precise(probability: np.ndarray, y: np.ndarray, wanted: float) -> float:
    """The lowest probability above which at least ``wanted`` of the findings are right."""
    order = np.argsort(-probability)
    right = np.cumsum(y[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= wanted)
    return float(probability[order[good[-1]]]) if len(good) else MOST_SHOWN


def _best_f1(probability: np.ndarray, y: np.ndarray) -> float:
    """The probability above which F1 is best."""
    order = np.argsort(-probability)
    hits = np.cumsum(y[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + y.sum())
    return float(probability[order[int(np.argmax(f1))]])


def _rarely_accuses(probability: np.ndarray, y: np.ndarray, reply_of: np.ndarray) -> float:
    """The probability that flags of at most ``MOST_ACCUSED`` of the clean replies reach."""
    worst = [
        probability[reply_of == reply].max()
        for reply in np.unique(reply_of)
        if not y[reply_of == reply].any()
    ]
    return float(np.quantile(worst, 1 - MOST_ACCUSED))
