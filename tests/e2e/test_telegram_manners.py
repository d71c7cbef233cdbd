"""How the bot behaves in a chat: a human pace, and what Telegram is told about it."""

import asyncio
import json
from types import SimpleNamespace

import pytest

from bot import wording
from bot.i18n import LANGUAGES
from bot.telegram_front import delivery, front, introducing, words
from tests.e2e.conftest import Bot
from tests.e2e.test_telegram_encounter import from_dee
from tests.fakes.bot_api_people import User
from tests.fakes.spanish import MARK, spanish

__all__ = ["spanish"]
TELLS = ("setMyCommands", "setMyDescription", "setMyShortDescription")

# -- the pace of the client ------------------------------------------------------------------------


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the delivery waited, in seconds; nothing is really waited for."""
    seconds: list[float] = []

    async def sleep(how_long: float) -> None:
        seconds.append(how_long)

    monkeypatch.setattr(delivery, "asyncio", SimpleNamespace(**{**vars(asyncio), "sleep": sleep}))
    monkeypatch.setattr(delivery, "MOST_TYPING", 3.5)
    return seconds


def signs_before_dee(bot: Bot) -> int:
    """How often the typing sign was shown before what Dee said first."""
    methods = []
    for method, given in bot.api.calls:
        if method == "sendMessage" and given["text"].startswith("<b>Dee</b>"):
            break
        methods.append(method)
    return methods.count("sendChatAction")


async def test_at_a_human_pace_dee_types_for_as_long_as_the_line_is(bot: Bot, ada: User, waited):
    await bot.begin(ada)
    bot.store.set_trainee(bot.store.trainee("telegram", "7").id, pace="human")
    for text in ("Hi, I'm new here.", "What happened?", "How are you now?"):
        bot.api.calls.clear()
        waited.clear()
        await ada.send(text)
        await ada.expect(from_dee)
        await bot.idle()
        said = bot.store.latest(bot.store.trainee("telegram", "7").id).turns[-1].client_after
        assert waited == [min(3.5, len(said) / delivery.LETTERS_A_SECOND)]
        # Once while the answer is thought of, once more before it is sent.
        assert signs_before_dee(bot) == 2


async def test_at_once_means_no_pause(bot: Bot, ada: User, waited):
    await bot.begin(ada)
    bot.api.calls.clear()
    await ada.send("Hi, I'm new here.")
    await ada.expect(from_dee)
    await bot.idle()
    assert waited == []
    assert signs_before_dee(bot) == 1


async def test_the_organisation_can_switch_the_typing_off(bot: Bot, ada: User, waited):
    await bot.stop()
    bot.settings.telegram_typing = False
    await bot.start()
    await bot.begin(ada)
    bot.store.set_trainee(bot.store.trainee("telegram", "7").id, pace="human")
    await ada.send("Hi, I'm new here.")
    await ada.expect(from_dee)
    await bot.idle()
    assert waited == []
    assert bot.api.count("sendChatAction") == 0


async def test_the_coach_and_notes_do_not_wait(bot: Bot, ada: User, waited):
    await bot.begin(ada)
    bot.store.set_trainee(bot.store.trainee("telegram", "7").id, pace="human")
    waited.clear()
    await ada.send("/hint")
    await ada.expect("A thought for this line")
    await ada.send("You should rest.")
    await ada.expect(words.COACH)
    await bot.idle()
    assert len(waited) == 1


# -- what Telegram is told about the bot -----------------------------------------------------------


def told(bot: Bot, method: str) -> dict[str, dict]:
    """By language, the last that Telegram was told."""
    return {g.get("language_code", ""): g for m, g in bot.api.calls if m == method}


async def has_told(bot: Bot, *methods: str, times: int = len(LANGUAGES)) -> None:
    """Wait until it told Telegram about itself: nobody else waits for that."""
    async with asyncio.timeout(30):
        while any(bot.api.count(m) < times for m in methods):
            await asyncio.sleep(0.005)


async def test_the_bot_tells_its_commands_in_each_language(spanish: None, bot: Bot):
    await has_told(bot, "setMyCommands")
    given = told(bot, "setMyCommands")
    assert set(given) == {"", *(set(LANGUAGES) - {"en"})}
    about = {
        code: {c["command"]: c["description"] for c in json.loads(g["commands"])}
        for code, g in given.items()
    }
    assert about[""] == words.COMMANDS
    assert about["es"] == {c: MARK + x for c, x in words.COMMANDS.items()}
    assert list(about[""]) == list(about["es"]) == list(words.COMMANDS)
    assert all(f"/{c}" in wording.HELP for c in words.COMMANDS)


async def test_the_bot_describes_itself_in_each_language(spanish: None, bot: Bot):
    await has_told(bot, "setMyDescription", "setMyShortDescription")
    long, short = told(bot, "setMyDescription"), told(bot, "setMyShortDescription")
    assert {c: g["description"] for c, g in long.items()} == {
        "": words.DESCRIPTION,
        "es": MARK + words.DESCRIPTION,
    }
    assert {c: g["short_description"] for c, g in short.items()} == {
        "": words.SHORT_DESCRIPTION,
        "es": MARK + words.SHORT_DESCRIPTION,
    }


async def test_what_telegram_knows_already_is_not_told_again(bot: Bot):
    await has_told(bot, *TELLS)
    await bot.stop()
    bot.api.commands[None, ""] = bot.api.commands[None, ""][:-1]
    before = {m: bot.api.count(m) for m in TELLS}
    await bot.start()
    await has_told(bot, "getMyShortDescription", times=2 * len(LANGUAGES))
    await asyncio.sleep(0.05)
    assert {m: bot.api.count(m) - before[m] for m in TELLS} == {
        "setMyCommands": 1,
        "setMyDescription": 0,
        "setMyShortDescription": 0,
    }


async def test_nobody_waits_while_telegram_is_told(
    bot: Bot, ada: User, monkeypatch: pytest.MonkeyPatch
):
    """Nor does one refusal leave out the rest; what failed is told later."""
    monkeypatch.setattr(introducing, "AGAIN_SECONDS", 0.5)
    await has_told(bot, *TELLS)
    await bot.stop()
    bot.api.commands.clear()
    bot.api.about.clear()
    bot.api.calls.clear()
    bot.api.fail_next("slow", 1, ("getMyCommands",), seconds=0.5)
    bot.api.fail_next("flood", 1, ("setMyCommands",), seconds=30)
    await bot.start()
    await ada.send("/help")
    await ada.expect("The way in is an invitation link")
    assert bot.api.count("setMyCommands") == 0
    await has_told(bot, "setMyDescription", "setMyShortDescription")
    await has_told(bot, "setMyCommands", times=len(LANGUAGES) + 1)
    assert set(bot.api.commands) == {(None, ""), (None, "es")}


async def test_the_menu_of_commands_follows_the_language_of_the_trainee(
    spanish: None, bot: Bot, ada: User
):
    await bot.begin(ada)
    await ada.press_data("language:es")
    await bot.idle()
    assert {c["description"] for c in bot.api.commands[7, ""]} == {
        MARK + about for about in words.COMMANDS.values()
    }
    await ada.press_data("language:en")
    await bot.idle()
    assert {c["description"] for c in bot.api.commands[7, ""]} == set(words.COMMANDS.values())
    await ada.press_data("forget:yes")
    await ada.expect(wording.FORGOTTEN)
    await bot.idle()
    assert (7, "") not in bot.api.commands


async def test_without_a_menu_in_their_language_the_language_is_changed_all_the_same(
    spanish: None, bot: Bot, ada: User
):
    await bot.begin(ada)
    bot.api.fail_next("bad", 1, ("setMyCommands",))
    await ada.press_data("language:es")
    await bot.idle()
    assert bot.store.trainee("telegram", "7").language == "es"
    assert wording.FAILED not in ada.texts


async def test_links_bring_no_previews(bot: Bot, ada: User):
    await bot.begin(ada)
    sent = [g for m, g in bot.api.calls if m in ("sendMessage", "editMessageText")]
    assert {m for m, _ in bot.api.calls} >= {"sendMessage", "editMessageText"}
    assert all(json.loads(g["link_preview_options"]) == {"is_disabled": True} for g in sent)


async def test_only_updates_that_are_needed_are_asked_for(bot: Bot, ada: User):
    await ada.send("/start")
    await ada.expect("invitation link")
    asked = next(g for m, g in bot.api.calls if m == "getUpdates")
    assert json.loads(asked["allowed_updates"]) == [
        "message", "edited_message", "callback_query", "my_chat_member",
    ]  # fmt: skip
    assert json.loads(asked["allowed_updates"]) == list(front.ALLOWED)


async def test_a_server_that_cannot_say_what_stands_there_is_told(bot: Bot):
    await has_told(bot, *TELLS)
    await bot.stop()
    bot.api.commands.clear()
    bot.api.calls.clear()
    asks = ("getMyCommands", "getMyDescription", "getMyShortDescription")
    bot.api.fail_next("bad", 20, asks)
    await bot.start()
    await has_told(bot, "setMyCommands", times=len(LANGUAGES))
    assert set(bot.api.commands) == {(None, ""), (None, "es")}
