"""The pictures of the desk: which there are, and when one is worth writing anew."""

import re
from pathlib import Path

from PIL import Image, ImageDraw

from bot.content import ROOT
from tests.screens.desk.__main__ import keep
from tests.screens.desk.pictures import PICTURES
from tests.screens.desk.same import same

DOCS = ROOT / "docs"


def words(text: str, down: int = 0, font_size: int = 22) -> Image.Image:
    picture = Image.new("RGB", (600, 200), "#fdfaf3")
    draw = ImageDraw.Draw(picture)
    for line in range(4):
        draw.text((20, 20 + 40 * line + down), text, fill="#1f2d3a", font_size=font_size)
    draw.line((20, 190 + down, 580, 190 + down), fill="#857f74")
    return picture


def test_a_pixel_up_or_down_is_the_same():
    there = words("Unassigned 20, t-be6dae883279")
    assert same(there, words("Unassigned 20, t-be6dae883279"))
    assert same(there, words("Unassigned 20, t-be6dae883279", down=1))


def test_another_digit_colour_or_size_is_not():
    there = words("Unassigned 20, t-be6dae883279")
    assert not same(there, words("Unassigned 21, t-be6dae883279"))
    assert not same(there, words("Unassigned 20, t-be6dae883278"))
    assert not same(there, there.resize((600, 201)))
    with_a_mark = there.copy()
    with_a_mark.paste("#b3423a", (300, 5, 310, 12))
    assert not same(there, with_a_mark)


def test_what_shows_the_same_is_not_written_again(tmp_path: Path):
    path = tmp_path / "queue.png"
    assert keep(words("one"), path).endswith("KB")
    before = path.read_bytes()
    assert keep(words("one", down=1), path) == "as before"
    assert path.read_bytes() == before
    assert keep(words("two"), path).endswith("KB")
    assert path.read_bytes() != before


def test_the_docs_show_each_picture_and_no_other():
    names = {p.name for p in PICTURES}
    assert len(names) == len(PICTURES)
    folder = DOCS / "images" / "supervisor"
    assert {path.stem for path in folder.iterdir()} == names
    text = (DOCS / "supervisor.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"images/supervisor/([\w-]+)\.png", text))
    assert shown <= names
    assert names - shown <= {"transcript-dark"}
