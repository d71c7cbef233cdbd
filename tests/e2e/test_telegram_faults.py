"""Networks fail, people block, processes die: nothing is lost, nothing said twice."""

import asyncio
import logging

import pytest
from telegram.ext import Application

from bot import content, wording
from bot.app import make_store
from bot.service import PracticeService
from bot.service.messages import note
from bot.telegram_front import front, inbox, words
from tests.e2e.conftest import Bot
from tests.fakes.bot_api_people import User


def from_dee(message):
    return message.text.startswith("Dee\n")


def told(bot: Bot, id_: str = "7") -> list[str]:
    """What Dee answered, as stored."""
    latest = bot.store.latest(bot.store.trainee("telegram", id_).id, ("active", "ended"))
    return [t.client_after.replace("*", "") for t in latest.turns]


def shown(user: User) -> list[str]:
    """What Dee answered, as shown (without the opening)."""
    return [m.text.removeprefix("Dee\n") for m in user.messages if from_dee(m)][1:]


async def test_an_update_delivered_twice_is_answered_once(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    update = await ada.send("What happened?")
    await ada.expect(from_dee)
    await bot.api.redeliver(update)
    await bot.idle()
    await ada.send("And then, what was it like?")
    await ada.expect(from_dee)
    await bot.idle()
    assert len(driver.played) == 2
    assert shown(ada) == told(bot)


async def test_an_update_delivered_twice_while_it_is_worked_on(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    driver.gate.clear()
    update = await ada.send("What happened?")
    await bot.api.redeliver(update)
    while not driver.played or bot.api.unconfirmed:
        await asyncio.sleep(0.005)
    driver.gate.set()
    await ada.expect(from_dee)
    await bot.idle()
    assert len(driver.played) == 1
    assert shown(ada) == told(bot)


@pytest.mark.parametrize("kind", ["flood", "drop", "gateway", "slow"])
@pytest.mark.parametrize("times", [1, 2])
async def test_trouble_on_sending_loses_and_repeats_nothing(bot: Bot, ada: User, kind, times):
    await bot.begin(ada)
    bot.api.fail_next(kind, times)
    replies = ["That sounds like a long night.", "What would help?", "You should rest."]
    for text in replies:
        await ada.send(text)
    for _ in replies:
        await ada.expect(from_dee)
    await ada.expect(words.FLAG_MARK)
    await bot.idle()
    assert shown(ada) == told(bot)
    assert len(told(bot)) == 3
    assert sum(words.COACH in t for t in ada.texts) == 3
    assert not bot.store.unsent(bot.store.trainee("telegram", "7").account)


async def test_a_long_outage_is_made_up_for_later(bot: Bot, ada: User):
    await bot.begin(ada)
    bot.api.fail_next("drop", 6)
    await ada.send("That sounds like a long night.")
    await ada.expect(from_dee)
    await ada.expect(words.COACH)
    await bot.idle()
    assert shown(ada) == told(bot)


async def test_a_message_in_parts_goes_on_where_it_stopped(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("You should go.")
    await ada.expect(words.COACH)
    before = len(ada.messages)
    bot.api.fail_next("drop", 6, after=1)  # the first part of the debrief comes through
    await ada.send("/end")
    await ada.expect(words.DEBRIEF)
    await ada.expect(lambda m: m.photo is not None)
    await ada.expect(lambda m: any(d.startswith("carry:") for _, d in m.buttons))
    await bot.idle()
    texts = [m.text for m in ada.messages[before:]]
    assert len(texts) == len(set(texts)) == 5
    assert words.LOOK_AGAIN in texts[1]


async def test_a_refused_message_is_given_up_and_the_next_still_comes(bot: Bot, ada: User):
    await bot.begin(ada)
    bot.api.fail_next("bad", 1)
    await ada.send("You should rest.")
    await ada.expect(words.COACH)
    await bot.idle()
    assert shown(ada) == []
    assert not bot.store.unsent(bot.store.trainee("telegram", "7").account)


async def test_a_refused_picture_leaves_its_description(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("What would help?")
    await ada.expect(from_dee)
    bot.api.fail_next("bad", 1, ("sendPhoto",))
    await ada.send("/end")
    described = await ada.expect("Dee's trust")
    assert described.photo is None


async def test_blocked_and_back(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.block()
    await bot.idle()
    assert bot.store.trainee("telegram", "7").unreachable
    await ada.unblock()
    await bot.idle()
    assert not bot.store.trainee("telegram", "7").unreachable
    await ada.send("What happened?")
    await ada.expect(from_dee)


async def test_blocked_while_an_answer_is_on_its_way(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    driver.gate.clear()
    await ada.send("You should rest.")
    while not driver.played:
        await asyncio.sleep(0.005)
    bot.api.blocked.add(7)
    driver.gate.set()
    await bot.idle()
    assert bot.store.trainee("telegram", "7").unreachable
    assert not bot.store.unsent(bot.store.trainee("telegram", "7").account)
    bot.api.blocked.discard(7)
    before = len(ada.messages)
    await ada.send("/resume")
    back = await ada.expect("Back with Dee")
    assert told(bot)[-1] in back.text.replace("*", "")
    assert not bot.store.trainee("telegram", "7").unreachable
    assert len(ada.messages) == before + 1


async def test_when_the_assistant_is_down_the_words_can_come_again(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    driver.fail = 1
    first = await ada.send("What happened?")
    await ada.expect(wording.FAILED)
    assert told(bot) == []
    assert not bot.store.is_done("telegram", str(first))
    await ada.send("What happened?")
    await ada.expect(from_dee)
    await bot.idle()
    # Otherwise a restart would play the first one after all.
    assert bot.store.is_done("telegram", str(first))
    await bot.stop()
    await bot.start()
    await bot.idle()
    assert len(driver.played) == 2


async def test_no_text_reaches_the_log(bot: Bot, ada: User, driver, caplog):
    caplog.set_level(logging.DEBUG)
    await bot.begin(ada)
    driver.fail = 1
    bot.api.fail_next("drop", 1)
    await ada.send("What about the Marmalade sandwiches?")
    await ada.expect(wording.FAILED)
    await ada.send("You should Marmalade more.")
    await ada.expect(words.COACH)
    await bot.idle()
    ours = [r for r in caplog.records if r.name.startswith(("bot", "telegram"))]
    assert any("DriverError" in r.getMessage() for r in ours)
    logged = caplog.text
    assert "Marmalade" not in logged
    assert ada.messages[0].text[:20] not in logged


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
    from telegram import Update

    await bot.begin(ada)
    await ada.send("You should rest.")
    await ada.expect(words.COACH)
    await bot.idle()
    await bot.stop()
    ids = [
        await ada.send("/hint"),
        await ada.sticker(),
        await ada.edit("changed"),
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
    for wanted in ("A thought", "only written words", wording.EDITED, "Other ways"):
        await ada.expect(wanted)
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


async def test_a_database_that_is_away_for_a_moment(bot: Bot, ada: User, driver, monkeypatch):
    from sqlalchemy.exc import OperationalError

    monkeypatch.setattr(inbox, "RETRY", 0.02)
    await bot.begin(ada)
    receive, away = bot.store.receive, [1, 2]

    def sometimes(*args):
        if away:
            away.pop()
            raise OperationalError("insert", {}, Exception("locked"))
        return receive(*args)

    bot.store.receive = sometimes
    await ada.send("What happened?")
    await ada.expect(from_dee)
    await bot.idle()
    assert shown(ada) == told(bot)


async def test_a_second_bot_with_the_same_token_is_noticed_and_outlived(bot: Bot, ada: User):
    import aiohttp

    await bot.begin(ada)
    async with aiohttp.ClientSession() as session:
        await session.get(f"{bot.api.url}/bot{bot.settings.telegram_token.get_secret_value()}"
                          "/getUpdates?timeout=0")  # fmt: skip
    assert bot.api.conflicts == 1
    await ada.send("What happened?")
    await ada.expect(from_dee)


async def test_locks_are_forgotten(bot: Bot, ada: User):
    await bot.begin(ada)
    await bot.idle()
    assert isinstance(bot.app, Application)
    assert len(bot.app.update_processor.locks) == 0
