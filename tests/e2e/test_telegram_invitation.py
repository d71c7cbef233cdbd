"""The way in is an invitation; of whoever has none nothing is stored, not even their code."""

import asyncio
import threading
from pathlib import Path

import pytest

from bot import wording
from tests.e2e.conftest import Bot
from tests.e2e.test_telegram_consent import (
    CODE,
    NOT_INVITED,
    OVER,
    is_asked,
    only_updates,
    stranger,
)
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api_people import User
from tests.fakes.database import counts, dump, everything
from tests.fakes.spanish import MARK, spanish

__all__ = ["spanish"]


@pytest.fixture
def ada(api: BotApi) -> User:
    """With an id that can be told apart wherever it stands."""
    return stranger(api)


async def test_without_an_invitation_it_says_how_to_get_in_and_stores_nothing(bot: Bot, ada: User):
    await ada.send("/start")
    said = await ada.expect(NOT_INVITED)
    assert said.buttons == []
    await ada.send("My name is Zebulon Quartermain and I am nervous")
    await ada.expect(NOT_INVITED)
    await ada.send("/scenarios")
    await ada.expect(NOT_INVITED)
    await ada.sticker()
    await ada.expect(NOT_INVITED)
    await ada.edit("something else")
    await ada.expect(NOT_INVITED)
    for data in ("card:bad-date-night-van", "consent:yes", "forget:yes", "nonsense"):
        await ada.press_data(data)
        await ada.expect(NOT_INVITED)
    await bot.idle()
    assert counts(bot.store) == {}
    held = b"".join(in_files(bot))
    for word in ("Quartermain", "nervous", "Quillfeather", f"user{ada.id}", str(ada.id)):
        assert word.encode() not in held


async def test_an_update_of_a_stranger_that_comes_twice_is_answered_once(
    bot: Bot, ada: User, api: BotApi
):
    again = await ada.send("Hello?")
    await ada.expect(NOT_INVITED)
    await api.redeliver(again)
    await ada.send("/scenarios")
    await ada.expect(NOT_INVITED)
    await bot.idle()
    assert len(ada.texts) == 2


async def test_whoever_declines_leaves_nothing_behind(bot: Bot, ada: User):
    await ada.send(f"/start {bot.store.invite(days=1)}")
    await ada.press("Not now")
    await ada.expect(wording.CONSENT_DECLINED)
    await bot.idle()
    assert only_updates(bot)
    assert str(ada.id).encode() not in b"".join(in_files(bot))


def in_files(bot: Bot) -> list[bytes]:
    """The database's file and those beside it, its log among them."""
    file = Path(str(bot.store.engine.url.database))
    return [p.read_bytes() for p in file.parent.glob(f"{file.name}*")]


def wrong(bot: Bot) -> str:
    return CODE


def expired(bot: Bot) -> str:
    return bot.store.invite(days=-1)


def used_up(bot: Bot) -> str:
    code = bot.store.invite(days=1)
    assert bot.store.join(code, "telegram", "12", "all", "en")
    return code


def revoked(bot: Bot) -> str:
    code = bot.store.invite(days=1)
    assert bot.store.revoke(bot.store.invitations()[0].id)
    return code


@pytest.mark.parametrize("make", [wrong, expired, used_up, revoked])
async def test_a_code_that_does_not_work(bot: Bot, ada: User, make):
    code = make(bot)
    before = counts(bot.store)
    await ada.send(f"/start {code}")
    said = await ada.expect(OVER)
    assert said.buttons == []
    await ada.press_data(f"consent:yes:{code}")  # a question asked while it still worked
    await ada.expect(OVER)
    await bot.idle()
    assert counts(bot.store) == before
    assert all(u["payload"] is None for u in dump(bot.store)["incoming"])
    assert code not in everything(bot.store)
    assert str(ada.id) not in everything(bot.store)
    assert bot.store.trainee("telegram", str(ada.id)) is None


async def test_a_code_that_ends_before_the_answer(bot: Bot, ada: User):
    code = bot.store.invite(days=1)
    await ada.send(f"/start {code}")
    asked = await ada.expect(is_asked)
    bot.store.revoke(bot.store.invitations()[0].id)
    await ada.press("Yes, let's start")
    await ada.expect(OVER)
    await bot.idle()
    assert asked.buttons == []
    assert only_updates(bot)


async def test_only_the_digest_of_a_code_is_kept(bot: Bot, ada: User):
    code = bot.store.invite(days=1)
    await ada.send(f"/start {code}")
    await ada.expect(is_asked)
    await bot.idle()
    assert code not in everything(bot.store)
    assert only_updates(bot)
    await ada.press("Yes, let's start")
    await ada.expect(wording.NAME_ASK)
    await bot.idle()
    assert code not in everything(bot.store)


