"""What is said to the software is not held against the trainee."""

from __future__ import annotations

from bot.practice.hearing import hear
from bot.practice.types import Finding

FLAG = Finding("S4", 0, 14, "are you a bot?", 0.8, True, "")
MOVE = Finding("M1", 0, 14, "are you a bot?", 0.8, True, "")


def test_a_flag_on_words_about_the_practice_stays_unsure():
    heard = hear("are you a bot?", "bot_check", 0.9, [FLAG])
    assert heard.flags == ()
    assert heard.findings[0].code == "S4"


def test_elsewhere_and_when_unsure_of_the_topic_it_counts():
    assert hear("are you a bot?", "people", 0.9, [FLAG]).flags
    assert hear("are you a bot?", "bot_check", 0.1, [FLAG]).flags


def test_moves_are_left_as_they_are():
    assert hear("are you a bot?", "bot_check", 0.9, [MOVE]).moves
