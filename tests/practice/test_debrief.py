import pytest

from bot.content import load
from bot.practice.debrief import debrief
from bot.practice.types import TurnRecord
from tests.practice.builders import at, found, scenario

GUIDANCE = load().guidance
PORCH = scenario()
WORDS = GUIDANCE.words
NOW = at(0.3, "guarded")


def turn(number: int, reply: str, trust: float, *pairs, **more) -> TurnRecord:
    found_ = tuple(found(reply, c, q, **more) for c, q in pairs)
    return TurnRecord(number, "Line.", reply, "Answer.", found_, trust, "guarded")


TURNS = (
    turn(1, "Hello.", 0.28),
    turn(2, "I believe you.", 0.35, ("G1", "I believe you.")),
    turn(3, "You should move.", 0.25, ("P4", "You should move.")),
    turn(4, "It's wrong.", 0.10, ("P3", "It's wrong.")),
    turn(5, "I believe you. What helped?", 0.14, ("G1", "I believe you."), ("M1", "What helped?")),
)


def made(turns=TURNS, state=NOW, scene=PORCH, alternatives=None):
    return debrief(scene, state, turns, GUIDANCE, alternatives or {})


@pytest.mark.parametrize(
    ("state", "key"),
    [
        (at(0.3, "guarded", ended="goodbye"), "guarded"),
        (at(0.1, "closing", ended="time"), "guarded"),
        (at(0.4, "wary", ended="time"), "wary"),
        (at(0.7, "open", ended="goodbye"), "open"),
        (at(0.0, "closing", ended="left"), "left"),
        (at(0.0, "closing", ended="hurt"), "left"),
    ],
)
def test_what_the_client_took_away_goes_by_stance_and_ending(state, key):
    assert made(state=state).took_away == f"Took away, {key}."


def test_trust_starts_where_the_persona_does_and_has_a_point_per_reply():
    assert made().trust_line == (0.28, 0.28, 0.35, 0.25, 0.10, 0.14)


def test_turning_points_are_quoted_and_marked_where_they_happened():
    told = made()
    assert told.marks == ((2, "up"), (5, "up"), (3, "down"), (4, "down"))
    quotes = ["“I believe you”", "I believe you. What helped?", "“You should move”", "It's wrong”"]
    assert len(told.turning_points) == 4
    for point, quote in zip(told.turning_points, quotes, strict=True):
        assert quote in point


def test_turning_points_say_which_way_it_went():
    told = made(TURNS[:3])
    up = {w.format(quote="I believe you") for w in WORDS.turning_up}
    down = {w.format(quote="You should move") for w in WORDS.turning_down}
    assert told.turning_points[0] in up
    assert told.turning_points[1] in down


def test_two_turning_points_each_way_at_most_the_largest():
    steps = [turn(i, f"Reply {i}.", t) for i, t in enumerate((0.32, 0.38, 0.43, 0.5), start=1)]
    assert made(steps).marks == ((2, "up"), (4, "up"))


def test_a_small_step_is_no_turning_point():
    assert made([turn(1, "Hm.", 0.30), turn(2, "Hm.", 0.28)]).marks == ()


def test_marks_count_the_kept_replies_not_their_numbers():
    assert made([turn(4, "I believe you.", 0.35)]).marks == ((1, "up"),)


def test_a_long_reply_is_clipped_at_a_word():
    told = made([turn(1, "word " * 40, 0.4)])
    quoted = told.turning_points[0]
    assert "word…" in quoted
    assert quoted.count("word") <= 17


def test_braces_in_a_reply_do_no_harm():
    assert "{name} {0}" in made([turn(1, "{name} {0}", 0.4)]).turning_points[0]


def test_strengths_quote_the_trainee():
    told = made()
    assert [s.split(":")[0] for s in told.strengths] == ["“I believe you.”", "“What helped?”"]


