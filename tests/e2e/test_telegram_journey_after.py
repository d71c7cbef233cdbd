"""After a conversation: the debrief, progress, past conversations, reminders."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot import wording
from bot.service.looking_back import REMINDER_DAYS
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.journey import ids, labels, last_of, scene, supervise, tap, trainee, write
from tests.fakes.bot_api_people import User

VAN = "bad-date-night-van"
FLAGGED = "You should find a real job."


# -- the debrief -----------------------------------------------------------------------------------


async def test_the_debrief_is_a_few_short_messages_and_two_pictures(bot: Bot, ada: User):
    await bot.begin(ada)
    for reply in ("That sounds cold.", FLAGGED, "What happened?"):
        await write(bot, ada, reply)
    took, again, moves, trust, counts, last = await write(bot, ada, "/end")
    assert took.text.startswith(f"{words.DEBRIEF}\n\n{words.TOOK_AWAY.format(name='Dee')}\n")
    assert words.WENT_WELL in took.text
    assert words.STRENGTH_MARK in took.text
    assert again.text.startswith(f"{words.LOOK_AGAIN}\n\n{words.FLAG_MARK} “You should find")
    assert words.COULD_SAY in again.text
    assert moves.text.startswith(words.MOVES_USED)
    for picture, told in ((trust, "Dee's trust"), (counts, "Believing the feeling 1×")):
        drawn = Image.open(BytesIO(picture.photo))
        assert drawn.width >= 800
        assert len(drawn.convert("L").getcolors()) > 8  # something is on it
        assert told in picture.text
    assert trust.photo != counts.photo
    assert wording.SEEN_BY_SUPERVISORS in last.text
    assert all(data.startswith("carry:") for data in ids(last))
    assert not any(m.buttons for m in (took, again, trust, counts))
    assert labels(moves) == [wording.AGAIN_THIS.format(words=FLAGGED)]
    assert all(len(m.text) < 1200 for m in (took, again, moves, trust, counts, last))


async def test_both_branches_of_a_turn_stand_side_by_side(bot: Bot, ada: User):
    opening = await bot.begin(ada)
    first = (await write(bot, ada, FLAGGED))[0]
    await tap(bot, ada, wording.TRY_AGAIN)
    second = (await write(bot, ada, "That sounds cold."))[0]
    debrief = await write(bot, ada, "/end")
    (fork,) = [m for m in debrief if m.text.startswith(wording.FORKS)]
    heading, one, two = fork.text.split("\n\n")
    assert heading.endswith(f"Dee: “{opening.text.partition('\n')[2]}”")
    for shown, label, reply, answer, mark in (
        (one, words.FIRST_WAY, FLAGGED, first, words.FLAG_MARK),
        (two, words.NEXT_WAY, "That sounds cold.", second, words.STRENGTH_MARK),
    ):
        said, heard, notes = shown.splitlines()[:3]
        assert said == f"{label}: “{reply}”"
        assert heard == f"→ Dee: “{answer.text.partition('\n')[2]}”"
        assert notes.startswith(mark)
    assert one.endswith(words.COOLER)
    assert two.endswith(f"{words.WARMER}\n{wording.FORK_KEPT}")


async def test_one_thing_to_take_along_comes_back_at_the_next_start(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    last = (await write(bot, ada, "/end"))[-1]
    what = labels(last)[0]
    await tap(bot, ada, ids(last)[1])
    (kept,) = await tap(bot, ada, ids(last)[0])  # changed their mind
    assert kept.text == wording.CARRY_KEPT.format(what=what)
    carried, begun, _opening = await scene(bot, ada, "good-news")
    assert carried.text == wording.CARRY_LAST.format(what=what)
    assert begun.text.startswith("Good news")


async def test_a_conversation_without_a_word_has_nothing_to_look_back_on(bot: Bot, ada: User):
    await bot.begin(ada)
    (said,) = await write(bot, ada, "/end")
    assert said.text == wording.NOTHING_SAID
    (none,) = await write(bot, ada, "/progress")
    assert none.text == wording.PROGRESS_NONE


# -- progress --------------------------------------------------------------------------------------


async def test_progress_in_words_and_as_a_picture_without_rank_or_grade(bot: Bot, ada: User):
    await bot.begin(ada)
    for reply in ("That sounds cold.", FLAGGED, "What happened?"):
        await write(bot, ada, reply)
    await write(bot, ada, "/end")
    told, picture = await write(bot, ada, "/progress")
    for there in ("Believing the feeling 1×", "An open question 1×", "Solving it for them 1×"):
        assert there in told.text
    assert "1 conversation and 3 replies" in told.text
    assert "bad date" in told.text
    Image.open(BytesIO(picture.photo)).verify()
    assert "(3)" in picture.text
    for text in (told.text, picture.text):
        for word in ("score", "grade", "rank", "level", "best", "worst", "better than", "others'",
                     "average", "points", "%", "pass", "fail", "!"):  # fmt: skip
            assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE), word


# -- conversations, and who reads them -------------------------------------------------------------


async def test_sharing_an_old_conversation_and_taking_that_back(bot: Bot, ada: User):
    bot.settings.supervisors_see = "shared"
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    last = (await write(bot, ada, "/end"))[-1]
    assert last.text.startswith(wording.SEEN_BY_YOU)
    assert labels(last)[-1] == wording.SHARE
    await scene(bot, ada, "good-news")
    await write(bot, ada, "Who did you tell?")

    touched = [e.updated_at for e in bot.store.past(trainee(bot, ada).id, 10)]
    (past,) = await write(bot, ada, "/conversations")
    newest, oldest = past.text.splitlines()[2:]
    assert newest.startswith("1. ")
    assert "Good news, and nobody to tell, with Juno, 1 reply (only you)" in newest
    assert "After a bad date, with Dee, 1 reply (only you)" in oldest
    (listed,) = await tap(bot, ada, f"2. {wording.SHARE}")
    assert listed.id == past.id
    assert listed.text.splitlines()[3].endswith("(supervisors too)")
    assert "After a bad date" in listed.text.splitlines()[-1]
    assert labels(listed) == [f"1. {wording.SHARE}", f"2. {wording.UNSHARE}"]
    seen = bot.store.past(trainee(bot, ada).id, 10)
    assert [e.seen_by_supervisors for e in seen] == [False, True]
    assert [e.updated_at for e in seen] == touched

    (past,) = await write(bot, ada, "/conversations")
    assert past.text.splitlines()[3].endswith("(supervisors too)")
    assert labels(past) == [f"1. {wording.SHARE}", f"2. {wording.UNSHARE}"]
    (listed,) = await tap(bot, ada, f"2. {wording.UNSHARE}")
    assert listed.id == past.id
    assert "no longer shared" in listed.text
    assert labels(listed) == [f"1. {wording.SHARE}", f"2. {wording.SHARE}"]
    assert not any(e.seen_by_supervisors for e in bot.store.past(trainee(bot, ada).id, 10))


async def test_sharing_from_the_debrief_leaves_the_question_what_to_carry(bot: Bot, ada: User):
    bot.settings.supervisors_see = "shared"
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    last = (await write(bot, ada, "/end"))[-1]
    old, shared = await tap(bot, ada, wording.SHARE)
    assert shared.text.startswith("Shared: supervisors can read “After a bad date”")
    assert old.id == last.id
    assert old.text.startswith(wording.SEEN_BY_SUPERVISORS)
    assert labels(old)[-1] == wording.UNSHARE
    (kept,) = await tap(bot, ada, labels(old)[0])
    assert kept.text.startswith("Kept: ")
    assert labels(old)[-1] == wording.UNSHARE
    old, _done = await tap(bot, ada, wording.UNSHARE)
    assert old.text.startswith(wording.SEEN_BY_YOU)
    assert labels(old)[-1] == wording.SHARE


async def test_where_supervisors_see_all_there_is_nothing_to_share(
    bot: Bot, ada: User, monkeypatch
):
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    await write(bot, ada, "/end")
    (past,) = await write(bot, ada, "/conversations")
    assert past.text.endswith("(supervisors too)")
    assert past.buttons == []
    bot.settings.supervisors_see = "shared"
    (past,) = await write(bot, ada, "/conversations")
    assert past.text.endswith("(supervisors too)")  # as it was agreed then

    await supervise(monkeypatch, bot, "assign", VAN, "--trainee", trainee(bot, ada).id)
    await scene(bot, ada, VAN)
    await write(bot, ada, "What happened?")
    last = (await write(bot, ada, "/end"))[-1]
    assert last.text.startswith(wording.SEEN_BY_SUPERVISORS)
    assert wording.SHARE not in labels(last)


# -- reminders -------------------------------------------------------------------------------------


@pytest.fixture
async def reminded(bot: Bot, ada: User):
    """Somebody who practised at noon (UTC) today, and wants reminders."""
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    last = (await write(bot, ada, "/end"))[-1]
    await tap(bot, ada, ids(last)[0])
    (menu,) = await write(bot, ada, "/reminders")
    assert "They are off." in menu.text
    await tap(bot, ada, wording.REMINDERS_ON)
    assert "They are on." in menu.text
    await tap(bot, ada, wording.ZONE)
    await tap(bot, ada, "zone:Europe/London")
    assert "Europe/London" in menu.text
    ada.forget()
    return last_of(bot, ada).updated_at


def noon(after: datetime, days: int) -> datetime:
    """Twelve o'clock on the day on which ``days`` days are over."""
    over = after + timedelta(days=days)
    return over.replace(hour=12, minute=0) + timedelta(days=over.hour >= 12)


