"""From an invitation to /forget through the real assistant: embedded, and over HTTP."""

from pathlib import Path

import pytest

from bot import wording
from bot.dialogue import Driver
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.journey import (
    change,
    ids,
    labels,
    last_of,
    plain,
    scene,
    supervise,
    tap,
    trainee,
    words_of,
    write,
)
from tests.fakes.bot_api_people import User

VAN = "bad-date-night-van"
GOOD = "That sounds like a rough walk. What happened?"
FLAGGED = "You need to call the police right now."
BETTER = "A long walk in the rain, in those shoes. What you tell me is up to you."


@pytest.fixture
def driver(real_driver: Driver) -> Driver:
    """Instead of the scripted one."""
    return real_driver


async def test_from_an_invitation_to_a_better_conversation_and_away_again(
    bot: Bot, ada: User, monkeypatch
):
    bot.settings.supervisors_see = "shared"

    # In by a supervisor's link, with a name, at once, nothing left out.
    printed = await supervise(monkeypatch, bot, "invite")
    _what, privacy = await write(bot, ada, f"/start {printed.split()[0].partition('=')[2]}")
    assert wording.CONSENT_ASK in privacy.text
    await tap(bot, ada, wording.CONSENT_YES)
    hello, _pace = await write(bot, ada, "Sam")
    assert hello.text == "Hello Sam."
    await tap(bot, ada, "At once")
    (menu,) = await tap(bot, ada, wording.AVOID_DONE)
    assert wording.REASONS["first"] in menu.text

    # A scene that was asked for, with an aim.
    who = trainee(bot, ada).id
    await supervise(monkeypatch, bot, "assign", VAN, "--trainee", who, "--note", "Take your time.")
    asked = await ada.expect("Take your time.")
    await tap(bot, ada, ids(asked)[0])
    await tap(bot, ada, wording.START)
    _menu, begun, opening = await tap(bot, ada, f"go:{VAN}:G1")
    assert "Your aim: believing the feeling." in begun.text
    assert begun.text.endswith(wording.SEEN_BY_SUPERVISORS)

    # A nudge, a reply, what the coach noticed.
    nudge, fuller = bot.service.content.guidance.codes["G1"].hints[:2]
    for hint in (nudge, fuller):
        (said,) = await write(bot, ada, "/hint")
        assert said.text == wording.HINT_AIM.format(hint=hint)
    client, coach = await write(bot, ada, GOOD)
    assert client.text.startswith("Dee\n")
    assert words.STRENGTH_MARK in coach.text
    assert words.FLAG_MARK not in coach.text

    # Words that may have landed badly: other wordings, disagreeing, another try.
    first, coach = await write(bot, ada, FLAGGED)
    assert f"{words.FLAG_MARK} “You need to call the police" in coach.text
    (thought,) = await tap(bot, ada, wording.SHOW_WAY)
    assert labels(thought) == [wording.TRY_AGAIN, wording.SHOW_NOW]
    (ways,) = await tap(bot, ada, wording.SHOW_NOW)
    assert ways.text.count("• ") >= 2
    await tap(bot, ada, wording.DISAGREE)
    kept = (await write(bot, ada, "She had asked about them"))[-1]
    assert kept.text == wording.REASON_KEPT.format(reason="She had asked about them")
    *_old, back = await tap(bot, ada, wording.TRY_AGAIN)
    assert words_of(client) in back.text
    second = (await write(bot, ada, BETTER))[0]
    assert words_of(second) != words_of(first)

    # A name that could be somebody's, a change of mind, a way back to an earlier turn.
    note, *_answer = await write(bot, ada, "Is Anna Kowalska on 415 555 2671 someone for you?")
    assert note.text == wording.PERSONAL.format(kinds="a name, a phone number")
    await change(bot, ada, "Who do you have around you tonight?")
    _ask, back, answer, *_coach = await tap(bot, ada, wording.EDITED_YES)
    assert back.text.startswith("Back one turn.")
    assert answer.text.startswith("Dee\n")
    await write(bot, ada, "/again")
    (which,) = await tap(bot, ada, wording.BACK_FURTHER)
    assert labels(which)[-1].startswith("2. A long walk in the rain")

    # Away and back; out of the role and back; a word for the supervisor.
    for away in ("/pause", "Quiero parar el ejercicio"):
        await write(bot, ada, away)
        (back,) = await write(bot, ada, "/resume")
        assert wording.RESUMED.format(name="Dee", line=words_of(second)) in back.text
        assert f"“{BETTER}”" in back.text
    await write(bot, ada, "/stop")
    await tap(bot, ada, wording.TELL)
    await write(bot, ada, "Tonight brought a lot back.")
    await write(bot, ada, "/resume")
    await write(bot, ada, "You got out of there yourself, and that took skill.")

    # Looking back: what was, both ways at one line, two pictures, one thing to take along.
    debrief = await write(bot, ada, "/end")
    assert debrief[0].text.startswith(words.DEBRIEF_FOR.format(name="Sam"))
    assert "Your aim, believing the feeling:" in debrief[0].text
    fork = next(m for m in debrief if m.text.startswith(wording.FORKS))
    for shown in (FLAGGED, BETTER, words_of(first), words_of(second)):
        assert plain(shown) in plain(fork.text)
    assert sum(m.photo is not None for m in debrief) == 2
    assert debrief[-1].text.startswith(wording.SEEN_BY_SUPERVISORS)
    what = labels(debrief[-1])[0]
    await tap(bot, ada, ids(debrief[-1])[0])
    ada.forget()
    await supervise(monkeypatch, bot, "settle", "1", "--agree", "--say", "So do I.")
    heard = await ada.expect("You disagreed")
    assert heard.text.endswith(wording.SETTLED_ANSWER.format(answer="So do I."))

    # The next one begins with it, and is the trainee's own until it is shared.
    carried, begun, juno = await scene(bot, ada, "good-news")
    assert carried.text == wording.CARRY_LAST.format(what=what)
    assert begun.text.endswith(wording.SEEN_BY_YOU)
    assert juno.text.startswith("Juno\n")
    await write(bot, ada, "I can hear how glad you are. Who have you told?")
    await write(bot, ada, "/end")
    (past,) = await write(bot, ada, "/conversations")
    assert [row.rpartition("(")[2] for row in past.text.splitlines()[2:]] == [
        "only you)",
        "supervisors too)",
    ]
    told, picture = await write(bot, ada, "/progress")
    assert "2 conversations" in told.text
    assert picture.photo is not None

    # Everything to read, then nothing at all.
    (document,) = await write(bot, ada, "/mydata")
    page = document.document[1].decode()
    for there in (BETTER, "She had asked about them", "Tonight brought a lot back.", what):
        assert there in page
    assert "Kowalska" not in page
    encounter = last_of(bot, ada).id
    await write(bot, ada, "/forget")
    _ask, done = await tap(bot, ada, wording.FORGET_YES)
    assert done.text == wording.FORGOTTEN
    assert wording.FAILED not in ada.texts
    assert not any("*" in m.text for m in ada.messages if m.id > opening.id and "●" not in m.text)
    await bot.stop()
    bot.store.close()
    folder = Path(bot.settings.database_url.removeprefix("sqlite:///")).parent
    held = b"".join(p.name.encode() + p.read_bytes() for p in folder.rglob("*") if p.is_file())
    for gone in (who, encounter, BETTER, FLAGGED, "brought a lot back", "asked about them"):
        assert gone.encode() not in held
