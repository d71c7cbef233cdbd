"""A sheet to draw a picture on: paper, inks, sizes of type, words that stay on the sheet.

Pictures are read on a phone, in Telegram's light or dark mode, so the paper belongs to the
picture. In a chat a picture is about 330 px wide, so the sheet is narrow: type of 12 points on it
is then 13 to 14 px high, little less than the messages around it. All lengths are inches from the
sheet's upper left corner, sizes of type are points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

WIDE: Final = 4.0
DPI: Final = 240
MARGIN: Final = 0.2
ROOM: Final = WIDE - 2 * MARGIN  # the width that words and bars have

TITLE: Final = 15.0
HEADING: Final = 13.0
TEXT: Final = 12.0

# Every ink that writes words has at least 4.5 times the paper's contrast.
PAPER: Final = "#fdfaf4"
INK: Final = "#23303a"
SOFT: Final = "#5b6670"
RULE: Final = "#c9c6bf"
BLUE: Final = "#2a6f97"
GREEN, PALE_GREEN = "#2b7555", "#dbe9e0"
RUST, PALE_RUST = "#a2482f", "#f1d9cf"

# Moves are filled bars, pitfalls hatched ones.
MOVES: Final = {"facecolor": GREEN, "edgecolor": GREEN}
FLAGS: Final = {"facecolor": PALE_RUST, "edgecolor": RUST, "hatch": "////"}


@dataclass
class Sheet:
    """A page that is filled from the top; ``y`` is how far down it is filled."""

    y: float = MARGIN
    figure: Any = field(init=False)
    page: Any = field(init=False)
    _panels: list[tuple[Any, tuple[float, float, float, float]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(WIDE, WIDE), dpi=DPI, facecolor=PAPER)
        self.page = self.figure.add_axes((0, 0, 1, 1))
        self.page.set_axis_off()
        self.page.set_xlim(0, WIDE)

    def write(self, x: float, y: float, words: str, size: float = TEXT, **style: Any) -> Any:
        """Words as they are, in one line or several; ``y`` is the middle of a single line."""
        given = {"color": INK, "va": "center", "fontsize": size, "parse_math": False} | style
        return self.page.text(x, y, words, **given)

    def title(self, words: str) -> None:
        """What the picture is, at its top."""
        self.paragraph(words, TITLE)
        self.y += 0.12

    def heading(self, words: str, color: str = INK) -> None:
        """What the next part is, in bold."""
        self.paragraph(words, HEADING, color, bold=True)
        self.y += 0.05

    def paragraph(
        self, words: str, size: float = TEXT, color: str = INK, bold: bool = False
    ) -> None:
        """Words wrapped to the sheet's width; what comes next comes below them."""
        style = {"color": color, "weight": "bold" if bold else "normal"}
        for line in wrapped(words, size, ROOM, bold):
            self.write(MARGIN, self.y + line_height(size) / 2, line, size, **style)
            self.y += line_height(size)

    def rule(self) -> None:
        """A thin line from margin to margin."""
        self.page.plot([MARGIN, WIDE - MARGIN], [self.y, self.y], color=RULE, linewidth=1)

    def panel(self, left: float, width: float, height: float) -> Any:
        """Axes below what is there, without ticks and frame; what comes next comes below."""
        axes = self.figure.add_axes((0, 0, 1, 1), facecolor="none")
        self._panels.append((axes, (left, self.y, width, height)))
        axes.set_xticks([])
        axes.set_yticks([])
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(SOFT)
        self.y += height
        return axes

    def save(self, path: Path) -> None:
        """Cut the sheet below what is on it and write it as PNG; folders are made."""
        high = self.y + MARGIN
        self.figure.set_size_inches(WIDE, high)
        self.page.set_ylim(high, 0)
        for axes, (left, top, width, height) in self._panels:
            place = (left / WIDE, 1 - (top + height) / high, width / WIDE, height / high)
            axes.set_position(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.figure.savefig(path)


def line_height(size: float) -> float:
    """The height of a line of type of ``size``, with the space between lines."""
    return size * 1.4 / 72


def width_of(words: str, size: float, bold: bool = False) -> float:
    """How wide ``words`` stand in one line, as they will be drawn."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties(weight="bold" if bold else "normal")))
    font.set_size(size, DPI)
    font.set_text(words, 0.0)
    return float(font.get_width_height()[0]) / 64 / DPI


def wrapped(words: str, size: float, width: float, bold: bool = False) -> list[str]:
    """``words`` in lines no wider than ``width``; a word wider than that is cut."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines += _cut(word, size, width, bold)
    return lines


def _cut(word: str, size: float, width: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
