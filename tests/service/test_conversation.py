"""Start, reply, pause, resume, end: what is said and what is stored."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from bot import wording
from bot.dialogue import DriverError
from bot.service import PracticeService
from bot.store.tables import EncounterRow
from tests.fakes.database import counts, dump, take
from tests.fakes.driver import FakeDriver
from tests.service.talk import DEBRIEF, DEE, KIT, begin, fresh, kinds, newcomer, pick, say, stored


def test_a_start_shows_the_scene_and_the_first_line(service: PracticeService) -> None:
    who = newcomer(service)
    started = service.start(who, DEE, seed=3)
    assert started is not None
    scene, opening = take(service.store, who)
    persona = service.content.scenarios[DEE].persona
    assert (scene.kind, opening.kind, opening.name) == ("scene", "client", persona.name)
    assert opening.text == started.state.client_line
    assert opening.text in [x.text for x in service.content.scenarios[DEE].opening]
    assert service.line_to_answer(who) == opening.text
    assert "lived experience" in scene.text


def test_there_is_no_such_scene(service: PracticeService) -> None:
    who = newcomer(service)
    assert service.start(who, "nowhere") is None
    assert [s.text for s in take(service.store, who)] == [wording.NO_SCENE]
    assert "encounter" not in counts(service.store)


def test_a_second_start_sets_the_first_aside(service: PracticeService) -> None:
    who = newcomer(service)
    first = begin(service, who, DEE)
    service.start(who, KIT)
    said = take(service.store, who)
    assert said[0].text == wording.STILL_OPEN.format(name="Dee")
    assert stored(service, first).status == "paused"
    latest = service.store.latest(who.id)
    assert latest is not None
    assert latest.scenario == KIT


def test_the_same_scene_again_opens_with_another_line(service: PracticeService) -> None:
    who = newcomer(service)
    first, second = begin(service, who), begin(service, who)
    assert first.state.client_line != second.state.client_line


async def test_a_reply_is_answered_and_stored(service: PracticeService, driver: FakeDriver) -> None:
    who = newcomer(service)
    now = begin(service, who)
    service.store.receive("telegram", "1", {"text": "x"})
    turn = await service.reply(who, "You should rest. How are you?", ("telegram", "1"))
    said = take(service.store, who)
    assert turn is not None
    assert driver.played == [(DEE, "You should rest. How are you?")]
    assert kinds(said) == ["client", "coach"]
    after = stored(service, now)
    assert said[0].text == turn.client_after == after.state.client_line
    assert after.turns == (turn,)
    assert [(f.code, f.quote) for f in turn.findings] == [
        ("P4", "You should rest"),
        ("M1", "How are you"),
    ]
    assert turn.client_before == now.state.client_line
    assert after.state.turn == 1
    assert after.state.trust < now.state.trust
    assert service.store.is_done("telegram", "1")


async def test_without_a_conversation_nothing_is_played(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    assert await service.reply(who, "What happened?") is None
    assert [s.text for s in take(service.store, who)] == [wording.NOTHING_OPEN]
    assert driver.played == []


async def test_pause_and_resume_lead_to_the_same_line(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "What happened?")
    before = stored(service, now)
    service.pause(who)
    assert [s.text for s in take(service.store, who)] == [wording.PAUSED]
    still = wording.PAUSED_STILL.format(name="Dee")
    assert [s.text for s in await say(service, who, "Still there?")] == [still]
    assert service.resume(who)
    (back,) = take(service.store, who)
    assert before.state.client_line in back.text
    after = stored(service, now)
    assert (after.state, after.line, after.turns) == (before.state, before.line, before.turns)
    await say(service, who, "How did that feel?")
    assert [t.number for t in stored(service, now).turns] == [1, 2]
    assert len(driver.played) == 2


async def test_resuming_after_days_begins_with_a_recap(service: PracticeService) -> None:
    who = newcomer(service)
    service.store.set_trainee(who.id, time_zone="Asia/Tokyo")
    now = begin(service, who)
    await say(service, who, "What happened?", "How was\n  that " + "for you " * 40)
    service.pause(who)
    late = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)  # the 4th, where the trainee is
    with service.store._session() as s:
        s.execute(update(EncounterRow).values(updated_at=late))
    take(service.store, who)
    assert service.resume(fresh(service, who))
    (back,) = take(service.store, who)
    recap, rest = back.text.split("\n\n", 1)
    scene = service.content.scenarios[DEE]
    start, end = wording.RECAP.format(
        day="4 Nov", title=scene.title, replies="2 replies", reply="|"
    ).split("|")
    assert recap.startswith(f"{start}How was that for you")
    assert recap.endswith(f"for you…{end}") or recap.endswith(f"for…{end}")
    assert len(recap) < 300
    line = stored(service, now).state.client_line
    assert rest == wording.RESUMED.format(name="Dee", line=line)


def test_with_nothing_said_yet_there_is_nothing_to_recall(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    service.pause(who)
    take(service.store, who)
    service.resume(who)
    (back,) = take(service.store, who)
    assert back.text == wording.RESUMED.format(name="Dee", line=now.state.client_line)


def test_nothing_to_pause_resume_or_end(service: PracticeService) -> None:
    who = newcomer(service)
    service.pause(who)
    assert not service.resume(who)
    assert not service.again(who)
    assert service.ways(who) == []
    service.hint(who)
    texts = [s.text for s in take(service.store, who)]
    nothing = wording.NOTHING_OPEN
    assert texts == [nothing, wording.NOTHING_PAUSED, nothing, nothing, nothing]
    assert "encounter" not in counts(service.store)


async def test_an_unreachable_assistant_leaves_nothing_stored(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "What happened?")
    service.store.receive("telegram", "1", {"text": "You should rest."})
    before = dump(service.store)
    driver.fail = 1
    with pytest.raises(DriverError):
        await service.reply(who, "You should rest.", ("telegram", "1"))
    assert dump(service.store) == before
    assert not service.store.is_done("telegram", "1")
    assert await service.reply(who, "You should rest.", ("telegram", "1")) is not None
    assert [t.number for t in stored(service, now).turns] == [1, 2]


async def test_end_gives_a_debrief_with_two_pictures(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "You should rest.", "Sorry, I rushed. How are you?")
    assert await service.end(who)
    said = take(service.store, who)
    assert kinds(said) == DEBRIEF
    debrief, trust, moves, question = said
    assert "You should rest" in str(debrief.data["flags"])
    for picture in (trust, moves):
        drawn = Path(picture.data["path"])
        assert drawn.parent == service.settings.pictures
        assert drawn.read_bytes().startswith(b"\x89PNG")
    assert trust.data["path"] != moves.data["path"]
    assert "2 replies" in trust.text
    assert "Moves you used" in moves.text
    assert wording.SEEN_BY_SUPERVISORS in question.text
    assert len([c for c in question.choices if c.id.startswith(f"carry:{now.id}:")]) >= 2
    after = stored(service, now)
    assert (after.status, after.ended_how, after.state.ended) == ("ended", "ended", "ended")
    assert not await service.end(who)


async def test_an_end_without_a_reply_draws_no_picture(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    assert await service.end(who)
    assert [s.text for s in take(service.store, who)] == [wording.NOTHING_SAID]
    assert not service.settings.pictures.exists()


async def test_a_goodbye_ends_with_a_debrief(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    said = await say(service, who, "Thanks for talking. Bye for now.")
    assert kinds(said) == ["client", *DEBRIEF]
    assert stored(service, now).ended_how == "goodbye"


async def test_the_debrief_leaves_out_what_was_taken_back(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, "You should rest.")
    service.again(who)
    await say(service, who, "How are you?")
    await service.end(who)
    debrief = next(s for s in take(service.store, who) if s.kind == "debrief")
    assert debrief.data["flags"] == []
    assert len(debrief.data["trust_line"]) == 2


async def test_what_is_carried_along_opens_the_next_conversation(service: PracticeService) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    now = begin(service, who)
    await say(service, who, "You should rest.")
    await service.end(who)
    choice = take(service.store, who)[-1].choices[1]
    service.carry(other, now.id, 1)
    assert fresh(service, other).carry == ""
    service.carry(who, now.id, 99)
    assert fresh(service, who).carry == ""
    take(service.store, who)
    service.carry(who, now.id, 1)
    assert fresh(service, who).carry == choice.label
    assert choice.label in take(service.store, who)[0].text
    service.start(fresh(service, who), KIT)
    first = take(service.store, who)[0]
    assert first.text == wording.CARRY_LAST.format(what=choice.label)
    # The next one, not each one after it.
    await service.end(fresh(service, who))
    take(service.store, who)
    service.start(fresh(service, who), DEE)
    assert kinds(take(service.store, who)) == ["scene", "client"]


async def test_without_a_coach_the_debrief_is_without_its_notes_until_they_are_asked_for(
    service: PracticeService,
) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    service.set_coach(who, "off")
    now = begin(service, who)
    await say(service, who, "You should rest.", "What happened?")
    await service.end(fresh(service, who))
    said = take(service.store, who)
    assert kinds(said) == ["debrief", "picture", "note"]
    assert said[0].data["took_away"]
    for part in ("strengths", "turning_points", "flags", "moves_used", "moves_not_yet"):
        assert list(said[0].data[part]) == []
    (button,) = [c for c in said[-1].choices if c.id.startswith("notes:")]
    assert [s.text for s in await pick(service, other, button.id)] == [wording.NOTHING_OPEN]
    notes = await pick(service, who, button.id)
    assert kinds(notes) == ["debrief", "picture"]
    assert "You should rest" in str(notes[0].data["flags"])
    assert notes[0].data["strengths"]
    assert stored(service, now).coach_mode == "off"


async def test_disagreeing_after_the_debrief_leaves_the_choice(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "You should rest.")
    await service.end(who)
    choices = take(service.store, who)[-1].choices
    assert service.disagree(who, 1)
    service.carry(who, now.id, 0)
    assert fresh(service, who).carry == choices[0].label


async def test_an_ending_and_its_debrief_are_one_step(
    service: PracticeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If drawing fails (or the process dies there), the same message can be played again."""
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "How are you?")

    def broken(*args: object) -> None:
        raise OSError("no room for pictures")

    before = dump(service.store)
    with monkeypatch.context() as patch:
        patch.setattr("bot.service.ending.trust_picture", broken)
        with pytest.raises(OSError, match="no room"):
            await service.end(who)
        assert dump(service.store) == before
        with pytest.raises(OSError, match="no room"):
            await service.reply(who, "Bye for now.")
        assert dump(service.store) == before
    said = await say(service, who, "Bye for now.")
    assert kinds(said) == ["client", *DEBRIEF]
    assert stored(service, now).ended_how == "goodbye"
