"""Figures on how well findings match the codes that were given by hand.

Reply level: a reply counts as carrying a code if any of its findings does. Intervals are
percentile bootstraps over replies (Efron 1979), by scipy's rules of resampling: replies are
drawn with replacement, all codes of a reply together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.evaluation.corpus import CodedReply
from bot.practice.codes import CODE_IDS, is_flag
from bot.practice.types import Finding

Code = Callable[[str, str], Sequence[Finding]]
Floats = npt.NDArray[np.float64]

FAMILIES: Final = ("P", "G", "M", "S")
SAME_WORDS: Final = 0.3  # spans that share this much (intersection over union) are the same
_FLAGS: Final = np.array([is_flag(c) for c in CODE_IDS])


@dataclass(frozen=True, slots=True)
class Read:
    """A coded reply and what the detector found in it."""

    coded: CodedReply
    findings: tuple[Finding, ...]

    @property
    def shown(self) -> frozenset[str]:
        """Codes of the findings that a trainee would see."""
        return frozenset(f.code for f in self.findings if f.shown)

    @property
    def shown_flags(self) -> frozenset[str]:
        """Pitfalls and sensitivity flags that a trainee would see."""
        return frozenset(c for c in self.shown if is_flag(c))


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``, with a 95 % interval (None when there is nothing to divide)."""

    part: float
    whole: float
    low: float = 0.0
    high: float = 0.0

    @property
    def value(self) -> float | None:
        """The share, or None when ``whole`` is 0."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """One code: how often it was given, and how the detector did, at both of its levels.

    ``shown`` counts what trainees see; ``found`` counts unsure findings too.
    """

    code: str
    count: int
    shown: Scores
    found: Scores


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1; ``low`` and ``high`` are the 95 % interval of F1."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one evaluation."""

    replies: int
    codes: tuple[CodeFigures, ...]
    macro_f1: dict[str, tuple[Scores, Scores]]  # family -> (shown, found); precision is pooled
    shown_flag_precision: Share
    clean_flagged: Share
    pitfalls_met: Share
    pairs_right: Share
    spans_same: Share
    reliability: tuple[tuple[float, float, int], ...]  # (mean said, share right, how many)
    confusions: npt.NDArray[np.int64]  # codes given x (codes shown, and none in the last column)


def read_all(code: Code, replies: Sequence[CodedReply]) -> list[Read]:
    """Let the detector ``code`` read every reply after its client line."""
    return [Read(r, tuple(code(r.client, r.reply))) for r in replies]


def measure(reads: Sequence[Read], seed: int = 1, resamples: int = 1000) -> Figures:
    """Figures of ``reads``; ValueError when there are none."""
    if not reads:
        raise ValueError("There are no coded replies to measure on.")
    given = _matrix([r.coded.all_codes for r in reads])
    shown = _matrix([r.shown for r in reads])
    found = _matrix([frozenset(f.code for f in r.findings) for r in reads])
    drawn = _draws(len(reads), seed, resamples)
    per_code, macro = _code_figures(given, shown, found, drawn)
    bad = (given & _FLAGS).any(axis=1)
    flagged = shown & _FLAGS
    pitfalls = given & np.array([c[0] == "P" for c in CODE_IDS])
    return Figures(
        replies=len(reads),
        codes=per_code,
        macro_f1=macro,
        shown_flag_precision=_share((flagged & given).sum(axis=1), flagged.sum(axis=1), drawn),
        clean_flagged=_share(flagged.any(axis=1) & ~bad, ~bad, drawn),
        pitfalls_met=_share((pitfalls & shown).any(axis=1), pitfalls.any(axis=1), drawn),
        pairs_right=_pairs(reads),
        spans_same=_spans(reads),
        reliability=_reliability(reads),
        confusions=_confusions(given, shown),
    )


