"""A supervisor writes, in another process; the trainee reads it in Telegram and answers once."""

import asyncio
from collections.abc import Iterator

import pytest

from bot import wording
from bot.service.supervisors_words import comment
from bot.store import Store
from bot.store.desk_tables import Reviewer
from bot.telegram_front import front, words
from tests.e2e.conftest import DEE, Bot
from tests.e2e.test_telegram_encounter import another, from_dee, from_kit, labels
from tests.fakes.bot_api_people import User
from tests.fakes.database import dump
from tests.fakes.spanish import MARK, spanish

__all__ = ["spanish"]

REPLY = "What happened tonight?"
EVERY = front.REST_SECONDS  # before the tests make it shorter


class Desk:
    """A supervisor with a connection of their own."""

    def __init__(self, bot: Bot) -> None:
        self.store = Store(bot.store.url)
        self.content = bot.service.content
        with self.store._session() as s:
            row = Reviewer(email="priya@example.org", name="Priya <3", role="lead")
            s.add(row)
            s.flush()
            self.id = row.id

    def write(self, text: str, *, whole: bool = False, to_trainee: bool = True) -> int:
        """A comment on the first reply there is, or on its conversation."""
        turn = dump(self.store)["turn"][0]
        on = None if whole else turn["id"]
        return comment(
            self.store,
            self.content,
            self.id,
            "Priya <3",
            turn["encounter_id"],
            on,
            text,
            to_trainee,
        )

    @property
    def answers(self) -> list[str]:
        return [row["answer"] for row in dump(self.store)["comment"]]


@pytest.fixture
def desk(bot: Bot) -> Iterator[Desk]:
    made = Desk(bot)
    yield made
    made.store.close()


async def practised(bot: Bot, ada: User) -> None:
    await bot.begin(ada)
    await ada.send(REPLY)
    await ada.expect(from_dee)
    await bot.idle()


def replies(bot: Bot) -> list[str]:
    return [t["reply"] for t in dump(bot.store)["turn"]]


def test_what_another_process_queued_is_looked_for_often() -> None:
    assert EVERY <= 20


async def test_a_comment_arrives_by_itself_as_it_was_written(bot: Bot, ada: User, desk: Desk):
    await practised(bot, ada)
    desk.write("Calm & open.\n<b>What</b> did you notice in {her}?")
    sent = await ada.expect("Calm & open.\n<b>What</b> did you notice in {her}?")
    title = bot.service.content.scenarios[DEE.removeprefix("scene:")].title
    head = wording.COMMENT_ON_REPLY.format(who="Priya <3", title=title, quote=REPLY)
    assert sent.text.startswith(head)
    assert sent.text.endswith(wording.COMMENT_ONCE)
    assert labels(sent) == [wording.ANSWER]
    await asyncio.sleep(3 * front.REST_SECONDS)
    assert bot.store.accounts_waiting("telegram") == []
    assert sum("Calm & open" in t for t in ada.texts) == 1


async def test_a_long_comment_comes_in_parts_with_one_button_at_its_end(
    bot: Bot, ada: User, desk: Desk
):
    await practised(bot, ada)
    text = "\n\n".join(f"{n}: " + "what stood out to me here. " * 20 for n in range(15)).strip()
    desk.write(text, whole=True)
    last = await ada.expect(wording.COMMENT_ONCE)
    parts = ada.messages[-2:] if len(text) < 8000 else ada.messages[-3:]
    assert parts[-1] is last
    together = "".join("".join(p.text.split()) for p in parts)
    assert "".join(text.split()) in together
    assert [labels(p) for p in parts] == [[]] * (len(parts) - 1) + [[wording.ANSWER]]


async def test_it_is_answered_once_as_written(bot: Bot, ada: User, desk: Desk, driver):
    await practised(bot, ada)
    desk.write("Calm.")
    sent = await ada.expect("Calm.")
    await ada.press_data(sent.buttons[0][1], sent)
    asked = await ada.expect(wording.ANSWER_ASK)
    assert labels(asked) == [wording.ANSWER_SKIP]
    await ada.send("I noticed <i>her hands</i>. Ring 415 555 2671.")
    kept = await ada.expect("Kept as your answer")
    assert "<i>her hands</i>. Ring 415 555 2671." in kept.text
    await bot.idle()
    assert desk.answers == ["I noticed <i>her hands</i>. Ring 415 555 2671."]
    assert replies(bot) == [REPLY]
    assert labels(sent) == [wording.ANSWER]
    await asyncio.sleep(0.8)  # not a finger that trembles
    await ada.press_data(sent.buttons[0][1], sent)
    await ada.expect("That comment has your answer already")
    await ada.send("How are you?")
    await ada.expect(from_dee)
    await bot.idle()
    assert replies(bot) == [REPLY, "How are you?"]
    assert len(desk.answers) == 1