def test_strengths_stand_in_the_order_of_the_conversation_wherever_they_stood_in_a_reply():
    early = turn(1, "It is late, I know. I believe you.", 0.3, ("G1", "I believe you."))
    late = turn(2, "What helped?", 0.3, ("M1", "What helped?"))
    strengths = made((early, late)).strengths
    assert [s.split(":")[0] for s in strengths] == ["“I believe you.”", "“What helped?”"]


@pytest.mark.parametrize(
    ("state", "ended"),
    [
        (at(0.62, "wary", ended="time"), "wary"),
        (at(0.62, "open", ended="goodbye"), "open"),
        (at(0.1, "closing", ended="time"), "closing"),
        (at(0.0, "closing", ended="left"), "left"),
        (at(0.3, "guarded", ended="hurt"), "left"),
    ],
)
def test_it_knows_the_stance_at_the_end_that_the_client_took_away(state, ended):
    assert made(state=state).ended == ended


def test_without_strengths_or_flags_there_are_words_for_it():
    told = made(TURNS[:1])
    assert told.strengths[0] in WORDS.no_strengths
    assert told.nothing_marked in WORDS.no_flags
    assert told.flags == ()
    assert made().nothing_marked == ""


def test_flags_come_once_per_code_in_order_with_other_wordings():
    again = (*TURNS, turn(6, "You should run.", 0.1, ("P4", "You should run."), confidence=0.5))
    told = made(again, alternatives={3: ["What would help?"], 6: ["Other."]})
    assert [(n.code, n.quote) for n, _ in told.flags] == [
        ("P4", "You should move."), ("P3", "It's wrong."),
    ]  # fmt: skip
    assert told.flags[0][1] == ("What would help?",)
    assert told.flags[1][1] == ()


def test_three_flags_at_most_the_surest():
    sure = {"P1": 0.6, "P4": 0.9, "P6": 0.8, "P9": 0.7}
    turns = [
        turn(i, "Words.", 0.2, (c, "Words."), confidence=s) for i, (c, s) in enumerate(sure.items())
    ]
    assert [n.code for n, _ in made(turns).flags] == ["P4", "P6", "P9"]


def test_unsure_findings_appear_nowhere():
    told = made(
        [turn(1, "You should. I see.", 0.3, ("P4", "You should."), ("G1", "I see."), shown=False)]
    )
    assert told.flags == ()
    assert told.moves_used == ()
    assert told.strengths[0] in WORDS.no_strengths


def test_moves_are_counted_and_aims_not_yet_used_are_named():
    told = made()
    assert told.moves_used == (
        (GUIDANCE.codes["G1"].title, 2), (GUIDANCE.codes["M1"].title, 1),
    )  # fmt: skip
    assert told.moves_not_yet == (GUIDANCE.codes["M3"].title,)


def test_choices_to_carry_are_few_distinct_and_help_with_what_was_hit():
    told = made()
    titles = {c.title for i, c in GUIDANCE.codes.items() if i[0] in "GM"}
    assert 1 <= len(told.carry_choices) <= 4
    assert len(set(told.carry_choices)) == len(told.carry_choices)
    assert set(told.carry_choices) <= titles
    helping = {GUIDANCE.codes[h].title for c in ("P4", "P3") for h in GUIDANCE.codes[c].helped_by}
    assert told.carry_choices[0] in helping


def test_without_flags_the_aims_not_yet_used_are_first_to_carry():
    told = made([TURNS[1]])
    assert told.carry_choices[:2] == (GUIDANCE.codes["M1"].title, GUIDANCE.codes["M3"].title)


def test_a_conversation_without_a_reply_has_a_debrief_too():
    told = made([])
    assert told.trust_line == (0.28,)
    assert told.marks == ()
    assert told.nothing_marked == ""


def test_the_same_conversation_gets_the_same_debrief():
    assert made() == made()
    assert len({made(state=NOW.but(seed=s)).turning_points for s in range(9)}) > 1
