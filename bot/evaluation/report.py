"""Figures as text for the terminal, and as one self-contained HTML page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from jinja2 import Environment, PackageLoader, select_autoescape

from bot.evaluation.measure import (
    CodeFigures,
    Figures,
    Read,
    Scores,
    Share,
    commonest_confusions,
    worst,
)
from bot.practice.codes import CODE_IDS, KEYS

NAMES: Final = {
    "P": "pitfalls (P)",
    "G": "guideline moves (G)",
    "M": "micro-skills (M)",
    "S": "sensitivity flags (S)",
}
_BAR: Final = 20


def text(figures: Figures, what: str) -> str:
    """The figures as a plain table; ``what`` says what was measured on."""
    lines = [f"{what}: {figures.replies} replies", ""]
    lines.append(
        "                            given   shown: prec.  rec.   F1 (95 %)         found: F1"
    )
    lines += [_code_line(c) for c in figures.codes if c.count]
    lines.append("")
    for family, (shown, found) in figures.macro_f1.items():
        lines.append(
            f"macro F1, {NAMES[family]:<24} shown {_f1(shown)}   with unsure ones {found.f1:.2f}   "
            f"(pooled precision {shown.precision:.2f}, recall {shown.recall:.2f})"
        )
    lines.append("")
    lines += [f"{name:<58} {_percent(share)}" for name, share in shares(figures)]
    lines += ["", "Reliability: how sure it said it was, and how often it was right"]
    for said, right, count in figures.reliability:
        lines.append(f"  {said:.2f}  {right:.2f}  {'#' * round(right * _BAR):<{_BAR}}  {count}")
    lines += ["", "Commonest confusions (given → shown):"]
    lines += [f"  {a} → {b}: {n}" for a, b, n in _mistakes(figures)]
    return "\n".join(lines) + "\n"


def page(figures: Figures, reads: Sequence[Read], what: str) -> str:
    """The figures, a confusion table, a reliability diagram and the worst mistakes, as HTML."""
    environment = Environment(
        loader=PackageLoader("bot.evaluation"), autoescape=select_autoescape(default=True)
    )
    return environment.get_template("report.html").render(
        what=what,
        figures=figures,
        names=NAMES,
        keys=KEYS,
        codes=CODE_IDS,
        shares=[(name, _percent(share)) for name, share in shares(figures)],
        reliability=_diagram(figures),
        table=figures.confusions.tolist(),
        mistakes=worst(reads),
        commonest=_mistakes(figures),
    )


def shares(figures: Figures) -> list[tuple[str, Share]]:
    """The measures that are shares, each with its name."""
    return [
        ("of shown P and S flags, right", figures.shown_flag_precision),
        ("of clean replies, with any P or S flag shown", figures.clean_flagged),
        ("of replies with a pitfall, where a right one is shown", figures.pitfalls_met),
        ("of context pairs, right on both sides", figures.pairs_right),
        ("of right findings, on the same words (IoU at least .3)", figures.spans_same),
    ]


def _code_line(code: CodeFigures) -> str:
    shown, found = code.shown, code.found
    return (
        f"{code.code:<4}{KEYS[code.code]:<24}{code.count:>5}          {shown.precision:.2f}   "
        f"{shown.recall:.2f}   {_f1(shown)}       {found.f1:.2f}"
    )


def _f1(scores: Scores) -> str:
    return f"{scores.f1:.2f} ({scores.low:.2f}–{scores.high:.2f})"


def _percent(share: Share) -> str:
    if share.value is None:
        return "none to count"
    return (
        f"{100 * share.value:5.1f} %  ({100 * share.low:.1f}–{100 * share.high:.1f})"
        f"  {share.part:.0f} of {share.whole:.0f}"
    )


def _mistakes(figures: Figures) -> list[tuple[str, str, int]]:
    every = commonest_confusions(figures, most=figures.confusions.size)
    return [(a, b, n) for a, b, n in every if a != b and b != "nothing"][:10]


def _diagram(figures: Figures) -> str:
    """A reliability diagram as SVG text."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 4), facecolor="#fdfaf4", layout="constrained")
    axes = figure.add_subplot(facecolor="#fdfaf4")
    axes.plot([0, 1], [0, 1], color="#8a949b", linestyle=":")
    said = [s for s, _, _ in figures.reliability]
    right = [r for _, r, _ in figures.reliability]
    axes.plot(said, right, marker="o", color="#2a6f97")
    for s, r, n in figures.reliability:
        axes.annotate(str(n), (s, r), textcoords="offset points", xytext=(4, -12), fontsize=8)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="how sure it said it was", ylabel="how often right")
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None})
    svg = drawn.getvalue()
    return svg[svg.index("<svg") :]
