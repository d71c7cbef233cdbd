"""What the client answers in single situations. Whole conversations: test_client_always.py."""

import pytest

from bot.practice import client
from bot.practice.types import Disclosure
from tests.practice.builders import at, finding, heard, lines, persona, scenario

PORCH = scenario()


def texts(group):
    return {x.text for x in group}


def play(state, *replies, scene=PORCH):
    turns = []
    for reply in replies:
        turns.append(client.answer(state, scene, reply))
        state = turns[-1].state
    return turns


def test_it_begins_with_an_opening_at_the_persona_s_trust():
    turn = client.begin(PORCH, seed=3)
    assert turn.says in texts(PORCH.opening)
    assert turn.kind == "opening"
    assert (turn.state.trust, turn.state.stance, turn.state.turn) == (0.28, "guarded", 0)
    assert turn.state.used == (turn.line.id,)


def test_it_avoids_an_opening_met_lately():
    one, two = PORCH.opening
    assert {client.begin(PORCH, s, avoid=[one.id]).says for s in range(9)} == {two.text}


def test_it_still_begins_when_every_opening_was_met():
    assert client.begin(PORCH, 1, avoid=[x.id for x in PORCH.opening]).says in texts(PORCH.opening)


def test_seeds_differ():
    assert len({client.begin(PORCH, s).says for s in range(12)}) == 2


def test_a_question_about_a_topic_gets_a_line_of_that_topic_at_the_stance():
    turn = client.answer(at(0.3, "guarded"), PORCH, heard(topic="safety", text="Are you safe?"))
    assert turn.line.text in {"Safety guarded one.", "Safety guarded two."}
    assert (turn.kind, turn.models_topic) == ("topic", "safety")


def test_a_topic_used_up_at_a_stance_goes_on_below_it_and_then_they_say_so():
    reply = heard(topic="safety", text="Safe?")
    turns = play(at(0.45, "wary"), *[reply] * 6)
    said = [t.line.text for t in turns]
    assert said[0] == "Safety wary."
    assert set(said[1:3]) == {"Safety guarded one.", "Safety guarded two."}
    assert set(said[3:5]) == {"Told you one.", "Told you two."}
    assert [t.kind for t in turns[3:]] == ["told_already", "told_already", "unforeseen"]
    room = client.answer(turns[-1].state, PORCH, heard(topic="safety", text="Safe, then."))
    assert room.line.text == "Story wary 0."


def test_the_persona_s_talk_answers_what_the_scene_does_not():
    turn = client.answer(at(0.3, "guarded"), PORCH, heard(topic="bot_check", text="A bot?"))
    assert turn.line.text == "A person, last I looked."


def test_room_without_a_question_gets_the_story_in_order():
    turns = play(at(0.3, "guarded"), *[heard()] * 2)
    assert [t.line.text for t in turns] == ["Story guarded 0.", "Story guarded 1."]


def test_a_question_with_no_sure_topic_is_not_understood():
    turn = client.answer(at(0.3, "guarded"), PORCH, heard(topic="money", sure=0.1, text="Huh?"))
    assert turn.kind == "unforeseen"


def test_a_flag_while_guarded_gets_the_reaction_only():
    turn = client.answer(at(0.3, "guarded"), PORCH, heard("P4"))
    assert turn.kind == "reaction"
    assert turn.says in {"Reaction P4 one.", "Reaction P4 two."}
    assert turn.state.trust < 0.3


def test_the_dearest_flag_is_answered():
    who = persona(reactions=PORCH.persona.reactions | {"P7": PORCH.persona.reactions["pushing"]})
    turn = client.answer(at(0.5, "wary"), scenario(persona=who), heard("P4", "P7"))
    assert turn.says.startswith("Pushing ")


def test_when_a_code_s_reactions_are_used_up_general_ones_come():
    turns = play(at(0.9, "wary", good_turns=0), *[heard("P4")] * 3)
    assert texts(lines("Reaction P4 one.", "Reaction P4 two.")) == {
        t.says.split(" Story")[0] for t in turns[:2]
    }
    assert turns[2].says.startswith("Reaction pitfall")


