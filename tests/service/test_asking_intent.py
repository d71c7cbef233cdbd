"""What somebody meant to do: words that answer it are not coded and not said to the client."""

from __future__ import annotations

import pytest

from bot import wording
from bot.service import PracticeService
from tests.fakes.database import everything, take
from tests.fakes.driver import FakeDriver
from tests.service.talk import (
    DEE,
    KIT,
    asking,
    begin,
    fresh,
    ids,
    kinds,
    newcomer,
    pick,
    say,
    stored,
    texts,
)

FLAGGED = "You should rest."
BUTTONS = ["again:1", "ways:1", "on:1", "no:1"]


async def test_the_question_comes_before_the_flag(service: PracticeService) -> None:
    who = asking(service)
    begin(service, who)
    client, question = await say(service, who, FLAGGED)
    assert (client.kind, question.text) == ("client", wording.INTENT_ASK)
    assert [c.label for c in question.choices] == [*wording.INTENTS, wording.SKIP]
    assert len(set(ids(question))) == len(question.choices)


async def test_a_reply_without_a_flag_has_its_note_at_once(service: PracticeService) -> None:
    who = asking(service)
    begin(service, who)
    assert kinds(await say(service, who, "That sounds hard.")) == ["client", "coach"]
    assert fresh(service, who).asked is None


async def test_an_answer_by_button(service: PracticeService) -> None:
    who = asking(service)
    now = begin(service, who)
    (_, question) = await say(service, who, FLAGGED)
    (note,) = await pick(service, who, ids(question)[1])
    assert note.kind == "coach"
    assert note.data["intent"] == wording.MEANT.format(intent=wording.INTENTS[1])
    assert note.data["flags"][0]["quote"] == "You should rest"
    assert ids(note) == BUTTONS
    assert stored(service, now).turns[0].intent == wording.INTENTS[1]
    assert fresh(service, who).asked is None


