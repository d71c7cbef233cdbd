"""What trainees sent to supervisors from conversations that are not shared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.review.desk import desk, needs, viewer
from bot.review.filters import left_out
from bot.review.listed import coded, scene_of, titles
from bot.review.routes import desk_pages
from bot.review.segments import Mark, segments
from bot.review.typed import fits, is_of, typed
from bot.service.looking_back import settle as settle_it
from bot.store.desk.sent import SentObjection, SentWord

PAGE: Final = 50


@desk_pages.get("/sent")
@needs("read")
def sent() -> ResponseReturnValue:
    """Open objections, notes, and that a remark ended a conversation."""
    desk().shelf.note_deed(viewer().id, "sent", "")
    return _page()


@desk_pages.post("/sent/<int(max=2147483647):objection>")
@needs("review")
def settle(objection: int) -> ResponseReturnValue:
    """Say how a supervisor sees it. The trainee hears of it, and so of what was decided."""
    whose = desk().shelf.sent_objection(viewer(), objection)
    if whose is None or not is_of(whose):
        abort(404)
    outcome, wrong = request.form.get("outcome"), fits(typed("answer"))
    if outcome not in ("agree", "keep"):
        wrong = "Choose one of the two: see it as they do, or keep the flag."
    if wrong:
        return _page(objection, {"answer": wrong}, request.form), 422
    settled = settle_it(desk().store, objection, outcome == "agree", typed("answer"))
    if settled:
        desk().shelf.note_deed(viewer().id, "settle", whose)
        flash("The trainee hears of it in Telegram.", "good")
    else:
        flash("Somebody has answered this a moment ago.", "problem")
    return redirect(url_for("desk.sent"), 303)


def _page(
    at: int | None = None,
    errors: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
) -> str:
    after, before = _number(request.args.get("after", "")), _time(request.args.get("before", ""))
    shelf = desk().shelf
    # The one with something to say about it is on the page whichever page it was sent from.
    objections = shelf.sent_objections(viewer(), (at or after + 1) - 1, PAGE + 1)
    said = shelf.sent_words(viewer(), before, PAGE + 1)
    return render_template(
        "sent.html",
        objections=[_objection(o) for o in objections[:PAGE]],
        more=str(objections[PAGE - 1].id) if len(objections) > PAGE else None,
        words=[_word(w) for w in said[:PAGE]],
        older=said[PAGE - 1].at.isoformat() if len(said) > PAGE else None,
        newest=before is None,
        values=values or {},
        errors=errors or {},
        at=at,
    )


def _objection(o: SentObjection) -> dict[str, Any]:
    marks = [Mark(start, end, o.code) for start, end in o.spans]
    return {
        **_whose(o),
        "id": o.id,
        "code": coded(o.code),
        "before": o.before,
        "segments": segments(o.reply, marks, titles()),
        "reason": o.reason,
    }


def _word(w: SentWord) -> dict[str, Any]:
    return {**_whose(w), "text": w.text}


def _whose(one: SentObjection | SentWord) -> dict[str, Any]:
    scene, persona = scene_of(one.scenario) if one.scenario else ("", "")
    return {
        "trainee": one.trainee,
        "team": one.team,
        "scene": scene,
        "persona": persona,
        "at": desk().here(one.at),
    }


def _number(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,10}", text, re.ASCII) and int(text) < 2**31:
        return int(text)
    if text:
        left_out("before")
    return 0


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if text else None
    except (ValueError, OverflowError):
        left_out("before")
        return None
