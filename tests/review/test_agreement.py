from itertools import count
from math import sqrt

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from bot.practice.codes import CODE_IDS
from bot.review.agreement import (
    ALL,
    FEWEST,
    WHY,
    Estimate,
    Judgement,
    Overturned,
    Ruling,
    agreement,
    judged,
    overturned,
    with_reviewers,
)


def two(both=0, first=0, second=0, neither=0, code="P4"):
    """Judgements of ann and ben on one code: so many that both gave, ann alone, ben alone, none."""
    made = []
    ids = count()
    for times, ann, ben in (
        (both, True, True),
        (first, True, False),
        (second, False, True),
        (neither, False, False),
    ):
        for _ in range(times):
            item = f"m{next(ids):04}"
            made += [Judgement(item, "ann", code, ann), Judgement(item, "ben", code, ben)]
    return made


def on(code, found):
    return next(c for c in found.codes if c.code == code)


def value(estimate):
    assert estimate.value is not None, estimate.why
    return pytest.approx(estimate.value, abs=1e-6)


# Worked by hand


def test_kappa_and_alpha_of_two_raters():
    # 24 of 30 alike. Each gives the code 12 times: chance 0.4 * 0.4 + 0.6 * 0.6 = 0.52.
    # Alpha: 60 answers, 24 of them yes; 12 of 60 apart; chance 2 * 24 * 36 / (60 * 59).
    found = on("P4", agreement(two(both=9, first=3, second=3, neither=15)))
    assert (found.messages, found.compared, found.given, found.by_all) == (30, 30, 15, 9)
    assert value(found.percent) == 0.8
    assert value(found.kappa) == 0.28 / 0.48
    assert value(found.alpha) == 1 - 0.2 / (1728 / 3540)


def test_agreement_no_better_than_chance_is_zero():
    # Ann gives it in 20 of 40, ben in 10 of each half.
    found = on("P4", agreement(two(both=10, first=10, second=10, neither=10)))
    assert value(found.percent) == 0.5
    assert value(found.kappa) == 0.0


def test_agreement_worse_than_chance_is_below_zero():
    found = on("P4", agreement(two(first=10, second=10)))
    assert value(found.kappa) == -1.0
    # 40 answers, half of them yes: all 20 pairs apart; chance 2 * 20 * 20 / (40 * 39).
    assert value(found.alpha) == 1 - 1 / (800 / 1560)


def test_who_comes_first_makes_no_difference_to_kappa_but_to_the_raters_named():
    judgements = two(both=9, first=6, second=1, neither=14)
    one, other = agreement(judgements, ("ann", "ben")), agreement(judgements, ("ben", "ann"))
    assert one.raters == ("ann", "ben")
    assert other.raters == ("ben", "ann")
    assert value(on("P4", one).kappa) == on("P4", other).kappa.value


def test_alpha_of_three_raters_with_gaps():
    # Three raters: 10 messages without, 4 with, 3 with by two of three. Two raters: 3 apart.
    # One rater: 5, which say nothing. 57 answers, 21 yes; apart: 3 * 2 * 2 / 2 + 3 * 2 = 12.
    answers = [(0, 0, 0)] * 10 + [(1, 1, 1)] * 4 + [(1, 1, 0)] * 3 + [(1, None, 0)] * 3
    answers += [(None, 1, None)] * 5
    judgements = [
        Judgement(f"m{i}", rater, "G1", bool(answer))
        for i, row in enumerate(answers)
        for rater, answer in zip(("ann", "ben", "cho"), row, strict=True)
        if answer is not None
    ]
    found = on("G1", agreement(judgements))
    assert (found.messages, found.compared, found.given, found.by_all) == (20, 20, 10, 4)
    assert value(found.alpha) == 1 - 56 * 12 / (2 * 21 * 36)
    assert value(found.percent) == (14 + 3 * (1 / 3)) / 20
    assert found.kappa == Estimate(why="two")


