"""Invitations, teams, what is asked of whom, and who is due a reminder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from bot.store import Store
from bot.store.people import Due
from bot.store.repository import StoredTrainee
from bot.store.tables import Trainee
from tests.fakes.database import counts, dump, everything
from tests.store.build import OPENING, begin, play, said, state, trainee
from tests.store.test_concurrency import together


def join(store: Store, code: str, external_id: str = "17") -> StoredTrainee | None:
    return store.join(code, "telegram", external_id, "all", "en")


def member(store: Store, external_id: str, team: str = "") -> StoredTrainee:
    """Somebody who came by an invitation."""
    found = join(store, store.invite(days=1, team=team), external_id)
    assert found is not None
    return found


# -- invitations ---------------------------------------------------------------------------------


def test_an_invitation_lets_one_person_in(store: Store) -> None:
    code = store.invite(days=7)
    assert store.invited(code)
    who = store.join(code, "telegram", "17", "shared", "es")
    assert who is not None
    assert (who.consented, who.agreed_to, who.language, who.team) == (True, "shared", "es", None)
    assert store.trainee("telegram", "17") == who
    assert not store.invited(code)
    assert join(store, code, "18") is None
    assert store.trainee("telegram", "18") is None


def test_only_the_digest_of_a_code_is_kept(store: Store) -> None:
    codes = {store.invite(days=1) for _ in range(20)}
    assert len(codes) == 20
    assert {len(code) for code in codes} == {22}
    held = everything(store)
    assert not any(code in held for code in codes)


def test_a_made_up_code_lets_nobody_in_and_stores_nothing(store: Store) -> None:
    for code in ("", "x", "0" * 22, store.invite(days=1)[:-1]):
        assert not store.invited(code)
        assert join(store, code) is None
    assert counts(store) == {"invitation": 1}


def test_a_group_s_invitation_lets_in_as_many_as_it_says(store: Store) -> None:
    code = store.invite(days=1, uses=3)
    came = [join(store, code, str(n)) for n in range(5)]
    assert [who is not None for who in came] == [True] * 3 + [False] * 2
    assert store.people_count() == 3
    assert store.invitations() == []


def test_an_invitation_runs_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    code = store.invite(days=3)
    later(monkeypatch, timedelta(days=2, hours=23))
    assert store.invited(code)
    later(monkeypatch, timedelta(days=3, seconds=1))
    assert not store.invited(code)
    assert store.invitations() == []
    assert join(store, code) is None
    assert store.people_count() == 0


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    at = datetime.now(UTC) + by
    monkeypatch.setattr("bot.store.people.now", lambda: at)


def test_an_invitation_that_is_taken_back(store: Store) -> None:
    code, other = store.invite(days=1), store.invite(days=1)
    newest, oldest = store.invitations()
    assert store.revoke(oldest.id)
    assert not store.invited(code)
    assert join(store, code) is None
    assert store.invitations() == [newest]
    assert store.invited(other)
    assert not store.revoke(99)


def test_what_invitations_there_are(store: Store) -> None:
    store.invite(days=2)
    store.invite(days=5, uses=4, team="Desk")
    newest, oldest = store.invitations()
    assert (newest.team, newest.uses_left, oldest.team, oldest.uses_left) == ("Desk", 4, "", 1)
    assert timedelta(days=4) < newest.expires_at - datetime.now(UTC) < timedelta(days=5)


def test_whoever_is_in_uses_nothing_up_and_agreed_to_what_they_agreed_to(store: Store) -> None:
    who = member(store, "17", "Van")
    store.consent(who.id, "shared")
    code = store.invite(days=1, team="Desk")
    again = store.join(code, "telegram", "17", "all", "es")
    assert again is not None
    assert (again.id, again.agreed_to, again.team) == (who.id, "shared", who.team)
    assert again.language == "en"
    assert store.invited(code)


def test_two_people_at_once_use_up_one_use_each(store: Store) -> None:
    """Of a code for one, only one of two comes in, however close they are."""
    for number in range(8):
        code = store.invite(days=1)
        ids = (f"{number}-a", f"{number}-b")
        came = together(lambda i, c=code, ids=ids: join(store, c, ids[i]))
        assert sorted(who is not None for who in came) == [False, True]
    assert store.people_count() == 8
    assert [r["uses_left"] for r in dump(store)["invitation"]] == [0] * 8


@pytest.mark.parametrize("uses", [1, 5])
def test_one_person_at_once_uses_up_one_use(store: Store, uses: int) -> None:
    """Two taps on the same link: one trainee, who hears twice that they are in."""
    for number in range(8):
        code = store.invite(days=1, uses=uses)
        came = together(lambda _, c=code, n=number: join(store, c, f"{n}"))
        assert came[0] is not None
        assert came[0] == came[1]
    assert store.people_count() == 8
    assert {r["uses_left"] for r in dump(store)["invitation"]} == {uses - 1}


# -- teams ---------------------------------------------------------------------------------------


def test_teams_are_there_with_their_first_invitation(store: Store) -> None:
    store.invite(days=1, team="Van")
    assert store.teams() == {"Van": 0}
    one, two = member(store, "17", "Desk"), member(store, "18", "Desk")
    other = member(store, "19", "Van")
    assert one.team == two.team != other.team
    assert store.teams() == {"Desk": 2, "Van": 1}
    store.erase(one.id)
    assert store.teams() == {"Desk": 1, "Van": 1}


# -- what is asked of whom -----------------------------------------------------------------------


def in_any(message: dict[str, object]) -> Callable[[str], dict[str, object]]:
    """The same message whatever the language."""
    return lambda language: message


def test_a_scene_asked_of_one_trainee(store: Store) -> None:
    who, other = member(store, "17", "Desk"), member(store, "18", "Desk")
    by = date(2026, 12, 24)
    assert (
        store.assign("she-wants-to-report", who.id, None, "Take your time.", by, in_any(said("x")))
        == 1
    )
    (asked,) = store.assignments(who)
    assert (asked.scenario, asked.note, asked.due_on) == (
        "she-wants-to-report", "Take your time.", by,
    )  # fmt: skip
    assert [m.payload["text"] for m in store.unsent(who.account)] == ["x"]
    assert store.assignments(other) == []
    assert store.unsent(other.account) == []


def test_a_scene_asked_of_a_team_is_not_asked_of_who_comes_later(store: Store) -> None:
    one, two = member(store, "17", "Desk"), member(store, "18", "Desk")
    alone, other = member(store, "19"), member(store, "20", "Van")
    assert store.assign("the-list", team="Desk", message=in_any(said("asked"))) == 2
    late = member(store, "21", "Desk")
    for who in (one, two):
        assert [a.scenario for a in store.assignments(who)] == ["the-list"]
    for who in (late, alone, other):
        assert store.assignments(who) == []
    queued = [len(store.unsent(w.account)) for w in (one, two, late, alone, other)]
    assert queued == [1, 1, 0, 0, 0]
    store.assign("outed", team="Desk")
    assert [a.scenario for a in store.assignments(late)] == ["outed"]


def test_what_was_asked_for_until_a_day_is_not_asked_after_it(store: Store) -> None:
    who = member(store, "17", "Desk")
    by = date(2026, 12, 24)
    store.assign("the-list", who.id, due_on=by)
    store.assign("outed", team="Desk", due_on=by)
    for today, there in ((by, ["the-list", "outed"]), (by + timedelta(days=1), [])):
        assert [a.scenario for a in store.assignments(who, today)] == there


def test_each_of_a_team_hears_of_it_in_their_language(store: Store) -> None:
    one, two = member(store, "17", "Desk"), member(store, "18", "Desk")
    store.set_trainee(two.id, language="es")
    store.assign("the-list", team="Desk", message=lambda language: said(f"in {language}"))
    heard = [m.payload["text"] for who in (one, two) for m in store.unsent(who.account)]
    assert heard == ["in en", "in es"]


def test_what_is_asked_comes_by_urgency(store: Store) -> None:
    who = member(store, "17", "Desk")
    store.assign("whenever", who.id)
    store.assign("late", who.id, due_on=date(2026, 12, 24))
    store.assign("soon", team="Desk", due_on=date(2026, 11, 30))
    store.assign("whenever too", team="Desk")
    asked = [a.scenario for a in store.assignments(who)]
    assert asked == ["soon", "late", "whenever", "whenever too"]


def test_an_assignment_is_done_once_its_scene_was_ended_by_this_trainee(store: Store) -> None:
    one, two = member(store, "17", "Desk"), member(store, "18", "Desk")
    store.assign("bad-date-night-van", team="Desk")
    (asked,) = store.assignments(one)
    by_the_way = begin(store, one)  # the same scene, begun before it was asked for
    store.change(one, by_the_way.id, status="ended")
    assert store.assignments(one) == [asked]
    now = store.start(one, state(), OPENING, "each", [], assignment=asked.id)
    assert now.assigned
    assert store.assignments(one) == [asked]
    store.change(one, now.id, status="ended")
    assert store.assignments(one) == [asked]  # nothing was said in it
    play(store, one, now.id, 1)
    assert store.assignments(one) == []
    assert store.assignments(two) == [asked]


@pytest.mark.parametrize("whom", [{"trainee": "t-0"}, {"team": "Nobody's"}, {"team": "Empty"}, {}])
def test_nobody_to_ask_stores_nothing(store: Store, whom: dict[str, str]) -> None:
    member(store, "17")
    store.invite(days=1, team="Empty")
    before = dump(store)
    with pytest.raises(ValueError, match="nobody is known as"):
        store.assign("the-list", **whom, message=in_any(said("x")))
    assert dump(store) == before


def test_an_erased_trainee_leaves_the_team_s_assignments(store: Store) -> None:
    who, other = member(store, "17", "Desk"), member(store, "18", "Desk")
    store.assign("the-list", who.id, note="for one")
    store.assign("the-list", team="Desk", note="for all")
    store.erase(who.id)
    assert [a.note for a in store.assignments(other)] == ["for all"]
    assert "for one" not in everything(store)


# -- reminders -------------------------------------------------------------------------------------


def wanting(store: Store, external_id: str = "17") -> StoredTrainee:
    who = trainee(store, external_id)
    store.set_trainee(who.id, reminders=True)
    return who


def due(store: Store) -> dict[str, Due]:
    return {d.trainee.external_id: d for d in store.wants_reminders()}


def test_reminders_are_for_those_who_want_them_can_be_reached_and_have_practised(
    store: Store,
) -> None:
    wants, off, blocked, new = (
        wanting(store, "17"), trainee(store, "18"), wanting(store, "19"), wanting(store, "20"),
    )  # fmt: skip
    for who in (wants, off, blocked):
        begin(store, who)
    store.set_unreachable(blocked.account, True)
    assert set(due(store)) == {"17"}
    begin(store, new)
    store.set_unreachable(blocked.account, False)
    assert set(due(store)) == {"17", "19", "20"}


def test_the_count_is_from_the_last_step_in_any_conversation(store: Store) -> None:
    who = wanting(store)
    first, second = begin(store, who), begin(store, who)
    play(store, who, first.id, 1)
    touched = store.encounter(first.id)
    assert touched is not None
    assert due(store)["17"].last == touched.updated_at
    # Looking after a conversation is no step in it.
    store.share(who.id, second.id, True)
    store.set_coach_mode(who.id, "end")
    store.set_trainee(who.id, name="Ola")
    assert due(store)["17"].last == touched.updated_at


def test_a_reminder_is_queued_and_counted_together(store: Store) -> None:
    who = wanting(store)
    begin(store, who)
    now = due(store)["17"]
    assert now.reminded == 0
    assert store.remind(now, 2, [said("a quiet moment")])
    assert [m.payload["text"] for m in store.unsent(who.account)] == ["a quiet moment"]
    assert due(store)["17"].reminded == 2
    assert not store.remind(now, 2, [said("once more")])
    assert len(store.unsent(who.account)) == 1


def test_two_processes_that_look_at_once_send_one_reminder(store: Store) -> None:
    for number in range(5):
        who = wanting(store, str(number))
        begin(store, who)
        seen = due(store)[str(number)]
        sent = together(lambda _, d=seen: store.remind(d, 1, [said("once")]))
        assert sorted(sent) == [False, True]
        assert len(store.unsent(who.account)) == 1


def test_a_reply_starts_the_count_again(store: Store) -> None:
    who = wanting(store)
    now = begin(store, who)
    store.remind(due(store)["17"], 3, [])
    assert due(store)["17"].reminded == 3
    play(store, who, now.id, 1)
    assert due(store)["17"].reminded == 0


def test_a_moment_in_another_zone_is_the_same_moment(store: Store) -> None:
    """Both in what is stored and in what it is compared with."""
    here = datetime(2026, 3, 3, 23, 30, tzinfo=timezone(timedelta(hours=5)))
    who = trainee(store)
    store.set_trainee(who.id, avoid_until=here)
    with store._session() as s:
        (kept,) = s.scalars(select(Trainee.avoid_until))
        assert kept == here
        assert kept.utcoffset() == timedelta(0)
        assert s.scalar(select(Trainee.id).where(Trainee.avoid_until == here)) == who.id
        later = here + timedelta(minutes=1)
        assert s.scalar(select(Trainee.id).where(Trainee.avoid_until >= later)) is None
