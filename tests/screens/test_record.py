"""What the recorder retells of a chat, from what went over the wire."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.bot_api_people import User
from tests.screens.chat_page import Button, Item
from tests.screens.fixed import Clock
from tests.screens.record import Recorder
from tests.screens.stage import Screen


class Talk:
    """A person, a recorder, and a bot that says what the test wants."""

    def __init__(self, api: BotApi, http: aiohttp.ClientSession) -> None:
        self.api, self.http, self.clock = api, http, Clock()
        self.person: User = api.user(7, "Ada")
        self.recorder = Recorder(api, self.person, self.clock.now)

    async def bot(self, method: str = "sendMessage", rows: Any = (), **given: Any) -> int:
        """The bot calls the API; returns the message's id."""
        keys = [[{"text": k, "callback_data": k.lower()} for k in row] for row in rows]
        form = {"chat_id": "7", "parse_mode": "HTML", **given}
        form["reply_markup"] = json.dumps({"inline_keyboard": keys}) if rows else ""
        async with self.http.post(f"{self.api.url}/bot{TOKEN}/{method}", data=form) as answer:
            body = await answer.json()
        assert body["ok"], body
        return int(body["result"]["message_id"])


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    async with BotApi() as api, aiohttp.ClientSession() as http:
        yield Talk(api, http)


def told(items: list[Item]) -> list[tuple[str, str]]:
    return [(i.who, i.text) for i in items]


async def test_words_of_both_sides_in_order_with_rows_and_times(talk: Talk):
    begin = talk.recorder.mark()
    await talk.person.send("/start")
    await talk.bot(text="<b>Hi</b>", rows=[["Yes", "No"], ["Help"]])
    talk.recorder.catch_up()
    talk.clock.forward(minutes=5)
    await talk.person.send("hello")
    await talk.bot(text="Hm.")
    items = talk.recorder.items(begin)
    assert told(items) == [
        ("person", "/start"), ("bot", "<b>Hi</b>"), ("person", "hello"), ("bot", "Hm."),
    ]  # fmt: skip
    assert items[1].rows == ((Button("Yes"), Button("No")), (Button("Help"),))
    assert [i.at.strftime("%H:%M") for i in items] == ["18:02", "18:02", "18:07", "18:07"]


async def test_only_what_is_new_and_what_is_kept_before_it(talk: Talk):
    for words in ("one", "two", "three"):
        await talk.person.send(words)
    mark = talk.recorder.mark()
    await talk.person.send("four")
    assert told(talk.recorder.items(mark)) == [("person", "four")]
    assert told(talk.recorder.items(mark, keep=2))[0] == ("person", "two")
    assert told(talk.recorder.items(talk.recorder.mark(), keep=1)) == [("person", "four")]
    assert talk.recorder.items(talk.recorder.mark()) == []


async def test_a_screen_can_begin_at_words_said_before(talk: Talk):
    for words in ("one", "two", "one again", "three", "four"):
        await talk.person.send(words)
    now = talk.recorder.mark()
    found = Screen("x", "X.", (), at="one", first=2).items(talk.recorder, now)
    assert [i.text for i in found] == ["one again", "three"]
    with pytest.raises(LookupError, match="nothing in the chat says 'five'"):
        Screen("x", "X.", (), at="five").items(talk.recorder, now)


async def test_a_tap_shows_on_its_button_while_that_is_there(talk: Talk):
    await talk.person.send("/start")
    asked = await talk.bot(text="Again?", rows=[["Yes", "No"]])
    mark = talk.recorder.mark()
    await talk.person.press("Yes")
    await talk.bot(text="Well then.")
    kept = talk.recorder.items(mark, keep=1)
    assert told(kept) == [("bot", "Again?"), ("bot", "Well then.")]
    assert kept[0].rows == ((Button("Yes", tapped=True), Button("No")),)
    # out of view, or gone: a line says it
    line = [("tap", "Yes"), ("bot", "Well then.")]
    assert told(talk.recorder.items(mark)) == line
    await talk.bot("editMessageReplyMarkup", rows=[["No"]], message_id=asked)
    assert told(talk.recorder.items(mark, keep=1)) == [("bot", "Again?"), *line]


async def test_a_message_edited_in_place_shows_as_it_is_now(talk: Talk):
    await talk.person.send("/menu")
    menu = await talk.bot(text="Menu", rows=[["Progress", "Back"]])
    await talk.bot(text="Something else")
    mark = talk.recorder.mark()
    await talk.person.press("Progress")
    await talk.bot("editMessageText", message_id=menu, text="<b>Progress</b>", rows=[["Back"]])
    assert told(talk.recorder.items(mark)) == [("tap", "Progress"), ("bot", "<b>Progress</b>")]
    await talk.person.press("Back")
    await talk.bot("editMessageText", message_id=menu, text="Menu", rows=[["Progress", "Back"]])
    items = talk.recorder.items(mark)
    assert told(items) == [("tap", "Progress › Back"), ("bot", "Menu")]
    assert not any(key.tapped for row in items[1].rows for key in row)


async def test_a_person_edits_and_sends_other_things(talk: Talk):
    mark = talk.recorder.mark()
    await talk.person.send("helo")
    await talk.person.edit("hello")
    await talk.person.sticker()
    await talk.person.photo("look")
    items = talk.recorder.items(mark)
    assert [i.text for i in items] == ["hello", "👍", "📷 Photo\nlook"]
    assert [i.edited for i in items] == [True, False, False]


async def test_what_a_person_changed_later_shows_again_with_its_first_time(talk: Talk):
    await talk.person.send("one")
    first = talk.person.last
    await talk.person.send("two")
    mark = talk.recorder.mark()
    talk.clock.forward(minutes=5)
    await talk.person.edit("one, better", first)
    (item,) = talk.recorder.items(mark)
    assert (item.text, item.edited, f"{item.at:%H:%M}") == ("one, better", True, "18:02")


async def test_the_code_of_a_link_stays_unseen(talk: Talk):
    mark = talk.recorder.mark()
    await talk.person.send("/start a-code")
    assert told(talk.recorder.items(mark)) == [("person", "/start")]


async def test_others_are_not_overheard(talk: Talk):
    mark = talk.recorder.mark()
    other = talk.api.user(8, "Bo")
    await other.send("/start")
    await talk.bot(text="to Bo", chat_id="8", rows=[["Yes"]])
    await other.press("Yes")
    assert talk.recorder.items(mark) == []
