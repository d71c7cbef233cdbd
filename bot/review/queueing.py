"""What to read first, and why.

A reason speaks of the conversation or of the detector, never of how well somebody did. Somebody
who waits for an answer comes first. Stepping out of the role is nobody's business unless the
trainee wrote to a supervisor about it, so by itself it is no reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2s
from typing import Final, Literal

from bot.practice.progress import monday
from bot.store.desk import DeskStore
from bot.store.desk.unread import RECENT, Unread

Kind = Literal["note", "hurt", "contested", "answer", "abrupt", "new", "unsure", "sample"]
# The most urgent first.
ORDER: Final[tuple[Kind, ...]] = (
    "note",
    "hurt",
    "contested",
    "answer",
    "abrupt",
    "new",
    "unsure",
    "sample",
)
# Somebody waits: whoever waits longest comes first. Of the others, the freshest.
_WAITS: Final = frozenset({"note", "hurt", "contested", "answer"})
# What brings back a conversation that was read already.
_BRINGS_BACK: Final = frozenset({"note", "contested", "answer"})

FIRST_ONES: Final = 3  # conversations of a new trainee
FEW_REPLIES: Final = 3  # a conversation that was ended within these ended early
MANY_UNSURE: Final = 3  # unsure findings, if they also come to one in four replies
ONE_IN: Final = 10  # conversations are drawn at random
_COUNTED: Final = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why to read a conversation, in a sentence."""

    kind: Kind
    text: str


def reasons(unread: Unread, today: date) -> tuple[Reason, ...]:
    """Why to read it on the day ``today``, the most urgent first; () if there is no reason to.

    What supervisors may not read has no reason. What was signed off has one only if somebody
    waits for an answer in it.
    """
    if not unread.visible:
        return ()
    kinds = [k for k in ORDER if not unread.signed_off or k in _BRINGS_BACK]
    found = ((kind, _TEXTS[kind](unread, today)) for kind in kinds)
    return tuple(Reason(kind, text) for kind, text in found if text)


def weigh(unread: Unread, today: date) -> tuple[int, float, tuple[Kind, ...]] | None:
    """Place and kinds of reason of a conversation on the day ``today``; None: no reason.

    Sorting by place, then by id, puts the most urgent first: the urgency of its first reason,
    then time in seconds.
    """
    found = reasons(unread, today)
    return (*_place(unread, found), tuple(r.kind for r in found)) if found else None


def refresh(shelf: DeskStore, today: date, at: datetime) -> int:
    """Bring the queue up to date. ``today``: the organisation's day; ``at``: now."""
    return shelf.refresh_queue(today, at, weigh)


def drawn(id_: str, today: date) -> bool:
    """Whether chance picks the conversation in the week of ``today``: about one in ten.

    The same for everyone, all week; another week picks others.
    """
    digest = blake2s(f"{monday(today)}:{id_}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) % ONE_IN == 0


def _place(unread: Unread, found: Sequence[Reason]) -> tuple[int, float]:
    first = found[0].kind
    when = unread.since.timestamp()
    return ORDER.index(first), when if first in _WAITS else -when


def _note(unread: Unread, today: date) -> str:
    return "The trainee wrote a note to supervisors." if unread.notes else ""


def _hurt(unread: Unread, today: date) -> str:
    return "A remark ended the conversation; its words were not kept." if unread.hurt else ""


def _contested(unread: Unread, today: date) -> str:
    if not unread.objections:
        return ""
    flags = "one flag" if unread.objections == 1 else f"{unread.objections} flags"
    return f"The trainee sees {flags} differently."


def _answer(unread: Unread, today: date) -> str:
    if not unread.answers:
        return ""
    comments = "a comment" if unread.answers == 1 else f"{unread.answers} comments"
    return f"The trainee answered {comments}."


def _abrupt(unread: Unread, today: date) -> str:
    if not unread.over:
        return ""
    after = "1 reply" if unread.replies == 1 else f"{unread.replies} replies"
    if unread.ended_how == "left":
        return f"The client left after {after}."
    if unread.ended_how == "ended" and unread.replies <= FEW_REPLIES:
        return f"It ended early, after {after}."
    return ""


def _new(unread: Unread, today: date) -> str:
    if not unread.over or unread.earlier >= FIRST_ONES:
        return ""
    return f"It is the trainee's {_COUNTED[unread.earlier]} conversation here."


def _unsure(unread: Unread, today: date) -> str:
    if not unread.over or unread.unsure < max(MANY_UNSURE, unread.replies / 4):
        return ""
    replies = "1 reply" if unread.replies == 1 else f"{unread.replies} replies"
    return f"The detector was unsure {unread.unsure} times in {replies}."


def _sample(unread: Unread, today: date) -> str:
    if not unread.over or monday(today) - unread.since.date() > RECENT:
        return ""
    return "Drawn at random this week." if drawn(unread.id, today) else ""


_TEXTS: Final[Mapping[Kind, Callable[[Unread, date], str]]] = {
    "note": _note,
    "hurt": _hurt,
    "contested": _contested,
    "answer": _answer,
    "abrupt": _abrupt,
    "new": _new,
    "unsure": _unsure,
    "sample": _sample,
}
