"""The labels of this front keep to the voice, and to Telegram's limits."""

import pytest

from bot import wording
from bot.coder import load_coder
from bot.telegram_front import words

SENTENCES = (words.DESCRIPTION, words.OLD_BUTTON, words.SCENE_OPEN)


@pytest.mark.parametrize("text", SENTENCES)
def test_no_sentence_hits_a_pitfall(text):
    # Headings and the menu's few words are no sentences: the coder was not made for those.
    found = load_coder().code("", text.replace("{line}", "…"))
    assert [f.quote for f in found if f.shown and f.code[0] in "PS"] == []


def test_the_menu_and_the_help_name_the_same_commands():
    assert all(f"/{c}" in wording.HELP for c in words.COMMANDS)


def test_the_description_fits():
    assert len(words.DESCRIPTION) <= 512
