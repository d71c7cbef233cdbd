"""Cells: what a spreadsheet would run is text in it, and what was said can be had back."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.review.cells import cell, plain

SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫⁺₋−"
BEFORE = ("", " ", "   ", "\t", "\r", "\n", "\r\n", '"', "'", "''", ' "', " \t ' ", "“", "«", "`")
UNSEEN = ("\u00a0", "\u3000", "\ufeff", "\u200b", "\u202e", "\x00", "\x0b", "\u2028")
AFTER = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","y")', "")
PASSED = set(" \t\r\n\"'`“«\u00a0\u3000\ufeff\u200b\u202e\x00\x0b\u2028")


def runs(text: str) -> bool:
    """A spreadsheet at its worst: quotes, spaces and what isn't seen don't keep it from running."""
    rest = text.lstrip("".join(PASSED))
    return bool(rest) and unicodedata.normalize("NFKC", rest[0]) in "=+-@−"


@pytest.mark.parametrize("before", [*BEFORE, *UNSEEN], ids=ascii)
@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_a_formula_is_text(before, sign):
    for after in AFTER:
        text = before + sign + after
        made = cell(text)
        assert made.startswith("'")
        assert plain(made) == text


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx", " \tx", '"\tx', "'\rx"], ids=ascii)
def test_a_cell_that_begins_with_a_tab_or_a_new_line_is_text(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["", "Coffee?", "'tis late", '"Quoted" words', "a = b", "3 + 4", "me@example.org", "it's - ok"],
)
def test_plain_words_stay_as_they_are(text):
    assert cell(text) == plain(text) == text


@pytest.mark.parametrize("between", [";", "\n", "\r\n", "\t", '; "', ";'", "\n  "], ids=ascii)
@pytest.mark.parametrize("sign", list("=+-@＝"))
def test_what_follows_a_cut_inside_the_text_is_text(between, sign):
    made = cell(f"Hello{between}{sign}1+1")
    # As Excel cuts a line where semicolons divide cells, with quotes taken no notice of.
    for part in made.replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";"):
        assert not runs(part) or part.startswith("'")
    assert "'" in made
    assert plain(made) == f"Hello{between}{sign}1+1"


ALPHABET = st.sampled_from("=+-@＝−;,\t\r\n '\"“a1\ufeff\u200b()|")


@given(st.text(ALPHABET, max_size=12) | st.text(max_size=40))
@example("'=1")
@example("''=1")
@example(";'=")
@example("'\t")
def test_what_was_said_can_be_had_back(text):
    assert plain(cell(text)) == text
    if runs(text):
        assert cell(text).startswith("'")


@given(st.lists(st.text(ALPHABET, max_size=12) | st.text(max_size=20), min_size=1, max_size=5))
def test_a_row_survives_a_csv_file(texts):
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerow([cell(t) for t in [*texts, "end"]])
    file.seek(0)
    (row,) = csv.reader(file)
    assert [plain(c) for c in row] == [*texts, "end"]


def test_long_texts_take_no_time():
    for text in (" " * 300_000, ";" + " " * 300_000, "; " * 150_000, "'\n" * 150_000):
        assert plain(cell(text)) == text
