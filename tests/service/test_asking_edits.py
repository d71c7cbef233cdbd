"""Replies that were changed afterwards."""

from __future__ import annotations

import pytest

from bot import wording
from bot.dialogue import DriverError
from bot.service import PracticeService, Say
from bot.store.repository import StoredTrainee
from tests.fakes.database import everything, take
from tests.fakes.driver import FakeDriver
from tests.service.talk import (
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


async def replied(service: PracticeService, who: StoredTrainee, *replies: str) -> None:
    """Replies with messages of their own: 901, 902, ..."""
    for number, reply in enumerate(replies, start=901):
        await service.reply(fresh(service, who), reply, ref=str(number))
    take(service.store, who)


async def edited(service: PracticeService, who: StoredTrainee, ref: str, text: str) -> list[Say]:
    await service.edited(fresh(service, who), ref, text)
    return take(service.store, who)


async def test_a_changed_reply_can_be_taken_again_with_the_new_words(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, "What happened?", FLAGGED)
    (question,) = await edited(service, who, "902", "How are you?")
    assert question.text == wording.EDITED_ASK.format(reply=FLAGGED)
    assert ids(question) == ["edit:yes:902", "edit:no:902"]
    assert [t.reply for t in stored(service, now).kept] == ["What happened?", FLAGGED]
    second = stored(service, now).turns[1]
    said = await pick(service, who, "edit:yes")
    assert kinds(said) == ["note", "client", "coach"]
    assert said[0].text == wording.AGAIN.format(name="Dee", line=second.client_before)
    after = stored(service, now)
    assert [(t.number, t.reply, t.taken_back) for t in after.turns] == [
        (1, "What happened?", False), (2, FLAGGED, True), (3, "How are you?", False),
    ]  # fmt: skip
    assert after.turns[2].parent == after.turns[0].id
    assert fresh(service, who).asked is None
    # The same message can be changed once more.
    again = wording.EDITED_ASK.format(reply="How are you?")
    assert texts(await edited(service, who, "902", "How was it?")) == [again]


async def test_a_changed_earlier_reply_takes_the_later_ones_along(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED, "What happened?", "How do you feel?")
    first = stored(service, now).turns[0]
    await edited(service, who, "901", "How are you?")
    said = await pick(service, who, "edit:yes")
    assert said[0].text == wording.AGAIN_FURTHER.format(name="Dee", line=first.client_before)
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]


async def test_a_changed_reply_can_be_left_as_it_was(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    before = stored(service, now)
    await edited(service, who, "901", "How are you, zanzibar?")
    assert texts(await pick(service, who, "edit:no")) == [wording.EDITED_LEFT]
    after = stored(service, now)
    assert (after.turns, after.state) == (before.turns, before.state)
    assert "zanzibar" not in everything(service.store)
    # Pressed again, the question is over.
    for choice in ("edit:yes", "edit:no"):
        assert texts(await pick(service, who, choice)) == [wording.EDITED_LATE]
    assert len(driver.played) == 1


async def test_a_change_of_nothing_is_not_asked_about(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await replied(service, who, "You should rest, on 415 555 2671.")
    assert await edited(service, who, "901", "You should rest, on 415 555 2671.") == []
    assert fresh(service, who).asked is None


@pytest.mark.parametrize(
    ("ref", "text"),
    [("901", "  "), ("901", "you're a filthy whore"), ("777", "How are you?")],
    ids=["empty", "abuse", "another message"],
)
async def test_a_change_that_cannot_be_followed_leaves_it_as_it_was(
    service: PracticeService, ref: str, text: str
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    before = stored(service, now)
    assert texts(await edited(service, who, ref, text)) == [wording.EDITED_LATE]
    assert stored(service, now).turns == before.turns
    assert fresh(service, who).asked is None


async def test_a_change_to_words_that_mean_stop_steps_out(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    (said,) = await edited(service, who, "901", "I feel suicidal, zanzibar")
    assert "Ask for Priya" in said.text
    assert stored(service, now).status == "paused"
    assert "zanzibar" not in everything(service.store)


async def test_details_in_changed_words_are_replaced_before_they_are_kept(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "Call Anna Kowalska, please.")
    assert "Kowalska" not in everything(service.store)
    await pick(service, who, "edit:yes")
    assert [t.reply for t in stored(service, now).kept] == ["Call [name], please."]


async def test_a_turn_already_taken_back_is_taken_again_with_the_new_words(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "How are you?")
    service.again(fresh(service, who))
    take(service.store, who)
    assert kinds(await pick(service, who, "edit:yes")) == ["client", "coach"]
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]


async def test_a_line_that_was_answered_anew_since_is_left_behind(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "How are you?")
    service.again(fresh(service, who))
    await say(service, who, "That sounds hard.")
    assert texts(await pick(service, who, "edit:yes")) == [wording.EDITED_LATE]
    assert texts(await edited(service, who, "901", "How was it?")) == [wording.EDITED_LATE]
    assert [t.reply for t in stored(service, now).kept] == ["That sounds hard."]
    assert len(driver.played) == 2


async def test_an_unreachable_assistant_leaves_the_question_of_the_new_words_open(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "How are you?")
    driver.fail = 1
    with pytest.raises(DriverError):
        await pick(service, who, "edit:yes")
    await pick(service, who, "edit:yes")
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]
    assert fresh(service, who).asked is None


async def test_a_changed_goodbye_takes_the_conversation_up_again(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, "How are you?", "Bye for now.")
    assert stored(service, now).status == "ended"
    assert texts(await edited(service, who, "902", "What happened?")) == [
        wording.EDITED_ASK.format(reply="Bye for now.")
    ]
    await pick(service, who, "edit:yes")
    after = stored(service, now)
    assert (after.status, [t.reply for t in after.kept]) == (
        "active", ["How are you?", "What happened?"],
    )  # fmt: skip


# -- several changes, and changes at odd moments ---------------------------------------------------


async def test_each_of_two_changes_is_taken_by_its_own_button(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, "What happened?", FLAGGED)
    await edited(service, who, "902", "How are you?")
    await edited(service, who, "901", "What was it like?")
    await pick(service, who, "edit:yes:902")
    assert [t.reply for t in stored(service, now).kept] == ["What happened?", "How are you?"]
    await pick(service, who, "edit:yes:901")
    assert [t.reply for t in stored(service, now).kept] == ["What was it like?"]
    assert fresh(service, who).asked is None


async def test_changed_back_again_there_is_nothing_to_take(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "How are you, zanzibar?")
    assert await edited(service, who, "901", FLAGGED) == []
    assert "zanzibar" not in everything(service.store)
    assert texts(await pick(service, who, "edit:yes:901")) == [wording.EDITED_LATE]
    assert [t.reply for t in stored(service, now).kept] == [FLAGGED]


async def test_other_buttons_leave_a_change_waiting(service: PracticeService) -> None:
    who = newcomer(service)
    service.toggle_intent(who)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "How are you?")
    await pick(service, who, "intent:1:0")
    await pick(service, who, "skip:reason")
    await pick(service, who, "edit:yes:901")
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]


