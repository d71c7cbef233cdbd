"""A reply as lists show it: messages, similar ones, the moment of a conversation to look at."""

from __future__ import annotations

from typing import Any

from bot.review.desk import desk
from bot.review.in_words import SOMEBODY
from bot.review.segments import Mark, segments
from bot.store.desk.searching import Message
from bot.store.desk.transcript_records import SaidVerdict

_DID = {"agree": "agreed", "overrule": "overruled"}


def row(message: Message, code: str = "") -> dict[str, Any]:
    """``row`` of messages.html. ``code``: the one that is looked for, if it is one.

    Then verdict and objection are those on that code.
    """
    about = {f.id for f in message.found if f.code == code} if code else None
    said = [v for v in message.verdicts if about is None or v.finding_id in about]
    open_ones = [reason for c, reason in message.objections if code in ("", c)]
    scene, persona = scene_of(message.scenario)
    return {
        "turn": message.turn,
        "encounter": message.encounter,
        "number": message.number,
        "trainee": message.trainee,
        "team": message.team,
        "scene": scene,
        "persona": persona,
        "at": desk().here(message.at),
        "before": message.before,
        "segments": cut(message),
        "after": message.after,
        "taken_back": message.taken_back,
        "verdict": in_words(said[-1]) if said else "",
        "objection": open_ones[0] if open_ones else None,
    }


def cut(message: Message) -> list[dict[str, Any]]:
    """The reply's words with its codes."""
    return segments(message.reply, marks(message), titles())


def marks(message: Message) -> list[Mark]:
    """The codes of a reply: those found, as the last who spoke sees them, and those added."""
    last = {v.finding_id: v for v in message.verdicts if v.finding_id is not None}
    found = [
        Mark(
            f.start,
            f.end,
            f.code,
            unsure=not f.shown,
            overruled=f.id in last and last[f.id].kind == "overrule",
        )
        for f in message.found
    ]
    added = (v for v in message.verdicts if v.kind == "missed")
    # Two supervisors may have missed the same.
    return [*found, *dict.fromkeys(Mark(v.start, v.end, v.code, added=True) for v in added)]


def in_words(verdict: SaidVerdict) -> str:
    """Such as "agreed by Ana"."""
    by = verdict.by or SOMEBODY
    if verdict.kind == "missed":
        return f"{verdict.code} added by {by}"
    return f"{_DID[verdict.kind]} by {by}"


def scene_of(scenario: str) -> tuple[str, str]:
    """A scene's title and its client's name. Of a scene that is gone: its id, "the client"."""
    scene = desk().content.scenarios.get(scenario)
    return (scene.title, scene.persona.name) if scene else (scenario, "the client")


def titles() -> dict[str, str]:
    """Of codes, by id."""
    return {c.id: c.title for c in desk().content.guidance.codes.values()}


def coded(code: str) -> dict[str, str]:
    """A code with its title and family."""
    return {"code": code, "title": titles().get(code, ""), "family": code[:1]}
