import pytest

from bot.practice import trust
from bot.practice.codes import MOVES, PITFALLS, SENSITIVITIES
from tests.practice.builders import at, finding, heard, persona


def after(state, *replies, who=None):
    for reply in replies:
        state = trust.move(state, reply, who or persona())
    return state


@pytest.mark.parametrize("code", [*PITFALLS, *SENSITIVITIES])
def test_every_flag_lowers_trust_and_raises_distress(code):
    start = at(0.5, "wary")
    end = after(start, heard(code))
    assert 0.07 <= start.trust - end.trust <= 0.2
    assert end.distress > start.distress
    assert end.good_turns == 0


@pytest.mark.parametrize("code", MOVES)
def test_every_move_raises_trust_a_little(code):
    start = at(0.5, "wary")
    end = after(start, heard(code))
    assert 0 < end.trust - start.trust <= 0.075
    assert end.distress < start.distress
    assert end.good_turns == 1


def test_one_pitfall_costs_more_than_one_move_earns():
    assert min(trust.price(c) for c in PITFALLS) > max(trust.worth(c, 0) for c in MOVES)


def test_many_moves_in_one_reply_earn_no_more_than_the_cap():
    assert after(at(0.5, "wary"), heard(*MOVES)).trust == pytest.approx(0.575)


def test_many_flags_in_one_reply_cost_no_more_than_the_cap():
    assert after(at(0.5, "wary"), heard(*PITFALLS)).trust == pytest.approx(0.26)


def test_a_second_flag_adds_a_third_of_its_price():
    one, two = (trust.cost(heard(*c), persona()) for c in (("P7",), ("P7", "P4")))
    assert two - one == pytest.approx(trust.price("P4") / 3)


def test_the_same_flag_twice_costs_once():
    assert trust.cost(heard("P4", "P4"), persona()) == trust.price("P4")


def test_moves_beside_a_flag_earn_nothing():
    assert (
        after(at(0.5, "wary"), heard("P4", "G1")).trust == after(at(0.5, "wary"), heard("P4")).trust
    )


def test_unsure_findings_move_nothing():
    reply = heard()
    unsure = tuple(finding(c, "x", shown=False) for c in ("P7", "G1"))
    end = after(at(0.5, "wary"), type(reply)("x", "other", 0.9, unsure))
    assert (end.trust, end.good_turns, end.last_loss) == (0.5, 0, 0.0)


def test_a_move_said_again_earns_less_but_something():
    worths = [trust.worth("G1", n) for n in range(6)]
    assert worths == sorted(worths, reverse=True)
    assert len(set(worths)) == 6
    assert worths[-1] > 0
    first = after(at(0.3, "guarded"), heard("G1"))
    second = after(first, heard("G1"))
    assert 0 < second.trust - first.trust < first.trust - 0.3


def test_a_persona_who_earns_and_loses_more_does():
    touchy = persona(trust_earns=1.3, trust_loses=1.3)
    assert after(at(0.5, "wary"), heard("P4"), who=touchy).trust == pytest.approx(0.5 - 0.08 * 1.3)
    assert after(at(0.5, "wary"), heard("G3"), who=touchy).trust == pytest.approx(0.5 + 0.05 * 1.3)


def test_owning_a_slip_restores_half_of_what_it_cost():
    hurt = after(at(0.5, "wary"), heard("P7"))
    mended = after(hurt, heard("G2"))
    back = mended.trust - hurt.trust - trust.worth("G2", 0)
    assert back == pytest.approx(trust.price("P7") / 2)
    assert (mended.repairs, mended.last_loss) == (1, 0.0)


def test_owning_the_same_slip_again_restores_nothing_more():
    mended = after(at(0.5, "wary"), heard("P7"), heard("G2"))
    again = after(mended, heard("G2"))
    assert again.trust - mended.trust == pytest.approx(trust.worth("G2", 1), abs=1e-4)
    assert again.repairs == 1


def test_repair_works_twice_at_most():
    gains = []
    state = at(0.9, "wary")
    for time in range(3):
        state = after(state, heard("P4"))
        mended = after(state, heard("G2"))
        gains.append(mended.trust - state.trust - trust.worth("G2", time))
        state = mended
    assert gains == pytest.approx([0.04, 0.04, 0.0], abs=2e-4)
    assert state.repairs == 3


def test_owning_a_slip_with_a_new_flag_beside_it_repairs_nothing():
    hurt = after(at(0.6, "wary"), heard("P7"))
    worse = after(hurt, heard("G2", "P4"))
    assert worse.trust < hurt.trust
    assert worse.repairs == 0


@pytest.mark.parametrize("stance", ["guarded", "closing"])
def test_a_sensitive_topic_while_guarded_costs(stance):
    start = at(0.2, stance)
    assert after(start, heard("G1", topic="family")).trust == pytest.approx(0.17)
    assert after(start, heard(topic="family")).trust == pytest.approx(0.17)


def test_a_sensitive_topic_costs_nothing_once_wary():
    assert after(at(0.4, "wary"), heard("G1", topic="family")).trust > 0.4


def test_a_sensitive_topic_costs_nothing_when_leave_is_asked():
    assert after(at(0.2, "guarded"), heard("M3", topic="family")).trust > 0.2


def test_a_topic_that_is_only_guessed_is_no_pushing():
    assert after(at(0.2, "guarded"), heard("G1", topic="family", sure=0.2)).trust > 0.2


def test_other_topics_cost_nothing_while_guarded():
    assert after(at(0.2, "guarded"), heard(topic="money")).trust == 0.2


@pytest.mark.parametrize(
    ("level", "stance"),
    [(0.0, "closing"), (0.119, "closing"), (0.12, "guarded"), (0.359, "guarded"),
     (0.36, "wary"), (0.579, "wary"), (0.58, "open"), (1.0, "open")],
)  # fmt: skip
def test_stances_by_trust(level, stance):
    assert trust.stance_for(level, 5) == stance


@pytest.mark.parametrize("good", range(5))
def test_nobody_is_open_before_five_good_turns(good):
    assert trust.stance_for(1.0, good) == "wary"


def test_trust_runs_out_near_zero_only():
    assert trust.has_run_out(0.04)
    assert not trust.has_run_out(0.05)


def test_trust_and_distress_stay_between_zero_and_one():
    worst = after(at(0.1, "closing", distress=0.99), heard("P7"), heard("P2", "S5"))
    assert (worst.trust, worst.distress) == (0.0, 1.0)
    best = after(at(0.99, "wary", distress=0.01), heard("G1", "G3", "M2"))
    assert (best.trust, best.distress) == (1.0, 0.0)
