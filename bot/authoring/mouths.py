"""Lines that the detector would flag in the coach's or a model answer's mouth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.authored import DATA, AuthoredFile, Path_, read
from bot.coder import load_coder


def problems(data: Path = DATA) -> list[str]:
    """One line for each flagged model answer, teaching sentence or wording under ``data``."""
    found: list[str] = []
    for folder in ("personas", "scenarios"):
        for path in sorted((data / folder).glob("*.yml")):
            found += _of(read(path), _models)
    for name in ("codes", "coach", "alternatives", "instead"):
        path = data / "guidance" / f"{name}.yml"
        if path.exists():
            found += _of(read(path), _taught)
    return found


def _of(file: AuthoredFile, parts: Any) -> list[str]:
    code = load_coder().code
    for path, client, text in parts(file.data):
        for flag in (f for f in code(client, text) if f.shown and f.code[0] in "PS"):
            file.blame(
                path,
                f"the detector hears {flag.code} in “{flag.quote}”, and this is a wording we "
                f"teach: say it plainer, or more tentatively.",
            )
    return file.problems


def _models(value: Any, path: Path_ = (), client: str = "") -> Iterator[tuple[Path_, str, str]]:
    """Model answers with their place and the client line they answer ("" for a topic's)."""
    if isinstance(value, list):
        for i, v in enumerate(value):
            yield from _models(v, (*path, i))
    elif isinstance(value, dict):
        said = str(value.get("say", ""))
        for i, model in enumerate(value.get("models", ())):
            yield (*path, "models", i, "say"), said, model["say"]
        for k, v in value.items():
            if k != "models":
                yield from _models(v, (*path, k))


_TAUGHT = ("about", "noticed", "happens", "hints", "say")


def _taught(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str, str]]:
    """What the coach says: teaching text by code, the coach's own words, wordings offered."""
    if isinstance(value, list):
        for i, v in enumerate(value):
            if isinstance(v, dict):
                for key in _TAUGHT:
                    said = v.get(key, ())
                    for j, text in enumerate([said] if isinstance(said, str) else said):
                        place = (*path, i, key) if isinstance(said, str) else (*path, i, key, j)
                        yield place, "", text
    elif isinstance(value, dict):
        for key, texts in value.items():
            for i, text in enumerate(texts):
                yield (*path, key, i), "", text.replace("{quote}", "that")
