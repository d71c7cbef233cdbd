"""What is written in data/demo fits together, and fits the scenes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.authored import ContentError
from bot.content import Content
from bot.demo.hearing import Heard
from bot.demo.talks import FOLDER, Script, Talk, read_script
from bot.practice.codes import CODE_IDS
from bot.screening import screen
from bot.service import lines


def talks(script: Script) -> list[Talk]:
    return [talk for voice in script.voices.values() for talk in voice.talks]


def test_every_scene_and_everybody_named_is_known(script: Script, authored: Content):
    scenes = {t.scene for t in talks(script)} | {a.scene for a in script.office.assignments}
    assert scenes <= set(authored.scenarios)
    groups = {voice.group for voice in script.voices.values()}
    assert {a.to for a in script.office.assignments} <= groups | set(script.voices)
    assert {g for r in script.office.reviewers for g in r.groups} <= groups
    roles = {r.role for r in script.office.reviewers}
    assert {t.review.by for t in talks(script) if t.review} <= roles


def test_days_go_on_and_aims_are_the_scenes(script: Script, authored: Content):
    for name, voice in script.voices.items():
        days = [t.day for t in voice.talks]
        assert days == sorted(days), name
        for talk in voice.talks:
            assert not talk.aim or talk.aim in authored.scenarios[talk.scene].aims, talk.scene


def test_no_reply_is_held_back_or_changed_by_screening(script: Script):
    for talk in talks(script):
        for said in talk.said:
            seen = screen(said.say, lines.names(talk.scene))
            assert (seen.kind, seen.text) == ("play", said.say)


def test_nobody_says_the_same_twice(script: Script):
    said = Counter(s.say for t in talks(script) for s in t.said if len(s.say) > 20)
    assert [words for words, times in said.items() if times > 1] == []


def test_reviews_speak_of_replies_that_are_there(script: Script):
    for talk in talks(script):
        review, second = talk.review, talk.second
        about = [*(review.verdicts if review else ()), *(review.comments if review else ())]
        about += second.differs if second else ()
        assert all(1 <= one.reply <= len(talk.said) for one in about)
        for ruling in review.verdicts if review else ():
            assert {ruling.code, ruling.instead, ruling.missed} <= {"", *CODE_IDS}
            assert ruling.words in talk.said[ruling.reply - 1].say
        for differs in second.differs if second else ():
            assert {differs.also, differs.without} <= {"", *CODE_IDS}
            assert differs.words in talk.said[differs.reply - 1].say


def test_what_every_reply_is_about_is_kept(script: Script, authored: Content):
    heard = Heard(authored.scenarios)
    new = {t.scene for t in talks(script) for s in t.said if heard.get(t.scene, s.say) is None}
    assert not new, f"edited since: {sorted(new)}. `python -m tools.demo_hears` hears them anew"


def test_a_mistake_in_a_file_is_named(tmp_path: Path):
    (tmp_path / "desk.yml").write_text((FOLDER / "desk.yml").read_text())
    (tmp_path / "ann.yml").write_text("group: A\nhours: [9, 10]\ntalks: [{day: 99}]\n")
    with pytest.raises(ContentError, match=r"(?s)ann\.yml.*day.*scene"):
        read_script(tmp_path)
