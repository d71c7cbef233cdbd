"""Whose data it is: all of it to read with /mydata, and gone to the last byte after /forget."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from markupsafe import escape

from bot import wording
from bot.service.messages import note
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.test_telegram_encounter import another, from_dee
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api_people import User
from tests.fakes.database import counts, dump
from tests.fakes.spanish import MARK, spanish

__all__ = ["spanish"]

ID = 7_060_504_030
NAME = "Wisteria"


def on_disk(bot: Bot) -> bytes:
    """The database as it lies there, write-ahead log and all, and every picture."""
    folder = Path(bot.settings.pictures).parent
    return b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


async def practise(bot: Bot, user: User, word: str) -> None:
    """Leave something of everything: name, turns, a flag, a reason, a note, pictures, an aim."""
    await user.send(f"/start {bot.store.invite(days=1)}")
    await user.press("Yes, let's start")
    await user.expect(wording.NAME_ASK)
    await user.send(NAME)
    await user.press("At once")
    await user.press("Done")
    await user.shows(wording.CHOOSE)
    await bot.choose(user)
    for number in range(3):
        await user.send(f"You should have {word} more, I think, for part {number}.")
        await user.expect(words.COACH)
    await user.press(wording.DISAGREE)
    await user.expect(wording.DISAGREED)
    await user.send(f"It is {word}, the reason.")
    await user.expect("Kept as your reason")
    await user.press(wording.SHOW_WAY)
    await user.press(wording.SHOW_NOW)
    await user.expect("Other ways to answer")
    await user.press(wording.TRY_AGAIN)
    await user.expect("Back one turn")
    await user.send(f"That sounds like {word}.")
    await user.expect(from_dee)
    await user.send("/end")
    question = await user.expect(lambda m: any(d.startswith("carry:") for _l, d in m.buttons))
    await user.press(question.buttons[0][1])
    await user.expect("Kept:")
    await user.send("/progress")
    await user.expect(lambda m: m.photo is not None)
    await user.send("/stop")
    await user.press(wording.TELL)
    await user.expect(wording.TELL_ASK)
    await user.send(f"For the supervisor: {word}.")
    await user.expect("Kept for a supervisor")
    await another(bot, user)
    await user.send(f"What about {word}?")
    await user.expect(lambda m: m.text.startswith("Kit\n"))
    await bot.idle()


async def fill(bot: Bot, trainee: str, word: str) -> None:
    """Conversations enough for many pages of the database, with short and long replies."""
    for scene in sorted(bot.service.content.scenarios)[:6]:
        who = bot.store.trainee_by_id(trainee)
        bot.service.start(who, scene)
        for number in range(6):
            more = f"That sounds like a lot of {word} to me. " * (number * 9)
            await bot.service.reply(who, f"What was the {word} like, part {number}? {more}")


def texts_in(value: object) -> Iterator[str]:
    """Every text in a stored value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *texts_in(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def without_sweep(bot: Bot) -> None:
    """The daily sweep clears up, too: here it is /forget alone that has to."""
    bot.service.sweep = lambda: 0


async def erase(user: User) -> None:
    await user.send("/forget")
    await user.expect(wording.FORGET_ASK)
    await user.press(wording.FORGET_YES)
    await user.expect(wording.FORGOTTEN)


# -- /mydata ---------------------------------------------------------------------------------------


async def test_mydata_is_one_page_with_everything_in_it(bot: Bot, api: BotApi):
    ada, bob = api.user(ID, "Ada Quillfeather"), api.user(8, "Bob Thistlewaite")
    await practise(bot, ada, "Marmalade <b>&")
    mine = dump(bot.store)
    await practise(bot, bob, "Zeppelin")
    before = dump(bot.store)
    await ada.send("/mydata")
    sent = await ada.expect(wording.MYDATA)
    name, content = sent.document
    page = content.decode()
    assert name == "my-data.html"
    assert page.startswith("<!doctype html>")
    assert "Zeppelin" not in page
    assert "<b>& more" not in page
    assert page.count("data:image/png;base64,") == 3  # trust, moves, progress
    for table in ("incoming", "gap", "invitation", "team"):
        mine.pop(table)
    for table, rows in mine.items():
        for row in rows:
            for column, value in row.items():
                for word in texts_in(value):
                    assert str(escape(word)) in page, (table, column)
    await bot.idle()
    after = dump(bot.store)
    for held in (before, after):
        held.pop("incoming")
    assert after == before  # made for them and kept nowhere
    assert not list(Path(bot.settings.pictures).parent.rglob("*.html"))


async def test_mydata_speaks_the_language_of_the_trainee(spanish: None, bot: Bot, ada: User):
    await bot.begin(ada)
    bot.store.set_trainee(bot.store.trainee("telegram", "7").id, language="es")
    await ada.send("/mydata")
    sent = await ada.expect(MARK + wording.MYDATA)
    name, content = sent.document
    assert name == MARK + wording.MYDATA_NAME
    assert '<html lang="es">' in content.decode()


async def test_a_page_that_cannot_be_sent_is_said(bot: Bot, ada: User):
    await bot.begin(ada)
    bot.api.fail_next("bad", 1, ("sendDocument",))
    await ada.send("/mydata")
    await ada.expect(wording.FAILED)


# -- /forget ---------------------------------------------------------------------------------------


async def test_nothing_is_erased_before_it_is_confirmed(bot: Bot, ada: User):
    await bot.begin(ada)
    before = counts(bot.store)
    await ada.send("/forget")
    asked = await ada.expect(wording.FORGET_ASK)
    assert [d for _label, d in asked.buttons] == ["forget:yes", "forget:no"]
    await ada.press(wording.FORGET_NO)
    await ada.expect(wording.KEPT_ALL)
    await bot.idle()
    assert asked.buttons == []
    after = counts(bot.store)
    assert {k: after[k] for k in before if k not in ("incoming", "outgoing")} == {
        k: before[k] for k in before if k not in ("incoming", "outgoing")
    }
    await ada.send("What happened?")
    await ada.expect(from_dee)


async def test_forget_leaves_no_byte(bot: Bot, api: BotApi):
    ada, bob = api.user(ID, "Ada Quillfeather"), api.user(8, "Bob Thistlewaite")
    without_sweep(bot)
    await practise(bot, bob, "Zeppelin")
    await practise(bot, ada, "Marmalade")
    trainee = bot.store.trainee("telegram", str(ID)).id
    await fill(bot, trainee, "Marmalade")
    encounters = bot.store.encounter_ids(trainee)
    words_of_hers = ["Marmalade", trainee, str(ID), *encounters]
    for word in words_of_hers:
        assert word.encode() in on_disk(bot)
    pictures = {p.name for p in Path(bot.settings.pictures).iterdir()}
    assert len(pictures) == 6
    others = bot.store.everything_about(bot.store.trainee("telegram", "8").id)

    await erase(ada)
    await bot.idle()
    for word in words_of_hers:
        assert word.encode() not in on_disk(bot), word
    assert len(list(Path(bot.settings.pictures).iterdir())) == 3
    assert b"Zeppelin" in on_disk(bot)
    assert bot.store.everything_about(bot.store.trainee("telegram", "8").id) == others
    held = dump(bot.store)
    assert [len(held[t]) for t in ("trainee", "account")] == [1, 1]
    assert ada.texts[-1] == wording.FORGOTTEN


async def test_forget_takes_along_what_waits_and_what_failed(bot: Bot, api: BotApi, driver):
    """Words that could not be played, an answer on its way, words sent after the button."""
    ada = api.user(ID, "Ada Quillfeather")
    without_sweep(bot)
    await bot.begin(ada)
    driver.fail = 1
    await ada.send("What about the Apricot?")
    await ada.expect(wording.FAILED)
    await ada.send("/forget")
    await ada.expect(wording.FORGET_ASK)
    driver.gate.clear()
    await ada.send("What about the Bergamot?")
    await ada.press(wording.FORGET_YES)
    await ada.send("What about the Clementine?")
    while len(driver.played) < 2 or bot.api.unconfirmed:
        await asyncio.sleep(0.005)
    waiting = [b"Apricot", b"Bergamot", b"Clementine", str(ID).encode()]
    assert all(word in on_disk(bot) for word in waiting)
    driver.gate.set()
    await ada.expect(wording.FORGOTTEN)
    await ada.expect("invitation link")  # to the words after it: they come from a stranger
    await bot.idle()
    for word in waiting:
        assert word not in on_disk(bot), word
    await bot.stop()
    await bot.start()
    await bot.idle()
    assert len(driver.played) == 2
    assert ada.texts[-1].startswith("Hello. This is a practice place")


async def test_after_forgetting_nothing_queued_is_sent(bot: Bot, api: BotApi):
    """Messages that could not be sent must not come once Telegram is back."""
    ada = api.user(ID, "Ada Quillfeather")
    await bot.begin(ada)
    await ada.send("/forget")
    await ada.expect(wording.FORGET_ASK)
    bot.api.fail_next("gateway", 4)
    await ada.send("You should rest.")
    await ada.press(wording.FORGET_YES)
    await ada.expect(wording.FORGOTTEN)
    await asyncio.sleep(0.8)  # two rounds of what was left for later
    assert ada.texts[-1] == wording.FORGOTTEN
    held = counts(bot.store)
    assert set(held) <= {"incoming", "invitation", "gap"}


async def test_the_last_word_is_that_it_is_done(bot: Bot, api: BotApi):
    """Also when other messages are just being sent from another place."""
    ada = api.user(ID, "Ada Quillfeather")
    await bot.begin(ada)
    await ada.send("/forget")
    await ada.expect(wording.FORGET_ASK)
    await bot.idle()
    bot.api.fail_next("slow", 1, ("sendMessage",), seconds=0.7)
    account = bot.store.trainee("telegram", str(ID)).account
    bot.store.queue(account, [note(f"Number {n}.").to_json() for n in (1, 2, 3)])
    await ada.expect("Number 1.")  # and Telegram's answer to it takes a while
    await ada.press(wording.FORGET_YES)
    await ada.expect(wording.FORGOTTEN)
    await asyncio.sleep(1.0)
    assert ada.texts[-1] == wording.FORGOTTEN


async def test_whoever_is_forgotten_is_a_stranger_and_can_come_back(bot: Bot, api: BotApi):
    ada = api.user(ID, "Ada Quillfeather")
    await bot.begin(ada)
    was = bot.store.trainee("telegram", str(ID)).id
    await erase(ada)
    await ada.press_data("forget:yes")
    await ada.expect("invitation link")
    await ada.send("What happened?")
    await ada.expect("invitation link")
    await bot.begin(ada)
    back = bot.store.trainee("telegram", str(ID))
    assert back.id != was
    assert back.name == ""


async def test_a_forget_is_taken_up_again_after_a_crash(bot: Bot, api: BotApi, driver):
    ada = api.user(ID, "Ada Quillfeather")
    await bot.begin(ada)
    await ada.send("/forget")
    await ada.expect(wording.FORGET_ASK)
    driver.gate.clear()
    await ada.send("What happened, Marmalade?")
    await ada.press(wording.FORGET_YES)
    while not driver.played or bot.api.unconfirmed:
        await asyncio.sleep(0.005)
    await bot.crash()
    driver.gate.set()
    await bot.start()
    await ada.expect(wording.FORGOTTEN)
    await bot.idle()
    assert b"Marmalade" not in on_disk(bot)
    assert str(ID).encode() not in on_disk(bot)
