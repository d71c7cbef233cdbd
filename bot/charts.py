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
_HEIGHT: Final = 3.1  # of the trust panel
_BEYOND: Final = 0.13  # room for words above full trust and below none
_WIDEST_STANCE: Final = 1.3
_MOST_TICKS: Final = 8
_MOST_TITLE: Final = 2.7  # the widest a bar's title gets before it is wrapped
_BAR: Final = 0.2
_LEAST_SCALE: Final = 5  # a bar that fills the sheet means at least so many times


def trust_picture(debrief: Debrief, name: str, path: Path) -> str:
    """Draw trust over replies with the turning points marked; return the same in words.

    Marks differ in shape and word, not in colour alone.
    """
    line = debrief.trust_line
    sheet = Sheet()
    sheet.title(_("{name}'s trust, reply by reply").format(name=name))
    start = _("start")
    names = [paper.wrapped(_(stance), TEXT, _WIDEST_STANCE) for stance in _STANCES]
    right = max(paper.width_of(row, TEXT) for rows in names for row in rows) + 0.4
    left = max(MARGIN + 0.1, 0.1 + paper.width_of(start, TEXT) / 2)
    width = WIDE - left - right
    panel = sheet.panel(left, width, _HEIGHT)
    last = len(line) - 1
    side = 0.16 / width * max(last, 1)  # room for a mark at either end
    per_inch = (max(last, 1) + 2 * side) / width
    panel.set_xlim(-side, max(last, 1) + side)
    panel.set_ylim(-_BEYOND, 1 + _BEYOND)
    _draw_line(panel, line)
    _name_stances(panel, names)
    _draw_marks(panel, debrief, per_inch)
    _count_replies(panel, last, start, per_inch)
    sheet.y += 0.33
    for row in paper.wrapped(_("your replies"), TEXT, width):
        sheet.write(left + width / 2, sheet.y + paper.line_height(TEXT) / 2, row, ha="center")
        sheet.y += paper.line_height(TEXT)
    sheet.save(path)
    return describe(debrief, name)


def _draw_line(panel: Any, line: Sequence[float]) -> None:
    turns = range(len(line))
    panel.plot(turns, line, color=paper.BLUE, linewidth=2.6, zorder=2, clip_on=False)
    panel.fill_between(turns, line, -_BEYOND, color=paper.BLUE, alpha=0.08, linewidth=0, zorder=1)
    ends = [0] if len(line) == 1 else [0, len(line) - 1]
    panel.scatter(ends, [line[i] for i in ends], s=46, color=paper.BLUE, zorder=3, clip_on=False)


def _name_stances(panel: Any, names: Sequence[Sequence[str]]) -> None:
    """A word at the right for each stance, and a dotted border between them."""
    for border in _BORDERS:
        panel.axhline(border, color=paper.SOFT, linewidth=0.8, linestyle=(0, (1, 4)), zorder=0)
    edges = (-_BEYOND / 2, *_BORDERS, 1.0)
    for (low, high), rows in zip(pairwise(edges), names, strict=True):
        panel.text(
            1.02, (low + high) / 2, "\n".join(rows), transform=panel.get_yaxis_transform(),
            color=paper.SOFT, fontsize=TEXT, va="center", linespacing=1.1, parse_math=False,
        )  # fmt: skip


def _draw_marks(panel: Any, debrief: Debrief, per_inch: float) -> None:
    """A triangle on the line for each turning point, and its word where nothing else is.

    ``per_inch``: replies to an inch. Words of warmer points go above the line, words of cooler
    ones below it, as far away as the line needs; neighbours share one word.
    """
    from matplotlib.patheffects import withStroke

    line = debrief.trust_line
    high = (1 + 2 * _BEYOND) / _HEIGHT  # trust to an inch
    for way, shape, color, word, up in (
        ("up", "^", paper.GREEN, _("warmer"), 1),
        ("down", "v", paper.RUST, _("cooler"), -1),
    ):
        at = sorted({min(turn, len(line) - 1) for turn, w in debrief.marks if w == way})
        panel.scatter(
            at, [line[i] for i in at], s=130, marker=shape, color=color, zorder=4, clip_on=False,
            edgecolors=paper.PAPER, linewidths=1,
        )  # fmt: skip
        half = (paper.width_of(word, TEXT) / 2 + 0.05) * per_inch
        low, most = panel.get_xlim()
        for group in _neighbours(at, 2 * half):
            x = sum(group) / len(group)
            x = max(low + half, min(most - half, x))
            peak = max(up * _trust_at(line, x + half * i / 8) for i in range(-8, 9))
            panel.text(
                x, up * (peak + 0.14 * high), word, color=color, fontsize=TEXT, ha="center",
                va="bottom" if up > 0 else "top", zorder=5, parse_math=False,
                path_effects=[withStroke(linewidth=3, foreground=paper.PAPER)],
            )  # fmt: skip


