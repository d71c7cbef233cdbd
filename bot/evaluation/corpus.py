"""Coded replies as they lie in ``data/corpus``: read, checked, and split by voice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bot.practice.codes import CODE_IDS

CORPUS: Final = Path(__file__).resolve().parents[2] / "data" / "corpus"
SPLITS: Final = ("train", "development", "calibration", "test")
_KEYS: Final = {"id", "voice", "scenario", "client", "reply", "codes"}


@dataclass(frozen=True, slots=True)
class CodedReply:
    """A reply and the codes given to it by hand: (code, exact words) pairs."""

    id: str
    voice: str
    scenario: str
    client: str
    reply: str
    codes: tuple[tuple[str, str], ...]

    @property
    def all_codes(self) -> frozenset[str]:
        """The codes of the reply, wherever they stand in it."""
        return frozenset(code for code, _ in self.codes)

    @property
    def flags(self) -> frozenset[str]:
        """Its pitfalls (P) and sensitivity flags (S)."""
        return frozenset(c for c in self.all_codes if c[0] in "PS")


def voices_of(split: str, corpus: Path = CORPUS) -> list[str]:
    """Names of the voices in ``split``; ValueError if there is no such split."""
    if split not in SPLITS:
        raise ValueError(f"There is no split {split!r}; there are {', '.join(SPLITS)}.")
    named: dict[str, list[str]] = yaml.safe_load(
        (corpus / "splits.yml").read_text(encoding="utf-8")
    )
    return named[split]


def read_split(split: str, corpus: Path = CORPUS) -> list[CodedReply]:
    """Coded replies of the voices in ``split``, in the order of the files."""
    return [
        reply
        for voice in voices_of(split, corpus)
        for reply in read_file(corpus / "voices" / f"{voice}.jsonl")
    ]


def read_file(path: Path) -> Iterator[CodedReply]:
    """Coded replies of one file; ValueError with file and line for a broken one."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield _reply(json.loads(line))
                except (ValueError, TypeError, KeyError) as error:
                    raise ValueError(f"{path}:{number}: {error}") from None


def _reply(raw: dict[str, Any]) -> CodedReply:
    if set(raw) != _KEYS:
        raise ValueError(f"the keys must be {', '.join(sorted(_KEYS))}; here: {sorted(raw)}")
    codes = tuple((str(c["code"]), str(c["quote"])) for c in raw["codes"])
    for code, quote in codes:
        if code not in CODE_IDS:
            raise ValueError(f"no such code: {code!r}; allowed: {', '.join(CODE_IDS)}")
        if not quote or quote not in raw["reply"]:
            raise ValueError(f"the quote of {code} must be exact words of the reply: {quote!r}")
    return CodedReply(
        id=str(raw["id"]),
        voice=str(raw["voice"]),
        scenario=str(raw["scenario"]),
        client=str(raw["client"]),
        reply=str(raw["reply"]),
        codes=codes,
    )
