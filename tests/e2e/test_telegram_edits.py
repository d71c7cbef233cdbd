"""A reply that was changed afterwards: asked about, and taken again with the new words."""

import asyncio

from bot import wording
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.test_telegram_encounter import another, from_dee
from tests.fakes.bot_api_people import User
from tests.fakes.database import everything

ASKED = "Take that turn again with the new words?"


def latest(bot: Bot, *status: str):
    return bot.store.latest(bot.store.trainee("telegram", "7").id, status or ("active",))


def replies(bot: Bot) -> list[tuple[str, bool]]:
    """Every reply of the conversation, and whether it is kept."""
    return [(t.reply, not t.taken_back) for t in latest(bot).turns]


async def say(bot: Bot, ada: User, text: str) -> dict:
    """Say something, wait for the answer; returns the message, to change it later."""
    await ada.send(text)
    await ada.expect(from_dee)
    await bot.idle()
    return ada.last


async def test_the_turn_is_taken_again_with_the_new_words(bot: Bot, ada: User, driver):
    opening = await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    await ada.edit("You should go home.")
    asked = await ada.expect(ASKED)
    assert [label for label, _data in asked.buttons] == [wording.EDITED_YES, wording.EDITED_NO]
    await bot.idle()
    assert [r for _scene, r in driver.played] == ["What happened tonight?"]

    await ada.press(wording.EDITED_YES)
    back = await ada.expect("Back one turn")
    assert opening.text.removeprefix("Dee\n") in back.text.replace("*", "")
    answer = await ada.expect(from_dee)
    coach = await ada.expect(words.FLAG_MARK)
    await bot.idle()
    assert "“You should go home" in coach.text
    assert asked.buttons == []
    assert replies(bot) == [("What happened tonight?", False), ("You should go home.", True)]
    assert latest(bot).turns[1].client_after.replace("*", "") in answer.text
    assert bot.store.trainee("telegram", "7").asked is None


