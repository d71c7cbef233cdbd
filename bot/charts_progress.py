"""The picture of a trainee's weeks: moves and pitfalls in ten replies, and how many replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from bot import paper
from bot.i18n import _, day, n_
from bot.paper import MARGIN, ROOM, TEXT, WIDE, Sheet, line_height
from bot.phrases import figure, shortened
from bot.practice.progress import Part, Progress, Week

SHOWN: Final = 12  # weeks in the picture: the last ones

_LEAST_SCALE: Final = 5.0  # a bar that fills its column means at least so many in ten replies
_GAP: Final = 0.12  # between columns
_BEFORE_NUMBER: Final = 0.06  # between a bar and its number
_BAR: Final = 0.15
_ROW: Final = 0.05  # from row to row, beside the height of a line
_FEW_MOVES: Final = {"facecolor": paper.PALE_GREEN, "edgecolor": paper.GREEN, "linestyle": "--"}
_FEW_FLAGS: Final = {
    "facecolor": paper.PAPER, "edgecolor": paper.RUST, "linestyle": "--", "hatch": "//",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the two columns of bars begin, how wide they are, and how long one in ten is."""

    moves: float
    flags: float
    wide: float
    unit: float


def progress_picture(progress: Progress, path: Path) -> str:
    """Draw the last twelve weeks, a row for each, unaided conversations in a part of their own.

    Rows go down the sheet, so that a phone held upright has room for all of them. Returns the
    same in words.
    """
    sheet = Sheet()
    sheet.title(_("Your practice, week by week"))
    parts = _parts(progress)
    if parts:
        sheet.paragraph(_("Moves and pitfalls in ten replies"), color=paper.SOFT)
        sheet.y += 0.06
    columns = _columns([week for _name, weeks in parts for week in weeks])
    for name, weeks in parts:
        if name:
            sheet.heading(name)
        _draw_headings(sheet, columns)
        for empty, some in groupby(weeks, key=lambda w: not w.tally.replies):
            if empty:
                _draw_gap(sheet, list(some), columns)
                continue
            for week in some:
                _draw_week(sheet, week, columns)
        sheet.y += 0.15
    for note in _notes(progress):
        sheet.paragraph(note, color=paper.SOFT)
    sheet.save(path)
    return describe_progress(progress)


def _parts(progress: Progress) -> list[tuple[str, Sequence[Week]]]:
    """The parts that have replies in the weeks shown, from the first such week to the last.

    Each with its name, empty where all conversations were with help and need none.
    """
    alone = not progress.unaided.total.replies
    parts = (
        ("" if alone else _("Conversations with help"), _with_replies(progress.aided)),
        (_("Conversations without help"), _with_replies(progress.unaided)),
    )
    return [(name, weeks) for name, weeks in parts if weeks]


def _with_replies(part: Part) -> Sequence[Week]:
    shown = part.weeks[-SHOWN:]
    there = [i for i, week in enumerate(shown) if week.tally.replies]
    return shown[there[0] : there[-1] + 1] if there else ()


def _columns(weeks: Sequence[Week]) -> _Columns:
    """What the names of the weeks leave over is for the bars and their numbers, half for each."""
    names = max((paper.width_of(_name(w), TEXT) for w in weeks), default=0.0)
    wide = (ROOM - names - 2 * _GAP) / 2
    rates = [r for w in weeks for r in (w.tally.moves_per_ten, w.tally.flags_per_ten) if r]
    numbers = max((paper.width_of(figure(r), TEXT) for r in rates), default=0.0)
    unit = (wide - numbers - _BEFORE_NUMBER) / max([_LEAST_SCALE, *rates])
    moves = MARGIN + names + _GAP
    return _Columns(moves, moves + wide + _GAP, wide, unit)


def _name(week: Week) -> str:
    """A week's Monday, and its replies in brackets."""
    return f"{day(week.start)} ({week.tally.replies})"


def _draw_headings(sheet: Sheet, columns: _Columns) -> None:
    """What each column is, above it, with the last lines at one height."""
    headings = [
        (columns.moves, paper.wrapped(_("Moves"), TEXT, columns.wide, True), paper.GREEN),
        (columns.flags, paper.wrapped(_("Pitfalls"), TEXT, columns.wide, True), paper.RUST),
    ]
    high = line_height(TEXT)
    sheet.y += max(len(rows) for _x, rows, _color in headings) * high
    for x, rows, color in headings:
        for i, row in enumerate(reversed(rows)):
            sheet.write(x, sheet.y - (i + 0.5) * high, row, color=color, weight="bold")
    sheet.y += 0.04


