"""A trainee's way in, and to a scene: what they read and tap before the first words."""

from datetime import UTC, datetime, timedelta

import pytest

from bot import wording
from bot.i18n import n_
from bot.store import records
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.journey import ids, labels, last_of, scene, supervise, tap, trainee, write
from tests.fakes.bot_api_people import User

VAN = "bad-date-night-van"
HOUSE = "Northside Outreach"


def rows(menu) -> list[str]:
    """A menu's lines without its heading."""
    return [row for row in menu.text.splitlines()[1:] if row]


# -- first steps -----------------------------------------------------------------------------------


async def test_the_link_a_supervisor_makes_leads_to_the_first_question(
    bot: Bot, ada: User, monkeypatch
):
    printed = await supervise(monkeypatch, bot, "invite", "--days", "3", "--team", "nights")
    link, about = printed.splitlines()
    assert link.startswith("https://t.me/alongside_bot?start=")
    assert "one person, 3 days, team nights" in about

    what, privacy = await write(bot, ada, f"/start {link.partition('=')[2]}")
    assert what.text == f"{wording.WELCOME}\n\n{wording.SPEAKS_ENGLISH}"
    assert what.buttons == []
    assert "180 days" in privacy.text
    assert wording.READERS_ALL.format(organisation=HOUSE) in privacy.text
    assert labels(privacy) == [wording.CONSENT_YES, wording.CONSENT_NO, "Español"]
    consent, name = await tap(bot, ada, wording.CONSENT_YES)
    assert (consent.id, consent.buttons) == (privacy.id, [])
    assert name.text == wording.NAME_ASK
    assert bot.store.teams() == {"nights": 1}


async def test_first_steps_with_a_name(bot: Bot, ada: User):
    await write(bot, ada, f"/start {bot.store.invite(days=1)}")
    await tap(bot, ada, wording.CONSENT_YES)
    *_, hello, pace = await write(bot, ada, "Sam")
    assert hello.text == "Hello Sam."
    assert labels(pace) == list(wording.PACES.values())
    (themes,) = await tap(bot, ada, "A human pace")
    assert (themes.id, themes.text) == (pace.id, wording.AVOID_ASK)
    (menu,) = await tap(bot, ada, wording.AVOID_DONE)
    assert (menu.id, menu.text.splitlines()[0]) == (pace.id, wording.CHOOSE)
    known = trainee(bot, ada)
    assert (known.name, known.pace, known.asked) == ("Sam", "human", None)


async def test_first_steps_passed_over_stay_in_one_message(bot: Bot, ada: User):
    await write(bot, ada, f"/start {bot.store.invite(days=1)}")
    _consent, question = await tap(bot, ada, wording.CONSENT_YES)
    for button in (wording.NAME_SKIP, "At once", wording.AVOID_DONE):
        (now,) = await tap(bot, ada, button)
        assert now.id == question.id
    assert now.text.startswith(wording.CHOOSE)
    known = trainee(bot, ada)
    assert (known.name, known.pace, known.avoid) == ("", "quick", ())


async def test_a_whole_name_is_not_kept_and_the_question_stays_open(bot: Bot, ada: User):
    await write(bot, ada, f"/start {bot.store.invite(days=1)}")
    await tap(bot, ada, wording.CONSENT_YES)
    (short,) = await write(bot, ada, "Maria Lopez")
    assert short.text == wording.NAME_SHORT
    assert trainee(bot, ada).name == ""
    *_, hello, _pace = await write(bot, ada, "Maria")
    assert hello.text == "Hello Maria."


@pytest.mark.parametrize(("pace", "typed"), [("A human pace", 1), ("At once", 0)])
async def test_at_a_human_pace_the_client_is_seen_typing(bot: Bot, ada: User, pace, typed):
    await bot.join(ada)
    await write(bot, ada, "/settings")
    await tap(bot, ada, "set:pace")
    await tap(bot, ada, pace)
    bot.api.calls.clear()
    await scene(bot, ada, VAN)
    assert bot.api.count("sendChatAction") == typed


async def test_themes_marked_for_today_hide_their_scenes_until_tomorrow(
    bot: Bot, ada: User, monkeypatch
):
    await bot.join(ada)
    (themes,) = await tap(bot, ada, wording.NOT_TODAY)
    assert themes.text == wording.AVOID_ASK
    await tap(bot, ada, "mark:bad-date:")
    assert "☒ bad date" in labels(themes)
    first = labels(themes)
    await tap(bot, ada, wording.AVOID_MORE)
    assert not {label for label in first if label[0] in "☐☒"} & set(labels(themes))
    (menu,) = await tap(bot, ada, wording.AVOID_DONE)
    hidden = [s for s in bot.service.content.scenarios.values() if "bad-date" in s.themes]
    assert n_(*wording.LEFT_OUT, len(hidden)) in menu.text
    for level in "123":
        (found,) = await tap(bot, ada, f"menu:{level}")
        assert not {f"card:{s.id}:{level}" for s in hidden} & set(ids(found))
        assert len(ids(found)) > 1
        await tap(bot, ada, wording.BACK)
    (by_theme,) = await tap(bot, ada, wording.BY_THEME)
    assert not any(label.startswith("bad date (") for label in labels(by_theme))

    tomorrow = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr(records, "now", lambda: tomorrow)
    (again,) = await write(bot, ada, "/scenarios")
    assert "left out" not in again.text
    (found,) = await tap(bot, ada, "menu:2")
    assert f"card:{VAN}:2" in ids(found)


