"""From what the pipeline read to what the client hears."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.practice.codes import is_flag
from bot.practice.trust import SURE_OF_TOPIC
from bot.practice.types import Finding, Heard


def hear(
    text: str,
    topic: str,
    confidence: float,
    findings: Iterable[Finding],
    topics: Mapping[str, float] | None = None,
    fits: Mapping[str, float] | None = None,
) -> Heard:
    """A reply as it was heard.

    Words about the practice itself ("are you a bot?") are said to the software, not to the
    client: a flag on them stays unsure.
    """
    aside = topic == "bot_check" and confidence >= SURE_OF_TOPIC
    heard = tuple(
        replace(f, shown=False, why="This was about the practice, not to the client.")
        if aside and is_flag(f.code)
        else f
        for f in findings
    )
    return Heard(text, topic, confidence, heard, topics or {}, fits or {})
