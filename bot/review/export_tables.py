"""Tables that are taken out of the desk, as CSV, made batch by batch."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, Final

from bot.practice.codes import is_flag
from bot.review.cells import cell
from bot.store.desk.taken import TakenConversation, TakenMessage

Row = tuple[object, ...]
_BOM: Final = "\ufeff"  # without it, Excel takes the letters for another alphabet's

MESSAGE_COLUMNS: Final = (
    "conversation",
    "trainee",
    "group",
    "scene",
    "coaching",
    "unaided",
    "reply number",
    "taken back",
    "written",
    "client said",
    "reply",
    "client answered",
    "meant to",
    "topic",
    "trust after",
    "stance",
    "flags shown",
    "moves shown",
    "unsure",
    "agreed",
    "overruled",
    "missed",
    "seen otherwise by trainee",
    "detector",
)
CONVERSATION_COLUMNS: Final = (
    "conversation",
    "trainee",
    "group",
    "scene",
    "coaching",
    "unaided",
    "assigned",
    "began",
    "ended",
    "state",
    "how it ended",
    "replies",
    "pitfalls shown",
    "sensitivity flags shown",
    "moves shown",
    "unsure findings",
    "trust at first",
    "trust at last",
    "flags seen otherwise by trainee",
    "signed off",
    "rubric",
)


def messages_csv(
    batches: Iterable[Sequence[TakenMessage]],
    scenes: Mapping[str, str],
    zone: tzinfo,
) -> Iterator[str]:
    """A row a reply. ``scenes``: titles by id; times are those of ``zone``."""

    def row(m: TakenMessage) -> Row:
        return (
            m.conversation,
            m.trainee,
            m.team,
            scenes.get(m.scenario, m.scenario),
            m.mode,
            _yes(m.unaided),
            m.number,
            _yes(m.taken_back),
            _moment(m.at, zone),
            m.client_before,
            m.reply,
            m.client_after,
            m.intent,
            m.topic,
            round(m.trust, 3),
            m.stance,
            _codes(f.code for f in m.findings if f.shown and is_flag(f.code)),
            _codes(f.code for f in m.findings if f.shown and not is_flag(f.code)),
            _codes(f.code for f in m.findings if not f.shown),
            _codes(f.code for f in m.findings for v in f.verdicts if v.kind == "agree"),
            _codes(
                f"{f.code} ({v.code or 'none'})"
                for f in m.findings
                for v in f.verdicts
                if v.kind == "overrule"
            ),
            _codes(v.code for v in m.missed),
            _codes(o.code for o in m.objections),
            m.coder,
        )

    return _table(MESSAGE_COLUMNS, batches, row)


def conversations_csv(
    batches: Iterable[Sequence[TakenConversation]],
    scenes: Mapping[str, str],
    zone: tzinfo,
) -> Iterator[str]:
    """A row a conversation. ``scenes``: titles by id; times are those of ``zone``."""

    def row(c: TakenConversation) -> Row:
        return (
            c.conversation,
            c.trainee,
            c.team,
            scenes.get(c.scenario, c.scenario),
            c.mode,
            _yes(c.unaided),
            _yes(c.assigned),
            _moment(c.started_at, zone),
            _moment(c.ended_at, zone),
            c.status,
            c.ended_how,
            c.replies,
            c.pitfalls,
            c.flags,
            c.moves,
            c.unsure,
            "" if c.trust_start is None else round(c.trust_start, 3),
            "" if c.trust_end is None else round(c.trust_end, 3),
            c.objections,
            _moment(c.signed_off_at, zone),
            ", ".join(f"{k} {v}" for k, v in c.rubric.items() if isinstance(v, int | str)),
        )

    return _table(CONVERSATION_COLUMNS, batches, row)


def _table(
    columns: Sequence[str], batches: Iterable[Sequence[Any]], row: Callable[[Any], Row]
) -> Iterator[str]:
    """CSV as RFC 4180 has it."""
    yield _BOM + _lines([tuple(columns)])
    for batch in batches:
        yield _lines(row(record) for record in batch)


def _lines(rows: Iterable[Row]) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    for row in rows:
        writer.writerow([cell(v) if isinstance(v, str) else v for v in row])
    return made.getvalue()


def _codes(codes: Iterable[str]) -> str:
    """Each once, in the order of the words."""
    return " ".join(dict.fromkeys(codes))


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _moment(at: datetime | None, zone: tzinfo) -> str:
    """As spreadsheets know it, with the difference to UTC left out."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if at else ""