def _neighbours(at: Sequence[int], apart: float) -> list[list[int]]:
    """``at`` (ascending) in groups whose members lie less than ``apart`` from the one before."""
    groups: list[list[int]] = []
    for turn in at:
        if groups and turn - groups[-1][-1] < apart:
            groups[-1].append(turn)
        else:
            groups.append([turn])
    return groups


def _trust_at(line: Sequence[float], x: float) -> float:
    """The height of the drawn line at ``x`` replies, also between two; level beyond its ends."""
    x = max(0.0, min(len(line) - 1.0, x))
    i = min(int(x), len(line) - 2)
    return line[0] if len(line) == 1 else line[i] + (x - i) * (line[i + 1] - line[i])


def _count_replies(panel: Any, last: int, start: str, per_inch: float) -> None:
    """Numbers of replies below the panel, so many that they and ``start`` stand apart."""
    steps = (step * ten for ten in (1, 10, 100) for step in (1, 2, 5))
    step = next(s for s in steps if last / s <= _MOST_TICKS)
    after = (paper.width_of(start, TEXT) / 2 + 0.3) * per_inch
    ticks = [t for t in range(step, last, step) if t > after and last - t > 0.7 * step]
    ticks = [0, *ticks, *([last] if last else [])]
    panel.set_xticks(ticks, [str(t) if t else start for t in ticks], fontsize=TEXT, color=paper.INK)
    panel.tick_params(axis="x", color=paper.SOFT, pad=5)


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
    parts = [
        way.format(name=name, replies=replies),
        _("It began “{first}” and ended “{last}”.").format(
            first=_(_stance(line[0])), last=_(_stance(line[-1]))
        ),
    ]
    for wanted, one, more in (
        ("up", _("Warmer after reply {replies}."), _("Warmer after replies {replies}.")),
        ("down", _("Cooler after reply {replies}."), _("Cooler after replies {replies}.")),
    ):
        at = sorted({min(turn, len(line) - 1) for turn, w in debrief.marks if w == wanted})
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
    rows = [(paper.wrapped(title, TEXT, _MOST_TITLE), n) for title, n in (*used, *pitfalls)]
    titles = max(paper.width_of(line, TEXT) for lines, _n in rows for line in lines)
    unit = (ROOM - titles - 0.55) / max(_LEAST_SCALE, *(n for _lines, n in rows))
    for heading, color, some, none, style in (
        (_("Moves you used"), paper.GREEN, rows[: len(used)], _no_moves(), paper.MOVES),
        (
            _("Pitfalls, to look at again"),
            paper.RUST,
            rows[len(used) :],
            _no_pitfalls(),
            paper.FLAGS,
        ),
    ):
        sheet.heading(heading, color)
        if not some:
            sheet.paragraph(none, color=paper.SOFT)
        for lines, n in some:
            _draw_bar(sheet, lines, n, titles, unit, style)
        sheet.y += 0.16
    sheet.y -= 0.16
    sheet.save(path)
    return describe_moves(used, pitfalls)


def _draw_bar(
    sheet: Sheet, title: Sequence[str], n: int, titles: float, unit: float, style: dict[str, Any]
) -> None:
    """One row: the title at the left, its bar, the number at the bar's end."""
    from matplotlib.patches import Rectangle

    high = len(title) * paper.line_height(TEXT) + 0.08
    middle = sheet.y + high / 2
    for i, line in enumerate(title):
        y = middle + (i - (len(title) - 1) / 2) * paper.line_height(TEXT)
        sheet.write(MARGIN, y, line)
    start = MARGIN + titles + 0.15
    bar = Rectangle((start, middle - _BAR / 2), n * unit, _BAR, linewidth=1.2, **style)
    sheet.page.add_patch(bar)
    sheet.write(start + n * unit + 0.08, middle, str(n))
    sheet.y += high


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
