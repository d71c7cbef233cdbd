"""Each page by the rules of accessibility (axe), narrow and wide, light and dark, by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.review.browser.at_desk import DESKTOP, HIGH, PHONE, Desk, active

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"resultTypes": ["violations"], "runOnly": TAGS}
# In the dark, only colours differ.
OF_COLOURS = ALL | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
NARROWEST = 320  # where WCAG wants a page to need no scrolling to the side (1.4.10)
# Pages of somebody who is signed in: endpoint, and what is in its address (a name of the practice).
PAGES = {
    "queue": ("desk.queue", {}),
    "done": ("desk.queue", {"tab": "done"}),
    "nothing": ("desk.queue", {"q": "nobodysaidthis"}),
    "messages": ("desk.messages", {"code": "P1"}),
    "transcript": ("desk.transcript", {"encounter": "contested"}),
    "signed off": ("desk.transcript", {"encounter": "assigned"}),
    "print": ("desk.printed", {"encounter": "contested"}),
    "message": ("desk.message", {"turn": "order", "form": "overrule"}),
    "similar": ("desk.similar", {"turn": "order"}),
    "sent": ("desk.sent", {}),
    "second": ("desk.second", {}),
    "blind": ("desk.blind", {"coding": "coding"}),
    "agreement": ("desk.agreement", {}),
    "team": ("desk.team", {}),
    "exports": ("desk.exports", {}),
    "people": ("people.people", {}),
    "log": ("people.audit", {}),
    "account": ("auth.account", {}),
}


def go(desk: Desk, page: Page, name: str) -> Page:
    """Go to one of PAGES."""
    endpoint, takes = PAGES[name]
    talks, turns = desk.practice.talks, desk.practice.turns
    known = {"encounter": talks, "turn": turns, "coding": turns}
    return desk.see(
        page, desk.to(endpoint, **{k: known.get(k, {v: v})[v] for k, v in takes.items()})
    )


def violations(page: Page, rules: Mapping[str, Any]) -> list[str]:
    """What axe has to say, a line each."""
    axe = Axe("0") if page.evaluate("'axe' in window") else Axe()  # it is there already, or not yet
    found = axe.run(page, options=rules).response["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def too_wide(page: Page) -> list[str]:
    """What sticks out of the page to the right, unless it scrolls by itself."""
    if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
            .filter((e) => !e.closest(".scroll"))
            .map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`)"""
    ) or ["something"]


def look(page: Page, widths: tuple[int, ...] = (DESKTOP, PHONE)) -> list[str]:
    """What is wrong with the page as it stands, in each width, light and dark."""
    wrong = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HIGH[width]})
        for scheme, rules in (("light", ALL), ("dark", OF_COLOURS)):
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{width} {scheme} {line}" for line in violations(page, rules)]
        wrong += [f"{width} too wide: {line}" for line in too_wide(page)]
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    return wrong + [f"{NARROWEST} too wide: {line}" for line in too_wide(page)]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fit_for_everybody(reading: Desk, name: str):
    page = go(reading, reading.page("lead"), name)
    # What can be opened is opened: what is in it counts as well.
    page.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    assert look(page) == []


def test_the_way_in_is_fit_for_everybody(reading: Desk):
    page = reading.see(reading.page(), reading.to("auth.login"))
    assert look(page) == []
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".wrong")).to_be_visible()
    assert look(page) == []


def test_a_link_to_an_account_is_fit_for_everybody(reading: Desk):
    token = reading.practice.office.shelf.invite_reviewer("new@example.org", "reader", [])
    page = reading.see(reading.page(), reading.to("auth.accept", token=token))
    page.locator("summary").first.click()  # the code from the phone
    assert look(page) == []