# -- choosing a scene ------------------------------------------------------------------------------


async def test_from_the_menu_to_a_card_and_back_in_one_message(bot: Bot, ada: User):
    menu = await bot.join(ada)
    top = (menu.text, menu.buttons)
    card = bot.service.content.scenarios[VAN]
    (level,) = await tap(bot, ada, "menu:2")
    assert level.text.splitlines()[0] == "●●○ middling"
    listed = (level.text, level.buttons)
    assert "●●○ After a bad date, with Dee*: bad date, bad date list" in rows(level)
    assert f"* {wording.UNREVIEWED}" in rows(level)
    (shown,) = await tap(bot, ada, f"card:{VAN}")
    assert shown.text.splitlines() == [
        "After a bad date, with Dee",
        "●●○ middling",
        "Themes: bad date, bad date list, violence, not reporting, police",
        "",
        wording.CONTENT_NOTE.format(note=card.content_note.strip()),
        "",
        wording.SEEN_BY_SUPERVISORS,
        wording.UNREVIEWED_LINE,
    ]
    assert labels(shown) == [wording.START, wording.BACK]
    (back,) = await tap(bot, ada, wording.BACK)
    assert (back.text, back.buttons) == listed
    (back,) = await tap(bot, ada, wording.BACK)
    assert (back.text, back.buttons) == top
    assert {m.id for m in (level, shown, back)} == {menu.id}


async def test_scenes_by_theme(bot: Bot, ada: User):
    await bot.join(ada)
    (themes,) = await tap(bot, ada, wording.BY_THEME)
    there = [s for s in bot.service.content.scenarios.values() if "police" in s.themes]
    assert f"police ({len(there)})" in labels(themes)
    (found,) = await tap(bot, ada, "menu:t:police")
    assert found.text.startswith("Police\n")
    assert set(ids(found)) == {f"card:{s.id}:t:police" for s in there} | {"menu:theme"}
    (back,) = await tap(bot, ada, wording.BACK)
    assert back.text == wording.BY_THEME


