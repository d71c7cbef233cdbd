"""Photograph a web page with Chromium, in its full height.

Wanted on Debian: chromium, and the fonts that `chat_page` names.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

from tests.screens.fewer import fewer_colours

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--font-render-hinting=none",
)  # fmt: skip
SCALE: Final = 2
SECONDS: Final = 120.0
_FIRST_HEIGHT: Final = 2400
_MOST_HEIGHT: Final = 9600  # 2 x that is near the 16384 px that a picture can have
_AROUND: Final = (255, 0, 255)  # found nowhere in our pages

# The browser's window can't be as narrow as a phone, a frame can. The frame takes the height of
# its page; what is around it is cut off.
_FRAME: Final = """<!doctype html><meta charset="utf-8"><style>
:root {{ color-scheme: {look}; background: rgb{around}; }} body {{ margin: 0; }}
iframe {{ display: block; border: 0; width: {width}px; height: 1px; }}</style>
<iframe srcdoc="{page}" onload="
this.style.height = this.contentDocument.documentElement.scrollHeight + 'px'"></iframe>"""


class ShootError(Exception):
    """There is no picture; the message says what to do."""


def find_browser() -> str | None:
    """The path of a browser that can be used, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def shoot(page_html: str, png_path: Path, width: int = 390, dark: bool = False) -> None:
    """Write ``page_html``, ``width`` CSS px wide, as a PNG of twice as many px.

    ``dark``: the page is told that its reader prefers dark colours. ShootError: there is no
    browser, or it gave no picture.
    """
    browser = find_browser()
    if browser is None:
        raise ShootError(
            "Screens are taken with Chromium, and there is none here. On Debian and Ubuntu "
            "`apt install chromium fonts-liberation fonts-noto-color-emoji` brings all that is "
            f"needed; any of {', '.join(BROWSERS)} on the PATH will do."
        )
    height = _FIRST_HEIGHT
    while True:
        picture = _cut(_take(browser, page_html, width, height, dark))
        if picture.height < height * SCALE:
            break
        height *= 2
        if height > _MOST_HEIGHT:
            raise ShootError(f"{png_path.name}: the page is too long for one picture.")
    fewer_colours(picture).save(png_path, optimize=True)


def _take(browser: str, page_html: str, width: int, height: int, dark: bool) -> Image.Image:
    with tempfile.TemporaryDirectory(prefix="screen", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, shot = folder / "page.html", folder / "shot.png"
        look = "dark" if dark else "light"
        frame = _FRAME.format(
            look=look, around=_AROUND, width=width, page=html.escape(page_html, quote=True)
        )
        page.write_text(frame, encoding="utf-8")
        command = [
            browser, *FLAGS,
            f"--user-data-dir={folder / 'profile'}",
            f"--force-device-scale-factor={SCALE}",
            f"--blink-settings=preferredColorScheme={0 if dark else 1}",
            f"--window-size={width},{height}",
            f"--screenshot={shot}",
            page.as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise ShootError(f"{browser} gave no picture within {SECONDS:.0f} s.") from None
        if not shot.exists():
            raise ShootError(f"{browser} gave no picture:\n{done.stderr[-2000:]}")
        with Image.open(shot) as picture:
            return picture.convert("RGB")


def _cut(picture: Image.Image) -> Image.Image:
    """``picture`` without what is around the page."""
    around = Image.new("RGB", picture.size, _AROUND)
    box = ImageChops.difference(picture, around).getbbox()
    if box is None:
        raise ShootError("The page is empty.")
    return picture.crop(box)
