import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.codes import CODE_IDS, KEYS, MOVES, PITFALLS, SENSITIVITIES, is_flag, is_move
from bot.practice.types import Encounter, Feedback, Finding, FlagNote, Heard, Line, Source, line_id
from tests.practice.builders import finding

texts = st.text(max_size=30)
chances = st.floats(0, 1)
findings = st.builds(
    Finding,
    code=st.sampled_from(CODE_IDS),
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    quote=texts,
    confidence=chances,
    shown=st.booleans(),
    why=texts,
)
word_lists = st.lists(texts, max_size=4).map(tuple)
encounters = st.builds(
    Encounter,
    scenario=texts,
    seed=st.integers(),
    turn=st.integers(0, 24),
    trust=chances,
    distress=chances,
    stance=st.sampled_from(["closing", "guarded", "wary", "open"]),
    client_line=texts,
    used=word_lists,
    disclosed=word_lists,
    offered=word_lists,
    last_loss=chances,
    repairs=st.integers(0, 9),
    quiet=st.integers(0, 9),
    moves_seen=st.dictionaries(st.sampled_from(CODE_IDS), st.integers(1, 9)),
    good_turns=st.integers(0, 24),
    told_at=st.integers(-9, 24),
    ended=st.sampled_from([None, "left", "goodbye", "time", "hurt", "ended", "stepped_out"]),
)
notes = st.builds(
    FlagNote,
    code=st.sampled_from(CODE_IDS),
    title=texts,
    quote=texts,
    about=texts,
    source=texts,
    why=texts,
    helped_by=word_lists,
)
feedbacks = st.builds(
    Feedback, strengths=word_lists, flags=st.lists(notes, max_size=3).map(tuple), door=texts
)


def through_json(value):
    return type(value).from_json(json.loads(json.dumps(value.to_json())))


@settings(max_examples=60, deadline=None)
@given(st.one_of(encounters, findings, feedbacks))
def test_what_survives_a_restart_comes_back_equal(value):
    assert through_json(value) == value


def test_tuples_come_back_as_tuples():
    state = through_json(Encounter("porch", 1, used=("a", "b"), disclosed=("c",)))
    assert (state.used, state.disclosed) == (("a", "b"), ("c",))
    note = FlagNote("P4", "t", "q", "a", "s", "w", ("Validating",))
    assert through_json(Feedback(("x",), (note,), "d")).flags[0].helped_by == ("Validating",)


@pytest.mark.parametrize("value", [Encounter("porch", 1), finding("P4", "try")])
def test_keys_of_a_newer_version_are_ignored(value):
    assert type(value).from_json(value.to_json() | {"mood": "bright"}) == value


def test_an_encounter_of_an_older_version_gets_the_defaults():
    assert Encounter.from_json({"scenario": "porch", "seed": 3}) == Encounter("porch", 3)


def test_but_changes_a_copy_only():
    state = Encounter("porch", 1)
    assert state.but(turn=4).turn == 4
    assert state.turn == 0


def test_heard_tells_flags_from_moves_and_skips_the_unsure():
    kinds = [finding("P4"), finding("S2"), finding("G1"), finding("M1")]
    unsure = [finding("P7", shown=False), finding("G3", shown=False)]
    reply = Heard("x", "other", 0.9, tuple(kinds + unsure))
    assert [f.code for f in reply.flags] == ["P4", "S2"]
    assert [f.code for f in reply.moves] == ["G1", "M1"]
    assert reply.codes() == {"P4", "S2", "G1", "M1"}


def test_the_same_words_have_the_same_id_whatever_the_spacing_and_case():
    assert line_id("Well,  hello\nyou") == line_id("well, hello you") == Line("Well, hello you").id
    assert line_id("Well, hello you") != line_id("Well, hello")
    assert len(line_id("x")) == 12


def test_a_source_reads_as_document_and_number():
    assert str(Source("HIPS 2000", "Pitfall 4")) == "HIPS 2000, Pitfall 4"


def test_feedback_as_text_has_strengths_first_and_the_source():
    note = FlagNote("P4", "Solving", "try the mall", "An idea nobody asked for.", "HIPS", "w", ())
    made = Feedback(("Noticed.",), (note,), "Again?")
    assert made.as_text() == "Noticed. “try the mall”: An idea nobody asked for. (HIPS) Again?"
    assert not made.empty
    assert Feedback((), (), "On.").empty


def test_codes_are_flags_or_moves_and_never_both():
    assert set(PITFALLS) | set(SENSITIVITIES) == {c for c in KEYS if is_flag(c)}
    assert set(MOVES) == {c for c in KEYS if is_move(c)}
    assert (len(PITFALLS), len(MOVES)) == (10, 13)
    assert set(MOVES).isdisjoint({*PITFALLS, *SENSITIVITIES})
    assert len(CODE_IDS) == 29
