"""What the team finds hard, and asking for scenes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.review import figures_shown
from bot.review.desk import desk, needs, viewer
from bot.review.kept import kept
from bot.review.routes import desk_pages
from bot.review.team import FEWEST, Board, TeamFigures, boards, figures
from bot.review.typed import fits, typed
from bot.service.assigning import ask_for
from bot.store.desk.asked import Asked

_FURTHEST: Final = 366  # days ahead that a scene can be asked for


@desk_pages.get("/team")
@needs("read")
def team() -> ResponseReturnValue:
    """The page."""
    return _page()


@desk_pages.post("/team/ask")
@needs("review")
def assign() -> ResponseReturnValue:
    """Ask one trainee, or a group, for a scene. They hear of it in Telegram."""
    here = desk()
    scene = here.content.scenarios.get(typed("scene"))
    groups = {str(id_): name for id_, name in here.shelf.groups_of(viewer())}
    whom, group = typed("for_trainee"), typed("for_team")
    note, due, errors = typed("note"), typed("due"), {}
    by = _day(due)
    if scene is None:
        errors["scene"] = "Choose a scene."
    if whom and group:
        errors["for_team"] = "Choose a group or one trainee, not both."
    elif not whom and not group:
        errors["for_team"] = "Choose a group, or one trainee."
    elif group and group not in groups:
        errors["for_team"] = "Choose one of your groups."
    elif whom and whom not in here.shelf.trainees_of(viewer()):
        errors["for_trainee"] = "Choose one of the trainees in your groups."
    if fits(note):
        errors["note"] = fits(note)
    if due and (by is None or not 0 <= (by - _today()).days <= _FURTHEST):
        errors["due"] = "Choose a day between today and a year from now."
    if errors or scene is None:
        return _page(request.form, errors), 422
    try:
        asked = ask_for(
            here.store, scene, trainee=whom or None, team=groups.get(group), note=note, by=by
        )
    except ValueError:
        return _page(request.form, {"for_team": "Nobody is in that group yet."}), 422
    here.shelf.note_deed(viewer().id, "ask", f"{scene.id}, {whom or groups[group]}")
    people = "1 trainee hears" if asked == 1 else f"{asked} trainees hear"
    flash(f"Asked for “{scene.title}”. {people} of it in Telegram.", "good")
    return redirect(url_for("desk.team", _anchor="assign"), 303)


def _page(values: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None) -> str:
    here = desk()
    groups = here.shelf.groups_of(viewer())
    found = _figures([name for _, name in groups])
    scenes = sorted(((s.id, s.title) for s in here.content.scenarios.values()), key=lambda s: s[1])
    may_ask = viewer().may("review")
    names = figures_shown.Names(
        dict(scenes), {c.id: c.title for c in here.content.guidance.codes.values()}
    )
    return render_template(
        "team.html",
        period=figures_shown.period(found),
        tiles=figures_shown.tiles(found),
        notes=figures_shown.notes(found),
        figures=figures_shown.shown(found, names),
        assigned=[_asked(a, names) for a in here.shelf.asked_for(viewer(), _today())],
        scenes=scenes,
        trainees=[(t, t) for t in here.shelf.trainees_of(viewer())] if may_ask else [],
        teams=[(str(id_), name) for id_, name in groups],
        values=values or {},
        errors=errors or {},
    )


def _figures(groups: list[str]) -> TeamFigures:
    """Figures of the viewer's groups; for a lead, also of those who are in none."""
    here = desk()

    def make() -> tuple[Board, ...]:
        return boards(here.shelf.counted_talks(datetime.now(UTC)), _today(), here.zone)

    none = [""] if viewer().role == "lead" else []
    return figures(kept().get(("boards", _today()), make), [*groups, *none])


def _asked(asked: Asked, names: figures_shown.Names) -> dict[str, Any]:
    return {
        "id": asked.id,
        "scene": names.scene(asked.scenario),
        "who": asked.trainee or asked.team,
        "due": asked.due_on,
        "note": asked.note,
        "done": asked.done if asked.of >= FEWEST else None,
        "of": asked.of,
    }


def _today() -> date:
    return desk().here(datetime.now(UTC)).date()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
