"""What holds in every conversation with every shipped client, whatever is said to them."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import load
from bot.practice import client
from bot.practice.choosing import line_of
from bot.practice.codes import CODE_IDS, MOVES, TOPICS
from bot.practice.lines import all_lines, content_lines
from bot.practice.trust import is_good_turn
from bot.practice.types import Heard, Scenario, line_id
from tests.practice.builders import finding

RANK = {"closing": 0, "guarded": 1, "wary": 2, "open": 3}
SCENES = sorted(load().scenarios.values(), key=lambda s: s.id)

findings = st.builds(
    finding,
    st.sampled_from(CODE_IDS),
    st.text(max_size=8),
    confidence=st.floats(0, 1),
    shown=st.booleans(),
)
IDS = [x.id for s in SCENES for x in content_lines(s)]
fits = st.dictionaries(st.sampled_from(IDS), st.floats(-1, 1), max_size=4)
anything = st.builds(
    Heard,
    text=st.text(max_size=30) | st.sampled_from(["What happened?", "ok", "I hear you."]),
    topic=st.sampled_from(TOPICS),
    topic_confidence=st.floats(0, 1),
    findings=st.lists(findings, max_size=4).map(tuple),
    topics=st.dictionaries(st.sampled_from(TOPICS), st.floats(0, 1), max_size=3),
    fits=fits,
)
# Conversations that get far: no flags, and mostly no goodbye.
kind = st.builds(
    Heard,
    text=st.sampled_from(["What's that like?", "That makes sense.", "Is it ok if I ask?"]),
    topic=st.sampled_from([t for t in TOPICS if t not in ("goodbye", "backchannel")]),
    topic_confidence=st.floats(0.3, 1),
    findings=st.lists(
        st.builds(finding, st.sampled_from(MOVES), st.just("x")), min_size=1, max_size=3
    ).map(tuple),
    fits=fits,
)
replies = st.one_of(
    st.lists(anything, min_size=24, max_size=24),
    st.lists(kind, min_size=24, max_size=24),
    st.lists(st.one_of(kind, kind, kind, anything, st.none()), min_size=24, max_size=24),
)
scenes = pytest.mark.parametrize("scene", SCENES, ids=lambda s: s.id)
examples = settings(max_examples=14, deadline=None)


def conversation(scene: Scenario, seed: int, said: list[Heard | None]) -> Iterator:
    """The turns of a conversation until it ends. None: something the client cannot follow."""
    turn = client.begin(scene, seed)
    yield turn
    for reply in said:
        if turn.state.ended:
            return
        if reply is None:
            turn = client.answer_unclear(turn.state, scene)
        else:
            turn = client.answer(turn.state, scene, reply)
        yield turn


def disclosure_of(scene: Scenario, line_text: str):
    return next(d for d in scene.disclosures if line_text in {x.text for x in d.lines})


def line_said(scene: Scenario, line_id: str):
    found = line_of(scene, line_id)
    assert found is not None
    return found


def test_there_are_scenes_to_try():
    assert len(SCENES) >= 20


@scenes
@given(seed=st.integers(0, 10**6), said=replies)
@examples
def test_any_conversation_keeps_the_promises(scene, seed, said):
    turns = list(conversation(scene, seed, said))
    last = turns[-1].state
    assert last.ended, "an ending is always reached"
    assert last.turn <= scene.turns
    assert len(last.used) == len(set(last.used)), "no authored line is said twice"
    assert len(last.disclosed) == len(set(last.disclosed))
    good = 0
    before = turns[0].state
    for turn, reply in zip(turns[1:], said, strict=False):
        state = turn.state
        good += reply is not None and is_good_turn(reply)
        assert turn.says.strip()
        assert turn.line.text.strip() in turn.says
        assert state.client_line == turn.says
        assert 0 <= state.trust <= 1
        assert 0 <= state.distress <= 1
        assert state.stance != "open" or good >= 5
        told = set(before.disclosed)
        assert not told & set(turn.line.hides), "nothing contradicts what was told"
        assert told.issuperset(turn.line.after), "nothing leans on what was not told"
        if turn.kind == "disclosure":
            item = disclosure_of(scene, turn.line.text)
            moves = {f.code for f in reply.moves}
            assert good >= 3
            assert RANK[state.stance] >= RANK[item.stance]
            assert moves & set(item.needs or MOVES), "it was made safe to tell"
            assert not reply.flags
        if turn.kind == "more":
            assert turn.line in line_said(scene, before.last_line).more
        before = state


@scenes
@given(seed=st.integers(0, 10**6), said=replies)
@settings(max_examples=4, deadline=None)
def test_the_same_seed_and_replies_give_the_same_answers(scene, seed, said):
    assert list(conversation(scene, seed, said)) == list(conversation(scene, seed, said))


@scenes
@given(seed=st.integers(0, 10**6), said=replies)
@settings(max_examples=4, deadline=None)
def test_every_line_but_the_last_resort_is_authored(scene, seed, said):
    authored = {x.id for x in all_lines(scene)} | {line_id(t) for t in scene.events.values()}
    for turn in conversation(scene, seed, said):
        assert set(turn.state.used) <= authored | {
            line_id(f"*{scene.persona.name} gets up, and goes.*")
        }


@scenes
@pytest.mark.parametrize("seed", range(3))
def test_a_good_conversation_becomes_open_and_tells_something_hidden(scene, seed):
    said = [
        Heard("That makes sense.", scene.disclosures[i % len(scene.disclosures)].topics[0]
              if scene.disclosures[i % len(scene.disclosures)].topics else "feelings", 0.9,
              tuple(finding(c, "x") for c in (MOVES[i % len(MOVES)], "M3", "G1")))
        for i in range(scene.turns)
    ]  # fmt: skip
    turns = list(conversation(scene, seed, said))
    assert "open" in {t.state.stance for t in turns}
    assert "disclosure" in {t.kind for t in turns}
    assert turns[-1].state.ended == "time"


@scenes
@pytest.mark.parametrize("seed", range(3))
def test_a_bad_conversation_ends_early(scene, seed):
    said = [Heard("You need to stop.", "work", 0.9, (finding("P1", "x"),))] * scene.turns
    turns = list(conversation(scene, seed, said))
    assert turns[-1].state.ended == "left"
    assert len(turns) < scene.turns / 2
