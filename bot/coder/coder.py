"""Put together: normalise, cut, encode, calibrate, explain."""

from __future__ import annotations

import json
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
    alone_logit: float
    alone_in_context: float

    @classmethod
    def load(cls, folder: Path) -> Calibration:
        """Read ``calibration.json``."""
        raw: dict[str, Any] = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
        codes = tuple(raw["codes"])
        column = {
            key: np.array([raw["codes"][c][key] for c in codes], dtype=np.float32)
            for key in ("slope", "cue", "offset", "shown", "unsure")
        }
        flags = np.array([is_flag(c) for c in codes])
        sure, kind = (float(raw["any_flag"][k]) for k in ("sure", "kind"))
        alone, context = (float(raw["alone"][k]) for k in ("logit", "in_context"))
        return cls(
            codes,
            **column,
            flags=flags,
            any_sure=sure,
            any_kind=kind,
            alone_logit=alone,
            alone_in_context=context,
        )

    def likeliest_flag(self, chances: Floats, vetoed: set[int]) -> int | None:
        """The code to show for a clause that surely is some P or S, or None.

        Nearby kinds (directing and solving, say) share one probability between them; together
        they can be sure where none is alone.
        """
        own = np.where(self.flags, chances, 0.0)
        own[list(vetoed)] = 0.0
        top = int(np.argmax(own))
        surely = 1.0 - float(np.prod(1.0 - own))
        return top if surely >= self.any_sure and own[top] >= self.any_kind else None

    def unmistakable(self, alone: Floats, in_context: Floats, vetoed: set[int]) -> int | None:
        """The flag that a clause is by itself, whatever the client's line, or None.

        ``alone`` and ``in_context`` are logits of the clause read without and with that line. A
        line that speaks against the flag (it is then unlikely in context) still counts.
        """
        own = np.where(self.flags, alone, -np.inf)
        own[list(vetoed)] = -np.inf
        top = int(np.argmax(own))
        likely = float(in_context[self.flags].max()) >= self.alone_in_context
        return top if own[top] >= self.alone_logit and likely else None

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
    """What one pass over a reply gave.

    ``message`` is the whole message's embedding; ``question`` that of the last question in a
    message which says other things too, or None.
    """

    findings: tuple[Finding, ...]
    message: Floats
    question: Floats | None


class _Examples:
    """Coded clauses of the training voices, to show a trainee what a flagged one is like."""

    def __init__(self, folder: Path) -> None:
        packed = np.load(folder / "examples.npz", allow_pickle=False)
        self._embeddings = packed["embeddings"]
        self._texts = [str(t) for t in packed["texts"]]
        self._codes = [str(c).split() for c in packed["codes"]]

    def nearest(self, code: str, embedding: Floats) -> str | None:
        """The nearest coded example of ``code``, if it is near at all (cosine over 0.5)."""
        rows = [i for i, codes in enumerate(self._codes) if code in codes]
        if not rows:
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
        """Findings and the embeddings they came from: one batch through the encoder."""
        text = normalise(reply)
        line = " ".join(normalise(client).text.split())[-400:]
        units = clauses(text.text)
        whole = " ".join(text.text.split())
        rows = [(line, text.text[u.start : u.end]) for u in units]
        asked = [t for _, t in rows if t.rstrip("\"')] ").endswith("?")] if len(rows) > 1 else []
        topics = [("", whole or "."), *(("", t) for t in asked[-1:])]
        alone = [("", t) for _, t in rows]
        encoded = self.encoder.encode([*rows, *alone, *topics])
        found: list[Finding] = []
        count = len(rows)
        chances = self.calibration.probabilities(encoded.logits[:count], [t for _, t in rows])
        for i, unit in enumerate(units):
            logits = (encoded.logits[count + i], encoded.logits[i])
            found += self._findings(text, line, unit, chances[i], logits, encoded.embeddings[i])
        return Coded(
            findings=_merge(found, reply),
            message=encoded.embeddings[2 * count],
            question=encoded.embeddings[-1] if asked else None,
        )

    def embed(self, texts: Sequence[str]) -> Floats:
        """Embeddings of whole messages (rows x 384), as ``read`` makes them."""
        rows = [("", " ".join(normalise(t).text.split()) or ".") for t in texts]
        made = [self.encoder.encode(rows[i : i + 32]).embeddings for i in range(0, len(rows), 32)]
        stacked: Floats = np.concatenate(made)
        return stacked

    def _findings(
        self,
        text: Normalised,
        client: str,
        unit: Clause,
        chances: Floats,
        logits: tuple[Floats, Floats],
        embedding: Floats,
    ) -> list[Finding]:
        """Findings of one clause. ``logits``: read alone, and read in context."""
        calibration, made = self.calibration, []
        clause = text.text[unit.start : unit.end]
        start, end = text.span(unit.start, unit.end)
        vetoes = {i: veto(code, clause, client) for i, code in enumerate(calibration.codes)}
        vetoed = {i for i, why in vetoes.items() if why is not None}
        extra = {
            calibration.likeliest_flag(chances, vetoed),
            calibration.unmistakable(*logits, vetoed),
        }
        for index, code in enumerate(calibration.codes):
            chance, against = float(chances[index]), vetoes[index]
            sure = chance >= float(calibration.shown[index]) or index in extra
            if not sure and chance < float(calibration.unsure[index]):
                continue
            why = against or explain(code, clause) or self._likeness(code, embedding)
            quote = text.original[start:end]
            shown = sure and against is None
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
