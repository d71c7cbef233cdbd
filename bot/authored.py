"""Read an authored YAML file, and say what is wrong in it: file, line, what is allowed, a guess."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
Path_ = tuple[str | int, ...]


class ContentError(Exception):
    """Something in ``data/`` is not as it must be. ``problems`` has one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class AuthoredFile:
    """A YAML file's data, and the line on which each part of it begins."""

    path: Path
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def at(self, path: Path_) -> str:
        """``file:line`` of a part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{_shown(self.path)}:{self.lines.get(path, 1)}"

    def blame(self, path: Path_, problem: str) -> None:
        """Note a problem with a part."""
        told = f"{self.at(path)}: {problem}"
        if told not in self.problems:
            self.problems.append(told)


@cache
def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def read(path: Path) -> AuthoredFile:
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
    file = AuthoredFile(path, data)
    if node is not None:
        _note_lines(node, (), file)
    if any(_NOT_TEXT in p for p in file.problems):
        raise ContentError(file.problems)
    return file


_NOT_TEXT = "is not read as text here; put quotes around it."


def _note_lines(node: yaml.Node, path: Path_, file: AuthoredFile) -> None:
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


@cache
def _schema(kind: str) -> tuple[dict[str, Any], jsonschema_rs.Validator]:
    schema = json.loads((DATA / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return schema, jsonschema_rs.validator_for(schema)


def validate(file: AuthoredFile, kind: str) -> None:
    """Hold a file against ``data/schemas/<kind>.schema.json``; problems go to the file."""
    schema, quick = _schema(kind)
    with suppress(ValueError):  # something that no JSON could hold, such as a date
        if quick.is_valid(file.data):
            return
    # Slower by far, and able to say what is wrong where.
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
        return (
            f"unknown key '{extra}'.{did_you_mean(extra, allowed)} Allowed: {', '.join(allowed)}."
        )
    if error.validator == "enum" and error.instance is not None:
        allowed = [str(x) for x in cast("list[object]", error.validator_value)]
        guess = did_you_mean(str(error.instance), allowed)
        return f"'{error.instance}' is not known.{guess} Allowed: {', '.join(allowed)}."
    if error.validator == "required":
        needed = cast("list[str]", error.validator_value)
        missing = [k for k in needed if k not in cast("dict[str, Any]", error.instance)]
        return f"missing: {', '.join(missing)}."
    empty = error.instance is None and error.absolute_path
    if empty or error.validator in ("minItems", "minLength", "minProperties"):
        return "nothing stands here yet, and something is needed (docs/authoring.md says what)."
    return f"{error.message[:160]}."


def did_you_mean(given: str, allowed: list[str]) -> str:
    """ " Did you mean '…'?" if one of ``allowed`` is close to ``given``, else ""."""
    near = difflib.get_close_matches(given, allowed, n=1)
    return f" Did you mean '{near[0]}'?" if near else ""
