"""Replies with the same code and near in meaning."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from bot.review.desk import desk, needs, viewer
from bot.review.filters import left_out
from bot.review.listed import coded, row
from bot.review.nearness import chief_code, similar_to
from bot.review.reading import is_in_place
from bot.review.routes import desk_pages


@desk_pages.get("/replies/<int(max=2147483647):turn>/similar")
@needs("read")
def similar(turn: int) -> ResponseReturnValue:
    """Those nearest to one; ``code``: among which, if not those with its own chief code."""
    message = desk().shelf.messages(viewer(), [turn]).get(turn) or abort(404)
    code = request.args.get("code", "")
    if code and code not in desk().content.guidance.codes:
        left_out("code")
        code = ""
    code = code or chief_code(message)
    found = similar_to(message, code)
    in_place = is_in_place()  # then without the reply itself
    mine = [] if in_place else [message.encounter]
    desk().shelf.note_visits(viewer(), [*mine, *(s["encounter"] for s in found)])
    if in_place:
        return render_template("parts/similar.html", similar=found)
    shown = row(message)
    return render_template(
        "similar.html",
        t={"id": turn, "number": message.number, **shown},
        enc={"id": message.encounter, "persona": shown["persona"], "trainee": message.trainee},
        code=coded(code) if code else None,
        similar=found,
    )
