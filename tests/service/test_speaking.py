"""A whole journey in another language: no text of the interface stays in English on the way.

What the client says, what the coach says about words and the titles of scenes are authored in
English, and stay so.
"""

from __future__ import annotations

import re
from typing import Any

from bot.content import Content
from bot.i18n import LANGUAGES, speaking
from bot.service import PracticeService, Say
from bot.service.looking_back import settle
from tests.fakes.database import take
from tests.service.talk import DEE, KIT, fresh, newcomer, pick, say
from tools import messages

AUTHORED_KINDS = ("client", "coach", "debrief")


async def journey(service: PracticeService) -> list[Say]:
    """Everything said from the welcome to the farewell."""
    store = service.store
    said = [*service.welcome("code"), service.not_invited(), service.not_invited("code")]
    who = newcomer(service)
    store.set_trainee(who.id, language="es")
    store.assign("the-list", who.id, note="x")

    async def go(*choices: str) -> None:
        for choice in choices:
            said.extend(await pick(service, who, choice))

    async def tell(*replies: str) -> None:
        for reply in replies:
            said.extend(await say(service, who, reply))

    said.append(service.ask_name(who, first=True))
    await tell("Anna Kowalska", "Ola")
    await go("pace:quick:first", "mark:raids:0", "avoid:1", "menu:top", "menu:1", "menu:theme")
    await go("menu:t:violence", "card:the-list", f"card:{DEE}", f"aim:{DEE}", f"go:{DEE}:M1")
    service.hint(fresh(service, who))
    service.hint(fresh(service, who))
    await tell("You should rest.", "", "🎈", "¿Dónde estás? No entiendo nada de lo que pasó.")
    await tell("What happened, on 415 555 2671?", "Are you a bot?")
    await go("ways:1", "show:1", "no:1")
    await tell("They asked me.")
    (one,) = store.open_objections()
    settle(store, one.id, agreed=False, answer="x")
    await go("set:intent")
    await tell("You should rest.")
    asked = next(c.id for s in reversed(said) for c in s.choices if c.id.startswith("intent:"))
    number = asked.split(":")[1]
    await go(f"intent:{number}:0", "back", f"again:{number}", "again:0", "on:1")
    await service.reply(fresh(service, who), "How was it?", ref="901")
    await service.edited(fresh(service, who), "901", "How is it?")
    await service.edited(fresh(service, who), "902", "How is it?")
    said.extend(take(store, who))
    await go("edit:yes", "edit:yes")
    await tell("What happened?", "What happened?")
    service.pause(fresh(service, who))
    service.resume(fresh(service, who))
    service.step_out(fresh(service, who))
    said.extend(take(store, who))
    now = store.latest(who.id, ("paused",))
    assert now is not None
    await go(f"tell:{now.id}")
    await tell("I had to stop.")
    await go(f"tell:{now.id}", "skip:tell", "resume")
    await service.end(fresh(service, who))
    ended = take(store, who)
    said.extend(ended)
    carry = next(c.id for s in ended for c in s.choices if c.id.startswith("carry:"))
    await go(carry, "carry:abc:1", f"share:{now.id}:1", "unaided", f"go:{KIT}:-:u")
    service.hint(fresh(service, who))
    await go("aided", "aided", f"go:{DEE}:-")
    service.settings.supervisors_see = "shared"
    await go("coach:off", f"go:{KIT}:-")
    await tell("What happened?", "you're a filthy whore")
    await go(f"go:{DEE}:-")
    await tell("What happened?")
    await service.end(fresh(service, who))
    ended = take(store, who)
    said.extend(ended)
    await go(*(c.id for s in ended for c in s.choices if not c.id.startswith("carry:")))
    said.extend(service.progress(fresh(service, who)))
    said.append(service.past(fresh(service, who)))
    await go("set:top", "set:pace", "pace:human:later", "set:coach", "coach:end", "set:language")
    await go("set:reminders", "remind:on", "quiet:22-7", "zone", "zone:Asia/Tokyo", "remind:off")
    await go("stopreminders", "set:name", "noname:later", "forget:no", "agree:no", "agree:yes")
    await go("go:nowhere:-", "resume")
    for do in (service.pause, service.again, service.hint, service.ways):
        do(fresh(service, who))
    service.settings.supervisors_see = "all"
    store.consent(who.id, "shared")
    changed = service.must_agree(fresh(service, who))
    assert changed is not None
    said += [changed, service.forget_ask(), *take(store, who)]
    return said


def titles(content: Content) -> set[str]:
    """Labels that stay as they are authored: scenes, and each language in its own name."""
    scenes = content.scenarios.values()
    return {f"{s.title} · {s.persona.name}" for s in scenes} | set(LANGUAGES.values())


async def test_a_whole_journey_is_in_the_language_chosen(
    service: PracticeService, marked: str
) -> None:
    with speaking("es"):
        said = await journey(service)
    assert {s.kind for s in said} == {
        "client", "coach", "scene", "note", "ways", "debrief", "forks", "picture", "menu",
    }  # fmt: skip
    english = [
        (s.kind, s.text) for s in said if s.kind not in AUTHORED_KINDS and marked not in s.text
    ]
    assert english == []
    authored = titles(service.content)
    labels = {c.label for s in said for c in s.choices if marked not in c.label}
    plain = {re.sub(r"^(?:[☐☒] |\d+\. |\d\d:\d\d )|(?: \(\d+\))$", "", label) for label in labels}
    zones = {c.label[6:] for c in service.zone_menu().choices}
    replies = {c for c in plain if re.match(r"(?:You should|What|¿|🎈|Are|How)", c)}
    assert plain - authored - zones - replies == set()
    parts = ("fades", "intent", "aim", "door", "nothing_marked", "turning_points", "moves_not_yet")
    told = [x for s in said for k in parts for x in _listed(s.data.get(k))]
    told += [title for s in said for title, _n in s.data.get("moves_used", ())]
    flags = [f for s in said for f in _flags(s)]
    told += [x for f in flags for x in (f["title"], *f["helped_by"])]
    told += [
        x for s in said for f in s.data.get("forks", ()) for w in f["ways"] for x in w["flags"]
    ]
    assert len(flags) > 2
    assert {p for p in parts if not any(s.data.get(p) for s in said)} <= {"fades"}
    assert [x for x in told if marked not in x] == []


def _flags(said: Say) -> list[dict[str, Any]]:
    """The flags of a note or of a debrief, which has other wordings beside each."""
    found = said.data.get("flags", ())
    return [f[0] for f in found] if said.kind == "debrief" else list(found)


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) and value else list(value or ())  # type: ignore[call-overload]


async def test_no_beginning_of_a_text_stands_there_in_english(
    service: PracticeService, marked: str
) -> None:
    """Nor is one of ours put together of a translated and an English part."""
    with speaking("es"):
        said = await journey(service)
    everything = "\n".join(s.text for s in said)
    texts = {
        text
        for message in messages.gathered()
        for text in ([message.id] if isinstance(message.id, str) else message.id)
    }
    starts = {text.partition("{")[0] for text in texts}
    # One that also stands within a longer text comes with that one's mark.
    within = {start for start in starts for text in texts if text.find(start) > 0}
    long = {start for start in starts - within if len(start) > 20}
    assert len(long) > 60
    met = [start for start in long if start in everything]
    assert len(met) > 40
    found = [
        start
        for start in met
        for m in re.finditer(re.escape(start), everything)
        if everything[m.start() - 1] != marked
    ]
    assert found == []