def test_over_all_codes_chance_is_taken_code_by_code():
    # P4 as above: 24 alike, 15.6 by chance. G1: 27 alike of 30; 3 and 6 times given:
    # chance 30 * (0.1 * 0.2 + 0.9 * 0.8) = 22.2.
    judgements = two(both=9, first=3, second=3, neither=15)
    judgements += two(both=3, second=3, neither=24, code="G1")
    found = agreement(judgements)
    assert (found.overall.code, found.overall.messages, found.overall.compared) == (ALL, 30, 60)
    assert (found.overall.given, found.overall.by_all) == (21, 12)
    assert value(found.overall.percent) == 51 / 60
    assert value(found.overall.kappa) == (51 - 37.8) / (60 - 37.8)
    # One heap of 60 would call it more: 15 and 18 times given.
    heap = (51 / 60 - (15 * 18 + 45 * 42) / 3600) / (1 - (15 * 18 + 45 * 42) / 3600)
    assert found.overall.kappa.value < heap


def test_over_all_codes_alpha_weighs_each_by_its_expected_disagreement():
    # P4: 60 answers, 24 yes, 12 apart of 1728 / 59. G1: 40 answers, 13 yes, 2 apart of 702 / 39.
    judgements = two(both=9, first=3, second=3, neither=15)
    judgements += two(both=6, second=1, neither=13, code="G1")
    found = agreement(judgements).overall
    assert (found.messages, found.compared) == (30, 50)
    assert value(found.alpha) == 1 - (12 + 2) / (1728 / 59 + 702 / 39)


def test_a_code_nobody_gave_leaves_the_overall_kappa_alone():
    judgements = two(both=9, first=3, second=3, neither=15)
    more = judgements + two(neither=30, code="S3")
    assert value(agreement(more).overall.kappa) == agreement(judgements).overall.kappa.value
    assert value(agreement(more).overall.alpha) == agreement(judgements).overall.alpha.value


# Too little to say


def test_fewer_than_twenty_messages_are_too_few():
    found = on("P4", agreement(two(both=9, first=1, neither=FEWEST - 11)))
    assert found.messages == FEWEST - 1
    assert {found.percent, found.kappa, found.alpha} == {Estimate(why="few")}
    enough = on("P4", agreement(two(both=9, first=1, neither=FEWEST - 10)))
    assert enough.kappa.value is not None


@pytest.mark.parametrize("counts", [{"neither": 30}, {"both": 30}])
def test_without_variation_kappa_and_alpha_are_undefined(counts):
    found = on("P4", agreement(two(**counts)))
    assert found.kappa == found.alpha == Estimate(why="alike")
    assert found.percent == Estimate(1.0, why="same")
    assert found.given == counts.get("both", 0)


def test_if_only_one_rater_ever_gives_the_code_kappa_is_zero_with_no_interval():
    found = on("P4", agreement(two(first=6, neither=24)))
    assert found.kappa == Estimate(0.0, why="same")


def test_where_all_agree_resampling_has_nothing_to_say():
    found = on("P4", agreement(two(both=15, neither=15)))
    assert found.kappa == found.alpha == Estimate(1.0, why="same")


def test_a_code_given_once_has_a_figure_and_no_interval():
    found = on("P4", agreement(two(both=1, neither=39)))
    assert found.kappa == Estimate(1.0, why="rare")


def test_codes_nobody_judged_are_listed_as_too_few():
    found = agreement(two(both=15, neither=15))
    assert [c.code for c in found.codes] == list(CODE_IDS)
    assert on("S6", found).messages == 0
    assert on("S6", found).kappa == Estimate(why="few")


@pytest.mark.parametrize(
    "found",
    [
        agreement([]),
        with_reviewers([], "detector"),
        agreement(two(both=30), ("ann", "nobody")),
        with_reviewers(two(both=30), "detector"),
        with_reviewers([j for j in two(both=30) if j.rater == "ann"], "ann"),
        agreement([j for j in two(both=30) if j.rater == "ann"]),
    ],
)
def test_nothing_to_compare(found):
    assert found.overall.messages == found.overall.compared == 0
    assert {found.overall.percent, found.overall.kappa, found.overall.alpha} == {
        Estimate(why="few")
    }


def test_each_reason_has_its_sentence():
    assert set(WHY) == {"few", "alike", "two", "same", "rare"}


# What counts


def test_reading_a_message_judges_every_code():
    found = judged("m1", "ann", {"P4", "G1"})
    assert len(found) == 29
    assert {j.code for j in found if j.present} == {"P4", "G1"}
    assert {(j.item, j.rater) for j in found} == {("m1", "ann")}


def test_the_later_of_two_judgements_counts():
    judgements = two(both=10, neither=20)
    again = [Judgement("m0000", "ben", "P4", False)]
    assert on("P4", agreement(judgements + again)).by_all == 9
    assert on("P4", agreement(again + judgements)).by_all == 10


