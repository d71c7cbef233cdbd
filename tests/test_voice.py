"""Everything the product says obeys what it teaches: the detector finds no pitfall in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from bot import content, wording
from bot.authoring import mouths
from bot.coder import load_coder
from bot.coder.cues import load_cues
from bot.content import ROOT


def interface() -> Iterator[str]:
    """Sentences; a button's label of up to four words is none."""
    for name in dir(wording):
        value = getattr(wording, name)
        if name.isupper() and name not in ("HELP",):
            texts = value.values() if isinstance(value, dict) else [value]
            yield from (t for t in texts if len(t.split()) > 4)
    yield from wording.HELP.splitlines()


def teaching() -> Iterator[str]:
    guidance = content.load().guidance
    for code in guidance.codes.values():
        yield from (code.about, *code.noticed, *code.happens, *code.hints)
    for name in guidance.words.__dataclass_fields__:
        yield from getattr(guidance.words, name)
    yield from (cue.says.replace("{cue}", "these words") for cue in load_cues())


def framed() -> Iterator[str]:
    """Wordings around words at hand, filled with some."""
    frames = content.load().bank.frames
    filled = {"leave": "calling a nurse", "echo": "you've been up since four", "about": "your son"}
    for kind, words in filled.items():
        capital = words[:1].upper() + words[1:]
        names = {"idea": words, "words": words, "Words": capital, "thing": words}
        yield from (frame.text.format(**names) for frame in getattr(frames, kind))


def pitfalls(said: str, client: str = "") -> list[str]:
    found = load_coder().code(client, said)
    return [f"{f.code} in “{f.quote}”" for f in found if f.shown and f.code[0] in "PS"]


@pytest.mark.parametrize("part", [interface, teaching, framed], ids=lambda p: p.__name__)
def test_no_sentence_of_ours_hits_a_pitfall(part):
    found = {text: hit for text in part() if (hit := pitfalls(text.replace("{quote}", "that")))}
    assert found == {}


def test_no_model_answer_and_no_wording_offered_hits_a_pitfall():
    """What `alongside content check` refuses; about a minute for all scenes."""
    assert mouths.problems() == []


def test_the_detector_used_here_does_flag_pitfalls():
    assert pitfalls("You need to stop seeing him.")
    assert pitfalls("Don't worry, it'll be fine.", "I can't stop shaking.")


def test_no_coach_note_is_long():
    guidance = content.load().guidance
    for code in guidance.codes.values():
        longest = max((len(x.split()) for x in (*code.noticed, code.about)), default=0)
        assert longest <= 30, code.id


def test_no_exclamation_marks():
    assert [t for t in (*interface(), *teaching()) if "!" in t] == []


def test_sources_cited_exist():
    known = {
        s["id"]
        for s in yaml.safe_load((ROOT / "data/guidance/sources.yml").read_text(encoding="utf-8"))
    }
    loaded = content.load()
    assert {c.source.document for c in loaded.guidance.codes.values()} <= known
    assert {s.document for x in loaded.scenarios.values() for s in x.sources} <= known
