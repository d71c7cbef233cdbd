"""The interface speaks the trainee's language; the client, scenes and notes on words stay English.

With every text of the Spanish catalogue in ⟦brackets⟧ it can be seen what came out of it, whether
it is translated yet or not.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

import pytest
from babel.support import NullTranslations

from bot import i18n, wording
from bot.content import Content
from bot.i18n import _, speaking
from bot.service.looking_back import settle
from bot.service.preferences import ZONES
from bot.telegram_front import words
from tests.e2e.conftest import Bot
from tests.e2e.journey import (
    arrive,
    change,
    ids,
    labels,
    supervise,
    tap,
    tap_data,
    trainee,
    words_of,
    write,
)
from tests.fakes.bot_api_people import User

VAN = "bad-date-night-van"
FLAGGED = "You should find a real job."
_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")


class Marked(NullTranslations):
    """A catalogue that shows what came out of it."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, msgid1, msgid2, num):
        return f"⟦{msgid1 if num == 1 else msgid2}⟧"


def unmarked(text: str) -> str:
    """What of ``text`` did not come out of the catalogue."""
    while (rest := _MARKED.sub("·", text)) != text:
        text = rest
    return text


@pytest.fixture
def marked(monkeypatch):
    """Spanish in brackets."""
    spanish, english = Marked(), NullTranslations()
    monkeypatch.setattr(i18n, "catalogue", lambda code: spanish if code == "es" else english)


@pytest.fixture
def eva(api) -> User:
    return api.user(9, "Eva", "es-MX")


def in_english(content: Content) -> Iterator[str]:
    """What stays as it is authored: people and scenes, what is said of words, other wordings.

    Not the names of themes and codes, nor the coach's own phrases.
    """
    for scene in content.scenarios.values():
        yield from strings(replace(scene, id="", themes=(), aims=(), tempts=()))
    for code in content.guidance.codes.values():
        yield from strings(replace(code, key="", title=""))
    yield from strings(content.bank)


def button_texts(content: Content) -> Iterator[str]:
    """What stands on buttons as it is authored."""
    for scene in content.scenarios.values():
        yield from (scene.title, scene.persona.name)


