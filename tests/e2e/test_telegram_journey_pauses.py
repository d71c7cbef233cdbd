"""Leaving off and coming back, quick fingers, second thoughts about a message."""

from datetime import UTC, datetime

from bot import content, wording
from bot.app import make_store
from bot.i18n import day, n_
from bot.service import PracticeService
from bot.store import encounters
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.journey import (
    change,
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

VAN = "bad-date-night-van"
FLAGGED = "You should find a real job."


def replies(bot: Bot, ada: User, kept: bool = True) -> list[str]:
    """What was said in the latest conversation."""
    now = last_of(bot, ada)
    return [t.reply for t in (now.kept if kept else now.turns)]


# -- pausing ---------------------------------------------------------------------------------------


async def test_paused_over_a_restart_and_some_days_it_goes_on_at_the_same_line(
    bot: Bot, ada: User, driver
):
    await bot.begin(ada)
    await write(bot, ada, "That sounds cold.")
    client = (await write(bot, ada, "What happened?"))[0]
    (paused,) = await write(bot, ada, "/pause")
    assert paused.text == wording.PAUSED
    (idle,) = await write(bot, ada, "Are you there?")
    assert "/scenarios" in idle.text
    assert replies(bot, ada) == ["That sounds cold.", "What happened?"]
    at = last_of(bot, ada).updated_at

    await bot.stop()
    bot.store.close()
    fresh = make_store(bot.settings)
    bot.service = PracticeService(fresh, driver, content.load(), bot.settings)
    await bot.start()

    (back,) = await write(bot, ada, "/resume")
    recap = wording.RECAP.format(
        day=day(at, bot.service.zone(trainee(bot, ada))),
        title="After a bad date",
        replies=n_(*wording.REPLIES, 2),
        reply="What happened?",
    )
    assert back.text == f"{recap}\n\n" + wording.RESUMED.format(name="Dee", line=words_of(client))
    assert (await write(bot, ada, "That sounds hard."))[0].text.startswith("Dee\n")
    assert len(replies(bot, ada)) == 3


async def test_the_recap_says_the_day_it_was_left(bot: Bot, ada: User, monkeypatch):
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    with monkeypatch.context() as then:
        then.setattr(encounters, "now", lambda: datetime(2026, 3, 5, 12, tzinfo=UTC))
        await write(bot, ada, "/pause")
    (back,) = await write(bot, ada, "/resume")
    assert back.text.startswith("So far (5 Mar): After a bad date, ")


async def test_another_scene_sets_the_open_one_aside_and_the_menu_leads_back(bot: Bot, ada: User):
    await bot.begin(ada)
    client = (await write(bot, ada, "What happened?"))[0]
    aside, _scene, juno = await scene(bot, ada, "good-news")
    assert aside.text == wording.STILL_OPEN.format(name="Dee")
    assert juno.text.startswith("Juno\n")
    await write(bot, ada, "/end")
    (menu,) = await write(bot, ada, "/scenarios")
    assert wording.BACK_TO.format(name="Dee") in labels(menu)
    old, back = await tap(bot, ada, wording.BACK_TO.format(name="Dee"))
    assert (old.id, old.buttons) == (menu.id, [])
    assert back.text.endswith(wording.RESUMED.format(name="Dee", line=words_of(client)))


async def test_each_of_several_can_be_reached_while_another_is_open(bot: Bot, ada: User):
    await bot.begin(ada)
    client = (await write(bot, ada, "What happened?"))[0]
    aside, _scene, juno = await scene(bot, ada, "good-news")
    dee, to_dee = wording.BACK_TO.format(name="Dee"), bot.store.unfinished(trainee(bot, ada).id)[1]
    assert (labels(aside), ids(aside)) == ([dee], [f"resume:{to_dee.id}"])
    (which,) = await write(bot, ada, "/resume")
    assert which.text == wording.RESUME_WHICH
    assert labels(which) == [wording.BACK_TO.format(name="Juno"), dee]
    _old, back = await tap(bot, ada, dee)
    assert back.text.endswith(wording.RESUMED.format(name="Dee", line=words_of(client)))
    await write(bot, ada, "/end")
    (back,) = await write(bot, ada, "/resume")
    assert back.text == wording.RESUMED.format(name="Juno", line=words_of(juno))
    _old, over = await tap_data(bot, ada, ids(aside)[0], aside)
    assert over.text == wording.RESUME_OVER


async def test_the_same_scene_with_another_aim_begins_anew_before_the_first_reply(
    bot: Bot, ada: User
):
    await bot.begin(ada)
    (still,) = await tap_data(bot, ada, "go:bad-date-night-van:-")
    assert still.text.startswith("That scene has just begun.")
    begun, opening = await tap_data(bot, ada, "go:bad-date-night-van:G1")
    assert "Your aim: believing the feeling." in begun.text
    assert opening.text.startswith("Dee\n")
    assert [e.aim for e in bot.store.unfinished(trainee(bot, ada).id)] == ["G1"]


# -- while an answer is on its way -----------------------------------------------------------------


async def test_what_is_written_while_an_answer_is_on_its_way_is_answered_in_order(
    bot: Bot, ada: User, driver
):
    await bot.begin(ada)
    before = len(ada.messages)
    driver.gate.clear()
    await ada.send("What happened?")
    await ada.send("That sounds cold.")
    await ada.send("/hint")
    driver.gate.set()
    await bot.idle()
    assert [r for _, r in driver.played] == ["What happened?", "That sounds cold."]
    kinds = [m.text.partition("\n")[0].partition(":")[0] for m in ada.messages[before:]]
    assert kinds == ["Dee", words.COACH, "Dee", words.COACH, "A thought for this line"]


# -- edited messages -------------------------------------------------------------------------------


async def test_an_edited_message_is_taken_again_if_the_trainee_wants(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    (ask,) = await change(bot, ada, "That sounds cold.")
    assert ask.text.endswith("Take that turn again with the new words?")
    assert labels(ask) == [wording.EDITED_YES, wording.EDITED_NO]
    assert replies(bot, ada) == [FLAGGED]
    old, back, client, coach = await tap(bot, ada, wording.EDITED_YES)
    assert (old.id, old.buttons) == (ask.id, [])
    assert back.text.startswith("Back one turn.")
    assert client.text.startswith("Dee\n")
    assert words.STRENGTH_MARK in coach.text
    assert replies(bot, ada) == ["That sounds cold."]
    assert replies(bot, ada, kept=False) == [FLAGGED, "That sounds cold."]


async def test_an_edited_message_can_stay_as_it_was(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    (ask,) = await change(bot, ada, "What happened here?")
    old, left = await tap(bot, ada, wording.EDITED_NO)
    assert (old.id, old.buttons, left.text) == (ask.id, [], wording.EDITED_LEFT)
    assert replies(bot, ada) == ["What happened?"]
    assert await change(bot, ada, "What happened?") == []  # as it was played: nothing to ask


async def test_an_edit_further_back_goes_back_to_that_turn(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    first = ada.last
    for reply in ("Mm.", "I see."):
        await write(bot, ada, reply)
    await change(bot, ada, "That sounds cold.", first)
    _ask, back, *_answer = await tap(bot, ada, wording.EDITED_YES)
    assert back.text.startswith("Back to an earlier turn.")
    assert replies(bot, ada) == ["That sounds cold."]


async def test_an_edit_of_what_the_conversation_has_left_behind(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    first = ada.last
    await tap(bot, ada, wording.TRY_AGAIN)
    await write(bot, ada, "That sounds cold.")
    (late,) = await change(bot, ada, "You could find a job.", first)
    assert late.text == wording.EDITED_LATE
    assert replies(bot, ada) == ["That sounds cold."]


async def test_an_edit_is_not_taken_after_another_scene_began(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    (ask,) = await change(bot, ada, "That sounds cold.")
    await scene(bot, ada, "good-news")
    _old, late = await tap_data(bot, ada, ids(ask)[0], ask)
    assert late.text == wording.EDITED_LATE
    assert replies(bot, ada) == []


async def test_words_changed_to_stepping_out_stop_the_role(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    (said,) = await change(bot, ada, "I need to step out of the role")
    assert "no longer Dee speaking" in said.text