def test_codes_of_another_codebook_are_left_out():
    judgements = two(both=9, first=3, second=3, neither=15)
    assert agreement([*judgements, Judgement("m0000", "ann", "X1", True)]) == agreement(judgements)


def test_messages_of_one_rater_and_others_raters_are_left_out():
    judgements = two(both=9, first=3, second=3, neither=15)
    alone = [Judgement("z", "ann", "P4", True)]
    other = [Judgement("m0001", "cho", "P4", False)]
    found = agreement([*judgements, *alone, *other], ("ann", "ben"))
    assert found == agreement(judgements)


def test_order_makes_no_difference_and_the_seed_only_to_intervals():
    judgements = two(both=9, first=3, second=3, neither=15)
    found = agreement(judgements)
    assert agreement(judgements[::-1]) == found
    other = agreement(judgements, seed=2)
    assert other != found
    assert on("P4", other).kappa.value == on("P4", found).kappa.value


# The detector and the reviewers


def test_a_message_read_by_two_reviewers_is_compared_twice():
    judgements = []
    for i in range(30):
        judgements.append(Judgement(f"m{i:02}", "detector", "P4", i < 12))
        judgements.append(Judgement(f"m{i:02}", "ann", "P4", i < 9 or i >= 27))
        if i < 10:
            judgements.append(Judgement(f"m{i:02}", "ben", "P4", True))
    found = with_reviewers(judgements, "detector")
    assert found.raters == ("detector", "reviewers")
    p4 = on("P4", found)
    assert (p4.messages, p4.compared, p4.given, p4.by_all) == (30, 40, 25, 19)
    # Ann and the detector are alike on 24, ben and the detector on 10. Given in 22 of 40 each.
    chance = 40 * (0.55 * 0.55 + 0.45 * 0.45)
    assert value(p4.percent) == 34 / 40
    assert value(p4.kappa) == (34 - chance) / (40 - chance)


def test_with_one_reviewer_it_is_the_agreement_of_two():
    judgements = two(both=9, first=6, second=1, neither=14)
    found, plain = with_reviewers(judgements, "ann"), agreement(judgements, ("ann", "ben"))
    assert (found.overall, found.codes) == (plain.overall, plain.codes)


def test_twenty_readings_of_ten_messages_are_too_few():
    judgements = [
        Judgement(f"m{i}", rater, "P4", (i + len(rater)) % 2 == 0)
        for i in range(10)
        for rater in ("detector", "ann", "benny")
    ]
    p4 = on("P4", with_reviewers(judgements, "detector"))
    assert (p4.messages, p4.compared) == (10, 20)
    assert p4.kappa == Estimate(why="few")


def test_readings_of_one_message_are_drawn_together():
    """Twins say nothing new: the interval stays as wide as with one reviewer."""
    one = two(both=9, first=6, second=6, neither=39)
    twin = [Judgement(j.item, "cho", j.code, j.present) for j in one if j.rater == "ben"]
    alone = on("P4", with_reviewers(one, "ann")).kappa
    twice = on("P4", with_reviewers([*one, *twin], "ann")).kappa
    assert (twice.low, twice.high) == pytest.approx((alone.low, alone.high))


# Intervals


def naive(first, second, figure, resamples=600, seed=7):
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(resamples):
        picks = chance.integers(len(first), size=len(first))
        found.append(figure(first[picks], second[picks]))
    return np.percentile(found, [2.5, 97.5])


def alpha_of(first, second):
    counts = np.stack([2 - first - second, first + second], axis=1)
    return krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("kappa", cohen_kappa_score),
        ("alpha", alpha_of),
        ("percent", lambda a, b: (a == b).mean()),
    ],
)
def test_intervals_are_those_of_a_plain_bootstrap(name, figure):
    found = getattr(on("P4", agreement(two(30, 8, 12, 50))), name)
    first = np.repeat([1, 1, 0, 0], [30, 8, 12, 50])
    second = np.repeat([1, 0, 1, 0], [30, 8, 12, 50])
    low, high = naive(first, second, figure)
    assert found.low == pytest.approx(low, abs=0.03)
    assert found.high == pytest.approx(high, abs=0.03)
    assert found.low < found.value < found.high


