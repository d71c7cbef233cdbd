"""Pictures for the debrief, drawn with matplotlib, readable on a phone in light and dark mode."""

from __future__ import annotations

from pathlib import Path

from bot.practice.types import Debrief

_PAPER, _INK, _SOFT = "#fdfaf4", "#23303a", "#8a949b"
_LINE, _UP, _DOWN = "#2a6f97", "#2f7d5b", "#b2533e"


def trust_picture(debrief: Debrief, name: str, path: Path) -> str:
    """Draw trust over turns with the turning points marked; return its description in words.

    Marks differ in shape and label, not in colour alone. The paper is part of the picture, so
    that it reads the same in dark mode.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    line = debrief.trust_line
    figure = Figure(figsize=(6.4, 4.2), dpi=150, facecolor=_PAPER, layout="constrained")
    axes = figure.add_subplot(facecolor=_PAPER)
    turns = range(len(line))
    axes.plot(turns, line, color=_LINE, linewidth=2.6, zorder=2)
    axes.fill_between(turns, line, color=_LINE, alpha=0.08, zorder=1)
    for turn, label, below in (
        ((0.24), "guarded", 0.12),
        (0.47, "wary", 0.36),
        (0.79, "open", 0.58),
    ):
        axes.axhline(below, color=_SOFT, linewidth=0.6, linestyle=(0, (2, 4)), zorder=0)
        axes.text(
            1.01,
            turn,
            label,
            color=_SOFT,
            fontsize=11,
            va="center",
            transform=axes.get_yaxis_transform(),
        )
    for turn, way in debrief.marks:
        up = way == "up"
        at = min(turn, len(line) - 1)
        axes.scatter(
            [at], [line[at]], s=110, marker="^" if up else "v", color=_UP if up else _DOWN, zorder=3
        )
        axes.annotate(
            "warmer" if up else "cooler", (at, line[at]), textcoords="offset points",
            xytext=(0, 12 if up else -20), ha="center", fontsize=11, color=_UP if up else _DOWN,
        )  # fmt: skip
    axes.set_ylim(0, 1)
    axes.set_xlim(-0.3, max(len(line) - 0.7, 1))
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("your replies", color=_INK, fontsize=12)
    axes.set_title(f"{name}'s trust, reply by reply", color=_INK, fontsize=14, loc="left")
    axes.tick_params(colors=_INK, labelsize=11)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_SOFT)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
    return describe(debrief, name)


def describe(debrief: Debrief, name: str) -> str:
    """The same in words, for those who don't see the picture."""
    line = debrief.trust_line
    way = "rose" if line[-1] > line[0] + 0.02 else "fell" if line[-1] < line[0] - 0.02 else "held"
    ups = [str(t) for t, w in debrief.marks if w == "up"]
    downs = [str(t) for t, w in debrief.marks if w == "down"]
    parts = [f"{name}'s trust {way} over {len(line) - 1} replies."]
    if ups:
        parts.append(f"Warmer after reply {' and '.join(ups)}.")
    if downs:
        parts.append(f"Cooler after reply {' and '.join(downs)}.")
    return " ".join(parts)