def test_owning_a_slip_gets_a_repair_line_and_the_third_time_a_wearier_one():
    replies = [heard("P4"), heard("G2")] * 3
    says = [t.says for t in play(at(0.9, "wary"), *replies)[1::2]]
    assert says[0].startswith("Repair ")
    assert not says[0].startswith("Repair again")
    assert says[1].startswith("Repair ")
    assert says[2].startswith("Repair again")


def test_pushing_on_a_sensitive_topic_gets_said_and_costs():
    turn = client.answer(at(0.3, "guarded"), PORCH, heard("G1", topic="family", text="Kids?"))
    assert turn.says.startswith("Pushing ")
    assert turn.state.trust < 0.3


@pytest.mark.parametrize(
    ("state", "reply"),
    [
        (at(0.45, "wary"), heard(topic="family", text="Kids?")),
        (at(0.3, "guarded"), heard("M3", topic="family", text="Ok to ask about kids?")),
        (at(0.3, "guarded"), heard(topic="family", sure=0.2, text="Kids?")),
    ],
)
def test_what_is_no_pushing_is_not_said_to_be(state, reply):
    turn = client.answer(state, PORCH, reply)
    assert "Pushing" not in turn.says
    assert turn.state.trust >= state.trust


def test_a_disclosure_waits_for_its_stance_and_its_topic():
    asks = heard("M1", topic="police", text="Plate?")
    assert client.answer(at(0.3, "guarded", good_turns=3), PORCH, asks).kind != "disclosure"
    wary = at(0.45, "wary", good_turns=3)
    told = client.answer(wary, PORCH, asks)
    assert (told.kind, told.line.text) == ("disclosure", "The plate is 8FK.")
    assert told.state.disclosed == ("plate",)
    assert client.answer(wary, PORCH, heard("M1", topic="safety")).kind != "disclosure"


@pytest.mark.parametrize(("good", "told"), [(0, False), (1, False), (2, True)])
def test_a_disclosure_is_earned_by_three_good_turns(good, told):
    turn = client.answer(at(0.45, "wary", good_turns=good), PORCH, heard("M1", topic="police"))
    assert (turn.kind == "disclosure") is told


def test_between_two_disclosures_there_is_a_turn_of_something_else():
    scene = scenario(
        disclosures=tuple(Disclosure(x, "wary", (), True, lines(f"{x}.")) for x in "ab")
    )
    turns = play(at(0.45, "wary", good_turns=3), *[heard("M3")] * 3, scene=scene)
    assert [t.kind for t in turns] == ["disclosure", "story", "disclosure"]


def test_a_disclosure_comes_once():
    scene = scenario(
        disclosures=(Disclosure("d", "wary", ("police",), False, lines("One.", "Two.")),)
    )
    wary = at(0.45, "wary", good_turns=3)
    turns = play(wary, *[heard("M1", topic="police")] * 5, scene=scene)
    assert [t.kind for t in turns].count("disclosure") == 1


def test_a_disclosure_with_room_comes_without_its_topic_but_not_to_another_question():
    open_ = at(0.7, "open", good_turns=6)
    assert client.answer(open_, PORCH, heard("G1")).line.text == "It was the second time."
    asked = client.answer(open_, PORCH, heard("M1", topic="safety", text="Are you safe?"))
    assert asked.kind == "topic"


def test_nothing_is_disclosed_to_a_flag():
    wary = at(0.5, "wary", good_turns=3)
    turn = client.answer(wary, PORCH, heard("P4", topic="police", text="Plate?"))
    assert turn.kind != "disclosure"


def test_the_world_goes_on_in_front_of_an_answer():
    scene = scenario(events={3: "*a phone buzzes*"})
    turn = client.answer(at(0.3, "guarded").but(turn=2), scene, heard())
    assert turn.says == "*a phone buzzes* Story guarded 0."
    assert turn.line.text == "Story guarded 0."


