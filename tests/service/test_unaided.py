"""Less help over time: notes fade, the coach says so once, and a scene without it is offered."""

from __future__ import annotations

import pytest

from bot import wording
from bot.service import PracticeService, Say
from bot.store import StoredEncounter
from bot.store.repository import StoredTrainee
from tests.fakes.database import take
from tests.service.talk import (
    DEBRIEF,
    DEE,
    KIT,
    begin,
    fresh,
    ids,
    kinds,
    newcomer,
    pick,
    say,
    stored,
)

OPEN_QUESTION = "What happened?"
FLAGGED = "You should rest."


def fades(service: PracticeService, code: str = "M1") -> str:
    return wording.FADES.format(move=service.content.guidance.codes[code].title)


def notes(said: list[Say]) -> list[Say]:
    return [s for s in said if s.kind == "coach"]


async def known(service: PracticeService, who: StoredTrainee, scene: str = DEE) -> list[Say]:
    """Show a move three times, in a conversation that ends; what was said at its end."""
    begin(service, who, scene)
    await say(service, who, *[OPEN_QUESTION] * 3)
    await service.end(fresh(service, who))
    return take(service.store, who)


async def unaided(
    service: PracticeService, who: StoredTrainee, scene: str = DEE
) -> StoredEncounter:
    """An open conversation without the coach."""
    await pick(service, who, f"go:{scene}:-:u")
    now = service.store.latest(who.id)
    assert now is not None
    return now


# -- notes fade ------------------------------------------------------------------------------------


