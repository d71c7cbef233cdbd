"""The cheap look before the real one may cost time, but never a detail."""

import json
from pathlib import Path

import pytest

from bot.screening.hints import kinds, needs_parser
from bot.screening.recognisers import engine as engines
from tests.screening.test_recognisers import MASKED

DEV = Path(__file__).parent / "personal_dev.jsonl"
ALL = ["name", "phone", "e-mail", "address", "ID number", "handle"]


def texts():
    lines = DEV.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def found(text, wanted, parsed):
    return {(s, e) for s, e, _ in engines.analyse(text, wanted, parsed, [])} if wanted else set()


@pytest.mark.parametrize("row", [row for rows in MASKED.values() for row in rows])
def test_no_example_is_lost_by_the_look_before(row):
    text = row[0]
    assert found(text, kinds(text), needs_parser(text)) == found(text, ALL, True)


def test_no_line_of_the_development_set_is_lost():
    lost = [t for t in texts() if found(t, kinds(t), needs_parser(t)) != found(t, ALL, True)]
    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "That sounds terrifying. What helped you get through it?",
        "Dee, I'm Sam. Is it okay if I sit?",
        "I hear you. And I won't tell anyone.",
        "i'm at the van till late, come whenever",
    ],
)
def test_ordinary_replies_have_no_hint(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my client jasmine", "name"),
        ("maria garcia", "name"),
        ("Amy de la Cruz", "name"),
        ("four one five five five oh one", "phone"),
        ("ana arroba gmail punto com", "e-mail"),
        ("Forty-two Mercer Street", "address"),
        ("plate LK19 VRM", "ID number"),
        ("insta: lena", "handle"),
    ],
)
def test_hints_need_neither_digits_nor_capitals(text, kind):
    assert kind in kinds(text)