def test_a_page_that_is_not_there_is_fit_for_everybody(reading: Desk):
    page = reading.page("north")
    page.goto(reading.to("desk.transcript", encounter=reading.practice.talks["hidden"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing here")
    assert look(page) == []
    reading.was_meant("status of 404")


@pytest.mark.parametrize("form", ["overrule", "missed", "comment", "similar"])
def test_a_form_in_its_place_is_fit_for_everybody(reading: Desk, form: str):
    page = go(reading, reading.page("lead"), "transcript")
    at = page.locator(f"#m{reading.practice.turns['order']}")
    at.locator(f"[data-{form}]").last.click()
    expect(at.locator(".panel > *").first).to_be_visible()
    assert look(page) == []


@pytest.mark.parametrize("name", ["queue", "transcript", "messages", "team", "exports"])
def test_tab_goes_everywhere_and_shows_where_it_is(reading: Desk, name: str):
    page = go(reading, reading.page("lead"), name)
    seen, last = set(), ""
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(WHERE)
        if at and at["n"] == last:
            continue  # a date has several places, one after the other
        if at is None or at["n"] in seen:
            break
        last = at["n"]
        seen.add(last)
        assert at["outlined"], at
        assert at["in_sight"], at
    assert page.evaluate(LEFT_OUT) == []


# What has the focus: its number, and whether one sees that.
WHERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  window.count = (window.count || 0) + 1;
  e.dataset.count ||= window.count;
  const style = getComputedStyle(e);
  const mark = e.type === "radio" || e.type === "checkbox" ? e.closest("label") ?? e : e;
  const box = e.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 10));
  return {
    n: e.dataset.count,
    what: e.outerHTML.slice(0, 120),
    outlined: [style, getComputedStyle(mark)].some((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2),
    in_sight: !!top && (e.contains(top) || top.contains(e) || mark.contains(top)),
  };
}"""  # noqa: E501
LEFT_OUT = """() => [...document.querySelectorAll("main a[href], main button, main summary, main textarea, main select")]
  .filter((e) => e.checkVisibility() && !e.disabled && !e.dataset.count)
  .map((e) => e.outerHTML.slice(0, 120))"""  # noqa: E501


def test_the_first_tab_skips_to_the_page(reading: Desk):
    page = go(reading, reading.page("lead"), "queue")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert active(page) == "main"


def test_the_help_on_keys_opens_and_closes(reading: Desk):
    page = go(reading, reading.page("north"), "transcript")
    button = page.get_by_role("button", name="Keys")
    button.focus()
    page.keyboard.press("Enter")
    help_ = page.get_by_role("dialog")
    expect(help_).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(help_).not_to_be_visible()
    expect(button).to_be_focused()


def test_single_keys_can_be_switched_off(reading: Desk):
    page = go(reading, reading.page("north"), "transcript")
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.keyboard.press("j")
    assert not active(page).startswith("m")
    page.reload()
    page.keyboard.press("j")
    assert not active(page).startswith("m")


def test_escape_closes_a_form_and_gives_the_place_back(reading: Desk):
    page = go(reading, reading.page("north"), "transcript")
    at = page.locator(f"#m{reading.practice.turns['order']}")
    at.focus()
    page.keyboard.press("c")
    expect(at.locator(".panel textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(at.locator(".panel")).to_be_empty()
    expect(at).to_be_focused()


def test_readers_are_offered_nothing_to_say(reading: Desk):
    page = go(reading, reading.page("reader"), "transcript")
    expect(
        page.locator("[data-agree], [data-overrule], [data-missed], [data-comment]")
    ).to_have_count(0)
    expect(page.locator("main form")).to_have_count(0)
    for key in "jaocm":
        page.keyboard.press(key)
    expect(page.locator("#said")).to_have_text("Nothing here to do that with.")
    expect(page.locator(".panel > *")).to_have_count(0)


def test_on_paper_there_is_only_the_conversation(reading: Desk):
    page = go(reading, reading.page("north"), "print")
    page.emulate_media(media="print")
    expect(page.locator(".paper-talk").first).to_be_visible()
    expect(page.locator("header.head, .no-print, form").locator("visible=true")).to_have_count(0)
