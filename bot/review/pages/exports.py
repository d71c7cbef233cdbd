"""Taking practice out, as files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.review import export_tables, exporting
from bot.review.desk import desk, needs, viewer
from bot.review.exporting import KINDS, Kind
from bot.review.filters import choices, query_of, read_filters
from bot.review.limits import limiter
from bot.review.routes import desk_pages
from bot.store.desk import Viewer
from bot.store.desk.filters import Filters

COUNTED = 10_000  # conversations, and replies, on the page; a file holds all of them


@desk_pages.get("/exports")
@needs("export")
def exports() -> ResponseReturnValue:
    """What fits the filters, and as which kinds of file it can be had."""
    filters = read_filters(request.args)
    if filters.q:
        desk().shelf.note_deed(viewer().id, "search", "exports")
    return _page(filters)


@desk_pages.post("/exports")
@needs("export")
@limiter.limit("10 per minute")
def export() -> ResponseReturnValue:
    """A file. It is made while it is sent, so its length isn't known."""
    filters = read_filters(request.form)
    kind = KINDS.get(request.form.get("kind", ""))
    if kind is None:
        return _page(filters, {"kind": "Choose a kind of file."}), 422
    who = viewer()
    rows, pieces = _made(kind, who, filters)
    if not rows:
        flash("Nothing that you may read fits these filters, so there is no file.", "problem")
        back: dict[str, Any] = {**query_of(filters)}
        return redirect(url_for("desk.exports", **back), 303)
    about = exporting.note(kind, rows, query_of(filters))
    desk().shelf.note_deed(who.id, "export", about)
    name = kind.file_name(desk().here(datetime.now(UTC)).date())
    return Response(
        (piece.encode("utf-8", "replace") for piece in pieces),
        mimetype=kind.mimetype,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _made(kind: Kind, who: Viewer, filters: Filters) -> tuple[int, Iterator[str]]:
    """How many rows there are, and the file in pieces (nothing is read before the first)."""
    here = desk()
    shelf, zone = here.shelf, here.zone
    scenes = {s.id: s.title for s in here.content.scenarios.values()}
    if kind.id == "conversations.csv":
        conversations = shelf.conversations_to_take(who, filters)
        batches = shelf.take_conversations(who, conversations)
        return len(conversations), export_tables.conversations_csv(batches, scenes, zone)
    if kind.id == "corpus.jsonl":
        reviewed = shelf.reviewed_to_take(who, filters)
        return len(reviewed), exporting.corpus_jsonl(shelf.take_reviewed(who, reviewed))
    ids = shelf.messages_to_take(who, filters)
    messages = shelf.take_messages(who, ids)
    if kind.id == "messages.csv":
        return len(ids), export_tables.messages_csv(messages, scenes, zone)
    if kind.id == "messages.jsonl":
        return len(ids), exporting.messages_jsonl(messages)
    return len(ids), exporting.nlu_yml(messages)


def _page(filters: Filters, errors: dict[str, str] | None = None) -> str:
    here, who = desk(), viewer()
    conversations, replies = here.shelf.how_much(who, filters, COUNTED)
    return render_template(
        "exports.html",
        filters=query_of(filters),
        choices=choices(),
        kinds=list(KINDS.values()),
        counts={"encounters": conversations, "messages": replies, "most": COUNTED},
        recent=[_noted(n.at, n.by, n.about) for n in here.shelf.noted_exports(who)],
        values=request.form,
        errors=errors or {},
    )


def _noted(at: datetime, by: str, about: str) -> dict[str, Any]:
    kind, rows, filters = exporting.read_note(about)
    return {"at": desk().here(at), "by": by, "kind": kind, "filters": filters, "rows": rows}
