"""Choosing a scene: what there is, a suggestion with its reason, what is known before it begins."""

from __future__ import annotations

from datetime import date

import pytest

from bot import wording
from bot.i18n import day
from bot.service import PracticeService, Say
from bot.store.repository import StoredTrainee
from tests.fakes.database import counts, take
from tests.fakes.driver import FakeDriver
from tests.service.talk import DEE, KIT, begin, fresh, ids, kinds, newcomer, pick, say, stored

LEVELS = ("menu:1", "menu:2", "menu:3")


async def shown(service: PracticeService, who: StoredTrainee, choice: str) -> Say:
    """The one menu a choice leads to."""
    (menu,) = await pick(service, who, choice)
    assert menu.kind == "menu"
    return menu


async def played(service: PracticeService, who: StoredTrainee, scene: str, *replies: str) -> None:
    """A whole conversation, ended."""
    begin(service, who, scene)
    await say(service, who, *replies)
    await service.end(fresh(service, who))
    take(service.store, who)


def reason_of(service: PracticeService, who: StoredTrainee) -> tuple[str, str]:
    """The scene suggested, and the reason given for it."""
    menu = service.scene_menu(fresh(service, who))
    scene = service.content.scenarios[menu.choices[0].id.removeprefix("card:")]
    start, end = wording.SUGGESTED.format(
        title=scene.title, name=scene.persona.name, reason="\n"
    ).split("\n")
    text = next(row for row in menu.text.splitlines() if start in row)
    return scene.id, text.partition(start)[2].removesuffix(end)


def id_of(choice: str) -> str:
    """The scene that a choice brings up the card of."""
    return choice.split(":")[1]


# -- the menu --------------------------------------------------------------------------------------


