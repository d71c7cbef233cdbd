"""Reading: a conversation, on paper, one reply of it, and the forms on a reply."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from bot.review.desk import desk, needs, viewer
from bot.review.reading import FORMS, alone, finding_of, read, read_around, rubric_here, whole
from bot.review.routes import desk_pages
from bot.store.tables import now


@desk_pages.get("/conversations/<encounter>")
@needs("read")
def transcript(encounter: str) -> ResponseReturnValue:
    """A conversation."""
    seen = read(encounter)
    desk().shelf.note_deed(viewer().id, "read", encounter)
    return whole(seen)


@desk_pages.get("/conversations/<encounter>/print")
@needs("read")
def printed(encounter: str) -> ResponseReturnValue:
    """A conversation for paper; with ``?inside=yes`` also what is for supervisors only."""
    seen = read(encounter)
    desk().shelf.note_deed(viewer().id, "print", encounter)
    return render_template(
        "transcript_print.html",
        enc=seen.page.enc,
        items=seen.page.items,
        sign_offs=seen.showing.sign_offs(seen.found, rubric_here()[0]),
        remarks=seen.showing.remarks(seen.found),
        with_comments=request.args.get("inside") == "yes",
        printed=desk().here(now()),
    )


@desk_pages.get("/replies/<int(max=2147483647):turn>")
@needs("read")
def message(turn: int) -> ResponseReturnValue:
    """One reply on a page of its own, with every form on it."""
    seen = read_around(turn)
    desk().shelf.note_deed(viewer().id, "read", seen.found.id)
    form = request.args.get("form")
    return alone(seen, turn, form if form in FORMS else None, _finding())


@desk_pages.get("/replies/<int(max=2147483647):turn>/panel")
@needs("read")
def panel(turn: int) -> ResponseReturnValue:
    """A form on a reply, to open in its place."""
    form = request.args.get("form")
    if form not in FORMS:
        abort(404)
    if form != "similar" and not viewer().may("review"):
        abort(403)
    seen = read_around(turn)
    finding = _finding()
    if form in ("agree", "overrule") and finding_of(seen.reply(turn), finding) is None:
        abort(404)
    return alone(seen, turn, form, finding)


def _finding() -> int | None:
    return request.args.get("finding", type=int)
