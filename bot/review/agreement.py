"""How far raters agree on what a message carries, and how often the detector is overruled.

A message that a rater read was judged for every code: a code they did not give counts as
absent. Cohen's kappa is scikit-learn's (two raters), Krippendorff's alpha the package's of that
name (nominal; any number of raters, gaps allowed). Intervals are 95 % percentile bootstraps
over messages (Efron 1979): messages are drawn with replacement, with all that was judged on
them. For these the same two figures are worked out from counts, a thousand at a time.

Over all codes: observed and expected agreement are summed code by code before they are set
against each other (De Vries and others 2008, "pooled kappa"). Throwing all codes into one heap
would count it as agreement that some codes are rarer than others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import krippendorff
import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest  # type: ignore[import-untyped]
from sklearn.metrics import cohen_kappa_score

from bot.practice.codes import CODE_IDS

Floats = npt.NDArray[np.float64]

FEWEST: Final = 20  # messages, before a figure is given
ALL: Final = "all"  # stands for all codes together
_MOST_UNDEFINED: Final = 0.1  # of the resamples, before there is no interval
_AT_ONCE: Final = 100  # resamples, so that memory stays small

Why = Literal["", "few", "alike", "two", "same", "rare"]
WHY: Final[dict[Why, str]] = {
    "few": f"Too few: fewer than {FEWEST} messages were judged by more than one.",
    "alike": "No variation: everybody gave the same answer throughout, so this is undefined.",
    "two": "Cohen's kappa is for two raters; alpha holds for any number.",
    "same": "No interval: every resample gives the same figure.",
    "rare": "No interval: the code was given too rarely.",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether ``rater`` found ``code`` on the message ``item``."""

    item: str
    rater: str
    code: str
    present: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval. What is missing is None, and ``why`` (see ``WHY``) says so.

    With a value but no ends, ``why`` speaks of the interval.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: Why = ""


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code, or on all (``code`` is ``ALL``).

    ``messages``: those judged by at least two. ``compared``: how often judgements were set beside
    each other: once a message, or once for each reviewer of a message (``with_reviewers``); for
    ``ALL``, on each code. ``given``: of these, how often somebody gave the code; ``by_all``: how
    often all who judged did. ``percent`` runs from 0 to 1; with more than two raters it is the
    mean share of pairs that agree.
    """

    code: str
    messages: int
    compared: int
    given: int
    by_all: int
    percent: Estimate
    kappa: Estimate
    alpha: Estimate


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement among ``raters``, over all codes and for each."""

    raters: tuple[str, ...]
    overall: CodeAgreement
    codes: tuple[CodeAgreement, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a supervisor said of one finding that the detector had shown."""

    finding: str
    code: str
    overruled: bool


@dataclass(frozen=True, slots=True)
class Overturned:
    """Of ``judged`` findings, ``overruled`` were overruled; the rate with its Wilson interval."""

    code: str
    judged: int
    overruled: int
    rate: float | None
    low: float | None
    high: float | None


def judged(
    item: str, rater: str, present: Collection[str], codes: Sequence[str] = CODE_IDS
) -> list[Judgement]:
    """The judgements of ``rater``, who read ``item`` and gave the codes ``present``, no others."""
    return [Judgement(item, rater, code, code in present) for code in codes]


def agreement(
    judgements: Iterable[Judgement],
    raters: Sequence[str] | None = None,
    codes: Sequence[str] = CODE_IDS,
    seed: int = 1,
    resamples: int = 1000,
) -> Agreement:
    """Agreement among ``raters`` (all, if None) on messages that at least two of them judged.

    Of two judgements of the same rater, message and code, the later one counts. Codes that are
    not among ``codes`` are left out. The order of messages makes no difference.
    """
    names, _, table = _table(judgements, raters, codes)
    return _agreement(table, np.arange(table.shape[1]), names, codes, seed, resamples)


def with_reviewers(
    judgements: Iterable[Judgement],
    detector: str,
    codes: Sequence[str] = CODE_IDS,
    seed: int = 1,
    resamples: int = 1000,
) -> Agreement:
    """Agreement between ``detector`` and the others, who together count as one second rater.

    A message that two reviewers judged is compared twice; both are drawn together.
    """
    names, items, table = _table(judgements, None, codes)
    others = [i for i, name in enumerate(names) if name != detector]
    both = np.full((2, len(others) * items, len(codes)), np.nan)
    if detector in names:
        both[0] = np.tile(table[names.index(detector)], (len(others), 1))
    both[1] = table[others].reshape(-1, len(codes))
    message = np.tile(np.arange(items), len(others))
    return _agreement(both, message, (detector, "reviewers"), codes, seed, resamples)


def overturned(
    rulings: Iterable[Ruling], codes: Sequence[str] = CODE_IDS
) -> tuple[Overturned, tuple[Overturned, ...]]:
    """How often shown findings were overruled: over all ``codes``, and for each.

    A finding counts once; the later of its rulings counts.
    """
    last = {r.finding: r for r in rulings if r.code in codes}
    each = []
    for code in codes:
        mine = [r.overruled for r in last.values() if r.code == code]
        each.append(_rate(code, sum(mine), len(mine)))
    return _rate(ALL, sum(e.overruled for e in each), len(last)), tuple(each)


def _rate(code: str, part: int, whole: int) -> Overturned:
    if not whole:
        return Overturned(code, 0, 0, None, None, None)
    ends = binomtest(part, whole).proportion_ci(confidence_level=0.95, method="wilson")
    return Overturned(code, whole, part, part / whole, float(ends.low), float(ends.high))


def _table(
    judgements: Iterable[Judgement], raters: Sequence[str] | None, codes: Sequence[str]
) -> tuple[tuple[str, ...], int, Floats]:
    """Raters, how many messages, and 0, 1 or nan by rater, message (sorted) and code."""
    places = {code: i for i, code in enumerate(codes)}
    known = [j for j in judgements if j.code in places and (raters is None or j.rater in raters)]
    names = tuple(sorted({j.rater for j in known}) if raters is None else raters)
    rater = {name: i for i, name in enumerate(names)}
    item = {name: i for i, name in enumerate(sorted({j.item for j in known}))}
    table = np.full((len(names), len(item), len(codes)), np.nan)
    for j in known:
        table[rater[j.rater], item[j.item], places[j.code]] = j.present
    return names, len(item), table


# What is summed over messages, by code. All figures follow from these sums, so that a resample
# is a weighted sum, and a thousand of them one product of matrices.
_COMPARED, _GIVEN, _BY_ALL, _AGREED, _VALUES, _ONES, _APART, _FIRST, _SECOND = range(9)
Parts = Callable[[Floats], tuple[Floats, Floats]]
Exact = Callable[[Floats], float]


def _sums(table: Floats) -> Floats:
    """The nine sums for each comparison: (comparisons, 9, codes). Judged by one: all zero."""
    judges = (~np.isnan(table)).sum(axis=0).astype(np.float64)
    paired = judges > 1
    judges = np.where(paired, judges, 0)
    filled = np.where(paired, np.nan_to_num(table), 0)
    ones = filled.sum(axis=0)
    zeros = judges - ones
    agreed = (ones * (ones - 1) + zeros * (zeros - 1)) / np.where(paired, judges * (judges - 1), 1)
    apart = 2 * ones * zeros / np.where(paired, judges - 1, 1)
    first, second = filled if len(filled) == 2 else (np.zeros_like(ones), np.zeros_like(ones))
    by_all = paired & (zeros == 0)
    found = [paired, ones > 0, by_all, agreed, judges, ones, apart, first, second]
    return np.stack([f.astype(np.float64) for f in found], axis=1)


def _percent(sums: Floats) -> tuple[Floats, Floats]:
    """What agreed, and all that was compared."""
    return sums[..., _AGREED, :], sums[..., _COMPARED, :]


def _kappa(sums: Floats) -> tuple[Floats, Floats]:
    """Observed less expected agreement, and what chance leaves to agree on (Cohen 1960)."""
    n, first, second = (sums[..., i, :] for i in (_COMPARED, _FIRST, _SECOND))
    chance = (first * second + (n - first) * (n - second)) / np.maximum(n, 1)
    return sums[..., _AGREED, :] - chance, n - chance


def _alpha(sums: Floats) -> tuple[Floats, Floats]:
    """Expected less observed disagreement, and the expected one (Krippendorff 2004)."""
    n, ones, apart = (sums[..., i, :] for i in (_VALUES, _ONES, _APART))
    expected = 2 * ones * (n - ones) / np.maximum(n - 1, 1)
    return expected - apart, expected


def _kappa_of(code: Floats) -> float:
    """Scikit-learn's kappa of one code's table (two raters, comparisons)."""
    first, second = code[:, ~np.isnan(code).any(axis=0)].astype(int)
    return float(cohen_kappa_score(first, second, labels=[0, 1]))


def _alpha_of(code: Floats) -> float:
    """The package's alpha of one code's table (raters, comparisons)."""
    counts = np.stack([(code == 0).sum(axis=0), (code == 1).sum(axis=0)], axis=1)
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def _agreement(
    table: Floats,
    message: npt.NDArray[np.int64],
    raters: tuple[str, ...],
    codes: Sequence[str],
    seed: int,
    resamples: int,
) -> Agreement:
    """``table``: by rater, comparison and code; ``message``: to which message each belongs."""
    sums = np.zeros((message.max(initial=-1) + 1, 9, len(codes)))
    np.add.at(sums, message, _sums(table))
    sums = sums[sums[:, _COMPARED].any(axis=1)]
    total, drawn = sums.sum(axis=0), _drawn(sums, seed, resamples)
    messages = [*(sums[:, _COMPARED] > 0).sum(axis=0).tolist(), len(sums)]
    few = [n < FEWEST for n in messages]
    percent = _estimates(_percent, None, table, total, drawn, few)
    alpha = _estimates(_alpha, _alpha_of, table, total, drawn, few)
    kappa = [Estimate(why="two")] * len(few)
    if len(raters) <= 2:
        kappa = _estimates(_kappa, _kappa_of, table, total, drawn, few)
    counts = [_with_all(total[i]).astype(int).tolist() for i in (_COMPARED, _GIVEN, _BY_ALL)]
    rows = zip([*codes, ALL], messages, *counts, percent, kappa, alpha, strict=True)
    made = [CodeAgreement(*row) for row in rows]
    return Agreement(raters, made[-1], tuple(made[:-1]))


def _with_all(by_code: Floats) -> Floats:
    """``by_code`` (codes in the last place) with the sum over all codes as one more."""
    return np.concatenate([by_code, by_code.sum(axis=-1, keepdims=True)], axis=-1)


def _drawn(sums: Floats, seed: int, resamples: int) -> Floats:
    """The sums of each resample of as many messages: (resamples, 9, codes)."""
    chance = np.random.default_rng(seed)
    messages, *rest = sums.shape
    flat = sums.reshape(messages, int(np.prod(rest)))
    found = np.zeros((resamples, flat.shape[1]))
    for start in range(0, resamples if messages else 0, _AT_ONCE):
        rows = min(_AT_ONCE, resamples - start)
        picks = chance.integers(messages, size=(rows, messages))
        picks += messages * np.arange(rows)[:, None]
        weights = np.bincount(picks.ravel(), minlength=rows * messages).reshape(rows, messages)
        found[start : start + rows] = weights.astype(np.float64) @ flat
    return found.reshape(resamples, *rest)


def _estimates(
    parts: Parts,
    exact: Exact | None,
    table: Floats,
    total: Floats,
    drawn: Floats,
    few: Sequence[bool],
) -> list[Estimate]:
    """One figure for each code and, last, over all of them.

    ``exact`` gives the figure of one code where a library has it. The figure over all is then
    the mean of these, each weighted by what chance leaves to agree on.
    """
    above, below = parts(total)
    values = _ratio(above, below)
    if exact is not None:
        values = np.array([exact(table[..., i]) if b > 0 else np.nan for i, b in enumerate(below)])
    overall = _ratio(above.sum(), below.sum())
    sampled = _ratio(*(_with_all(p) for p in parts(drawn)))
    return [
        _estimate(float(value), sampled[:, i], few[i]) for i, value in enumerate([*values, overall])
    ]


def _ratio(above: Floats, below: Floats) -> Floats:
    """nan where there is nothing to divide by."""
    return np.divide(above, below, out=np.full_like(below, np.nan), where=below > 0)


def _estimate(value: float, sampled: Floats, few: bool) -> Estimate:
    if few:
        return Estimate(why="few")
    if np.isnan(value):
        return Estimate(why="alike")
    defined = sampled[~np.isnan(sampled)]
    if len(defined) < (1 - _MOST_UNDEFINED) * len(sampled):
        return Estimate(value, why="rare")
    if np.ptp(defined) < 1e-9:
        return Estimate(value, why="same")
    low, high = np.percentile(defined, [2.5, 97.5])
    return Estimate(value, float(low), float(high))
