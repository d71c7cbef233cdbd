"""Around one reply: hints, turns taken again, other wordings, disagreeing, what was meant."""

import pytest

from bot import wording
from bot.practice import client
from bot.service import scenes
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.journey import (
    ids,
    labels,
    last_of,
    plain,
    scene,
    supervise,
    tap,
    tap_data,
    trainee,
    words_of,
    write,
)
from tests.fakes.bot_api_people import User

VAN = "bad-date-night-van"
FLAGGED = "You should find a real job."
FOUR = [wording.TRY_AGAIN, wording.SHOW_WAY, wording.GO_ON, wording.DISAGREE]


async def test_client_and_coach_are_told_apart_at_a_glance(bot: Bot, ada: User):
    await bot.begin(ada)
    dee, coach = await write(bot, ada, f"That sounds cold. {FLAGGED}")
    assert dee.html.startswith("<b>Dee</b>\n")
    assert dee.buttons == []
    assert coach.html.startswith(f"<blockquote><b>{words.COACH}</b>\n")
    assert coach.html.endswith("</blockquote>")
    assert "<blockquote>" not in dee.html
    assert words.COACH.split()[0] not in dee.text
    assert coach.text.index(words.STRENGTH_MARK) < coach.text.index(words.FLAG_MARK)
    assert "“You should find a real job”" in coach.text
    assert "HIPS 2000, Pitfall 4" in coach.text
    assert labels(coach) == FOUR


async def test_stage_directions_are_never_shown_with_asterisks(bot: Bot, ada: User, monkeypatch):
    walt = bot.service.content.scenarios["supplies-and-company"]
    seed = next(n for n in range(99) if "*" in client.begin(walt, n, set()).says)
    monkeypatch.setattr(scenes.secrets, "randbelow", lambda most: seed)
    await bot.join(ada)
    _scene, opening = await scene(bot, ada, walt.id)
    assert "<i>" in opening.html
    await write(bot, ada, FLAGGED)
    await tap(bot, ada, wording.SHOW_WAY)
    await tap(bot, ada, wording.SHOW_NOW)
    (back,) = await write(bot, ada, "/again")
    assert words_of(opening) in back.text
    await write(bot, ada, "That sounds right.")
    await write(bot, ada, "/resume")
    await ada.sticker()
    await write(bot, ada, "/end")
    assert not [text for text in ada.texts if "*" in text.replace("\n* ", "").replace("*:", ":")]


async def test_a_hint_is_a_nudge_first_then_fuller_and_new_with_the_next_line(bot: Bot, ada: User):
    await bot.join(ada)
    await scene(bot, ada, VAN, aim="G1")
    nudge, fuller = bot.service.content.guidance.codes["G1"].hints[:2]
    for hint in (nudge, fuller, fuller):
        (said,) = await write(bot, ada, "/hint")
        assert said.text == wording.HINT_AIM.format(hint=hint)
    await write(bot, ada, "That sounds cold.")
    (said,) = await write(bot, ada, "/hint")
    nudges = [c.hints[0] for c in bot.service.content.guidance.codes.values() if c.hints]
    assert said.text in [wording.HINT_AIM.format(hint=h) for h in nudges]
    assert nudge not in said.text  # the aim is met: something else is next


async def test_try_again_takes_the_turn_back(bot: Bot, ada: User):
    opening = await bot.begin(ada)
    dee, coach = await write(bot, ada, FLAGGED)
    old, back = await tap(bot, ada, wording.TRY_AGAIN)
    assert (old.id, labels(old)) == (coach.id, [wording.SHOW_WAY, wording.DISAGREE])
    assert back.text == wording.AGAIN.format(name="Dee", line=words_of(opening))
    assert back.buttons == []  # no earlier turn to go back to
    answer, *_coach = await write(bot, ada, "That sounds cold.")
    assert words_of(answer) != words_of(dee)
    assert [t.reply for t in last_of(bot, ada).kept] == ["That sounds cold."]


