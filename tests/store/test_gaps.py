"""Counts of what clients had nothing fitting to say to, and lines a trainee met lately."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.store import Store
from bot.store.gaps import GAPS, Gap
from tests.store.build import OPENING, begin, new_turn, state, trainee


@pytest.mark.parametrize("kind", GAPS)
def test_a_gap_is_counted_by_scenario_and_topic(store: Store, kind: str) -> None:
    who = trainee(store)
    now = begin(store, who)
    for number in (1, 2):
        store.add_turn(who, now.id, replace(new_turn(number), kind=kind, topic="money"), [])
    store.add_turn(who, now.id, replace(new_turn(3), kind=kind, topic="work"), [])
    assert store.gaps() == [
        Gap(now.scenario, kind, "money", 2),
        Gap(now.scenario, kind, "work", 1),
    ]


def test_an_answer_that_fits_is_no_gap(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    for kind in ("topic", "story", "more", "disclosure", "reaction", "quiet", "ending"):
        store.add_turn(who, now.id, replace(new_turn(1), kind=kind), [])
    assert store.gaps() == []


def test_counts_have_no_words_and_stay_when_a_trainee_goes(store: Store) -> None:
    who = trainee(store)
    now = begin(store, who)
    store.add_turn(who, now.id, replace(new_turn(1, "secret words"), kind="unforeseen"), [])
    store.erase(who.id)
    (gap,) = store.gaps()
    assert "secret" not in str(gap)
    assert gap.count == 1


def test_lines_met_in_the_latest_encounters_of_these_scenarios(store: Store) -> None:
    who, other = trainee(store), trainee(store, "18")
    for n in range(5):
        store.start(who, state(used=(f"a{n}", "both")), OPENING, "each", [])
    store.start(who, state(scenario="elsewhere", used=("b",)), OPENING, "each", [])
    store.start(other, state(used=("c",)), OPENING, "each", [])
    met = store.lines_met(who.id, [state().scenario])
    assert met == {"a2", "a3", "a4", "both"}
    assert store.lines_met(who.id, [state().scenario, "elsewhere"], most=1) == {"b"}
    assert store.lines_met(who.id, []) == set()
