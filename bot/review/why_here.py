"""Why one conversation waits, with the reply each reason is about: for the top of its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from bot.review.in_words import ordinal, several
from bot.store.desk.transcript_records import Transcript

# A sentence, and the id of the turn it is about (None: the whole).
Told = Iterator[tuple[str, int | None]]


def reasons(found: Transcript, client: str, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """``enc.reasons`` of the templates, for the kinds that the queue has it for.

    ``client``: their name. ``titles``: of codes, by id.
    """
    told = []
    for kind in found.reasons:
        say = _TOLD.get(kind)
        for text, turn in say(found, client, titles) if say else ():
            told.append({"kind": kind, "text": text, "turn": turn})
    return told


def _note(found: Transcript, client: str, titles: Mapping[str, str]) -> Told:
    yield "They wrote a note to supervisors; it stands below.", None


def _hurt(found: Transcript, client: str, titles: Mapping[str, str]) -> Told:
    last = found.kept[-1].id if found.kept else None
    yield "A remark ended the conversation; its words were not kept.", last


def _contested(found: Transcript, client: str, titles: Mapping[str, str]) -> Told:
    for t in found.turns:
        for c in t.contests:
            if not c.outcome:
                name = f"{c.code} {titles.get(c.code, '')}".strip()
                yield f"They see {name} otherwise, on reply {t.number}.", t.id


def _answer(found: Transcript, client: str, titles: Mapping[str, str]) -> Told:
    for t in found.turns:
        if any(r.answered_at for r in t.remarks):
            yield f"They answered a comment on reply {t.number}.", t.id
    if any(r.answered_at for r in found.remarks):
        yield "They answered a note on the conversation.", None


def _abrupt(found: Transcript, client: str, titles: Mapping[str, str]) -> Told:
    after = several(len(found.kept), "reply", "replies")
    last = found.kept[-1].id if found.kept else None
    if found.ended_how == "left":
        yield f"{client[:1].upper()}{client[1:]} left after {after}.", last
    else:
        yield f"It ended early, after {after}.", last


def _new(found: Transcript, client: str, titles: Mapping[str, str]) -> Told:
    yield f"It is their {ordinal(found.earlier + 1).lower()} conversation.", None


def _unsure(found: Transcript, client: str, titles: Mapping[str, str]) -> Told:
    unsure = [t.id for t in found.kept for f in t.findings if not f.shown]
    times = several(len(unsure), "time", "times")
    yield f"The detector was unsure {times} here.", unsure[0] if unsure else None


def _sample(found: Transcript, client: str, titles: Mapping[str, str]) -> Told:
    yield "It was drawn at random.", None


_TOLD: Final[Mapping[str, Callable[[Transcript, str, Mapping[str, str]], Told]]] = {
    "note": _note,
    "hurt": _hurt,
    "contested": _contested,
    "answer": _answer,
    "abrupt": _abrupt,
    "new": _new,
    "unsure": _unsure,
    "sample": _sample,
}
