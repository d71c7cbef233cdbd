"""Put together: normalise, cut, encode, calibrate, explain."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.coder.clauses import Clause, clauses
from bot.coder.cues import explain
from bot.coder.encoder import MODEL_DIR, Encoder, Floats
from bot.coder.normalise import Normalised, normalise
from bot.coder.vetoes import veto
from bot.practice.codes import is_flag
from bot.practice.types import Finding

_SENTENCES = re.compile(r"(?<=[.!?…])[\"')\]]*\s+")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Per code: weights of logit and word cue, and the probabilities that show or whisper it."""

    codes: tuple[str, ...]
    slope: Floats
    cue: Floats
    offset: Floats
    shown: Floats
    unsure: Floats
    flags: npt.NDArray[np.bool_]
    any_sure: float
    any_kind: float

    @classmethod
    def load(cls, folder: Path) -> Calibration:
        """Read ``calibration.json``."""
        raw: dict[str, Any] = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
        codes = tuple(raw["codes"])
        column = {
            key: np.array([raw["codes"][c][key] for c in codes], dtype=np.float32)
            for key in ("slope", "cue", "offset", "shown", "unsure")
        }
        return cls(
            codes,
            **column,
            flags=np.array([is_flag(c) for c in codes]),
            any_sure=float(raw["any_flag"]["sure"]),
            any_kind=float(raw["any_flag"]["kind"]),
        )

    def likeliest_flag(self, chances: Floats) -> int | None:
        """The flag to show for a clause that surely is some P or S, or None.

        Nearby kinds (directing and solving, say) share one probability between them; together
        they can be sure where none is alone.
        """
        own = np.where(self.flags, chances, 0.0)
        top = int(np.argmax(own))
        surely = 1.0 - float(np.prod(1.0 - own))
        return top if surely >= self.any_sure and own[top] >= self.any_kind else None

    def probabilities(self, logits: Floats, texts: Sequence[str]) -> Floats:
        """Calibrated probabilities (rows x codes) of the clauses ``texts``."""
        chances = 1.0 / (1.0 + np.exp(-(logits * self.slope + self.offset)))
        # Cues are looked up only where they could lift a code into sight.
        hopeful = chances * np.exp(self.cue) >= self.unsure
        for row, column in np.argwhere(hopeful):
            if explain(self.codes[column], texts[row]) is not None:
                odds = chances[row, column] / (1.0 - chances[row, column] + 1e-9)
                odds *= np.exp(self.cue[column])
                chances[row, column] = odds / (1.0 + odds)
        calibrated: Floats = chances
        return calibrated


@dataclass(frozen=True, slots=True)
class Coded:
    """What one pass over a reply gave: its codes, and the words that tell what it is about.

    ``text`` is the whole message, normalised. Of a message of several sentences, ``asked`` has
    the questions and ``last`` is the last sentence; of a single one they are empty.
    """

    findings: tuple[Finding, ...]
    text: str
    asked: tuple[str, ...] = ()
    last: str = ""


class _Examples:
    """Coded clauses of the training voices, to show a trainee what a flagged one is like."""

    def __init__(self, folder: Path) -> None:
        packed = np.load(folder / "examples.npz", allow_pickle=False)
        self._embeddings = packed["embeddings"]
        self._texts = [str(t) for t in packed["texts"]]
        self._rows: dict[str, list[int]] = {}
        for row, codes in enumerate(packed["codes"]):
            for code in str(codes).split():
                self._rows.setdefault(code, []).append(row)

    def nearest(self, code: str, embedding: Floats) -> str | None:
        """The nearest coded example of ``code``, if it is near at all (cosine over 0.5)."""
        rows = self._rows.get(code)
        if rows is None:
            return None
        near = (self._embeddings[rows].astype(np.float32) / 127.0) @ embedding
        best = int(np.argmax(near))
        return self._texts[rows[best]] if near[best] > 0.5 else None


class Coder:
    """Codes replies. One instance per process; ``code`` may be called from any thread."""

    def __init__(self, folder: Path = MODEL_DIR) -> None:
        self.encoder = Encoder(folder)
        self.calibration = Calibration.load(folder)
        self._examples = _Examples(folder)

    def code(self, client: str, reply: str) -> tuple[Finding, ...]:
        """Findings in ``reply``, which answered the line ``client`` (may be empty)."""
        return self.read(client, reply).findings

    def read(self, client: str, reply: str) -> Coded:
        """Findings, and the words that tell what the reply is about."""
        text = normalise(reply)
        line = " ".join(normalise(client).text.split())[-400:]
        units = clauses(text.text)
        said = [text.text[u.start : u.end] for u in units]
        encoder = self.encoder
        pieces = encoder.pieces(line, text.text, units)
        whole = " ".join(text.text.split()) or "."
        sentences = [s for s in _SENTENCES.split(whole) if s.strip()]
        several = sentences if len(sentences) > 1 else []
        if not units:
            return Coded((), whole)
        encoded = encoder.encode(pieces)
        chances = self.calibration.probabilities(encoded.logits, said)
        found: list[Finding] = []
        for i, unit in enumerate(units):
            found += self._findings(text, line, unit, chances[i], encoded.embeddings[i])
        return Coded(
            findings=_merge(found, reply),
            text=whole,
            asked=tuple(s for s in several if s.rstrip("\"')] ").endswith("?")),
            last=several[-1] if several else "",
        )

    def _findings(
        self,
        text: Normalised,
        client: str,
        unit: Clause,
        chances: Floats,
        embedding: Floats,
    ) -> list[Finding]:
        """Findings of one clause."""
        calibration, made = self.calibration, []
        clause = text.text[unit.start : unit.end]
        start, end = text.span(unit.start, unit.end)
        against = {
            i: veto(calibration.codes[i], clause, client)
            for i in np.flatnonzero(chances >= calibration.unsure).tolist()
        }
        free = np.where([against.get(i) is None for i in range(len(chances))], chances, 0.0)
        likeliest = calibration.likeliest_flag(free)
        for index, vetoed in against.items():
            code, chance = calibration.codes[index], float(chances[index])
            sure = chance >= float(calibration.shown[index]) or index == likeliest
            why = vetoed or explain(code, clause) or self._likeness(code, embedding)
            quote = text.original[start:end]
            shown = sure and vetoed is None
            made.append(Finding(code, start, end, quote, round(chance, 3), shown, why))
        return made

    def _likeness(self, code: str, embedding: Floats) -> str:
        example = self._examples.nearest(code, embedding)
        if example:
            return f"It reads much like this coded example: “{example}”"
        return "The clause as a whole reads this way; no single word decides it."


def _merge(found: Sequence[Finding], reply: str) -> tuple[Finding, ...]:
    """One finding per code and run of neighbouring clauses, in text order."""
    merged: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.code, f.start)):
        last = merged[-1] if merged else None
        if last and last.code == finding.code and last.end == finding.start:
            surer = max(last, finding, key=lambda f: f.confidence)
            merged[-1] = Finding(
                code=last.code,
                start=last.start,
                end=finding.end,
                quote=reply[last.start : finding.end],
                confidence=surer.confidence,
                shown=last.shown or finding.shown,
                why=surer.why,
            )
        else:
            merged.append(finding)
    return tuple(sorted(merged, key=lambda f: (f.start, f.code)))


@cache
def load_coder() -> Coder:
    """The shipped coder, loaded once per process."""
    return Coder()
