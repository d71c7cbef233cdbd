"""Whole conversations, from an invitation to the debrief."""

from bot import wording
from bot.telegram_front import words
from tests.e2e.conftest import DEE, KIT, Bot
from tests.fakes.bot_api_people import User


def from_dee(message):
    return message.text.startswith("Dee\n")


def from_kit(message):
    return message.text.startswith("Kit\n")


def labels(message) -> list[str]:
    return [label for label, _data in message.buttons]


async def another(bot: Bot, user: User, scene: str = KIT):
    """To another scene in the middle of one; returns the client's opening message."""
    await user.send("/scenarios")
    await user.expect(wording.CHOOSE)
    return await bot.choose(user, scene)


async def test_from_an_invitation_to_the_debrief_with_buttons(bot: Bot, ada: User):
    await ada.send(f"/start {bot.store.invite(days=1)}")
    privacy = await ada.expect("Northside Outreach")
    await ada.press(wording.CONSENT_YES)
    await ada.expect(wording.NAME_ASK)
    assert privacy.buttons == []
    await ada.send("Ada")
    pace = await ada.expect(wording.PACE_ASK)
    await ada.press("At once")
    await ada.shows(wording.AVOID_ASK)
    await ada.press("Done")
    menu = await ada.shows(wording.CHOOSE)
    assert menu.id == pace.id
    assert "Suggested: " in menu.text

    scene = bot.service.content.scenarios[DEE.removeprefix("scene:")]
    await ada.press(f"menu:{scene.difficulty}")
    listed = await ada.shows(f"{scene.title}, with Dee*")
    assert wording.UNREVIEWED in listed.text
    await ada.press(f"card:{scene.id}")
    card = await ada.shows(lambda m: wording.START in labels(m))
    assert card.id == menu.id
    for part in ("What it touches on", wording.SEEN_BY_SUPERVISORS, wording.UNREVIEWED_LINE):
        assert part in card.text
    await ada.press("Begin")
    aims = await ada.shows("one thing you'd like to try")
    assert aims.id == menu.id
    aim = labels(aims)[0]
    await ada.press(aim)
    told = await ada.expect(f"Your aim: {aim.lower()}.")
    assert wording.SEEN_BY_SUPERVISORS in told.text
    opening = await ada.expect(from_dee)
    assert aims.buttons == []

    await ada.send("You should find a real job.")
    await ada.expect(from_dee)
    coach = await ada.expect(words.COACH)
    assert "“You should find a real job" in coach.text
    assert labels(coach) == [
        wording.TRY_AGAIN, wording.SHOW_WAY, wording.GO_ON, wording.DISAGREE,
    ]  # fmt: skip

    await ada.press(wording.SHOW_WAY)
    await ada.expect("A thought before other words")
    await ada.press(wording.SHOW_NOW)
    await ada.expect("Other ways to answer")
    await ada.press(wording.DISAGREE)
    await ada.expect(wording.DISAGREED)
    await ada.press(wording.NO_REASON)
    await bot.idle()
    assert wording.DISAGREE not in labels(coach)
    await ada.press(wording.TRY_AGAIN)
    back = await ada.expect("Back one turn")
    assert opening.text.removeprefix("Dee\n") in back.text.replace("*", "")

    await ada.send("That sounds frightening. What do you need right now?")
    await ada.expect(from_dee)
    praise = await ada.expect(words.STRENGTH_MARK)
    assert words.FLAG_MARK not in praise.text
    assert praise.buttons == []

    await ada.send("/end")
    looking = await ada.expect(words.TOOK_AWAY.format(name="Dee"))
    assert words.DEBRIEF_FOR.format(name="Ada") in looking.text
    assert f"Your aim, {aim.lower()}" in looking.text
    sides = await ada.expect(wording.FORKS)
    for reply in ("You should find a real job.", "What do you need right now?"):
        assert reply in sides.text
    trust = await ada.expect(lambda m: m.photo is not None)
    assert "Dee's trust" in trust.text
    moves = await ada.expect(lambda m: m.photo is not None)
    assert moves.photo != trust.photo
    question = await ada.expect(lambda m: any(d.startswith("carry:") for _label, d in m.buttons))
    assert wording.SEEN_BY_SUPERVISORS in question.text
    await ada.press(question.buttons[0][1])
    kept = await ada.expect("Kept:")
    assert question.buttons[0][0] in kept.text  # one can change one's mind

    await another(bot, ada)
    carried = next(t for t in ada.texts if "What you wanted to carry along" in t)
    assert question.buttons[0][0] in carried


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
    await ada.expect(wording.PAUSED_STILL.format(name="Dee"))
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
    await bot.join(ada)
    await ada.press("surprise")
    await ada.press("Begin")
    aims = await ada.shows("one thing you'd like to try")
    go = next(data for _label, data in aims.buttons if data.startswith("go:"))
    await ada.press_data(go, aims)
    await ada.press_data(go, aims)
    await ada.expect(words.SCENE_OPEN.split("{")[0].strip())
    await bot.idle()
    assert sum(wording.SEEN_BY_SUPERVISORS in t for t in ada.texts) == 1


async def test_another_scene_sets_the_first_aside(bot: Bot, ada: User):
    await bot.begin(ada)
    await another(bot, ada)
    assert any("Your conversation with Dee was set aside" in t for t in ada.texts)


async def test_start_again_shows_what_is_kept_and_the_scenes(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send("/start")
    again = await ada.expect("Northside Outreach")
    assert again.buttons == []
    await ada.expect(wording.CHOOSE)


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
        await bob.expect(from_kit)
    await bot.idle()
    assert not any(from_kit(m) for m in ada.messages)
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
