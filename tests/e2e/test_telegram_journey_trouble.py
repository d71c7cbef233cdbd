"""Old buttons, quick fingers, made-up data, and Telegram asking for patience."""

import pytest

from bot import wording
from bot.i18n import _, speaking
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.journey import (
    arrive,
    ids,
    labels,
    last_of,
    scene,
    tap,
    tap_data,
    trainee,
    words_of,
    write,
)
from tests.fakes.bot_api_people import User
from tests.fakes.database import dump

VAN = "bad-date-night-van"
FLAGGED = "You should find a real job."
HOUSE = "Northside Outreach"


def kept(bot: Bot) -> dict:
    """All that is stored, but for what came in and went out."""
    rows = dump(bot.store)
    for table in ("incoming", "outgoing"):
        rows.pop(table)
    return rows


# -- Telegram asks for patience --------------------------------------------------------------------


async def test_a_flood_wait_on_a_menus_change_only_makes_it_later(bot: Bot, ada: User):
    menu = await bot.join(ada)
    bot.api.fail_next("flood", 2, ("editMessageText",))
    (level,) = await tap(bot, ada, "menu:2")
    assert (level.id, level.text.splitlines()[0]) == (menu.id, "●●○ middling")
    assert bot.api.count("editMessageText") >= 3
    assert wording.FAILED not in ada.texts