def test_the_overall_interval_draws_whole_messages():
    """The same answers on 29 codes are worth one code."""
    one = two(9, 3, 3, 15)
    many = [Judgement(j.item, j.rater, code, j.present) for j in one for code in CODE_IDS]
    alone, together = on("P4", agreement(one)).kappa, agreement(many).overall.kappa
    assert (together.value, together.low, together.high) == pytest.approx(
        (alone.value, alone.low, alone.high)
    )


@pytest.mark.parametrize("place", [0, 19, 39])
def test_every_message_is_drawn_in_some_resample(place):
    judgements = [
        Judgement(f"m{i:02}", rater, "P4", (i % 2 == 0) != (rater == "ben" and i == place))
        for i in range(40)
        for rater in ("ann", "ben")
    ]
    found = on("P4", agreement(judgements)).percent
    assert found.low < found.value == 39 / 40 < found.high


def test_more_messages_narrow_the_interval():
    few, many = (on("P4", agreement(two(9 * k, 3 * k, 3 * k, 15 * k))).kappa for k in (1, 9))
    assert many.high - many.low < (few.high - few.low) / 2


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(*[st.sampled_from([None, False, True])] * 3),
        min_size=FEWEST,
        max_size=40,
    ),
    st.booleans(),
)
def test_the_sums_give_what_the_libraries_give(answers, with_third):
    """Of one code, the figure over all codes is the library's. Resamples are made of such sums."""
    names = ("ann", "ben", "cho") if with_third else ("ann", "ben")
    judgements = [
        Judgement(f"m{i:03}", rater, "M2", answer)
        for i, row in enumerate(answers)
        for rater, answer in zip(names, row, strict=False)
        if answer is not None
    ]
    found = agreement(judgements, names, codes=("M2",), resamples=20)
    code = found.codes[0]
    for name in ("percent", "kappa", "alpha"):
        one, overall = getattr(code, name), getattr(found.overall, name)
        assert (one.value is None) == (overall.value is None)
        if one.value is not None:
            assert overall.value == pytest.approx(one.value)
    data = np.array([[np.nan if a is None else a for a in row[: len(names)]] for row in answers])
    if code.alpha.value is not None:
        expected = krippendorff.alpha(data.astype(float).T, level_of_measurement="nominal")
        assert code.alpha.value == pytest.approx(expected)
    paired = (~np.isnan(data.astype(float))).sum(axis=1) > 1
    assert code.messages == paired.sum()


# How often the detector is overruled


def wilson(part, whole, z=1.959963984540054):
    share = part / whole
    middle = (share + z**2 / (2 * whole)) / (1 + z**2 / whole)
    half = z * sqrt(share * (1 - share) / whole + z**2 / (4 * whole**2)) / (1 + z**2 / whole)
    return middle - half, middle + half


def rulings(code, overruled, kept):
    return [Ruling(f"{code}-{i}", code, i < overruled) for i in range(overruled + kept)]


def test_the_overturn_rate_with_its_interval():
    overall, each = overturned([*rulings("P4", 3, 7), *rulings("S1", 0, 5)])
    by_code = {o.code: o for o in each}
    p4 = by_code["P4"]
    assert (p4.judged, p4.overruled, p4.rate) == (10, 3, 0.3)
    assert (p4.low, p4.high) == pytest.approx(wilson(3, 10))
    assert (p4.low, p4.high) == pytest.approx((0.1078, 0.6032), abs=1e-4)
    s1 = by_code["S1"]
    assert (s1.judged, s1.rate, s1.low) == (5, 0.0, 0.0)
    assert s1.high == pytest.approx(wilson(0, 5)[1])
    assert by_code["P1"] == Overturned("P1", 0, 0, None, None, None)
    assert (overall.code, overall.judged, overall.overruled) == (ALL, 15, 3)
    assert (overall.low, overall.high) == pytest.approx(wilson(3, 15))
    assert [o.code for o in each] == list(CODE_IDS)


def test_a_finding_counts_once_as_it_was_ruled_last():
    overall, _ = overturned([Ruling("7", "P4", True), Ruling("7", "P4", False)])
    assert (overall.judged, overall.overruled) == (1, 0)


def test_without_rulings_there_is_no_rate():
    overall, each = overturned([Ruling("1", "X1", True)])
    assert overall == Overturned(ALL, 0, 0, None, None, None)
    assert {o.rate for o in each} == {None}
