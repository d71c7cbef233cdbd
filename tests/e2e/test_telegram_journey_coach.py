"""When the coach speaks: fading, unaided conversations, and the three modes."""

import pytest

from bot import wording
from bot.i18n import n_
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.journey import ids, labels, last_of, scene, tap, trainee, write
from tests.fakes.bot_api_people import User

VAN = "bad-date-night-van"
FLAGGED = "You should find a real job."
BELIEVING = ["That sounds cold.", "That sounds long.", "That sounds rough."]


async def test_after_three_times_a_move_goes_without_a_note(bot: Bot, ada: User):
    await bot.begin(ada)
    for reply in BELIEVING[:2]:
        _client, coach = await write(bot, ada, reply)
        assert "three times" not in coach.text
    _client, coach = await write(bot, ada, BELIEVING[2])
    assert words.STRENGTH_MARK in coach.text
    assert wording.FADES.format(move="Believing the feeling") in coach.text
    (client,) = await write(bot, ada, "That sounds tiring.")
    assert client.text.startswith("Dee\n")
    _client, coach = await write(bot, ada, f"That sounds tiring. {FLAGGED}")
    assert words.STRENGTH_MARK not in coach.text
    assert words.FLAG_MARK in coach.text  # what was flagged never fades
    _client, coach = await write(bot, ada, "What happened?")
    assert "“What happened”" in coach.text  # nor does what is new
    debrief = await write(bot, ada, "/end")
    assert any("Believing the feeling (5×)" in m.text for m in debrief)


async def test_the_aim_is_noted_however_often_it_was_shown(bot: Bot, ada: User):
    await bot.join(ada)
    await scene(bot, ada, VAN, aim="G1")
    for reply in [*BELIEVING, "That sounds tiring."]:
        coach = (await write(bot, ada, reply))[-1]
        assert words.STRENGTH_MARK in coach.text


@pytest.fixture
async def offered(bot: Bot, ada: User):
    """The debrief of a conversation in which a move was shown for the third time."""
    await bot.begin(ada)
    for reply in BELIEVING:
        await write(bot, ada, reply)
    return await write(bot, ada, "/end")


async def test_what_is_known_brings_the_offer_of_a_scene_without_the_coach(
    bot: Bot, ada: User, offered
):
    offer, last = offered[-2:]
    assert offer.text == wording.UNAIDED_OFFER.format(moves="believing the feeling")
    assert labels(offer) == [wording.UNAIDED_GO]
    assert any(data.startswith("carry:") for data in ids(last))
    await scene(bot, ada, "good-news")
    await write(bot, ada, "That sounds new.")
    again = await write(bot, ada, "/end")
    assert not any(wording.UNAIDED_GO in labels(m) for m in again)  # said once


async def test_an_unaided_conversation_has_notes_only_at_the_end(bot: Bot, ada: User, offered):
    (card,) = [m for m in await tap(bot, ada, wording.UNAIDED_GO) if m.id != offered[-2].id]
    _menu, *begun = await _begin(bot, ada, card)
    assert wording.UNAIDED in begun[-2].text
    name = begun[-1].text.partition("\n")[0]
    for reply in (FLAGGED, "What happened?"):
        (client,) = await write(bot, ada, reply)
        assert client.text.startswith(f"{name}\n")
    (declined,) = await write(bot, ada, "/hint")
    assert declined.text == wording.HINT_UNAIDED
    assert last_of(bot, ada).unaided
    debrief = await write(bot, ada, "/end")
    assert any(words.LOOK_AGAIN in m.text and FLAGGED[:-1] in m.text for m in debrief)


async def test_the_coach_can_come_back(bot: Bot, ada: User, offered):
    (card,) = [m for m in await tap(bot, ada, wording.UNAIDED_GO) if m.id != offered[-2].id]
    await _begin(bot, ada, card)
    (declined,) = await write(bot, ada, "/hint")
    old, back = await tap(bot, ada, wording.AIDED)
    assert (old.id, old.buttons) == (declined.id, [])
    assert back.text == wording.AIDED_NOW
    assert not last_of(bot, ada).unaided
    _client, coach = await write(bot, ada, FLAGGED)
    assert words.FLAG_MARK in coach.text
    (hint,) = await write(bot, ada, "/hint")
    assert hint.text.startswith(wording.HINT_AIM.partition("{")[0])


