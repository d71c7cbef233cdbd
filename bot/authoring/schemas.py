"""Every file under ``data/`` that people write, held against the JSON Schema of its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.authored import DATA, ContentError, read, validate

# By kind of file (``data/schemas/<kind>.schema.json``): where such files are.
KINDS: Final = {
    "persona": "personas/*.yml",
    "scenario": "scenarios/*.yml",
    "trainee": "trainees/*.yml",
    "codes": "guidance/codes.yml",
    "coach": "guidance/coach.yml",
    "bank": "guidance/[ai]*.yml",  # alternatives.yml, instead.yml
    "frames": "guidance/frames.yml",
    "feelings": "guidance/feelings.yml",
    "themes": "guidance/themes.yml",
    "sources": "guidance/sources.yml",
    "cues": "guidance/cues.yml",
    "topics": "nlu/*.yml",
    "rubric": "rubrics/*.yml",
}


def problems(data: Path = DATA) -> list[str]:
    """One line for each place that its schema does not allow. Drafts are left out."""
    found: list[str] = []
    for kind, where in KINDS.items():
        for path in sorted(data.glob(where)):
            if path.name.endswith(".draft.yml"):
                continue
            try:
                file = read(path)
            except ContentError as error:
                found += error.problems
                continue
            validate(file, kind)
            found += file.problems
    return found
