"""Who works at the desk and who practises, and what is set in ``.env``: for leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from bot.content import ROOT
from bot.review.desk import desk, needs, viewer
from bot.review.routes import people_pages
from bot.settings import Settings
from bot.store.desk.groups import PAGE, Group
from bot.store.desk.reviewers import StoredReviewer

ROLES: Final = (
    ("supervisor", "Supervisor: own groups"),
    ("lead", "Lead: all groups, people, settings"),
    ("reader", "Reader: reads, changes nothing"),
)
READ_BY: Final = {
    "all": "Supervisors, all of them",
    "shared": "Supervisors, where the trainee shares it or was asked for the scene",
}
_LONGEST_NAME: Final = 80


@people_pages.get("/people")
@needs("manage")
def people() -> ResponseReturnValue:
    """The page."""
    return people_page()


def people_page(
    at: str | int | None = None,
    values: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    fresh_link: Mapping[str, str] | None = None,
) -> str:
    """The page, with what was sent and what is wrong with it, or with a link just made."""
    here = desk()
    groups = here.shelf.groups()
    trainees = here.shelf.practising(_place(request.args.get("before", "")), PAGE + 1)
    older = trainees[PAGE - 1] if len(trainees) > PAGE else None
    return render_template(
        "people.html",
        reviewers=_reviewers(groups),
        trainees=[
            {
                "id": t.id,
                "pseudonym": t.id,
                "team": t.team or "",
                "since": here.here(t.since),
                "reachable": t.reachable,
            }
            for t in trainees[:PAGE]
        ],
        older=f"{older.since.isoformat()}~{older.id}" if older else None,
        teams=[(g.id, g.name) for g in groups],
        team_sizes={g.id: g.size for g in groups},
        roles=ROLES,
        invitations=_invitations(),
        settings=_settings(here.settings),
        fresh_link=fresh_link,
        at=at,
        values=values or {},
        errors=errors or {},
    )


def _place(text: str) -> tuple[datetime, str] | None:
    """Where a page of trainees goes on, as in an address; nonsense: at the beginning."""
    at, _, trainee = text.partition("~")
    try:
        aware = datetime.fromisoformat(at)
        since = aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (since, trainee) if aware.tzinfo and trainee.isprintable() else None


def _reviewers(groups: list[Group]) -> list[dict[str, Any]]:
    here = desk()
    names = {g.id: g.name for g in groups}
    sessions = here.shelf.sessions(current_user.token)
    return [
        {
            "id": r.id,
            "name": r.name or r.email,
            "email": r.email,
            "role": r.role,
            "teams": r.teams,
            "team_names": [names[t] for t in r.teams if t in names],
            "totp": r.totp,
            "last_seen": here.here(r.seen_at) if r.seen_at else None,
            "locked_until": here.here(r.rests_until) if r.rests_until else None,
            "closed": not r.active,
            "you": r.id == viewer().id,
            "sessions": [
                {
                    "what": s.what or "A browser",
                    "since": here.here(s.since),
                    "seen": here.here(s.seen),
                }
                for s in sessions.get(r.id, [])
            ],
        }
        for r in here.shelf.reviewers()
    ]


def _invitations() -> list[dict[str, Any]]:
    """Links that still work, to the desk and to practising; their ids say which: r1, t1."""
    here = desk()
    to_desk = [
        {
            "id": f"r{one.id}",
            "kind": "reviewer",
            "who": one.email,
            "team": ", ".join(one.teams),
            "uses_left": 1,
            "expires": here.here(one.expires_at),
        }
        for one in here.shelf.open_links()
    ]
    return to_desk + [
        {
            "id": f"t{one.id}",
            "kind": "trainee",
            "who": "",
            "team": one.team,
            "uses_left": one.uses_left,
            "expires": here.here(one.expires_at),
        }
        for one in here.store.invitations()
    ]


def _settings(settings: Settings) -> list[tuple[str, str, str]]:
    """What is set, for reading: in words, its value, and its name in ``.env``."""
    rubric, port = settings.rubric, settings.review_port
    shown = rubric.relative_to(ROOT) if rubric.is_relative_to(ROOT) else rubric
    at = settings.review_url or f"this machine only, port {port}"
    return [
        ("Organisation", settings.organisation, "ORGANISATION"),
        ("Who to turn to", settings.contacts or "nobody is named yet", "CONTACTS"),
        ("Who reads conversations", READ_BY[settings.supervisors_see], "SUPERVISORS_SEE"),
        ("Kept after the last word for", f"{settings.retention_days} days", "RETENTION_DAYS"),
        ("Time zone", settings.time_zone or "this machine's own", "TIME_ZONE"),
        ("Address of the desk, for links", at, "REVIEW_URL"),
        ("Rubric", "none" if rubric == Path() else str(shown), "RUBRIC"),
    ]


def somebody(person: int) -> StoredReviewer:
    """An account by its number; 404 if there is none."""
    found = desk().shelf.reviewer(person)
    if found is None:
        abort(404)
    return found


def back_to(place: str) -> ResponseReturnValue:
    """To the page again, at a place on it."""
    return redirect(url_for("people.people", _anchor=place), 303)


# -- groups and trainees ------------------------------------------------------------------------


@people_pages.post("/people/groups")
@needs("manage")
def add_team() -> ResponseReturnValue:
    """Add a group."""
    name = " ".join(request.form.get("name", "").split())
    wrong = ""
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        wrong = f"A name of up to {_LONGEST_NAME} letters."
    elif not desk().shelf.add_group(name):
        wrong = "There is a group of this name."
    if wrong:
        return people_page("team", {"name": name[:_LONGEST_NAME]}, {"name": wrong}), 422
    desk().shelf.note_deed(viewer().id, "add group", name)
    flash(f"{name} is a group now.", "good")
    return back_to("groups")


@people_pages.post("/people/trainees/<trainee>/group")
@needs("manage")
def move(trainee: str) -> ResponseReturnValue:
    """Put a trainee into another group, or in none."""
    names = {str(g.id): g.name for g in desk().shelf.groups()}
    chosen = request.form.get("team", "")
    if chosen and chosen not in names:
        abort(404)
    if not trainee.isprintable() or not desk().shelf.move(trainee, int(chosen) if chosen else None):
        abort(404)
    where = names.get(chosen, "no group")
    desk().shelf.note_deed(viewer().id, "move", f"{trainee}, {where}")
    flash(f"{trainee} is in {where} now.", "good")
    return back_to("practise")
