"""What people wrote is text, whatever it looks like: on each page, and after each swap."""

from __future__ import annotations

import csv
import io
import json

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text as sql

from tests.review.browser.at_desk import PHONE, Desk
from tests.review.browser.test_looks import PAGES, go, too_wide

LONG = "x" * 10_000
NASTY = (
    "=cmd|'/c calc'!A1 <script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
    '<svg onload=window.ran=3></svg>"\'><b class="injected">{place}</b></textarea></title>'
    "<a href=\"javascript:window.ran=4\">go</a> javascript:window.ran=5 ' onfocus='window.ran=6' "
    "{{{{ 7 * 191 }}}}{{% for x in y %}} ${{7*191}} \u202egnp.exe\u202c \u2066\u0000"
)
# Where people's words are kept.
PLACES = (
    "turn.reply", "turn.client_before", "turn.client_after", "turn.intent", "finding.why",
    "finding.quote", "offer.text", "objection.reason", "objection.answer", "note.text",
    "comment.text", "comment.answer", "sign_off.note", "verdict.reason", "verdict.quote",
    "reviewer.name", "reviewer.email", "team.name", "trainee.name", "assignment.note",
    "encounter.carry", "reviewer_session.agent", "audit.about",
)  # fmt: skip
# What must be seen, as it was written, on which page: else this file would look at nothing.
SEEN = {
    "queue": ("turn.reply", "team.name"),
    "messages": ("turn.reply", "turn.client_before", "objection.reason", "team.name"),
    "transcript": (
        "turn.reply", "turn.client_after", "turn.intent", "finding.why", "finding.quote",
        "offer.text", "objection.reason", "note.text", "comment.text", "comment.answer",
        "verdict.reason", "team.name", "reviewer.name",
    ),
    "signed off": ("sign_off.note", "reviewer.name"),
    "print": ("turn.reply", "turn.client_after", "note.text", "comment.text"),
    "sent": ("turn.reply", "turn.client_before", "objection.reason", "team.name"),
    "message": ("turn.reply", "turn.client_before", "objection.reason", "comment.text"),
    "similar": ("turn.reply", "turn.client_before"),
    "blind": ("turn.reply", "turn.client_after"),
    "team": ("assignment.note", "team.name"),
    "people": ("reviewer.name", "reviewer.email", "team.name", "reviewer_session.agent"),
    "log": ("reviewer.name",),
    "account": ("reviewer.name", "reviewer.email", "team.name"),
}  # fmt: skip
OF_LEADS = ("people", "log", "blind")  # looked at as the lead


def marked(place: str) -> str:
    """What tells that the words of ``place`` stand there as they were written."""
    return f'<b class="injected">{place}</b>'


def spoil(desk: Desk, more: str = "") -> None:
    """Put nasty words behind all that people wrote."""
    office = desk.practice.office
    office.shelf.sign_in(office.reviewers["reader"], "Firefox on Linux")
    with office.store._session() as s:
        for place in PLACES:
            table, column = place.split(".")
            bad = NASTY.format(place=place).replace("\u0000", "") + more
            s.execute(sql(f'UPDATE "{table}" SET {column} = {column} || :bad'), {"bad": bad})


def harmless(page: Page) -> None:
    """Nothing of it became a part of the page, and nothing ran."""
    page.wait_for_timeout(100)  # what fails to load says so a moment later
    assert page.evaluate("window.ran") is None
    assert page.locator(".injected, main script, a[href^=javascript], [onfocus]").count() == 0
    assert page.locator("main img:not(.qr)").count() == 0
    assert "1337" not in page.locator("main").inner_text()  # no template was made of it


def words_on(page: Page) -> str:
    """All text of the page and in its fields, shown or folded."""
    fields = "[...document.querySelectorAll('textarea, input, option')].map((e) => e.value)"
    return page.locator("body").text_content() + " ".join(page.evaluate(fields))


@pytest.fixture
def spoilt(desk: Desk) -> Desk:
    spoil(desk)
    return desk


def test_nasty_words_are_words_on_every_page(spoilt: Desk):
    page = spoilt.page("north")
    for name in PAGES:
        if name in OF_LEADS:
            continue
        go(spoilt, page, name)
        harmless(page)
        for place in SEEN.get(name, ()):
            assert marked(place) in words_on(page), (name, place)
    lead = spoilt.page("lead")
    for name in OF_LEADS:
        go(spoilt, lead, name)
        harmless(lead)
        for place in SEEN.get(name, ()):
            assert marked(place) in words_on(lead), (name, place)


def test_nasty_words_are_words_after_swaps(spoilt: Desk):
    page = go(spoilt, spoilt.page("north"), "queue")
    entry = page.locator(".entry").first
    entry.get_by_role("button", name="Take it").click()
    expect(entry.get_by_role("button", name="Give back")).to_be_visible()
    harmless(page)
    go(spoilt, page, "transcript")
    at = page.locator(f"#m{spoilt.practice.turns['contested1']}")
    at.locator("[data-agree]").first.click()
    expect(at.locator(".verdict")).to_be_visible()
    harmless(page)
    for form in ("missed", "comment", "similar"):
        at.locator(f"[data-{form}]").last.click()
        expect(at.locator(".panel > *").first).to_be_visible()
        harmless(page)
    order = page.locator(f"#m{spoilt.practice.turns['order']}")
    order.locator("[data-overrule]").last.click()
    expect(order.locator(".panel form")).to_be_visible()
    harmless(page)


def test_nasty_words_typed_here_are_words(desk: Desk):
    page = go(desk, desk.page("north"), "transcript")
    bad = NASTY.format(place="typed").replace("\u0000", "")
    at = page.locator(f"#m{desk.practice.turns['kept']}")
    at.locator("[data-comment]").click()
    at.locator(".panel textarea").fill(bad)
    at.locator(".panel .main-button").click()
    expect(at.locator(".remark").last).to_contain_text(marked("typed"))
    harmless(page)
    page.goto(desk.to("desk.queue", q=bad))
    harmless(page)
    expect(page.locator("#q")).to_have_value(bad[:200])


def test_a_word_without_end_makes_no_page_wider(desk: Desk):
    spoil(desk, LONG)
    for who, names in (("north", ("queue", "messages", "transcript", "print", "message",
                                  "team", "account")), ("lead", OF_LEADS)):  # fmt: skip
        page = desk.page(who, width=PHONE)
        for name in names:
            go(desk, page, name)
            assert too_wide(page) == [], name


def test_no_export_holds_a_formula(spoilt: Desk):
    page = go(spoilt, spoilt.page("lead"), "exports")
    kinds = page.locator("[name=kind]").evaluate_all("all => all.map(one => one.value)")
    for kind in kinds:
        page.locator(f'[name=kind][value="{kind}"]').check()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download").click()
        name = waiting.value.suggested_filename
        text = waiting.value.path().read_text(encoding="utf-8-sig")
        if name.endswith(".csv"):
            cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
            assert not [c for c in cells if c.lstrip()[:1] in set("=+@|\t\r") or c[:1] == "-"]
        elif name.endswith(".jsonl"):
            assert all(json.loads(line) for line in text.splitlines())
