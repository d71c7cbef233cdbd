"""What replies are about is kept as it was, and forgotten with the scene."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content import Content
from bot.demo.hearing import Heard, Hearing, keep
from bot.practice.lines import content_lines


@pytest.fixture
def hearing(authored: Content) -> Hearing:
    near = [line.id for line in content_lines(authored.scenarios["the-list"])][5:8]
    return Hearing(
        {"safety": 0.5121, "police": 0.25}, dict(zip(near, (0.9, 0.31, -0.125), strict=True))
    )


def test_it_comes_back_as_it_was(tmp_path: Path, authored: Content, hearing: Hearing):
    scene, path = authored.scenarios["the-list"], tmp_path / "heard.npz"
    keep([(scene, "Is it safe?", hearing), (scene, "Hm.", Hearing({"other": 0.9}, {}))], path)
    heard = Heard(authored.scenarios, path)
    found = heard.get("the-list", "Is it safe?")
    assert found == hearing
    assert list(found.topics) == ["safety", "police"]
    assert (found.topic, found.confidence) == ("safety", 0.5121)
    assert heard.get("the-list", "Hm.") == Hearing({"other": 0.9}, {})
    assert heard.get("the-list", "Is it?") is None
    assert heard.get("good-news", "Is it safe?") is None


def test_after_a_scene_was_edited_it_is_not_known(
    tmp_path: Path, authored: Content, hearing: Hearing
):
    scene, path = authored.scenarios["the-list"], tmp_path / "heard.npz"
    keep([(scene, "Is it safe?", hearing)], path)
    renamed = replace(scene, persona=replace(scene.persona, name="Zed"))
    assert Heard({"the-list": renamed}, path).get("the-list", "Is it safe?") is None
    other = replace(scene, story={k: v[1:] for k, v in scene.story.items()})
    assert Heard({"the-list": other}, path).get("the-list", "Is it safe?") is None
