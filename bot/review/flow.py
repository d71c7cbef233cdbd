"""A conversation in the order it is read: turns, lines answered more than once, pauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.review.in_words import later, ordinal
from bot.store.desk.transcript_records import ReadTurn


@dataclass(frozen=True, slots=True)
class Branch:
    """One way that was tried at a line, and how it went on; of the one that was kept, its reply."""

    title: str
    kept: bool
    turns: tuple[ReadTurn, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """A line that was answered more than once, or whose answer was taken back."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What is read next. ``pause``: how long after what was played before it ("": at once)."""

    what: ReadTurn | Fork
    at: datetime
    pause: str


def steps(turns: Sequence[ReadTurn], started: datetime) -> Iterator[Step]:
    """The conversation along the turns that were kept, with the others where they branch off.

    ``turns`` in the order they were played. Siblings are the turns played after the same one.
    """
    gaps = _gaps(turns, started)
    known = {t.id for t in turns}
    after: dict[int | None, list[ReadTurn]] = {}
    for turn in turns:
        after.setdefault(turn.parent if turn.parent in known else None, []).append(turn)
    here: int | None = None
    while ways := after.get(here):
        first = ways[0]
        kept = next((t for t in ways if not t.taken_back), None)
        what = first if kept is first and len(ways) == 1 else _fork(ways, after, gaps)
        yield Step(what, first.at, later(gaps[first.id]))
        if kept is None:
            return
        here = kept.id


def talked(turns: Sequence[ReadTurn], started: datetime) -> timedelta:
    """For how long, without the pauses."""
    return sum((g for g in _gaps(turns, started).values() if not later(g)), timedelta())


def _gaps(turns: Sequence[ReadTurn], started: datetime) -> dict[int, timedelta]:
    """How long each turn came after the one played before it, by its id."""
    before = [started, *(t.at for t in turns)]
    return {t.id: t.at - at for t, at in zip(turns, before, strict=False)}


def _fork(
    ways: Sequence[ReadTurn],
    after: dict[int | None, list[ReadTurn]],
    gaps: dict[int, timedelta],
) -> Fork:
    branches = []
    for place, way in enumerate(ways, start=1):
        title = f"{ordinal(place)} try"
        if not way.taken_back:
            branches.append(Branch(_title(title, way, place, gaps), True, (way,)))
            continue
        for path, instead in _paths(way, after):
            name = f"{title}, in place of reply {instead}" if instead else title
            nth = place if not instead else 2
            branches.append(Branch(_title(name, path[0], nth, gaps), False, path))
    return Fork(tuple(branches))


def _title(name: str, first: ReadTurn, place: int, gaps: dict[int, timedelta]) -> str:
    parts = [name, "taken back" if first.taken_back else "kept"]
    pause = later(gaps[first.id]) if place > 1 else ""
    return ", ".join([*parts, pause.lower()] if pause else parts)


def _paths(
    first: ReadTurn, after: dict[int | None, list[ReadTurn]]
) -> Iterator[tuple[tuple[ReadTurn, ...], int]]:
    """How a way went on; where it branched again, each branch with the reply it replaces."""
    starts = [(first, 0)]
    for start, instead in starts:
        path = [start]
        while ways := after.get(path[-1].id):
            starts += [(other, ways[0].number) for other in ways[1:]]
            path.append(ways[0])
        yield tuple(path), instead
