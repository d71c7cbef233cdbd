"""Load and check everything authored under ``data/``: personas, scenarios, teaching text.

Errors name ``file:line``, say what is allowed there and, where it can be guessed, what was
meant. Each kind of file has a JSON Schema in ``data/schemas``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot import content_rules
from bot.authored import (
    DATA,
    ROOT,
    AuthoredFile,
    ContentError,
    did_you_mean,
    read,
    validate,
)
from bot.practice.alternatives import Bank, BankItem, Frames
from bot.practice.coach import CoachWords, Guidance
from bot.practice.codes import CODE_IDS, KEYS, MOVES, TOPICS
from bot.practice.types import (
    ByStance,
    Code,
    Disclosure,
    Line,
    Lines,
    ModelAnswer,
    Persona,
    Scenario,
    Source,
)

__all__ = ["DATA", "ROOT", "Content", "ContentError", "load", "load_guidance", "load_people"]


@dataclass(frozen=True, slots=True)
class Content:
    """All authored content, checked."""

    personas: Mapping[str, Persona]
    scenarios: Mapping[str, Scenario]
    guidance: Guidance
    bank: Bank


def _line(value: Any) -> Line:
    if isinstance(value, str):
        return Line(" ".join(value.split()))
    return Line(
        text=" ".join(value["say"].split()),
        feels=value.get("feels", ""),
        models=_models(value),
        more=_lines(value.get("more", ())),
        asks=tuple(value.get("asks", ())),
        hides=tuple(value.get("hides", ())),
        after=tuple(value.get("after", ())),
    )


def _models(value: Mapping[str, Any]) -> tuple[ModelAnswer, ...]:
    return tuple(
        ModelAnswer(" ".join(m["say"].split()), tuple(m["moves"])) for m in value.get("models", ())
    )


def _lines(values: Any) -> Lines:
    return tuple(_line(v) for v in values)


def _by_stance(value: Mapping[str, Any]) -> ByStance:
    return ByStance({k: _lines(v) for k, v in value.items() if k != "models"}, _models(value))


def _persona(d: Mapping[str, Any]) -> Persona:
    return Persona(
        id=d["id"],
        name=d["name"],
        pronouns=d["pronouns"],
        about=" ".join(d["about"].split()),
        reviewed_by=d["reviewed_by"],
        own_terms=tuple(d["own_terms"]),
        sensitivities=tuple(s["topic"] for s in d["sensitivities"]),
        trust_start=float(d["trust"]["start"]),
        trust_earns=float(d["trust"]["earns"]),
        trust_loses=float(d["trust"]["loses"]),
        reactions={k: _by_stance(v) for k, v in d["reactions"].items()},
        talk={k: _by_stance(v) for k, v in d["talk"].items()},
        unforeseen=_by_stance(d["unforeseen"]),
        told_already=_by_stance(d["told_already"]),
        quiet=_lines(d["quiet"]),
        not_understood=_lines(d["not_understood"]),
        no_further=_by_stance(d["no_further"]),
        offered=_by_stance(d["offered"]),
        warms_to=frozenset(d.get("warms_to", ())),
        cools_at=frozenset(d.get("cools_at", ())),
    )


def _scenario(d: Mapping[str, Any], persona: Persona) -> Scenario:
    goodbye = {f"goodbye.{k}": _lines(v) for k, v in d["endings"]["goodbye"].items()}
    other = {k: _lines(v) for k, v in d["endings"].items() if k != "goodbye"}
    return Scenario(
        id=d["id"],
        title=d["title"],
        persona=persona,
        reviewed_by=d["reviewed_by"],
        difficulty=d["difficulty"],
        themes=tuple(d["themes"]),
        content_note=" ".join(d["content_note"].split()),
        place=" ".join(d["place"].split()),
        aims=tuple(d["aims"]),
        tempts=tuple(d["tempts"]),
        sources=tuple(Source(s["document"], str(s["number"])) for s in d["sources"]),
        turns=d["turns"],
        opening=_lines(d["opening"]),
        topics={k: _by_stance(v) for k, v in d["topics"].items()},
        story={k: _lines(v) for k, v in d["story"].items()},
        disclosures=tuple(
            Disclosure(
                id=x["id"],
                stance=x["stance"],
                topics=tuple(x["topics"]),
                room=x["room"],
                lines=_lines(x["lines"]),
                needs=tuple(x.get("needs", ())),
            )
            for x in d["disclosures"]
        ),
        events={e["turn"]: e["say"] for e in d["events"]},
        endings=goodbye | other,
        takes_away={k: " ".join(v.split()) for k, v in d["takes_away"].items()},
        reactions={k: _by_stance(v) for k, v in d.get("reactions", {}).items()},
        trust_start=float(d.get("trust_start", persona.trust_start)),
    )


def load_people(data: Path = DATA) -> tuple[dict[str, Persona], dict[str, Scenario]]:
    """Personas and scenarios under ``data``; ContentError lists every problem found."""
    problems: list[str] = []
    personas: dict[str, Persona] = {}
    said: dict[str, dict[str, str]] = {}
    for path in _played(data / "personas"):
        file = _checked(path, "persona", problems)
        if file:
            said[file.data["id"]] = {}
            content_rules.check_id(file)
            content_rules.check_repeats(file, "persona", said[file.data["id"]])
            personas[file.data["id"]] = _persona(file.data)
            problems += file.problems
    scenarios: dict[str, Scenario] = {}
    known = sorted(p.stem for p in _played(data / "personas"))
    lists = content_rules.Lists.read(DATA / "guidance")
    for path in _played(data / "scenarios"):
        file = _checked(path, "scenario", problems)
        if file:
            content_rules.check_id(file)
            content_rules.check_scenario(file, known, lists)
            content_rules.check_repeats(file, "scenario", dict(said.get(file.data["persona"], {})))
            if file.data["persona"] in personas:
                made = _scenario(file.data, personas[file.data["persona"]])
                content_rules.check_reach(file, made)
                scenarios[file.data["id"]] = made
            problems += file.problems
    if problems:
        raise ContentError(problems)
    return personas, scenarios


def _played(folder: Path) -> list[Path]:
    """The files of a folder that are no drafts."""
    return sorted(p for p in folder.glob("*.yml") if not p.name.endswith(_DRAFT))


_DRAFT = ".draft.yml"


@dataclass(frozen=True, slots=True)
class Drafts:
    """Files that somebody is writing: left out of practice. ``problems``: what they lack."""

    paths: tuple[Path, ...]
    problems: tuple[str, ...]


def drafts(data: Path = DATA) -> Drafts:
    """The drafts under ``data``, held against their schemas."""
    found: list[str] = []
    paths = [(k, p) for k in _KINDS for p in sorted((data / f"{k}s").glob(f"*{_DRAFT}"))]
    for kind, path in paths:
        _checked(path, kind, found)
    return Drafts(tuple(p for _, p in paths), tuple(found))


_KINDS = ("persona", "scenario")


def _checked(path: Path, kind: str, problems: list[str]) -> AuthoredFile | None:
    try:
        file = read(path)
    except ContentError as error:
        problems += error.problems
        return None
    validate(file, kind)
    if file.problems:
        problems += file.problems
        return None
    return file


_CODE_KEYS = {*Code.__dataclass_fields__, "examples"}


def load_guidance(data: Path = DATA) -> tuple[Guidance, Bank]:
    """The teaching text under ``data/guidance``; ContentError lists every problem found."""
    file = read(data / "guidance" / "codes.yml")
    sources = {s["id"] for s in read(data / "guidance" / "sources.yml").data}
    codes: dict[str, Code] = {}
    for i, d in enumerate(file.data):
        if d.get("id") not in KEYS or KEYS[d["id"]] != d.get("key"):
            file.blame((i,), f"id and key must be a pair of the codebook: {d.get('id')}.")
            continue
        needs = ("noticed", "hints") if d["id"][0] in "GM" else ("happens", "helped_by")
        lacks = [k for k in ("title", "about", "lesson", "source", *needs) if not d.get(k)]
        for key in lacks:
            file.blame((i,), f"{d['id']} has no '{key}'.")
        for key in set(d) - _CODE_KEYS:
            file.blame((i, key), f"unknown key '{key}'.{did_you_mean(key, sorted(_CODE_KEYS))}")
        for move in set(d.get("helped_by", ())) - set(MOVES):
            file.blame((i, "helped_by"), f"'{move}' is no move.{did_you_mean(move, list(MOVES))}")
        if lacks:
            continue
        if d["source"]["document"] not in sources:
            file.blame((i, "source"), f"not in sources.yml: {d['source']['document']}.")
        codes[d["id"]] = Code(
            id=d["id"],
            key=d["key"],
            title=d["title"],
            about=" ".join(d["about"].split()),
            source=Source(d["source"]["document"], str(d["source"]["number"])),
            lesson=" ".join(d["lesson"].split()),
            noticed=tuple(d.get("noticed", ())),
            happens=tuple(d.get("happens", ())),
            helped_by=tuple(d.get("helped_by", ())),
            hints=tuple(d.get("hints", ())),
        )
    for missing in set(CODE_IDS) - {d.get("id") for d in file.data}:
        file.blame((), f"{missing} is missing.")
    words = read(data / "guidance" / "coach.yml")
    names = set(CoachWords.__dataclass_fields__)
    for name in names ^ set(words.data):
        words.blame((name,), f"'{name}' is {'missing' if name in names else 'not known'} here.")
    bank_file = read(data / "guidance" / "alternatives.yml")
    instead_file = read(data / "guidance" / "instead.yml")
    feelings = read(data / "guidance" / "feelings.yml")
    known_values = {
        "moves": MOVES,
        "topics": TOPICS,
        "feels": list(feelings.data),
        "instead_of": [c for c in CODE_IDS if c not in MOVES],
    }
    for some in (bank_file, instead_file):
        for i, item in enumerate(some.data):
            for key, known in known_values.items():
                for value in set(item.get(key, ())) - set(known):
                    some.blame(
                        (i, key), f"'{value}' is not known.{did_you_mean(value, list(known))}"
                    )
    frames_file = read(data / "guidance" / "frames.yml")
    _check_frames(frames_file)
    files = (file, words, bank_file, instead_file, frames_file, feelings)
    problems = [p for f in files for p in f.problems]
    if problems:
        raise ContentError(problems)
    bank = Bank(
        items=tuple(
            BankItem(
                ModelAnswer(" ".join(i["say"].split()), tuple(i["moves"])),
                tuple(i["feels"]),
                tuple(i["topics"]),
                tuple(i.get("instead_of", ())),
            )
            for i in [*bank_file.data, *instead_file.data]
        ),
        feelings={k: tuple(v) for k, v in feelings.data.items()},
        frames=Frames(
            **{
                kind: tuple(
                    ModelAnswer(" ".join(f["say"].split()), tuple(f["moves"])) for f in some
                )
                for kind, some in frames_file.data.items()
            }
        ),
    )
    return Guidance(codes, CoachWords(**{k: tuple(v) for k, v in words.data.items()})), bank


_FRAME_WORDS = {"leave": "idea", "echo": "words", "about": "thing"}


def _check_frames(file: AuthoredFile) -> None:
    """Frames have the three known kinds, known moves, and the place for words that they need."""
    for kind in set(_FRAME_WORDS) ^ set(file.data):
        file.blame((), f"'{kind}' is {'missing' if kind in _FRAME_WORDS else 'not known'} here.")
    for kind, word in _FRAME_WORDS.items():
        for i, frame in enumerate(file.data.get(kind, ())):
            places = set(re.findall(r"{(\w*)}", frame["say"]))
            if not places or places - {word, word.capitalize()}:
                file.blame((kind, i), f"A frame of '{kind}' has one {{{word}}} and no other place.")
            for move in set(frame["moves"]) - set(MOVES):
                file.blame((kind, i), f"'{move}' is not known.{did_you_mean(move, list(MOVES))}")


@cache
def load(data: Path = DATA) -> Content:
    """Everything authored, checked once per process."""
    personas, scenarios = load_people(data)
    guidance, bank = load_guidance(data)
    return Content(personas, scenarios, guidance, bank)
