"""Reminders: when they come, when they don't, and that they come once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot import wording
from bot.content import Content
from bot.service import PracticeService
from bot.service.looking_back import REMINDER_DAYS, due_steps, is_quiet
from bot.settings import Settings
from bot.store import Store
from bot.store.people import Due
from bot.store.repository import StoredTrainee
from bot.store.tables import EncounterRow
from tests.fakes.database import take
from tests.fakes.driver import FakeDriver
from tests.service.talk import KIT, begin, fresh, ids, newcomer, pick, say
from tests.store.test_concurrency import together

# A Wednesday, noon where the trainee is.
LAST = datetime(2026, 11, 4, 12, 0, tzinfo=UTC)


def wanting(
    service: PracticeService, external_id: str = "17", zone: str = "UTC", last: datetime = LAST
) -> StoredTrainee:
    """Somebody who wants reminders and practised last at ``last``."""
    who = newcomer(service, external_id)
    service.store.set_trainee(who.id, reminders=True, time_zone=zone)
    begin(service, who)
    touched(service, who, last)
    return fresh(service, who)


def touched(service: PracticeService, who: StoredTrainee, last: datetime) -> None:
    with service.store._session() as s:
        s.execute(
            update(EncounterRow).where(EncounterRow.trainee_id == who.id).values(updated_at=last)
        )


def days(number: float, hours: float = 0) -> datetime:
    """So long after the last conversation."""
    return LAST + timedelta(days=number, hours=hours)


def reminded(service: PracticeService, who: StoredTrainee, at: datetime) -> int:
    """How many messages came at that moment."""
    service.remind_due(at)
    return len(take(service.store, who))


# -- days ------------------------------------------------------------------------------------------


def test_they_come_after_2_7_21_and_60_days_and_then_no_more(service: PracticeService) -> None:
    who = wanting(service)
    came = [n for n in range(200) if reminded(service, who, days(n, hours=1))]
    assert came == [2, 7, 21, 60]


def test_not_a_minute_before_and_not_twice(service: PracticeService) -> None:
    who = wanting(service)
    assert reminded(service, who, days(2) - timedelta(seconds=1)) == 0
    assert reminded(service, who, days(2)) == 1
    assert reminded(service, who, days(2)) == 0
    assert reminded(service, who, days(7) - timedelta(seconds=1)) == 0
    assert reminded(service, who, days(7)) == 1


def test_steps_that_passed_meanwhile_do_not_come_all_at_once(service: PracticeService) -> None:
    """After a machine that stood still, or a block: one, and then the next in its time."""
    who = wanting(service)
    assert reminded(service, who, days(30)) == 1
    assert [reminded(service, who, days(n)) for n in (31, 45, 59)] == [0, 0, 0]
    assert reminded(service, who, days(60)) == 1
    assert reminded(service, who, days(400)) == 0


async def test_a_new_conversation_starts_the_count_again(service: PracticeService) -> None:
    who = wanting(service)
    assert reminded(service, who, days(8)) == 1
    await say(service, who, "How are you?")
    touched(service, who, days(9))
    assert [n for n in range(9, 40) if reminded(service, who, days(n, 1))] == [11, 16, 30]


@pytest.mark.parametrize(
    ("after", "already", "steps"),
    [(1, 0, None), (2, 0, 1), (2, 1, None), (8, 1, 2), (8, 0, 2), (61, 0, 4), (61, 4, None)],
)
def test_how_many_count_as_sent(after: int, already: int, steps: int | None) -> None:
    due = Due(None, LAST, already)  # type: ignore[arg-type]
    assert due_steps(due, days(after)) == steps
    assert REMINDER_DAYS == (2, 7, 21, 60)


# -- hours -----------------------------------------------------------------------------------------


def test_in_quiet_hours_they_wait_for_the_morning(service: PracticeService) -> None:
    who = wanting(service, zone="America/New_York", last=days(0, 10))  # 17:00 there
    came = [h for h in range(24 * 3) if reminded(service, who, days(2, h))]
    # Day 2 is at 17:00 there, not a quiet hour.
    assert came == [10]
    other = wanting(service, "18", zone="America/New_York", last=days(0, 16))  # 23:00 there
    came = [h for h in range(24 * 3) if reminded(service, other, days(2, h))]
    assert came == [26]
    assert days(2, 26).astimezone(ZoneInfo("America/New_York")).hour == 9


@pytest.mark.parametrize(
    ("quiet", "hours"),
    [
        ((21, 9), set(range(9, 21))),
        ((22, 7), set(range(7, 22))),
        ((1, 5), set(range(24)) - {1, 2, 3, 4}),
        ((0, 0), set(range(24))),
    ],
)
def test_quiet_is_from_the_first_hour_until_the_second(
    service: PracticeService, quiet: tuple[int, int], hours: set[int]
) -> None:
    who = newcomer(service)
    service.store.set_trainee(who.id, quiet_from=quiet[0], quiet_to=quiet[1])
    who = fresh(service, who)
    day = datetime(2026, 11, 4, tzinfo=UTC)
    assert {h for h in range(24) if not is_quiet(who, day.replace(hour=h, minute=59))} == hours


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Asia/Kolkata"])
def test_hours_are_those_of_the_trainee(service: PracticeService, zone: str) -> None:
    who = wanting(service, zone=zone)
    here = ZoneInfo(zone)
    night = datetime(2026, 11, 12, 3, 0, tzinfo=here).astimezone(UTC)
    morning = datetime(2026, 11, 12, 9, 0, tzinfo=here).astimezone(UTC)
    assert reminded(service, who, night) == 0
    assert reminded(service, who, morning - timedelta(minutes=1)) == 0
    assert reminded(service, who, morning) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [("2026-10-24", "2026-10-26"), ("2027-03-27", "2027-03-29")],
    ids=["clocks go back", "clocks go forward"],
)
def test_the_morning_is_the_same_hour_when_the_clocks_change(
    service: PracticeService, before: str, after: str
) -> None:
    """21:00 to 9:00 on the trainee's own clock, in summer and in winter."""
    here = ZoneInfo("Europe/Madrid")
    for number, text in enumerate((before, after)):
        nine = datetime.fromisoformat(f"{text}T09:00").replace(tzinfo=here).astimezone(UTC)
        who = wanting(service, str(number), "Europe/Madrid", nine - timedelta(days=3))
        assert reminded(service, who, nine - timedelta(minutes=1)) == 0
        assert reminded(service, who, nine) == 1


