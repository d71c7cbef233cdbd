"""What somebody wants a supervisor to know: only what was written for it."""

from __future__ import annotations

import pytest

from bot import wording
from bot.service import PracticeService
from tests.fakes.database import dump, everything, take
from tests.fakes.driver import FakeDriver
from tests.service.talk import (
    begin,
    fresh,
    ids,
    newcomer,
    pick,
    say,
    stored,
    texts,
)


async def test_after_stepping_out_a_supervisor_can_be_told(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    (out,) = await say(service, who, "I feel suicidal, zanzibar")
    assert ids(out) == [f"tell:{now.id}", f"resume:{now.id}"]
    (question,) = await pick(service, who, ids(out)[0])
    assert question.text == wording.TELL_ASK
    (kept,) = await say(service, who, "I had to stop. You should know.")
    assert kept.text == wording.TOLD.format(text="I had to stop. You should know.")
    assert [text for _, text in service.store.told(who.id)] == ["I had to stop. You should know."]
    assert "zanzibar" not in everything(service.store)
    assert driver.played == []
    after = stored(service, now)
    assert (after.status, after.turns) == ("paused", ())
    # Only what was written for them goes to them.
    (still,) = await say(service, who, "And now?")
    assert "nobody plays Dee now" in still.text
    assert len(service.store.told(who.id)) == 1


async def test_what_was_told_can_be_taken_back(service: PracticeService) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    begin(service, who)
    (out,) = await say(service, who, "I feel suicidal")
    await pick(service, who, ids(out)[0])
    (told,) = await say(service, who, "Please ring me, zanzibar.")
    (back,) = ids(told)
    assert [s.text for s in await pick(service, other, back)] == [wording.UNTOLD_LATE]
    assert len(service.store.told(who.id)) == 1
    assert [s.text for s in await pick(service, who, back)] == [wording.UNTOLD]
    assert service.store.told(who.id) == []
    assert "zanzibar" not in everything(service.store)
    assert [s.text for s in await pick(service, who, back)] == [wording.UNTOLD_LATE]


@pytest.mark.parametrize("open_scene", [True, False])
async def test_nothing_after_all(service: PracticeService, open_scene: bool) -> None:
    who = newcomer(service)
    if open_scene:
        begin(service, who)
    service.step_out(who)
    (out,) = take(service.store, who)
    (question,) = await pick(service, who, ids(out)[0])
    assert texts(await pick(service, who, ids(question)[0])) == [wording.LEFT_UNSAID]
    out_of_it = wording.OUT_OF_ROLE.format(name="Dee", contacts="Ask for Priya at the front desk.")
    nothing = out_of_it if open_scene else wording.NOTHING_OPEN
    assert texts(await say(service, who, "Hello?")) == [nothing]
    assert service.store.told(who.id) == []


async def test_without_a_conversation_a_supervisor_can_be_told_too(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    (out,) = await say(service, who, "I feel suicidal")
    await pick(service, who, ids(out)[0])
    await say(service, who, "Please ring me.")
    assert [text for _, text in service.store.told(who.id)] == ["Please ring me."]


async def test_what_is_told_is_told_of_one_s_own_conversation_only(
    service: PracticeService,
) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    theirs = begin(service, other)
    for encounter in (theirs.id, "abc0"):
        await pick(service, who, f"tell:{encounter}")
        await say(service, who, "I had to stop.")
    told = dump(service.store)["note"]
    assert [(row["trainee_id"], row["encounter_id"]) for row in told] == [(who.id, None)] * 2


async def test_words_for_a_supervisor_reach_them_whatever_they_say(
    service: PracticeService,
) -> None:
    """They were asked what may be read: the very words that mean stop may be it."""
    who = newcomer(service)
    begin(service, who)
    (out,) = await say(service, who, "I feel suicidal")
    await pick(service, who, ids(out)[0])
    words = "I feel suicidal since Thursday. Anna Kowalska, 415 555 2671."
    said = await say(service, who, words)
    # Also a number to call back at is there on purpose.
    assert [text for _, text in service.store.told(who.id)] == [words]
    assert said[0].text == wording.TOLD.format(text=words)
    assert any("Ask for Priya" in s.text for s in said)
    assert fresh(service, who).asked is None


async def test_words_about_abuse_reach_a_supervisor_too(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    service.step_out(who)
    (out,) = take(service.store, who)
    await pick(service, who, ids(out)[0])
    await say(service, who, "He wrote to me: you're a filthy whore. Then: you are trash.")
    assert len(service.store.told(who.id)) == 1
    assert stored(service, now).status == "paused"


async def test_going_on_instead_leaves_it_unsaid(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    begin(service, who)
    service.step_out(who)
    (out,) = take(service.store, who)
    await pick(service, who, ids(out)[0])
    await pick(service, who, "resume")
    await say(service, who, "How are you?")
    assert [r for _, r in driver.played] == ["How are you?"]
    assert service.store.told(who.id) == []


async def test_nothing_after_all_is_not_said_of_what_was_sent(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    (out,) = await say(service, who, "I feel suicidal")
    (question,) = await pick(service, who, ids(out)[0])
    await say(service, who, "Please ring me.")
    assert texts(await pick(service, who, ids(question)[0])) == [wording.FOR_CLIENT_LATE]
    assert len(service.store.told(who.id)) == 1
