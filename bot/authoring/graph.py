"""A scenario as a picture: topics, what trust opens, what unlocks what, and how it can end."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from bot.practice.types import Scenario

_PAPER, _INK = "#fdfaf4", "#23303a"
_FILL = {
    "begin": "#e6e1d5",
    "topic": "#dcebf3",
    "stance": "#cfe3d4",
    "disclosure": "#f4dfc8",
    "ending": "#e9d6dd",
}
_WHEN = {
    "left": "trust ran out",
    "time": "the clock",
    "hurt": "after an abusive remark",
}
# What unlocks a hidden fact is drawn in that fact's own colour.
_LINES = ("#2a6f97", "#b2533e", "#2f7d5b", "#7a4f9a", "#a67c00", "#46606e")
_COLUMN = {"begin": 0, "topic": 0, "stance": 1, "disclosure": 2, "ending": 3}


def graph(scene: Scenario) -> nx.DiGraph:
    """Nodes with ``kind`` and ``label``; edges say what leads to, or unlocks, what."""
    made = nx.DiGraph()

    def add(name: str, kind: str, label: str) -> None:
        made.add_node(name, kind=kind, label=label, column=_COLUMN[kind])

    add("opening", "begin", f"opening\n{len(scene.opening)} lines")
    for stance in ("guarded", "wary", "open"):
        told = scene.story[stance]
        more = sum(len(x.more) for x in told)
        add(stance, "stance", f"{stance}\nstory {len(told)}, more {more}")
    made.add_edges_from([("opening", "guarded"), ("guarded", "wary"), ("wary", "open")])
    for name, group in scene.topics.items():
        counts = "/".join(str(len(group.lines.get(s, ()))) for s in ("guarded", "wary", "open"))
        add(f"topic {name}", "topic", f"{name}  {counts}")
    for item in scene.disclosures:
        how = f"needs {', '.join(item.needs)}" if item.needs else "any move"
        room = ", or room" if item.room else ""
        add(f"fact {item.id}", "disclosure", f"{item.id}\n{how}{room}")
        made.add_edge(item.stance, f"fact {item.id}")
        for topic in item.topics:
            if topic in scene.topics:
                made.add_edge(f"topic {topic}", f"fact {item.id}")
        for first in {f for line in item.lines for f in line.after}:
            made.add_edge(f"fact {first}", f"fact {item.id}")
    for how, lines in scene.endings.items():
        goodbye = how.startswith("goodbye.")
        when = "" if goodbye else f"\n{_WHEN[how]}"
        label = f"{how.replace('goodbye.', 'goodbye, ')}{when}\n{len(lines)} lines"
        add(f"end {how}", "ending", label)
        if goodbye:
            made.add_edge(how.removeprefix("goodbye."), f"end {how}")
    return made


def draw(scene: Scenario, path: Path) -> None:
    """Draw ``graph(scene)`` to ``path`` (.svg or .png)."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib.figure import Figure

    made = graph(scene)
    place = _places(made)
    tall = max(sum(1 for n in made if made.nodes[n]["column"] == c) for c in range(4))
    figure = Figure(figsize=(13, 0.62 * tall + 1.6), dpi=110, facecolor=_PAPER)
    axes = figure.add_axes((0.01, 0.01, 0.98, 0.98))
    axes.set_axis_off()
    axes.set_xlim(-0.45, 3.45)
    axes.set_ylim(-0.06, 1.09)
    kinds = nx.get_node_attributes(made, "kind")
    facts = [n for n in made if kinds[n] == "disclosure"]
    colour = {n: _LINES[i % len(_LINES)] for i, n in enumerate(facts)}
    for one, two in made.edges:
        (x1, y1), (x2, y2) = place[one], place[two]
        same = x1 == x2
        axes.annotate(
            "", (x2 - (0 if same else 0.26), y2 + (0.03 if same else 0)),
            (x1 + (0 if same else 0.26), y1 - (0.03 if same else 0)),
            arrowprops={"arrowstyle": "-|>", "color": colour.get(two, _INK), "alpha": 0.75,
                        "linewidth": 1.3, "connectionstyle": "arc3,rad=0.06",
                        "linestyle": "-" if kinds[one] == "topic" else (0, (4, 2))},
        )  # fmt: skip
    for name, (x, y) in place.items():
        axes.text(
            x, y, made.nodes[name]["label"], ha="center", va="center", fontsize=10, color=_INK,
            bbox={"boxstyle": "round,pad=0.4", "facecolor": _FILL[kinds[name]],
                  "edgecolor": colour.get(name, _INK), "linewidth": 1.4 if name in colour else 0.6},
        )  # fmt: skip
    titles = ("topics, with lines\nguarded/wary/open", "trust", "hidden facts", "endings")
    for x, title in enumerate(titles):
        axes.text(x, 1.06, title, ha="center", va="center", fontsize=11, color=_INK, weight="bold")
    figure.savefig(path)


def _places(made: nx.DiGraph) -> dict[str, tuple[float, float]]:
    """Columns from left to right; in each, evenly from the top down, as authored."""
    place: dict[str, tuple[float, float]] = {}
    for column in range(4):
        names = [n for n in made if made.nodes[n]["column"] == column]
        for i, name in enumerate(names):
            place[name] = (float(column), 1 - (i + 0.5) / len(names))
    return place
