"""Commented skeletons for new personas and scenarios. A draft is not played until it is renamed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from bot.authored import DATA, ContentError

_TEMPLATES = Path(__file__).parent / "templates"
Kind = Literal["persona", "scenario"]


def new(kind: Kind, name: str, data: Path = DATA) -> Path:
    """Write ``data/<kind>s/<name>.draft.yml``; ContentError if the name cannot be used."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ContentError([
            f"'{name}': an id has small letters, digits and single hyphens, such as 'slow-week'."
        ])  # fmt: skip
    folder = data / f"{kind}s"
    for path in (folder / f"{name}.yml", folder / f"{name}.draft.yml"):
        if path.exists():
            raise ContentError([f"{path} is there already; nothing was changed."])
    text = (_TEMPLATES / f"{kind}.yml").read_text(encoding="utf-8")
    path = folder / f"{name}.draft.yml"
    path.write_text(re.sub(r"\bID\b", name, text), encoding="utf-8")
    return path