async def test_go_back_to_an_earlier_turn(bot: Bot, ada: User):
    await bot.begin(ada)
    first, _coach = await write(bot, ada, "That sounds cold.")
    for reply in ("Mm.", "I see."):
        await write(bot, ada, reply)
    (back,) = await write(bot, ada, "/again")
    assert labels(back) == [wording.BACK_FURTHER]
    (which,) = await tap(bot, ada, wording.BACK_FURTHER)
    assert which.text == wording.BACK_ASK
    assert labels(which) == ["1. That sounds cold.", "2. Mm."]
    old, further = await tap(bot, ada, "2. Mm.")
    assert (old.id, old.buttons) == (which.id, [])
    assert further.text.endswith(f"“{words_of(first)}”")
    assert [t.reply for t in last_of(bot, ada).kept] == ["That sounds cold."]


async def test_show_me_a_way_has_a_thought_first(bot: Bot, ada: User):
    opening = await bot.begin(ada)
    _client, coach = await write(bot, ada, FLAGGED)
    (thought,) = await tap(bot, ada, wording.SHOW_WAY)
    assert thought.text.startswith(wording.WAY_NUDGE.partition("{")[0])
    assert labels(thought) == [wording.TRY_AGAIN, wording.SHOW_NOW]
    assert labels(coach) == FOUR
    assert last_of(bot, ada).turns[0].offers == ()
    (ways,) = await tap(bot, ada, wording.SHOW_NOW)
    assert ways.text.startswith(wording.WAYS.format(line=words_of(opening)))
    offered = last_of(bot, ada).turns[0].offers
    assert 2 <= len(offered) == ways.text.count("• ")
    assert all(plain(f"• {way}") in ways.text for way in offered)


