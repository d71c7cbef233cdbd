"""The organisation's own rubric for signing off a conversation: a YAML file, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from bot.authored import AuthoredFile, ContentError, read, validate

STEPS: Final = range(1, 6)


@dataclass(frozen=True, slots=True)
class Scale:
    """Something to be rated from 1 to 5. ``anchors``: what a number means, where it is said."""

    id: str
    title: str
    about: str
    anchors: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Rubric:
    """Scales, and the source they go back to."""

    title: str
    about: str
    source: str
    scales: tuple[Scale, ...]


def load(path: Path) -> Rubric | None:
    """The rubric of a file, read anew when it has changed; None: the path is empty, so none.

    ContentError names ``file:line`` and what is wrong there.
    """
    if path == Path():
        return None
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _load(path, changed)


@lru_cache(maxsize=4)
def _load(path: Path, changed: int) -> Rubric:
    if path.is_dir():
        raise ContentError([f"{path}: this is a folder; RUBRIC names a file."])
    file = read(path)
    validate(file, "rubric")
    if not file.problems:
        _check_ids(file)
    if file.problems:
        raise ContentError(file.problems)
    return _rubric(file.data)


def _check_ids(file: AuthoredFile) -> None:
    seen: set[str] = set()
    for place, scale in enumerate(file.data["scales"]):
        if scale["id"] in seen:
            file.blame(("scales", place, "id"), f"another scale has the id '{scale['id']}' too.")
        seen.add(scale["id"])


def _rubric(data: Mapping[str, Any]) -> Rubric:
    return Rubric(
        title=_line(data["title"]),
        about=_line(data["about"]),
        source=_line(data["source"]),
        scales=tuple(
            Scale(
                id=s["id"],
                title=_line(s["title"]),
                about=_line(s["about"]),
                anchors={int(n): _line(text) for n, text in s["anchors"].items()},
            )
            for s in data["scales"]
        ),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def scores(rated: Mapping[str, Any], rubric: Rubric | None) -> list[dict[str, Any]]:
    """What was rated, as the templates show it: title, score, anchor ("" where it says nothing).

    A scale that the rubric has no more keeps its id as its title.
    """
    scales = {s.id: s for s in rubric.scales} if rubric else {}
    order = [*(i for i in scales if i in rated), *(i for i in rated if i not in scales)]
    return [
        {
            "title": scales[i].title if i in scales else i.replace("-", " ").capitalize(),
            "score": rated[i],
            "anchor": scales[i].anchors.get(rated[i], "") if i in scales else "",
        }
        for i in order
    ]