async def test_reminders_come_on_days_2_7_21_and_60(bot: Bot, ada: User, reminded):
    came = []
    for days in range(0, 90):
        if bot.service.remind_due(noon(reminded, days)):
            came.append(days)
    assert tuple(came) == REMINDER_DAYS
    for _ in came:
        message = await ada.expect("A quiet moment for a conversation?")
    carried = trainee(bot, ada).carry
    assert wording.REMINDER_CARRY.format(what=carried) in message.text
    assert labels(message) == [wording.CHOOSE_ONE, wording.REMINDERS_OFF]
    (menu,) = await tap(bot, ada, wording.CHOOSE_ONE)
    assert (menu.id, menu.text.splitlines()[0]) == (message.id, wording.CHOOSE)


async def test_no_reminder_in_quiet_hours(bot: Bot, ada: User, reminded):
    day = noon(reminded, 2).date()
    told = {}
    for hour in (22, 3, 8, 10):
        told[hour] = bool(bot.service.remind_due(datetime(*day.timetuple()[:3], hour, tzinfo=UTC)))
        day += timedelta(days=hour == 22)
    assert told == {22: False, 3: False, 8: False, 10: True}


async def test_reminders_end_with_one_tap(bot: Bot, ada: User, reminded):
    bot.service.remind_due(noon(reminded, 2))
    message = await ada.expect("A quiet moment")
    old, off = await tap(bot, ada, wording.REMINDERS_OFF)
    assert (old.id, old.buttons, off.text) == (message.id, [], wording.REMINDED_OFF)
    assert bot.service.remind_due(noon(reminded, 7)) == []


async def test_a_new_conversation_starts_the_count_again(bot: Bot, ada: User, reminded):
    assert bot.service.remind_due(noon(reminded, 2))
    await scene(bot, ada, "good-news")
    await write(bot, ada, "Who did you tell?")
    assert bot.service.remind_due(noon(reminded, 1)) == []
    assert bot.service.remind_due(noon(last_of(bot, ada).updated_at, 2))


async def test_nobody_is_reminded_who_did_not_ask_for_it(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    assert not any(bot.service.remind_due(noon(datetime.now(UTC), d)) for d in range(70))