async def test_what_was_done_is_said_in_the_list_and_on_the_card(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    await write(bot, ada, "/end")
    await write(bot, ada, "/scenarios")
    (level,) = await tap(bot, ada, "menu:2")
    assert "●●○ After a bad date, with Dee*: bad date, bad date list · done 1×" in rows(level)
    (card,) = await tap(bot, ada, f"card:{VAN}")
    assert rows(card)[-1] == "Done 1×"


async def test_a_surprise_is_the_card_of_a_scene_not_met_yet(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    await write(bot, ada, "/end")
    for _ in range(12):
        await write(bot, ada, "/scenarios")
        (card,) = await tap(bot, ada, wording.SURPRISE)
        assert labels(card) == [wording.START, wording.BACK]
        assert not card.text.startswith("After a bad date")


async def test_the_suggestion_says_why(bot: Bot, ada: User):
    menu = await bot.join(ada)
    assert wording.REASONS["first"] in menu.text
    assert menu.text.splitlines()[2].startswith("●○○ Suggested: ")
    await scene(bot, ada, VAN)
    await write(bot, ada, "That sounds cold. What happened?")
    await write(bot, ada, "/end")
    (menu,) = await write(bot, ada, "/scenarios")
    codes, scenes = bot.service.content.guidance.codes, bot.service.content.scenarios
    suggested = scenes[ids(menu)[0].removeprefix("card:")]
    # Not what there was room for just now: another one has its turn.
    (move,) = [c for c in suggested.aims if codes[c].title.lower() in menu.text]
    assert move not in scenes[VAN].aims
    never = wording.REASONS["never"].format(move=codes[move].title.lower())
    assert f"Suggested: {suggested.title}, with {suggested.persona.name} ({never})" in menu.text


# -- what a supervisor asks for --------------------------------------------------------------------


async def test_a_scene_asked_for_arrives_and_stands_first_until_it_is_done(
    bot: Bot, ada: User, monkeypatch
):
    menu = await bot.join(ada)
    ada.forget()
    who = trainee(bot, ada).id
    asked = ("--trainee", who, "--note", "We had <this> last week.", "--due", "2030-12-31")
    assert "1 trainee" in await supervise(monkeypatch, bot, "assign", VAN, *asked)
    message = await ada.expect("After a bad date, with Dee")
    assert "by 31 Dec" in message.text
    assert "“We had <this> last week.”" in message.text
    assert ids(message) == [f"card:{VAN}"]
    assert menu.text.startswith(wording.CHOOSE)

    (menu,) = await write(bot, ada, "/scenarios")
    assert wording.REASONS["assigned_by"].format(day="31 Dec") in menu.text
    (level,) = await tap(bot, ada, "menu:2")
    assert next(r for r in rows(level) if "After a bad date" in r).endswith("📌")
    (card,) = await tap(bot, ada, f"card:{VAN}")
    assert wording.ASKED_BY.format(day="31 Dec") in card.text
    assert wording.ASKED_NOTE.format(note="We had <this> last week.") in card.text

    await scene(bot, ada, VAN)
    await write(bot, ada, "What happened?")
    await write(bot, ada, "/end")
    (menu,) = await write(bot, ada, "/scenarios")
    assert "supervisor asked" not in menu.text


async def test_a_scene_asked_of_a_team_reaches_those_in_it(bot: Bot, ada: User, api, monkeypatch):
    bob = api.user(8, "Bob Thistlewaite")
    await bot.join(ada, team="nights")
    await bot.join(bob, team="days")
    assert "1 trainee" in await supervise(monkeypatch, bot, "assign", VAN, "--team", "nights")
    await ada.expect("Your supervisor asks you to practise")
    await bot.idle()
    assert not any("supervisor asks" in text for text in bob.texts)
    (menu,) = await write(bot, bob, "/scenarios")
    assert "supervisor asked" not in menu.text


async def test_where_only_shared_conversations_are_seen_each_scene_says_so(
    bot: Bot, ada: User, monkeypatch
):
    bot.settings.supervisors_see = "shared"
    await bot.join(ada)
    assert any(wording.READERS_SHARED.format(organisation=HOUSE) in text for text in ada.texts)
    await tap(bot, ada, "menu:2")
    (card,) = await tap(bot, ada, f"card:{VAN}")
    assert wording.SEEN_BY_YOU in card.text
    begun, _opening = await scene(bot, ada, "good-news")
    assert begun.text.endswith(wording.SEEN_BY_YOU)

    await supervise(monkeypatch, bot, "assign", VAN, "--trainee", trainee(bot, ada).id)
    _aside, begun, _opening = await scene(bot, ada, VAN)
    assert begun.text.endswith(wording.SEEN_BY_SUPERVISORS)
    assert last_of(bot, ada).seen_by_supervisors


# -- one aim ---------------------------------------------------------------------------------------


async def test_an_aim_is_picked_before_and_met_again_after(bot: Bot, ada: User):
    await bot.join(ada)
    await tap(bot, ada, "menu:2")
    await tap(bot, ada, f"card:{VAN}")
    (aims,) = await tap(bot, ada, wording.START)
    codes = bot.service.content.guidance.codes
    aim_ids = bot.service.content.scenarios[VAN].aims
    assert labels(aims)[: len(aim_ids) + 1] == [codes[c].title for c in aim_ids] + [
        wording.AIM_NONE
    ]
    menu, begun, opening = await tap(bot, ada, "Believing the feeling")
    assert menu.buttons == []
    assert "\n\nYour aim: believing the feeling.\n\n" in begun.text
    assert codes["G1"].hints[0] not in begun.text  # nobody has told anything yet
    assert words.CONTENT_NOTE in begun.text
    assert opening.text.startswith("Dee\n")
    await write(bot, ada, "That sounds cold.")
    await write(bot, ada, "What happened?")
    debrief = (await write(bot, ada, "/end"))[0]
    assert n_(*wording.AIM_USED, 1, aim="believing the feeling") in debrief.text


async def test_an_aim_not_met_is_no_verdict(bot: Bot, ada: User):
    await bot.join(ada)
    begun, _opening = await scene(bot, ada, VAN, aim="G3")
    assert "Your aim: naming a strength." in begun.text
    await write(bot, ada, "What happened?")
    debrief = (await write(bot, ada, "/end"))[0]
    assert wording.AIM_NOT_USED.format(aim="naming a strength") in debrief.text


async def test_without_an_aim_the_scene_says_what_it_has_room_for(bot: Bot, ada: User):
    await bot.join(ada)
    begun, _opening = await scene(bot, ada, VAN)
    assert "Room to practise: believing the feeling, naming a strength," in begun.text
    await write(bot, ada, "What happened?")
    assert "Your aim" not in (await write(bot, ada, "/end"))[0].text
