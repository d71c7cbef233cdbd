"""Whole conversations, from consent to the debrief."""

import json

from bot import wording
from bot.telegram_front import words
from tests.e2e.conftest import DEE, KIT, Bot
from tests.fakes.bot_api_people import User


def from_dee(message):
    return message.text.startswith("Dee\n")


async def test_from_start_to_debrief_with_buttons(bot: Bot, ada: User):
    await ada.send("/start")
    assert wording.WELCOME in (await ada.expect("Welcome")).text
    privacy = await ada.expect("Northside Outreach")
    assert [label for label, _ in privacy.buttons] == [wording.CONSENT_YES, wording.CONSENT_NO]
    await ada.press("Yes, let's start")
    menu = await ada.expect(wording.CHOOSE)
    assert privacy.buttons == []
    assert {DEE, KIT} <= {data for _, data in menu.buttons}
    assert wording.UNREVIEWED in menu.text

    await ada.press(DEE)
    scene = await ada.expect("After a bad date")
    assert words.CONTENT_NOTE in scene.text
    opening = await ada.expect(from_dee)

    await ada.send("You should find a real job.")
    await ada.expect(from_dee)
    coach = await ada.expect(words.COACH)
    assert "“You should find a real job" in coach.text
    assert len(coach.buttons) == 4

    await ada.press("Show me a way")
    await ada.expect("Other ways to answer")
    await ada.press("I disagree")
    await ada.expect(wording.DISAGREED)
    assert "I disagree" not in [label for label, _ in coach.buttons]
    await ada.press("Try again")
    back = await ada.expect("Back one turn")
    assert opening.text.removeprefix("Dee\n") in back.text.replace("*", "")

    await ada.send("That sounds frightening. What do you need right now?")
    await ada.expect(from_dee)
    praise = await ada.expect(words.STRENGTH_MARK)
    assert words.FLAG_MARK not in praise.text
    assert praise.buttons == []

    await ada.send("/end")
    await ada.expect(words.TOOK_AWAY.format(name="Dee"))
    picture = await ada.expect(lambda m: m.photo is not None)
    assert "Dee's trust" in picture.text
    question = await ada.expect(lambda m: any(d.startswith("carry:") for _, d in m.buttons))
    await ada.press(question.buttons[0][1])
    kept = await ada.expect("Kept:")
    assert question.buttons == []
    assert question.removed[0][0] in kept.text

    await ada.press(KIT)
    carried = await ada.expect("What you wanted to carry along")
    assert question.removed[0][0] in carried.text


