"""The one answer to a comment: asked for, kept as it is written, and for nobody else."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot import wording
from bot.dialogue import DriverError
from bot.service import PracticeService, Say
from bot.store import Store
from tests.fakes.database import everything, take
from tests.fakes.driver import FakeDriver
from tests.service.commenting import REPLY, WORDS, commented, comments
from tests.service.talk import KIT, begin, fresh, ids, kinds, newcomer, pick, say, stored, texts


async def test_the_next_words_are_the_answer_and_there_is_one(
    service: PracticeService, driver: FakeDriver
) -> None:
    who, _, _, button = await commented(service)
    driver.played.clear()
    (asked,) = await pick(service, who, button)
    assert asked.text == wording.ANSWER_ASK
    assert ids(asked) == ["skip:answer"]
    (kept,) = await say(service, who, "Ask Anna Kowalska, 415 555 2671.")
    # Written for them, so as it is: a number to call back at is there on purpose.
    assert kept.text == wording.ANSWER_KEPT.format(text="Ask Anna Kowalska, 415 555 2671.")
    assert comments(service.store) == [(WORDS, "Ask Anna Kowalska, 415 555 2671.", True)]
    assert driver.played == []
    (again,) = await pick(service, who, button)
    assert again.text == wording.ANSWERED.format(text="Ask Anna Kowalska, 415 555 2671.")
    await say(service, who, "How are you?")
    assert [reply for _, reply in driver.played] == ["How are you?"]
    assert comments(service.store)[0][1].startswith("Ask Anna")


async def test_an_answer_is_no_step_in_the_conversation_it_is_about(
    service: PracticeService,
) -> None:
    """Which one was open last, and how long it is kept, stays as it is."""
    who, now, _, button = await commented(service)
    begin(service, who, KIT)
    before = stored(service, now).updated_at
    await pick(service, who, button)
    await say(service, who, "Her hands.")
    after = service.store.latest(who.id)
    assert after is not None
    assert after.scenario == KIT
    assert stored(service, now).updated_at == before


async def test_no_answer_is_fine_and_leaves_the_way_open(
    service: PracticeService, driver: FakeDriver
) -> None:
    who, _, _, button = await commented(service)
    (asked,) = await pick(service, who, button)
    assert texts(await pick(service, who, ids(asked)[0])) == [wording.LEFT_UNSAID]
    await say(service, who, "How are you?")
    assert comments(service.store) == [(WORDS, "", False)]
    await pick(service, who, button)
    await say(service, who, "Her hands.")
    assert comments(service.store) == [(WORDS, "Her hands.", True)]


@pytest.mark.parametrize("turned_to", ["again:1", f"go:{KIT}:-", "resume"])
async def test_turning_to_the_client_leaves_it_unanswered(
    service: PracticeService, driver: FakeDriver, turned_to: str
) -> None:
    who, _, _, button = await commented(service)
    await pick(service, who, button)
    await pick(service, who, turned_to)
    await say(service, who, "How are you?")
    assert driver.played[-1][1] == "How are you?"
    assert comments(service.store) == [(WORDS, "", False)]


async def test_words_that_step_out_reach_the_supervisor_and_step_out(
    service: PracticeService,
) -> None:
    who, now, _, button = await commented(service)
    await pick(service, who, button)
    said = await say(service, who, "I feel suicidal since that night")
    assert comments(service.store) == [(WORDS, "I feel suicidal since that night", True)]
    assert any("Ask for Priya" in s.text for s in said)
    assert stored(service, now).status == "paused"
    assert fresh(service, who).asked is None
    # Meant for nobody: one tap takes it back, and no client hears it.
    (button,) = said[0].choices
    again = await pick(service, who, button.id)
    assert comments(service.store) == [(WORDS, "", False)]
    assert any("Ask for Priya" in s.text for s in again)
    assert len(stored(service, now).turns) == 1


@pytest.mark.parametrize("words", ["👍", "...", "fuck off"])
async def test_any_words_are_an_answer(
    service: PracticeService, driver: FakeDriver, words: str
) -> None:
    who, now, _, button = await commented(service)
    await pick(service, who, button)
    await say(service, who, words)
    assert comments(service.store) == [(WORDS, words, True)]
    assert stored(service, now).status == "active"


async def test_an_answer_that_was_for_the_client_is_played_and_no_answer_any_more(
    service: PracticeService, driver: FakeDriver
) -> None:
    who, now, _, button = await commented(service)
    await pick(service, who, button)
    (kept,) = await say(service, who, "Is 415 555 2671 yours?")
    assert [c.label for c in kept.choices] == [wording.FOR_CLIENT.format(name="Dee")]
    driver.fail = 1
    with pytest.raises(DriverError):
        await pick(service, who, ids(kept)[0])
    assert comments(service.store)[0][1:] == ("Is 415 555 2671 yours?", True)
    said = await pick(service, who, ids(kept)[0])
    assert "client" in kinds(said)
    assert [t.reply for t in stored(service, now).turns] == [REPLY, "Is [phone] yours?"]
    assert comments(service.store) == [(WORDS, "", False)]
    assert "2671" not in everything(service.store)
    assert texts(await pick(service, who, ids(kept)[0])) == [wording.FOR_CLIENT_LATE]
    # The answer is still free to give.
    await pick(service, who, button)
    await say(service, who, "Her hands.")
    assert comments(service.store) == [(WORDS, "Her hands.", True)]


async def test_words_for_one_client_do_not_go_to_another(
    service: PracticeService, driver: FakeDriver
) -> None:
    who, _, _, button = await commented(service)
    await pick(service, who, button)
    (kept,) = await say(service, who, "How are you?")
    begin(service, who, KIT)
    assert texts(await pick(service, who, ids(kept)[0])) == [wording.FOR_CLIENT_LATE]
    assert comments(service.store)[0][1] == "How are you?"
    assert [reply for _, reply in driver.played] == [REPLY]


async def test_after_the_debrief_there_is_no_client_to_take_it_for(
    service: PracticeService,
) -> None:
    who, _, _, button = await commented(service)
    await service.end(fresh(service, who))
    take(service.store, who)
    await pick(service, who, button)
    (kept,) = await say(service, who, "Her hands.")
    assert kept.choices == ()


async def test_a_comment_that_is_gone_or_somebody_else_s_cannot_be_answered(
    service: PracticeService,
) -> None:
    who, now, _, button = await commented(service)
    other = newcomer(service, "18")
    assert texts(await pick(service, other, button)) == [wording.ANSWER_GONE]
    assert not service.store.answer(other, int(button.partition(":")[2]), "Mine", [])
    service.store.take_back_answer(other.id, int(button.partition(":")[2]))
    await pick(service, who, button)
    with service.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM comment")
    assert texts(await say(service, who, "Her hands.")) == [wording.ANSWER_GONE]
    assert fresh(service, who).asked is None
    for gone in (button, "answer:999999999"):
        assert texts(await pick(service, who, gone)) == [wording.ANSWER_GONE]
    assert "Her hands" not in everything(service.store)
    assert len(stored(service, now).turns) == 1


async def test_nobody_takes_back_somebody_else_s_answer(service: PracticeService) -> None:
    who, _, _, button = await commented(service)
    other = newcomer(service, "18")
    theirs = begin(service, other)
    await pick(service, who, button)
    await say(service, who, "Her hands.")
    said = await pick(service, other, f"toclient:{button.partition(':')[2]}:{theirs.id}")
    assert texts(said) == [wording.FOR_CLIENT_LATE]
    service.store.take_back_answer(other.id, int(button.partition(":")[2]))
    assert comments(service.store) == [(WORDS, "Her hands.", True)]


async def test_two_processes_keep_one_answer(service: PracticeService) -> None:
    """At the same moment, several times over."""
    who, _, _, button = await commented(service)
    id_ = int(button.partition(":")[2])
    others = [Store(service.store.url) for _ in range(4)]
    ready, kept = threading.Barrier(4), []

    def answer(store: Store, words: str) -> None:
        ready.wait()
        kept.append(store.answer(who, id_, words, [Say("note", words).to_json()]))

    async with asyncio.TaskGroup() as tasks:
        for n, store in enumerate(others):
            tasks.create_task(asyncio.to_thread(answer, store, f"words {n}"))
    for store in others:
        store.close()
    assert sorted(kept) == [False, False, False, True]
    (said,) = take(service.store, who)
    assert comments(service.store) == [(WORDS, said.text, True)]


async def test_answered_meanwhile_from_elsewhere_it_says_so(service: PracticeService) -> None:
    who, _, _, button = await commented(service)
    await pick(service, who, button)
    service.store.answer(who, int(button.partition(":")[2]), "From the laptop.", [])
    service.store.set_trainee(who.id, asked={"what": "answer", "comment": 1})
    said = await say(service, who, "From the phone.")
    assert texts(said) == [wording.ANSWERED.format(text="From the laptop.")]
    assert comments(service.store) == [(WORDS, "From the laptop.", True)]
    assert fresh(service, who).asked is None


async def test_an_answer_and_its_update_are_done_together(service: PracticeService) -> None:
    """A crash in between can neither lose the words nor hand them to the client."""
    who, _, _, button = await commented(service)
    await pick(service, who, button)
    service.store.receive("telegram", "9", {"text": "Her hands."})
    await service.reply(fresh(service, who), "Her hands.", ("telegram", "9"))
    assert service.store.is_done("telegram", "9")
    assert fresh(service, who).asked is None
