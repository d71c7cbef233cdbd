"""Networks fail, people block, processes die: nothing is lost, nothing said twice."""

import asyncio
import logging
import time

import pytest
from telegram.ext import Application

from bot import wording
from bot.service import conversation, lines
from bot.service.messages import note
from bot.telegram_front import inbox, pacing, words
from bot.telegram_front.came import TOOLS
from bot.telegram_front.delivery import Delivery
from tests.e2e.conftest import Bot
from tests.e2e.test_telegram_encounter import from_dee
from tests.fakes.bot_api_people import User
from tests.fakes.spanish import MARK, spanish

__all__ = ["spanish"]


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
    assert len(texts) == len(set(texts)) == 6
    assert words.LOOK_AGAIN in texts[1]
    assert sum(m.photo is not None for m in ada.messages) == 2


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


async def test_a_chat_that_is_no_more_counts_as_blocked(bot: Bot, ada: User):
    await bot.begin(ada)
    bot.api.fail_next("unknown", 1)
    await ada.send("You should rest.")
    await bot.idle()
    assert bot.store.trainee("telegram", "7").unreachable
    assert not bot.store.unsent(bot.store.trainee("telegram", "7").account)


async def test_what_supervisors_wrote_waits_for_somebody_who_blocked(bot: Bot, ada: User):
    await bot.begin(ada)
    await bot.idle()
    bot.api.blocked.add(7)
    who = bot.store.trainee("telegram", "7")
    asked = note("A scene for you").to_json()
    bot.store.assign("ad-site-down", trainee=who.id, message=lambda language: asked)
    await ada.send("You should rest.")
    await bot.idle()
    async with asyncio.timeout(30):
        while not bot.store.trainee("telegram", "7").unreachable:
            await asyncio.sleep(0.01)
    assert [m.payload["text"] for m in bot.store.unsent(who.account)] == ["A scene for you"]
    await ada.unblock()
    await ada.expect("A scene for you")
    assert shown(ada) == []


async def test_two_processes_on_one_database_send_each_message_once(bot: Bot, ada: User):
    await bot.begin(ada)
    who = bot.store.trainee("telegram", "7")
    tools = bot.app.bot_data[TOOLS]
    other = Delivery(bot.app.bot, bot.store, "telegram")  # with locks of its own
    before = len(ada.messages)
    for number in range(5):
        bot.store.queue(who.account, [note(f"number {number}").to_json()])
        bot.api.fail_next("slow", 1, seconds=0.05)
        await asyncio.gather(tools.delivery.deliver(who), other.deliver(who))
    await ada.expect("number 4")
    assert ada.texts[before:] == [f"number {n}" for n in range(5)]


async def test_one_chat_that_has_to_wait_does_not_hold_up_another(bot: Bot, ada: User):
    """Nor does it pile up looking for what is left to send."""
    cleo = bot.api.user(8, "Cleo Ashdown")
    await bot.begin(ada)
    await bot.begin(cleo)
    await bot.idle()
    bot.api.fail_next("flood", 1, seconds=2.0)
    before = len(ada.messages)
    await ada.send("What happened?")
    while not any(f.kind == "flood" and not f.left for f in bot.api._faults):
        await asyncio.sleep(0.005)
    started = time.monotonic()
    await cleo.send("What happened?")
    await cleo.expect(from_dee)
    bot.store.queue(
        bot.store.trainee("telegram", "8").account, [note("of another process").to_json()]
    )
    await cleo.expect("of another process")
    assert time.monotonic() - started < 1.5
    assert len(ada.messages) == before
    await ada.expect(from_dee)
    await bot.idle()
    assert shown(ada) == told(bot)


async def test_a_chat_that_has_to_wait_long_is_left_for_later(
    bot: Bot, ada: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pacing, "MOST_WAIT", 0.2)
    await bot.begin(ada)
    bot.api.fail_next("flood", 1, seconds=1.0)
    await ada.send("What happened?")
    await bot.idle(0.9)  # nobody waits for it
    await ada.expect(from_dee)
    assert shown(ada) == told(bot)


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


