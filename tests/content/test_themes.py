"""What a content note names is among the scene's themes: those are what "not today" goes by."""

from __future__ import annotations

import re
from typing import Final

import pytest

from bot.content import load
from bot.practice.types import Scenario

# Words of a content note, and the themes one of which they call for.
CALLS_FOR: Final = {
    r"police": ("police",),
    r"inspection": ("raids",),
    r"robbed|robbery|locked in": ("violence",),
    r"would not let go": ("violence",),
    r"death|died": ("grief",),
    r"overdose": ("overdose",),
    r"drug use": ("drug-use",),
    r"debt|loan": ("debt",),
    r"money worries|short of food": ("slow-week",),
    r"lose the flat|lose her bed": ("eviction",),
    r"found out|identified|real name|gossip": ("outing",),
    r"partner": ("partner",),
    r"a family|judged unfit": ("parenting",),
    r"father|mother who": ("family",),
    r"papers": ("migration",),
    r"old name|undress": ("trans-lives",),
    r"nurse|clinic": ("unkind-care", "testing"),
    r"tests?\b": ("testing",),
    r"therapist": ("therapy",),
    r"exam\b": ("study",),
    r"not want to use a condom": ("condoms-refused",),
    r"names called|mocking|judged|contempt|humiliating": ("stigma", "police"),
    r"pushes against|said no to": ("boundary-pusher",),
    r"shouting": ("conflict",),
    r"asks staff|staff would turn down": ("staff-boundaries",),
    r"advice": ("advice",),
    r"leaving the work": ("exit-programme",),
    r"quiet days|company on a sunday": ("loneliness",),
}
_NOT_IN_IT: Final = re.compile(r"^(?:no|nobody|nothing)\b")
SCENES: Final = sorted(load().scenarios.values(), key=lambda s: s.id)


def named(scene: Scenario) -> str:
    """What a content note says is in the scene; what it says is not in it left out."""
    parts = re.split(r"[.;]\s*", " ".join(scene.content_note.casefold().split()))
    return ". ".join(p for p in parts if not _NOT_IN_IT.match(p))


@pytest.mark.parametrize("scene", SCENES, ids=lambda s: s.id)
def test_a_content_note_and_the_themes_agree(scene: Scenario) -> None:
    note = named(scene)
    for words, themes in CALLS_FOR.items():
        found = re.search(rf"\b(?:{words})", note)
        assert not found or set(themes) & set(scene.themes), (found and found[0], themes)


def test_each_word_of_the_table_stands_in_a_content_note() -> None:
    notes = " ".join(named(scene) for scene in SCENES)
    for words in CALLS_FOR:
        assert re.search(rf"\b(?:{words})", notes), words


def test_each_scene_s_note_is_in_the_table() -> None:
    """A new scene whose note calls for nothing here needs its words in the table."""
    for scene in SCENES:
        called = any(re.search(rf"\b(?:{words})", named(scene)) for words in CALLS_FOR)
        assert called or "good-news" in scene.themes, scene.id