def test_goodbye_ends_with_the_stance_s_own_words():
    for trust, stance in ((0.3, "guarded"), (0.45, "wary")):
        turn = client.answer(at(trust, stance), PORCH, heard(topic="goodbye"))
        assert (turn.state.ended, turn.says) == ("goodbye", f"Goodbye {stance}.")
    open_ = client.answer(at(0.7, "open", good_turns=6), PORCH, heard(topic="goodbye"))
    assert open_.says == "Goodbye open."
    closing = client.answer(at(0.1, "closing"), PORCH, heard(topic="goodbye"))
    assert (closing.state.ended, closing.says) == ("goodbye", "Goodbye guarded.")


@pytest.mark.parametrize("reply", [heard(topic="goodbye", sure=0.4), heard("P6", topic="goodbye")])
def test_a_guessed_goodbye_or_one_with_a_flag_does_not_end(reply):
    assert client.answer(at(0.3, "guarded"), PORCH, reply).state.ended is None


def test_five_silences_in_a_row_and_the_client_goes():
    turns = play(at(0.3, "guarded"), *[heard(topic="backchannel")] * 5)
    assert [t.state.ended for t in turns] == [None] * 4 + ["left"]
    assert "quiet" in [t.kind for t in turns]


@pytest.mark.parametrize(
    "between", [heard(), heard("G1", topic="backchannel"), heard(topic="backchannel", sure=0.2)]
)
def test_anything_else_in_between_breaks_the_silence(between):
    silence = [heard(topic="backchannel")] * 4
    assert play(at(0.3, "guarded"), *silence, between)[-1].state.quiet == 0
    assert play(at(0.3, "guarded"), *silence, between, silence[0])[-1].state.ended is None


def test_a_flag_while_closing_and_the_client_leaves():
    turn = client.answer(at(0.2, "closing"), PORCH, heard("P4"))
    assert turn.state.ended == "left"
    assert turn.says in texts(PORCH.endings["left"])
    assert client.answer(at(0.2, "guarded"), PORCH, heard("P4")).state.ended is None


def test_unsure_flags_make_nobody_leave():
    reply = heard()
    unsure = type(reply)("x", "other", 0.9, (finding("P4", "x", shown=False),))
    assert client.answer(at(0.1, "closing"), PORCH, unsure).state.ended is None


def test_trust_used_up_and_the_client_leaves():
    slipped = at(0.13, "guarded", slips=1)
    assert client.answer(slipped, PORCH, heard("P2")).state.ended == "left"


def test_the_clock_ends_it():
    late = at(0.3, "guarded").but(turn=PORCH.turns - 1)
    for turn in (client.answer(late, PORCH, heard()), client.answer_unclear(late, PORCH)):
        assert (turn.state.ended, turn.says, turn.kind) == ("time", "Time one.", "ending")


def test_something_unclear_costs_no_trust_but_a_turn():
    state = at(0.3, "guarded")
    turns = [client.answer_unclear(state, PORCH)]
    turns.append(client.answer_unclear(turns[0].state, PORCH))
    assert {t.says for t in turns} == texts(PORCH.persona.not_understood)
    assert (turns[1].state.trust, turns[1].state.turn) == (0.3, 3)
    assert client.answer_unclear(turns[1].state, PORCH).says in texts(PORCH.persona.quiet)


def test_a_hurt_client_ends_it():
    turn = client.end_hurt(at(0.7, "open", good_turns=6), PORCH)
    assert (turn.state.ended, turn.says, turn.state.trust) == ("hurt", "Hurt one.", 0.0)


def test_an_ending_whose_lines_are_used_up_still_ends():
    used = tuple(x.id for x in PORCH.endings["hurt"])
    turn = client.end_hurt(at(0.5, "wary", used=used), PORCH)
    assert turn.says == "*Nell gets up, and goes.*"
    assert turn.state.ended == "hurt"
