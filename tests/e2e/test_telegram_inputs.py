"""Whatever people send, it is met kindly, and only words are played."""

import asyncio

import pytest
from sqlalchemy import text as sql
from telegram import Update

from bot import wording
from bot.telegram_front import delivery, inbox, words
from tests.e2e.conftest import Bot
from tests.e2e.test_telegram_encounter import another, from_dee
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api_people import User
from tests.fakes.spanish import MARK, spanish

__all__ = ["spanish"]

LOCATION = {"location": {"latitude": 1.5, "longitude": 2.5}}
VOICE = {"voice": {"file_id": "v", "file_unique_id": "vu", "duration": 3}}
DOCUMENT = {"document": {"file_id": "d", "file_unique_id": "du"}, "caption": "my notes"}
PINNED = {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}}
ALL_COMMANDS = ", ".join(f"/{c}" for c in words.COMMANDS)


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
    await bot.join(ada)
    await ada.sticker()
    await ada.expect(wording.NOT_TEXT_IDLE)


async def test_service_messages_get_no_answer(bot: Bot, ada: User):
    await bot.begin(ada)
    before = len(ada.messages)
    await ada.other(**PINNED)
    await bot.idle()
    assert len(ada.messages) == before


async def test_a_moving_location_gets_no_answer(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.other(**LOCATION)
    await ada.expect("only written words")
    before = len(ada.messages)
    moved = {**ada.last, "edit_date": ada.last["date"]}
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
        "/!stop",
        "  /restart",
        "/stopé",
        "/hints",
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


@pytest.mark.parametrize(
    "text",
    ["/stop.", "/stop!", "/Stop, please", "/stop…", "/parar", "/ALTO", "/arre\u0302te", "/стоп"],
)
async def test_whoever_wants_out_needs_no_exact_word(bot: Bot, ada: User, text, driver):
    await bot.begin(ada)
    await ada.send(text)
    await ada.expect("988")
    await bot.idle()
    assert driver.played == []
    assert bot.store.latest(bot.store.trainee("telegram", "7").id) is None


@pytest.mark.parametrize("text", ["/ayuda", "/help?", "/aide"])
async def test_help_is_found_by_other_words(bot: Bot, ada: User, text):
    await ada.send(text)
    await ada.expect("The way in is an invitation link")


@pytest.mark.parametrize("text", ['/hint{"a":1}', "/hint@@x", "/hint."])
async def test_a_command_ends_where_its_name_does(bot: Bot, ada: User, text):
    await bot.begin(ada)
    await ada.send(text)
    await ada.expect("A thought for this line")


@pytest.mark.parametrize("caption", ["I can't do this, please stop the role-play", "/stop", "para"])
async def test_a_caption_can_step_out_of_the_role(bot: Bot, ada: User, caption, driver):
    await bot.begin(ada)
    await ada.photo(caption)
    await ada.expect("988")
    await bot.idle()
    assert driver.played == []
    assert bot.store.latest(bot.store.trainee("telegram", "7").id) is None


async def test_a_caption_of_somebody_unknown_can_ask_for_a_person(bot: Bot, ada: User):
    await ada.photo("/stop")
    await ada.expect("988")


async def test_a_picture_that_steps_out_is_taken_up_as_that(bot: Bot, ada: User):
    """After a crash, too; the caption itself is not stored."""
    await bot.begin(ada)
    await bot.stop()
    id_ = await ada.photo("I want to stop this exercise, I feel awful")
    update = Update.de_json(bot.api.update(id_), None)
    kept = inbox.payload_of(update, True)
    assert kept["message"]["text"] == "/stop"
    assert "awful" not in str(kept)
    bot.store.receive("telegram", str(id_), kept)
    await bot.start()
    await ada.expect("988")


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
    other_language = any(mark in text for mark in "¿ه")
    await ada.expect("didn't look like English" if other_language else from_dee)
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


MALFORMED = (
    "", "nonsense", "on", "again:", "again:x", "again:1; drop table", "again:99999999999999",
    "no:-1", "consent:maybe", "menu:9", "menu:t:", "card:", "card:UPPER", "aim:", "go:x",
    "go:bad-date-night-van:Z9", "go:bad-date-night-van:G1:x", "carry:zz:1", "share:ff:2",
    "share:zz:1", "notes:zz", "tell:zz", "intent:1", "intent:1:x", "meant:1:x", "skip:x",
    "edit:maybe", "coach:loud", "set:", "pace:quick", "noname:x", "avoid:x", "mark:police",
    "language:", "remind:x", "quiet:9", "zone:Nowhere", "forget:maybe", "agree:maybe", "x" * 64,
)  # fmt: skip
# As our own look, but of nothing there is.
UNKNOWN = (
    "menu:t:no-such-theme", "card:no-such-scene", "aim:no-such-scene", "go:no-such-scene:-",
    "again:77", "ways:77", "show:77", "no:77", "on:77", "intent:77:1", "meant:77:intent",
    "carry:ff:0", "notes:ff", "share:ff:1", "edit:yes", "edit:no", "set:nonsense",
    "pace:odd:later", "avoid:99", "language:xx", "quiet:1-2", "zone:Nowhere/Atall",
)  # fmt: skip


async def test_malformed_buttons_get_a_kind_note(bot: Bot, ada: User):
    await bot.begin(ada)
    answered = len(bot.api.answered)
    for data in MALFORMED:
        before = len(ada.messages)
        await ada.press_data(data)
        await bot.idle()
        assert [m.text for m in ada.messages[before:]] == [words.OLD_BUTTON], data
    assert len(bot.api.answered) == answered + len(MALFORMED)


async def test_buttons_about_nothing_there_is_do_no_harm(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await ada.send("You should go home.")
    await ada.expect(words.COACH)
    for data in UNKNOWN:
        await ada.press_data(data)
        await bot.idle()
        assert wording.FAILED not in ada.texts, data
    trainee = bot.store.trainee("telegram", "7")
    assert (trainee.pace, trainee.language, trainee.quiet) == ("quick", "en", (21, 9))
    assert len(bot.store.latest(trainee.id).kept) == 1
    await ada.send("What happened?")
    await ada.expect(from_dee)


async def test_words_for_a_supervisor_belong_to_ones_own_conversation(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.press_data("tell:ff")
    await ada.expect(wording.TELL_ASK)
    await ada.send("That was a hard one.")
    await ada.expect(wording.TOLD.format(text="That was a hard one."))
    told = bot.store.told(bot.store.trainee("telegram", "7").id)
    assert [text for _at, text in told] == ["That was a hard one."]


async def test_buttons_of_an_earlier_conversation_do_nothing(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("You should go home.")
    old = await ada.expect(words.COACH)
    again = next(d for label, d in old.buttons if label == wording.TRY_AGAIN)
    await another(bot, ada)
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
    await bot.idle()
    assert words.OLD_BUTTON not in ada.texts
    assert len(bot.store.latest(bot.store.trainee("telegram", "7").id).kept) == 1


async def test_the_right_to_disagree_outlives_taking_a_turn_back(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("You should go home.")
    coach = await ada.expect(words.FLAG_MARK)
    await ada.press(wording.TRY_AGAIN)
    await ada.expect("Back one turn")
    await bot.idle()
    assert [label for label, _ in coach.buttons] == [wording.SHOW_WAY, wording.DISAGREE]
    await ada.press(wording.DISAGREE)
    await ada.expect(wording.DISAGREED)


async def test_go_on_takes_buttons_away_but_not_the_right_to_disagree(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("You should go home.")
    coach = await ada.expect(words.FLAG_MARK)
    before = len(ada.messages)
    await ada.press(wording.GO_ON)
    await bot.idle()
    assert [label for label, _ in coach.buttons] == [wording.DISAGREE]
    assert len(ada.messages) == before


async def test_a_press_too_old_to_acknowledge_still_counts(bot: Bot, ada: User):
    await bot.begin(ada)
    bot.api.fail_next("bad", 1, ("answerCallbackQuery", "editMessageReplyMarkup"))
    await ada.send("/coach")
    await ada.press("coach:off")
    await ada.expect("Coach notes: not at all")


async def test_a_group_is_told_in_the_language_of_who_added_the_bot(
    spanish: None, bot: Bot, api: BotApi
):
    group = api.group(-100200)
    await group.add_bot(api.user(70, "Eva Sol", language="es"))
    await bot.idle()
    assert group.texts == [MARK + wording.GROUP]


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


async def test_a_tap_repeated_while_somebody_types_is_its_echo(
    bot: Bot, ada: User, monkeypatch: pytest.MonkeyPatch
):
    """At a human pace the answer takes longer than a finger that trembles."""
    await bot.begin(ada)
    monkeypatch.setattr(delivery, "MOST_TYPING", 1.0)
    monkeypatch.setattr(delivery, "LETTERS_A_SECOND", 1.0)
    bot.store.set_trainee(bot.store.trainee("telegram", "7").id, pace="human")
    await ada.send("What happened?")
    await ada.expect(from_dee)
    await bot.idle()
    await ada.edit("How are you?")
    asked = await ada.expect("Take that turn again with the new words?")
    for _ in range(2):
        await ada.press_data(asked.buttons[0][1], asked)
    await bot.idle()
    assert wording.EDITED_LATE not in ada.texts
    assert [t.reply for t in bot.store.latest(bot.store.trainee("telegram", "7").id).kept] == [
        "How are you?"
    ]


async def test_what_was_written_before_a_question_came_is_no_answer_to_it(
    bot: Bot, ada: User, driver
):
    await bot.begin(ada)
    bot.store.set_trainee(bot.store.trainee("telegram", "7").id, asks_intent=True)
    await asyncio.gather(ada.send("You should go home."), ada.send("Are you warm enough?"))
    await ada.expect(wording.INTENT_ASK)
    await bot.idle()
    assert [reply for _, reply in driver.played] == ["You should go home.", "Are you warm enough?"]
    await ada.press(wording.INTENTS[0])
    await ada.expect(words.FLAG_MARK)
    assert len(driver.played) == 2


@pytest.mark.parametrize("text", ["/end-of-life care is hard", "/forget-me-nots"])
async def test_a_longer_word_is_no_command_of_ours(bot: Bot, ada: User, text):
    await bot.begin(ada)
    await ada.send(text)
    await ada.expect("That command isn't one of these")
    assert bot.store.latest(bot.store.trainee("telegram", "7").id) is not None


async def test_a_second_tap_counts_once_something_else_was_tapped(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("/settings")
    menu = await ada.expect("How you practise")
    for data in ("set:intent", "set:pace", "set:top", "set:intent"):
        await ada.press_data(data, menu)
    await bot.idle()
    assert not bot.store.trainee("telegram", "7").asks_intent
