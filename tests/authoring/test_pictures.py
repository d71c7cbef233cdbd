"""``content graph`` and ``content coverage``: what they show is what is authored."""

from dataclasses import replace

import pytest

from bot.authoring import coverage, graph
from bot.content import load
from bot.practice.codes import MOVES
from bot.practice.types import Disclosure, Line
from tests.practice.builders import lines, scenario

SCENES = sorted(load().scenarios.values(), key=lambda s: s.id)


def test_topics_unlock_hidden_facts_at_a_stance_and_after_others():
    one, two = scenario().disclosures
    later = Disclosure("third", "open", ("work",), True, (Line("Third.", after=("plate",)),))
    made = graph.graph(replace(scenario(), disclosures=(one, two, later)))
    assert made.has_edge("wary", "fact plate")
    assert made.has_edge("open", "fact third")
    assert made.has_edge("fact plate", "fact third")
    assert not made.has_edge("fact plate", "fact second")
    assert "any move" in made.nodes["fact plate"]["label"]
    assert "or room" in made.nodes["fact second"]["label"]
    assert made.nodes["topic safety"]["label"] == "safety  2/1/1"
    assert {n for n in made if n.startswith("end ")} == {f"end {e}" for e in scenario().endings}


def test_a_topic_of_the_scene_leads_to_what_it_unlocks():
    fact = Disclosure("d", "wary", ("safety", "police"), False, lines("D."), needs=("M3",))
    made = graph.graph(scenario(disclosures=(fact,)))
    assert made.has_edge("topic safety", "fact d")
    assert "topic police" not in made
    assert "needs M3" in made.nodes["fact d"]["label"]


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_it_is_drawn_with_all_its_words(tmp_path, ending):
    path = tmp_path / f"scene.{ending}"
    graph.draw(SCENES[0], path)
    made = path.read_bytes()
    assert made.startswith(b"<?xml" if ending == "svg" else b"\x89PNG")
    assert len(made) > 20_000


def test_coverage_says_where_and_nowhere():
    covered = coverage.coverage(load())
    scene = SCENES[0]
    aims = covered.parts["moves invited (aims)"]
    assert len(aims) == len(MOVES)
    for code in scene.aims:
        assert any(item.startswith(f"{code} ") and scene.id in on for item, on in aims.items())
    cited = covered.parts["passages of the sources"]
    assert "HIPS 2000, Pitfall 10" in cited
    assert "Stella and Butterfly 2020, section 4.viii" in cited
    text = coverage.text(covered)
    assert "(none)" in text
    assert "not exercised: " in text
    for item in covered.missing("passages of the sources"):
        assert cited[item] == ()


def test_nothing_is_covered_by_nothing():
    covered = coverage.coverage(replace(load(), scenarios={}))
    for heading, items in covered.parts.items():
        assert covered.missing(heading) == list(items)


def test_the_shipped_scenes_cover_what_they_promise():
    covered = coverage.coverage(load())
    for heading in ("moves invited (aims)", "moves in model answers", "pitfalls tempted into",
                    "themes", "topics", "difficulty"):  # fmt: skip
        assert covered.missing(heading) == [], heading
    cited = covered.parts["passages of the sources"]
    for kind in ("Pitfall", "Guideline"):
        missing = [n for n in range(1, 11) if not cited[f"HIPS 2000, {kind} {n}"]]
        assert missing == []
    assert {c.split(",")[0] for c, on in cited.items() if on} == {c.split(",")[0] for c in cited}