async def test_declined_it_stays_as_it_was(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    await ada.edit("You should go home.")
    asked = await ada.expect(ASKED)
    await ada.press(wording.EDITED_NO)
    await ada.expect(wording.EDITED_LEFT)
    await bot.idle()
    assert asked.buttons == []
    await ada.press_data("edit:yes", asked)  # pressed all the same, from another phone
    await ada.expect(wording.EDITED_LATE)
    assert replies(bot) == [("What happened tonight?", True)]
    assert len(driver.played) == 1
    assert "go home" not in everything(bot.store)


async def test_an_earlier_reply_takes_back_what_came_after_it(bot: Bot, ada: User):
    await bot.begin(ada)
    first = await say(bot, ada, "What happened tonight?")
    await say(bot, ada, "How are you now?")
    await ada.edit("That sounds frightening.", first)
    await ada.press(wording.EDITED_YES)
    await ada.expect("Back to an earlier turn")
    await ada.expect(from_dee)
    await bot.idle()
    assert replies(bot) == [
        ("What happened tonight?", False),
        ("How are you now?", False),
        ("That sounds frightening.", True),
    ]
    assert latest(bot).turns[2].parent is None


async def test_a_reply_that_was_taken_back_can_be_changed_instead(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    message = await say(bot, ada, "What happened tonight?")
    await ada.send("/again")
    await ada.expect("Back one turn")
    await ada.edit("You should go home.", message)
    await ada.expect(ASKED)
    await ada.press(wording.EDITED_YES)
    await ada.expect(words.FLAG_MARK)
    assert [reply for _, reply in driver.played] == [
        "What happened tonight?", "You should go home.",
    ]  # fmt: skip


async def test_a_reply_of_an_earlier_conversation_is_too_old(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    message = await say(bot, ada, "What happened tonight?")
    await another(bot, ada)
    await ada.edit("You should go home.", message)
    said = await ada.expect(wording.EDITED_LATE)
    assert said.buttons == []
    assert len(driver.played) == 1


async def test_what_was_no_reply_is_not_taken_for_one(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await ada.send("/hint")
    await ada.expect("A thought for this line")
    await ada.edit("hints are nice")
    await ada.expect(wording.EDITED_LATE)
    assert driver.played == []


async def test_the_same_words_again_get_no_answer(bot: Bot, ada: User):
    await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    before = len(ada.messages)
    await ada.edit("What happened tonight?")
    await bot.idle()
    assert len(ada.messages) == before


async def test_changed_twice_the_last_words_count(bot: Bot, ada: User):
    await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    await ada.edit("What hapened?")
    await ada.edit("What was it like tonight?")
    await ada.expect(ASKED)
    await ada.expect(ASKED)
    await ada.press(wording.EDITED_YES)
    await ada.expect(from_dee)
    await bot.idle()
    assert replies(bot)[-1] == ("What was it like tonight?", True)
    await ada.edit("What was it like?")  # and changed once more, after it was played
    await ada.expect(ASKED)
    await ada.press(wording.EDITED_YES)
    await ada.expect(from_dee)
    await bot.idle()
    assert [r for r, kept in replies(bot) if kept] == ["What was it like?"]


async def test_a_conversation_that_just_ended_goes_on_from_there(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("Take care, bye!")
    await ada.expect(words.DEBRIEF)
    await bot.idle()
    assert latest(bot) is None
    await ada.edit("Shall I stay a bit longer?")
    await ada.press(wording.EDITED_YES)
    await ada.expect(from_dee)
    await bot.idle()
    assert replies(bot) == [("Take care, bye!", False), ("Shall I stay a bit longer?", True)]


async def test_real_details_in_a_change_are_replaced_before_they_are_kept(bot: Bot, ada: User):
    await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    await ada.edit("Call me on 415 555 2671, okay?")
    await ada.expect(ASKED)
    await bot.idle()
    assert "2671" not in everything(bot.store)
    await ada.press(wording.EDITED_YES)
    await ada.expect(from_dee)
    await bot.idle()
    assert replies(bot)[-1] == ("Call me on [phone], okay?", True)


async def test_words_that_end_the_exercise_end_it_when_changed_to(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    await ada.edit("I need to step out of the role, this is too much for me")
    await ada.expect("no longer Dee speaking")
    await bot.idle()
    assert latest(bot) is None
    assert "too much" not in everything(bot.store)
    assert len(driver.played) == 1


async def test_an_abusive_change_is_neither_played_nor_kept(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    await ada.edit("fuck off")
    await ada.expect(wording.EDITED_LATE)
    await bot.idle()
    assert "fuck" not in everything(bot.store)
    assert replies(bot) == [("What happened tonight?", True)]


async def test_when_the_assistant_is_down_the_button_works_again(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    await ada.edit("You should go home.")
    await ada.expect(ASKED)
    driver.fail = 1
    await ada.press(wording.EDITED_YES)
    await ada.expect(wording.FAILED)
    await ada.press(wording.EDITED_YES)
    await ada.expect(from_dee)
    await bot.idle()
    assert [r for r, kept in replies(bot) if kept] == ["You should go home."]
    assert sum("Back one turn" in t for t in ada.texts) == 1


async def test_a_turn_said_in_other_words_meanwhile_is_left_alone(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    await ada.edit("You should go home.")
    await ada.expect(ASKED)
    await ada.send("/again")
    await ada.expect("Back one turn")
    await say(bot, ada, "That sounds frightening.")
    await ada.press(wording.EDITED_YES)
    await ada.expect(wording.EDITED_LATE)
    await bot.idle()
    assert [r for r, kept in replies(bot) if kept] == ["That sounds frightening."]


async def test_a_crash_while_it_is_taken_again(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await say(bot, ada, "What happened tonight?")
    await ada.edit("You should go home.")
    await ada.expect(ASKED)
    driver.gate.clear()
    await ada.press(wording.EDITED_YES)
    while len(driver.played) < 2 or bot.api.unconfirmed:
        await asyncio.sleep(0.005)
    await bot.crash()
    assert [r for r, kept in replies(bot) if kept] == []
    driver.gate.set()
    await bot.start()
    await ada.expect(words.FLAG_MARK)
    await bot.idle()
    assert [r for r, kept in replies(bot) if kept] == ["You should go home."]
    assert wording.EDITED_LATE not in ada.texts


async def test_a_reply_changed_to_stop_leaves_the_role(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("Hi there.")
    await ada.expect(lambda m: m.text.startswith("Dee\n"))
    await ada.edit("/stop")
    await ada.expect("no longer Dee speaking")
