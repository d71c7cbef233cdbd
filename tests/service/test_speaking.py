"""A whole journey in another language: no text of the interface stays in English on the way.

What the client says, what the coach says about words, titles and themes are authored in English.
"""

from __future__ import annotations

import re

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
    await go("intent:6:0", "back", "again:6", "again:0", "on:1")
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
    """Labels that are authored."""
    scenes = content.scenarios.values()
    found = {c.title for c in content.guidance.codes.values()} | set(LANGUAGES.values())
    found |= {f"{s.title} · {s.persona.name}" for s in scenes}
    return found | {t.replace("-", " ") for s in scenes for t in s.themes}


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
    told = [x for s in said for k in ("fades", "intent", "aim") for x in _listed(s.data.get(k))]
    assert told
    assert [x for x in told if marked not in x] == []


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) and value else list(value or ())  # type: ignore[call-overload]


async def test_no_beginning_of_a_text_stands_there_in_english(
    service: PracticeService, marked: str
) -> None:
    """Nor is one of ours put together of a translated and an English part."""
    with speaking("es"):
        said = await journey(service)
    everything = "\n".join(s.text for s in said)
    starts = {
        text.partition("{")[0]
        for message in messages.extract()
        for text in ([message.id] if isinstance(message.id, str) else message.id)
    }
    long = {start for start in starts if len(start) > 20}
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
