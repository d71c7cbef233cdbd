"""``alongside analyse``: code anyone's replies, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from bot import content
from bot.coder import Coder, load_coder
from bot.practice import alternatives
from bot.practice.codes import KEYS
from bot.practice.types import Line
from bot.screening.screen import is_english

NOT_ENGLISH = "This doesn't look like English, the one language the coder reads: nothing was coded."


def analyse_lines(source: Iterable[str], target: TextIO) -> int:
    """Read JSON lines, write JSON lines in the same order; 1 if a line was broken, else 0."""
    coder, authored = load_coder(), content.load()
    status = 0
    for number, raw in enumerate(source, start=1):
        if not raw.strip():
            continue
        answer = _answer(raw, number, coder, authored)
        status |= "error" in answer
        target.write(json.dumps(answer, ensure_ascii=False) + "\n")
    target.flush()
    return int(status)


def _is_whole(value: Any) -> bool:
    """Whether ``value`` can be written as UTF-8."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _answer(raw: str, number: int, coder: Coder, authored: content.Content) -> dict[str, Any]:
    given: Any = None
    try:
        raw.encode()  # what was not UTF-8 in the file can't be encoded again
        given = json.loads(raw)
        json.dumps(given, ensure_ascii=False).encode()  # nor can halves of characters
        reply, client = given["reply"], given.get("client") or ""
        if not isinstance(reply, str) or not isinstance(client, str):
            raise TypeError("'reply' and 'client' must be texts")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        id_ = given.get("id") if isinstance(given, dict) else None
        what = "'reply' is missing" if isinstance(error, KeyError) else str(error)
        if isinstance(error, UnicodeEncodeError):
            id_ = id_ if _is_whole(id_) else None
            what = "not UTF-8 text"
        return {"id": id_, "error": f"line {number}: {what}"}
    english = is_english(reply)
    findings = coder.code(client, reply) if english else ()
    flagged = any(f.shown and f.code[0] in "PS" for f in findings)
    offered = (
        alternatives.suggest(
            reply, findings, Line(client), (), authored.bank, "other", check=coder.code
        )
        if flagged
        else []
    )
    return {
        "id": given.get("id"),
        "findings": [
            {
                "code": f.code,
                "key": KEYS[f.code],
                "start": f.start,
                "end": f.end,
                "quote": f.quote,
                "confidence": f.confidence,
                "shown": f.shown,
                "why": f.why,
            }
            for f in findings
        ],
        "alternatives": [{"text": a.text, "codes": list(a.codes)} for a in offered],
    } | ({} if english else {"note": NOT_ENGLISH})
