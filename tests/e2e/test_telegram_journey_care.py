"""Out of the role, remarks that hurt, real people's details, and whose data it is."""

from pathlib import Path

import pytest

from bot import wording
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.journey import (
    ids,
    labels,
    last_of,
    scene,
    supervise,
    tap,
    trainee,
    words_of,
    write,
)
from tests.fakes.bot_api_people import User
from tests.fakes.database import everything

VAN = "bad-date-night-van"
FLAGGED = "You should find a real job."
HOUSE = "Northside Outreach"


# -- out of the role -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heart",
    [
        "I need to step out of the role, this is too much for me",
        "this is too much for me, can I talk to a real person",
        "Quiero parar el ejercicio",
        "necesito hablar con una persona real",
        "/stop",
    ],
)
async def test_words_from_the_heart_end_the_role_and_leave_no_trace(
    bot: Bot, ada: User, driver, heart
):
    opening = await bot.begin(ada)
    (said,) = await write(bot, ada, heart)
    contacts = wording.CONTACTS_DEFAULT.format(organisation=HOUSE)
    kept = "" if heart == "/stop" else f"{wording.WORDS_NOT_KEPT} "
    assert said.text == wording.STEPPED_OUT.format(name="Dee", contacts=contacts, kept=kept)
    assert labels(said) == [wording.TELL, wording.BACK_TO.format(name="Dee")]
    assert driver.played == []
    assert heart not in everything(bot.store)
    assert "<blockquote>" not in said.html
    (back,) = await write(bot, ada, "/resume")
    assert back.text == wording.RESUMED.format(name="Dee", line=words_of(opening))


async def test_the_organisations_own_contacts_are_offered(bot: Bot, ada: User):
    bot.settings.contacts = "Ask for Priya at the front desk, day or night."
    await bot.begin(ada)
    (said,) = await write(bot, ada, "I need to step out of the role")
    assert "Ask for Priya at the front desk, day or night." in said.text
    assert "988" not in said.text
    await write(bot, ada, "/end")
    (said,) = await write(bot, ada, "I need to step out of the role")  # no scene is open
    assert said.text == "Ask for Priya at the front desk, day or night."


async def test_telling_a_supervisor_what_they_may_read(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, "I need to step out of the role")
    old, ask = await tap(bot, ada, wording.TELL)
    assert labels(old) == [wording.BACK_TO.format(name="Dee")]
    assert ask.text == wording.TELL_ASK
    assert labels(ask) == [wording.TELL_SKIP]
    told = (await write(bot, ada, "Tonight brought a lot back."))[-1]
    assert told.text == wording.TOLD.format(text="Tonight brought a lot back.")
    ((_at, text),) = bot.store.told(trainee(bot, ada).id)
    assert text == "Tonight brought a lot back."
    assert last_of(bot, ada).turns == ()


async def test_nothing_after_all_stays_with_the_trainee(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, "/stop")
    await tap(bot, ada, wording.TELL)
    old, left = await tap(bot, ada, wording.TELL_SKIP)
    assert (old.buttons, left.text) == ([], wording.LEFT_UNSAID)
    await write(bot, ada, "/resume")
    await write(bot, ada, "What happened?")
    assert bot.store.told(trainee(bot, ada).id) == []
    assert [t.reply for t in last_of(bot, ada).turns] == ["What happened?"]


# -- remarks that hurt -----------------------------------------------------------------------------


async def test_an_abusive_remark_ends_the_scene_and_its_words_are_kept_nowhere(
    bot: Bot, ada: User, driver
):
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    client, explained = await write(bot, ada, "you're a filthy whore")
    assert client.text.startswith("Dee\n")
    assert explained.text.endswith(wording.HURT.format(name="Dee"))
    assert labels(explained) == [wording.NOT_MEANT.format(name="Dee"), wording.TELL]
    assert len(driver.played) == 1
    assert "filthy" not in everything(bot.store)
    assert last_of(bot, ada).ended_how == "hurt"
    for command, answer in (("/again", wording.NOTHING_OPEN), ("/resume", wording.NOTHING_PAUSED)):
        (said,) = await write(bot, ada, command)
        assert said.text == answer
    assert len(await scene(bot, ada, VAN)) == 2  # a new start is open at once


# -- real people's details -------------------------------------------------------------------------