def strings(thing: object) -> Iterator[str]:
    """Every string in something authored."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from strings(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        yield from strings(tuple(thing.values()))
    elif isinstance(thing, list | tuple | set | frozenset):
        for one in thing:
            yield from strings(one)


async def test_all_the_practice_says_comes_out_of_the_catalogue(bot: Bot, eva: User, marked):
    bot.settings.supervisors_see = "shared"
    own = ["Maria", "because I want to", FLAGGED, "What happened?", "Anna Kowalska told me that."]
    await write(bot, eva, "/help")
    await write(bot, eva, "hola")
    await write(bot, eva, f"/start {bot.store.invite(days=1)}")
    await tap(bot, eva, "consent:yes")
    await write(bot, eva, own[0])
    for button in ("pace:quick", "avoid:1", "mark:", "menu:top", "menu:theme", "menu:t:",
                   "menu:theme", "menu:top", "surprise", "menu:top", "menu:2", f"card:{VAN}",
                   "aim:", f"go:{VAN}:G1"):  # fmt: skip
        await tap(bot, eva, button)
    await write(bot, eva, FLAGGED)
    for button in ("ways:", "show:", "no:"):
        await tap(bot, eva, button)
    await write(bot, eva, own[1])
    await tap(bot, eva, "again:")
    for reply in ("That sounds cold.", "That sounds long.", "That sounds rough.", own[4]):
        await write(bot, eva, reply)
    await change(bot, eva, own[3])
    await tap(bot, eva, "edit:yes")
    for command in ("/hint", "/again", "/pause", "/resume", "/stop"):
        await write(bot, eva, command)
    for button in ("tell:", "skip:tell"):
        await tap(bot, eva, button)
    await write(bot, eva, "/end")
    for button in ("carry:", "share:", "unaided"):
        await tap(bot, eva, button)
    if not any(data.startswith("go:") for m in eva.messages for _l, data in m.buttons):
        await tap(bot, eva, "aim:")
    await tap(bot, eva, "go:")
    await write(bot, eva, "/hint")
    await tap(bot, eva, "aided")
    for command in ("/progress", "/conversations", "/privacy", "/coach", "/start", "/nothing",
                    "/reminders"):  # fmt: skip
        await write(bot, eva, command)
    for button in ("remind:on", "quiet:22", "zone", "zone:Europe/Madrid", "set:top", "set:intent"):
        await tap(bot, eva, button)
    for encounter in bot.store.past(trainee(bot, eva).id, 10):
        own += [said for t in encounter.turns for said in (t.reply, t.client_after, *t.offers)]
    await write(bot, eva, "/forget")
    await tap(bot, eva, "forget:yes")

    written = [*in_english(bot.service.content), *own, *i18n.LANGUAGES.values()]
    authored = "\n".join(written).replace("*", "").casefold()
    left = set()
    for message in eva.messages:
        for text in (message.text, *labels(message), *(label for label, _d in message.removed)):
            for piece in re.split(r"[·→“”:()•⟨⟩…\n]|\d+|[✓▸☐☒] |, | \(", unmarked(text)):
                bare = piece.strip(" .*●○📌").casefold()
                if re.search(r"[a-z]", bare) and bare not in authored:
                    left.add(bare)
    zones = {zone.split("/")[1].replace("_", " ").casefold() for zone in ZONES}
    assert left - zones == set()
    buttons = [x for m in eva.messages for x in (*labels(m), *(label for label, _d in m.removed))]
    whole = {x.casefold() for x in (*button_texts(bot.service.content), *i18n.LANGUAGES.values())}
    ends = re.compile(r" · |[☐☒] |\d+[.:](?:\d\d)? ")
    parts = {p.casefold() for x in buttons for p in ends.split(unmarked(x))}
    english = {p for p in parts if re.search(r"[a-z]", p)} - whole - zones
    assert {p for p in english if not any(p.startswith(x.casefold()[:20]) for x in own)} == set()
    # Within a text of the catalogue, too: what is filled in there comes out of it as well.
    titles = "|".join(re.escape(c.title) for c in bot.service.content.guidance.codes.values())
    bare = re.compile(rf"(?:^|[:,✓▸•]) ?(?:{titles})(?=[ ,.:)]|$)", re.IGNORECASE | re.MULTILINE)
    assert [x for m in eva.messages for x in bare.findall(m.text)] == []
    assert sum("⟦" in message.text for message in eva.messages) > 40


async def test_what_is_said_is_what_the_catalogue_says(bot: Bot, eva: User):
    what, privacy = await write(bot, eva, f"/start {bot.store.invite(days=1)}")
    _privacy, name = await tap(bot, eva, "consent:yes")
    (pace,) = await tap(bot, eva, "noname:")
    with speaking("es"):
        assert what.text == f"{_(wording.WELCOME)}\n\n{_(wording.SPEAKS_ENGLISH)}"
        removed = [label for label, _data in privacy.removed]
        assert removed == [_(wording.CONSENT_YES), _(wording.CONSENT_NO), "English"]
        assert name.removed[0][0] == _(wording.NAME_SKIP)
        assert pace.text == _(wording.PACE_ASK)
        commands = [(n, _(about)) for n, about in words.COMMANDS.items()]
        told = _(words.DESCRIPTION)
    assert trainee(bot, eva).language == "es"
    given = [g for m, g in bot.api.calls if m == "setMyCommands" and g.get("language_code")]
    assert [(g["language_code"], json.loads(g["commands"])) for g in given] == [
        ("es", [{"command": n, "description": about} for n, about in commands])
    ]
    described = [g for m, g in bot.api.calls if m == "setMyDescription"]
    assert {g.get("language_code"): g["description"] for g in described} == {
        None: words.DESCRIPTION,
        "es": told,
    }


async def test_the_client_and_what_is_said_of_words_stay_in_english(bot: Bot, eva: User, marked):
    await arrive(bot, eva)
    _begun, opening = await scene_in_any_language(bot, eva)
    assert "⟦" not in opening.text
    client, coach = await write(bot, eva, FLAGGED)
    assert "⟦" not in client.text
    assert coach.text.startswith(f"⟦{words.COACH}⟧\n")
    assert "⟦Solving it for them⟧\nAn unasked solution can leave less room" in coach.text
    assert "(HIPS 2000, " in coach.text
    door = coach.text.rpartition("\n")[2]
    assert unmarked(door) == "·"
    assert unmarked_inside(door) in bot.service.content.guidance.words.doors
    assert labels(coach)[0] == f"⟦{wording.TRY_AGAIN}⟧"
    (back,) = await write(bot, eva, "/resume")
    assert words_of(client) in unmarked_inside(back.text)


async def scene_in_any_language(bot: Bot, user: User):
    """Into the van, by what is behind the buttons."""
    await tap(bot, user, "menu:2")
    await tap(bot, user, f"card:{VAN}")
    await tap(bot, user, "aim:")
    _menu, *begun = await tap(bot, user, f"go:{VAN}:-")
    return begun


def unmarked_inside(text: str) -> str:
    return text.replace("⟦", "").replace("⟧", "")


async def test_another_language_in_the_settings_counts_at_once(bot: Bot, ada: User, marked):
    await bot.join(ada)
    (menu,) = await write(bot, ada, "/settings")
    (ask,) = await tap(bot, ada, "set:language")
    assert ask.text == wording.LANGUAGE_ASK  # says that only English can be coded
    assert labels(ask) == ["English", "Español", wording.BACK]
    await tap(bot, ada, "Español")
    assert menu.text == f"⟦{wording.SETTINGS}⟧"
    (helped,) = await write(bot, ada, "/help")
    assert helped.text == f"⟦{wording.HELP}⟧"
    await write(bot, ada, "/settings")
    await tap(bot, ada, "set:language")
    await tap(bot, ada, "English")
    (helped,) = await write(bot, ada, "/help")
    assert helped.text == wording.HELP


async def test_what_comes_by_itself_speaks_their_language_too(
    bot: Bot, eva: User, marked, monkeypatch
):
    await arrive(bot, eva)
    await scene_in_any_language(bot, eva)
    await write(bot, eva, FLAGGED)
    await tap(bot, eva, "no:")
    settle(bot.store, bot.store.open_objections()[0].id, True, "I think so, too.")
    heard = await eva.expect("You disagreed")
    assert unmarked(heard.text) == "·\n·"
    who = ("--trainee", trainee(bot, eva).id)
    await supervise(monkeypatch, bot, "assign", VAN, *who)
    asked = await eva.expect("supervisor")
    assert unmarked(asked.text) == "·"


async def test_the_first_question_can_be_asked_in_another_language(bot: Bot, ada: User, marked):
    code = bot.store.invite(days=1)
    await write(bot, ada, f"/start {code}")
    asked, what, again = await tap(bot, ada, "Español")
    assert asked.buttons == []
    assert what.text.startswith(f"⟦{wording.WELCOME}⟧")
    assert labels(again) == [f"⟦{wording.CONSENT_YES}⟧", f"⟦{wording.CONSENT_NO}⟧", "English"]
    assert ids(again)[0] == f"consent:yes:a:es:{code}"
    _asked, declined = await tap(bot, ada, "consent:no")
    assert declined.text == f"⟦{wording.CONSENT_DECLINED}⟧"
    assert bot.store.trainee("telegram", str(ada.id)) is None
    await tap_data(bot, ada, f"consent:yes:a:es:{code}")
    assert trainee(bot, ada).language == "es"


async def test_a_language_that_is_none_of_ours_is_spoken_to_in_english(bot: Bot, api):
    odile = api.user(11, "Odile", "fr")
    what, _privacy = await write(bot, odile, f"/start {bot.store.invite(days=1)}")
    assert what.text == f"{wording.WELCOME}\n\n{wording.SPEAKS_ENGLISH}"
    await tap(bot, odile, wording.CONSENT_YES)
    assert trainee(bot, odile).language == "en"