async def test_after_a_second_try_of_ones_own_the_ways_come_at_once(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    await tap(bot, ada, wording.TRY_AGAIN)
    await write(bot, ada, "You should go home.")
    (ways,) = await tap(bot, ada, wording.SHOW_WAY)
    assert ways.text.startswith(wording.WAYS.partition("{")[0])


# -- I disagree ------------------------------------------------------------------------------------


async def test_disagreeing_with_a_reason_is_heard_back(bot: Bot, ada: User, monkeypatch):
    await bot.begin(ada)
    _client, coach = await write(bot, ada, FLAGGED)
    old, noted = await tap(bot, ada, wording.DISAGREE)
    assert (old.id, labels(old)) == (coach.id, FOUR[:3])
    assert noted.text == wording.DISAGREED
    kept = (await write(bot, ada, "It was a joke between us"))[-1]
    assert kept.text == wording.REASON_KEPT.format(reason="It was a joke between us")
    assert len(last_of(bot, ada).turns) == 1
    listed = await supervise(monkeypatch, bot, "objections")
    for seen in (FLAGGED, "their reason: It was a joke between us", "Solving it for them"):
        assert seen in listed
    assert "Ada" not in listed

    ada.forget()
    await supervise(monkeypatch, bot, "settle", "1", "--agree", "--say", "I'd have smiled too.")
    heard = await ada.expect("You disagreed")
    assert heard.text == "\n".join(
        [
            wording.SETTLED["agreed"].format(quote="You should find a real job"),
            wording.SETTLED_ANSWER.format(answer="I'd have smiled too."),
        ]
    )
    assert "real job" not in await supervise(monkeypatch, bot, "objections")


async def test_disagreeing_without_a_reason_and_the_flag_kept(bot: Bot, ada: User, monkeypatch):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    _old, noted = await tap(bot, ada, wording.DISAGREE)
    (bare,) = await tap(bot, ada, wording.NO_REASON)
    assert (bare.id, bare.buttons) == (noted.id, [])
    await write(bot, ada, "What happened?")
    assert [t.reply for t in last_of(bot, ada).turns] == [FLAGGED, "What happened?"]
    ada.forget()
    await supervise(monkeypatch, bot, "settle", "1", "--keep")
    heard = await ada.expect("You disagreed")
    assert heard.text == wording.SETTLED["kept"].format(quote="You should find a real job")


async def test_words_taken_for_a_reason_can_go_to_the_client_after_all(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    await tap(bot, ada, wording.DISAGREE)
    kept = (await write(bot, ada, "What happened?"))[-1]
    assert labels(kept) == [wording.FOR_CLIENT.format(name="Dee")]
    old, dee, *_coach = await tap(bot, ada, labels(kept)[0])
    assert (old.id, old.buttons) == (kept.id, [])
    assert dee.text.startswith("Dee\n")
    assert last_of(bot, ada).turns[-1].reply == "What happened?"
    assert [reason for _n, _c, reason in bot.store.objections(last_of(bot, ada).id)] == [""]


async def test_words_taken_for_a_reason_do_not_go_to_another_client(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    await tap(bot, ada, wording.DISAGREE)
    kept = (await write(bot, ada, "It was a joke"))[-1]
    await scene(bot, ada, "good-news")
    await write(bot, ada, FLAGGED)
    await tap(bot, ada, wording.DISAGREE)
    await write(bot, ada, "Not this time")
    stripped, old = await tap_data(bot, ada, ids(kept)[0], kept)
    assert (stripped.id, stripped.buttons) == (kept.id, [])
    assert old.text == wording.FOR_CLIENT_LATE
    assert [t.reply for t in last_of(bot, ada).turns] == [FLAGGED]


async def test_after_a_new_beginning_words_are_for_the_client_whatever_was_asked(
    bot: Bot, ada: User
):
    await bot.begin(ada)
    await write(bot, ada, FLAGGED)
    await tap(bot, ada, wording.DISAGREE)
    await tap(bot, ada, wording.TRY_AGAIN)
    await write(bot, ada, "What happened?")
    assert [t.reply for t in last_of(bot, ada).kept] == ["What happened?"]

    await write(bot, ada, FLAGGED)
    (menu,) = await write(bot, ada, "/scenarios")
    await tap(bot, ada, wording.DISAGREE)
    await tap_data(bot, ada, "go:good-news:-", menu)
    await write(bot, ada, "Who did you tell?")
    assert [t.reply for t in last_of(bot, ada).turns] == ["Who did you tell?"]


# -- what did you mean -----------------------------------------------------------------------------


@pytest.fixture
async def asked(bot: Bot, ada: User):
    """A conversation in which the coach asks before it flags."""
    await bot.join(ada)
    await write(bot, ada, "/settings")
    (settings,) = await tap(bot, ada, "set:intent")
    assert wording.SET_INTENT.format(value="on") in labels(settings)
    await scene(bot, ada, VAN)


async def test_what_did_you_mean_comes_before_the_flag(bot: Bot, ada: User, asked):
    dee, question = await write(bot, ada, FLAGGED)
    assert dee.text.startswith("Dee\n")
    assert question.text == wording.INTENT_ASK
    assert labels(question) == [*wording.INTENTS, wording.SKIP]
    old, coach = await tap(bot, ada, "Keep them safe")
    assert (old.id, old.buttons) == (question.id, [])
    meant, flag = wording.MEANT.format(intent="Keep them safe"), words.FLAG_MARK
    assert coach.text.index(meant) < coach.text.index(flag)
    assert labels(coach) == FOUR
    assert last_of(bot, ada).turns[0].intent == "Keep them safe"


async def test_what_was_meant_in_ones_own_words(bot: Bot, ada: User, asked):
    await write(bot, ada, FLAGGED)
    coach = (await write(bot, ada, "I wanted her off that street"))[-1]
    assert wording.MEANT.format(intent="I wanted her off that street") in coach.text
    assert labels(coach) == [*FOUR, wording.FOR_CLIENT.format(name="Dee")]
    assert len(last_of(bot, ada).turns) == 1


async def test_the_question_can_be_skipped_and_is_not_asked_about_strengths(
    bot: Bot, ada: User, asked
):
    await write(bot, ada, FLAGGED)
    _old, coach = await tap(bot, ada, wording.SKIP)
    assert "What you meant" not in coach.text
    assert words.FLAG_MARK in coach.text
    _client, praise = await write(bot, ada, "That sounds cold.")
    assert praise.text.startswith(words.COACH)
    assert trainee(bot, ada).asked is None