async def test_every_scene_is_found_by_how_hard_it_is_and_by_theme(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    menu = service.scene_menu(who)
    assert menu.text.startswith(wording.CHOOSE)
    assert set(LEVELS) < set(ids(menu))
    by_level: list[str] = []
    for level in LEVELS:
        listed = await shown(service, who, level)
        cards = [c for c in ids(listed) if c.startswith("card:")]
        (label,) = [c.label for c in menu.choices if c.id == level]
        assert f"({len(cards)})" in label
        by_level += cards
        scenes = [service.content.scenarios[id_of(c)] for c in cards]
        assert {str(s.difficulty) for s in scenes} == {level[-1]}
        for scene in scenes:
            assert f"{scene.title}, with {scene.persona.name}" in listed.text
    assert sorted(map(id_of, by_level)) == sorted(service.content.scenarios)
    by_theme: set[str] = set()
    themes = await shown(service, who, "menu:theme")
    for theme in ids(themes)[:-1]:
        cards = [c for c in ids(await shown(service, who, theme)) if c.startswith("card:")]
        by_theme |= set(map(id_of, cards))
        card = await shown(service, who, cards[0])
        assert ids(card)[-1] == theme  # back to the list it was found in
    assert by_theme == set(map(id_of, by_level))
    assert ids(themes)[-1] == "menu:top"


async def test_a_list_says_what_was_done_what_is_asked_and_what_nobody_reviewed(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    await played(service, who, DEE, "What happened?")
    await played(service, who, DEE, "What happened?")
    service.store.assign(KIT, who.id)
    rows = {}
    for level in LEVELS:
        listed = await shown(service, who, level)
        assert wording.UNREVIEWED in listed.text
        rows |= {
            scene.id: row
            for row in listed.text.splitlines()
            for scene in service.content.scenarios.values()
            if f"{scene.title}, with" in row
        }
    assert wording.DONE_TIMES.format(n=2) in rows[DEE]
    assert "📌" in rows[KIT]
    scene = service.content.scenarios[KIT]
    listed = await shown(service, who, f"menu:{scene.difficulty}")
    assert f"📌 {wording.PIN}" in listed.text
    others = [row for scene, row in rows.items() if scene not in (DEE, KIT)]
    assert not any("done" in row or "📌" in row for row in others)
    for scene, row in rows.items():
        made = service.content.scenarios[scene]
        unseen = "unreviewed" in (made.reviewed_by, made.persona.reviewed_by)
        assert ("*:" in row) == unseen


async def test_an_open_conversation_is_one_tap_away(service: PracticeService) -> None:
    who = newcomer(service)
    assert not any(c.startswith("resume") for c in ids(service.scene_menu(who)))
    now = begin(service, who)
    await say(service, who, "What happened?")
    service.pause(who)
    take(service.store, who)
    menu = service.scene_menu(who)
    (back,) = [c for c in menu.choices if c.id == f"resume:{now.id}"]
    assert back.label == wording.BACK_TO.format(name="Dee")
    await pick(service, who, back.id)
    assert stored(service, now).status == "active"
    await pick(service, who, "resume")  # as buttons had it before
    assert stored(service, now).status == "active"


async def test_every_conversation_set_aside_is_one_tap_away(service: PracticeService) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    dee, kit = begin(service, who), begin(service, who, KIT)
    assert service.resume_menu(who) is not None
    menu = service.scene_menu(fresh(service, who))
    back = [c for c in menu.choices if c.id.startswith("resume:")]
    assert [(c.id, c.label) for c in back] == [
        (f"resume:{kit.id}", "Back to Kit"),
        (f"resume:{dee.id}", "Back to Dee"),
    ]
    await pick(service, who, f"resume:{dee.id}")
    assert (stored(service, dee).status, stored(service, kit).status) == ("active", "paused")
    which = service.resume_menu(fresh(service, who))
    assert which is not None
    assert (which.text, ids(which)) == (
        wording.RESUME_WHICH,
        [f"resume:{dee.id}", f"resume:{kit.id}"],
    )
    service.pause(fresh(service, who))
    assert service.resume_menu(fresh(service, who)) is None  # the one touched last
    take(service.store, who)
    await pick(service, who, "resume")
    assert stored(service, dee).status == "active"
    (said,) = await pick(service, other, f"resume:{kit.id}")
    assert said.text == wording.RESUME_OVER
    assert stored(service, kit).status == "paused"


async def test_what_was_set_aside_by_another_one_has_its_button_there(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    dee = begin(service, who)
    aside, *_rest = await pick(service, who, f"go:{KIT}:-")
    assert aside.text == wording.STILL_OPEN.format(name="Dee")
    assert ids(aside) == [f"resume:{dee.id}"]


async def test_two_with_the_same_person_are_told_apart_by_their_scene(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    begin(service, who)
    begin(service, who, "the-list")
    names = {service.content.scenarios[s].persona.name for s in (DEE, "the-list")}
    begin(service, who, "she-wants-to-report")
    begin(service, who, "stopped-again")
    labels = [c.label for c in service.scene_menu(who).choices if c.id.startswith("resume:")]
    assert len(set(labels)) == 4
    assert sum(": " in label for label in labels) == 2 + 2 * (len(names) == 1)


async def test_a_surprise_is_the_card_of_a_scene_done_least(service: PracticeService) -> None:
    who = newcomer(service)
    await played(service, who, DEE, "What happened?")
    for _ in range(12):
        card = await shown(service, who, "surprise")
        (begin_it,) = [c for c in ids(card) if c.startswith("aim:")]
        assert begin_it.removeprefix("aim:") in service.content.scenarios
        assert begin_it != f"aim:{DEE}"


# -- the suggestion --------------------------------------------------------------------------------


def test_the_first_suggestion_is_a_gentle_one(service: PracticeService) -> None:
    scene, reason = reason_of(service, newcomer(service))
    assert service.content.scenarios[scene].difficulty == 1
    assert reason == wording.REASONS["first"]


async def test_afterwards_it_is_a_move_that_was_not_used(service: PracticeService) -> None:
    who = newcomer(service)
    await played(service, who, DEE, "What happened?")
    scene, reason = reason_of(service, who)
    codes = service.content.guidance.codes
    moves = [codes[c].title.lower() for c in service.content.scenarios[scene].aims]
    assert reason in [wording.REASONS["never"].format(move=m) for m in moves]
    assert reason != wording.REASONS["never"].format(move=codes["M1"].title.lower())


def test_what_a_supervisor_asked_for_comes_first_with_its_day(service: PracticeService) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    service.store.assign("the-list", who.id)
    assert reason_of(service, who) == ("the-list", wording.REASONS["assigned"])
    by = date(2026, 12, 3)
    service.store.assign(KIT, who.id, due_on=by)
    assert reason_of(service, who) == (KIT, wording.REASONS["assigned_by"].format(day=day(by)))
    assert reason_of(service, other)[1] == wording.REASONS["first"]


async def test_what_was_asked_for_and_done_is_no_longer_suggested(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    service.store.assign(DEE, who.id)
    assert reason_of(service, who)[0] == DEE
    begin(service, who, DEE)
    assert reason_of(service, who) == (DEE, wording.REASONS["assigned"])
    await service.end(who)
    # Nothing was said in it: still asked for, and not done.
    assert reason_of(service, who) == (DEE, wording.REASONS["assigned"])
    assert wording.DONE_TIMES.format(n=1).capitalize() not in service.scene_card(who, DEE).text
    await played(service, who, DEE, "What happened?")
    assert reason_of(service, who)[1] != wording.REASONS["assigned"]


def test_a_scene_asked_for_that_is_not_there_any_more_is_passed_over(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    service.store.assign("taken-out-since", who.id)
    assert reason_of(service, who)[1] == wording.REASONS["first"]


# -- what not to meet ------------------------------------------------------------------------------


async def test_scenes_with_a_theme_not_wanted_are_out_of_sight(service: PracticeService) -> None:
    who = newcomer(service)
    await pick(service, who, "mark:police:0")
    with_it = {s.id for s in service.content.scenarios.values() if "police" in s.themes}
    assert with_it
    menu = service.scene_menu(fresh(service, who))
    assert f"{len(with_it)} scenes are left out for today." in menu.text
    seen: set[str] = set()
    for choice in (*LEVELS, *ids(await shown(service, who, "menu:theme"))[:-1]):
        listed = await shown(service, who, choice)
        seen |= {id_of(c) for c in ids(listed) if c.startswith("card:")}
    assert seen == set(service.content.scenarios) - with_it
    assert "menu:t:police" not in ids(await shown(service, who, "menu:theme"))
    assert menu.choices[0].id.removeprefix("card:") not in with_it
    for _ in range(12):
        assert ids(await shown(service, who, "surprise"))[0].removeprefix("aim:") not in with_it


async def test_what_was_asked_for_and_is_left_out_today_is_a_line_with_its_card(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    asked = next(s for s in service.content.scenarios.values() if "police" in s.themes)
    service.store.assign(asked.id, who.id)
    await pick(service, who, "mark:police:0")
    listed = await shown(service, who, f"menu:{asked.difficulty}")
    assert asked.id not in map(id_of, ids(listed)[:-1])
    menu = service.scene_menu(fresh(service, who))
    line = wording.ASKED_LEFT_OUT.format(title=asked.title, name=asked.persona.name)
    assert line in menu.text
    assert ids(menu).index(f"card:{asked.id}") == 1
    assert reason_of(service, who)[0] != asked.id
    for _ in range(12):
        for choice in ("surprise", "unaided"):
            assert id_of(ids(await shown(service, who, choice))[0]) != asked.id


async def test_an_old_button_to_a_scene_left_out_today_says_so_on_its_card_first(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    await pick(service, who, "mark:police:0")
    said = wording.CARD_LEFT_OUT.format(themes="police")
    for old, begins in (
        (f"card:{DEE}", f"aim:{DEE}:k"),
        (f"aim:{DEE}", f"aim:{DEE}:k"),
        (f"go:{DEE}:-", f"aim:{DEE}:k"),
        (f"go:{DEE}:-:u", f"aim:{DEE}:uk"),
    ):
        card = await shown(service, who, old)
        assert card.text.splitlines()[1] == said
        assert ids(card)[0] == begins
    assert "encounter" not in counts(service.store)
    aims = await shown(service, who, f"aim:{DEE}:uk")
    assert ids(aims)[-1] == f"card:{DEE}:u"
    await pick(service, who, ids(aims)[-2])
    now = service.store.latest(who.id)
    assert now is not None
    assert now.unaided


async def test_a_theme_s_list_that_marks_emptied_says_why(service: PracticeService) -> None:
    who = newcomer(service)
    await pick(service, who, "mark:police:0")
    assert wording.NONE_TODAY in (await shown(service, who, "menu:t:police")).text


async def test_another_aim_before_the_first_reply_begins_it_anew(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    await pick(service, who, f"go:{DEE}:-")
    first = service.store.latest(who.id)
    assert first is not None
    assert service.just_begun(who, f"go:{DEE}:-") is not None
    aim = service.content.scenarios[DEE].aims[0]
    for other in (f"go:{DEE}:{aim}", f"go:{DEE}:-:u", f"go:{KIT}:-"):
        assert service.just_begun(who, other) is None, other
    said = await pick(service, who, f"go:{DEE}:{aim}:u")
    assert kinds(said) == ["scene", "client"]  # nothing is set aside that nothing was said in
    (now,) = service.store.unfinished(who.id)
    assert (now.aim, now.unaided) == (aim, True)
    assert service.store.encounter(first.id) is None
    service.store.assign(DEE, who.id)
    assert service.just_begun(who, f"go:{DEE}:{aim}:u") is None
    await say(service, who, "What happened?")
    assert service.just_begun(who, f"go:{DEE}:{aim}:u") is None


async def test_with_every_theme_marked_nothing_is_suggested_and_it_says_why(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    for theme in sorted({t for s in service.content.scenarios.values() for t in s.themes}):
        service.mark_theme(fresh(service, who), theme)
    menu = service.scene_menu(fresh(service, who))
    assert wording.ALL_LEFT_OUT in menu.text
    assert not {"surprise", *LEVELS} & set(ids(menu))
    (said,) = await pick(service, who, "surprise")
    assert said.text == wording.ALL_LEFT_OUT
    (said,) = await pick(service, who, "unaided")
    assert said.text == wording.ALL_LEFT_OUT


# -- before it begins ------------------------------------------------------------------------------


async def test_a_card_says_all_there_is_to_know_first(service: PracticeService) -> None:
    who = newcomer(service)
    await played(service, who, DEE, "What happened?")
    scene = service.content.scenarios[DEE]
    card = await shown(service, who, f"card:{DEE}")
    for wanted in (
        f"{scene.title}, with {scene.persona.name}",
        wording.DIFFICULTY[scene.difficulty],
        wording.CONTENT_NOTE.format(note=scene.content_note),
        wording.UNREVIEWED_LINE,
        wording.SEEN_BY_SUPERVISORS,
        "Done 1×",
    ):
        assert wanted in card.text
    for theme in scene.themes:
        assert theme.replace("-", " ") in card.text
    assert wording.ASKED_FOR not in card.text
    assert ids(card) == [f"aim:{DEE}", "menu:top"]


async def test_a_card_says_that_it_was_asked_for_and_what_was_written(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    service.store.assign(DEE, who.id, note="The van is yours from {Monday}.")
    card = await shown(service, who, f"card:{DEE}")
    assert wording.ASKED_FOR in card.text
    assert wording.ASKED_NOTE.format(note="The van is yours from {Monday}.") in card.text
    service.store.assign(KIT, who.id, due_on=date(2026, 12, 3))
    card = await shown(service, who, f"card:{KIT}")
    assert wording.ASKED_BY.format(day="3 Dec") in card.text


@pytest.mark.parametrize("choice", ["card:nowhere", "aim:nowhere", "go:nowhere:-"])
async def test_a_scene_that_is_gone_is_said_to_be(service: PracticeService, choice: str) -> None:
    who = newcomer(service)
    (said,) = await pick(service, who, choice)
    assert said.text == wording.NO_SCENE
    assert "encounter" not in counts(service.store)


async def test_one_aim_is_picked_of_those_there_is_room_for(
    service: PracticeService, driver: FakeDriver
) -> None:
    who = newcomer(service)
    scene = service.content.scenarios[DEE]
    menu = await shown(service, who, f"aim:{DEE}")
    assert ids(menu)[:-1] == [*(f"go:{DEE}:{code}" for code in scene.aims), f"go:{DEE}:-"]
    code = service.content.guidance.codes[scene.aims[1]]
    assert menu.choices[1].label == code.title
    said = await pick(service, who, f"go:{DEE}:{code.id}")
    assert kinds(said) == ["scene", "client"]
    assert wording.AIM.format(aim=code.title.lower()) in said[0].text
    assert wording.SEEN_BY_SUPERVISORS in said[0].text
    assert said[0].data["note"] == scene.content_note
    now = service.store.latest(who.id)
    assert now is not None
    assert (now.scenario, now.aim, now.unaided) == (DEE, code.id, False)
    assert driver.prepared == [DEE]


async def test_without_an_aim_the_scene_says_what_there_is_room_for(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    said = await pick(service, who, f"go:{DEE}:-")
    codes, scene = service.content.guidance.codes, service.content.scenarios[DEE]
    aims = ", ".join(codes[c].title.lower() for c in scene.aims)
    assert wording.ROOM_FOR.format(aims=aims) in said[0].text
    now = service.store.latest(who.id)
    assert now is not None
    assert now.aim == ""


def test_an_aim_the_scene_has_no_room_for_is_none(service: PracticeService) -> None:
    who = newcomer(service)
    scene = service.content.scenarios[DEE]
    other = next(c for c in service.content.guidance.codes if c not in scene.aims)
    made = service.start(who, DEE, aim=other)
    assert made is not None
    assert made.aim == ""


# -- the aim on the way ----------------------------------------------------------------------------


async def test_a_hint_is_for_the_aim_until_it_was_used(service: PracticeService) -> None:
    who = newcomer(service)
    codes = service.content.guidance.codes
    aim = service.content.scenarios[DEE].aims[-1]
    await pick(service, who, f"go:{DEE}:{aim}")
    service.hint(who)
    service.hint(who)
    nudge, fuller = take(service.store, who)
    assert nudge.text == wording.HINT_AIM.format(hint=codes[aim].hints[0])
    assert fuller.text == wording.HINT_AIM.format(hint=codes[aim].hints[1])
    now = service.store.latest(who.id)
    assert now is not None
    used = now.state.but(moves_seen={aim: 1})
    service.store.change(who, now.id, state=used.to_json(), pending=None)
    service.hint(who)
    (hint,) = take(service.store, who)
    assert hint.text != nudge.text


async def test_the_note_on_the_aim_does_not_fade(service: PracticeService) -> None:
    who = newcomer(service)
    await pick(service, who, f"go:{DEE}:-")
    await say(service, who, *["What happened?"] * 3)
    assert kinds(await say(service, who, "What happened?")) == ["client"]
    await service.end(who)
    scene = next(s.id for s in service.content.scenarios.values() if "M1" in s.aims)
    await pick(service, who, f"go:{scene}:M1")
    said = await say(service, who, "What happened?")
    assert kinds(said) == ["client", "coach"]
    assert said[1].data["strengths"]


async def test_the_debrief_says_how_the_aim_went_and_no_verdict(service: PracticeService) -> None:
    scene = next(s.id for s in service.content.scenarios.values() if "M1" in s.aims)
    aim = service.content.guidance.codes["M1"].title.lower()
    for replies, wanted in (
        (("The van is parked.",), wording.AIM_NOT_USED.format(aim=aim)),
        (("What happened?",), wording.AIM_USED[0].format(n=1, aim=aim)),
        (("What happened?", "How was it?"), wording.AIM_USED[1].format(n=2, aim=aim)),
    ):
        who = newcomer(service, str(len(replies)) + wanted)
        await pick(service, who, f"go:{scene}:M1")
        await say(service, who, *replies)
        await service.end(who)
        debrief = next(s for s in take(service.store, who) if s.kind == "debrief")
        assert debrief.data["aim"] == wanted


async def test_without_an_aim_the_debrief_says_nothing_of_one(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, "What happened?")
    await service.end(who)
    debrief = next(s for s in take(service.store, who) if s.kind == "debrief")
    assert debrief.data["aim"] == ""


async def test_from_the_aims_and_the_card_there_is_a_way_back(service: PracticeService) -> None:
    who = newcomer(service)
    card = await shown(service, who, f"card:{DEE}:2")
    assert ids(card) == [f"aim:{DEE}", "menu:2"]
    aims = await shown(service, who, f"aim:{DEE}")
    assert ids(aims)[-1] == f"card:{DEE}"
    assert ids(await shown(service, who, f"card:{DEE}"))[-1] == "menu:top"
    assert wording.UNAIDED in (await shown(service, who, f"card:{DEE}:u")).text
    alone = await shown(service, who, f"aim:{DEE}:u")
    back = await shown(service, who, ids(alone)[-1])
    assert ids(back) == [f"aim:{DEE}:u", "menu:top"]