def worst(reads: Sequence[Read], most: int = 40) -> list[tuple[float, Read, str]]:
    """The most confident mistakes on P and S: (how confident, the reply, what was wrong).

    A false flag weighs as its confidence; a missed one as what the detector lacked to see it.
    """
    made: list[tuple[float, Read, str]] = []
    for read in reads:
        best = {f.code: f.confidence for f in read.findings}
        for finding in read.findings:
            if finding.shown and is_flag(finding.code) and finding.code not in read.coded.flags:
                made.append((finding.confidence, read, f"{finding.code} was shown, not given"))
        for code in sorted(read.coded.flags - read.shown):
            made.append((1.0 - best.get(code, 0.0), read, f"{code} was given, not shown"))
    false = sorted((m for m in made if m[2].endswith("not given")), key=lambda m: -m[0])
    missed = sorted((m for m in made if m[2].endswith("not shown")), key=lambda m: -m[0])
    return false[: most // 2] + missed[: most // 2]


def commonest_confusions(figures: Figures, most: int = 10) -> list[tuple[str, str, int]]:
    """(code given, code shown in its stead, how often), the most frequent ones first."""
    table = figures.confusions
    names = (*CODE_IDS, "nothing")
    at = np.argsort(-table, axis=None)[:most]
    pairs = [np.unravel_index(i, table.shape) for i in at]
    return [(CODE_IDS[i], names[j], int(table[i, j])) for i, j in pairs if table[i, j]]


def _matrix(codes: Sequence[frozenset[str]]) -> npt.NDArray[np.bool_]:
    return np.array([[c in some for c in CODE_IDS] for some in codes])


def _draws(count: int, seed: int, resamples: int) -> npt.NDArray[np.int64]:
    return np.random.default_rng(seed).integers(0, count, (resamples, count))


def _counts(
    given: npt.NDArray[np.bool_], got: npt.NDArray[np.bool_], drawn: npt.NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """F1 per code (codes), and for every resample (resamples x codes)."""
    weights = np.stack([np.bincount(d, minlength=len(given)) for d in drawn]).astype(np.float64)
    both, one, two = given & got, given, got
    hits = weights @ both
    total = weights @ one + weights @ two
    with np.errstate(invalid="ignore", divide="ignore"):
        sampled = np.where(total > 0, 2 * hits / total, np.nan)
        whole = one.sum(axis=0) + two.sum(axis=0)
        f1 = np.where(whole > 0, 2 * both.sum(axis=0) / whole, 0.0)
    return f1, sampled


def _code_figures(
    given: npt.NDArray[np.bool_],
    shown: npt.NDArray[np.bool_],
    found: npt.NDArray[np.bool_],
    drawn: npt.NDArray[np.int64],
) -> tuple[tuple[CodeFigures, ...], dict[str, tuple[Scores, Scores]]]:
    levels = []
    for got in (shown, found):
        f1, sampled = _counts(given, got, drawn)
        low, high = np.nanpercentile(np.nan_to_num(sampled), [2.5, 97.5], axis=0)
        hits = (given & got).sum(axis=0)
        precision = hits / np.maximum(got.sum(axis=0), 1)
        recall = hits / np.maximum(given.sum(axis=0), 1)
        levels.append((f1, sampled, low, high, precision, recall))
    figures = tuple(
        CodeFigures(
            code,
            int(given[:, i].sum()),
            *(
                Scores(float(p[i]), float(r[i]), float(f1[i]), float(low[i]), float(high[i]))
                for f1, _, low, high, p, r in levels
            ),
        )
        for i, code in enumerate(CODE_IDS)
    )
    macro = {}
    for family in FAMILIES:
        columns = [i for i, c in enumerate(CODE_IDS) if c[0] == family and given[:, i].any()]
        if columns:
            macro[family] = (
                _macro(given, shown, levels[0][0], levels[0][1], columns),
                _macro(given, found, levels[1][0], levels[1][1], columns),
            )
    return figures, macro


def _macro(
    given: npt.NDArray[np.bool_],
    got: npt.NDArray[np.bool_],
    f1: Floats,
    sampled: Floats,
    columns: list[int],
) -> Scores:
    hits = (given & got)[:, columns].sum()
    some = sampled[:, columns]
    drawn = np.maximum((~np.isnan(some)).sum(axis=1), 1)  # codes that a resample holds at all
    low, high = np.percentile(np.nansum(some, axis=1) / drawn, [2.5, 97.5])
    return Scores(
        float(hits / max(got[:, columns].sum(), 1)),
        float(hits / max(given[:, columns].sum(), 1)),
        float(f1[columns].mean()),
        float(low),
        float(high),
    )


def _share(
    part: npt.NDArray[np.generic], whole: npt.NDArray[np.generic], drawn: npt.NDArray[np.int64]
) -> Share:
    """A share of sums over replies, with its bootstrap interval."""
    parts, wholes = part.astype(np.float64), whole.astype(np.float64)
    if not wholes.sum():
        return Share(0.0, 0.0)
    over = wholes[drawn].sum(axis=1)
    sampled = parts[drawn].sum(axis=1)[over > 0] / over[over > 0]
    low, high = np.percentile(sampled, [2.5, 97.5])
    return Share(float(parts.sum()), float(wholes.sum()), float(low), float(high))


def _pairs(reads: Sequence[Read]) -> Share:
    """Same words after two client lines, with unlike P and S codes: are both sides right?"""
    by_reply: dict[tuple[str, str], list[Read]] = defaultdict(list)
    for read in reads:
        by_reply[read.coded.voice, read.coded.reply].append(read)
    pairs = [
        group
        for group in by_reply.values()
        if len(group) == 2 and group[0].coded.flags != group[1].coded.flags
    ]
    right = [all(r.coded.flags == r.shown_flags for r in pair) for pair in pairs]
    if not pairs:
        return Share(0.0, 0.0)
    drawn = _draws(len(pairs), 1, 1000)
    return _share(np.array(right), np.ones(len(pairs)), drawn)


def _spans(reads: Sequence[Read]) -> Share:
    """Of codes both given and shown: do the words overlap?"""
    same: list[bool] = []
    for read in reads:
        for code in read.shown & read.coded.all_codes:
            given = [_place(read.coded.reply, q) for c, q in read.coded.codes if c == code]
            shown = [(f.start, f.end) for f in read.findings if f.shown and f.code == code]
            same += [any(overlap(g, s) >= SAME_WORDS for s in shown) for g in given]
    if not same:
        return Share(0.0, 0.0)
    return _share(np.array(same), np.ones(len(same)), _draws(len(same), 1, 200))


def _place(reply: str, quote: str) -> tuple[int, int]:
    start = reply.index(quote)
    return start, start + len(quote)


def overlap(one: tuple[int, int], two: tuple[int, int]) -> float:
    """Intersection over union of two half-open spans."""
    shared = max(0, min(one[1], two[1]) - max(one[0], two[0]))
    return shared / (one[1] - one[0] + two[1] - two[0] - shared)


def _reliability(reads: Sequence[Read]) -> tuple[tuple[float, float, int], ...]:
    """Findings in five bins of confidence: what was said, and how often it was right."""
    said: list[float] = []
    right: list[bool] = []
    for read in reads:
        best: Counter[str] = Counter()
        for finding in read.findings:
            best[finding.code] = max(best[finding.code], finding.confidence)  # type: ignore[assignment]
        said += best.values()
        right += [code in read.coded.all_codes for code in best]
    bins = np.clip((np.array(said) * 10).astype(int), 0, 9)
    made = []
    for one in range(10):
        inside = bins == one
        if inside.any():
            made.append(
                (
                    float(np.array(said)[inside].mean()),
                    float(np.array(right)[inside].mean()),
                    int(inside.sum()),
                )
            )
    return tuple(made)


def _confusions(
    given: npt.NDArray[np.bool_], shown: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Given codes x shown ones, in replies where they differ; the diagonal holds the hits.

    A given code that was missed counts towards each code shown wrongly in the same reply of the
    same family group (P and S, or G and M), and towards "nothing" if there is none.
    """
    table = np.zeros((len(CODE_IDS), len(CODE_IDS) + 1), dtype=np.int64)
    for want, got in zip(given, shown, strict=True):
        for i in np.flatnonzero(want):
            if got[i]:
                table[i, i] += 1
                continue
            wrong = np.flatnonzero(got & ~want & (_FLAGS[i] == _FLAGS))
            for j in wrong:
                table[i, j] += 1
            if not len(wrong):
                table[i, -1] += 1
    return table