async def test_words_that_failed_are_not_played_after_something_else(bot: Bot, ada: User, driver):
    """Whoever goes on in another scene does not meet the old words there after a restart."""
    await bot.begin(ada)
    driver.fail = 1
    first = await ada.send("What happened?")
    await ada.expect(wording.FAILED)
    await ada.send("/hint")
    await ada.expect("A thought for this line")
    await bot.idle()
    assert bot.store.is_done("telegram", str(first))
    await bot.stop()
    await bot.start()
    await bot.idle()
    assert len(driver.played) == 1  # the time that failed
    assert told(bot) == []


async def test_nothing_stays_of_somebody_who_failed_to_get_in(
    bot: Bot, ada: User, monkeypatch: pytest.MonkeyPatch
):
    code = bot.store.invite(days=1)
    invited = bot.store.invited
    calls: list[str] = []

    def once(code: str) -> bool:
        calls.append(code)
        if len(calls) == 2:  # the first look decides what may be stored
            raise RuntimeError("no such luck")
        return invited(code)

    monkeypatch.setattr(bot.store, "invited", once)
    update = await ada.send(f"/start {code}")
    await ada.expect(wording.FAILED)
    await bot.idle()
    assert bot.store.is_done("telegram", str(update))
    assert bot.store.waiting("telegram") == []


@pytest.mark.parametrize("where", ["names", "screen"])
async def test_one_message_that_can_not_be_looked_through_stops_nobody_else(
    bot: Bot, ada: User, where: str, monkeypatch: pytest.MonkeyPatch, caplog
):
    """Not even the same one, delivered again after a restart."""
    cleo = bot.api.user(8, "Cleo Ashdown")
    await bot.begin(ada)
    await bot.begin(cleo)

    def broken(*given: object) -> object:
        if where == "names" or "Marmalade" in str(given[0]):
            raise KeyError("Marmalade")
        return screened(*given)

    screened = inbox.screen
    with monkeypatch.context() as for_now:
        if where == "names":
            for_now.setattr(lines, "names", broken)
        else:
            for_now.setattr(inbox, "screen", broken)
            for_now.setattr(conversation, "screen", broken)
        update = await ada.send("What about the Marmalade?")
        await ada.expect(wording.FAILED)
        await bot.idle()
        (kept,) = bot.store.waiting("telegram")
        assert kept == {"update_id": update, "sender": "7"}
        await bot.api.redeliver(update)
    await cleo.send("What happened?")
    await cleo.expect(from_dee)
    await bot.stop()
    await bot.start()
    await bot.idle()
    assert bot.store.waiting("telegram") == []
    assert "Marmalade" not in caplog.text


async def test_an_update_that_can_not_be_stored_is_answered_all_the_same(
    bot: Bot, ada: User, monkeypatch: pytest.MonkeyPatch
):
    from sqlalchemy.exc import DataError

    await bot.begin(ada)

    def refuses(*given: object) -> bool:
        raise DataError("insert", {}, Exception("not this"))

    with monkeypatch.context() as for_now:
        for_now.setattr(bot.store, "receive", refuses)
        await ada.send("What happened?")
        await ada.expect(from_dee)
    await ada.send("How are you now?")
    await ada.expect(from_dee)


async def test_that_it_failed_is_said_in_the_language_of_the_trainee(
    spanish: None, bot: Bot, ada: User, driver
):
    await bot.begin(ada)
    bot.store.set_trainee(bot.store.trainee("telegram", "7").id, language="es")
    driver.fail = 1
    await ada.send("What happened?")
    await ada.expect(MARK + wording.FAILED)


async def test_without_its_menu_of_commands_the_bot_works(bot: Bot, ada: User):
    await bot.stop()
    bot.api.fail_next("bad", 1, ("setMyCommands",))
    await bot.start()
    await bot.begin(ada)


async def test_words_meant_for_the_client_outlive_a_failure(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await ada.send("You should rest.")
    await ada.press(wording.DISAGREE)
    await ada.expect(wording.DISAGREED)
    await ada.send("What would help?")
    await ada.expect("Kept as your reason")
    driver.fail = 1
    await ada.press("It was for Dee")
    await ada.expect(wording.FAILED)
    await ada.press("It was for Dee")
    await ada.expect(from_dee)
    await bot.idle()
    encounter = bot.store.latest(bot.store.trainee("telegram", "7").id)
    assert [t.reply for t in encounter.kept] == ["You should rest.", "What would help?"]
    assert [reason for _n, _code, reason in bot.store.objections(encounter.id)] == [""]


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
