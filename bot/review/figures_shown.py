"""The team's figures as ``team.html`` wants them: rounded, named, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.review.sums import Cell, Often, Rates, Unaided
from bot.review.team import TeamFigures

Row = dict[str, Any]
_MOST_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Names:
    """What rows are called: scenes by id, codes by id."""

    scenes: Mapping[str, str]
    codes: Mapping[str, str]

    def scene(self, id_: str) -> str:
        """A scene's title; one that is gone goes by its id."""
        return self.scenes.get(id_, id_)

    def code(self, id_: str) -> str:
        """A code with its title."""
        return f"{id_} {self.codes.get(id_, '')}".strip()


def period(found: TeamFigures) -> str:
    """From when to when the figures reach, or nothing."""
    if found.since is None or found.until is None:
        return ""
    return f"{_day(found.since)} to {_day(found.until)}"


def tiles(found: TeamFigures) -> list[Row]:
    """How much there is altogether."""
    if found.total is None:
        return []
    counts = {
        "Conversations": found.total.talks,
        "Replies": found.total.replies,
        "Trainees": found.total.trainees,
    }
    return [{"title": title, "value": f"{n:,}", "note": ""} for title, n in counts.items()]


def notes(found: TeamFigures) -> list[str]:
    """What to know about how these were counted."""
    said = []
    if found.total is not None and len(found.teams) > 1:
        said.append(
            "These are several groups together. A group counts in a row only if five of its "
            "people are behind it."
        )
    if found.left_out:
        said.append(f"Not counted, since too few have practised there: {_left_out(found)}.")
    return said


def shown(found: TeamFigures, names: Names) -> list[Row]:
    """The charts and tables, in the order of the page."""
    if found.total is None:
        return []
    made = [
        _over_months(found),
        _bars(
            "scenes",
            "Where it is hard",
            "Pitfalls per hundred replies, by scene.",
            ("Scene", "Per hundred", "Replies"),
            _rows(found.scenarios, names.scene, lambda r: (r.flag_rate, r.replies), "scenes"),
            style="flags",
        ),
        _bars(
            "pitfalls",
            "Which pitfalls come up",
            "Times per hundred replies.",
            ("Code", "Per hundred", "Times"),
            _rows(found.flags, names.code, _often, "codes"),
            style="flags",
        ),
        _bars(
            "moves",
            "What the team does well",
            "Moves per hundred replies, on words that carry no pitfall.",
            ("Move", "Per hundred", "Times"),
            _rows(found.moves, names.code, _often, "moves"),
            style="moves",
        ),
        _bars(
            "contested",
            "Which flags are contested",
            "Of a hundred flags, how many a trainee saw otherwise.",
            ("Code", "Contested", "Flags"),
            _rows(found.flags, names.code, lambda o: (100 * o.share, o.times), "codes"),
            mark=" %",
        ),
        _unaided(found),
        _bars(
            "open",
            "How long until trust opens",
            "Replies until the client is open, in the middle one of the conversations where "
            "they ever are.",
            ("Scene", "Replies", "Conversations"),
            _rows(
                found.to_trust, names.scene, lambda t: (t.replies, t.opened.total()), "scenes", up=1
            ),
        ),
    ]
    if len(found.teams) > 1:
        made.append(
            _bars(
                "groups",
                "By group",
                "Pitfalls per hundred replies. Groups meet different people in different scenes, "
                "so this is no ranking.",
                ("Group", "Per hundred", "Replies"),
                _rows(found.teams, _team, lambda r: (r.flag_rate, r.replies), "groups", up=0),
                style="flags",
            )
        )
    return [m for m in made if m.get("rows") or m.get("columns")]


def _over_months(found: TeamFigures) -> Row:
    cells = found.months[-_MOST_MONTHS:]

    def line(name: str, style: str, rate: Callable[[Rates], float]) -> Row:
        values = [None if c.figures is None else _short(rate(c.figures)) for c in cells]
        return {"name": name, "style": style, "values": values}

    return {
        "id": "time",
        "kind": "time",
        "title": "Pitfalls and moves per hundred replies",
        "about": (
            "What was shown, by the month in which a conversation began. A falling line of "
            "pitfalls matters less than a rising one of moves."
        ),
        "unit": "per hundred replies",
        "head": "Month",
        "columns": [_month(c.key) for c in cells],
        "why": [c.why for c in cells],
        "lines": [
            line("Pitfalls", "flags", lambda r: r.flag_rate),
            line("Moves", "moves", lambda r: r.move_rate),
        ],
        "counts": [None if c.figures is None else c.figures.trainees for c in cells],
    }


def _unaided(found: TeamFigures) -> Row:
    cells = list(found.unaided)
    known = [c.figures for c in cells if c.figures is not None]
    rows = []
    if len(cells) > 1:
        rows = [_pair(_team(c.key), c.figures) for c in cells]
    every: Unaided | None = None
    for one in known:
        every = one if every is None else every + one
    rows.append(_pair("Everyone", every))
    return {
        "id": "unaided",
        "kind": "pairs",
        "title": "Unaided scenes, before and after",
        "about": (
            "Pitfalls per hundred replies in scenes held without the coach: the first and the "
            "latest one of each trainee who held two or more."
        ),
        "unit": "",
        "head": ["Group", "Before", "After", "Trainees"],
        "rows": rows,
    }


def _pair(label: str, figures: Unaided | None) -> Row:
    if figures is None:
        return {"label": label, "before": None, "after": None, "n": None, "why": "few"}
    return {
        "label": label,
        "before": _short(figures.first.flag_rate),
        "after": _short(figures.latest.flag_rate),
        "n": figures.first.trainees,
        "why": "",
    }


def _bars(
    id_: str,
    title: str,
    about: str,
    head: Sequence[str],
    rows: list[Row],
    style: str = "plain",
    mark: str = "",
) -> Row:
    return {
        "id": id_,
        "kind": "bars",
        "title": title,
        "about": about,
        "unit": "",
        "head": list(head),
        "rows": rows,
        "style": style,
        "mark": mark,
    }


def _rows[F](
    cells: Iterable[Cell[F]],
    name: Callable[[str], str],
    figure: Callable[[F], tuple[float, int]],
    what: str,
    up: int = -1,
) -> list[Row]:
    """Highest figures first (``up`` 1: lowest, 0: by name); then, in one row, what is hidden."""
    found: list[tuple[float, str, str, float, int]] = []
    gone: list[str] = []
    for cell in cells:
        if cell.figures is None:
            gone.append(name(cell.key))
        else:
            value, n = figure(cell.figures)
            label = name(cell.key)
            found.append((up * value, label.casefold(), label, _short(value), n))
    rows: list[Row] = [
        {"label": label, "value": value, "n": f"{n:,}", "why": ""}
        for _, _, label, value, n in sorted(found)
    ]
    if gone:
        label = gone[0] if len(gone) == 1 else f"{len(gone)} {'other ' if rows else ''}{what}"
        rows.append({"label": label, "value": None, "n": None, "why": "few"})
    return rows


def _often(figures: Often) -> tuple[float, int]:
    return figures.rate, figures.times


def _short(value: float) -> float | int:
    """Whole numbers; a decimal where they are small."""
    return round(value) if value >= 10 or value == round(value) else round(value, 1)


def _team(key: str) -> str:
    return key or "Small groups, and people in none"


def _left_out(found: TeamFigures) -> str:
    named = sorted(team for team in found.left_out if team)
    return ", ".join([*named, *(["people in no group"] if "" in found.left_out else [])])


def _month(key: str) -> str:
    first = date.fromisoformat(f"{key}-01")
    return f"{first:%b} ’{first:%y}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
