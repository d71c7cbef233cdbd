"""Pictures, drawn with matplotlib, readable on a phone in light and dark mode.

Each function writes a PNG and returns the same in words, for those who don't see the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from bot import paper
from bot.charts_progress import progress_picture
from bot.i18n import N_, _, n_
from bot.paper import MARGIN, ROOM, TEXT, WIDE, Sheet
from bot.phrases import Counts, counted, listed, shortened
from bot.practice.types import Debrief

__all__ = ["moves_picture", "progress_picture", "trust_picture"]

_BORDERS: Final = (0.12, 0.36, 0.58)  # of the stances, as in bot.practice.trust
_STANCES: Final = (N_("closing"), N_("guarded"), N_("wary"), N_("open"))
_HEIGHT: Final = 2.7  # of the trust panel
_BEYOND: Final = 0.13  # room for marks above full trust and below none
_WIDEST_STANCE: Final = 1.0
_MOST_TICKS: Final = 6
_MARK: Final = 0.17  # how high and wide a turning point's triangle is
_BAR: Final = 0.15
_LEAST_SCALE: Final = 5  # a bar that fills the sheet means at least so many times


def trust_picture(debrief: Debrief, name: str, path: Path) -> str:
    """Draw trust over replies with the turning points marked; return the same in words.

    Marks differ in shape as well as in colour, and their words stand in a key above the line.
    """
    line = debrief.trust_line
    sheet = Sheet()
    sheet.title(_("{name}'s trust, reply by reply").format(name=name))
    _draw_key(sheet, debrief)
    start = _("start")
    borders, stances = _bands(debrief)
    names = [paper.wrapped(_(stance), TEXT, _WIDEST_STANCE) for stance in stances]
    right = max(paper.width_of(row, TEXT) for rows in names for row in rows) + 0.06 + MARGIN / 2
    left = max(MARGIN, 0.06 + paper.width_of(start, TEXT) / 2)
    width = WIDE - left - right
    panel = sheet.panel(left, width, _HEIGHT)
    last = len(line) - 1
    side = 0.12 / width * max(last, 1)  # room for a mark at either end
    per_inch = (max(last, 1) + 2 * side) / width
    panel.set_xlim(-side, max(last, 1) + side)
    panel.set_ylim(-_BEYOND, 1 + _BEYOND)
    _draw_line(panel, line)
    _name_stances(panel, borders, names)
    _draw_marks(panel, debrief)
    _count_replies(panel, last, start, per_inch)
    sheet.y += 0.33
    for row in paper.wrapped(_("your replies"), TEXT, width):
        sheet.write(left + width / 2, sheet.y + paper.line_height(TEXT) / 2, row, ha="center")
        sheet.y += paper.line_height(TEXT)
    sheet.save(path)
    return describe(debrief, name)


def _ways() -> tuple[tuple[str, str, str, str], ...]:
    """Of either kind of turning point: its name in a debrief, shape, ink, word."""
    return (("up", "^", paper.GREEN, _("warmer")), ("down", "v", paper.RUST, _("cooler")))


def _draw_key(sheet: Sheet, debrief: Debrief) -> None:
    """A line that says in words what the shapes mean, of those that are there."""
    there = {way for _turn, way in debrief.marks}
    x, high = MARGIN, paper.line_height(TEXT)
    for way, shape, color, word in _ways():
        if way not in there:
            continue
        rows = paper.wrapped(word, TEXT, ROOM - _MARK - 0.1)
        wide = _MARK + 0.1 + max(paper.width_of(row, TEXT) for row in rows)
        if x > MARGIN and x + wide > WIDE - MARGIN:
            x, sheet.y = MARGIN, sheet.y + high
        _draw_triangles(sheet.page, [x + _MARK / 2], [sheet.y + high / 2], shape, color)
        for i, row in enumerate(rows):
            sheet.write(x + _MARK + 0.1, sheet.y + (i + 0.5) * high, row, color=color)
        sheet.y += (len(rows) - 1) * high
        x += wide + 0.3
    if there:
        sheet.y += high + 0.1


def _draw_triangles(
    axes: Any, xs: Sequence[float], ys: Sequence[float], shape: str, color: str
) -> None:
    axes.scatter(
        xs, ys, s=(_MARK * 72) ** 2, marker=shape, color=color, zorder=4, clip_on=False,
        edgecolors=paper.PAPER, linewidths=1,
    )  # fmt: skip


def _bands(debrief: Debrief) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The stances beside the line, and the heights at which one becomes the next.

    ``open`` takes more than trust: where trust was high enough for it at the end and something
    was still missing, the last stance there is wary.
    """
    if debrief.trust_line[-1] >= _BORDERS[-1] and debrief.ended == "wary":
        return _BORDERS[:-1], _STANCES[:-1]
    return _BORDERS, _STANCES


