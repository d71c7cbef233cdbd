"""Stopped, crashed, started again: what came in is dealt with, what waits is sent."""

import asyncio

from telegram import Update

from bot import content, wording
from bot.app import make_store
from bot.service import PracticeService
from bot.service.messages import note
from bot.telegram_front import front, inbox, words
from tests.e2e.conftest import Bot
from tests.e2e.test_telegram_encounter import from_dee
from tests.e2e.test_telegram_faults import shown, told
from tests.fakes.bot_api_people import User


async def test_a_restart_between_two_turns_loses_and_repeats_nothing(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await ada.send("What happened?")
    await ada.expect(from_dee)
    await bot.idle()
    await bot.stop()
    bot.store.close()
    await ada.send("That sounds frightening.")  # while nobody listens
    fresh = PracticeService(make_store(bot.settings), driver, content.load(), bot.settings)
    bot.service = fresh
    before = len(ada.messages)
    await bot.start()
    await ada.expect(from_dee)
    await bot.idle()
    assert [r for _, r in driver.played] == ["What happened?", "That sounds frightening."]
    assert shown(ada) == told(bot)
    assert len(ada.messages) == before + 2  # Dee and the coach


async def test_a_crash_in_the_middle_of_a_turn(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    driver.gate.clear()
    await ada.send("That sounds frightening. My number is 415 555 2671.")
    await ada.send("What happened?")
    while not driver.played or bot.api.unconfirmed:
        await asyncio.sleep(0.005)
    await bot.crash()
    assert told(bot) == []
    driver.gate.set()
    await bot.start()
    await ada.expect(from_dee)
    await ada.expect(from_dee)
    await bot.idle()
    assert shown(ada) == told(bot)
    replies = [r for _, r in driver.played][1:]
    assert replies == ["That sounds frightening. My number is [phone].", "What happened?"]
    assert bot.store.waiting("telegram") == []


async def test_what_was_stored_before_a_crash_is_taken_up(bot: Bot, ada: User, driver):
    """Every kind of update can be rebuilt from what is stored."""
    await bot.begin(ada)
    await ada.send("You should rest.")
    await ada.expect(words.COACH)
    await bot.idle()
    reply = ada.last
    await bot.stop()
    ids = [
        await ada.send("/hint"),
        await ada.sticker(),
        await ada.edit("You should sleep.", reply),
        await ada.press(wording.SHOW_WAY),
        await ada.block(),
        await ada.unblock(),
    ]
    for id_ in ids:
        update = Update.de_json(bot.api.update(id_), None)
        bot.store.receive("telegram", str(id_), inbox.payload_of(update, True))
    before = len(ada.messages)
    await bot.start()
    await bot.idle()
    assert len(ada.messages) == before + 4
    for wanted in (
        "A thought for this line",
        "only written words",
        "Take that turn again with the new words?",
        "A thought before other words",
    ):
        await ada.expect(wanted)
    assert bot.store.waiting("telegram") == []


async def test_a_stored_update_that_can_not_be_read_does_not_stop_the_start(bot: Bot, ada: User):
    await bot.begin(ada)
    await bot.stop()
    bot.store.receive("telegram", "1", {"update_id": 1, "message": {"of": "another version"}})
    id_ = await ada.send("/hint")
    update = Update.de_json(bot.api.update(id_), None)
    bot.store.receive("telegram", str(id_), inbox.payload_of(update, True))
    await bot.start()
    await ada.expect("A thought for this line")
    await bot.idle()
    assert bot.store.waiting("telegram") == []


async def test_unsent_messages_go_out_at_start(bot: Bot, ada: User, monkeypatch):
    monkeypatch.setattr(front, "REST_SECONDS", 60.0)
    await bot.begin(ada)
    await bot.stop()
    trainee = bot.store.trainee("telegram", "7")
    bot.store.queue(trainee.account, [note("still here").to_json()])
    await bot.start()
    await ada.expect("still here")


async def test_a_message_that_cannot_be_laid_out_does_not_hold_up_the_next(bot: Bot, ada: User):
    await bot.begin(ada)
    await bot.stop()
    trainee = bot.store.trainee("telegram", "7")
    broken = {**note("").to_json(), "kind": "coach"}  # a coach's note without its parts
    bot.store.queue(trainee.account, [broken, note("the next one").to_json()])
    await bot.start()
    await ada.expect("the next one")
    async with asyncio.timeout(30):
        while bot.store.unsent(trainee.account):
            await asyncio.sleep(0.01)


async def test_an_update_that_fails_twice_over_restarts_is_let_go(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    driver.fail = 2
    update = await ada.send("What happened?")
    await ada.expect(wording.FAILED)
    await bot.stop()
    await bot.start()
    await ada.expect(wording.FAILED)
    await bot.idle()
    assert bot.store.is_done("telegram", str(update))


async def test_words_for_a_supervisor_come_through_a_crash_as_they_were(bot: Bot, ada: User):
    """Even those that would end a role, and a number to call back at."""
    await bot.begin(ada)
    await ada.send("/stop")
    await ada.press(wording.TELL)
    await ada.expect(wording.TELL_ASK)
    await bot.idle()
    words_ = "I feel suicidal. Please ring me on 415 555 2671."
    real = bot.service.reply

    async def never(*args, **more):
        await asyncio.Event().wait()

    bot.service.reply = never
    await ada.send(words_)
    while not bot.store.waiting("telegram"):
        await asyncio.sleep(0.005)
    await bot.crash()
    bot.service.reply = real
    await bot.start()
    await ada.expect("Kept for a supervisor to read")
    await bot.idle()
    told = bot.store.told(bot.store.trainee("telegram", "7").id)
    assert [text for _, text in told] == [words_]
