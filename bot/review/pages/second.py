"""Blind second coding: what waits, the conversation without anybody's codes, one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.practice.codes import CODE_IDS
from bot.review.desk import desk, needs, viewer
from bot.review.in_words import later
from bot.review.routes import desk_pages
from bot.review.typed import locate, typed
from bot.store.desk.readings import NOTHING, BlindReading, BlindReply

_ID = "int(max=2147483647)"


@desk_pages.get("/second-coding")
@needs("review")
def second() -> ResponseReturnValue:
    """What waits for the viewer, and what they have done."""
    shelf = desk().shelf
    return render_template(
        "second.html",
        waiting=[_entry(r) for r in shelf.blind_readings(viewer(), done=False)],
        done=[_entry(r) for r in shelf.blind_readings(viewer(), done=True)],
    )


@desk_pages.get(f"/second-coding/<{_ID}:coding>")
@needs("review")
def blind(coding: int) -> ResponseReturnValue:
    """The conversation to code."""
    found = _open(coding)
    desk().shelf.note_visit(viewer(), found.encounter)
    return _page(found)


@desk_pages.post(f"/second-coding/<{_ID}:coding>/<{_ID}:turn>")
@needs("review")
def blind_add(coding: int, turn: int) -> ResponseReturnValue:
    """Give some words of a reply, or all of it, a code; or say there is nothing to code."""
    found = _open(coding)
    shelf = desk().shelf
    reply = next((r for r in shelf.blind_replies(viewer(), found) if r.turn == turn), None)
    if reply is None:
        abort(404)
    code, words = typed("code"), typed("words")
    if code == NOTHING:
        shelf.code_blind(viewer(), coding, turn, NOTHING)
        return _back(coding, turn)
    errors = {}
    where: tuple[int, int] | None = (0, len(reply.text))
    if words:
        where = locate(reply.text, words, request.form.get("start", type=int))
    if where is None:
        errors["words"] = "These words are not in the reply; they have to stand as they do there."
    if code not in CODE_IDS:
        errors["code"] = "Choose a code for these words."
    if errors or where is None:
        return _page(found, turn, request.form, errors), 422
    shelf.code_blind(viewer(), coding, turn, code, *where)
    return _back(coding, turn)


@desk_pages.post(f"/second-coding/marks/<{_ID}:mark>/remove")
@needs("review")
def blind_remove(mark: int) -> ResponseReturnValue:
    """Take one's own code away again."""
    place = desk().shelf.uncode_blind(viewer(), mark)
    if place is None:
        abort(404)
    return _back(*place)


@desk_pages.post(f"/second-coding/<{_ID}:coding>/done")
@needs("review")
def blind_done(coding: int) -> ResponseReturnValue:
    """End the coding. While some replies were not looked at, it asks first."""
    found = _open(coding)
    anyway = request.form.get("anyway") == "yes"
    left = desk().shelf.finish_blind(viewer(), coding, anyway)
    if left is None:
        abort(404)
    if left and not anyway:
        return _page(found, asks=True), 422
    flash("Done, thank you. Here is what the detector and others saw.", "good")
    return redirect(url_for("desk.transcript", encounter=found.encounter), 303)


def _open(coding: int) -> BlindReading:
    """The viewer's own reading; 404 for any other. One that is done leads to the conversation."""
    found = desk().shelf.blind_reading(viewer(), coding)
    if found is None:
        abort(404)
    if found.done_at is not None:
        flash("You are done with this one, so its codes stay as they are.", "problem")
        abort(redirect(url_for("desk.transcript", encounter=found.encounter), 303))
    return found


def _back(coding: int, turn: int) -> ResponseReturnValue:
    return redirect(url_for("desk.blind", coding=coding, _anchor=f"m{turn}"), 303)


def _page(
    found: BlindReading,
    at: int | None = None,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    asks: bool = False,
) -> str:
    replies = desk().shelf.blind_replies(viewer(), found)
    return render_template(
        "blind.html",
        coding=_entry(found) | {"looked_at": found.looked_at},
        items=list(_items(replies)),
        values=values or {},
        errors=errors or {},
        at=at,
        asks=asks,
        unseen=[r.turn for r in replies if not r.seen],
    )


def _entry(found: BlindReading) -> dict[str, Any]:
    """``waiting``, ``done`` and ``coding`` of the templates."""
    scene = desk().content.scenarios.get(found.scenario)
    return {
        "id": found.id,
        "encounter": found.encounter,
        "title": scene.title if scene else found.scenario,
        "persona": scene.persona.name if scene else "The client",
        "trainee": found.trainee,
        "replies": found.replies,
        "coded": found.looked_at,
        "asked": desk().here(found.asked_at),
        "finished": desk().here(found.done_at) if found.done_at else None,
    }


def _items(replies: Sequence[BlindReply]) -> Iterator[dict[str, Any]]:
    before: BlindReply | None = None
    for reply in replies:
        pause = later(reply.at - before.at) if before else ""
        if pause:
            yield {"kind": "pause", "text": pause}
        if before is None or (reply.before and reply.before != before.after):
            yield {"kind": "client", "text": reply.before}
        yield {"kind": "turn", "turn": _turn(reply)}
        before = reply


def _turn(reply: BlindReply) -> dict[str, Any]:
    codes = desk().content.guidance.codes
    return {
        "id": reply.turn,
        "number": reply.number,
        "text": reply.text,
        "after": reply.after,
        "seen": reply.seen,
        "marks": [
            {
                "id": m.id,
                "code": m.code,
                "title": codes[m.code].title if m.code in codes else "",
                "family": m.code[0],
                "words": m.words,
            }
            for m in reply.marks
        ],
    }
