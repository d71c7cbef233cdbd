"""Reading and answering without scripts: every page reads, every form is a plain form."""

from __future__ import annotations

from playwright.sync_api import expect

from bot.store.desk_tables import CommentRow, Reading, SignOff, Verdict
from bot.store.tables import Assignment, Invitation
from tests.review.browser.at_desk import Desk
from tests.review.browser.test_day import message, rows
from tests.review.browser.test_looks import PAGES, go


def test_every_page_reads(reading: Desk):
    page = reading.page("lead", scripts=False)
    for name in PAGES:
        go(reading, page, name)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("main")).not_to_be_empty()
        # What would do nothing without scripts isn't offered.
        expect(
            page.locator("[data-keys-help], [data-copy], [data-print]").locator("visible=true")
        ).to_have_count(0)


def test_a_conversation_is_read_and_answered(desk: Desk):
    page, talk = desk.page("north", scripts=False), desk.practice.talks["contested"]
    go(desk, page, "queue")
    entry = page.locator(f"#e{talk}")
    entry.get_by_role("button", name="Take it").click()
    assert rows(desk, Reading)[-1].encounter_id == talk
    desk.see(page, desk.to("desk.transcript", encounter=talk))

    message(page, desk, "contested1").locator("[data-agree]").first.click()
    assert page.url.endswith(f"#m{desk.practice.turns['contested1']}")
    assert rows(desk, Verdict)[-1].kind == "agree"

    message(page, desk, "order").locator("[data-overrule]").nth(1).click()
    form = page.locator("form#overrule")
    form.get_by_label("Why").fill("   ")
    form.get_by_role("button", name="Overrule").click()
    expect(page.locator("form#overrule .wrong")).to_be_visible()
    assert rows(desk, Verdict)[-1].kind == "agree"
    page.locator("form#overrule").get_by_label("Why").fill("It was her own plan.")
    page.locator("form#overrule").get_by_role("button", name="Overrule").click()
    expect(message(page, desk, "order").locator(".verdict")).to_contain_text("Overruled")
    assert rows(desk, Verdict)[-1].reason == "It was her own plan."

    message(page, desk, "plain").locator("[data-missed]").click()
    page.get_by_label("Which words").fill("as long as you want")
    page.get_by_label("Code", exact=True).select_option("M3")
    page.get_by_role("button", name="Add it").click()
    expect(message(page, desk, "plain").locator(".found")).to_contain_text("as long as you want")
    assert rows(desk, Verdict)[-1].start == len("Okay. The bench is yours ")

    message(page, desk, "plain").locator("[data-comment]").click()
    page.get_by_label("Comment", exact=True).fill("Kindly said.")
    page.get_by_label("Supervisors only").check()
    page.get_by_role("button", name="Send it").click()
    expect(message(page, desk, "plain").locator(".remark")).to_contain_text("Kindly said.")
    assert not rows(desk, CommentRow)[-1].to_trainee

    message(page, desk, "order").locator("[data-similar]").click()
    expect(page.get_by_role("heading", name="Similar replies")).to_be_visible()

    desk.see(page, desk.to("desk.transcript", encounter=talk))
    page.locator("#sign-off").get_by_role("button", name="Sign off").click()
    assert rows(desk, SignOff)[-1].encounter_id == talk


def test_coding_blind(desk: Desk):
    page = desk.page("north", scripts=False)
    go(desk, page, "second")
    page.get_by_role("link", name="Begin").click()
    page.get_by_role("button", name="Nothing to code").first.click()
    assert rows(desk, Verdict)[-1].blind
    page.get_by_text("Give it a code").first.click()
    page.get_by_label("Code", exact=True).locator("visible=true").select_option("M1")
    page.get_by_role("button", name="Add it").locator("visible=true").click()
    assert rows(desk, Verdict)[-1].code == "M1"
    page.get_by_role("button", name="I'm done").click()
    expect(page.get_by_role("alert")).to_contain_text("1 reply waits")
    assert not [r for r in rows(desk, Reading) if r.done_at]
    page.get_by_role("button", name="Finish anyway").click()
    assert next(r for r in rows(desk, Reading) if r.done_at)


def test_asking_inviting_and_taking_out(desk: Desk):
    page = desk.page("lead", scripts=False)
    go(desk, page, "team")
    page.get_by_label("Scene", exact=True).select_option("slow-week")
    page.get_by_label("For a group").select_option(label="South")
    page.get_by_role("button", name="Ask", exact=True).click()
    assert rows(desk, Assignment)[-1].scenario_id == "slow-week"
    go(desk, page, "people")
    before = len(rows(desk, Invitation))
    page.locator("form", has_text="Trainees, in Telegram").get_by_role("button").click()
    expect(page.locator("#fresh")).to_be_visible()
    assert len(rows(desk, Invitation)) == before + 1
    go(desk, page, "people")
    expect(page.locator("#fresh")).to_have_count(0)  # shown once
    go(desk, page, "exports")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    assert waiting.value.path().stat().st_size
    page.locator(".on-wide").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
