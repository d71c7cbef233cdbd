"""Which pages are photographed, and how one gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page, expect

PHONE: Final = 390
WIDE: Final = 1200


@dataclass(frozen=True)
class Picture:
    """A page, as ``who`` sees it ("" is nobody) after ``go``. Sizes in CSS pixels."""

    name: str
    who: str
    go: Callable[[Page], None]
    high: int
    width: int = WIDE
    dark: bool = False


def _at(address: str, top: str = "") -> Callable[[Page], None]:
    """To a page, and down to ``top``."""

    def go(page: Page) -> None:
        page.goto(address)
        if top:
            _up(page, top)

    return go


def _up(page: Page, what: str, left: int = 12) -> None:
    """Bring ``what`` to the upper edge, ``left`` pixels below it."""
    page.locator(what).first.evaluate(
        "(e, left) => scrollTo(0, e.getBoundingClientRect().y + scrollY - left)", left
    )


def _contested(page: Page) -> str:
    """To the conversation with the latest contested flag; the selector of its reply."""
    links = page.locator(".because", has=page.locator(".reason-contested")).locator("a")
    for tab in ("unassigned", "mine"):
        page.goto(f"/?tab={tab}&reason=contested")
        if links.count():
            break
    reply = str(links.last.get_attribute("href", timeout=1000)).partition("#")[2]
    links.last.click()
    expect(page.locator(f"#{reply}")).to_be_visible()
    return f"#{reply}"


def _transcript(page: Page) -> None:
    reply = _contested(page)
    page.locator(f"{reply} summary", has_text="Why P").first.click()
    _up(page, reply, 420)


def _overrule(page: Page) -> None:
    reply = _contested(page)
    page.locator(reply).focus()
    page.keyboard.press("o")
    expect(page.locator(f"{reply} .panel form")).to_be_visible()
    _up(page, reply, 90)


def _phone_transcript(page: Page) -> None:
    _up(page, _contested(page), 120)


def _blind(page: Page) -> None:
    page.goto("/second-coding")
    page.locator(".main-button").first.click()
    first = page.locator("[data-message]").first
    first.locator("[data-missed] summary").click()
    last = first.locator("[data-words]").inner_text().rpartition(". ")[2]
    first.get_by_label("Which words").fill(last)
    first.get_by_label("Code", exact=True).select_option("M1")
    first.get_by_role("button", name="Add it").click()
    page.locator("[data-missed] summary").nth(1).click()
    _up(page, "h1", 60)


def _code(page: Page) -> None:
    page.goto("/messages?code=P9")


LEAD, SUPERVISOR = "lead@demo.example", "supervisor@demo.example"
PICTURES: Final = (
    Picture("sign-in", "", _at("/sign-in"), 560),
    Picture("queue", LEAD, _at("/"), 1000),
    Picture("messages", SUPERVISOR, _code, 900),
    Picture("transcript", SUPERVISOR, _transcript, 1080),
    Picture("transcript-dark", SUPERVISOR, _transcript, 1080, dark=True),
    Picture("overrule", SUPERVISOR, _overrule, 1000),
    Picture("phone-queue", LEAD, _at("/"), 844, PHONE),
    Picture("phone-transcript", SUPERVISOR, _phone_transcript, 844, PHONE),
    Picture("blind", SUPERVISOR, _blind, 1000),
    Picture("agreement", LEAD, _at("/agreement"), 1150),
    Picture("team", LEAD, _at("/team"), 1150),
    Picture("exports", LEAD, _at("/exports"), 1000),
    Picture("people", LEAD, _at("/people"), 1100),
)