async def test_a_goodbye_ends_with_a_debrief(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("It was good to meet you. Take care, bye!")
    await ada.expect(from_dee)
    await ada.expect(words.DEBRIEF)
    await bot.idle()
    latest = bot.store.latest(bot.store.trainee("telegram", "7").id, ("ended",))
    assert latest.ended_how == "goodbye"


async def test_pause_and_resume_go_back_to_the_same_line(bot: Bot, ada: User):
    opening = await bot.begin(ada)
    await ada.send("/pause")
    await ada.expect(wording.PAUSED)
    await ada.send("hello?")
    await ada.expect(wording.NOTHING_OPEN)
    await ada.send("/resume")
    back = await ada.expect("Back with Dee")
    assert opening.text.removeprefix("Dee\n") in back.text.replace("*", "")


async def test_hint_coach_help_stop_and_again_by_command(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("/hint")
    await ada.expect("A thought for this line")
    await ada.send("/again")
    await ada.expect("There is no reply to take back yet")
    await ada.send("/coach")
    await ada.press("at the end")
    await ada.expect("Coach notes: at the end")
    await ada.send("You should go to a shelter.")
    await ada.expect(from_dee)
    await ada.send("/help")
    helped = await ada.expect("/hint")
    assert words.COACH not in "".join(m.text for m in ada.messages if m.id < helped.id)
    await ada.send("/stop")
    await ada.expect("no longer Dee speaking")
    await bot.idle()
    assert bot.store.latest(bot.store.trainee("telegram", "7").id) is None


async def test_a_message_from_the_heart_stops_the_role(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    await ada.send("I need to step out of the role, this is too much for me")
    await ada.expect("no longer Dee speaking")
    assert driver.played == []


async def test_a_scene_tapped_twice_begins_once(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.press(DEE)
    await ada.expect(words.SCENE_OPEN.split("{")[0].strip())
    await bot.idle()
    assert sum(m.text.startswith("After a bad date") for m in ada.messages) == 1


async def test_another_scene_sets_the_first_aside(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.press(KIT)
    await ada.expect("Your conversation with Dee was set aside")
    await ada.expect(lambda m: m.text.startswith("Kit\n"))


async def test_start_again_shows_what_is_kept_and_the_scenes(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("/start")
    again = await ada.expect("Northside Outreach")
    assert again.buttons == []
    await ada.expect(wording.CHOOSE)


async def test_typing_is_shown_before_the_answer(bot: Bot, ada: User):
    await bot.begin(ada)
    bot.api.calls.clear()
    await ada.send("Hi, I'm new here.")
    await ada.expect(from_dee)
    methods = [m for m, _ in bot.api.calls]
    assert methods.index("sendChatAction") < methods.index("sendMessage")


async def test_the_bot_tells_its_commands(bot: Bot, ada: User):
    await ada.send("/start")
    await ada.expect("Welcome")
    given = next(g for m, g in bot.api.calls if m == "setMyCommands")
    assert [c["command"] for c in json.loads(given["commands"])] == list(words.COMMANDS)
    assert all(f"/{c}" in wording.HELP for c in words.COMMANDS)
    asked = next(g for m, g in bot.api.calls if m == "getUpdates")
    assert json.loads(asked["allowed_updates"]) == [
        "message", "edited_message", "callback_query", "my_chat_member",
    ]  # fmt: skip


async def test_two_trainees_do_not_mix(bot: Bot, ada: User, api, driver):
    bob = api.user(8, "Bob Thistlewaite")
    await bot.begin(ada, DEE)
    await bot.begin(bob, KIT)
    driver.seconds = 0.02
    for i in range(4):
        await ada.send(f"How was your evening, part {i}?")
        await bob.send(f"How was your week, part {i}?")
    for _ in range(4):
        await ada.expect(from_dee)
        await bob.expect(lambda m: m.text.startswith("Kit\n"))
    await bot.idle()
    assert not any(m.text.startswith("Kit\n") for m in ada.messages)
    assert not any(m.text.startswith("Dee\n") for m in bob.messages)
    for scene, word in ((DEE, "evening"), (KIT, "week")):
        heard = [r for s, r in driver.played if f"scene:{s}" == scene]
        assert heard == [f"How was your {word}, part {i}?" for i in range(4)]


async def test_one_slow_answer_does_not_hold_up_another_chat(bot: Bot, ada: User, api, driver):
    bob = api.user(8, "Bob Thistlewaite")
    await bot.begin(ada)
    await bot.begin(bob)
    driver.gate.clear()
    await ada.send("What happened?")
    await bob.send("/help")
    await bob.expect("/hint")
    assert not any(from_dee(m) for m in ada.messages[-1:] if m.id > bob.messages[-1].id)
    driver.gate.set()
    await ada.expect(from_dee)


async def test_three_quick_messages_are_answered_in_order(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    driver.seconds = 0.02
    replies = ["Hi there.", "What can I get you?", "Take the warm seat."]
    for text in replies:
        await ada.send(text)
    for _ in replies:
        await ada.expect(from_dee)
    await bot.idle()
    assert [r for _, r in driver.played] == replies
    trainee = bot.store.trainee("telegram", "7")
    turns = bot.store.latest(trainee.id).turns
    assert [t.reply for t in turns] == replies
    assert [t.number for t in turns] == [1, 2, 3]
    shown = [m.text.removeprefix("Dee\n") for m in ada.messages if from_dee(m)]
    told = [t.client_after.replace("*", "") for t in turns]
    assert shown[-3:] == told
