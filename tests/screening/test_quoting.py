"""Whose words they are: quotation marks of every kind, and verbs of saying."""

import pytest

from bot.screening.letters import fold
from bot.screening.quoting import quoted, reported


@pytest.mark.parametrize(
    "text",
    [
        'You said "I really want OUT" last night',
        "You said 'I really want OUT' last night",
        "You said 'I don't want OUT' last night",
        "«Quiero OUT», dices",
        "“I want OUT” is a lot to say",
        "„ich will OUT“ sagst du",
        "你说「我想OUT」",
        'He wrote "OUT and left',
    ],
)
def test_within_marks_it_is_quoted(text):
    assert quoted(text, text.index("OUT"))


@pytest.mark.parametrize(
    "text",
    [
        "I don't want OUT, it's not mine",
        '"Hello" is what I came for and I want OUT',
        '"I want OUT"',
        "'I want OUT.'",
        "the girls' room, OUT",
    ],
)
def test_outside_them_or_where_all_is_in_marks_it_is_not(text):
    assert not quoted(text, text.index("OUT"))


@pytest.mark.parametrize(
    "text",
    [
        "He said OUT",
        "When you told me that OUT",
        "he texted you OUT?",
        "dijiste que OUT",
        "te gritó OUT",
        "Tu as dit OUT ?",
        "ты сказала, OUT",
        "OUT, you said",
    ],
)
def test_behind_a_verb_of_saying_it_is_told_at_once(text):
    folded = fold(text)
    at = folded.index("out")
    assert reported(folded, (at, at + 3), at_once=True)


@pytest.mark.parametrize(
    "text",
    [
        "I said OUT",
        "I just told you OUT",
        "I'm telling you, OUT",
        "He said hello. OUT",
        "eu disse OUT",
    ],
)
def test_one_s_own_saying_and_another_sentence_are_not(text):
    folded = fold(text)
    at = folded.index("out")
    assert not reported(folded, (at, at + 3), at_once=True)
    assert not reported(folded, (at, at + 3), at_once=False)


def test_a_thought_without_a_thinker_is_one_s_own_distress_but_not_one_s_own_abuse():
    assert not reported("think out", (6, 9), at_once=True)
    assert reported("think out", (6, 9), at_once=False)


def test_further_off_it_counts_where_asked_for_unless_a_comma_parts_them():
    text = "he yelled from the car in front of them out"
    span = (text.index("out"), len(text))
    assert reported(text, span, at_once=False)
    assert not reported(text, span, at_once=True)
    text = "he yelled at you from the car, out"
    assert not reported(text, (text.index("out"), len(text)), at_once=False)