async def test_a_move_has_a_note_three_times_and_the_third_says_it_was_the_last(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    begin(service, who)
    for times in (1, 2, 3):
        (note,) = notes(await say(service, who, OPEN_QUESTION))
        assert note.data["strengths"], times
        assert note.data["fades"] == ([fades(service)] if times == 3 else [])
    for _ in range(2):
        assert kinds(await say(service, who, OPEN_QUESTION)) == ["client"]


async def test_it_is_said_once_over_all_conversations_and_the_debrief_still_has_it(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    await known(service, who)
    begin(service, who, KIT)
    assert kinds(await say(service, who, OPEN_QUESTION)) == ["client"]
    await service.end(fresh(service, who))
    debrief = next(s for s in take(service.store, who) if s.kind == "debrief")
    title = service.content.guidance.codes["M1"].title
    assert [title, 1] in [list(x) for x in debrief.data["moves_used"]]
    assert any(OPEN_QUESTION.rstrip("?") in x for x in debrief.data["strengths"])


async def test_turns_taken_back_do_not_count(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    for _ in range(5):
        (note,) = notes(await say(service, who, OPEN_QUESTION))
        assert note.data["strengths"]
        assert note.data["fades"] == []
        service.again(fresh(service, who))
        take(service.store, who)


async def test_another_trainee_s_moves_do_not_count(service: PracticeService) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    await known(service, who)
    begin(service, other)
    assert notes(await say(service, other, OPEN_QUESTION))[0].data["strengths"]


async def test_flags_have_their_note_however_often(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    for _ in range(5):
        said = await say(service, who, FLAGGED)
        assert notes(said)[0].data["flags"]
        service.again(fresh(service, who))
        take(service.store, who)


async def test_the_notice_comes_with_the_note_after_a_question_too(
    service: PracticeService,
) -> None:
    """Who is asked what they meant hears of the fading once they answered."""
    who = newcomer(service)
    service.toggle_intent(who)
    begin(service, who)
    await say(service, who, OPEN_QUESTION, OPEN_QUESTION)
    said = await say(service, who, f"{FLAGGED} {OPEN_QUESTION}")
    assert wording.INTENT_ASK in [s.text for s in said]
    (note,) = await pick(service, who, "intent:3:-")
    assert note.data["fades"] == [fades(service)]


async def test_only_what_had_notes_fades(service: PracticeService) -> None:
    """Shown without notes on the way, a move has its notes still to come."""
    who = newcomer(service)
    service.set_coach(who, "end")
    await known(service, who)
    service.set_coach(fresh(service, who), "each")
    begin(service, who, KIT)
    for times in (1, 2, 3):
        (note,) = notes(await say(service, who, OPEN_QUESTION))
        assert note.data["fades"] == ([fades(service)] if times == 3 else [])


# -- a scene without the coach is offered ----------------------------------------------------------


async def test_the_debrief_offers_one_once_a_move_is_known(service: PracticeService) -> None:
    who = newcomer(service)
    said = await known(service, who)
    assert kinds(said) == [*DEBRIEF[:-1], "note", "note"]
    offer = said[-2]
    moves = service.content.guidance.codes["M1"].title.lower()
    assert offer.text == wording.UNAIDED_OFFER.format(moves=moves)
    assert ids(offer) == ["unaided"]
    (card,) = await pick(service, who, "unaided")
    assert card.text.startswith(tuple(s.title for s in service.content.scenarios.values()))
    (begin_it,) = [c for c in ids(card) if c.startswith("aim:")]
    (aims,) = await pick(service, who, begin_it)
    assert all(c.endswith(":u") for c in ids(aims))
    # Not again for the same move.
    assert kinds(await known(service, who, KIT)) == DEBRIEF


async def test_before_that_it_is_neither_offered_nor_in_the_menu(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, OPEN_QUESTION, OPEN_QUESTION)
    await service.end(fresh(service, who))
    assert kinds(take(service.store, who)) == DEBRIEF
    assert "unaided" not in ids(service.scene_menu(fresh(service, who)))
    await known(service, who, KIT)
    assert "unaided" in ids(service.scene_menu(fresh(service, who)))


async def test_a_goodbye_offers_it_too(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    said = await say(service, who, *[OPEN_QUESTION] * 3, "Thanks. Bye for now.")
    assert "unaided" in [i for s in said for i in ids(s)]


@pytest.mark.parametrize("mode", ["end", "off"])
async def test_who_has_no_notes_on_the_way_is_not_offered_fewer(
    service: PracticeService, mode: str
) -> None:
    who = newcomer(service)
    service.set_coach(who, mode)
    assert "unaided" not in [i for s in await known(service, who) for i in ids(s)]


# -- without it ------------------------------------------------------------------------------------


async def test_there_are_no_notes_until_the_debrief(service: PracticeService) -> None:
    who = newcomer(service)
    said = await pick(service, who, f"go:{DEE}:-:u")
    assert wording.UNAIDED in said[0].text
    now = service.store.latest(who.id)
    assert now is not None
    assert (now.unaided, now.coach_mode) == (True, "end")
    for reply in (FLAGGED, OPEN_QUESTION, "Are you a bot?"):
        assert "coach" not in kinds(await say(service, who, reply))
    await service.end(fresh(service, who))
    debrief = next(s for s in take(service.store, who) if s.kind == "debrief")
    assert debrief.data["flags"]
    assert debrief.data["strengths"]


async def test_there_is_no_hint_but_a_way_to_have_the_coach_back(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = await unaided(service, who)
    service.hint(fresh(service, who))
    (said,) = take(service.store, who)
    assert said.text == wording.HINT_UNAIDED
    assert ids(said) == ["aided"]
    (back,) = await pick(service, who, "aided")
    assert back.text == wording.AIDED_NOW
    after = stored(service, now)
    assert (after.unaided, after.coach_mode) == (False, "each")
    assert kinds(await say(service, who, FLAGGED)) == ["client", "coach"]
    service.hint(fresh(service, who))
    assert take(service.store, who)[0].text != wording.HINT_UNAIDED


async def test_notes_after_each_reply_make_it_one_with_help_and_that_is_said(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = await unaided(service, who)
    (said,) = await pick(service, who, "coach:each")
    assert wording.AIDED_NOW in said.text
    assert not stored(service, now).unaided
    assert kinds(await say(service, who, FLAGGED)) == ["client", "coach"]


@pytest.mark.parametrize("mode", ["end", "off"])
async def test_other_hours_of_the_coach_leave_it_without_help(
    service: PracticeService, mode: str
) -> None:
    who = newcomer(service)
    now = await unaided(service, who)
    (said,) = await pick(service, who, f"coach:{mode}")
    assert said.text == wording.COACH_MODE.format(mode=wording.COACH_MODES[mode])
    after = stored(service, now)
    assert (after.unaided, after.coach_mode) == (True, "end")
    assert fresh(service, who).coach_mode == mode


async def test_with_help_already_nothing_is_said_of_it(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    (said,) = await pick(service, who, "coach:each")
    assert wording.AIDED_NOW not in said.text


async def test_the_coach_is_not_had_back_where_it_was_not_away(service: PracticeService) -> None:
    who = newcomer(service)
    assert [s.text for s in await pick(service, who, "aided")] == [wording.NOTHING_OPEN]
    now = begin(service, who)
    assert [s.text for s in await pick(service, who, "aided")] == [wording.NOTHING_OPEN]
    assert stored(service, now).coach_mode == "each"


async def test_it_stays_without_help_over_a_pause_and_a_second_try(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = await unaided(service, who)
    await say(service, who, FLAGGED)
    service.pause(who)
    service.resume(who)
    service.again(fresh(service, who))
    take(service.store, who)
    assert kinds(await say(service, who, FLAGGED)) == ["client"]
    assert stored(service, now).unaided


async def test_the_next_conversation_has_the_coach_again(service: PracticeService) -> None:
    who = newcomer(service)
    await unaided(service, who)
    await service.end(fresh(service, who))
    take(service.store, who)
    assert fresh(service, who).coach_mode == "each"
    assert not begin(service, who).unaided


async def test_progress_keeps_it_apart(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, OPEN_QUESTION)
    await service.end(fresh(service, who))
    await unaided(service, who, KIT)
    await say(service, who, FLAGGED, "That sounds hard.")
    take(service.store, who)
    said, picture = service.progress(fresh(service, who))
    with_help, without = said.text.split("Without help, and counted apart:")
    codes = service.content.guidance.codes
    assert "1 conversation and 1 reply" in with_help
    assert codes["M1"].title in with_help
    assert codes["P4"].title not in with_help
    assert "1 conversation and 2 replies" in without
    assert codes["P4"].title in without
    assert codes["G1"].title in without
    assert picture.kind == "picture"


async def test_taken_up_again_after_its_debrief_it_is_one_with_help(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = await unaided(service, who)
    await say(service, who, FLAGGED, "Thanks. Bye for now.")
    assert stored(service, now).status == "ended"
    service.again(fresh(service, who))
    said = take(service.store, who)
    assert wording.AIDED_NOW in [s.text for s in said]
    assert (stored(service, now).unaided, stored(service, now).coach_mode) == (False, "each")
