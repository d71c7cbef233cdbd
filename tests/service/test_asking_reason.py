"""Why somebody disagrees with a flag, and what they hear back."""

from __future__ import annotations

import pytest

from bot import wording
from bot.dialogue import DriverError
from bot.service import PracticeService
from bot.service.looking_back import settle
from tests.fakes.database import everything, take
from tests.fakes.driver import FakeDriver
from tests.service.talk import (
    KIT,
    begin,
    fresh,
    ids,
    kinds,
    newcomer,
    pick,
    say,
    stored,
    texts,
)

FLAGGED = "You should rest."


async def test_a_reason_is_kept_with_the_objection(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    (asked,) = await pick(service, who, "no:1")
    assert asked.text == wording.DISAGREED
    (kept,) = await say(service, who, "She asked me what to do.")
    assert kept.text == wording.REASON_KEPT.format(reason="She asked me what to do.")
    assert service.store.objections(now.id) == [(1, "P4", "She asked me what to do.")]
    assert [t.reply for t in stored(service, now).turns] == [FLAGGED]
    await say(service, who, "How are you?")
    assert [r for _, r in driver.played] == [FLAGGED, "How are you?"]


async def test_no_reason_is_fine(service: PracticeService, driver: FakeDriver) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    (asked,) = await pick(service, who, "no:1")
    assert await pick(service, who, ids(asked)[0]) == []
    await say(service, who, "How are you?")
    assert service.store.objections(now.id) == [(1, "P4", "")]
    assert len(driver.played) == 2


async def test_a_reason_that_was_for_the_client(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    (kept,) = await say(service, who, "How are you?")
    assert [c.label for c in kept.choices] == [wording.FOR_CLIENT.format(name="Dee")]
    said = await pick(service, who, ids(kept)[0])
    assert kinds(said)[0] == "client"
    assert [t.reply for t in stored(service, now).turns] == [FLAGGED, "How are you?"]
    assert service.store.objections(now.id) == [(1, "P4", "")]
    assert texts(await pick(service, who, ids(kept)[0])) == [wording.FOR_CLIENT_LATE]
    assert len(driver.played) == 2


async def test_an_unreachable_assistant_loses_no_reason(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    (kept,) = await say(service, who, "How are you?")
    driver.fail = 1
    with pytest.raises(DriverError):
        await pick(service, who, ids(kept)[0])
    assert service.store.objections(now.id) == [(1, "P4", "How are you?")]
    await pick(service, who, ids(kept)[0])
    assert len(stored(service, now).turns) == 2


async def test_a_reason_after_the_debrief_has_nobody_else_to_go_to(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await service.end(who)
    take(service.store, who)
    await pick(service, who, "no:1")
    (told, kept) = await say(service, who, "She asked me, at 415 555 2671.")
    assert told.text == wording.PERSONAL.format(kinds=wording.DETAILS["phone"])
    assert kept.text == wording.REASON_KEPT.format(reason="She asked me, at [phone].")
    assert kept.choices == ()
    assert service.store.objections(now.id) == [(1, "P4", "She asked me, at [phone].")]


async def test_a_reason_is_not_offered_to_the_client_of_another_scene(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await service.end(who)
    take(service.store, who)
    await pick(service, who, "no:1")
    asked = fresh(service, who).asked
    begin(service, who, KIT)
    service.store.set_trainee(who.id, asked=asked)
    (kept,) = await say(service, who, "She asked me what to do.")
    assert kept.choices == ()
    assert service.store.objections(now.id) == [(1, "P4", "She asked me what to do.")]


@pytest.mark.parametrize("turned_to", ["again:1", f"go:{KIT}:-"])
async def test_turning_to_something_else_leaves_it_unanswered(
    service: PracticeService, driver: FakeDriver, turned_to: str
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    await pick(service, who, turned_to)
    await say(service, who, "How are you?")
    assert [r for _, r in driver.played] == [FLAGGED, "How are you?"]
    assert service.store.objections(now.id) == [(1, "P4", "")]


@pytest.mark.parametrize("agreed", [True, False])
async def test_hearing_back_is_in_the_trainee_s_language(
    service: PracticeService, marked: str, agreed: bool
) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    service.store.set_trainee(who.id, language="es")
    begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    (one,) = service.store.open_objections()
    text = wording.SETTLED["agreed" if agreed else "kept"].format(quote="You should rest")
    assert settle(service.store, one.id, agreed, "Worth a talk on {Monday}.")
    assert texts(take(service.store, who)) == [
        f"{marked}{text}\n{marked}"
        + wording.SETTLED_ANSWER.format(answer="Worth a talk on {Monday}.")
    ]
    assert take(service.store, other) == []
    assert not settle(service.store, one.id, not agreed)
    assert take(service.store, who) == []


async def test_hearing_back_without_a_word_to_it(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    (one,) = service.store.open_objections()
    assert settle(service.store, one.id, agreed=True)
    (heard,) = take(service.store, who)
    assert heard.text == wording.SETTLED["agreed"].format(quote="You should rest")
    assert not settle(service.store, 99, agreed=True)


@pytest.mark.parametrize("button", ["on:1", "ways:1", "show:1"])
async def test_going_on_by_a_button_leaves_the_reason_out(
    service: PracticeService, driver: FakeDriver, button: str
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    await pick(service, who, button)
    await say(service, who, "How has your night been?")
    assert [r for _, r in driver.played] == [FLAGGED, "How has your night been?"]
    assert service.store.objections(now.id) == [(1, "P4", "")]


async def test_a_reason_for_what_was_settled_meanwhile_is_not_kept(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    (one,) = service.store.open_objections()
    service.store.settle(one.id, "agreed", "", [])
    assert texts(await say(service, who, "She asked me, zanzibar.")) == [wording.REASON_LATE]
    assert "zanzibar" not in everything(service.store)
    assert service.store.objections(now.id) == [(1, "P4", "")]


async def test_disagreeing_is_about_the_conversation_of_the_button(
    service: PracticeService,
) -> None:
    """Whatever was touched last: a supervisor is never shown a reply that nobody contested."""
    who = newcomer(service)
    first = begin(service, who)
    await say(service, who, FLAGGED)
    await service.end(fresh(service, who))
    take(service.store, who)
    second = begin(service, who, KIT)
    await say(service, who, FLAGGED)
    await pick(service, who, f"carry:{first.id}:0")
    await pick(service, who, f"no:1@{second.id}")
    assert service.store.objections(first.id) == []
    assert len(service.store.objections(second.id)) == 1
    # And the earlier one's own button is still its own.
    await pick(service, who, f"no:1@{first.id}")
    assert len(service.store.objections(first.id)) == 1


async def test_what_has_had_its_answer_is_not_sent_again(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    await pick(service, who, "skip:reason")
    (one,) = service.store.open_objections()
    service.store.settle(one.id, "kept", "", [])
    assert texts(await pick(service, who, "no:1")) == [wording.DISAGREE_SETTLED]
    assert fresh(service, who).asked is None


@pytest.mark.parametrize("late", ["carry", "reason"])
async def test_a_late_word_on_one_conversation_is_no_step_in_it(
    service: PracticeService, late: str
) -> None:
    who = newcomer(service)
    first = begin(service, who)
    await say(service, who, FLAGGED)
    await service.end(fresh(service, who))
    second = begin(service, who, KIT)
    await say(service, who, FLAGGED)
    await service.end(fresh(service, who))
    take(service.store, who)
    if late == "carry":
        await pick(service, who, f"carry:{first.id}:0")
    else:
        await pick(service, who, f"no:1@{first.id}")
        await say(service, who, "She asked me.")
    assert service.again(fresh(service, who))
    assert (stored(service, first).status, stored(service, second).status) == ("ended", "active")
