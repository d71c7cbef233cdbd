"""What the client remembers of a trainee, and what authors learn of what was missing."""

from __future__ import annotations

from bot.service import PracticeService
from bot.store.gaps import GAPS
from tests.fakes.driver import FakeDriver
from tests.service.talk import DEE, KIT, begin, newcomer, say, stored

DEE_TOO = "the-list"


async def test_lines_of_the_last_talks_with_this_person_come_last(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    first = begin(service, who)
    await say(service, who, "What happened tonight?", "Are you safe here?")
    heard = set(stored(service, first).state.used)
    assert len(heard) > 2
    again = begin(service, who)
    assert set(again.state.heard_before) == heard
    assert not set(again.state.used) & heard


async def test_a_person_s_own_lines_are_remembered_from_one_scene_to_another(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    first = begin(service, who)
    await say(service, who, "You should rest.")
    said = set(stored(service, first).state.used)
    other = begin(service, who, DEE_TOO)
    theirs = set(other.state.heard_before)
    assert theirs
    assert theirs < said
    assert begin(service, who, KIT).state.heard_before == ()


async def test_another_trainee_hears_them_as_new(service: PracticeService) -> None:
    begin(service, newcomer(service))
    assert begin(service, newcomer(service, "18")).state.heard_before == ()


async def test_a_scene_is_made_ready_while_the_trainee_reads(
    service: PracticeService, driver: FakeDriver
) -> None:
    begin(service, newcomer(service), KIT)
    assert driver.prepared == [KIT]


async def test_what_the_client_had_no_answer_to_is_counted_without_words(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, *["Quo vadis zanzibar, domine mea?"] * 3)
    gaps = service.store.gaps()
    assert gaps
    assert {g.scenario for g in gaps} == {DEE}
    assert {g.kind for g in gaps} <= set(GAPS)
    assert "zanzibar" not in str(gaps)
