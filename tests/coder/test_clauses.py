from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coder.clauses import clauses, language
from bot.coder.normalise import normalise

PIECES = [
    "i hear you", "you should leave", "what happened", "but", "and", "so", "ok", "Dee", "he",
    "that sounds scary", ".", "?", "!!", "...", "…", "\n", "; ", " - ", "😀", "❤️", '"', ")", ",",
    "don't", "lol", "  ", "\t", "however", "I", "привет",
]  # fmt: skip
messages = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
    st.text(max_size=60),
)


def cut(text):
    return [text[c.start : c.end] for c in clauses(text)]


@settings(max_examples=150, deadline=None)
@given(messages)
def test_clauses_hold_all_words_in_order_and_do_not_overlap(text):
    found = clauses(text)
    at = 0
    for clause in found:
        assert at <= clause.start < clause.end <= len(text)
        assert not text[at : clause.start].strip(), "only space is left out"
        assert text[clause.start : clause.end] == text[clause.start : clause.end].strip()
        at = clause.end
    assert not text[at:].strip()


@settings(max_examples=40, deadline=None)
@given(messages)
def test_clauses_of_normalised_text_quote_the_original_in_order(original):
    seen = normalise(original)
    spans = [seen.span(c.start, c.end) for c in clauses(seen.text)]
    assert all(start < end <= len(original) for start, end in spans)
    assert all(a[0] < b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("That's awful. You should call him.", ["That's awful.", "You should call him."]),
        ("That's awful but you should call him", ["That's awful", "but you should call him"]),
        ("I hear you and you can stay", ["I hear you", "and you can stay"]),
        ("that's awful\nwhat did he do", ["that's awful", "what did he do"]),
        ("that's awful 😢 what did he do", ["that's awful 😢", "what did he do"]),
        ("That's awful; you got out.", ["That's awful;", "you got out."]),
        ("That's awful!! what now?", ["That's awful!!", "what now?"]),
        ("You and Marlene and Curtis", ["You and Marlene and Curtis"]),
        ("That was awful. Right?", ["That was awful.", "Right?"]),
        ("Ok.", ["Ok."]),
        ("He owes you $2.50 still", ["He owes you $2.50 still"]),
    ],
)
def test_it_cuts_where_a_new_thought_begins(text, wanted):
    assert cut(text) == wanted


def test_a_single_word_joins_its_neighbour():
    assert cut("you should go - now") == ["you should go - now"]


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_no_words_no_clauses(text):
    assert clauses(text) == []


def test_a_parse_given_is_used():
    text = "That's awful but you should call him"
    assert clauses(text, language()(text)) == clauses(text)
    assert clauses(text, language()("x")) != clauses(text)