async def test_an_answer_in_their_own_words(service: PracticeService, driver: FakeDriver) -> None:
    who = asking(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    (note,) = await say(service, who, "Get her to lie down. You should see her.")
    assert note.data["intent"] == wording.MEANT.format(
        intent="Get her to lie down. You should see her."
    )
    assert ids(note) == [*BUTTONS, "meant:1:intent"]
    assert note.choices[-1].label == wording.FOR_CLIENT.format(name="Dee")
    after = stored(service, now)
    assert [t.reply for t in after.turns] == [FLAGGED]
    assert after.turns[0].intent == "Get her to lie down. You should see her."
    assert [f.quote for f in after.turns[0].findings] == ["You should rest"]
    assert driver.played == [(DEE, FLAGGED)]
    # The next words are a reply again.
    await say(service, who, "How are you?")
    assert [t.reply for t in stored(service, now).turns] == [FLAGGED, "How are you?"]


async def test_a_late_tap_on_the_question_keeps_what_was_written(service: PracticeService) -> None:
    who = asking(service)
    now = begin(service, who)
    (_, question) = await say(service, who, FLAGGED)
    await say(service, who, "To get her off her feet.")
    (late,) = await pick(service, who, ids(question)[0])
    assert (late.kind, late.text) == (
        "note",
        wording.MEANT.format(intent="To get her off her feet."),
    )
    assert stored(service, now).turns[0].intent == "To get her off her feet."


async def test_a_tap_after_something_else_still_brings_the_note(service: PracticeService) -> None:
    who = asking(service)
    begin(service, who)
    (_, question) = await say(service, who, FLAGGED)
    service.store.set_trainee(who.id, asked=None)  # as a command does
    (note,) = await pick(service, who, ids(question)[0])
    assert note.kind == "coach"


async def test_skipping_it(service: PracticeService) -> None:
    who = asking(service)
    now = begin(service, who)
    (_, question) = await say(service, who, FLAGGED)
    (note,) = await pick(service, who, ids(question)[-1])
    assert note.kind == "coach"
    assert "intent" not in note.data
    assert stored(service, now).turns[0].intent == ""
    assert fresh(service, who).asked is None


async def test_words_that_were_for_the_client_are_said_to_them(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = asking(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    (note,) = await say(service, who, "Sorry, I rushed. How are you?")
    said = await pick(service, who, ids(note)[-1])
    assert kinds(said) == ["client", "coach"]
    after = stored(service, now)
    assert [t.reply for t in after.turns] == [FLAGGED, "Sorry, I rushed. How are you?"]
    assert [t.intent for t in after.turns] == ["", ""]
    assert {f.code for f in after.turns[1].findings} == {"G2", "M1"}
    # Once said, they are not said again.
    assert texts(await pick(service, who, ids(note)[-1])) == [wording.FOR_CLIENT_LATE]
    assert len(driver.played) == 2


async def test_details_in_an_answer_are_replaced(service: PracticeService) -> None:
    who = asking(service)
    begin(service, who)
    await say(service, who, FLAGGED)
    (told, note) = await say(service, who, "Have her ring Anna Kowalska on 415 555 2671.")
    assert told.text == wording.PERSONAL.format(kinds="a name, a phone number")
    assert "[name]" in note.data["intent"]
    held = everything(service.store)
    assert "Kowalska" not in held
    assert "555 2671" not in held


@pytest.mark.parametrize("how", ["end", "off", "unaided"])
async def test_without_notes_on_the_way_there_is_no_question(
    service: PracticeService, how: str
) -> None:
    who = asking(service)
    if how == "unaided":
        service.start(who, DEE, unaided=True)
        take(service.store, who)
    else:
        service.set_coach(who, how)
        begin(service, who)
    assert kinds(await say(service, who, FLAGGED)) == ["client"]
    assert fresh(service, who).asked is None


async def test_where_the_reply_ended_it_the_debrief_comes_without_a_question(
    service: PracticeService,
) -> None:
    who = asking(service)
    now = begin(service, who)
    for _ in range(12):
        said = await say(service, who, "You should rest. Don't worry.")
        if stored(service, now).status == "ended":
            break
        await pick(service, who, ids(said[-1])[-1])
    assert stored(service, now).ended_how == "left"
    assert "debrief" in kinds(said)
    assert wording.INTENT_ASK not in texts(said)
    assert fresh(service, who).asked is None


async def test_a_turn_taken_back_is_asked_about_no_longer(service: PracticeService) -> None:
    who = asking(service)
    now = begin(service, who)
    (_, question) = await say(service, who, FLAGGED)
    await pick(service, who, "again:1")
    await say(service, who, "That sounds hard.")
    assert [t.reply for t in stored(service, now).kept] == ["That sounds hard."]
    assert texts(await pick(service, who, ids(question)[0])) == [wording.FOR_CLIENT_LATE]
    assert [t.intent for t in stored(service, now).turns] == ["", ""]


@pytest.mark.parametrize("what", ["intent", "reason", "name", "tell"])
async def test_stepping_out_counts_whatever_was_asked(
    service: PracticeService, driver: FakeDriver, what: str
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    asked = {"what": what, "encounter": now.id, "number": 1, "first": False}
    service.store.set_trainee(who.id, asked=asked)
    said = await say(service, who, "I can't do this role-play, I feel suicidal")
    assert any("Ask for Priya" in s.text for s in said)
    assert stored(service, now).status == "paused"
    assert fresh(service, who).asked is None
    assert len(driver.played) == 1


async def test_abuse_is_no_answer_whatever_was_asked(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    said = await say(service, who, "you're a filthy whore")
    assert kinds(said) == ["client", "coach"]
    assert stored(service, now).ended_how == "hurt"
    assert service.store.objections(now.id) == [(1, "P4", "")]
    assert "filthy" not in everything(service.store)


async def test_an_old_button_answers_no_other_conversation_s_question(
    service: PracticeService,
) -> None:
    who = asking(service)
    first = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, f"go:{KIT}:-")
    second = service.store.latest(who.id)
    assert second is not None
    await say(service, who, FLAGGED)
    await pick(service, who, f"intent:1:0@{first.id}")
    assert stored(service, first).turns[0].intent == wording.INTENTS[0]
    await say(service, who, "To see her safe.")
    after = stored(service, second)
    assert [t.reply for t in after.turns] == [FLAGGED]
    assert after.turns[0].intent == "To see her safe."


async def test_another_language_for_the_client_counts_for_nothing_here_either(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = asking(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    (note,) = await say(service, who, "¿Dónde estás? No entiendo nada de lo que pasó esta noche.")
    (said,) = await pick(service, who, ids(note)[-1])
    assert said.text == wording.NOT_ENGLISH.format(line=stored(service, now).state.client_line)
    assert len(driver.played) == 1
