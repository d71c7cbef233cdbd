"""Load and check everything authored under ``data/``: personas, scenarios, teaching text.

Errors name ``file:line``, say what is allowed there and, where it can be guessed, what was
meant. Each kind of file has a JSON Schema in ``data/schemas``.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from bot.practice.alternatives import Bank, BankItem
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

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
Path_ = tuple[str | int, ...]


class ContentError(Exception):
    """Something in ``data/`` is not as it must be. ``problems`` has one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Content:
    """All authored content, checked."""

    personas: Mapping[str, Persona]
    scenarios: Mapping[str, Scenario]
    guidance: Guidance
    bank: Bank


@dataclass
class _File:
    """A YAML file's data, and the line on which each part of it begins."""

    path: Path
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def at(self, path: Path_) -> str:
        while path and path not in self.lines:
            path = path[:-1]
        return f"{_shown(self.path)}:{self.lines.get(path, 1)}"

    def blame(self, path: Path_, problem: str) -> None:
        self.problems.append(f"{self.at(path)}: {problem}")


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _read(path: Path) -> _File:
    """Parse ``path``; a YAML error becomes a ContentError with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise ContentError([f"{_shown(path)}: this file is missing."]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        if isinstance(error, yaml.reader.ReaderError):
            line = text.count("\n", 0, error.position) + 1
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        hint = "A text with a colon or a quote in it wants double quotes around it."
        raise ContentError(
            [f"{_shown(path)}:{line}: not readable as YAML: {what}. {hint}"]
        ) from None
    file = _File(path, data)
    if node is not None:
        _note_lines(node, (), file)
    if any(_NOT_TEXT in p for p in file.problems):
        raise ContentError(file.problems)
    return file


_NOT_TEXT = "is not read as text here; put quotes around it."


def _note_lines(node: yaml.Node, path: Path_, file: _File) -> None:
    file.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            here = (*path, key.value)
            file.lines[here] = key.start_mark.line + 1
            if key.tag != "tag:yaml.org,2002:str":
                file.blame(here, f"the key '{key.value}' {_NOT_TEXT}")
            if key.value in seen:
                file.blame(here, f"'{key.value}' stands twice here; only the last would count.")
            seen.add(key.value)
            _note_lines(value, here, file)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*path, index), file)


def _validate(file: _File, kind: str) -> None:
    schema = json.loads((DATA / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    for error in Draft202012Validator(schema).iter_errors(file.data):
        if error.validator in ("anyOf", "oneOf") and error.context:
            error = _nearest_branch(error)
        path: Path_ = tuple(error.absolute_path)
        file.blame(_extra_key(path, error), _explain(error))


def _nearest_branch(error: ValidationError) -> ValidationError:
    """Of the forms a value may have, what is wrong with the one it was probably meant to be."""
    of_this_form = [e for e in error.context if e.validator != "type" or e.path]
    return best_match(of_this_form or error.context) or error


def _extra_key(path: Path_, error: ValidationError) -> Path_:
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        extra = _unknown_keys(error)
        return (*path, extra[0]) if extra else path
    if "propertyNames" in error.absolute_schema_path:
        return (*path, str(error.instance))
    return path


def _schema_of(error: ValidationError) -> dict[str, Any]:
    return dict(error.schema) if isinstance(error.schema, Mapping) else {}


def _unknown_keys(error: ValidationError) -> list[str]:
    schema = _schema_of(error)
    known = set(schema.get("properties", {}))
    patterns = schema.get("patternProperties", {})
    given: dict[str, Any] = dict(cast("Mapping[str, Any]", error.instance))
    return [k for k in given if k not in known and not any(re.search(p, k) for p in patterns)]


def _explain(error: ValidationError) -> str:
    """The problem in words: what is wrong, what is allowed, what was probably meant."""
    if error.validator == "additionalProperties":
        extra = ", ".join(_unknown_keys(error))
        schema = _schema_of(error)
        allowed = sorted(schema.get("properties", {})) or sorted(schema.get("required", []))
        return f"unknown key '{extra}'.{_guess(extra, allowed)} Allowed: {', '.join(allowed)}."
    if error.validator == "enum":
        allowed = [str(x) for x in cast("list[object]", error.validator_value)]
        guess = _guess(str(error.instance), allowed)
        return f"'{error.instance}' is not known.{guess} Allowed: {', '.join(allowed)}."
    if error.validator == "required":
        needed = cast("list[str]", error.validator_value)
        missing = [k for k in needed if k not in cast("dict[str, Any]", error.instance)]
        return f"missing: {', '.join(missing)}."
    return f"{error.message[:160]}."


def _guess(given: str, allowed: list[str]) -> str:
    near = difflib.get_close_matches(given, allowed, n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


def _line(value: Any) -> Line:
    if isinstance(value, str):
        return Line(" ".join(value.split()))
    return Line(" ".join(value["say"].split()), value.get("feels", ""), _models(value))


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
        quiet=_lines(d["quiet"]),
        not_understood=_lines(d["not_understood"]),
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
            Disclosure(x["id"], x["stance"], tuple(x["topics"]), x["room"], _lines(x["lines"]))
            for x in d["disclosures"]
        ),
        events={e["turn"]: e["say"] for e in d["events"]},
        endings=goodbye | other,
        takes_away={k: " ".join(v.split()) for k, v in d["takes_away"].items()},
    )


def _spoken(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every line a file lets its person say, with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for i, v in enumerate(value):
            yield from _spoken(v, (*path, i))
    elif isinstance(value, dict):
        if "say" in value:
            yield (*path, "say"), value["say"]
        else:
            for k, v in value.items():
                if k != "models":
                    yield from _spoken(v, (*path, k))


_SPOKEN_KEYS = {
    "persona": ("reactions", "talk", "unforeseen", "quiet", "not_understood"),
    "scenario": ("opening", "topics", "story", "endings"),
}


def _check_repeats(file: _File, kind: str, seen: dict[str, str]) -> None:
    """No line twice, in one file or in a scenario and its persona."""
    parts: list[tuple[Path_, str]] = []
    for key in _SPOKEN_KEYS[kind]:
        parts += [((key, *p), t) for p, t in _spoken(file.data[key])]
    if kind == "scenario":
        for i, item in enumerate(file.data["disclosures"]):
            parts += [(("disclosures", i, "lines", *p), t) for p, t in _spoken(item["lines"])]
    for path, text in parts:
        same = Line(text).id
        if same in seen:
            file.blame(path, f"this line stands already at {seen[same]}: “{text[:60]}”.")
        seen.setdefault(same, file.at(path))


def _check_scenario(file: _File, known: list[str]) -> None:
    d = file.data
    if d["persona"] not in known:
        guess = _guess(d["persona"], known)
        problem = f"no persona '{d['persona']}'.{guess} There are: {', '.join(known)}."
        file.blame(("persona",), problem)
    for name, group in d["topics"].items():
        if not group.get("models") and name not in ("goodbye", "backchannel", "other"):
            file.blame(("topics", name), "a topic needs 'models': two or three answers to it.")
    reachable = set(d["topics"]) | {"feelings", "other"}
    for i, item in enumerate(d["disclosures"]):
        if not item["room"] and not set(item["topics"]) & reachable:
            file.blame(
                ("disclosures", i), "nothing leads here: no topic of this scene, and no room."
            )


def _check_id(file: _File) -> None:
    if file.data["id"] != file.path.stem:
        file.blame(("id",), f"the id must be the file's name: '{file.path.stem}'.")


def load_people(data: Path = DATA) -> tuple[dict[str, Persona], dict[str, Scenario]]:
    """Personas and scenarios under ``data``; ContentError lists every problem found."""
    problems: list[str] = []
    personas: dict[str, Persona] = {}
    said: dict[str, dict[str, str]] = {}
    for path in sorted((data / "personas").glob("*.yml")):
        file = _checked(path, "persona", problems)
        if file:
            said[file.data["id"]] = {}
            _check_id(file)
            _check_repeats(file, "persona", said[file.data["id"]])
            personas[file.data["id"]] = _persona(file.data)
            problems += file.problems
    scenarios: dict[str, Scenario] = {}
    for path in sorted((data / "scenarios").glob("*.yml")):
        file = _checked(path, "scenario", problems)
        if file:
            _check_id(file)
            _check_scenario(file, sorted(p.stem for p in (data / "personas").glob("*.yml")))
            _check_repeats(file, "scenario", dict(said.get(file.data["persona"], {})))
            if file.data["persona"] in personas:
                scenarios[file.data["id"]] = _scenario(file.data, personas[file.data["persona"]])
            problems += file.problems
    if problems:
        raise ContentError(problems)
    return personas, scenarios


def _checked(path: Path, kind: str, problems: list[str]) -> _File | None:
    try:
        file = _read(path)
    except ContentError as error:
        problems += error.problems
        return None
    _validate(file, kind)
    if file.problems:
        problems += file.problems
        return None
    return file


_CODE_KEYS = {*Code.__dataclass_fields__, "examples"}


def load_guidance(data: Path = DATA) -> tuple[Guidance, Bank]:
    """The teaching text under ``data/guidance``; ContentError lists every problem found."""
    file = _read(data / "guidance" / "codes.yml")
    sources = {s["id"] for s in _read(data / "guidance" / "sources.yml").data}
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
            file.blame((i, key), f"unknown key '{key}'.{_guess(key, sorted(_CODE_KEYS))}")
        for move in set(d.get("helped_by", ())) - set(MOVES):
            file.blame((i, "helped_by"), f"'{move}' is no move.{_guess(move, list(MOVES))}")
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
    words = _read(data / "guidance" / "coach.yml")
    names = set(CoachWords.__dataclass_fields__)
    for name in names ^ set(words.data):
        words.blame((name,), f"'{name}' is {'missing' if name in names else 'not known'} here.")
    bank_file = _read(data / "guidance" / "alternatives.yml")
    feelings = _read(data / "guidance" / "feelings.yml")
    for i, item in enumerate(bank_file.data):
        for key, known in (("moves", CODE_IDS), ("topics", TOPICS), ("feels", feelings.data)):
            for value in set(item[key]) - set(known):
                bank_file.blame((i, key), f"'{value}' is not known.{_guess(value, list(known))}")
    problems = [p for f in (file, words, bank_file, feelings) for p in f.problems]
    if problems:
        raise ContentError(problems)
    bank = Bank(
        items=tuple(
            BankItem(
                ModelAnswer(" ".join(i["say"].split()), tuple(i["moves"])),
                tuple(i["feels"]),
                tuple(i["topics"]),
            )
            for i in bank_file.data
        ),
        feelings={k: tuple(v) for k, v in feelings.data.items()},
    )
    return Guidance(codes, CoachWords(**{k: tuple(v) for k, v in words.data.items()})), bank


@cache
def load(data: Path = DATA) -> Content:
    """Everything authored, checked once per process."""
    personas, scenarios = load_people(data)
    guidance, bank = load_guidance(data)
    return Content(personas, scenarios, guidance, bank)
