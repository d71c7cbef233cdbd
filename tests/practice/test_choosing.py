"""Which line answers: what may be said, and what fits best."""

from dataclasses import replace

import pytest

from bot.practice import client, trust
from bot.practice.types import ByStance, Disclosure, Heard, Line
from tests.practice.builders import (
    at,
    by_stance,
    finding,
    found,
    heard,
    lines,
    persona,
    scenario,
)


def saying(text, topic="other", sure=0.9, codes=(), **more):
    found = tuple(finding(c, "x") for c in codes)
    return Heard(text, topic, sure, found, **more)


def with_story(*story, **more):
    base = scenario()
    return scenario(story={**base.story, "guarded": tuple(story)}, **more)


GUARDED = at(0.3, "guarded")


def test_of_the_lines_on_a_topic_the_nearest_in_meaning_is_said():
    scene = scenario()
    near, far = scene.topics["safety"].lines["guarded"]
    for one, two in ((near, far), (far, near)):
        reply = saying("Safe?", "safety", fits={one.id: 0.7, two.id: 0.3})
        assert client.answer(GUARDED, scene, reply).line == one


def test_a_line_very_near_in_meaning_is_said_whatever_the_topic_was_taken_for():
    scene = scenario()
    line = scene.topics["family"].lines["guarded"][0]
    reply = saying("And your aunt?", "people", 0.4, codes=["M3"], fits={line.id: 0.8})
    assert client.answer(GUARDED, scene, reply).line == line


def test_among_lines_as_near_the_higher_stance_is_said():
    scene = scenario()
    group = scene.topics["safety"].lines
    fits = {x.id: 0.5 for x in (*group["guarded"], *group["wary"])}
    turn = client.answer(at(0.45, "wary"), scene, saying("Safe?", "safety", fits=fits))
    assert turn.line == group["wary"][0]


TALKER = Line("The landlord came by on Tuesday.", more=lines("He stood there with his hat on."))


@pytest.mark.parametrize(
    "reply",
    [
        saying("What did he want?", "what_happened", 0.6, codes=["M1"]),
        saying("On Tuesday?", codes=["M2"]),
        saying("Tell me more."),
        saying("That sounds unsettling.", "feelings", codes=["G1"]),
    ],
)
def test_staying_with_a_line_gets_more_of_it_once(reply):
    scene = with_story(TALKER, Line("Something else."), Line("And a third thing."))
    first = client.answer(GUARDED, scene, heard())
    assert first.line == TALKER
    second = client.answer(first.state, scene, reply)
    assert (second.kind, second.line) == ("more", TALKER.more[0])
    third = client.answer(second.state, scene, reply)
    assert third.kind != "more"


def test_another_matter_gets_its_own_answer():
    scene = with_story(TALKER, Line("Something else."))
    first = client.answer(GUARDED, scene, heard())
    second = client.answer(first.state, scene, saying("Are you safe at night?", "safety"))
    assert (second.kind, second.models_topic) == ("topic", "safety")


def test_no_more_is_told_to_somebody_who_lost_trust():
    scene = with_story(TALKER, Line("Something else."))
    first = client.answer(at(0.13, "guarded"), scene, heard())
    hurt = saying("What did he want? Idiot.", codes=["P4"])
    assert client.answer(first.state.but(trust=0.18), scene, hurt).kind != "more"


def test_a_line_that_a_told_fact_makes_a_lie_is_not_said():
    denial = Line("I never had a car.", hides=("plate",))
    scene = with_story(denial, Line("Rain again."))
    assert client.answer(GUARDED, scene, heard()).line == denial
    told = GUARDED.but(disclosed=("plate",))
    assert client.answer(told, scene, heard()).line.text == "Rain again."


def test_a_line_that_leans_on_a_fact_waits_for_it():
    later = Line("So that car was mine.", after=("plate",))
    scene = with_story(later, Line("Rain again."))
    assert client.answer(GUARDED, scene, heard()).line.text == "Rain again."
    told = GUARDED.but(disclosed=("plate",))
    assert client.answer(told, scene, heard()).line == later


