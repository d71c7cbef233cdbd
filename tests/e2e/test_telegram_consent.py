"""Consent comes before anything about a person is stored; after it, as little as will do."""

import pytest

from bot import wording
from tests.e2e.conftest import Bot
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api_people import User
from tests.fakes.database import dump, everything
from tests.fakes.spanish import MARK, spanish

__all__ = ["spanish"]

HELP_NEEDED = "I want to hurt myself, this is not the exercise"
HOUSE = "Northside Outreach"
NOT_INVITED = wording.NOT_INVITED.format(organisation=HOUSE)
OVER = wording.INVITATION_OVER.format(organisation=HOUSE)
CODE = "ABCDEFGHIJ_klmnopqrs-9"  # as long as a real one, made by nobody


@pytest.fixture
def ada(api: BotApi) -> User:
    """With an id that can be told apart wherever it stands."""
    return stranger(api)


def stranger(api: BotApi) -> User:
    """Somebody the bot has never heard of."""
    return api.user(7_060_504_030, "Ada Quillfeather")


def only_updates(bot: Bot) -> bool:
    """Whether there is nothing but ids of updates that were dealt with."""
    held = dump(bot.store)
    updates = held.pop("incoming", [])
    held.pop("invitation", None)
    held.pop("team", None)
    return not any(held.values()) and all(u["payload"] is None and u["done_at"] for u in updates)


def watch(bot: Bot) -> list[dict]:
    """What is stored of each update from now on."""
    stored, receive = [], bot.store.receive

    def watching(channel, update_id, payload):
        stored.append(payload)
        return receive(channel, update_id, payload)

    bot.store.receive = watching
    return stored


def is_asked(message) -> bool:
    return any(data.startswith("consent:yes") for _label, data in message.buttons)


async def test_the_question_says_what_is_kept_and_who_reads_it(bot: Bot, ada: User):
    await ada.send(f"/start {bot.store.invite(days=1)}")
    await ada.expect(wording.WELCOME)
    asked = await ada.expect(is_asked)
    assert wording.READERS_ALL.format(organisation=HOUSE) in asked.text
    assert f"{bot.settings.retention_days} days" in asked.text
    assert [label for label, _data in asked.buttons] == [wording.CONSENT_YES, wording.CONSENT_NO]


async def test_not_now_keeps_nothing_and_the_link_still_works(bot: Bot, ada: User):
    code = bot.store.invite(days=1)
    await ada.send(f"/start {code}")
    asked = await ada.expect(is_asked)
    await ada.press(wording.CONSENT_NO)
    await ada.expect(wording.CONSENT_DECLINED)
    await bot.idle()
    assert only_updates(bot)
    assert asked.buttons == []
    await ada.send(f"/start {code}")
    await ada.expect(is_asked)


async def test_not_now_after_consent_does_not_say_that_nothing_was_kept(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.press_data("consent:no")
    await bot.idle()
    assert wording.CONSENT_DECLINED not in ada.texts


async def test_help_of_both_kinds_needs_no_consent(bot: Bot, ada: User):
    await ada.send("/help")
    await ada.expect("/hint")
    await ada.send("/privacy")
    await ada.expect(wording.READERS_ALL.format(organisation=HOUSE))
    await ada.send("/stop")
    await ada.expect("988")
    await ada.send(HELP_NEEDED)
    await ada.expect("988")
    await bot.idle()
    assert only_updates(bot)


@pytest.mark.parametrize(
    ("code", "mark", "language"), [("es-MX", MARK, "es"), ("fr", "", "en"), ("en", "", "en")]
)
async def test_the_first_words_are_in_the_language_of_their_telegram(
    spanish: None, bot: Bot, api: BotApi, code, mark, language
):
    eva = api.user(70, "Eva Sol", language=code)
    await eva.send("/start")
    await eva.expect(lambda m: m.text == mark + NOT_INVITED)
    await eva.send(f"/start {bot.store.invite(days=1)}")
    await eva.press(mark + wording.CONSENT_YES)
    await eva.expect(lambda m: m.text == mark + wording.NAME_ASK)
    await bot.idle()
    assert bot.store.trainee("telegram", "70").language == language


# -- what is stored of an update -------------------------------------------------------------------


async def test_the_text_of_a_stranger_is_not_even_stored_for_a_moment(bot: Bot, ada: User):
    stored = watch(bot)
    await ada.send("Zebulon is nervous")
    await ada.expect(NOT_INVITED)
    await ada.send("/start Zebulon is nervous")
    await ada.expect(OVER)
    await ada.send(f"/start {CODE}")
    await ada.expect(OVER)
    assert stored == []
    code = bot.store.invite(days=1)
    await ada.send(f"/start {code}")
    await ada.expect(is_asked)
    await ada.send("Zebulon is nervous")
    await ada.expect(NOT_INVITED)
    assert [s["message"]["text"] for s in stored] == [f"/start {code}"]
    assert "Ada" not in str(stored)


async def test_after_consent_details_and_names_are_masked_in_what_is_stored(bot: Bot, ada: User):
    await bot.begin(ada)
    stored = watch(bot)
    await ada.send("Call me on 415 555 2671 when it is quiet, okay?")
    kinds = wording.DETAILS["phone"]
    await ada.expect(wording.PERSONAL.format(kinds=kinds))
    await bot.idle()
    held = str(stored) + everything(bot.store)
    for word in ("555 2671", "5552671", "Quillfeather"):
        assert word not in held
    assert "[phone]" in stored[0]["message"]["text"]
    held = dump(bot.store)
    assert [a["external_id"] for a in held.pop("account")] == [str(ada.id)]
    assert str(ada.id) not in str(held)


async def test_who_blocks_the_bot_before_its_answer_leaves_nothing(bot: Bot, ada: User):
    ada.started = True
    bot.api.blocked.add(ada.id)
    await ada.send("/start")
    await bot.idle()
    assert ada.texts == []
    assert only_updates(bot)
    assert str(ada.id) not in everything(bot.store)