def _draw_line(panel: Any, line: Sequence[float]) -> None:
    turns = range(len(line))
    panel.plot(turns, line, color=paper.BLUE, linewidth=2.2, zorder=2, clip_on=False)
    panel.fill_between(turns, line, -_BEYOND, color=paper.BLUE, alpha=0.08, linewidth=0, zorder=1)
    ends = [0] if len(line) == 1 else [0, len(line) - 1]
    panel.scatter(ends, [line[i] for i in ends], s=34, color=paper.BLUE, zorder=3, clip_on=False)


def _name_stances(panel: Any, borders: Sequence[float], names: Sequence[Sequence[str]]) -> None:
    """A word at the right for each stance, and a dotted border between them."""
    for border in borders:
        panel.axhline(border, color=paper.SOFT, linewidth=0.8, linestyle=(0, (1, 4)), zorder=0)
    edges = (-_BEYOND / 2, *borders, 1.0)
    for (low, high), rows in zip(pairwise(edges), names, strict=True):
        panel.text(
            1.02, (low + high) / 2, "\n".join(rows), transform=panel.get_yaxis_transform(),
            color=paper.SOFT, fontsize=TEXT, va="center", linespacing=1.0, parse_math=False,
        )  # fmt: skip


def _draw_marks(panel: Any, debrief: Debrief) -> None:
    """A triangle on the line for each turning point."""
    line = debrief.trust_line
    for way, shape, color, _word in _ways():
        at = _replies(debrief, way)
        _draw_triangles(panel, at, [line[i] for i in at], shape, color)


def _replies(debrief: Debrief, way: str) -> list[int]:
    """After which replies trust turned ``way``; a mark past the end is at the last reply."""
    last = len(debrief.trust_line) - 1
    return sorted({min(turn, last) for turn, turned in debrief.marks if turned == way})


def _count_replies(panel: Any, last: int, start: str, per_inch: float) -> None:
    """Numbers of replies below the panel, so many that they and ``start`` stand apart."""
    steps = (step * ten for ten in (1, 10, 100) for step in (1, 2, 5))
    step = next(s for s in steps if last / s <= _MOST_TICKS)
    after = (paper.width_of(start, TEXT) / 2 + 0.25) * per_inch
    before = (paper.width_of(str(last), TEXT) + 0.12) * per_inch
    ticks = [t for t in range(step, last, step) if t > after and last - t > before]
    ticks = [0, *ticks, *([last] if last else [])]
    panel.set_xticks(ticks, [str(t) if t else start for t in ticks], fontsize=TEXT, color=paper.INK)
    panel.tick_params(axis="x", color=paper.SOFT, pad=4)


