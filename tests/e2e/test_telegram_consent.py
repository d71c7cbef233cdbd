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
    assert [label for label, _data in asked.buttons] == [
        wording.CONSENT_YES,
        wording.CONSENT_NO,
        "Español",
    ]
    code = asked.buttons[0][1].rpartition(":")[2]
    assert asked.buttons[0][1] == f"consent:yes:a:{code}"
    assert all(len(data.encode()) <= 64 for _label, data in asked.buttons)


@pytest.mark.parametrize(("said", "now", "mark"), [("shared", "all", "s"), ("all", "shared", "a")])
async def test_what_is_agreed_to_is_what_the_question_said(bot: Bot, ada: User, said, now, mark):
    """The rule changed between the question and the tap: it is asked again, as it is now."""
    bot.settings.supervisors_see = said
    code = bot.store.invite(days=1)
    await ada.send(f"/start {code}")
    asked = await ada.expect(is_asked)
    bot.settings.supervisors_see = now
    await ada.press(wording.CONSENT_YES)
    await ada.expect(wording.CONSENT_OTHER)
    again = await ada.expect(is_asked)
    assert asked.buttons == []
    readers = {"all": wording.READERS_ALL, "shared": wording.READERS_SHARED}[now]
    assert readers.format(organisation=HOUSE) in again.text
    await bot.idle()
    assert only_updates(bot)
    await ada.press(wording.CONSENT_YES)
    await ada.expect(wording.NAME_ASK)
    await bot.idle()
    assert bot.store.trainee("telegram", str(ada.id)).agreed_to == now
    bot.settings.supervisors_see = said
    await ada.press_data(f"consent:yes:{mark}:{code}")  # an old one changes nothing
    await ada.expect(wording.CHOOSE)
    await bot.idle()
    assert bot.store.trainee("telegram", str(ada.id)).agreed_to == now


async def test_agreeing_to_more_readers_leads_on_to_the_card_tapped(bot: Bot, ada: User):
    bot.settings.supervisors_see = "shared"
    await bot.join(ada)
    bot.settings.supervisors_see = "all"
    await ada.press("menu:2")
    await ada.press_data("card:bad-date-night-van:2")
    asked = await ada.expect("has changed here")
    assert asked.buttons[0][1] == "agree:yes:card:bad-date-night-van:2"
    await ada.press_data("agree:no", asked)
    await ada.expect(wording.CONSENT_LATER)
    await ada.press_data("go:bad-date-night-van:G1:u")
    asked = await ada.expect("has changed here")
    assert asked.buttons[0][1] == "agree:yes:card:bad-date-night-van:u"
    await ada.press(wording.CONSENT_CHANGED_YES)
    await ada.shows("After a bad date, with Dee")
    await bot.idle()
    assert bot.store.trainee("telegram", str(ada.id)).agreed_to == "all"


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
    helped = await ada.expect(wording.HELP_OUTSIDE.format(organisation=HOUSE))
    assert "/hint" not in helped.text
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
