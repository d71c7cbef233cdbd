"""How well personal details are noticed, on files of lines with their spans.

A line is ``{"text": ..., "spans": [["exact words", "kind"], ...]}``. A span counts as found if it
shares letters with a masked stretch; a masked stretch counts as right if it shares letters with
a span. "Of its kind" asks for the same kind as well; "any kind" doesn't.

    python -m tests.screening.scoring FILE...
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.screening.personal import Detail, details

Find = Callable[[str], list[Detail]]


@dataclass(frozen=True)
class Line:
    """One reply and the details in it."""

    text: str
    spans: tuple[Detail, ...]


@dataclass
class Count:
    """Spans there are, spans found, stretches masked, stretches masked rightly."""

    there: int = 0
    found: int = 0
    masked: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.masked if self.masked else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.there if self.there else 1.0


@dataclass
class Score:
    """Counts by kind, over all kinds, and what went wrong, line by line."""

    kinds: dict[str, Count] = field(default_factory=dict)
    of_its_kind: Count = field(default_factory=Count)
    any_kind: Count = field(default_factory=Count)
    clean: int = 0
    clean_touched: int = 0
    wrong: list[str] = field(default_factory=list)


def read(paths: Iterable[Path]) -> list[Line]:
    """Lines of all ``paths``. A span that isn't in its text is an error that says where."""
    lines = []
    for path in paths:
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not raw.strip():
                continue
            row = json.loads(raw)
            lines.append(Line(row["text"], _placed(row["text"], row["spans"], f"{path}:{number}")))
    return lines


def _placed(text: str, spans: list[list[str]], where: str) -> tuple[Detail, ...]:
    """Spans at their places; the same words twice are the first and the second place."""
    placed: list[Detail] = []
    for words, kind in spans:
        after = max((d.end for d in placed if text[d.start : d.end] == words), default=0)
        start = text.find(words, after)
        if start < 0:
            raise ValueError(f"{where}: {words!r} isn't in the text")
        placed.append(Detail(start, start + len(words), kind))
    return tuple(placed)


def score(lines: Iterable[Line], find: Find = details) -> Score:
    """Compare what ``find`` masks with the spans of ``lines``."""
    total = Score()
    for line in lines:
        masked = find(line.text)
        for span in line.spans:
            same = any(_shared(span, m) and m.kind == span.kind for m in masked)
            some = any(_shared(span, m) for m in masked)
            for count, hit in _counts(total, span.kind, same, some):
                count.there += 1
                count.found += hit
            if not some:
                total.wrong.append(f"missed {span.kind}: {line.text}")
        for stretch in masked:
            same = any(_shared(stretch, s) and s.kind == stretch.kind for s in line.spans)
            some = any(_shared(stretch, s) for s in line.spans)
            for count, hit in _counts(total, stretch.kind, same, some):
                count.masked += 1
                count.right += hit
            if not some:
                words = line.text[stretch.start : stretch.end]
                total.wrong.append(f"not a {stretch.kind} ({words}): {line.text}")
        if not line.spans:
            total.clean += 1
            total.clean_touched += bool(masked)
    return total


def _shared(one: Detail, other: Detail) -> bool:
    return one.start < other.end and other.start < one.end


def _counts(total: Score, kind: str, same: bool, some: bool) -> list[tuple[Count, bool]]:
    by_kind = total.kinds.setdefault(kind, Count())
    return [(by_kind, same), (total.of_its_kind, same), (total.any_kind, some)]


def table(total: Score) -> str:
    """The figures as text."""
    rows = [f"{'':14}{'spans':>7}{'recall':>8}{'masked':>8}{'precision':>11}"]
    named = [*sorted(total.kinds.items()), ("of its kind", total.of_its_kind)]
    for name, c in [*named, ("any kind", total.any_kind)]:
        rows.append(f"{name:14}{c.there:>7}{c.recall:>8.3f}{c.masked:>8}{c.precision:>11.3f}")
    rows.append(f"clean lines: {total.clean}, touched: {total.clean_touched}")
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    """Print the table for the files named, all together, and what went wrong with ``-v``."""
    total = score(read(Path(a) for a in arguments if a != "-v"))
    print(table(total))
    if "-v" in arguments:
        print("\n".join(total.wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
