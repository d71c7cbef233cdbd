"""Links for people to come by, to the desk and to practising: for leads."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from bot.people import invitation_link
from bot.review.desk import desk, needs, viewer
from bot.review.entry import is_email, tidy_email
from bot.review.pages.people import back_to, people_page
from bot.review.pages.people_changes import chosen_role, chosen_teams, in_short, link_for
from bot.review.routes import people_pages


@people_pages.post("/people/invite")
@needs("manage")
def invite_reviewer() -> ResponseReturnValue:
    """A link to the desk for one person, with a role and groups."""
    email = tidy_email(request.form.get("email", ""))
    role, teams = chosen_role(), chosen_teams()
    wrong, token = "", None
    if not is_email(email):
        wrong = "An e-mail address, such as ana@example.org."
    else:
        token = desk().shelf.invite_reviewer(email, role, teams)
    if token is None:
        wrong = (
            wrong or "There is an account with this address. Under Change it can have a new link."
        )
        values: dict[str, Any] = {"email": email[:254], "role": role, "teams": teams}
        return people_page("reviewer", values, {"email": wrong}), 422
    desk().shelf.note_deed(viewer().id, "invite", in_short(email, role, teams))
    link = link_for(email, token)
    if role != "lead" and not teams:
        link["what"] += (
            " They look after no group yet, and so read no conversations: under Change they can "
            "be given one."
        )
    return people_page(fresh_link=link)


@people_pages.post("/people/invite-trainees")
@needs("manage")
def invite_trainee() -> ResponseReturnValue:
    """A link to practising, for so many people and days, into a group."""
    here, form = desk(), request.form
    names = {str(g.id): g.name for g in here.shelf.groups()}
    team = form.get("team", "")
    uses, days = _number("uses", 1000), _number("days", 365)
    errors = {}
    if team and team not in names:
        errors["team"] = "A group of the list, or none."
    if uses is None:
        errors["uses"] = "A whole number from 1 to 1000."
    if days is None:
        errors["days"] = "A whole number from 1 to 365."
    if errors or uses is None or days is None:
        values = {k: form.get(k, "")[:20] for k in ("team", "uses", "days")}
        return people_page("trainee", values, errors), 422
    name = names.get(team, "")
    link = invitation_link(here.settings, here.store.invite(days, uses, name))
    whom = "one person" if uses == 1 else f"up to {uses} people"
    about = f"{whom}, {days} {'day' if days == 1 else 'days'}{f', {name}' if name else ''}"
    here.shelf.note_deed(viewer().id, "invite trainees", about)
    what = f"A link for {about}."
    if "/YOUR_BOT?" in link:
        what += " Telegram couldn't say your bot's name, so it goes where YOUR_BOT is."
    return people_page(fresh_link={"what": what, "link": link})


def _number(field: str, most: int) -> int | None:
    """A whole number from 1 to ``most`` in the form, or None."""
    text = request.form.get(field, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return None
    return int(text) if 1 <= int(text) <= most else None


@people_pages.post("/people/links/<invitation>/end")
@needs("manage")
def revoke(invitation: str) -> ResponseReturnValue:
    """Let a link end now: r and its number for one to the desk, t for one to practising."""
    kind, number = invitation[:1], invitation[1:]
    if kind not in ("r", "t") or not (number.isascii() and number.isdigit() and len(number) < 10):
        abort(404)
    here = desk()
    end = here.shelf.revoke_link if kind == "r" else here.store.revoke
    if not end(int(number)):
        abort(404)
    here.shelf.note_deed(viewer().id, "revoke", "to the desk" if kind == "r" else "to practising")
    flash("That link lets nobody in any more.", "good")
    return back_to("invite")