def test_what_a_disclosure_needs():
    told = Disclosure("d", "wary", ("police",), False, lines("One."), needs=("M3",))
    scene = scenario(disclosures=(told,))
    wary = at(0.45, "wary", good_turns=3)
    for code, kind in (("G1", False), ("M3", True)):
        turn = client.answer(wary, scene, heard(code, topic="police", text="Plate?"))
        assert (turn.kind == "disclosure") is kind


def test_a_reply_without_a_move_unlocks_nothing():
    scene = scenario()
    wary = at(0.45, "wary", good_turns=5)
    assert client.answer(wary, scene, heard(topic="police", text="Plate?")).kind != "disclosure"


def test_asked_something_else_than_the_hidden_line_the_better_answer_wins():
    scene = scenario(
        disclosures=(Disclosure("d", "wary", ("safety",), False, lines("Hidden.")),),
    )
    line = scene.topics["safety"].lines["wary"][0]
    wary = at(0.45, "wary", good_turns=5)
    asked = saying("Is it safe?", "safety", codes=["M1"], fits={line.id: 0.6})
    assert client.answer(wary, scene, asked).line == line
    plain = saying("Is it safe?", "safety", codes=["M1"])
    assert client.answer(wary, scene, plain).kind == "disclosure"


def test_lines_met_lately_come_last():
    scene = scenario()
    one, two = scene.topics["safety"].lines["guarded"]
    begun = client.begin(scene, 3, avoid=[one.id, "of another scene"])
    assert begun.state.heard_before == (one.id,)
    reply = heard(topic="safety", text="Safe?")
    for seed in range(6):
        state = begun.state.but(seed=seed, turn=1)
        first = client.answer(state, scene, reply)
        assert first.line == two
        assert client.answer(first.state, scene, reply).line == one


def test_the_scene_s_own_reactions_come_first():
    own = {"P4": by_stance(any=("Not in this kitchen.",))}
    scene = scenario(reactions=own)
    says = []
    state = at(0.9, "wary")
    for _ in range(3):
        turn = client.answer(state, scene, heard("P4"))
        says.append(turn.says)
        state = turn.state
    assert says[0].startswith("Not in this kitchen.")
    assert all(s.startswith("Reaction P4") for s in says[1:])


def test_a_move_the_scene_answers_itself_is_always_reacted_to():
    own = {"G10": by_stance(any=("Fair enough, house rules.",))}
    scene = scenario(reactions=own, aims=("G10",))
    for seed in range(12):
        turn = client.answer(GUARDED.but(seed=seed), scene, heard("G10", topic="limits"))
        assert turn.says.startswith("Fair enough, house rules.")


def test_a_scene_may_begin_with_less_trust():
    assert client.begin(scenario(trust_start=0.16), 1).state.trust == 0.16


def test_what_a_person_warms_to_and_cools_at():
    plain, own = persona(), persona(warms_to=frozenset(["G4"]), cools_at=frozenset(["P3"]))
    for code, sign in (("G4", 1), ("P3", -1)):
        moved = [trust.move(GUARDED, heard(code), p).trust - GUARDED.trust for p in (plain, own)]
        assert sign * moved[1] > sign * moved[0] > 0
    same = [trust.move(GUARDED, heard("G1"), p).trust for p in (plain, own)]
    assert same[0] == same[1]


def test_an_event_happens_once_even_if_its_turn_is_taken_back():
    scene = scenario(events={2: "*a phone buzzes*"})
    first = client.answer(GUARDED, scene, heard())
    assert first.says.startswith("*a phone buzzes*")
    again = client.answer(GUARDED.but(used=first.state.used), scene, heard())
    assert "phone" not in again.says


def test_a_question_on_a_matter_nobody_wrote_about_is_a_gap():
    turn = client.answer(GUARDED, scenario(), heard(topic="money", text="How much was it?"))
    assert turn.kind == "unforeseen"


