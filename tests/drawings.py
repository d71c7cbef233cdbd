"""Looking at drawn figures: where words stand, what they cover, whether they can be read."""

import struct
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bot import paper


@pytest.fixture
def drawn(monkeypatch):
    """The figures that were saved."""
    figures = []
    save = Figure.savefig

    def keep(self, *args, **kwargs):
        figures.append(self)
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Figure, "savefig", keep)
    return figures


def longer(text):
    """A text as a wordier language might have it; placeholders stay."""
    return f"{text} {'prolongadamente alargado por escrito '[: max(4, len(text) // 2)]}".strip()


def size(path):
    """Width and height in pixels, read from the PNG's head."""
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", head[16:24])


def texts(figure):
    """Everything written on the figure."""
    written = [t for axes in figure.axes for t in axes.texts]
    written += [t for axes in figure.axes if axes.axison for t in axes.get_xticklabels()]
    return [t for t in written if t.get_text()]


def words(figure):
    return [t.get_text() for t in texts(figure)]


def boxes(figure):
    """Each text with the pixels it covers, a little less than its full box."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    return [(t.get_text(), t.get_window_extent(renderer).padded(-1)) for t in texts(figure)]


def bars(figure):
    """The bars, in pixels."""
    found = [p for axes in figure.axes for p in axes.patches if isinstance(p, Rectangle)]
    return [p.get_window_extent() for p in found]


def misplaced(figure):
    """Texts that cover each other or a bar, or come too near to the figure's edge."""
    found = []
    placed = boxes(figure)
    for (one, a), (other, b) in combinations(placed, 2):
        if a.overlaps(b):
            found.append(f"{one!r} covers {other!r}")
    for text, box in placed:
        if min(box.x0, box.y0) < 8 or box.x1 > figure.bbox.width - 8:
            found.append(f"{text!r} leaves the sheet")
        if box.y1 > figure.bbox.height - 8:
            found.append(f"{text!r} leaves the sheet")
        if any(box.overlaps(bar) for bar in bars(figure)):
            found.append(f"{text!r} covers a bar")
    return found


# A picture's width in a chat on a phone, and the smallest type there, both in CSS px.
IN_CHAT = 330
SMALLEST = 12.5


def height_in_chat(text):
    """The size of a text's type, in px, when its picture is as wide as a phone shows it."""
    return text.get_fontsize() / 72 / text.figure.get_figwidth() * IN_CHAT


def hard_to_read(figure):
    """Texts that are too small on a phone, or too pale."""
    return [
        t.get_text()
        for t in texts(figure)
        if height_in_chat(t) < SMALLEST or contrast(t.get_color(), paper.PAPER) < 4.5
    ]


def contrast(one, other):
    """The ratio of two colours' luminances, as the web's accessibility guidelines count it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
