"""Messages are cut where a reader would, and stay well-formed."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram_front.split import split, units
from tests.fakes.telegram_html import plain


def test_short_text_is_one_part():
    assert split("Hello there.") == ["Hello there."]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing_is_no_part(text):
    assert split(text) == []


def test_units_are_utf16():
    assert units("a") == 1
    assert units("🧭") == 2


def test_cut_after_a_paragraph_rather_than_a_sentence():
    text = "One. Two. Three.\n\nFour five. Six"
    assert split(text, 28) == ["One. Two. Three.", "Four five. Six"]


def test_cut_after_a_sentence_rather_than_a_word():
    assert split("One two three four. Five six seven", 30) == [
        "One two three four.",
        "Five six seven",
    ]


def test_cut_after_a_word_rather_than_a_letter():
    assert split("abcdefgh ijklmnop qrst", 20) == ["abcdefgh ijklmnop", "qrst"]


def test_open_tags_are_closed_and_opened_again():
    parts = split("<blockquote><b>aaaa</b> bbbb <i>cccc dddd eeee</i></blockquote>", 48)
    assert len(parts) > 1
    assert all(p.startswith("<blockquote>") and p.endswith("</blockquote>") for p in parts)
    assert " ".join(plain(p) for p in parts) == "aaaa bbbb cccc dddd eeee"


def test_attributes_are_kept():
    parts = split('<a href="x">' + "word " * 10 + "</a>", 40)
    assert all(p.startswith('<a href="x">') and p.endswith("</a>") for p in parts)


def test_no_cut_in_an_entity_or_a_surrogate_pair():
    parts = split("&amp;" * 20, 23)
    assert all(set(plain(p)) == {"&"} for p in parts)
    emoji = split("🧭" * 5000)
    assert all(units(p) <= 4096 for p in emoji)
    assert "".join(emoji) == "🧭" * 5000


@pytest.mark.parametrize(
    "one", ["👩🏽‍⚕️", "👨‍👩‍👧‍👦", "👍🏿", "🇵🇹", "e\u0301", "1️⃣", "🏴\U000e0067\U000e0062\U000e007f"]
)
def test_no_cut_in_what_is_seen_as_one_character(one):
    for most in range(23, 40):
        parts = split(one * 60, most)
        assert all(units(p) <= most for p in parts)
        assert "".join(parts) == one * 60
        assert all(len(p) % len(one) == 0 for p in parts), most


def test_marks_without_end_are_cut_all_the_same():
    assert all(units(p) <= 60 for p in split("e" + "\u0301" * 500, 60))


@given(st.text(min_size=1, max_size=400), st.integers(min_value=60, max_value=200))
def test_any_text_survives(text, most):
    marked = f"<blockquote><b>x</b>{html.escape(text, quote=False)}<i>y</i></blockquote>"
    parts = split(marked, most)
    assert all(units(p) <= most for p in parts)
    words = "".join("".join(plain(p).split()) for p in parts)
    assert words == "".join(f"x{text}y".split())
