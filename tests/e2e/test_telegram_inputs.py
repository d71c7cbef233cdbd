"""Whatever people send, it is met kindly, and only words are played."""

import pytest
from sqlalchemy import text as sql

from bot import wording
from bot.telegram_front import words
from tests.e2e.conftest import KIT, Bot
from tests.fakes.bot_api_people import User

LOCATION = {"location": {"latitude": 1.5, "longitude": 2.5}}
VOICE = {"voice": {"file_id": "v", "file_unique_id": "vu", "duration": 3}}
DOCUMENT = {"document": {"file_id": "d", "file_unique_id": "du"}, "caption": "my notes"}
PINNED = {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}}
ALL_COMMANDS = ", ".join(f"/{c}" for c in words.COMMANDS)


def from_dee(message):
    return message.text.startswith("Dee\n")


@pytest.mark.parametrize("content", [LOCATION, VOICE, DOCUMENT])
async def test_other_media_are_declined_with_the_line_to_answer(
    bot: Bot, ada: User, content, driver
):
    opening = await bot.begin(ada)
    await ada.other(**content)
    said = await ada.expect("only written words")
    assert opening.text.removeprefix("Dee\n") in said.text.replace("*", "")
    assert driver.played == []


async def test_stickers_and_captioned_photos_are_declined(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await ada.sticker()
    await ada.expect("only written words")
    await ada.photo("You should look at this")
    await ada.expect("only written words")
    assert driver.played == []


async def test_an_album_is_declined_once(bot: Bot, ada: User):
    await bot.begin(ada)
    for _ in range(3):
        await ada.photo(album="a1")
    await ada.expect("only written words")
    await bot.idle()
    assert sum("only written words" in t for t in ada.texts) == 1


async def test_without_a_conversation_media_get_the_way_to_one(bot: Bot, ada: User):
    await ada.send("/start")
    await ada.press("consent:yes")
    await ada.sticker()
    await ada.expect(wording.NOT_TEXT_IDLE)


async def test_service_messages_get_no_answer(bot: Bot, ada: User):
    await bot.begin(ada)
    before = len(ada.messages)
    await ada.other(**PINNED)
    await bot.idle()
    assert len(ada.messages) == before


async def test_an_edited_message_is_not_played_again(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await ada.send("What happened tonight?")
    await ada.expect(from_dee)
    await ada.edit("You should go home.")
    await ada.expect(wording.EDITED)
    await bot.idle()
    assert [r for _, r in driver.played] == ["What happened tonight?"]
    assert ada.texts.count(wording.EDITED) == 1


async def test_a_moving_location_gets_no_answer(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.other(**LOCATION)
    await ada.expect("only written words")
    before = len(ada.messages)
    moved = {**ada._last, "edit_date": ada._last["date"]}
    await ada.api.add_update(edited_message=moved)
    await bot.idle()
    assert len(ada.messages) == before


@pytest.mark.parametrize(
    "text",
    [
        '/inform{"x":1}',
        "/restart",
        "/session_start",
        "/start_over",
        "/",
        "/ yes",
        "//",
        '/hint{"a":1}',
        "  /restart",
        "/hint@@x",
    ],
)
async def test_unknown_commands_never_reach_the_assistant(bot: Bot, ada: User, text, driver):
    await bot.begin(ada)
    await ada.send(text)
    await ada.expect(wording.UNKNOWN_COMMAND.format(commands=ALL_COMMANDS))
    await bot.idle()
    assert driver.played == []
    assert bot.store.latest(bot.store.trainee("telegram", "7").id).turns == ()


async def test_a_command_may_name_the_bot(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("/HINT@alongside_bot now")
    await ada.expect("A thought for this line")


@pytest.mark.parametrize("text", ["\u200b", "  \n ", "\u2060\u00ad", "\x00\x01"])
async def test_empty_messages_wait(bot: Bot, ada: User, text, driver):
    await bot.begin(ada)
    await ada.send(text)
    await ada.expect(wording.EMPTY.format(name="Dee"))
    assert driver.played == []


@pytest.mark.parametrize(
    ("text", "played"),
    [
        ("👍👍🏽", False),
        ("?!…", False),
        ("¿Dónde estás? No entiendo nada de lo que pasó esta noche contigo.", False),
        ("أنا هنا معك، خذي وقتك", False),
        ("I'm here \u202ewith you\u202c, שלום, take your time", True),
        ("<b>You should</b> & <i>go</i> <script>", True),
        ("Hello\x00 there\x07, how are you?", True),
        ("You should go. " * 333, True),
        ("x" * 5000, True),
        ("what " * 1000 + "?", True),
    ],
)
async def test_odd_texts_get_an_answer(bot: Bot, ada: User, text, played, driver):
    await bot.begin(ada)
    await ada.send(text)
    await ada.expect(from_dee)
    await bot.idle()
    assert bool(driver.played) == played
    assert wording.FAILED not in ada.texts
    assert not bot.store.unsent(bot.store.trainee("telegram", "7").account)


async def test_markup_is_shown_as_typed(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("You should <b>& go</b> home")
    coach = await ada.expect(words.COACH)
    assert "“You should <b>& go</b> home”" in coach.text


async def test_asked_whether_it_is_a_bot_it_says_so(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("Are you a bot?")
    await ada.expect(wording.BOT.format(organisation="Northside Outreach"))


async def test_an_abusive_remark_ends_the_scene(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await ada.send("fuck off")
    await ada.expect("Dee ended the conversation")
    assert driver.played == []


@pytest.mark.parametrize(
    "data", ["", "nonsense", "again:", "again:x", "scene:", "carry:zz:1", "coach:loud", "on",
             "no:-1", "again:1; drop table", "consent:maybe", "x" * 64, "again:99999999999999"],
)  # fmt: skip
async def test_malformed_buttons_get_a_kind_note(bot: Bot, ada: User, data):
    await bot.begin(ada)
    await ada.press_data(data)
    await ada.expect(words.OLD_BUTTON)
    await bot.idle()
    assert wording.FAILED not in ada.texts
    assert len(bot.api.answered) == 3


async def test_buttons_of_an_earlier_conversation_do_nothing(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("You should go home.")
    old = await ada.expect(words.COACH)
    again = next(d for label, d in old.buttons if label == wording.TRY_AGAIN)
    await ada.press(KIT)
    await ada.expect(lambda m: m.text.startswith("Kit\n"))
    await ada.send("You should draw something else.")
    await ada.expect(words.COACH)
    await ada.press_data(again, old)
    await ada.expect(words.OLD_BUTTON)
    await bot.idle()
    latest = bot.store.latest(bot.store.trainee("telegram", "7").id)
    assert latest.scenario == "ad-site-down"
    assert len(latest.kept) == 1


async def test_try_again_pressed_twice_takes_one_turn_back(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("What can I get you?")
    await ada.expect(from_dee)
    await ada.send("You should go home.")
    coach = await ada.expect(words.FLAG_MARK)
    again = next(d for label, d in coach.buttons if label == wording.TRY_AGAIN)
    await ada.press_data(again, coach)
    await ada.press_data(again, coach)
    await ada.expect("Back one turn")
    await ada.expect(words.OLD_BUTTON)
    await bot.idle()
    assert len(bot.store.latest(bot.store.trainee("telegram", "7").id).kept) == 1


async def test_the_right_to_disagree_outlives_taking_a_turn_back(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("You should go home.")
    coach = await ada.expect(words.FLAG_MARK)
    await ada.press(wording.TRY_AGAIN)
    await ada.expect("Back one turn")
    await bot.idle()
    assert [label for label, _ in coach.buttons] == [wording.DISAGREE]
    await ada.press(wording.DISAGREE)
    await ada.expect(wording.DISAGREED)


async def test_go_on_only_takes_the_buttons_away(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("You should go home.")
    coach = await ada.expect(words.FLAG_MARK)
    before = len(ada.messages)
    await ada.press(wording.GO_ON)
    await bot.idle()
    assert coach.buttons == []
    assert len(ada.messages) == before


async def test_a_press_too_old_to_acknowledge_still_counts(bot: Bot, ada: User):
    await bot.begin(ada)
    bot.api.fail_next("bad", 1, ("answerCallbackQuery", "editMessageReplyMarkup"))
    await ada.send("/coach")
    await ada.press("coach:off")
    await ada.expect("Coach notes: not at all")


async def test_groups_are_left_with_a_word_and_without_a_trace(bot: Bot, ada: User):
    group = bot.api.group(-100200)
    await group.add_bot(ada)
    await group.send(ada, "/start@alongside_bot")
    await bot.idle()
    assert group.texts == [wording.GROUP]
    assert group.left
    with bot.store.engine.connect() as connection:
        assert connection.execute(sql("select count(*) from incoming")).scalar_one() == 0
    assert bot.store.trainee("telegram", "7") is None