async def test_a_finger_that_trembles_is_asked_once(bot: Bot, ada: User, desk: Desk):
    await practised(bot, ada)
    desk.write("Calm.")
    sent = await ada.expect("Calm.")
    for _ in range(2):
        await ada.press_data(sent.buttons[0][1], sent)
    await bot.idle()
    assert ada.texts.count(wording.ANSWER_ASK) == 1


async def test_a_command_instead_leaves_it_unanswered(bot: Bot, ada: User, desk: Desk):
    await practised(bot, ada)
    desk.write("Calm.")
    sent = await ada.expect("Calm.")
    await ada.press_data(sent.buttons[0][1], sent)
    await ada.expect(wording.ANSWER_ASK)
    await ada.send("/hint")
    await ada.expect("A thought for this line")
    await ada.send("How are you?")
    await ada.expect(from_dee)
    await bot.idle()
    assert replies(bot) == [REPLY, "How are you?"]
    assert desk.answers == [""]


async def test_no_answer_is_fine(bot: Bot, ada: User, desk: Desk):
    await practised(bot, ada)
    desk.write("Calm.")
    sent = await ada.expect("Calm.")
    await ada.press_data(sent.buttons[0][1], sent)
    asked = await ada.expect(wording.ANSWER_ASK)
    await ada.press(wording.ANSWER_SKIP)
    await ada.expect(wording.LEFT_UNSAID)
    await bot.idle()
    assert asked.buttons == []
    assert desk.answers == [""]


async def test_an_answer_changed_afterwards_stays_as_it_was(bot: Bot, ada: User, desk: Desk):
    await practised(bot, ada)
    desk.write("Calm.")
    sent = await ada.expect("Calm.")
    await ada.press_data(sent.buttons[0][1], sent)
    await ada.expect(wording.ANSWER_ASK)
    await ada.send("Her hands.")
    await ada.expect("Kept as your answer")
    await ada.edit("Her eyes.")
    await ada.expect(wording.EDITED_LATE)
    assert desk.answers == ["Her hands."]
    assert replies(bot) == [REPLY]


async def test_words_for_the_client_go_to_the_client(bot: Bot, ada: User, desk: Desk):
    await practised(bot, ada)
    desk.write("Calm.")
    sent = await ada.expect("Calm.")
    await ada.press_data(sent.buttons[0][1], sent)
    await ada.expect(wording.ANSWER_ASK)
    await ada.send("How are you?")
    kept = await ada.expect("Kept as your answer")
    assert labels(kept) == [wording.FOR_CLIENT.format(name="Dee")]
    ada.forget()
    await ada.press_data(kept.buttons[0][1], kept)
    await ada.expect(from_dee)
    await bot.idle()
    assert replies(bot) == [REPLY, "How are you?"]
    assert desk.answers == [""]
    assert kept.buttons == []


async def test_a_button_of_what_was_erased_says_so(bot: Bot, ada: User, desk: Desk):
    await practised(bot, ada)
    desk.write("Calm.")
    sent = await ada.expect("Calm.")
    (_label, data) = sent.buttons[0]
    await another(bot, ada)
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM encounter WHERE scenario_id LIKE 'bad-date%'")
    await ada.press_data(data, sent)
    await ada.expect(wording.ANSWER_GONE)
    # Nor is one's that another person got, or one that never was.
    for other in ("answer:999999999", f"{data}0"):
        await ada.press_data(other, sent)
        await ada.expect(wording.ANSWER_GONE)
    await ada.press_data("answer:x", sent)
    await ada.expect(words.OLD_BUTTON)
    await ada.send("Hi there.")
    await ada.expect(from_kit)


async def test_what_was_written_while_they_were_away_waits_for_them(
    bot: Bot, ada: User, desk: Desk
):
    await practised(bot, ada)
    await ada.block()
    await bot.idle()
    assert bot.store.trainee("telegram", "7").unreachable
    desk.write("Calm.")
    await asyncio.sleep(2 * front.REST_SECONDS)  # looked for, and left for later
    assert dump(bot.store)["outgoing"][-1]["gave_up"] is None
    await ada.unblock()
    await ada.expect("Calm.")


async def test_it_speaks_the_trainee_s_language(bot: Bot, ada: User, desk: Desk, spanish):
    await practised(bot, ada)
    bot.store.set_trainee(bot.store.trainee("telegram", "7").id, language="es")
    desk.write("Calm.")
    sent = await ada.expect("Calm.")
    assert sent.text.startswith(MARK)
    await ada.press_data(sent.buttons[0][1], sent)
    await ada.expect(MARK + wording.ANSWER_ASK)
