"""Files that are taken out of the desk, made piece by piece from batches of records."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date
from typing import Any, Final

from bot.evaluation.reviews import coded, line
from bot.practice.reviewed import ReviewedReply
from bot.store.desk.taken import TakenMessage, TakenVerdict

_TOPIC: Final = re.compile(r"[a-z][a-z0-9_]*")
# What Rasa would read as a marked-up entity: "[words](kind)", "[words]{...}", "[words][...]".
_MARKED_UP: Final = re.compile(r"\](?=[(\[{])")
# Inside JSON these may stand as they are, but some programs end a line at them.
_NO_BREAKS: Final = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_NO_SIGNS: Final = dict.fromkeys((0xFEFF, 0xFFFE, 0xFFFF))  # characters that are none
# The dash is there on purpose: files without any letter beyond ASCII are read by Rasa as if
# backslashes began signs of their own.
_NLU_HEAD: Final = """\
# Replies by the topic that the assistant took them for – nobody has checked these topics.
version: "3.1"
nlu:
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. ``id``: its name, as it is chosen."""

    id: str
    title: str
    about: str
    mimetype: str

    def file_name(self, day: date) -> str:
        """With the day it was made on."""
        stem, _, ending = self.id.rpartition(".")
        return f"{stem}-{day.isoformat()}.{ending}"


KINDS: Final[Mapping[str, Kind]] = {
    k.id: k
    for k in (
        Kind(
            "messages.csv",
            "A row a reply (CSV)",
            "Words, codes, verdicts and trust. Opens in a spreadsheet; cells that it would run as "
            "formulas begin with an apostrophe.",
            "text/csv",
        ),
        Kind(
            "conversations.csv",
            "A row a conversation (CSV)",
            "How long it was, what was found in it, how it ended. No words.",
            "text/csv",
        ),
        Kind(
            "messages.jsonl",
            "JSON lines",
            "All that is known of each reply, for programs.",
            "application/x-ndjson",
        ),
        Kind(
            "nlu.yml",
            "Rasa training examples (YAML)",
            "Replies by the topic they were taken for. Worth a look before anything is trained "
            "with them.",
            "application/yaml",
        ),
        Kind(
            "corpus.jsonl",
            "Corrections, for a better detector (JSON lines)",
            "Reviewed replies with the codes that stand: agreed, overruled and missed ones.",
            "application/x-ndjson",
        ),
    )
}

# -- for programs ----------------------------------------------------------------------------


def messages_jsonl(batches: Iterable[Sequence[TakenMessage]]) -> Iterator[str]:
    """A JSON object a reply, with everything. Times are in UTC."""
    for batch in batches:
        yield "".join(f"{_json(_message(m))}\n" for m in batch)


def _message(m: TakenMessage) -> dict[str, Any]:
    record = asdict(m)
    record["at"] = m.at.astimezone(UTC).isoformat()
    record["missed"] = [_verdict(v) for v in m.missed]
    for made, f in zip(record["findings"], m.findings, strict=True):
        made["verdicts"] = [_verdict(v) for v in f.verdicts]
    return record


def _verdict(v: TakenVerdict) -> dict[str, Any]:
    """Only what has a meaning for its kind."""
    record: dict[str, Any] = {"reviewer": v.reviewer, "kind": v.kind, "reason": v.reason}
    if v.kind == "overrule":
        record["instead"] = v.code or None
    if v.kind == "missed":
        record |= {"code": v.code, "start": v.start, "end": v.end, "quote": v.quote}
        record["blind"] = v.blind
    return record


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False).translate(_NO_BREAKS)


def nlu_yml(batches: Iterable[Sequence[TakenMessage]]) -> Iterator[str]:
    """Rasa training data (format 3.1): replies as examples of their topics.

    A topic stands there once for each batch that has it, which Rasa puts together. Replies that
    the assistant could not read are left out. White space becomes single spaces, signs that YAML
    does not know go, and what looks like Rasa's mark-up gets a space in between.
    """
    yield _NLU_HEAD
    some = False
    for batch in batches:
        by_topic: dict[str, list[str]] = defaultdict(list)
        for m in batch:
            text = _example(m.reply)
            if text and m.topic_confidence > 0 and _TOPIC.fullmatch(m.topic):
                by_topic[m.topic].append(f"    - {text}\n")
        for topic, lines in sorted(by_topic.items()):
            some = True
            yield f"- intent: {json.dumps(topic)}\n  examples: |\n{''.join(lines)}"
    if not some:
        yield "  []\n"


def _example(reply: str) -> str:
    fine = (
        c if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs") else ""
        for c in reply.translate(_NO_SIGNS)
    )
    return _MARKED_UP.sub("] ", " ".join("".join(fine).split()))


def corpus_jsonl(batches: Iterable[Sequence[ReviewedReply]]) -> Iterator[str]:
    """Corrections as lines of a corpus (see ``data/corpus/README.md``)."""
    for batch in batches:
        yield "".join(f"{line(r)}\n" for r in coded(batch))


# -- in the log ------------------------------------------------------------------------------


def note(kind: Kind, rows: int, query: Mapping[str, str]) -> str:
    """For the log: what, how many rows, and what was filtered by, without words searched for."""
    filters = [f"{k} {v}" for k, v in query.items() if k != "q"]
    filters += ["words"] if query.get("q") else []
    return ", ".join([kind.id, f"{rows} rows", *filters])


def read_note(about: str) -> tuple[str, int, str]:
    """What ``note`` wrote: the kind in words, rows, and the rest."""
    kind, _, rest = about.partition(", ")
    rows, _, filters = rest.partition(" rows")
    title = KINDS[kind].title if kind in KINDS else kind
    return title, int(rows) if rows.isdecimal() else 0, filters.removeprefix(", ")