def test_with_nothing_unforeseen_left_something_is_still_said():
    who = replace(persona(), unforeseen=ByStance({"guarded": lines("Huh.")}))
    scene = scenario(persona=who)
    asked = heard(topic="money", text="How much?")
    first = client.answer(GUARDED, scene, asked)
    assert first.kind == "unforeseen"
    second = client.answer(first.state, scene, asked)
    assert second.kind == "story"


def test_staying_with_what_they_said_themselves_is_no_pushing():
    asked = saying("Your daughter?", "family")
    for said, pushed in (("Rain again.", True), ("My daughter likes rain.", False)):
        turn = client.answer(GUARDED.but(client_line=said), scenario(), asked)
        assert turn.says.startswith("Pushing") is pushed


def quoted(text, code, quote):
    return Heard(text, "other", 0.9, (found(text, code, quote),))


def share_of_reactions(reply, scene=None, tries=60):
    scene = scene or scenario()
    turns = [client.answer(GUARDED.but(seed=s), scene, reply) for s in range(tries)]
    return sum(t.says.startswith("Reaction") for t in turns) / tries


def test_a_statement_gets_a_reaction_more_often_than_a_question():
    said = share_of_reactions(quoted("You kept your head.", "G3", "You kept your head."))
    echo = share_of_reactions(quoted("Kept your head?", "M2", "Kept your head"))
    asked = share_of_reactions(quoted("What did he want?", "M1", "What did he want?"))
    assert 0.7 > said > 0.2
    assert said > echo > asked == 0


def test_nobody_is_told_they_understood_when_they_only_asked():
    for code in ("M2", "G1", "G3"):
        assert share_of_reactions(quoted("Who was it then?", code, "Who was it then")) == 0


def test_who_is_asked_something_answers():
    text = "I believe you. Who was it?"
    reply = Heard(text, "other", 0.9, (found(text, "G1", "I believe you."),))
    assert share_of_reactions(reply) == 0


FURTHER = {"no_further": by_stance(guarded=("That is as far as it goes.",))}


def test_asked_further_where_there_is_no_more_they_say_so():
    bare = Line("The landlord came by on Tuesday.")
    scene = with_story(bare, Line("Something else."), persona=persona(**FURTHER))
    first = client.answer(GUARDED, scene, heard())
    asked = saying("What did the landlord want?", "housing", 0.6, codes=["M1"])
    second = client.answer(first.state, scene, asked)
    assert (second.kind, second.line.text) == ("no_further", "That is as far as it goes.")
    assert second.state.last_line == bare.id
    again = client.answer(second.state, scene, asked)
    assert again.kind != "no_further"


def test_a_line_that_answers_is_better_than_saying_so():
    bare = Line("The landlord came by on Tuesday.")
    base = scenario()
    line = base.topics["safety"].lines["guarded"][0]
    scene = with_story(bare, Line("Something else."), persona=persona(**FURTHER))
    first = client.answer(GUARDED, scene, heard())
    asked = saying("What did the landlord want?", "safety", fits={line.id: 0.7})
    assert client.answer(first.state, scene, asked).line == line


def test_another_matter_is_not_waved_off():
    bare = Line("The landlord came by on Tuesday.")
    scene = with_story(bare, Line("Something else."), persona=persona(**FURTHER))
    first = client.answer(GUARDED, scene, heard())
    asked = saying("Are you safe at night?", "safety")
    assert client.answer(first.state, scene, asked).kind == "topic"


def test_understanding_is_not_claimed_in_front_of_an_answer():
    text = "You kept your head. Who was it?"
    mixed = Heard(text, "other", 0.9, (found(text, "M2", "You kept your head."),))
    assert share_of_reactions(mixed) == 0
    alone = quoted("You kept your head.", "M2", "You kept your head.")
    assert share_of_reactions(alone) > 0.2


def test_general_reactions_stay_out_of_the_way_of_answers():
    text = "You kept your head. Who was it?"
    strength = Heard(text, "other", 0.9, (found(text, "G3", "You kept your head."),))
    assert share_of_reactions(strength) == 0, "Nell has no reaction of her own to G3"
    assert share_of_reactions(quoted(text[:19], "G3", text[:19])) > 0.2


