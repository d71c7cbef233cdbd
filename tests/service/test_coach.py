"""What the coach says and offers: notes, taking back, other wordings, hints, disagreement."""

from __future__ import annotations

import pytest

from bot import wording
from bot.service import PracticeService, Say, lines
from bot.store.repository import StoredTrainee
from bot.store.tables import EncounterRow
from tests.fakes.database import dump, take
from tests.service.talk import KIT, begin, fresh, ids, kinds, newcomer, pick, say, stored

FLAGGED = "You should rest."


async def test_the_coach_speaks_after_each_reply(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    said = await say(service, who, FLAGGED)
    assert kinds(said) == ["client", "coach"]
    assert said[1].data["flags"][0]["quote"] == "You should rest"
    assert [c.id for c in said[1].choices] == ["again:1", "ways:1", "on:1", "no:1"]
    praise = (await say(service, who, "That sounds hard."))[1]
    assert (praise.kind, praise.choices) == ("coach", ())
    assert kinds(await say(service, who, "The van is parked.")) == ["client"]


@pytest.mark.parametrize("mode", ["end", "off"])
async def test_the_coach_is_quiet_during_the_conversation(
    service: PracticeService, mode: str
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    service.set_coach(who, mode)
    assert fresh(service, who).coach_mode == mode
    take(service.store, who)
    assert kinds(await say(service, who, FLAGGED)) == ["client"]
    assert stored(service, now).turns[0].feedback.flags
    service.set_coach(who, "each")
    take(service.store, who)
    assert kinds(await say(service, who, FLAGGED)) == ["client", "coach"]


async def test_at_the_end_means_in_the_debrief(service: PracticeService) -> None:
    who = newcomer(service)
    service.set_coach(who, "end")
    begin(service, who)
    await say(service, who, FLAGGED)
    await service.end(who)
    debrief = next(s for s in take(service.store, who) if s.kind == "debrief")
    (flag, other), *rest = debrief.data["flags"]
    assert rest == []
    assert flag["quote"] == "You should rest"
    assert other


def test_the_next_conversation_keeps_the_coach_mode(service: PracticeService) -> None:
    who = newcomer(service)
    service.set_coach(who, "off")
    assert begin(service, who).coach_mode == "off"
    before = dump(service.store)["trainee"]
    service.set_coach(who, "loud")
    assert dump(service.store)["trainee"] == before


async def test_again_restores_the_state_and_repeats_no_line(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "What happened?")
    before = stored(service, now)
    await say(service, who, FLAGGED)
    heard = stored(service, now)
    assert service.again(who)
    (back,) = take(service.store, who)
    assert before.state.client_line in back.text
    restored = stored(service, now)
    assert restored.state.but(used=()) == before.state.but(used=())
    assert set(restored.state.used) == set(heard.state.used)
    assert restored.line == before.line
    assert [t.taken_back for t in restored.turns] == [False, True]
    for number in (3, 4, 5):
        (client, *_) = await say(service, who, FLAGGED)
        assert client.text not in [t.client_after for t in heard.turns]
        turn = stored(service, now).turns[-1]
        assert (turn.number, turn.state_before.but(used=())) == (number, before.state.but(used=()))
        new = stored(service, now).state.used[len(turn.state_before.used) :]
        assert new
        assert not set(new) & set(turn.state_before.used)
        service.again(who)
        take(service.store, who)


async def test_an_earlier_turn_takes_the_later_ones_along(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "What happened?", FLAGGED, "How do you feel?")
    second = stored(service, now).turns[1]
    assert service.again(who, 2)
    after = stored(service, now)
    assert [t.number for t in after.kept] == [1]
    assert after.state.client_line == second.client_before
    assert not service.again(who, 2)
    assert [t.number for t in stored(service, now).kept] == [1]


def test_nothing_to_take_back_repeats_the_line(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    assert not service.again(who)
    (said,) = take(service.store, who)
    assert said.text == wording.AGAIN_NOTHING.format(line=now.state.client_line)


async def test_again_after_a_goodbye_opens_it_again(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "How are you?", "Bye for now.")
    assert stored(service, now).status == "ended"
    assert service.again(who)
    after = stored(service, now)
    assert (after.status, after.state.ended, after.ended_how) == ("active", None, None)
    take(service.store, who)
    assert "client" in kinds(await say(service, who, "How was the walk?"))


async def test_going_back_to_an_earlier_reply_by_choosing_it(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    (nothing,) = await pick(service, who, "back")
    assert nothing.text == wording.NOTHING_OPEN
    long = "How did that go, and who else was there, and what did they say to it all?"
    await say(service, who, "What happened?", long, FLAGGED)
    (menu,) = await pick(service, who, "back")
    assert menu.text == wording.BACK_ASK
    assert [c.id for c in menu.choices] == [f"again:{n}@{now.id}" for n in (1, 2, 3)]
    assert menu.choices[0].label == "1. What happened?"
    assert menu.choices[1].label == f"2. {long[:47].rstrip()}…"
    second = stored(service, now).turns[1]
    (back,) = await pick(service, who, "again:2")
    assert back.text == wording.AGAIN_FURTHER.format(name="Dee", line=second.client_before)
    assert [t.reply for t in stored(service, now).kept] == ["What happened?"]
    assert service.line_to_answer(who) == second.client_before
    # From there once more, further back.
    assert [c.id for c in back.choices] == ["back"]
    (menu,) = await pick(service, who, "back")
    assert [c.id for c in menu.choices] == [f"again:1@{now.id}"]
    (first,) = await pick(service, who, "again:1")
    assert first.choices == ()


async def test_of_many_replies_the_latest_can_be_gone_back_to(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, *[f"The van is at number {n}." for n in range(1, 11)])
    (menu,) = await pick(service, who, "back")
    assert [c.id for c in menu.choices] == [f"again:{n}@{now.id}" for n in range(3, 11)]
    assert menu.choices[0].label == "3. The van is at number 3."


async def test_both_ways_at_a_line_stand_side_by_side_in_the_debrief(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "What happened?", FLAGGED)
    service.again(who)
    await say(service, who, "That sounds hard. How are you?")
    await service.end(who)
    (forks,) = [s for s in take(service.store, who) if s.kind == "forks"]
    assert (forks.text, forks.name) == (wording.FORKS, "Dee")
    (fork,) = forks.data["forks"]
    first, second = stored(service, now).turns[1:]
    assert fork["line"] == first.client_before == second.client_before
    assert [w["reply"] for w in fork["ways"]] == [FLAGGED, "That sounds hard. How are you?"]
    assert [w["answer"] for w in fork["ways"]] == [first.client_after, second.client_after]
    assert [w["kept"] for w in fork["ways"]] == [False, True]
    codes = service.content.guidance.codes
    assert fork["ways"][0]["flags"] == [codes["P4"].title]
    assert set(fork["ways"][1]["moves"]) == {codes["G1"].title, codes["M1"].title}
    assert fork["ways"][0]["step"] < 0 < fork["ways"][1]["step"]


async def test_without_a_second_try_there_is_nothing_side_by_side(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, "What happened?", FLAGGED)
    service.again(who)
    await service.end(who)
    assert "forks" not in kinds(take(service.store, who))


def offered(said: list[Say]) -> list[str]:
    return [w for s in said if s.kind == "ways" for w in s.data["ways"]]


async def test_ways_begin_with_this_lines_own_and_never_come_twice(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    own = [m.text for m in lines.find(now.scenario, now.state.client_line).models]
    assert len(own) >= 2
    assert service.ways(who, at_once=True)
    texts = offered(take(service.store, who))
    assert texts[0] == own[0]
    assert len(texts) >= 2
    for _ in range(60):
        made = service.ways(who)
        said = take(service.store, who)
        if not made:
            break
        texts += offered(said)
    assert [s.text for s in said] == [wording.NO_MORE_WAYS]
    assert len(texts) == len(set(texts)) > 3
    assert set(own) <= set(texts)
    assert stored(service, now).turns[0].offers == tuple(texts)


async def test_ways_for_a_turn_taken_back_are_not_offered_for_the_next_try(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, FLAGGED)
    service.ways(who, at_once=True)
    first = offered(take(service.store, who))
    service.again(who)
    await say(service, who, "Don't worry.")
    service.ways(who)
    second = offered(take(service.store, who))
    assert first
    assert second
    assert not set(first) & set(second)


async def test_before_other_wordings_come_a_thought_and_a_second_try(
    service: PracticeService,
) -> None:
    """One's own second try first; who asks for the wordings all the same gets them."""
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    assert list(await service.choose(fresh(service, who), "ways:1")) == []
    (thought,) = take(service.store, who)
    helps = service.content.guidance.codes["P4"].helped_by[0]
    hint = service.content.guidance.codes[helps].hints[1]
    assert thought.text == wording.WAY_NUDGE.format(hint=hint)
    assert [c.id for c in thought.choices] == ["again:1", "show:1"]
    assert stored(service, now).turns[0].offers == ()
    await service.choose(fresh(service, who), "show:1")
    (ways,) = take(service.store, who)
    assert ways.kind == "ways"
    assert len(ways.data["ways"]) >= 2
    # Once they were shown, the thought has been had.
    assert service.ways(who)


async def test_after_a_second_try_the_wordings_come_at_once(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, FLAGGED)
    service.again(who)
    await say(service, who, "Don't worry.")
    assert service.ways(who)
    assert kinds(take(service.store, who)) == ["ways"]


def hinted(service: PracticeService, who: StoredTrainee) -> str:
    service.hint(who)
    (said,) = take(service.store, who)
    return said.text


async def test_a_hint_nudges_first_and_then_says_more(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    nudge, fuller = hinted(service, who), hinted(service, who)
    move = lines.find(now.scenario, now.state.client_line).models[0].moves[0]
    hints = service.content.guidance.codes[move].hints
    assert nudge == wording.HINT_AIM.format(hint=hints[0])
    assert fuller == wording.HINT_AIM.format(hint=hints[1])
    assert nudge != fuller
    assert hinted(service, who) == fuller
    await say(service, who, "How are you?")
    nudges = {wording.HINT_AIM.format(hint=c.hints[0]) for c in hintable(service)}
    assert hinted(service, who) in nudges


def hintable(service: PracticeService) -> list:
    return [c for c in service.content.guidance.codes.values() if c.hints]


async def test_disagreement_is_stored_beside_the_flag(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED, "That sounds hard.")
    assert not service.disagree(who, 2)
    assert [s.text for s in take(service.store, who)] == [wording.DISAGREE_LATER]
    assert service.disagree(who, 1)
    assert service.disagree(who, 1)
    assert [s.text for s in take(service.store, who)] == [wording.DISAGREED] * 2
    assert service.store.objections(now.id) == [(1, "P4", "")]
    assert [f.code for f in stored(service, now).turns[0].findings] == ["P4"]


async def test_disagreement_after_another_scene_was_set_aside(service: PracticeService) -> None:
    """A change of the coach's mode must not make an older conversation the latest one."""
    who = newcomer(service)
    aside = begin(service, who)
    await say(service, who, FLAGGED)
    now = begin(service, who, "ad-site-down")
    await say(service, who, "Don't worry.")
    await service.end(who)
    service.set_coach(who, "end")
    assert service.disagree(who, 1)
    assert service.store.objections(now.id) == [(1, "P9", "")]
    assert service.store.objections(aside.id) == []


# -- more than one conversation --------------------------------------------------------------------


async def test_a_turn_is_taken_back_in_the_conversation_of_its_button_or_nowhere(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    first = begin(service, who)
    await say(service, who, "What happened?", FLAGGED, "How are you?")
    (menu,) = await pick(service, who, "back")
    second = begin(service, who, KIT)
    await say(service, who, "What happened?", FLAGGED, "How are you?")
    await pick(service, who, ids(menu)[0])
    assert len(stored(service, first).kept) == len(stored(service, second).kept) == 3


async def test_with_one_set_aside_an_ended_one_is_left_alone(service: PracticeService) -> None:
    who = newcomer(service)
    first = begin(service, who)
    await say(service, who, "What happened?", "Thanks. Bye for now.")
    begin(service, who, KIT)
    await say(service, who, FLAGGED)
    service.pause(fresh(service, who))
    take(service.store, who)
    assert not service.again(fresh(service, who))
    (said,) = take(service.store, who)
    assert said.text == wording.PAUSED_STILL.format(name="Kit")
    assert len(stored(service, first).kept) == 2


async def test_try_again_brings_back_what_was_set_aside(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    service.pause(fresh(service, who))
    take(service.store, who)
    await pick(service, who, f"again:1@{now.id}")
    assert (stored(service, now).status, stored(service, now).kept) == ("active", ())


async def test_after_the_end_a_turn_can_be_taken_again(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, "What happened?", FLAGGED)
    await service.end(fresh(service, who))
    take(service.store, who)
    assert service.again(fresh(service, who))
    assert (stored(service, now).status, len(stored(service, now).kept)) == ("active", 1)


async def test_other_wordings_are_there_after_the_second_try(service: PracticeService) -> None:
    who = newcomer(service)
    now = begin(service, who)
    await say(service, who, FLAGGED)
    await pick(service, who, "again:1")
    await say(service, who, "What happened?")
    (ways,) = await pick(service, who, f"ways:1@{now.id}")
    assert ways.kind == "ways"
    assert "again:1" not in ids(ways)


async def test_while_paused_commands_say_how_to_come_back(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, FLAGGED)
    service.pause(who)
    take(service.store, who)
    for do in (service.hint, service.again, service.pause, service.ways):
        do(fresh(service, who))
        (said,) = take(service.store, who)
        assert said.text == wording.PAUSED_STILL.format(name="Dee")


async def test_a_scene_that_is_gone_ends_kindly(service: PracticeService) -> None:
    who = newcomer(service)
    gone, there = begin(service, who), begin(service, who, KIT)
    with service.store._session() as s:
        row = s.get_one(EncounterRow, gone.id)
        row.scenario_id = "no-more"
    assert service.close_gone() == 1
    (said,) = take(service.store, who)
    assert said.text == wording.SCENE_GONE
    assert stored(service, gone).status == "ended"
    assert stored(service, there).status == "active"
    assert service.close_gone() == 0
    assert kinds(await say(service, who, "What happened?"))[0] == "client"
    assert not service.again(fresh(service, who), of=gone.id)


# -- at the end ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mode", "can_disagree"), [("each", False), ("end", True)])
async def test_flagged_replies_can_be_taken_again_from_the_debrief(
    service: PracticeService, mode: str, can_disagree: bool
) -> None:
    """To disagree, too, where no note came before."""
    who = newcomer(service)
    service.set_coach(who, mode)
    now = begin(service, who)
    await say(service, who, "What happened?", FLAGGED)
    await service.end(fresh(service, who))
    debrief = next(s for s in take(service.store, who) if s.kind == "debrief")
    wanted = [f"again:2@{now.id}"] + [f"no:2@{now.id}"] * can_disagree
    assert ids(debrief) == wanted
    await pick(service, who, wanted[0])
    assert [t.reply for t in stored(service, now).kept] == ["What happened?"]
    if can_disagree:
        await pick(service, who, wanted[1])
        assert service.store.objections(now.id) == [(2, "P4", "")]


async def test_without_the_coach_second_tries_and_the_carry_question_come_all_the_same(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    service.set_coach(who, "off")
    now = begin(service, who)
    await say(service, who, FLAGGED)
    service.again(fresh(service, who))
    await say(service, who, "What happened?")
    await service.end(fresh(service, who))
    said = take(service.store, who)
    forks = next(s for s in said if s.kind == "forks")
    assert all(w["moves"] == w["flags"] == [] for f in forks.data["forks"] for w in f["ways"])
    assert f"carry:{now.id}:0" in ids(said[-1])
    assert f"notes:{now.id}" in ids(said[-1])
    (notes, tries, _moves) = await pick(service, who, f"notes:{now.id}")
    assert notes.data["took_away"] == ""  # said already
    assert tries.data["forks"][0]["ways"][0]["flags"]


async def test_a_note_on_the_last_reply_has_nothing_to_go_on_with(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    begin(service, who)
    said: list[Say] = []
    while service.line_to_answer(fresh(service, who)):
        said = await say(service, who, FLAGGED)
    note = next(s for s in said if s.kind == "coach")
    assert note.data["door"] == ""
    assert not any(i.startswith("on:") for i in ids(note))
    assert any(i.startswith("again:") for i in ids(note))
