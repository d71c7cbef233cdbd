"""Encounters and turns to put into a store."""

from __future__ import annotations

from bot.practice.types import Encounter, Feedback, Finding, FlagNote
from bot.store import Store, StoredEncounter
from bot.store.repository import NewTurn, StoredTrainee

OPENING = {"text": "Coffee, two sugars.", "topic": ""}


def trainee(store: Store, external_id: str = "17") -> StoredTrainee:
    """A trainee on Telegram."""
    return store.add_trainee("telegram", external_id)


def state(turn: int = 0, **changes: object) -> Encounter:
    """A state after ``turn`` turns, with every kind of value in it."""
    made = Encounter(
        scenario="bad-date-night-van",
        seed=5,
        turn=turn,
        trust=round(0.3 + turn / 100, 4),
        client_line=f"Client line {turn}.",
        used=tuple(f"line{n}" for n in range(turn + 1)),
        disclosed=("car",),
        moves_seen={"G1": turn},
    )
    return made.but(**changes)


def begin(store: Store, who: StoredTrainee, mode: str = "each") -> StoredEncounter:
    """An open encounter at its first line."""
    return store.start(who, state(), OPENING, mode, [])


def finding(code: str, quote: str, start: int = 0, shown: bool = True) -> Finding:
    """A finding on ``quote``."""
    return Finding(code, start, start + len(quote), quote, 0.8125, shown, f"because of “{quote}”")


def new_turn(number: int, reply: str = "", after: Encounter | None = None) -> NewTurn:
    """Turn ``number`` (from 1), answered by client line ``number``."""
    reply = reply or f"Reply {number}. You should rest."
    note = FlagNote("P4", "Solving", "You should rest.", "About it.", "HIPS", "why", ("Asking",))
    return NewTurn(
        number=number,
        client_before=f"Client line {number - 1}.",
        reply=reply,
        client_after=f"Client line {number}.",
        kind="topic",
        topic="safety",
        topic_confidence=0.75,
        state_before=state(number - 1),
        state=after or state(number),
        line_before={"text": f"Client line {number - 1}.", "topic": "safety"},
        line={"text": f"Client line {number}.", "topic": "health"},
        findings=(finding("P4", "You should rest.", 9), finding("G1", "Reply", 0, shown=False)),
        feedback=Feedback(("A strength.",), (note,), "A door."),
    )


def said(text: str) -> dict[str, object]:
    """A message as the service would queue it."""
    return {"kind": "note", "text": text, "name": "", "choices": [], "data": {}}


def play(store: Store, who: StoredTrainee, encounter: str, number: int) -> int:
    """Store turn ``number``; its message says so."""
    return store.add_turn(who, encounter, new_turn(number), [said(f"answer {number}")])
