"""Everything the product says obeys what it teaches: the detector finds no pitfall in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
import yaml

from bot import content, wording
from bot.authoring import mouths
from bot.coder import load_coder
from bot.coder.cues import load_cues
from bot.content import ROOT
from bot.telegram_front import words
from tools import messages

_PLACE = re.compile(r"\{[^{}]*\}")


def interface() -> Iterator[str]:
    """Sentences; a button's label of up to four words is none."""
    yield from (line for text in texts() for line in text.splitlines() if len(line.split()) > 4)


def texts() -> Iterator[str]:
    """What is gathered for translators, from wherever it stands; both forms of a plural."""
    for message in messages.extract():
        yield from [message.id] if isinstance(message.id, str) else message.id


def to_supervisors() -> Iterator[str]:
    """What ``alongside people`` answers. What its commands do is said as commands are."""
    tree = ast.parse((ROOT / "bot" / "people.py").read_text(encoding="utf-8"))
    for call in (x for x in ast.walk(tree) if isinstance(x, ast.Call)):
        if ast.unparse(call.func) in ("click.echo", "click.ClickException", "click.UsageError"):
            said = "".join(
                part.value if isinstance(part, ast.Constant) else "that"
                for given in call.args
                for part in (given.values if isinstance(given, ast.JoinedStr) else [given])
            )
            yield from (line for line in said.splitlines() if len(line.split()) > 4)


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
    for kind, some in filled.items():
        names = {"idea": some, "words": some, "Words": some[:1].upper() + some[1:], "thing": some}
        yield from (frame.text.format(**names) for frame in getattr(frames, kind))


def pitfalls(said: str, client: str = "") -> list[str]:
    found = load_coder().code(client, said)
    return [f"{f.code} in “{f.quote}”" for f in found if f.shown and f.code[0] in "PS"]


PARTS = [interface, to_supervisors, teaching, framed]


@pytest.mark.parametrize("part", PARTS, ids=lambda p: p.__name__)
def test_no_sentence_of_ours_hits_a_pitfall(part):
    found = {text: hit for text in part() if (hit := pitfalls(_PLACE.sub("that", text)))}
    assert found == {}


def test_the_sentences_looked_at_are_from_everywhere():
    said = set(interface())
    for wanted in (
        wording.CHOOSE,
        wording.LEFT_OUT[1],
        wording.REASONS["harder"],
        wording.SETTLED["kept"],
        words.DESCRIPTION.rpartition("\n")[2],
        "Dashed bars: fewer than ten replies, too few to say much.",
        "No moves were noticed so far. Whichever comes first is welcome.",
        "Nothing was marked in this conversation, neither moves nor pitfalls. Short conversations "
        "are often like that.",
    ):
        assert wanted in said
    assert len(said) > 150
    assert {wording.INTENTS[0], wording.GO_ON} < set(texts())
    assert "no invitation that. `alongside people invitations` lists them." in to_supervisors()


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
    assert [t for t in (*texts(), *to_supervisors(), *teaching()) if "!" in t] == []


def test_sources_cited_exist():
    known = {
        s["id"]
        for s in yaml.safe_load((ROOT / "data/guidance/sources.yml").read_text(encoding="utf-8"))
    }
    loaded = content.load()
    assert {c.source.document for c in loaded.guidance.codes.values()} <= known
    assert {s.document for x in loaded.scenarios.values() for s in x.sources} <= known
