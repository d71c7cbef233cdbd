"""Questions to the trainee: what they meant, why they disagree, what a supervisor may read.

Words that answer one are never coded, and never said to the client unless they were for them.
"""

from __future__ import annotations

import pytest

from bot import wording
from bot.dialogue import DriverError
from bot.service import PracticeService, Say
from bot.service.looking_back import settle
from bot.store.repository import StoredTrainee
from tests.fakes.database import dump, everything, take
from tests.fakes.driver import FakeDriver
from tests.service.talk import DEE, KIT, begin, fresh, ids, kinds, newcomer, pick, say, stored

FLAGGED = "You should rest."
BUTTONS = ["again:1", "ways:1", "on:1", "no:1"]


def asking(service: PracticeService) -> StoredTrainee:
    """Somebody who wants to be asked what they meant."""
    who = newcomer(service)
    service.toggle_intent(who)
    return fresh(service, who)


def texts(said: list[Say]) -> list[str]:
    return [s.text for s in said]


# -- what did you mean to do? ----------------------------------------------------------------------


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
    assert texts(await pick(service, who, ids(note)[-1])) == [wording.NOTHING_OPEN]
    assert len(driver.played) == 2


async def test_details_in_an_answer_are_replaced(service: PracticeService) -> None:
    who = asking(service)
    begin(service, who)
    await say(service, who, FLAGGED)
    (note,) = await say(service, who, "Have her ring Anna Kowalska on 415 555 2671.")
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
    assert texts(await pick(service, who, ids(question)[0])) == [wording.NOTHING_OPEN]
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
    assert kinds(said) == ["client", "note"]
    assert stored(service, now).ended_how == "hurt"
    assert service.store.objections(now.id) == [(1, "P4", "")]
    assert "filthy" not in everything(service.store)


# -- why do you disagree? --------------------------------------------------------------------------


