import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coder.normalise import MOST_CHARACTERS, normalise

TRICKY = "​‍﻿­аеоруАВСοα’“”–—…ｙｏｕ７！ﬁ½é́ﷺ😀👍🏽🩷\U0001fae9\n\t \r\x00ㅤ⠀͏"
texts = st.text(max_size=60) | st.text(st.sampled_from(TRICKY + "you should."), max_size=60)
examples = settings(max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("уоu shоuld", "you should"),
        ("you\u200b sho\u00aduld\ufeff", "you should"),
        ("ｙｏｕ ｓｈｏｕｌｄ！", "you should!"),
        ("don’t “do” that – ever…", 'don\'t "do" that - ever...'),
        ("a\u0000b\u202ec", "abc"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("you\u3164should\u2800not", "you should not"),
        ("st\u034fop", "stop"),
        ("ﬁne", "fine"),
        ("ΑΒΕ ναι? no: vat", "ABE vai? no: vat"),
        ("café 👍🏽 \U0001fae9", "café 👍🏽 \U0001fae9"),
    ],
)
def test_it_reads_as_it_looks(written, read):
    assert normalise(written).text == read


@pytest.mark.parametrize("text", ["Привет, как дела", "Καλημέρα σας", "ok Привет дорогая"])
def test_really_cyrillic_or_greek_stays_so(text):
    assert normalise(text).text == text


def test_the_span_of_a_word_holds_what_was_hidden_in_it():
    original = "Hm. уо\u200bu shоuld… go"
    seen = normalise(original)
    start = seen.text.index("you")
    assert seen.span(start, start + 3) == (4, 8)
    dots = seen.text.index("...")
    for cut in ((dots, dots + 1), (dots, dots + 3)):
        begin, end = seen.span(*cut)
        assert original[begin:end] == "…"


@examples
@given(texts)
def test_every_character_knows_where_it_stood(original):
    seen = normalise(original)
    assert len(seen.origin) == len(seen.text)
    assert list(seen.origin) == sorted(seen.origin)
    assert all(0 <= i < len(original) for i in seen.origin)
    for char, index in zip(seen.text, seen.origin, strict=True):
        assert char in normalise(original[index]).text or ord(original[index]) >= 0x370


@examples
@given(texts, st.data())
def test_spans_map_back_to_the_same_words_of_the_original(original, data):
    seen = normalise(original)
    start = data.draw(st.integers(0, len(seen.text)))
    end = data.draw(st.integers(start, len(seen.text)))
    begin, stop = seen.span(start, end)
    assert 0 <= begin <= stop <= len(original)
    if start == end:
        assert begin == stop
    else:
        covered = [i for i, at in enumerate(seen.origin) if begin <= at < stop]
        assert covered[0] <= start
        assert covered[-1] >= end - 1
        # Nothing more than the rest of a character that became several.
        assert {seen.origin[i] for i in covered} == set(seen.origin[start:end])
        assert begin == seen.origin[start]


@examples
@given(texts)
def test_nothing_invisible_is_left(original):
    left = normalise(original).text
    assert not [c for c in left if unicodedata.category(c) in ("Cf", "Cc", "Co", "Cs")
                and c not in "\n\t" and not "\U0001f000" <= c <= "\U0001faff"]  # fmt: skip
    assert not set(left) & set("\u3164\u2800\u034f\u200b")


@examples
@given(st.text(st.sampled_from("abc XYZ.,?!'\n")))
def test_plain_text_is_left_alone(original):
    assert normalise(original).text == original
    assert normalise(original).origin == tuple(range(len(original)))


def test_a_span_past_the_end_is_empty_at_the_end():
    assert normalise("abc").span(3, 9) == (3, 3)
    assert normalise("").span(0, 0) == (0, 0)
    assert normalise("abc").span(1, 99) == (1, 3)


def test_a_very_long_text_is_cut():
    assert len(normalise("a" * (MOST_CHARACTERS + 500)).text) == MOST_CHARACTERS