def test_a_guessed_topic_unlocks_nothing():
    told = Disclosure("d", "wary", ("safety",), False, lines("Hidden."))
    scene = scenario(disclosures=(told,))
    wary = at(0.45, "wary", good_turns=5)
    for sure, kind in ((0.5, False), (0.7, True)):
        turn = client.answer(wary, scene, saying("Is it?", "safety", sure, codes=["M1"]))
        assert (turn.kind == "disclosure") is kind


def test_they_wave_off_twice_at_most():
    many = by_stance(guarded=tuple(f"That is all, {n}." for n in range(6)))
    bare = Line("The landlord came by on Tuesday.")
    scene = with_story(bare, Line("Something else."), persona=persona(no_further=many))
    state = client.answer(GUARDED, scene, heard()).state
    asked = saying("What did the landlord want on Tuesday?", "housing", 0.6, codes=["M1"])
    kinds = []
    for _ in range(5):
        turn = client.answer(state.but(client_line=bare.text), scene, asked)
        kinds.append(turn.kind)
        state = turn.state
    assert kinds[:2] == ["no_further"] * 2
    assert "no_further" not in kinds[2:]


def test_an_offer_that_nobody_wrote_about_is_taken_or_left():
    who = persona(offered=by_stance(guarded=("Not now.",)))
    scene = scenario(persona=who)
    offer = saying("Shall I ring them?", "people", 0.5, codes=["G5"])
    turn = client.answer(GUARDED, scene, offer)
    assert (turn.kind, turn.line.text) == ("offered", "Not now.")
    line = scene.topics["family"].lines["guarded"][0]
    fitting = saying("Shall I ring them?", "family", 0.5, codes=["M3"], fits={line.id: 0.7})
    assert client.answer(GUARDED, scene, fitting).line == line
    flagged = saying("Shall I ring them?", "people", 0.5, codes=["S5"])
    assert client.answer(GUARDED, scene, flagged).kind != "offered"


def test_nobody_leaves_over_the_first_slip():
    harsh = heard("P7", "S5", "P2")
    for start in (0.15, 0.28, 0.5):
        turn = client.answer(at(start, trust.stance_for(start, 0)), scenario(), harsh)
        assert turn.state.ended is None
        assert turn.state.trust < start
    first = client.answer(GUARDED, scenario(), harsh)
    assert first.state.stance == "closing"
    assert client.answer(first.state, scenario(), harsh).state.ended == "left"


def test_a_line_that_names_what_was_asked_is_better_than_a_nearer_one_that_does_not():
    one, two = Line("I keep bees."), Line("I keep to myself.", asks=("Do you have a garden?",))
    scene = scenario(topics={"interests": ByStance({"guarded": (one, two)})})
    asked = saying("Is the garden yours?", "interests", fits={one.id: 0.5, two.id: 0.42})
    assert client.answer(GUARDED, scene, asked).line == two


def test_rather_than_guess_they_finish_what_they_were_saying():
    bees = Line("I keep bees.")
    topics = {"interests": ByStance({"guarded": (bees,)})}
    scene = with_story(TALKER, Line("Something else."), topics=topics)
    first = client.answer(GUARDED, scene, heard())
    for sure, kind in ((0.35, "more"), (0.8, "topic")):
        asked = saying("Was it a harp?", "interests", sure, fits={bees.id: 0.4})
        assert client.answer(first.state, scene, asked).kind == kind


def test_a_hidden_fact_stands_for_itself():
    scene = scenario()
    wary = at(0.45, "wary", good_turns=5)
    for seed in range(12):
        turn = client.answer(wary.but(seed=seed), scene, heard("G1", topic="police"))
        assert turn.says == "The plate is 8FK."


def test_manners_are_not_guessed():
    scene = scenario()
    asked = saying("Have you anything towards it?", "bot_check", 0.37)
    assert client.answer(GUARDED, scene, asked).models_topic != "bot_check"