def test_without_a_zone_of_their_own_it_is_the_organisation_s(service: PracticeService) -> None:
    service.settings.time_zone = "Asia/Tokyo"
    who = wanting(service, zone="")
    assert reminded(service, who, datetime(2026, 11, 12, 12, 30, tzinfo=UTC)) == 0  # 21:30
    assert reminded(service, who, datetime(2026, 11, 13, 0, 30, tzinfo=UTC)) == 1  # 9:30


# -- to whom ---------------------------------------------------------------------------------------


def test_only_to_those_who_want_them_and_have_practised(service: PracticeService) -> None:
    wants, off, new = wanting(service), wanting(service, "18"), newcomer(service, "19")
    service.store.set_trainee(off.id, reminders=False)
    service.store.set_trainee(new.id, reminders=True)
    assert [t.id for t in service.remind_due(days(3))] == [wants.id]
    assert take(service.store, off) == take(service.store, new) == []


def test_not_to_somebody_who_blocked_us_and_once_when_they_are_back(
    service: PracticeService,
) -> None:
    who = wanting(service)
    service.store.set_unreachable(who.account, True)
    assert [reminded(service, who, days(n)) for n in (2, 7, 21)] == [0, 0, 0]
    service.store.set_unreachable(who.account, False)
    assert reminded(service, who, days(22)) == 1


async def test_one_tap_turns_them_off_and_it_stays_off(service: PracticeService) -> None:
    who = wanting(service)
    service.remind_due(days(2))
    (said,) = take(service.store, who)
    assert "stopreminders" in ids(said)
    (off,) = await pick(service, who, "stopreminders")
    assert off.text == wording.REMINDED_OFF
    assert not fresh(service, who).reminders
    assert [reminded(service, who, days(n)) for n in (7, 21, 60)] == [0, 0, 0]


