"""Photographs of pages: with a browser a real one, without one a kind word."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.screens.chat_page import Item, chat_page
from tests.screens.fewer import fewer_colours
from tests.screens.shoot import ShootError, find_browser, shoot

PAGE = """<!doctype html><style>body {{ margin: 0; background: #0a6; height: {height}px }}
@media (prefers-color-scheme: dark) {{ body {{ background: #123 }} }}
@media (width: 390px) {{ body {{ border-right: 10px solid #fff; }} }}</style>"""
LIGHT, DARK, WHITE = (0, 170, 102), (17, 34, 51), (255, 255, 255)


def try_to_shoot(page: str, path: Path, dark: bool = False) -> Image.Image | None:
    """The picture; None (and a check of what is said) where there is no browser."""
    if find_browser() is None:
        with pytest.raises(ShootError, match="apt install chromium"):
            shoot(page, path, dark=dark)
        assert not path.exists()
        return None
    shoot(page, path, dark=dark)
    return Image.open(path).convert("RGB")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("height", [50, 3000])
def test_as_wide_as_a_phone_and_as_high_as_the_page(tmp_path: Path, height: int, dark: bool):
    picture = try_to_shoot(PAGE.format(height=height), tmp_path / "page.png", dark)
    if picture is not None:
        assert picture.size == (780, 2 * height)
        ground = DARK if dark else LIGHT
        assert {picture.getpixel((5, y)) for y in (0, height, 2 * height - 1)} == {ground}
        assert picture.getpixel((775, 5)) == WHITE


def test_a_chat_makes_a_small_picture(tmp_path: Path):
    at = datetime(2026, 3, 3, 18, 2, tzinfo=UTC)
    page = chat_page([Item("bot", at, "🧭 <b>Coach</b>\n" + "Words and words. " * 30)] * 3)
    path = tmp_path / "chat.png"
    picture = try_to_shoot(page, path)
    if picture is not None:
        assert picture.width == 780
        assert picture.height > 1200
        assert 10_000 < path.stat().st_size < 150_000
        assert len(picture.getcolors()) > 10


def test_without_a_browser_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ShootError, match=r"apt install chromium .*fonts-noto-color-emoji"):
        shoot("<p>x", tmp_path / "x.png")
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_gives_nothing_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho no display here >&2\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ShootError, match="no display here"):
        shoot("<p>x", tmp_path / "x.png")


def test_fewer_colours_keep_surfaces_and_small_marks():
    picture = Image.new("RGB", (400, 400), (255, 255, 255))
    picture.paste((251, 252, 251), (0, 0, 400, 40))
    for x in range(256):
        picture.putpixel((x, 200), (x, x, x))
    picture.paste((178, 83, 62), (10, 300, 16, 306))
    reduced = fewer_colours(picture)
    assert reduced.mode == "P"
    now = reduced.convert("RGB")
    assert len(now.getcolors()) < 50
    assert now.getpixel((5, 5)) == (251, 252, 251)
    assert now.getpixel((300, 350)) == (255, 255, 255)
    assert now.getpixel((12, 302)) == (178, 83, 62)
