"""Stepping out, abuse, personal details, and what can't be followed."""

from __future__ import annotations

import pytest

from bot import wording
from bot.service import PracticeService
from bot.service.base import NOT_KEPT
from bot.store import StoredEncounter
from bot.store.repository import StoredTrainee
from tests.fakes.database import counts, dump, everything, take
from tests.fakes.driver import FakeDriver
from tests.service.talk import DEE, KIT, begin, ids, kinds, newcomer, pick, say, stored

UPDATE = ("telegram", "1")


@pytest.mark.parametrize("open_scene", [True, False])
async def test_stepping_out_stops_and_keeps_no_word(
    service: PracticeService, driver: FakeDriver, open_scene: bool
) -> None:
    who = newcomer(service)
    now = begin(service, who) if open_scene else None
    words = "I feel suicidal since the zeppelin came"
    service.store.receive(*UPDATE, {"text": words})
    assert await service.reply(who, words, UPDATE) is None
    (said,) = take(service.store, who)
    assert "Ask for Priya at the front desk." in said.text
    assert driver.played == []
    held = everything(service.store)
    for word in ("suicidal", "zeppelin"):
        assert word not in held
    if now:
        assert "no longer Dee" in said.text
        after = stored(service, now)
        assert (after.status, after.turns, after.state) == ("paused", (), now.state)
        assert service.line_to_answer(who) is None
    else:
        assert "no longer" not in said.text
        assert "encounter" not in counts(service.store)