async def test_a_message_changed_after_try_again_takes_the_open_line(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await pick(service, who, "again:1")
    (question,) = await edited(service, who, "901", "How are you?")
    said = await pick(service, who, ids(question)[0])
    assert kinds(said)[0] == "client"  # the line is open already: nothing is taken back
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]


async def test_a_change_while_paused_says_how_to_go_on(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await replied(service, who, FLAGGED)
    service.pause(who)
    take(service.store, who)
    said = texts(await edited(service, who, "901", "How are you?"))
    assert said == [wording.PAUSED_STILL.format(name="Dee")]


async def test_details_in_a_change_are_replaced_and_made_up_ones_asked_for(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    begin(service, who)
    await replied(service, who, FLAGGED)
    told, question = await edited(service, who, "901", "Call me on 415 555 2671.")
    kinds_ = wording.DETAILS["phone"]
    assert told.text == wording.PERSONAL.format(kinds=kinds_)
    assert ids(question)[0] == "edit:yes:901"
    assert "555 2671" not in everything(service.store)


async def test_a_change_leaves_another_question_waiting(
    service: PracticeService, driver: FakeDriver
) -> None:
    """The next words still go to the supervisor they were promised to, and the change waits."""
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await pick(service, who, f"tell:{now.id}")
    await edited(service, who, "901", "How are you?")
    await say(service, who, "Please ring me.")
    assert [text for _, text in service.store.told(who.id)] == ["Please ring me."]
    assert [r for _, r in driver.played] == [FLAGGED]
    await pick(service, who, "edit:yes:901")
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]


async def test_a_change_outlives_another_question(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "How are you?")
    await pick(service, who, "no:1")
    await say(service, who, "She asked me.")
    await pick(service, who, "edit:yes:901")
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]
    assert fresh(service, who).asked is None


async def test_stepping_out_by_a_change_leaves_no_question_open(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await pick(service, who, "no:1")
    await edited(service, who, "901", "I feel suicidal")
    await say(service, who, "my brother died last month")
    assert service.store.objections(now.id) == [(1, "P4", "")]


async def test_a_change_after_the_end_takes_the_conversation_up_again(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, "What happened?", FLAGGED)
    await pick(service, who, "again:2")
    await service.end(fresh(service, who))
    take(service.store, who)
    await edited(service, who, "902", "How are you?")
    said = await pick(service, who, "edit:yes:902")
    assert kinds(said)[:2] == ["note", "client"]
    assert "debrief" not in kinds(said)
    assert stored(service, now).status == "active"
