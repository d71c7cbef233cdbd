"""The labels of this front keep to the voice, and to Telegram's limits."""

import re

import pytest

from bot import wording
from bot.coder import load_coder
from bot.i18n import LANGUAGES, _, speaking
from bot.telegram_front import words

SENTENCES = (words.DESCRIPTION, words.SHORT_DESCRIPTION, words.OLD_BUTTON, words.SCENE_OPEN)


@pytest.mark.parametrize("text", SENTENCES)
def test_no_sentence_hits_a_pitfall(text):
    # Headings and the menu's few words are no sentences: the coder was not made for those.
    found = load_coder().code("", text.replace("{line}", "…"))
    assert [f.quote for f in found if f.shown and f.code[0] in "PS"] == []


def test_the_menu_and_the_help_name_the_same_commands():
    assert set(re.findall(r"/(\w+)", wording.HELP)) == set(words.COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_and_commands_fit(language):
    """https://core.telegram.org/bots/api#setmycommands and the methods beside it."""
    with speaking(language):
        assert len(_(words.DESCRIPTION)) <= 512
        assert len(_(words.SHORT_DESCRIPTION)) <= 120
        assert all(1 <= len(_(about)) <= 256 for about in words.COMMANDS.values())
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in words.COMMANDS)
