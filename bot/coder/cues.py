"""Word cues: they explain a finding; by themselves they never flag.

Each cue lives in ``data/guidance/cues.yml`` with what it says to a trainee and with examples
it must and must not match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

CUES_FILE = Path(__file__).resolve().parents[2] / "data" / "guidance" / "cues.yml"


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that often goes with ``code``, and why, with ``{cue}`` for the words met."""

    code: str
    pattern: re.Pattern[str]
    says: str
    flag: tuple[str, ...]
    passes: tuple[str, ...]


@cache
def load_cues(path: Path = CUES_FILE) -> tuple[Cue, ...]:
    """All cues. A pattern that does not compile raises ValueError with its code and text."""
    made = []
    for item in yaml.safe_load(path.read_text(encoding="utf-8")):
        try:
            pattern = re.compile(item["pattern"], re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"{path.name}: {item['code']} {item['pattern']!r}: {error}") from None
        made.append(
            Cue(item["code"], pattern, item["says"], tuple(item["flag"]), tuple(item["pass"]))
        )
    return tuple(made)


def explain(code: str, clause: str) -> str | None:
    """What a cue of ``code`` in ``clause`` says, or None."""
    for cue in load_cues():
        found = cue.pattern.search(clause) if cue.code == code else None
        if found:
            return cue.says.format(cue=found.group(0).strip())
    return None
