"""Rows of tokens: what stands where, and what happens to long and odd replies."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coder import load_coder
from bot.coder.clauses import clauses
from bot.coder.encoder import MODEL_DIR
from bot.coder.packing import CLIENT_TOKENS, REPLY_TOKENS, Piece, pack, pieces_of


@pytest.fixture(scope="module")
def tokenizer():
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))


def words_of(tokenizer, packed, clause):
    row, weights = packed["row_of"][clause], packed["clauses"][clause]
    return tokenizer.decode(packed["input_ids"][row][weights > 0].tolist())


def test_a_clause_is_the_mean_of_its_own_tokens(tokenizer):
    text = "That sounds hard. You should rest."
    packed = pack(tokenizer, [Piece("Long day.", text, ((0, 17), (18, 34)))])
    assert words_of(tokenizer, packed, 0) == "that sounds hard."
    assert words_of(tokenizer, packed, 1) == "you should rest."
    assert np.allclose(packed["clauses"].sum(axis=1), 1.0)


def test_clauses_of_several_rows_stand_in_order(tokenizer):
    pieces = [
        Piece("", "Hm. Ok.", ((0, 3), (4, 7))),
        Piece("A long line before it.", "So?", ((0, 3),)),
    ]
    packed = pack(tokenizer, pieces)
    assert packed["row_of"].tolist() == [0, 0, 1]
    assert words_of(tokenizer, packed, 2) == "so?"
    assert packed["input_ids"].shape == packed["attention_mask"].shape


def test_only_the_reply_is_of_the_second_kind(tokenizer):
    packed = pack(tokenizer, [Piece("One two.", "Three four.", ((0, 11),))])
    second = packed["input_ids"][0][packed["token_type_ids"][0] == 1].tolist()
    assert tokenizer.decode(second) == "three four."


def test_of_a_long_line_the_end_counts(tokenizer):
    packed = pack(tokenizer, [Piece("word " * 200 + "last", "Hm.", ((0, 3),))])
    assert packed["input_ids"].shape[1] <= CLIENT_TOKENS + REPLY_TOKENS + 3
    assert "last" in tokenizer.decode(packed["input_ids"][0].tolist())


def test_a_long_reply_takes_several_rows_and_loses_no_clause(tokenizer):
    text = "You should really go and see somebody about this now. " * 60
    cut = clauses(text)
    pieces = pieces_of(tokenizer, "Hm.", text, cut)
    assert len(pieces) > 3
    said = [p.text[s:e] for p in pieces for s, e in p.clauses]
    assert said == [text[c.start : c.end] for c in cut]
    assert all(len(tokenizer.encode(p.text).ids) <= REPLY_TOKENS + 2 for p in pieces)


def test_signs_that_no_token_stands_for_are_borne(tokenizer):
    packed = pack(tokenizer, [Piece("", "\u0001", ((0, 1),))])
    assert np.allclose(packed["clauses"].sum(axis=1), 1.0)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=600))
def test_any_reply_is_read(client, reply):
    for finding in load_coder().code(client, reply):
        assert reply[finding.start : finding.end] == finding.quote
