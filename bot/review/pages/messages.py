"""Messages: replies under the filters, one a row."""

from __future__ import annotations

import re
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from bot.review.desk import desk, needs, viewer
from bot.review.filters import choices, left_out, query_of, read_filters
from bot.review.listed import row
from bot.review.routes import desk_pages

PAGE: Final = 50


@desk_pages.get("/messages")
@needs("read")
def messages() -> ResponseReturnValue:
    """Replies, newest first, such as every P9 that was shown this month."""
    filters = read_filters(request.args)
    before = _place(request.args.get("before", ""))
    newest = before is None
    shelf = desk().shelf
    if filters.q:
        shelf.note_deed(viewer().id, "search", "messages")
    found = shelf.messages_page(viewer(), filters, before, PAGE + 1)
    page = found[:PAGE]
    shelf.note_visits(viewer(), (m.encounter for m in page))
    return render_template(
        "messages.html",
        filters=query_of(filters),
        choices=choices(),
        total=shelf.messages_count(viewer(), filters) if newest else None,
        rows=[row(m, filters.code) for m in page],
        older=str(page[-1].turn) if len(found) > PAGE else None,
        newest=newest,
    )


def _place(text: str) -> int | None:
    """The turn's id that a page goes on from."""
    if re.fullmatch(r"[0-9]{1,10}", text, re.ASCII) and int(text) < 2**31:
        return int(text)
    if text:
        left_out("before")
    return None