async def test_the_other_button_leads_to_the_scenes(service: PracticeService) -> None:
    who = wanting(service)
    now = service.store.latest(who.id)
    assert now is not None
    service.remind_due(days(2))
    (said,) = take(service.store, who)
    assert said.choices[0].id == f"resume:{now.id}"
    assert said.choices[0].label == wording.BACK_TO.format(name="Dee")
    await service.end(who)
    take(service.store, who)
    touched(service, who, LAST)
    service.remind_due(days(7))
    (said,) = take(service.store, who)
    assert said.choices[0].label == wording.CHOOSE_ONE
    (menu,) = await pick(service, who, ids(said)[0])
    assert menu.text.startswith(wording.CHOOSE)


@pytest.mark.parametrize("act", [f"go:{KIT}:-", "resume"])
async def test_a_new_conversation_or_a_way_back_starts_the_count_again(
    service: PracticeService, act: str
) -> None:
    who = wanting(service)
    service.pause(who)
    service.store.set_trainee(who.id, reminded=2, quiet_from=0, quiet_to=0)
    await pick(service, who, act)
    assert reminded(service, who, datetime.now(UTC) + timedelta(days=2, hours=1)) == 1


@pytest.mark.parametrize("since", [0, 3, 10, 100])
async def test_turned_on_they_come_on_the_days_that_are_left(
    service: PracticeService, since: int
) -> None:
    """Nothing comes the moment they are turned on, however long ago the last one was."""
    who = newcomer(service)
    begin(service, who)
    last = datetime.now(UTC) - timedelta(days=since)
    service.store.set_trainee(who.id, time_zone="UTC", quiet_from=0, quiet_to=0)
    touched(service, who, last)
    await pick(service, who, "remind:on")
    came = [n for n in range(since, 200) if reminded(service, who, last + timedelta(n, 3600))]
    assert came == [n for n in REMINDER_DAYS if n > since]


async def test_off_and_on_again_they_are_not_sent_again(service: PracticeService) -> None:
    last = datetime.now(UTC) - timedelta(days=7, hours=1)
    who = wanting(service, last=last)
    service.store.set_trainee(who.id, quiet_from=0, quiet_to=0)
    assert reminded(service, who, datetime.now(UTC)) == 1
    await pick(service, who, "remind:off")
    await pick(service, who, "remind:on")
    assert reminded(service, who, datetime.now(UTC)) == 0
    assert reminded(service, who, last + timedelta(days=21)) == 1


# -- what they say ---------------------------------------------------------------------------------


def test_they_bring_back_what_was_to_be_carried_along(service: PracticeService) -> None:
    who, other = wanting(service), wanting(service, "18")
    service.store.set_trainee(who.id, carry="Asking with open questions")
    service.remind_due(days(2))
    (said,) = take(service.store, who)
    what = wording.REMINDER_CARRY.format(what="Asking with open questions")
    assert said.text == wording.REMINDER.format(what=what)
    (plain,) = take(service.store, other)
    assert plain.text == wording.REMINDER.format(what=wording.REMINDER_PLAIN)


def test_each_is_in_its_reader_s_language(service: PracticeService, marked: str) -> None:
    one, two = wanting(service), wanting(service, "18")
    service.store.set_trainee(one.id, language="es")
    service.remind_due(days(2))
    (spanish,), (english,) = take(service.store, one), take(service.store, two)
    assert spanish.text.startswith(marked)
    assert all(c.label.startswith(marked) for c in spanish.choices)
    assert marked not in english.text


# -- once ------------------------------------------------------------------------------------------


def test_two_processes_send_one(
    service: PracticeService, settings: Settings, authored: Content
) -> None:
    people = [wanting(service, str(n)) for n in range(4)]
    others = [Store(settings.database_url) for _ in range(2)]
    services = [PracticeService(s, FakeDriver(), authored, settings) for s in others]
    for at in (days(2), days(7)):
        sent = together(lambda i, at=at: services[i].remind_due(at))
        assert sorted(t.id for some in sent for t in some) == sorted(t.id for t in people)
        assert [len(take(service.store, who)) for who in people] == [1] * 4
    for store in others:
        store.close()
