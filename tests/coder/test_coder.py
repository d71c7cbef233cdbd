"""The shipped detector on plain cases: what it finds, where, how it says why."""

from __future__ import annotations

import pytest

from bot.coder import load_coder

LOCKED_IN = "He locked the doors and would not let me out."


def shown(client: str, reply: str) -> set[str]:
    return {f.code for f in load_coder().code(client, reply) if f.shown}


@pytest.mark.parametrize(
    ("client", "reply", "code"),
    [
        (LOCKED_IN, "You need to stop seeing him.", "P1"),
        (LOCKED_IN, "No judgment, but what did you expect?", "P6"),
        (LOCKED_IN, "At least he didn't hurt you, so don't worry, it'll be fine.", "P9"),
        (LOCKED_IN, "That sounds terrifying.", "G1"),
        (LOCKED_IN, "You got out of there on your own. That takes skill.", "G3"),
        ("You keep telling me what to do.", "Sorry, I jumped ahead there.", "G2"),
    ],
)
def test_plain_cases_are_shown(client, reply, code):
    assert code in shown(client, reply)


@pytest.mark.parametrize(
    ("client", "reply"),
    [
        (LOCKED_IN, "Take your time."),
        (LOCKED_IN, "What happened then?"),
        ("Long day.", "Want some coffee?"),
        ("Hi.", "ok"),
        ("I should get going.", "It was good to meet you. Take care, bye!"),
        (LOCKED_IN, "Hi, good evening, nice to meet you"),
        ("Can you lend me twenty?", "I can't lend cash. I can get you a food card."),
        ("What would you do?", "I'd probably ask Marlene first, since you asked."),
    ],
)
def test_plain_good_replies_are_not_accused(client, reply):
    assert not {c for c in shown(client, reply) if c[0] in "PS"}


def test_offsets_count_characters_of_the_reply_as_typed():
    reply = "🙂 ok…  You need to\u200b stop seeing him, please 🙂"
    found = load_coder().code(LOCKED_IN, reply)
    assert "P1" in {f.code for f in found}
    for finding in found:
        assert reply[finding.start : finding.end] == finding.quote


def test_letters_that_only_look_latin_hide_nothing():
    disguised = "Yоu nееd tо stоp sееing him."
    assert "P1" in shown(LOCKED_IN, disguised)


def test_every_finding_says_why():
    for reply in ("You need to stop seeing him.", "It is what it is, hon, men are like that."):
        for finding in load_coder().code(LOCKED_IN, reply):
            assert len(finding.why.split()) >= 3


def test_advice_that_was_asked_for_is_at_most_unsure():
    reply = "You should try the clinic on 5th."
    assert shown("Slow night.", reply) & {"P1", "P4"}
    assert not shown("What should I do about this cough?", reply) & {"P1", "P4"}


@pytest.mark.parametrize(
    "reply", ["", " ", "🙂🙂", "\u200b", "?" * 300, "a" * 9000, "<b>&amp;</b>"]
)
def test_odd_texts_raise_nothing(reply):
    for finding in load_coder().code("", reply):
        assert 0 <= finding.start < finding.end <= len(reply)


def test_a_reply_without_a_client_line_can_be_coded():
    assert "P1" in shown("", "You need to stop seeing him.")