async def _begin(bot: Bot, ada: User, shown):
    """From the card (if there is one) or the aims to the first line."""
    if wording.START in labels(shown):
        await tap(bot, ada, wording.START)
    return await tap(bot, ada, wording.AIM_NONE)


async def test_unaided_conversations_are_counted_apart(bot: Bot, ada: User, offered):
    (card,) = [m for m in await tap(bot, ada, wording.UNAIDED_GO) if m.id != offered[-2].id]
    await _begin(bot, ada, card)
    await write(bot, ada, "What happened?")
    await write(bot, ada, "/end")
    told, picture = await write(bot, ada, "/progress")
    *aided, apart = told.text.split("\n\n")
    assert n_("{n} conversation", "{n} conversations", 1) in aided[0]
    assert "An open question" not in " ".join(aided)
    assert apart.startswith("Without help, and counted apart: 1 conversation and 1 reply")
    assert "An open question 1×" in apart
    assert "Conversations without help." in picture.text


# -- modes -----------------------------------------------------------------------------------------


async def mode(bot: Bot, ada: User, which: str):
    await write(bot, ada, "/coach")
    menu, said = await tap(bot, ada, wording.COACH_MODES[which])
    assert menu.buttons == []
    assert said.text == wording.COACH_MODE.format(mode=wording.COACH_MODES[which])


async def test_at_the_end_the_coach_waits_for_the_debrief(bot: Bot, ada: User):
    await bot.begin(ada)
    await mode(bot, ada, "end")
    for reply in (FLAGGED, "That sounds cold."):
        (client,) = await write(bot, ada, reply)
        assert client.text.startswith("Dee\n")
    debrief = await write(bot, ada, "/end")
    assert words.WENT_WELL in debrief[0].text
    assert debrief[1].text.startswith(words.LOOK_AGAIN)
    assert wording.NOTES_AFTER_ALL not in labels(debrief[-1])


async def test_without_the_coach_the_debrief_has_no_notes_until_they_are_asked_for(
    bot: Bot, ada: User
):
    await bot.begin(ada)
    await mode(bot, ada, "off")
    for reply in (FLAGGED, "That sounds cold."):
        (client,) = await write(bot, ada, reply)
        assert client.text.startswith("Dee\n")
    took, trust, last = await write(bot, ada, "/end")
    for hidden in (words.WENT_WELL, words.TURNING_POINTS, words.MOVES_USED, words.LOOK_AGAIN):
        assert hidden not in took.text
    assert words.TOOK_AWAY.format(name="Dee") in took.text
    assert trust.photo is not None
    assert labels(last)[-1] == wording.NOTES_AFTER_ALL
    old, *notes = await tap(bot, ada, wording.NOTES_AFTER_ALL)
    assert old.id == last.id
    assert all(data.startswith("carry:") for data in ids(old))
    said = "\n".join(m.text for m in notes)
    assert words.TOOK_AWAY.format(name="Dee") not in said
    for there in (words.WENT_WELL, words.LOOK_AGAIN, words.MOVES_USED, FLAGGED[:-1]):
        assert there in said
    assert notes[-1].photo is not None


async def test_the_mode_counts_for_the_open_conversation_and_the_next(bot: Bot, ada: User):
    await bot.begin(ada)
    await mode(bot, ada, "off")
    assert last_of(bot, ada).coach_mode == "off"
    await scene(bot, ada, "good-news")
    (client,) = await write(bot, ada, FLAGGED)
    assert client.text.startswith("Juno\n")
    await mode(bot, ada, "each")
    _client, coach = await write(bot, ada, FLAGGED)
    assert coach.text.startswith(words.COACH)
    assert trainee(bot, ada).coach_mode == "each"
