"""The picture of a trainee's weeks: moves and pitfalls in ten replies, and how many replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any, Final

from bot import paper
from bot.i18n import _, day
from bot.paper import MARGIN, ROOM, TEXT, Sheet, line_height
from bot.phrases import figure, named, shortened
from bot.practice.progress import FEW, Part, Progress, Week

SHOWN: Final = 12  # weeks in the picture: the last ones

_SLOTS: Final = 6  # room for so many weeks at least, so that a first one is no giant
_TALLEST: Final = 1.05  # the bar of the highest rate, in inches; all rates have one scale
_LEAST_SCALE: Final = 5.0
_TALLEST_COUNT: Final = 0.5
_LABEL: Final = 0.24  # room for the number above a bar
_BETWEEN: Final = 0.2  # between a row of bars and the words above the next
_FEW_MOVES: Final = {"facecolor": paper.PALE_GREEN, "edgecolor": paper.GREEN, "linestyle": "--"}
_FEW_FLAGS: Final = {
    "facecolor": paper.PAPER, "edgecolor": paper.RUST, "linestyle": "--", "hatch": "//",
}  # fmt: skip
_REPLIES: Final = {"facecolor": "#a3aaae", "edgecolor": "#a3aaae"}


def progress_picture(progress: Progress, titles: Mapping[str, str], path: Path) -> str:
    """Draw the last twelve weeks as small bars, unaided conversations in a part of their own.

    ``titles`` are the codes' titles by id. Returns the same in words.
    """
    sheet = Sheet()
    sheet.title(_("Your practice, week by week"))
    parts = _parts(progress)
    rates = [
        rate or 0.0
        for _name, weeks in parts
        for week in weeks
        for rate in (week.tally.moves_per_ten, week.tally.flags_per_ten)
    ]
    counts = [week.tally.replies for _name, weeks in parts for week in weeks]
    for name, weeks in parts:
        if progress.unaided.total.replies:
            sheet.heading(name)
        scale = _TALLEST / max(_LEAST_SCALE, *rates)
        _draw_rates(sheet, weeks, scale)
        _draw_replies(sheet, weeks, _TALLEST_COUNT / max(FEW, *counts))
        sheet.y += 0.15
    for note in _notes(progress, titles):
        sheet.paragraph(note, color=paper.SOFT)
    sheet.save(path)
    return describe_progress(progress, titles)


def _parts(progress: Progress) -> list[tuple[str, Sequence[Week]]]:
    """The parts that have replies in the weeks shown, each with its name."""
    parts = (
        (_("Conversations with help"), progress.aided.weeks[-SHOWN:]),
        (_("Conversations without help"), progress.unaided.weeks[-SHOWN:]),
    )
    return [(name, weeks) for name, weeks in parts if any(w.tally.replies for w in weeks)]


def _draw_rates(sheet: Sheet, weeks: Sequence[Week], scale: float) -> None:
    """Two rows of bars, ``scale`` inches for one in ten replies; dashed where it says little."""
    for label, color, rates, style, few in (
        (
            _("Moves in ten replies"), paper.GREEN, [w.tally.moves_per_ten for w in weeks],
            paper.MOVES, _FEW_MOVES,
        ),
        (
            _("Pitfalls in ten replies"), paper.RUST, [w.tally.flags_per_ten for w in weeks],
            paper.FLAGS, _FEW_FLAGS,
        ),
    ):  # fmt: skip
        sheet.paragraph(label, color=color)
        styles = [few if w.tally.few else style for w in weeks]
        _draw_bars(sheet, rates, scale, styles, [w.tally.few for w in weeks])
        sheet.y += _BETWEEN


def _draw_replies(sheet: Sheet, weeks: Sequence[Week], scale: float) -> None:
    """The number of replies in each week, and below it the week's Monday."""
    sheet.paragraph(_("Replies"), color=paper.SOFT)
    counts = [w.tally.replies for w in weeks]
    _draw_bars(sheet, counts, scale, [_REPLIES] * len(weeks), [not n for n in counts])
    column = ROOM / max(_SLOTS, len(weeks))
    names = [day(w.start) for w in weeks]
    step = ceil((max(paper.width_of(name, TEXT) for name in names) + 0.08) / column)
    middle = sheet.y + line_height(TEXT) / 2 + 0.04
    for i in range(len(weeks) - 1, -1, -step):
        sheet.write(MARGIN + (i + 0.5) * column, middle, names[i], ha="center")
    sheet.y += line_height(TEXT) + 0.06


def _draw_bars(
    sheet: Sheet,
    values: Sequence[float | None],
    scale: float,
    styles: Sequence[Mapping[str, Any]],
    quiet: Sequence[bool],
) -> None:
    """A bar for each week, its value above it (softer where ``quiet``); nothing for None."""
    peak = max(value or 0.0 for value in values)
    slots = max(_SLOTS, len(values))
    panel = sheet.panel(MARGIN, ROOM, peak * scale + _LABEL)
    panel.set_xlim(-0.5, slots - 0.5)
    panel.set_ylim(0, peak + _LABEL / scale)
    width = min(0.62, 0.45 * slots / ROOM)
    for i, (value, style, soft) in enumerate(zip(values, styles, quiet, strict=True)):
        if value is None:
            continue
        if value:
            panel.bar(i, value, width, linewidth=1.2, **style)
        color = paper.SOFT if soft else paper.INK
        panel.text(
            i, value + 0.03 / scale, figure(value), ha="center", va="bottom", fontsize=TEXT,
            color=color,
        )  # fmt: skip


def _notes(progress: Progress, titles: Mapping[str, str]) -> list[str]:
    """What stands below the bars."""
    parts = _parts(progress)
    if not parts:
        return [_silent(progress)]
    notes = [_("Each column is a week, named by its Monday.")]
    if any(w.tally.replies and w.tally.few for _name, weeks in parts for w in weeks):
        notes.append(_("Dashed bars: fewer than ten replies, too few to say much."))
    return [*notes, *_further(progress, titles)]


def _silent(progress: Progress) -> str:
    if progress.empty:
        return nothing_yet()
    return _("No replies in the last {weeks} weeks.").format(weeks=SHOWN)


def nothing_yet() -> str:
    """What there is to say before the first reply."""
    return _("Nothing here so far. The first conversation will be the start of it.")


def _further(progress: Progress, titles: Mapping[str, str]) -> list[str]:
    """What both the picture and its description add in the same words."""
    further = []
    weeks = len(progress.aided.weeks)
    if weeks > SHOWN:
        further.append(
            _("These are the last {shown} of {all} weeks.").format(shown=SHOWN, all=weeks)
        )
    if first := first_used(progress.aided, titles):
        further.append(first)
    if weeks > 1 and progress.unaided.first_this_week:
        moves = named(progress.unaided.first_this_week, titles)
        further.append(_("First used this week, without help: {moves}.").format(moves=moves))
    return further


def first_used(part: Part, titles: Mapping[str, str]) -> str:
    """Moves never used before this week; empty if there are none, or no week before."""
    if len(part.weeks) == 1 or not part.first_this_week:
        return ""
    return _("First used this week: {moves}.").format(moves=named(part.first_this_week, titles))


def describe_progress(progress: Progress, titles: Mapping[str, str]) -> str:
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
        said.append(f"{name}. {'; '.join(rows)}.")
    if any(not w.tally.replies for _name, weeks in parts for w in weeks):
        said.append(_("Weeks that are not named had no replies."))
    return shortened(" ".join([*said, *_further(progress, titles)]))