async def test_a_flood_wait_on_taking_buttons_away(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    bot.api.fail_next("flood", 2, ("editMessageReplyMarkup",))
    old, _back = await tap(bot, ada, wording.TRY_AGAIN)
    assert labels(old) == [wording.SHOW_WAY, wording.DISAGREE]


@pytest.mark.parametrize("kind", ["bad", "gateway"])
async def test_a_menu_that_cannot_be_changed_comes_as_a_new_message(bot: Bot, ada: User, kind):
    menu = await bot.join(ada)
    bot.api.fail_next(kind, 1, ("editMessageText",))
    (level,) = await tap(bot, ada, "menu:2")
    assert level.id > menu.id
    assert level.text.startswith("●●○ middling")


async def test_a_menu_tapped_twice_stays_one(bot: Bot, ada: User):
    menu = await bot.join(ada)
    before = len(ada.messages)
    await ada.press_data("menu:2", menu)
    await ada.press_data("menu:2", menu)
    await bot.idle()
    assert len(ada.messages) == before
    assert menu.text.startswith("●●○ middling")


# -- quick fingers ---------------------------------------------------------------------------------


async def twice(bot: Bot, user: User, button: str) -> list:
    """Two quick taps on one button. Returns the messages that came of it."""
    before = len(user.messages)
    message, data = next(
        (m, data)
        for m in reversed(user.messages)
        for label, data in m.buttons
        if label == button or data.startswith(button)
    )
    await user.press_data(data, message)
    await user.press_data(data, message)
    await bot.idle()
    return user.messages[before:]


async def test_two_quick_taps_do_a_thing_once(bot: Bot, ada: User):
    bot.settings.supervisors_see = "shared"
    await write(bot, ada, f"/start {bot.store.invite(days=1)}")
    assert len(await twice(bot, ada, wording.CONSENT_YES)) == 1
    for button in (wording.NAME_SKIP, "At once", wording.AVOID_DONE, "menu:2", f"card:{VAN}"):
        assert await twice(bot, ada, button) == []
    await tap(bot, ada, wording.START)
    await tap(bot, ada, wording.AIM_NONE)
    await write(bot, ada, FLAGGED)
    for button in (wording.SHOW_WAY, wording.SHOW_NOW, wording.DISAGREE):
        assert len(await twice(bot, ada, button)) == 1
    assert len(bot.store.open_objections()) == 1
    await write(bot, ada, "/stop")
    for button in (wording.TELL, wording.TELL_SKIP):
        assert len(await twice(bot, ada, button)) == 1
    await write(bot, ada, "/end")
    for button in ("carry:", wording.SHARE):
        assert len(await twice(bot, ada, button)) == 1
    await write(bot, ada, "/coach")
    assert len(await twice(bot, ada, "not at all")) == 1


async def test_a_scene_tapped_twice_begins_once(bot: Bot, ada: User):
    await bot.join(ada)
    for button in ("menu:2", f"card:{VAN}", wording.START):
        await tap(bot, ada, button)
    begun, opening, still = await twice(bot, ada, wording.AIM_NONE)
    assert begun.text.startswith("After a bad date")
    assert still.text == words.SCENE_OPEN.format(line=words_of(opening))
    assert len(kept(bot)["encounter"]) == 1


async def test_a_changed_turn_is_taken_again_once(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    await ada.edit("What happened?")
    await bot.idle()
    back, client, _coach = await twice(bot, ada, wording.EDITED_YES)
    assert client.text.startswith("Dee\n")
    assert back.text.startswith("Back one turn.")
    assert [r for _, r in driver.played] == [FLAGGED, "What happened?"]


async def test_the_coach_answers_once_what_was_meant(bot: Bot, ada: User):
    await bot.join(ada)
    await write(bot, ada, "/settings")
    await tap(bot, ada, "set:intent")
    await scene(bot, ada, VAN)
    await write(bot, ada, FLAGGED)
    (coach,) = await twice(bot, ada, "Keep them safe")
    assert coach.text.startswith(words.COACH)


# -- old buttons -----------------------------------------------------------------------------------


@pytest.fixture
async def collected(bot: Bot, ada: User) -> list[tuple[str, object]]:
    """Every button that a rich conversation has shown, with its message; then all is erased."""
    bot.settings.supervisors_see = "shared"
    await bot.join(ada)
    await write(bot, ada, "/settings")
    await tap(bot, ada, "set:intent")
    await scene(bot, ada, VAN)
    await write(bot, ada, FLAGGED)
    await tap(bot, ada, "Keep them safe")
    for button in (wording.SHOW_WAY, wording.SHOW_NOW, wording.DISAGREE):
        await tap(bot, ada, button)
    await write(bot, ada, "It was a joke")
    await ada.edit("What happened?", {**ada.last, "message_id": _ref(bot, ada)})
    await bot.idle()
    for reply in ("That sounds cold.", "That sounds long.", "That sounds rough."):
        await write(bot, ada, reply)
    await write(bot, ada, "/again")
    await tap(bot, ada, wording.BACK_FURTHER)
    await write(bot, ada, "That sounds rough.")
    await write(bot, ada, "/stop")
    await tap(bot, ada, wording.TELL)
    await write(bot, ada, "/end")
    for command in ("/scenarios", "/coach", "/reminders", "/conversations", "/settings"):
        await write(bot, ada, command)
    await tap(bot, ada, "set:name")
    await write(bot, ada, "/coach")
    await tap(bot, ada, "not at all")
    await scene(bot, ada, "good-news")
    await write(bot, ada, FLAGGED)
    await write(bot, ada, "/end")
    await write(bot, ada, "/forget")
    found = {}
    for message in ada.messages:
        for _label, data in [*message.buttons, *message.removed]:
            found.setdefault(data.partition(":")[0], (data, message))
    return list(found.values())


def _ref(bot: Bot, ada: User) -> int:
    return int(last_of(bot, ada).turns[0].message_ref)


async def test_buttons_of_every_kind_after_forgetting(bot: Bot, ada: User, collected):
    kinds = {data.partition(":")[0] for data, _message in collected}
    assert kinds >= {
        "again", "ways", "show", "on", "no", "intent", "meant", "skip", "tell", "edit", "carry",
        "notes", "share", "set", "noname", "mark", "menu", "card", "surprise", "coach", "unaided",
        "remind", "quiet", "zone", "back", "go", "aim", "forget", "consent", "pace", "avoid",
    }  # fmt: skip
    await write(bot, ada, "/forget")
    await tap(bot, ada, wording.FORGET_YES)
    empty = kept(bot)
    assert not empty["trainee"]
    for data, message in collected:
        if data == "consent:no":
            continue
        said = await tap_data(bot, ada, data, message)
        by_link = data.startswith(("consent:", "welcome:"))
        over = wording.INVITATION_OVER if by_link else wording.NOT_INVITED
        with speaking("es" if data.startswith("welcome:es") else "en"):
            assert said[-1].text == _(over).format(organisation=HOUSE), data
    assert kept(bot) == empty


async def test_buttons_of_every_kind_from_a_former_life(bot: Bot, ada: User, collected, driver):
    """Coming back by a new invitation, with the old chat still there to tap on."""
    await write(bot, ada, "/forget")
    await tap(bot, ada, wording.FORGET_YES)
    await arrive(bot, ada)
    await scene(bot, ada, VAN)
    opened = last_of(bot, ada)
    driver.played.clear()
    turns = ("again:", "ways:", "show:", "no:", "intent:", "meant:", "edit:", "carry:", "notes:",
             "share:", "back", "skip:")  # fmt: skip
    for data, message in collected:
        if data.startswith(turns):
            before = len(ada.messages)
            await tap_data(bot, ada, data, message)
            assert len(ada.messages) <= before + 1, data
    assert last_of(bot, ada) == opened
    assert driver.played == []
    assert bot.store.open_objections() == []
    assert trainee(bot, ada).carry == ""
    assert wording.FAILED not in ada.texts


async def test_telling_a_supervisor_by_a_button_of_a_former_life_loses_nothing(
    bot: Bot, ada: User, collected
):
    await write(bot, ada, "/forget")
    await tap(bot, ada, wording.FORGET_YES)
    await arrive(bot, ada)
    data, message = next((d, m) for d, m in collected if d.startswith("tell:"))
    await tap_data(bot, ada, data, message)
    (told,) = await write(bot, ada, "It was a lot today.")
    assert told.text == wording.TOLD.format(text="It was a lot today.")
    assert [text for _at, text in bot.store.told(trainee(bot, ada).id)] == ["It was a lot today."]


async def test_buttons_of_another_persons_conversation_change_nothing(bot: Bot, ada: User, api):
    bot.settings.supervisors_see = "shared"
    bob = api.user(8, "Bob Thistlewaite")
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    last = (await write(bot, ada, "/end"))[-1]
    await bot.join(bob)
    before = kept(bot)
    for data in ids(last):
        await tap_data(bot, bob, data)
    assert kept(bot) == before
    assert not any("Kept: " in text or text == wording.SHARED for text in bob.texts)


@pytest.mark.parametrize(
    "data",
    ["menu:", "menu:9", "menu:t:", "card:", "aim:Über", "go:x", f"go:{VAN}:G1:x", f"go:{VAN}:Z9",
     "again:1@zz", "intent:1", "intent:1:44", "meant:1:all", "tell:zz", "edit:maybe", "carry:zz:1",
     "share:ab:2", "set:", "pace:quick", "mark:x", "avoid:x", "remind:", "quiet:1", "zone:x",
     "forget:", "forget:all", "agree:", "consent:yes:", "language:", "language:e5", "notes:",
     "\x00", "card:../../etc", "go:<b>:-"],
)  # fmt: skip
async def test_garbage_gets_a_kind_note_and_changes_nothing(bot: Bot, ada: User, data):
    await bot.begin(ada)
    before = kept(bot)
    (said,) = await tap_data(bot, ada, data, ada.messages[0])
    assert said.text == words.OLD_BUTTON
    assert kept(bot) == before


@pytest.mark.parametrize("data", ["card:nowhere", "aim:nowhere", "go:nowhere:-", "go:nowhere:G1:u"])
async def test_a_scene_that_is_no_more_is_said_so(bot: Bot, ada: User, data):
    await bot.join(ada)
    said = await tap_data(bot, ada, data)
    assert said[-1].text == wording.NO_SCENE


@pytest.mark.parametrize(
    "data",
    ["mark:nothing:0", "quiet:5-6", "zone:Moon/Base", "pace:slow:later", "avoid:99", "set:all"],
)
async def test_values_there_are_not_are_not_kept(bot: Bot, ada: User, data):
    await bot.join(ada)
    before = kept(bot)
    await tap_data(bot, ada, data)
    assert kept(bot) == before
