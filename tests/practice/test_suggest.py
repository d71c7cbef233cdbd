"""Which scene next, and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.practice.suggest import Suggestion, open_to, suggest, surprise
from bot.practice.types import Scenario
from tests.practice.builders import scenario

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def scene(id_: str, difficulty: int = 1, *aims: str, themes: tuple[str, ...] = ()) -> Scenario:
    return scenario(
        id=id_, title=id_.upper(), difficulty=difficulty, aims=aims or ("G1",), themes=themes
    )


def days_ago(**moves: int) -> dict[str, datetime]:
    return {code: NOW - timedelta(days=n) for code, n in moves.items()}


# -- what is open ----------------------------------------------------------------------------------


def test_scenes_with_a_theme_to_avoid_stay_out_of_sight_the_others_by_ease() -> None:
    there = [scene("b", 2, themes=("money",)), scene("c", 1, themes=("rain",)),
             scene("a", 2, themes=("rain", "police")), scene("d", 1)]  # fmt: skip
    assert [s.id for s in open_to(there, ())] == ["c", "d", "a", "b"]
    assert [s.id for s in open_to(there, ["police", "money"])] == ["c", "d"]
    assert open_to([there[0]], ["money"]) == []


# -- which one -------------------------------------------------------------------------------------


def test_with_nothing_open_there_is_nothing_to_suggest() -> None:
    assert suggest([], {"a": 3}, {}, NOW) is None
    assert suggest([], {}, {}, NOW, ["a"]) is None


def test_what_was_asked_for_comes_before_all_the_most_urgent_first() -> None:
    there = [scene("a"), scene("b", 3), scene("c", 2)]
    assert suggest(there, {}, {}, NOW, ["b", "c"]) == Suggestion("b", "assigned")
    assert suggest(there, {"b": 4}, days_ago(G1=9), NOW, ["b"]) == Suggestion("b", "assigned")
    # One that isn't there (any more) is passed over.
    assert suggest(there, {}, {}, NOW, ["gone", "c"]) == Suggestion("c", "assigned")


def test_the_first_one_is_the_gentlest() -> None:
    there = [scene("z", 1), scene("a", 3), scene("y", 1), scene("b", 2)]
    assert suggest(there, {}, {}, NOW) == Suggestion("y", "first")
    # With the gentle ones out of sight, the gentlest of the others.
    assert suggest(there[1:2] + there[3:], {}, {}, NOW) == Suggestion("b", "first")


def test_a_move_never_used_comes_first_in_a_scene_with_room_for_it() -> None:
    there = [scene("a", 1, "G1"), scene("b", 1, "G1", "M3"), scene("c", 1, "G1")]
    found = suggest(there, {"a": 1}, days_ago(G1=0), NOW)
    assert found == Suggestion("b", "never", "M3")


def test_a_move_that_rested_longest_comes_back() -> None:
    there = [scene("a", 1, "G1"), scene("b", 1, "M1"), scene("c", 1, "G2")]
    done = {"a": 1, "b": 1, "c": 1}
    found = suggest(there, done, days_ago(G1=2, M1=8, G2=5), NOW)
    assert found == Suggestion("b", "move", "M1")


def test_a_move_used_within_days_has_not_rested() -> None:
    there = [scene("a", 1, "G1"), scene("b", 1, "M1"), scene("c", 2, "G1")]
    used = days_ago(G1=1, M1=2)
    assert suggest(there, {"a": 1}, used, NOW) == Suggestion("b", "harder")
    assert suggest(there, {"a": 1, "b": 1}, used, NOW) == Suggestion("c", "harder")
    assert suggest(there, {"a": 1}, days_ago(G1=1, M1=3), NOW) == Suggestion("b", "move", "M1")


def test_new_moves_and_rested_ones_take_turns() -> None:
    there = [scene("a", 1, "G1", "M1"), scene("b", 1, "G2"), scene("c", 1, "M3")]
    used = days_ago(G1=9, M1=0)
    found = [suggest(there, {"a": n}, used, NOW) for n in (1, 2, 3)]
    assert [f.reason for f in found if f] == ["never", "move", "never"]


def test_what_there_was_room_for_just_now_is_not_offered_as_new_again() -> None:
    there = [scene("a", 1, "G3"), scene("b", 1, "G3", "M1"), scene("c", 1, "M3"), scene("d", 3)]
    done = {"a": 1}
    assert suggest(there, done, {}, NOW) == Suggestion("b", "never", "G3")
    assert suggest(there, done, {}, NOW, lately=["a"]) == Suggestion("b", "never", "M1")
    assert suggest(there, done, {}, NOW, lately=["b"]) == Suggestion("c", "never", "M3")
    # Nothing new but what they had just now: the next scene that is new itself.
    later = suggest(there, {"a": 1, "b": 1, "c": 1}, {}, NOW, lately=["c", "b"])
    assert later is not None
    assert later.reason in ("harder", "again")


def test_of_scenes_with_room_for_the_move_the_one_done_least() -> None:
    there = [scene("a", 1, "M1"), scene("b", 1, "M1"), scene("c", 1, "G1")]
    assert suggest(there, {"a": 2}, days_ago(M1=9, G1=1), NOW) == Suggestion("b", "move", "M1")
    again = suggest(there, {"a": 1, "b": 2}, days_ago(M1=9, G1=1), NOW)
    assert again == Suggestion("a", "move", "M1")


@pytest.mark.parametrize(
    ("done", "reached"),
    [
        ({"one": 1}, "one"),
        ({"one": 2}, "two"),
        ({"one": 2, "two": 1}, "two"),
        ({"one": 2, "two": 2}, "three"),
        ({"two": 2}, "three"),
    ],
)
def test_harder_ones_come_after_two_at_a_level(done: dict[str, int], reached: str) -> None:
    there = [scene("one", 1), scene("two", 2, "M1"), scene("three", 3, "M2")]
    used = days_ago(G1=0)
    suggested = suggest(there, done, used, NOW)
    within = {"one": [], "two": ["M1"], "three": ["M1", "M2"]}[reached]
    if within:
        assert suggested is not None
        assert suggested.move == within[0]
    else:
        assert suggested == Suggestion("one", "again")


def test_with_all_of_them_known_the_one_met_least() -> None:
    there = [scene("a", 1), scene("b", 1), scene("c", 2)]
    done = {"a": 3, "b": 2, "c": 2}
    # Of two met as often, the harder.
    assert suggest(there, done, days_ago(G1=0), NOW) == Suggestion("c", "again")


def test_a_surprise_is_any_of_those_done_least() -> None:
    there = [scene("a"), scene("b", 3), scene("c", 2)]
    drawn = {surprise(there, {"a": 1}, Random(seed)) for seed in range(40)}
    assert drawn == {"b", "c"}
    assert {surprise(there, {}, Random(seed)) for seed in range(60)} == {"a", "b", "c"}
    with pytest.raises(IndexError):
        surprise([], {}, Random(1))