async def test_personal_details_are_masked_with_a_note(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    note, client, *_coach = await write(
        bot, ada, "What did Anna Kowalska say on 415 555 2671, or from anna.k@example.org?"
    )
    assert note.text == wording.PERSONAL.format(kinds="a name, a phone number, an e-mail address")
    assert client.text.startswith("Dee\n")
    ((_scene, played),) = driver.played
    assert played == "What did [name] say on [phone], or from [e-mail]?"
    held = everything(bot.store)
    for detail in ("Kowalska", "555 2671", "example.org"):
        assert detail not in held


async def test_the_scenes_own_names_are_nobodys_secret(bot: Bot, ada: User, driver):
    await bot.begin(ada)
    client, *_coach = await write(bot, ada, "What did Curtis and Marlene say on Calder Street?")
    assert client.text.startswith("Dee\n")
    assert driver.played[0][1] == "What did Curtis and Marlene say on Calder Street?"


# -- their data ------------------------------------------------------------------------------------


async def test_privacy_is_there_before_and_after_the_way_in(bot: Bot, ada: User):
    who = wording.READERS_ALL.format(organisation=HOUSE)
    privacy = wording.PRIVACY.format(
        organisation=HOUSE, time="180 days", who=who, desk=wording.DESK
    )
    (before,) = await write(bot, ada, "/privacy")
    await bot.join(ada)
    (after,) = await write(bot, ada, "/privacy")
    assert before.text == after.text == privacy


async def test_mydata_is_a_page_with_everything_in_it(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, "What <b>happened</b>, Dee?")
    await write(bot, ada, FLAGGED)
    await tap(bot, ada, wording.DISAGREE)
    await write(bot, ada, "It was a joke")
    await write(bot, ada, "/stop")
    await tap(bot, ada, wording.TELL)
    await write(bot, ada, "Tonight brought a lot back.")
    await write(bot, ada, "/end")
    (document,) = await write(bot, ada, "/mydata")
    assert document.text == wording.MYDATA
    name, content = document.document
    page = content.decode()
    assert name == wording.MYDATA_NAME
    for kept in (
        "What &lt;b&gt;happened&lt;/b&gt;, Dee?",
        FLAGGED,
        "It was a joke",
        "Tonight brought a lot back.",
        "Solving it for them (P4)",
        trainee(bot, ada).id,
        "After a bad date, with Dee",
    ):
        assert kept in page, kept
    assert page.count("data:image/png;base64,") == 2
    assert "my-data" not in everything(bot.store)


async def test_forgetting_asks_first_and_can_be_declined(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, "What happened?")
    (ask,) = await write(bot, ada, "/forget")
    assert ask.text == wording.FORGET_ASK
    assert labels(ask) == [wording.FORGET_YES, wording.FORGET_NO]
    old, kept = await tap(bot, ada, wording.FORGET_NO)
    assert (old.id, old.buttons, kept.text) == (ask.id, [], wording.KEPT_ALL)
    assert len(last_of(bot, ada).turns) == 1


async def test_what_is_forgotten_is_nowhere_byte_by_byte(bot: Bot, api, monkeypatch):
    eve = api.user(7_060_504_030, "Eve")
    await bot.join(eve)
    await supervise(monkeypatch, bot, "assign", VAN, "--trainee", trainee(bot, eve).id,
                    "--note", "Marmalade")  # fmt: skip
    await scene(bot, eve, VAN)
    await write(bot, eve, "You should find Zeppelin & co, sounds like.")
    await tap(bot, eve, wording.DISAGREE)
    await write(bot, eve, "Because of Rutabaga")
    await write(bot, eve, "/stop")
    await tap(bot, eve, wording.TELL)
    await write(bot, eve, "Quincunx it was")
    await write(bot, eve, "/settings")
    await tap(bot, eve, "set:name")
    await write(bot, eve, "Hyacinth")
    await write(bot, eve, "/end")
    await write(bot, eve, "/progress")
    pseudonym, encounter = trainee(bot, eve).id, last_of(bot, eve).id
    there = [*("Zeppelin", "Rutabaga", "Quincunx", "Hyacinth", "Marmalade", "7060504030")]
    there += [pseudonym, encounter]
    folder = Path(bot.settings.database_url.removeprefix("sqlite:///")).parent

    def found() -> set[str]:
        files = [p for p in folder.rglob("*") if p.is_file()]
        held = b"".join(p.name.encode() + p.read_bytes() for p in files)
        return {word for word in there if word.encode() in held}

    assert found() == set(there)
    assert len(list(bot.settings.pictures.iterdir())) == 3
    await write(bot, eve, "/forget")
    ask, done = await tap(bot, eve, wording.FORGET_YES)
    assert (ask.buttons, done.text) == ([], wording.FORGOTTEN)
    await bot.stop()
    bot.store.close()
    assert found() == set()
    assert list(bot.settings.pictures.iterdir()) == []


async def test_after_forgetting_the_way_in_is_an_invitation(bot: Bot, ada: User):
    await bot.begin(ada)
    await write(bot, ada, "/forget")
    await tap(bot, ada, wording.FORGET_YES)
    (said,) = await write(bot, ada, "Hello again")
    assert said.text == wording.NOT_INVITED.format(organisation=HOUSE)
    menu = await bot.join(ada)
    assert wording.REASONS["first"] in menu.text
    assert not any(words.OLD_BUTTON in text for text in ada.texts)
    assert "card:" in ids(menu)[0]
