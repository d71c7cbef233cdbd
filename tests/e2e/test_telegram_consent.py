"""Before consent nothing about a person is stored."""

from sqlalchemy import text

from bot import wording
from tests.e2e.conftest import DEE, Bot
from tests.fakes.bot_api_people import User

HELP_NEEDED = "I want to hurt myself, this is not the exercise"


def everything(bot: Bot) -> str:
    """All that the database holds, as one text."""
    with bot.store.engine.connect() as connection:
        names = connection.execute(text("select name from sqlite_master where type='table'"))
        rows = [connection.execute(text(f"select * from {n}")).all() for (n,) in names]
    return str(rows)


def rows(bot: Bot, table: str) -> int:
    with bot.store.engine.connect() as connection:
        return connection.execute(text(f"select count(*) from {table}")).scalar_one()


async def test_nothing_is_stored_before_consent(bot: Bot, ada: User):
    await ada.send("/start")
    await ada.send("My name is Zebulon Quartermain and I am nervous")
    asked = await ada.expect(wording.CONSENT_FIRST)
    assert wording.CONSENT_YES in [label for label, _ in asked.buttons]
    assert "Northside Outreach" in asked.text
    await ada.send("/scenarios")
    await ada.expect(wording.CONSENT_FIRST)
    await ada.sticker()
    await ada.expect(wording.CONSENT_FIRST)
    await ada.edit("something else")
    await ada.expect(wording.CONSENT_FIRST)
    await ada.press_data(DEE)
    await ada.expect(wording.CONSENT_FIRST)
    await bot.idle()
    for table in ("trainee", "account", "encounter", "outgoing"):
        assert rows(bot, table) == 0
    held = everything(bot)
    for word in ("Quartermain", "nervous", "Quillfeather", "user7"):
        assert word not in held
    with bot.store.engine.connect() as connection:
        kept = connection.execute(text("select payload, done_at from incoming")).all()
    assert kept
    assert all(payload in (None, "null") and done for payload, done in kept)


async def test_not_now_keeps_nothing(bot: Bot, ada: User):
    await ada.send("/start")
    await ada.press(wording.CONSENT_NO)
    await ada.expect(wording.CONSENT_DECLINED)
    await bot.idle()
    assert rows(bot, "trainee") == 0
    assert ada.messages[-2].buttons == []


async def test_help_of_both_kinds_needs_no_consent(bot: Bot, ada: User):
    await ada.send("/help")
    await ada.expect("/hint")
    await ada.send("/stop")
    await ada.expect("988")
    await ada.send(HELP_NEEDED)
    await ada.expect("988")
    await bot.idle()
    assert rows(bot, "trainee") == 0


async def test_the_text_of_a_stranger_is_not_even_stored_for_a_moment(bot: Bot, ada: User, driver):
    stored = []
    receive = bot.store.receive

    def watch(channel, update_id, payload):
        stored.append(payload)
        return receive(channel, update_id, payload)

    bot.store.receive = watch
    await ada.send("Zebulon is nervous")
    await ada.expect(wording.CONSENT_FIRST)
    await ada.send("/start please")
    await ada.expect("Welcome")
    assert "nervous" not in str(stored)
    assert "Ada" not in str(stored)
    assert stored[1]["message"]["text"] == "/start"


async def test_after_consent_details_and_names_are_masked_in_what_is_stored(bot: Bot, ada: User):
    await bot.begin(ada)
    stored = []
    receive = bot.store.receive

    def watch(channel, update_id, payload):
        stored.append(payload)
        return receive(channel, update_id, payload)

    bot.store.receive = watch
    await ada.send("Call me on 415 555 2671 when it is quiet, okay?")
    await ada.expect("That looked like it held a real phone")
    await bot.idle()
    assert "555 2671" not in str(stored) + everything(bot)
    assert "5552671" not in str(stored) + everything(bot)
    assert "Quillfeather" not in str(stored) + everything(bot)
    assert "[phone]" in stored[0]["message"]["text"]


async def test_consent_pressed_twice_is_one_trainee(bot: Bot, ada: User):
    await ada.send("/start")
    message = await ada.expect(lambda m: bool(m.buttons))
    await ada.press_data("consent:yes", message)
    await ada.press_data("consent:yes", message)
    await ada.expect(wording.CHOOSE)
    await ada.expect(wording.CHOOSE)
    await bot.idle()
    assert rows(bot, "trainee") == 1
    assert bot.store.trainee("telegram", "7").consented


async def test_not_now_after_consent_does_not_say_that_nothing_was_kept(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.press_data("consent:no")
    await bot.idle()
    assert wording.CONSENT_DECLINED not in ada.texts
