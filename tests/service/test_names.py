"""Names of themes and codes, and the coach's phrases: shown translated, kept as authored."""

from __future__ import annotations

from bot import wording
from bot.i18n import _, speaking
from bot.service import PracticeService
from bot.service.looking_back import settle
from tests.fakes.database import take
from tests.service.talk import DEE, KIT, begin, fresh, newcomer, pick, say, stored


async def test_what_is_carried_along_is_kept_as_authored_and_told_in_their_language(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    titles = {c.title for c in service.content.guidance.codes.values()}
    with speaking("es"):
        now = begin(service, who)
        await say(service, who, "You should rest.")
        await service.end(who)
        choice = next(c for c in take(service.store, who)[-1].choices if c.id.startswith("carry:"))
        (kept,) = await pick(service, who, choice.id)
        carry = fresh(service, who).carry
        assert carry in titles
        pending = stored(service, now).pending or {}
        assert set(pending["carry"]) <= titles
        assert choice.label == _(carry) != carry
        assert kept.text == _(wording.CARRY_KEPT).format(what=choice.label)
        assert choice.label in service._reminder(fresh(service, who)).text
        service.start(fresh(service, who), KIT)
        first = take(service.store, who)[0]
        assert first.text == _(wording.CARRY_LAST).format(what=choice.label)


async def test_a_note_is_stored_as_it_was_made_and_shown_in_their_language(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    with speaking("es"):
        _client, note = await say(service, who, "You should rest.")
    kept = stored(service, now).turns[0].feedback
    titles = {c.title for c in service.content.guidance.codes.values()}
    assert {t for f in kept.flags for t in (f.title, *f.helped_by)} <= titles
    assert kept.door in service.content.guidance.words.doors
    (flag,), (shown,) = kept.flags, note.data["flags"]
    with speaking("es"):
        assert shown["title"] == _(flag.title) != flag.title
        assert list(shown["helped_by"]) == [_(t) for t in flag.helped_by]
        assert note.data["door"] == _(kept.door) != kept.door
    assert (shown["about"], shown["why"]) == (flag.about, flag.why)


async def test_what_else_a_supervisor_sees_in_the_words_is_told_in_their_language(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    service.store.set_trainee(who.id, language="es")
    begin(service, who)
    await say(service, who, "You should rest.")
    await pick(service, who, "no:1")
    (one,) = service.store.open_objections()
    assert settle(service.store, one.id, agreed=True, other="Preaching morals")
    assert "Dar lecciones de moral" in take(service.store, who)[0].text


def test_themes_are_named_and_ordered_in_their_language(service: PracticeService) -> None:
    who = newcomer(service)
    with speaking("es"):
        *themes, _back = [c.label for c in service.theme_menu(who).choices]
        names = [t.rpartition(" (")[0] for t in themes]
        assert "duelo" in names
        assert names == sorted(names)
        marks = {c.id.split(":")[1]: c.label for c in service.avoid_menu(who, 0).choices[:-2]}
        assert marks["grief"] == "☐ duelo"
        assert service.scene_list(who, "t:grief").text.startswith("Duelo\n")
        scene = next(s for s in service.content.scenarios.values() if "grief" in s.themes)
        named = ", ".join(_(t.replace("-", " ")) for t in scene.themes)
        assert f"Temas: {named}" in service.scene_card(who, scene.id).text
        service.mark_theme(who, "grief")
        assert "duelo" in str(service.settings_menu(fresh(service, who)).choices)
    *themes, _back = [c.label for c in service.theme_menu(who).choices]
    assert "drug use" in {t.rpartition(" (")[0] for t in themes}


def test_the_page_with_everything_names_scenes_and_codes_in_their_language(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    begin(service, who, DEE)
    scene = service.content.scenarios[DEE]
    with speaking("es"):
        made = service.my_data(fresh(service, who)).decode()
    assert f"{scene.title}, con {scene.persona.name}" in made
    assert f"{scene.title}, with {scene.persona.name}" not in made
