"""Wordings made of the words at hand: none rather than a crooked one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.rewording import echoes, own_idea, people


@pytest.mark.parametrize(
    ("words", "idea"),
    [
        ("You should go to the police.", "going to the police"),
        ("why don't you just block him?", "blocking him"),
        ("Have you tried writing it down, honestly?", "writing it down"),
        ("You could get a lock for the door and sleep better.", "getting a lock for the door"),
        ("have you thought about moving indoors", "moving indoors"),
        ("u should take a photo of the plate", "taking a photo of the plate"),
        ("You need to see a nurse", "seeing a nurse"),
        ("Why don't you just delete that app right now?", "deleting that app"),
    ],
)
def test_an_idea_becomes_a_phrase_to_ask_leave_with(words, idea):
    assert own_idea(words) == idea


@pytest.mark.parametrize(
    "words",
    [
        "Stop seeing him.",
        "You should be ashamed of yourself.",
        "You should.",
        "You should have known better.",
        "Calm down.",
        "You need to stop this",
        "",
    ],
)
def test_what_is_no_idea_gives_none(words):
    assert own_idea(words) is None


@pytest.mark.parametrize(
    ("line", "said_back"),
    [
        ("Long night. I've been walking since four.", ["you've been walking since four"]),
        ("I was at my aunt's. He says no.", ["you were at your aunt's"]),
        ("My feet are killing me.", ["your feet are killing you"]),
        ("Are you new here?", []),
        ("Slow.", []),
        ("He said 'I know your name'.", []),
        ("I'm so stupid for going.", []),
        ("I feel like a failure today.", []),
    ],
)
def test_the_client_s_own_clause_is_said_back(line, said_back):
    assert list(echoes(line)) == said_back


def test_people_of_the_line():
    line = "My sister is coming, my little brother too, and the landlord called."
    assert list(people(line)) == ["your sister", "your little brother"]


@given(st.text(max_size=300))
def test_any_text_is_borne(text):
    own_idea(text)
    for words in echoes(text):
        assert words
    for person in people(text):
        assert person.startswith("your ")
