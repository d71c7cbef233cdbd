"""The results as Markdown and as JSON."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.measures import Row


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _spread(values: list[float]) -> str:
    middle = _number(statistics.median(values))
    if len(values) == 1:
        return middle
    return f"{middle} ({_number(min(values))} to {_number(max(values))})"


def comparison(rows: list[Row]) -> str:
    """Starter beside ours; a ratio is the median of the repeats' ratios, with their range."""
    made = [
        "| | starter | ours | starter ÷ ours (range of repeats) | ours better if | n, for each |",
        "|---|---:|---:|---:|---|---|",
    ]
    for row in rows:
        first, second = (statistics.median(p[i] for p in row.pairs) for i in (0, 1))
        better = "below 1" if row.more_is_better else "above 1"
        made.append(
            f"| {row.name}, {row.unit} | {_number(first)} | {_number(second)} "
            f"| **{_spread(row.ratios())}** | {better} | {row.n} |"
        )
    return "\n".join(made)


def shares(found: dict[str, Any]) -> str:
    """The stages of a reply of ours."""
    made = ["| stage of a reply of ours | share | median, ms |", "|---|---:|---:|"]
    for stage, share in found["share"].items():
        made.append(f"| {stage} | {share:.0%} | {_number(found['median_ms'][stage])} |")
    whole = _number(found["reply_p50_ms"])
    made.append(f"| whole reply, p50 | 100% | {whole} |")
    made.append(f"| whole reply, p95 | | {_number(found['reply_p95_ms'])} |")
    return "\n".join(made)


def page(rows: list[Row], found: dict[str, Any], about: dict[str, Any]) -> str:
    """Everything that is printed."""
    notes = (
        f"{about['cores']} cores, {about['system']}; ours on Python {about['python_ours']}, the "
        f"starter on {about['python_starter']}; load before {about['load_1min']}, "
        f"{about['minutes']} minutes in all. Values are medians of the repeats; warm-up before "
        "the measured replies: 15 messages to each."
    )
    inside = (
        f"In-process through the embedded driver (the product's default): {found['replies']} "
        f"replies after {found['warm_up']} to warm up; start to first reply "
        f"{found['started_s']:.1f} s; memory {found['rss_mb']:.0f} MB, actions included."
    )
    return "\n\n".join((comparison(rows), notes, shares(found), inside))


def save(path: Path, rows: list[Row], found: dict[str, Any], about: dict[str, Any]) -> None:
    """Write all repeats to ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    everything = {
        "about": about,
        "rows": [{**asdict(row), "ratios": row.ratios()} for row in rows],
        "stages": found,
    }
    path.write_text(json.dumps(everything, indent=2), encoding="utf-8")
