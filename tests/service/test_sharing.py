"""Who can read a conversation: said before, shown with it, settled when it began."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import pytest

from bot import wording
from bot.i18n import day
from bot.service import PracticeService, Say
from bot.store import StoredEncounter
from bot.store.repository import StoredTrainee
from tests.fakes.database import dump, take
from tests.service.talk import DEE, KIT, begin, fresh, ids, pick, say, stored

Rule = Literal["all", "shared"]
HERE = "Harbour Street"


def joined(service: PracticeService, external_id: str = "17") -> StoredTrainee:
    """Somebody who agreed to how it is here now."""
    made = service.join("telegram", external_id, service.store.invite(days=1))
    assert made is not None
    return made


async def practised(
    service: PracticeService, who: StoredTrainee, scene: str = DEE
) -> tuple[StoredEncounter, Say]:
    """A conversation from beginning to end, and its last message."""
    now = begin(service, who, scene)
    await say(service, who, "What happened?")
    await service.end(fresh(service, who))
    return stored(service, now), take(service.store, who)[-1]


def row_of(service: PracticeService, who: StoredTrainee, now: StoredEncounter) -> str:
    title = service.content.scenarios[now.scenario].title
    (row,) = [r for r in service.past(fresh(service, who)).text.splitlines() if title in r]
    return row


# -- the rule --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["all", "shared"])
async def test_consent_says_who_reads_and_each_conversation_shows_it(
    service: PracticeService, rule: Rule
) -> None:
    service.settings.supervisors_see = rule
    readers = wording.READERS_ALL if rule == "all" else wording.READERS_SHARED
    seen = wording.SEEN_BY_SUPERVISORS if rule == "all" else wording.SEEN_BY_YOU
    asked = service.welcome("code")
    assert readers.format(organisation=HERE) in asked[-1].text
    assert readers.format(organisation=HERE) in service.privacy()
    who = joined(service)
    assert who.agreed_to == rule
    (card,) = await pick(service, who, f"card:{DEE}")
    assert seen in card.text
    scene, *_ = await pick(service, who, f"go:{DEE}:-")
    assert seen in scene.text
    await say(service, who, "What happened?")
    await service.end(fresh(service, who))
    last = take(service.store, who)[-1]
    assert last.text.startswith(seen)
    assert any(c.startswith("share:") for c in ids(last)) == (rule == "shared")
    now = service.store.latest(who.id, ("ended",))
    assert now is not None
    assert now.seen_by_supervisors == (rule == "all")


async def test_a_scene_a_supervisor_asked_for_is_read_by_them_always(
    service: PracticeService,
) -> None:
    service.settings.supervisors_see = "shared"
    who = joined(service)
    service.store.assign(DEE, who.id)
    (card,) = await pick(service, who, f"card:{DEE}")
    assert wording.SEEN_BY_SUPERVISORS in card.text
    now, last = await practised(service, who)
    assert now.assigned
    assert now.seen_by_supervisors
    assert last.text.startswith(wording.SEEN_BY_SUPERVISORS)
    assert not any(c.startswith("share:") for c in ids(last))
    (said,) = await pick(service, who, f"share:{now.id}:0")
    assert said.text == wording.SHARED_ANYWAY
    # Done once; the same scene again is the trainee's own.
    (card,) = await pick(service, who, f"card:{DEE}")
    assert wording.SEEN_BY_YOU in card.text
    own, _ = await practised(service, who)
    assert not own.seen_by_supervisors


# -- sharing one -----------------------------------------------------------------------------------


async def test_one_is_shared_with_the_debrief_or_later_and_no_longer(
    service: PracticeService,
) -> None:
    service.settings.supervisors_see = "shared"
    who = joined(service)
    one, last = await practised(service, who)
    two, _ = await practised(service, who, KIT)
    (button,) = [c for c in last.choices if c.id.startswith("share:")]
    assert button.label == wording.SHARE
    end, said = await pick(service, who, button.id)
    assert said.text == shared_now(service, one)
    # What stands at the end of the debrief is as it is now, with the way back.
    assert end.text == last.text.replace(wording.SEEN_BY_YOU, wording.SEEN_BY_SUPERVISORS)
    assert [c.id for c in end.choices if c.id.startswith("share:")] == [f"share:{one.id}:0"]
    assert [c for c in end.choices if c.id.startswith("carry:")] == [
        c for c in last.choices if c.id.startswith("carry:")
    ]
    assert stored(service, one).seen_by_supervisors
    assert not stored(service, two).seen_by_supervisors
    assert row_of(service, who, one).endswith(f"({wording.WHO_SUPERVISORS})")
    assert row_of(service, who, two).endswith(f"({wording.WHO_YOU})")
    past = service.past(fresh(service, who))
    assert {c.id: c.label.partition(". ")[2] for c in past.choices} == {
        f"share:{one.id}:0:0": wording.UNSHARE,
        f"share:{two.id}:1:0": wording.SHARE,
    }
    # In the list, the list itself is what it is now.
    (listed,) = await pick(service, who, f"share:{one.id}:0:0")
    title = service.content.scenarios[DEE].title
    assert title in listed.text.splitlines()[-1]
    assert "no longer shared" in listed.text
    assert {f"share:{one.id}:1:0", f"share:{two.id}:1:0"} == set(ids(listed))
    end, _said = await pick(service, who, f"share:{one.id}:0")
    assert end == last
    assert not stored(service, one).seen_by_supervisors


def shared_now(service: PracticeService, now: StoredEncounter) -> str:
    title = service.content.scenarios[now.scenario].title
    return wording.SHARED.format(
        title=title, day=day(now.started_at, datetime.now().astimezone().tzinfo)
    )


async def test_where_no_coach_was_wanted_the_end_of_it_changes_too(
    service: PracticeService,
) -> None:
    service.settings.supervisors_see = "shared"
    who = joined(service)
    service.set_coach(who, "off")
    now, last = await practised(service, fresh(service, who))
    end, _said = await pick(service, who, f"share:{now.id}:1")
    assert end.text.startswith(wording.SEEN_BY_SUPERVISORS)
    assert ids(end)[-2:] == [f"notes:{now.id}", f"share:{now.id}:0"]
    assert ids(last)[-2:] == [f"notes:{now.id}", f"share:{now.id}:1"]
    assert ids(end)[:-2] == ids(last)[:-2] != []  # what can be carried along stays


async def test_older_conversations_are_a_page_away(service: PracticeService) -> None:
    service.settings.supervisors_see = "shared"
    who = joined(service)
    made = []
    for _ in range(12):
        made.append(begin(service, who))
        await say(service, who, "What happened?")
    first = service.past(fresh(service, who))
    assert "10. " in first.text
    assert "11. " not in first.text
    assert ids(first)[-1] == "past:1"
    assert first.choices[-1].label == wording.EARLIER
    (second,) = await pick(service, who, "past:1")
    assert "11. " in second.text
    assert ids(second) == [f"share:{made[1].id}:1:1", f"share:{made[0].id}:1:1", "past:0"]
    (second,) = await pick(service, who, f"share:{made[0].id}:1:1")
    assert "past:0" in ids(second)  # the same page
    (beyond,) = await pick(service, who, "past:7")
    assert beyond == service.past(fresh(service, who))


async def test_sharing_changes_nothing_else(service: PracticeService) -> None:
    service.settings.supervisors_see = "shared"
    who = joined(service)
    now, _ = await practised(service, who)
    before = dump(service.store)
    await pick(service, who, f"share:{now.id}:1")
    after = dump(service.store)
    assert after["encounter"][0].pop("shared_at") is not None
    assert before["encounter"][0].pop("shared_at") is None
    assert after == before


async def test_nobody_shares_somebody_else_s(service: PracticeService) -> None:
    service.settings.supervisors_see = "shared"
    who, other = joined(service), joined(service, "18")
    now, _ = await practised(service, who)
    for choice in (f"share:{now.id}:1", "share:abc0:1"):
        (said,) = await pick(service, other, choice)
        assert said.text == wording.PAST_NONE
    assert not stored(service, now).shared
    assert service.past(other).text == wording.PAST_NONE


async def test_past_conversations_say_when_with_whom_and_how_long(
    service: PracticeService,
) -> None:
    service.settings.supervisors_see = "shared"
    who = joined(service)
    assert service.past(who).text == wording.PAST_NONE
    now, _ = await practised(service, who)
    scene = service.content.scenarios[DEE]
    row = row_of(service, who, now)
    assert f"{scene.title}, with Dee, 1 reply (only you)" in row
    begin(service, who, KIT)  # not a word said in it yet
    assert "ad site" not in service.past(fresh(service, who)).text


# -- when the rule changes -------------------------------------------------------------------------


async def test_more_readers_are_asked_about_and_old_conversations_stay_as_agreed(
    service: PracticeService,
) -> None:
    service.settings.supervisors_see = "shared"
    who = joined(service)
    assert service.must_agree(who) is None
    old, _ = await practised(service, who)
    service.settings.supervisors_see = "all"
    question = service.must_agree(fresh(service, who))
    assert question is not None
    readers = wording.READERS_ALL.format(organisation=HERE)
    assert question.text == wording.CONSENT_CHANGED.format(who=readers)
    assert ids(question) == ["agree:yes", "agree:no"]

    (said,) = await pick(service, who, "agree:no")
    assert said.text == wording.CONSENT_LATER
    assert fresh(service, who).agreed_to == "shared"
    assert service.must_agree(fresh(service, who)) is not None

    asked_at_card = service.must_agree(fresh(service, who), f"card:{KIT}:2")
    assert asked_at_card is not None
    (menu,) = await pick(service, who, ids(asked_at_card)[0])
    assert ids(menu) == [f"aim:{KIT}", "menu:2"]  # the card they had tapped
    service.store.consent(who.id, "shared")
    (menu,) = await pick(service, who, "agree:yes")
    assert menu.text.startswith(wording.CHOOSE)
    assert fresh(service, who).agreed_to == "all"
    assert service.must_agree(fresh(service, who)) is None
    new, _ = await practised(service, who, KIT)
    assert new.seen_by_supervisors
    assert not stored(service, old).seen_by_supervisors
    # What was the trainee's own can still be shared.
    assert f"share:{old.id}:1:0" in ids(service.past(fresh(service, who)))


async def test_fewer_readers_need_no_question_and_leave_old_ones_as_agreed(
    service: PracticeService,
) -> None:
    who = joined(service)
    old, _ = await practised(service, who)
    service.settings.supervisors_see = "shared"
    assert service.must_agree(fresh(service, who)) is None
    assert stored(service, old).seen_by_supervisors
    new, _ = await practised(service, who, KIT)
    assert not new.seen_by_supervisors
    (said,) = await pick(service, who, f"share:{old.id}:0")
    assert said.text == wording.SHARED_ANYWAY


async def test_privacy_speaks_by_what_this_trainee_agreed_to(service: PracticeService) -> None:
    every = wording.READERS_ALL.format(organisation=HERE)
    only = wording.READERS_SHARED.format(organisation=HERE)
    service.settings.supervisors_see = "shared"
    who = joined(service)
    service.settings.supervisors_see = "all"
    assert only in service.privacy(who)  # not agreed yet
    assert every in service.privacy()
    for sentence in (wording.EARLIER_READ, wording.EARLIER_YOURS):
        assert sentence not in service.privacy(who)
    begin(service, who)
    await say(service, who, "What happened?")
    assert wording.EARLIER_READ not in service.privacy(fresh(service, who))
    service.agree(who)
    said = service.privacy(fresh(service, who))
    assert f"{every} {wording.EARLIER_YOURS}" in said
    await practised(service, who, KIT)
    service.settings.supervisors_see = "shared"
    said = service.privacy(fresh(service, who))
    assert f"{only} {wording.EARLIER_READ}" in said


def test_what_is_agreed_to_is_what_the_question_said(service: PracticeService) -> None:
    service.settings.supervisors_see = "shared"
    asked = service.consent_question("code")
    assert ids(asked)[0] == "consent:yes:s:code"
    assert service.is_rule_now("s")
    service.settings.supervisors_see = "all"
    assert not service.is_rule_now("s")
    assert not service.is_rule_now("")
    assert ids(service.consent_question("code"))[0] == "consent:yes:a:code"


def test_who_is_in_agrees_to_nothing_by_an_old_question(service: PracticeService) -> None:
    service.settings.supervisors_see = "shared"
    who = joined(service)
    service.settings.supervisors_see = "all"
    again = service.join("telegram", "17", service.store.invite(days=1))
    assert again is not None
    assert (again.id, again.agreed_to) == (who.id, "shared")


async def test_an_open_conversation_keeps_the_readers_it_began_with(
    service: PracticeService,
) -> None:
    service.settings.supervisors_see = "shared"
    who = joined(service)
    now = begin(service, who)
    service.settings.supervisors_see = "all"
    await say(service, who, "What happened?")
    await service.end(fresh(service, who))
    assert take(service.store, who)[-1].text.startswith(wording.SEEN_BY_YOU)
    assert not stored(service, now).seen_by_supervisors


async def test_without_consent_to_it_a_new_conversation_is_not_open_to_all(
    service: PracticeService,
) -> None:
    """Whatever way a scene begins: nobody reads more than the trainee agreed to."""
    service.settings.supervisors_see = "shared"
    who = joined(service)
    service.settings.supervisors_see = "all"
    assert not begin(service, who).seen_by_supervisors