async def test_stop_leaves_the_role_and_resume_comes_back(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    service.step_out(who)
    (said,) = take(service.store, who)
    assert "Ask for Priya" in said.text
    assert stored(service, now).status == "paused"
    assert service.resume(who)
    assert service.line_to_answer(who) == now.state.client_line
    assert stored(service, now).ended_how is None


async def test_without_contacts_help_lines_are_offered(service: PracticeService) -> None:
    service.settings.contacts = ""
    who = newcomer(service)
    service.step_out(who)
    (said,) = take(service.store, who)
    assert said.text == wording.CONTACTS_DEFAULT.format(organisation="Harbour Street")


async def test_an_abusive_remark_ends_the_scene_and_its_words_are_not_kept(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "How are you?")
    words = "you're a filthy whore, quoth the zeppelin"
    service.store.receive(*UPDATE, {"text": words})
    turn = await service.reply(who, words, UPDATE)
    said = take(service.store, who)
    assert turn is not None
    assert turn.findings == ()
    assert [r for _, r in driver.played] == ["How are you?"]
    assert kinds(said) == ["client", "coach"]
    assert said[1].data["door"] == wording.HURT.format(name="Dee")
    assert ids(said[1]) == [f"mistaken:{now.id}", f"tell:{now.id}"]
    held = everything(service.store)
    for word in ("filthy", "whore", "zeppelin"):
        assert word not in held
    after = stored(service, now)
    assert (after.status, after.ended_how, after.state.trust) == ("ended", "hurt", 0.0)
    assert not service.again(who)
    assert stored(service, now).status == "ended"


async def hurt(service: PracticeService, who: StoredTrainee) -> StoredEncounter:
    """A conversation that a remark ended."""
    now = begin(service, who)
    await say(service, who, "How are you?", "you're a filthy whore, quoth the zeppelin")
    return now


async def test_what_was_not_meant_for_the_client_can_be_said_to_be(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = await hurt(service, who)
    line = stored(service, now).turns[1].client_before
    (said,) = await pick(service, who, f"mistaken:{now.id}")
    assert said.text == wording.HURT_OPEN.format(name="Dee", line=line)
    after = stored(service, now)
    assert (after.status, len(after.kept), service.line_to_answer(who)) == ("active", 1, line)
    # That it happened stays with the supervisors.
    assert [text for _, text in service.store.told(who.id)] == [wording.HURT_NOT_MEANT]
    # Once.
    late = await pick(service, who, f"mistaken:{now.id}")
    assert [s.text for s in late] == [wording.FOR_CLIENT_LATE]
    assert len(service.store.told(who.id)) == 1


async def test_the_trace_of_a_remark_stays_and_its_place_is_not_shown(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = await hurt(service, who)
    await pick(service, who, f"mistaken:{now.id}")
    (note,) = dump(service.store)["note"]
    await pick(service, who, f"untell:{note['id']}")
    assert [text for _, text in service.store.told(who.id)] == [wording.HURT_NOT_MEANT]
    await say(service, who, "What happened?")
    await service.end(who)
    said = take(service.store, who)
    assert "forks" not in kinds(said)
    assert not any(NOT_KEPT in str(s.to_json()) for s in said)


async def test_a_remark_in_a_scene_without_help_leaves_it_so(service: PracticeService) -> None:
    who = newcomer(service)
    await pick(service, who, f"go:{DEE}:-:u")
    await say(service, who, "How are you?", "you're a filthy whore")
    now = service.store.latest(who.id, ("ended",))
    assert now is not None
    (said,) = await pick(service, who, f"mistaken:{now.id}")
    assert wording.AIDED_NOW not in said.text
    assert stored(service, now).unaided


async def test_nobody_else_takes_a_remark_back(service: PracticeService) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    now = await hurt(service, who)
    await pick(service, other, f"mistaken:{now.id}")
    assert stored(service, now).ended_how == "hurt"
    begin(service, who, KIT)
    await pick(service, who, f"mistaken:{now.id}")
    assert stored(service, now).ended_how == "hurt"


async def test_after_stepping_out_words_meet_a_person_to_turn_to(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "I feel suicidal")
    (said,) = await say(service, who, "my brother died last month")
    assert "Ask for Priya" in said.text
    assert ids(said) == [f"tell:{now.id}", f"resume:{now.id}"]
    assert "brother" not in everything(service.store)
    assert driver.played == []


async def test_personal_details_are_replaced_before_anything_is_stored(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    turn = await service.reply(
        who, "You should call Anna Kowalska on 415 555 2671 or write to anna.k@example.org."
    )
    said = take(service.store, who)
    assert turn is not None
    assert turn.reply == "You should call [name] on [phone] or write to [e-mail]."
    assert driver.played == [(DEE, turn.reply)]
    assert kinds(said)[:2] == ["note", "client"]
    told = "a name, a phone number, an e-mail address"
    assert said[0].text == wording.PERSONAL.format(kinds=told)
    held = everything(service.store)
    for word in ("Anna", "Kowalska", "415 555", "555 2671", "example.org"):
        assert word not in held
    (flag,) = stored(service, now).turns[0].findings
    assert turn.reply[flag.start : flag.end] == flag.quote


async def test_an_empty_message_waits(service: PracticeService, driver: FakeDriver) -> None:
    who = newcomer(service)
    now = begin(service, who)
    for text in ("", "   \n", "\u200b\u2060"):
        said = await say(service, who, text)
        assert [s.text for s in said] == [wording.EMPTY.format(name="Dee")]
    after = stored(service, now)
    assert (after.turns, after.state) == ((), now.state)
    assert driver.played == []


@pytest.mark.parametrize(
    "text",
    [
        "¿Dónde estás? No entiendo nada de lo que pasó esta noche contigo.",
        "Я здесь, рядом с тобой, не торопись",
    ],
)
async def test_another_language_counts_for_nothing(
    service: PracticeService, driver: FakeDriver, text: str
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    assert await service.reply(who, text) is None
    (said,) = take(service.store, who)
    assert said.text == wording.NOT_ENGLISH.format(line=now.state.client_line)
    after = stored(service, now)
    assert (after.turns, after.state) == ((), now.state)
    assert text not in everything(service.store)
    assert driver.played == []


async def test_signs_alone_are_answered_and_not_coded(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    text = "👍👍🏽 !!"
    turn = await service.reply(who, text)
    said = take(service.store, who)
    assert turn is not None
    assert (turn.reply, turn.findings, turn.feedback.empty) == (text, (), True)
    authored = [x.text for x in service.content.scenarios[DEE].persona.not_understood]
    assert turn.client_after in authored
    assert len(said) == 1
    assert stored(service, now).state.trust == now.state.trust
    assert driver.played == []


async def test_unreadable_messages_without_end_come_to_an_end(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    answers = []
    for _ in range(40):
        if service.line_to_answer(who) is None:
            break
        (client, *_) = await say(service, who, "🎈")
        answers.append(client.text)
    after = stored(service, now)
    assert (after.status, after.ended_how) == ("ended", "time")
    assert len(answers) == len(set(answers)) > 1


async def test_asked_whether_it_is_a_bot_it_says_so(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    said = await say(service, who, "Are you a bot?")
    assert wording.BOT.format(organisation="Harbour Street") in [s.text for s in said]


@pytest.mark.parametrize("text", ["How are\x00 you?", "How are you, \ud83d friend?"])
async def test_characters_that_no_database_takes(service: PracticeService, text: str) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, text)
    (turn,) = stored(service, now).turns
    assert turn.reply.startswith("How are")
    assert "\x00" not in turn.reply
    assert "\ud83d" not in turn.reply


async def test_two_people_do_not_mix(service: PracticeService) -> None:
    ada, bob = newcomer(service), newcomer(service, "18")
    hers, his = begin(service, ada), begin(service, bob, "ad-site-down")
    before = dump(service.store)["encounter"]
    await say(service, ada, "You should rest.")
    service.hint(ada)
    service.pause(ada)
    after = {r["id"]: r for r in dump(service.store)["encounter"]}
    assert after[his.id] in before
    assert after[hers.id] not in before
    assert take(service.store, bob) == []
    assert stored(service, his).turns == ()


async def test_erasing_takes_the_pictures_along(service: PracticeService) -> None:
    ada, bob = newcomer(service), newcomer(service, "18")
    for who in (ada, bob):
        begin(service, who)
        await say(service, who, "You should rest.")
        await service.end(who)
        assert kinds(service.progress(who)) == ["note", "picture"]
    his = service.store.latest(bob.id, ("ended",))
    assert his is not None
    assert len(list(service.settings.pictures.iterdir())) == 6
    service.erase(ada.id)
    left = {p.stem for p in service.settings.pictures.iterdir()}
    assert left == {his.id, f"{his.id}-moves", f"progress-{bob.id}"}
    assert service.store.trainee("telegram", "17") is None
    assert counts(service.store)["trainee"] == 1
