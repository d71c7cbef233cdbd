"""A conversation for the page that shows it, and answers to what was said in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.authored import ContentError
from bot.review import rubric
from bot.review.desk import desk, viewer
from bot.review.nearness import similar_around
from bot.review.showing import Page, Showing
from bot.review.showing_replies import Shown
from bot.store.desk.transcript_records import Transcript

FORMS = ("agree", "overrule", "missed", "comment", "similar")


@dataclass(frozen=True, slots=True)
class Read:
    """A conversation as it is kept, and as it is shown."""

    found: Transcript
    page: Page
    showing: Showing

    def reply(self, turn: int) -> Shown:
        """One of its replies."""
        return self.page.turns[turn]


def read(encounter: str) -> Read:
    """A conversation that the viewer may read; 404 for any other."""
    found = desk().shelf.transcript(viewer(), encounter)
    if found is None:
        abort(404)
    showing = Showing(desk(), viewer())
    return Read(found, showing.page(found), showing)


def read_around(turn: int) -> Read:
    """The conversation that a reply stands in."""
    encounter = desk().shelf.encounter_of_turn(viewer(), turn)
    if encounter is None:
        abort(404)
    return read(encounter)


def finding_of(reply: Shown, finding: int | None) -> Shown | None:
    """A finding on a reply, by its id."""
    return next((f for f in reply["findings"] if f["id"] == finding), None)


def rubric_here() -> tuple[rubric.Rubric | None, list[str]]:
    """The organisation's rubric, and what is wrong with its file."""
    try:
        return rubric.load(desk().settings.rubric), []
    except ContentError as error:
        return None, error.problems


def is_in_place() -> bool:
    """Whether htmx asks, and puts the answer into the page."""
    return request.headers.get("HX-Request") == "true"


def whole(
    seen: Read, values: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> str:
    """The page of a conversation."""
    found, showing = seen.found, seen.showing
    scales, problems = rubric_here()
    return render_template(
        "transcript.html",
        enc=seen.page.enc,
        items=seen.page.items,
        rubric=scales,
        rubric_problems=problems,
        values=values or {},
        errors=errors or {},
        sign_offs=showing.sign_offs(found, scales),
        remarks=showing.remarks(found),
        second_coders=desk().shelf.second_coders(viewer(), found.id),
        second_given=showing.second_given(found),
        next_up=showing.next_up(found),
    )


def alone(
    seen: Read,
    turn: int,
    form: str | None,
    finding: int | None,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> str:
    """A form on a reply: into its place in the page, or on a page of its own.

    What it shows is noted as read: this conversation, and those of similar replies.
    """
    reply = seen.reply(turn)
    similar = similar_around(turn) if form == "similar" else None
    others = [s["encounter"] for s in similar or ()]
    desk().shelf.note_visits(viewer(), [seen.found.id, *others])
    about: dict[str, Any] = {
        "t": reply,
        "enc": seen.page.enc,
        "form": form,
        "f": finding_of(reply, finding),
        "values": values or {},
        "errors": errors or {},
        "similar": similar,
    }
    return render_template("parts/panel.html" if is_in_place() else "message.html", **about)


def said(encounter: str, turn: int, told: str) -> ResponseReturnValue:
    """After something was said: the reply as it stands now, or the way back to it.

    ``told``: a sentence on what was kept.
    """
    if not is_in_place():
        flash(told, "good")
        return redirect(url_for("desk.transcript", encounter=encounter, _anchor=f"m{turn}"), 303)
    seen = read(encounter)
    return render_template(
        "parts/turn.html",
        t=seen.reply(turn),
        enc=seen.page.enc,
        slim=turn in seen.page.slim,
        told=told,
    )
