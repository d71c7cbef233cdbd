"""A browser, and a desk for it to look at."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bot.content import Content
from tests.review.browser.at_desk import FLAGS, Desk, opened
from tests.screens.shoot import BROWSERS, find_browser


# Not for the whole run: as long as Playwright is there, no other loop can run on this thread.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A Chromium without a window. Where there is none, its tests are skipped."""
    path = find_browser()
    if path is None:
        pytest.skip(
            f"No browser here (any of {', '.join(BROWSERS)} on the PATH will do; on Debian and "
            "Ubuntu `apt install chromium` brings one), so the desk was not looked at in one."
        )
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def desk(tmp_path: Path, authored: Content, browser: Browser) -> Iterator[Desk]:
    """A desk of the test's own."""
    with opened(tmp_path, authored, browser) as made:
        yield made


@pytest.fixture(scope="package")
def quiet_desk(authored: Content, browser: Browser) -> Iterator[Desk]:
    """A desk for tests that only read; its faults are counted by each test (``reading``)."""
    with (
        tempfile.TemporaryDirectory(prefix="desk") as folder,
        opened(Path(folder), authored, browser) as made,
    ):
        yield made


@pytest.fixture
def reading(quiet_desk: Desk) -> Iterator[Desk]:
    """The desk that is shared by the tests that only read."""
    yield quiet_desk
    quiet_desk.leave()
    faults, quiet_desk.faults = quiet_desk.faults, []
    assert not faults, "\n".join(faults)