def describe(debrief: Debrief, name: str) -> str:
    """The trust picture in words."""
    line = debrief.trust_line
    replies = n_("{n} reply", "{n} replies", len(line) - 1)
    if line[-1] > line[0] + 0.02:
        way = _("{name}'s trust rose over {replies}.")
    elif line[-1] < line[0] - 0.02:
        way = _("{name}'s trust fell over {replies}.")
    else:
        way = _("{name}'s trust held over {replies}.")
    ended = _("It began “{first}” and ended “{last}”.")
    if debrief.ended == "left":
        ended = _("It began “{first}”, and {name} left.")
    parts = [
        way.format(name=name, replies=replies),
        ended.format(
            first=_(_stance(line[0])), last=_(debrief.ended or _stance(line[-1])), name=name
        ),
    ]
    for wanted, one, more in (
        ("up", _("Warmer after reply {replies}."), _("Warmer after replies {replies}.")),
        ("down", _("Cooler after reply {replies}."), _("Cooler after replies {replies}.")),
    ):
        at = _replies(debrief, wanted)
        if at:
            words = one if len(at) == 1 else more
            parts.append(words.format(replies=listed([str(turn) for turn in at])))
    return " ".join(parts)


def _stance(trust: float) -> str:
    """The stance beside which the line stands at ``trust``."""
    return _STANCES[sum(trust >= border for border in _BORDERS)]


def moves_picture(debrief: Debrief, pitfalls: Counts, path: Path) -> str:
    """Draw the moves used and, apart from them, the ``pitfalls`` (title, times) as bars.

    Returns the same in words. Both groups have one scale, so that lengths can be seen beside
    each other; they differ in heading and hatching, not in colour alone.
    """
    used = debrief.moves_used
    sheet = Sheet()
    sheet.title(_("Moves and pitfalls in this conversation"))
    if not used and not pitfalls:
        sheet.paragraph(_nothing(), color=paper.SOFT)
        sheet.save(path)
        return describe_moves(used, pitfalls)
    most = max(n for _title, n in (*used, *pitfalls))
    unit = (ROOM - paper.width_of(str(most), TEXT) - 0.1) / max(_LEAST_SCALE, most)
    for heading, color, some, none, style in (
        (_("Moves you used"), paper.GREEN, used, _no_moves(), paper.MOVES),
        (_("Pitfalls, to look at again"), paper.RUST, pitfalls, _no_pitfalls(), paper.FLAGS),
    ):
        sheet.heading(heading, color)
        if not some:
            sheet.paragraph(none, color=paper.SOFT)
        for title, n in some:
            _draw_bar(sheet, title, n, unit, style)
        sheet.y += 0.12
    sheet.y -= 0.12
    sheet.save(path)
    return describe_moves(used, pitfalls)


def _draw_bar(sheet: Sheet, title: str, n: int, unit: float, style: dict[str, Any]) -> None:
    """The title over the whole width, its bar below it, the number at the bar's end."""
    from matplotlib.patches import Rectangle

    sheet.paragraph(title)
    middle = sheet.y + paper.line_height(TEXT) / 2 - 0.02
    bar = Rectangle((MARGIN, middle - _BAR / 2), n * unit, _BAR, linewidth=1, **style)
    sheet.page.add_patch(bar)
    sheet.write(MARGIN + n * unit + 0.07, middle, str(n))
    sheet.y += paper.line_height(TEXT) + 0.06


def _no_moves() -> str:
    return _("No moves were noticed this time.")


def _no_pitfalls() -> str:
    return _("No pitfalls were noticed this time.")


def _nothing() -> str:
    return _(
        "Nothing was marked in this conversation, neither moves nor pitfalls. "
        "Short conversations are often like that."
    )


def describe_moves(used: Counts, pitfalls: Counts) -> str:
    """The picture of moves and pitfalls in words."""
    if not used and not pitfalls:
        return _nothing()
    moves = _("Moves you used: {moves}.").format(moves=counted(used))
    again = _("Pitfalls, to look at again: {pitfalls}.").format(pitfalls=counted(pitfalls))
    parts = [moves if used else _no_moves(), again if pitfalls else _no_pitfalls()]
    return shortened(" ".join(parts))
