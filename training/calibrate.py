"""Turn logits and word cues into probabilities, on voices that did not train; choose what is shown.

Per family (P, G, M, S) a logistic regression over (logit, cue) pools all codes, as a voice has a
dozen positives per code (Platt 1999, with one more feature); each code then gets an offset of
its own, shrunk towards none. Thresholds are by family: what is shown has to be right as often
as ``WANTED`` says on the calibration voices.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from bot.coder.cues import explain
from training.prepare import CODES, Row

WANTED = {"P": 0.8, "S": 0.8, "G": 0.75, "M": 0.75}  # precision of shown findings
LEAST_SHOWN = {"P": 0.4, "S": 0.45, "G": 0.35, "M": 0.35}
MOST_SHOWN = 0.9
SHRINK = 12.0
# A clause that surely is some pitfall, though its kind is less sure, is shown as the likeliest
# kind: chosen on development and calibration voices (docs/coder.md).
ANY_FLAG = {"sure": 0.7, "kind": 0.4}
# So is one that, read without the client's line, is unmistakably one (logit), unless the line
# speaks against it (logit in context).
ALONE = {"logit": 5.0, "in_context": -1.5}


def cue_matrix(made: list[Row]) -> np.ndarray:
    """Rows x codes, 1.0 where a word cue of the code stands in the clause."""
    return np.array([[float(explain(c, r.clause) is not None) for c in CODES] for r in made])


def calibrate(logits: np.ndarray, cues: np.ndarray, labels: np.ndarray, out: Path) -> dict:
    """Write ``calibration.json``; return figures per family. Arrays are rows x codes."""
    made: dict[str, dict[str, float]] = {}
    figures: dict[str, dict[str, float]] = {}
    for family in "PGMS":
        columns = [i for i, c in enumerate(CODES) if c[0] == family]
        x, cue, y = logits[:, columns], cues[:, columns], labels[:, columns]
        features = np.stack([x.ravel(), cue.ravel()], axis=1)
        fit = LogisticRegression(C=10.0).fit(features, y.ravel())
        slope, weight = (float(v) for v in fit.coef_[0])
        weight = max(0.0, weight)
        offset = float(fit.intercept_[0])
        probability = np.zeros_like(x)
        for j, column in enumerate(columns):
            scaled = x[:, j] * slope + cue[:, j] * weight + offset
            own = _own_offset(scaled, y[:, j])
            probability[:, j] = _sigmoid(scaled + own)
            made[CODES[column]] = {"slope": slope, "cue": weight, "offset": offset + own}
        shown = _threshold(probability.ravel(), y.ravel(), WANTED[family])
        shown = float(np.clip(shown, LEAST_SHOWN[family], MOST_SHOWN))
        for column in columns:
            made[CODES[column]] |= {"shown": shown, "unsure": max(0.2, shown - 0.25)}
        hit = probability >= shown
        scores = [
            average_precision_score(y[:, j], probability[:, j])
            for j in range(len(columns))
            if y[:, j].any()
        ]
        figures[family] = {
            "threshold": round(shown, 3),
            "cue_weight": round(weight, 2),
            "precision": round(float(y[hit].mean()) if hit.any() else 0.0, 3),
            "recall": round(float(hit[y > 0].mean()), 3),
            "average_precision": round(float(np.mean(scores)), 3),
        }
    rounded = {c: {k: round(v, 4) for k, v in made[c].items()} for c in CODES}
    (out / "calibration.json").write_text(
        json.dumps({"any_flag": ANY_FLAG, "alone": ALONE, "codes": rounded}, indent=1) + "\n"
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


def _threshold(probability: np.ndarray, y: np.ndarray, wanted: float) -> float:
    """The lowest probability above which at least ``wanted`` of the findings are right."""
    order = np.argsort(-probability)
    right = np.cumsum(y[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= wanted)
    return float(probability[order[good[-1]]]) if len(good) else 0.9