async def test_a_reason_is_kept_with_the_objection(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    (asked,) = await pick(service, who, "no:1")
    assert asked.text == wording.DISAGREED
    (kept,) = await say(service, who, "She asked me what to do.")
    assert kept.text == wording.REASON_KEPT.format(reason="She asked me what to do.")
    assert service.store.objections(now.id) == [(1, "P4", "She asked me what to do.")]
    assert [t.reply for t in stored(service, now).turns] == [FLAGGED]
    await say(service, who, "How are you?")
    assert [r for _, r in driver.played] == [FLAGGED, "How are you?"]


async def test_no_reason_is_fine(service: PracticeService, driver: FakeDriver) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    (asked,) = await pick(service, who, "no:1")
    assert await pick(service, who, ids(asked)[0]) == []
    await say(service, who, "How are you?")
    assert service.store.objections(now.id) == [(1, "P4", "")]
    assert len(driver.played) == 2


async def test_a_reason_that_was_for_the_client(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    (kept,) = await say(service, who, "How are you?")
    assert [c.label for c in kept.choices] == [wording.FOR_CLIENT.format(name="Dee")]
    said = await pick(service, who, ids(kept)[0])
    assert kinds(said)[0] == "client"
    assert [t.reply for t in stored(service, now).turns] == [FLAGGED, "How are you?"]
    assert service.store.objections(now.id) == [(1, "P4", "")]
    assert texts(await pick(service, who, ids(kept)[0])) == [wording.NOTHING_OPEN]
    assert len(driver.played) == 2


async def test_an_unreachable_assistant_loses_no_reason(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    (kept,) = await say(service, who, "How are you?")
    driver.fail = 1
    with pytest.raises(DriverError):
        await pick(service, who, ids(kept)[0])
    assert service.store.objections(now.id) == [(1, "P4", "How are you?")]
    await pick(service, who, ids(kept)[0])
    assert len(stored(service, now).turns) == 2


async def test_a_reason_after_the_debrief_has_nobody_else_to_go_to(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await service.end(who)
    take(service.store, who)
    await pick(service, who, "no:1")
    (kept,) = await say(service, who, "She asked me, at 415 555 2671.")
    assert kept.text == wording.REASON_KEPT.format(reason="She asked me, at [phone].")
    assert kept.choices == ()
    assert service.store.objections(now.id) == [(1, "P4", "She asked me, at [phone].")]


async def test_a_reason_is_not_offered_to_the_client_of_another_scene(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await service.end(who)
    take(service.store, who)
    await pick(service, who, "no:1")
    asked = fresh(service, who).asked
    begin(service, who, KIT)
    service.store.set_trainee(who.id, asked=asked)
    (kept,) = await say(service, who, "She asked me what to do.")
    assert kept.choices == ()
    assert service.store.objections(now.id) == [(1, "P4", "She asked me what to do.")]


@pytest.mark.parametrize("turned_to", ["again:1", f"go:{KIT}:-"])
async def test_turning_to_something_else_leaves_it_unanswered(
    service: PracticeService, driver: FakeDriver, turned_to: str
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    await pick(service, who, turned_to)
    await say(service, who, "How are you?")
    assert [r for _, r in driver.played] == [FLAGGED, "How are you?"]
    assert service.store.objections(now.id) == [(1, "P4", "")]


@pytest.mark.parametrize("agreed", [True, False])
async def test_hearing_back_is_in_the_trainee_s_language(
    service: PracticeService, marked: str, agreed: bool
) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    service.store.set_trainee(who.id, language="es")
    begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    (one,) = service.store.open_objections()
    text = wording.SETTLED["agreed" if agreed else "kept"].format(quote="You should rest")
    assert settle(service.store, one.id, agreed, "Worth a talk on {Monday}.")
    assert texts(take(service.store, who)) == [
        f"{marked}{text}\n{marked}"
        + wording.SETTLED_ANSWER.format(answer="Worth a talk on {Monday}.")
    ]
    assert take(service.store, other) == []
    assert not settle(service.store, one.id, not agreed)
    assert take(service.store, who) == []


async def test_hearing_back_without_a_word_to_it(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "no:1")
    (one,) = service.store.open_objections()
    assert settle(service.store, one.id, agreed=True)
    (heard,) = take(service.store, who)
    assert heard.text == wording.SETTLED["agreed"].format(quote="You should rest")
    assert not settle(service.store, 99, agreed=True)


# -- replies that were changed ---------------------------------------------------------------------


async def replied(service: PracticeService, who: StoredTrainee, *replies: str) -> None:
    """Replies with messages of their own: 901, 902, ..."""
    for number, reply in enumerate(replies, start=901):
        await service.reply(fresh(service, who), reply, ref=str(number))
    take(service.store, who)


async def edited(service: PracticeService, who: StoredTrainee, ref: str, text: str) -> list[Say]:
    await service.edited(fresh(service, who), ref, text)
    return take(service.store, who)


async def test_a_changed_reply_can_be_taken_again_with_the_new_words(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, "What happened?", FLAGGED)
    (question,) = await edited(service, who, "902", "How are you?")
    assert question.text == wording.EDITED_ASK
    assert ids(question) == ["edit:yes", "edit:no"]
    assert [t.reply for t in stored(service, now).kept] == ["What happened?", FLAGGED]
    second = stored(service, now).turns[1]
    said = await pick(service, who, "edit:yes")
    assert kinds(said) == ["note", "client", "coach"]
    assert said[0].text == wording.AGAIN.format(name="Dee", line=second.client_before)
    after = stored(service, now)
    assert [(t.number, t.reply, t.taken_back) for t in after.turns] == [
        (1, "What happened?", False), (2, FLAGGED, True), (3, "How are you?", False),
    ]  # fmt: skip
    assert after.turns[2].parent == after.turns[0].id
    assert fresh(service, who).asked is None
    # The same message can be changed once more.
    assert texts(await edited(service, who, "902", "How was it?")) == [wording.EDITED_ASK]


async def test_a_changed_earlier_reply_takes_the_later_ones_along(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED, "What happened?", "How do you feel?")
    first = stored(service, now).turns[0]
    await edited(service, who, "901", "How are you?")
    said = await pick(service, who, "edit:yes")
    assert said[0].text == wording.AGAIN_FURTHER.format(name="Dee", line=first.client_before)
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]


async def test_a_changed_reply_can_be_left_as_it_was(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    before = stored(service, now)
    await edited(service, who, "901", "How are you, zanzibar?")
    assert texts(await pick(service, who, "edit:no")) == [wording.EDITED_LEFT]
    after = stored(service, now)
    assert (after.turns, after.state) == (before.turns, before.state)
    assert "zanzibar" not in everything(service.store)
    # Pressed again, the question is over.
    for choice in ("edit:yes", "edit:no"):
        assert texts(await pick(service, who, choice)) == [wording.EDITED_LATE]
    assert len(driver.played) == 1


async def test_a_change_of_nothing_is_not_asked_about(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await replied(service, who, "You should rest, on 415 555 2671.")
    assert await edited(service, who, "901", "You should rest, on 415 555 2671.") == []
    assert fresh(service, who).asked is None


@pytest.mark.parametrize(
    ("ref", "text"),
    [("901", "  "), ("901", "you're a filthy whore"), ("777", "How are you?")],
    ids=["empty", "abuse", "another message"],
)
async def test_a_change_that_cannot_be_followed_leaves_it_as_it_was(
    service: PracticeService, ref: str, text: str
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    before = stored(service, now)
    assert texts(await edited(service, who, ref, text)) == [wording.EDITED_LATE]
    assert stored(service, now).turns == before.turns
    assert fresh(service, who).asked is None


async def test_a_change_to_words_that_mean_stop_steps_out(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    (said,) = await edited(service, who, "901", "I feel suicidal, zanzibar")
    assert "Ask for Priya" in said.text
    assert stored(service, now).status == "paused"
    assert "zanzibar" not in everything(service.store)


async def test_details_in_changed_words_are_replaced_before_they_are_kept(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "Call Anna Kowalska, please.")
    assert "Kowalska" not in everything(service.store)
    await pick(service, who, "edit:yes")
    assert [t.reply for t in stored(service, now).kept] == ["Call [name], please."]


async def test_a_turn_already_taken_back_is_taken_again_with_the_new_words(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "How are you?")
    service.again(fresh(service, who))
    take(service.store, who)
    assert kinds(await pick(service, who, "edit:yes")) == ["client", "coach"]
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]


async def test_a_line_that_was_answered_anew_since_is_left_behind(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "How are you?")
    service.again(fresh(service, who))
    await say(service, who, "That sounds hard.")
    assert texts(await pick(service, who, "edit:yes")) == [wording.EDITED_LATE]
    assert texts(await edited(service, who, "901", "How was it?")) == [wording.EDITED_LATE]
    assert [t.reply for t in stored(service, now).kept] == ["That sounds hard."]
    assert len(driver.played) == 2


async def test_an_unreachable_assistant_leaves_the_question_of_the_new_words_open(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, FLAGGED)
    await edited(service, who, "901", "How are you?")
    driver.fail = 1
    with pytest.raises(DriverError):
        await pick(service, who, "edit:yes")
    await pick(service, who, "edit:yes")
    assert [t.reply for t in stored(service, now).kept] == ["How are you?"]
    assert fresh(service, who).asked is None


async def test_a_changed_goodbye_takes_the_conversation_up_again(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await replied(service, who, "How are you?", "Bye for now.")
    assert stored(service, now).status == "ended"
    assert texts(await edited(service, who, "902", "What happened?")) == [wording.EDITED_ASK]
    await pick(service, who, "edit:yes")
    after = stored(service, now)
    assert (after.status, [t.reply for t in after.kept]) == (
        "active", ["How are you?", "What happened?"],
    )  # fmt: skip


# -- telling a supervisor --------------------------------------------------------------------------


async def test_after_stepping_out_a_supervisor_can_be_told(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    (out,) = await say(service, who, "I feel suicidal, zanzibar")
    assert ids(out) == [f"tell:{now.id}"]
    (question,) = await pick(service, who, ids(out)[0])
    assert question.text == wording.TELL_ASK
    (kept,) = await say(service, who, "I had to stop. You should know.")
    assert kept.text == wording.TOLD.format(text="I had to stop. You should know.")
    assert [text for _, text in service.store.told(who.id)] == ["I had to stop. You should know."]
    assert "zanzibar" not in everything(service.store)
    assert driver.played == []
    after = stored(service, now)
    assert (after.status, after.turns) == ("paused", ())
    # Only what was written for them goes to them.
    assert texts(await say(service, who, "And now?")) == [wording.PAUSED_STILL.format(name="Dee")]
    assert len(service.store.told(who.id)) == 1


@pytest.mark.parametrize("open_scene", [True, False])
async def test_nothing_after_all(service: PracticeService, open_scene: bool) -> None:
    who = newcomer(service)
    if open_scene:
        begin(service, who)
    service.step_out(who)
    (out,) = take(service.store, who)
    (question,) = await pick(service, who, ids(out)[0])
    assert texts(await pick(service, who, ids(question)[0])) == [wording.LEFT_UNSAID]
    nothing = wording.PAUSED_STILL.format(name="Dee") if open_scene else wording.NOTHING_OPEN
    assert texts(await say(service, who, "Hello?")) == [nothing]
    assert service.store.told(who.id) == []


async def test_without_a_conversation_a_supervisor_can_be_told_too(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    (out,) = await say(service, who, "I feel suicidal")
    await pick(service, who, ids(out)[0])
    await say(service, who, "Please ring me.")
    assert [text for _, text in service.store.told(who.id)] == ["Please ring me."]


async def test_what_is_told_is_told_of_one_s_own_conversation_only(
    service: PracticeService,
) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    theirs = begin(service, other)
    for encounter in (theirs.id, "abc0"):
        await pick(service, who, f"tell:{encounter}")
        await say(service, who, "I had to stop.")
    told = dump(service.store)["note"]
    assert [(row["trainee_id"], row["encounter_id"]) for row in told] == [(who.id, None)] * 2


async def test_words_for_a_supervisor_reach_them_whatever_they_say(
    service: PracticeService,
) -> None:
    """They were asked what may be read: the very words that mean stop may be it."""
    who = newcomer(service)
    begin(service, who)
    (out,) = await say(service, who, "I feel suicidal")
    await pick(service, who, ids(out)[0])
    words = "I feel suicidal since Thursday. Anna Kowalska, 415 555 2671."
    said = await say(service, who, words)
    # Also a number to call back at is there on purpose.
    assert [text for _, text in service.store.told(who.id)] == [words]
    assert said[0].text == wording.TOLD.format(text=words)
    assert any("Ask for Priya" in s.text for s in said)
    assert fresh(service, who).asked is None


async def test_words_about_abuse_reach_a_supervisor_too(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    service.step_out(who)
    (out,) = take(service.store, who)
    await pick(service, who, ids(out)[0])
    await say(service, who, "He wrote to me: you're a filthy whore. Then: you are trash.")
    assert len(service.store.told(who.id)) == 1
    assert stored(service, now).status == "paused"


async def test_going_on_instead_leaves_it_unsaid(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    begin(service, who)
    service.step_out(who)
    (out,) = take(service.store, who)
    await pick(service, who, ids(out)[0])
    await pick(service, who, "resume")
    await say(service, who, "How are you?")
    assert [r for _, r in driver.played] == ["How are you?"]
    assert service.store.told(who.id) == []