async def test_a_link_for_one_lets_one_of_two_in(bot: Bot, ada: User, api: BotApi):
    bob = api.user(8, "Bob Thistlewaite")
    code = bot.store.invite(days=1)
    for user in (ada, bob):
        await user.send(f"/start {code}")
        await user.expect(is_asked)
    for user in (ada, bob):
        await user.press("Yes, let's start")
    await bot.idle()
    ends = {user.texts[-1] for user in (ada, bob)}
    assert ends == {wording.NAME_ASK, OVER}
    assert counts(bot.store)["trainee"] == 1
    assert bot.store.invitations() == []


async def test_a_link_for_a_team_lets_them_in_together(bot: Bot, ada: User, api: BotApi):
    bob, cem = api.user(8, "Bob Thistlewaite"), api.user(9, "Cem Ünal")
    code = bot.store.invite(days=1, uses=2, team="Night shift")
    for user in (ada, bob):
        await user.send(f"/start {code}")
        await user.press("Yes, let's start")
        await user.expect(wording.NAME_ASK)
    await cem.send(f"/start {code}")
    await cem.expect(OVER)
    await bot.idle()
    assert bot.store.teams() == {"Night shift": 2}
    teams = {bot.store.trainee("telegram", str(u.id)).team for u in (ada, bob)}
    assert len(teams) == 1
    assert None not in teams


async def test_whoever_is_in_uses_nothing_up(bot: Bot, ada: User):
    await bot.begin(ada)
    code = bot.store.invite(days=1, uses=3)
    await ada.send(f"/start {code}")
    await ada.expect(lambda m: m.text == wording.IN_ALREADY_LINK)
    await ada.expect(wording.CHOOSE)
    await ada.press_data(f"consent:yes:a:{code}")
    await bot.idle()
    assert [i.uses_left for i in bot.store.invitations()] == [3]
    assert counts(bot.store)["trainee"] == 1


async def test_a_link_into_another_group_changes_nothing_for_who_is_in(bot: Bot, ada: User):
    await bot.begin(ada)
    await ada.send(f"/start {bot.store.invite(days=1, team='Night shift')}")
    said = await ada.expect(wording.IN_ALREADY_LINK)
    assert said.text.endswith(wording.IN_ALREADY_TEAM.format(team="Night shift"))
    await ada.send(f"/start {CODE}")  # one that doesn't work any more
    await ada.expect(lambda m: m.text == wording.IN_ALREADY)
    await bot.idle()
    assert bot.store.trainee("telegram", str(ada.id)).team is None


async def test_consent_pressed_twice_is_one_trainee_and_one_use(bot: Bot, ada: User):
    await ada.send(f"/start {bot.store.invite(days=1, uses=5)}")
    message = await ada.expect(is_asked)
    yes = message.buttons[0][1]
    await ada.press_data(yes, message)
    await ada.press_data(yes, message)
    await ada.expect(wording.NAME_ASK)
    await bot.idle()
    assert len(ada.messages) == 3  # a tap too many within a moment says nothing more
    await asyncio.sleep(1.0)
    await ada.press_data(yes, message)
    await ada.expect(wording.CHOOSE)
    await bot.idle()
    assert counts(bot.store)["trainee"] == 1
    assert [i.uses_left for i in bot.store.invitations()] == [4]
    assert bot.store.trainee("telegram", str(ada.id)).consented


# -- a crash on the way in -------------------------------------------------------------------------


async def test_a_start_with_a_code_is_taken_up_again_after_a_crash(bot: Bot, ada: User):
    code = bot.store.invite(days=1)
    await crash_within(bot, "invited", lambda: ada.send(f"/start {code}"))
    assert ada.texts == []
    await bot.start()
    asked = await ada.expect(is_asked)
    assert asked.buttons[0][1] == f"consent:yes:a:{code}"
    await bot.idle()
    assert only_updates(bot)
    assert code not in everything(bot.store)


async def test_a_consent_is_taken_up_again_after_a_crash(spanish: None, bot: Bot, api: BotApi):
    eva = api.user(70, "Eva Sol", language="es-MX")
    await eva.send(f"/start {bot.store.invite(days=1)}")
    await eva.expect(is_asked)
    await crash_within(bot, "join", lambda: eva.press("consent:yes"), really=False)
    assert bot.store.trainee("telegram", "70") is None
    await bot.start()
    await eva.expect(MARK + wording.NAME_ASK)
    joined = bot.store.trainee("telegram", "70")
    assert joined.consented
    assert joined.language == "es"


async def crash_within(bot: Bot, method: str, act, really: bool = True) -> None:
    """Crash while the store is at ``method``; with ``really`` false it never gets to it."""
    begun, gate, real = threading.Event(), threading.Event(), getattr(bot.store, method)

    def slow(*args):
        begun.set()
        gate.wait(10)
        return real(*args) if really else None

    setattr(bot.store, method, slow)
    await act()
    while not begun.is_set():
        await asyncio.sleep(0.005)
    await bot.crash()
    gate.set()
    delattr(bot.store, method)