def _draw_week(sheet: Sheet, week: Week, columns: _Columns) -> None:
    """A week: its name, the two bars with their numbers, dashed where it says little."""
    tally = week.tally
    middle = sheet.y + line_height(TEXT) / 2
    ink = paper.SOFT if tally.few else paper.INK
    sheet.write(MARGIN, middle, _name(week), color=ink)
    for x, rate, style in (
        (columns.moves, tally.moves_per_ten, _FEW_MOVES if tally.few else paper.MOVES),
        (columns.flags, tally.flags_per_ten, _FEW_FLAGS if tally.few else paper.FLAGS),
    ):
        _draw_bar(sheet, x, middle, rate or 0.0, columns.unit, style, ink)
    sheet.y += line_height(TEXT) + _ROW


def _draw_bar(
    sheet: Sheet,
    x: float,
    middle: float,
    rate: float,
    unit: float,
    style: Mapping[str, Any],
    ink: str,
) -> None:
    from matplotlib.patches import Rectangle

    if rate:
        bar = Rectangle((x, middle - _BAR / 2), rate * unit, _BAR, linewidth=1, **style)
        sheet.page.add_patch(bar)
    after = _BEFORE_NUMBER if rate else 0.0
    sheet.write(x + rate * unit + after, middle, figure(rate), color=ink)


def _draw_gap(sheet: Sheet, weeks: Sequence[Week], columns: _Columns) -> None:
    """Weeks without replies, in one row, by the first one's Monday."""
    sheet.write(MARGIN, sheet.y + line_height(TEXT) / 2, day(weeks[0].start), color=paper.SOFT)
    text = n_("no replies", "no replies for {n} weeks", len(weeks))
    for line in paper.wrapped(text, TEXT, WIDE - MARGIN - columns.moves):
        sheet.write(columns.moves, sheet.y + line_height(TEXT) / 2, line, color=paper.SOFT)
        sheet.y += line_height(TEXT)
    sheet.y += _ROW


def _notes(progress: Progress) -> list[str]:
    """What stands below the bars."""
    parts = _parts(progress)
    if not parts:
        return [_silent(progress)]
    notes = [_("Each row is a week: its Monday, and in brackets the number of replies.")]
    if any(w.tally.replies and w.tally.few for _name, weeks in parts for w in weeks):
        notes.append(_("Dashed bars: fewer than ten replies, too few to say much."))
    return [*notes, *_cut_off(progress)]


def _silent(progress: Progress) -> str:
    if progress.empty:
        return nothing_yet()
    return _("No replies in the last {weeks} weeks.").format(weeks=SHOWN)


def nothing_yet() -> str:
    """What there is to say before the first reply."""
    return _("Nothing here so far. The first conversation will be the start of it.")


def _cut_off(progress: Progress) -> list[str]:
    """That there are more weeks than these, if there are."""
    weeks = len(progress.aided.weeks)
    if weeks <= SHOWN:
        return []
    return [_("These are the last {shown} of {all} weeks.").format(shown=SHOWN, all=weeks)]


def describe_progress(progress: Progress) -> str:
    """The picture of the weeks in words: the weeks with replies, oldest first."""
    parts = _parts(progress)
    if not parts:
        return _silent(progress)
    said = [
        _(
            "Your practice, week by week: moves and pitfalls in ten replies, "
            "with the number of replies in brackets. Weeks are named by their Monday."
        )
    ]
    for name, weeks in parts:
        rows = [
            _("{week}: {moves} and {pitfalls} ({replies})").format(
                week=day(w.start),
                moves=figure(w.tally.moves_per_ten or 0),
                pitfalls=figure(w.tally.flags_per_ten or 0),
                replies=w.tally.replies,
            )
            for w in weeks
            if w.tally.replies
        ]
        said.append(f"{name}. {'; '.join(rows)}." if name else f"{'; '.join(rows)}.")
    if any(not w.tally.replies for _name, weeks in parts for w in weeks):
        said.append(_("Weeks that are not named had no replies."))
    return shortened(" ".join([*said, *_cut_off(progress)]))
