"""A supervisor's day at the desk, from signing in to signing out."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import yaml
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from bot.review.passwords import hashed
from bot.store.desk_tables import (
    CommentRow,
    Reading,
    ReviewerSession,
    SignOff,
    Verdict,
)
from bot.store.tables import (
    Assignment,
    EncounterRow,
    FindingRow,
    ObjectionRow,
    OfferRow,
    OutgoingRow,
    TurnRow,
)
from tests.review.browser.at_desk import Desk, active, select_words
from tests.review.browser.practice import HIDDEN, ORDER, UNTYPED
from tests.review.people import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BENCH = "The bench is yours"


def rows(desk: Desk, table: type) -> list:
    """All rows of a table, oldest first."""
    with desk.practice.office.store._session() as s:
        return list(s.scalars(select(table).order_by(*table.__table__.primary_key)))


def told(desk: Desk) -> str:
    """All that was queued for trainees."""
    return json.dumps([o.payload for o in rows(desk, OutgoingRow)], ensure_ascii=False)


def said(desk: Desk) -> list:
    """What trainees and the detector said: this never changes."""
    with desk.practice.office.store._session() as s:
        return [
            sorted((tuple(r) for r in s.execute(select(table.__table__))), key=repr)
            for table in (TurnRow, FindingRow, OfferRow)
        ]


def message(page: Page, desk: Desk, name: str) -> Locator:
    """A reply in a transcript."""
    return page.locator(f"#m{desk.practice.turns[name]}")


def sign_in(desk: Desk, page: Page) -> None:
    office = desk.practice.office
    north = office.reviewers["north"]
    office.shelf.set_password(north, hashed(PASSWORD))
    office.shelf.set_totp(north, SECRET)
    page.goto(desk.to("desk.queue"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("E-mail address").fill("north@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    assert not rows(desk, ReviewerSession)  # a password alone opens nothing
    page.get_by_label("Code from your").fill(pyotp.TOTP(SECRET).at(datetime.now(UTC)))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("To read")
    assert [s.reviewer_id for s in rows(desk, ReviewerSession)] == [north]


def queue(desk: Desk, page: Page) -> None:
    first = page.locator(".entry").first
    expect(first).to_have_id(f"e{desk.practice.talks['contested']}")
    for why in ("A note to supervisors", "Contested flag"):
        expect(first).to_contain_text(why)
    scenes = page.locator(".pile").inner_text()
    assert "A slow week" not in scenes  # of another group
    first.get_by_role("button", name="Take it").click()
    expect(first.get_by_role("button", name="Give back")).to_be_focused()
    taken = [r.encounter_id for r in rows(desk, Reading) if not r.blind]
    assert taken == [desk.practice.talks["contested"]]


def filtered(desk: Desk, page: Page) -> None:
    page.goto(desk.to("desk.queue", tab="mine"))
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Code in a reply").select_option("P1")
    page.get_by_label("Confidence of that code").select_option("sure")
    page.get_by_role("button", name="Show these").click()
    assert "code=P1" in page.url
    assert "tab=mine" in page.url
    expect(page.locator(".chip").filter(has_text="Code: P1")).to_be_visible()
    expect(page.locator(".entry")).to_have_count(1)
    page.get_by_role("link", name="Read After a bad date").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("After a bad date")


def keys(desk: Desk, page: Page) -> None:
    order = [f"m{desk.practice.turns[n]}" for n in ("contested1", "order", "back", "kept", "plain")]
    page.goto(desk.to("desk.transcript", encounter=desk.practice.talks["contested"]))
    walk = []
    for key in "jjjjjkkkk":
        page.keyboard.press(key)
        walk.append(active(page))
    assert walk == [*order, *order[3::-1]]


def agree(desk: Desk, page: Page) -> None:
    page.keyboard.press("a")
    at = message(page, desk, "contested1")
    expect(at.locator(".verdict")).to_have_text(re.compile("Agreed, North"))
    expect(at).to_be_focused()
    verdict = rows(desk, Verdict)[-1]
    assert (verdict.kind, verdict.turn_id) == ("agree", desk.practice.turns["contested1"])
    expect(page.locator("#said")).to_contain_text("Agreed")


def overrule(desk: Desk, page: Page) -> None:
    page.keyboard.press("a")  # M2, the first of three
    at = message(page, desk, "order")
    expect(at.locator(".verdict")).to_have_count(1)
    page.keyboard.press("o")
    form = at.locator(".panel form")
    expect(form.get_by_role("heading")).to_contain_text("Overrule P1")
    expect(form).to_contain_text("She had said the same herself")
    expect(form.get_by_label("What you see here instead")).to_be_focused()
    form.get_by_label("What you see here instead").select_option("P2")
    form.get_by_label("Why").fill("It frightens more than it orders.")
    form.get_by_label("A sentence to the trainee").fill("You heard her well there.")
    form.get_by_role("button", name="Overrule").click()
    expect(at.locator(".verdict")).to_have_count(2)
    expect(at).to_be_focused()
    verdict = rows(desk, Verdict)[-1]
    assert (verdict.kind, verdict.code, verdict.reason) == (
        "overrule", "P2", "It frightens more than it orders.",
    )  # fmt: skip
    [objection] = [o for o in rows(desk, ObjectionRow) if o.turn_id == verdict.turn_id]
    assert (objection.outcome, objection.answer) == ("other", "You heard her well there.")
    assert "You heard her well there." in told(desk)


def missed(desk: Desk, page: Page) -> None:
    at = message(page, desk, "plain")
    select_words(page, at.locator(".words").first, BENCH)
    page.keyboard.press("m")
    form = at.locator(".panel form")
    expect(form.get_by_label("Which words")).to_have_value(BENCH)
    form.get_by_label("Code", exact=True).select_option("M3")
    form.get_by_role("button", name="Add it").click()
    expect(at.locator(".found")).to_contain_text("added by North")
    expect(at).to_be_focused()
    verdict = rows(desk, Verdict)[-1]
    assert (verdict.kind, verdict.code, verdict.quote) == ("missed", "M3", BENCH)
    assert (verdict.start, verdict.end) == (len("Okay. "), len("Okay. " + BENCH))


def comment(desk: Desk, page: Page) -> None:
    page.keyboard.press("c")
    form = message(page, desk, "plain").locator(".panel form")
    expect(form.get_by_label("Comment", exact=True)).to_be_focused()
    page.keyboard.type("joking aside, a kind offer")  # letters that are keys elsewhere
    form.get_by_role("button", name="Send it").click()
    expect(message(page, desk, "plain").locator(".remark")).to_contain_text("a kind offer")
    expect(message(page, desk, "plain")).to_be_focused()
    found = rows(desk, CommentRow)[-1]
    assert (found.text, found.to_trainee) == ("joking aside, a kind offer", True)
    assert "joking aside, a kind offer" in told(desk)


def similar(desk: Desk, page: Page) -> None:
    at = message(page, desk, "order")
    page.keyboard.press("j")
    page.keyboard.press("s")
    near = at.locator(".panel .said-row")
    expect(near.first).to_contain_text("You need to get a cab home")
    page.keyboard.press("Escape")
    expect(at.locator(".panel")).to_be_empty()
    expect(at).to_be_focused()


def sign_off(desk: Desk, page: Page) -> None:
    page.get_by_role("link", name="Sign off").click()
    sheet = page.locator("#sign-off form.sheet")
    sheet.locator("summary").click()
    scale = sheet.locator("fieldset.scale").first
    scale.locator("label.step").nth(3).click()
    sheet.get_by_label("Note (optional)").fill("You let her set the pace.")
    sheet.get_by_role("button", name="Sign off").click()
    expect(page.locator("#sign-off .remark")).to_contain_text("You let her set the pace.")
    found = rows(desk, SignOff)[-1]
    assert found.encounter_id == desk.practice.talks["contested"]
    assert list(found.rubric.values()) == [4]
    assert found.to_trainee
    assert "You let her set the pace." in told(desk)


def second(desk: Desk, page: Page) -> None:
    page.get_by_role("link", name="Next to read").click()
    expect(page.locator("#keys-help")).to_be_attached()
    assert desk.practice.talks["contested"] not in page.url
    talk = desk.practice.talks["unsure"]
    page.goto(desk.to("desk.transcript", encounter=talk))
    page.get_by_label("Ask someone to code it").select_option(label="Lead")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#sign-off")).to_contain_text("Lead has been asked to code it blind")
    lead = desk.practice.office.reviewers["lead"]
    asked = rows(desk, Reading)[-1]
    assert (asked.encounter_id, asked.reviewer_id, asked.blind) == (talk, lead, True)


def sign_out(desk: Desk, page: Page) -> None:
    gone = len(rows(desk, ReviewerSession)) - 1
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert len(rows(desk, ReviewerSession)) == gone
    page.goto(desk.to("desk.queue"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def code_blind(desk: Desk, page: Page) -> None:
    page.goto(desk.to("desk.second"))
    for_later = desk.to("desk.transcript", encounter=desk.practice.talks["unsure"])
    assert page.request.get(for_later).status == 404  # nobody's codes before one's own
    page.get_by_role("link", name="Begin with The usual").click()
    at = message(page, desk, "unsure1")
    expect(page.locator("mark, .tag, .verdict, .trust")).to_have_count(0)
    why = "Why did you go there"
    select_words(page, at.locator(".words").first, why)
    page.keyboard.press("m")
    form = at.locator("[data-missed] form")
    expect(form.get_by_label("Which words")).to_have_value(why)
    form.get_by_label("Code", exact=True).select_option("P6")
    form.get_by_role("button", name="Add it").click()
    expect(at.locator(".found")).to_contain_text("P6")
    mark = rows(desk, Verdict)[-1]
    assert (mark.blind, mark.code, mark.start, mark.end) == (True, "P6", 0, len(why))
    for number in (2, 3, 4):
        at = message(page, desk, f"unsure{number}")
        at.get_by_role("button", name="Nothing to code").click()
        expect(at).to_contain_text("Looked at: nothing to code.")
    page.get_by_role("button", name="I'm done").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The usual")
    done = [r.encounter_id for r in rows(desk, Reading) if r.blind and r.done_at]
    assert done == [desk.practice.talks["unsure"]]


def figures(desk: Desk, page: Page) -> None:
    page.goto(desk.to("desk.agreement"))
    expect(page.locator("#detector")).to_be_visible()
    expect(page.locator("main")).to_contain_text("1 of 1")  # P1, overturned
    page.goto(desk.to("desk.team"))
    page.get_by_label("Scene", exact=True).select_option("slow-week")
    page.get_by_label("For a group").select_option(label="North")
    page.get_by_label("A sentence they will read").fill("For Thursday, if you like.")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".person-row").first).to_contain_text("For Thursday, if you like.")
    asked = rows(desk, Assignment)[-1]
    assert (asked.scenario_id, asked.team_id) == ("slow-week", desk.practice.office.teams["North"])
    assert "For Thursday, if you like." in told(desk)


def exports(desk: Desk, page: Page, folder: Path) -> None:
    page.goto(desk.to("desk.exports"))
    kinds = page.locator("[name=kind]").evaluate_all("all => all.map(one => one.value)")
    assert len(kinds) >= 4
    for kind in kinds:
        page.locator(f'[name=kind][value="{kind}"]').check()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download").click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        text = path.read_text(encoding="utf-8-sig")
        assert HIDDEN not in text
        assert UNTYPED not in text
        look_into(path, text, desk)


def look_into(path: Path, text: str, desk: Desk) -> None:
    # Neither what nobody shared, nor what the lead is still to code blind.
    left_out = {desk.practice.talks["hidden"], desk.practice.talks["busy4"]}
    replies = [t.reply for t in rows(desk, TurnRow) if t.encounter_id not in left_out]
    talks = [e.id for e in rows(desk, EncounterRow) if e.id not in left_out]
    if path.suffix == ".csv":
        lines = list(csv.reader(text.splitlines()))
        assert len(lines) - 1 in (len(replies), len(talks)), path.name
        assert len({len(line) for line in lines}) == 1
    elif path.suffix == ".jsonl":
        assert all(json.loads(line) for line in text.splitlines())
        assert text
    else:
        assert path.suffix in (".yml", ".yaml"), path.name
        assert yaml.safe_load(text)["nlu"]


def test_a_supervisors_day(desk: Desk, tmp_path: Path):
    before, page = said(desk), desk.page()
    sign_in(desk, page)
    for step in (queue, filtered, keys, agree, similar, overrule, missed, comment, sign_off):
        step(desk, page)
        assert said(desk) == before, step.__name__
    second(desk, page)
    sign_out(desk, page)
    lead = desk.page("lead")
    code_blind(desk, lead)
    figures(desk, lead)
    exports(desk, lead, tmp_path)
    sign_out(desk, lead)
    assert said(desk) == before
    assert ORDER in rows(desk, TurnRow)[1].reply


def test_whoever_was_signed_out_meanwhile_is_asked_to_sign_in(desk: Desk):
    page, office = desk.page("north"), desk.practice.office
    desk.see(page, desk.to("desk.transcript", encounter=desk.practice.talks["contested"]))
    office.shelf.end_sessions(office.reviewers["north"])
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    desk.was_meant("status of 401")
    assert [v.reviewer_id for v in rows(desk, Verdict)] == [office.reviewers["lead"]]


def test_what_did_not_go_through_is_said_and_kept(desk: Desk):
    page = desk.page("north")
    desk.see(page, desk.to("desk.transcript", encounter=desk.practice.talks["contested"]))
    at = message(page, desk, "plain")
    at.focus()
    page.keyboard.press("c")
    at.locator(".panel textarea").fill("Kindly said.")
    page.context.set_offline(True)
    at.get_by_role("button", name="Send it").click()
    expect(at.get_by_role("alert")).to_contain_text("That didn't go through")
    expect(at.locator(".panel textarea")).to_have_value("Kindly said.")
    desk.was_meant("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    page.context.set_offline(False)
    at.get_by_role("button", name="Send it").click()
    expect(at.locator(".remark")).to_contain_text("Kindly said.")
    expect(at.get_by_role("alert")).to_have_count(0)
