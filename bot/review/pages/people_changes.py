"""Changing, closing and helping accounts of the desk: for leads."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from bot.review.desk import desk, needs, viewer
from bot.review.pages.people import back_to, people_page, somebody
from bot.review.routes import people_pages
from bot.store.desk import ROLES, Role
from bot.store.desk.links import LINK_DAYS

_LAST_LEAD = "There would be no lead left who can come in. Make somebody else a lead first."


@people_pages.post("/people/<int:person>")
@needs("manage")
def change(person: int) -> ResponseReturnValue:
    """Another role, other groups; the code from a lost phone off."""
    who, me, shelf = somebody(person), viewer(), desk().shelf
    role, teams = chosen_role(), chosen_teams()
    code_off = bool(request.form.get("totp_off")) and who.totp
    if code_off and who.id == me.id:
        flash("Your own code is switched off on your account page, with your password.", "problem")
        return people_page(person), 422
    keep = current_user.token if who.id == me.id else ""
    if not shelf.change_reviewer(person, role, teams, keep):
        flash(_LAST_LEAD, "problem")
        return people_page(person), 422
    if (role, teams) != (who.role, set(who.teams)):
        shelf.note_deed(me.id, "change", in_short(who.email, role, teams))
    if code_off:
        shelf.set_totp(person, "")
        shelf.end_sessions(person)  # the lost phone may be signed in
        shelf.note_deed(me.id, "code off for", who.email)
    flash(f"Saved for {who.name or who.email}.", "good")
    if who.id == me.id and role != "lead":
        return redirect(url_for("desk.queue"), 303)
    return back_to(f"p{person}")


def in_short(email: str, role: Role, teams: set[int]) -> str:
    """An account's role and groups, for the log."""
    names = [g.name for g in desk().shelf.groups() if g.id in teams]
    return ", ".join([f"{email}: {role}", *names])


def chosen_role() -> Role:
    """The role in the form; 400 if there is none of that name."""
    role = request.form.get("role", "")
    if role not in ROLES:
        abort(400)
    return role


def chosen_teams() -> set[int]:
    """The groups ticked in the form; 400 if one of them isn't."""
    known = {str(g.id): g.id for g in desk().shelf.groups()}
    ticked = request.form.getlist("teams")
    if not set(ticked) <= set(known):
        abort(400)
    return {known[t] for t in ticked}


@people_pages.post("/people/<int:person>/unlock")
@needs("manage")
def unlock(person: int) -> ResponseReturnValue:
    """Let somebody try again now whose account rests after wrong tries."""
    who = somebody(person)
    desk().shelf.forget_tries(person)
    return _done(person, "unlock", f"{who.name or who.email} can try again now.")


@people_pages.post("/people/<int:person>/sessions/end")
@needs("manage")
def end_sessions(person: int) -> ResponseReturnValue:
    """Sign somebody out everywhere (oneself: everywhere else)."""
    who = somebody(person)
    mine = person == viewer().id
    desk().shelf.end_sessions(person, keep=current_user.token if mine else "")
    where = "everywhere else" if mine else "everywhere"
    return _done(person, "end sessions", f"{who.name or who.email} is signed out {where}.")


@people_pages.post("/people/<int:person>/link")
@needs("manage")
def renew(person: int) -> ResponseReturnValue:
    """A new link, for somebody who forgot their password or never used the first one."""
    who = somebody(person)
    token = desk().shelf.renew_link(person)
    if token is None:
        flash("The account is closed. Opened again, it can have a link.", "problem")
        return people_page(person), 422
    desk().shelf.note_deed(viewer().id, "link", who.email)
    return people_page(fresh_link=link_for(who.email, token))


def link_for(email: str, token: str) -> dict[str, str]:
    """A link to the desk, for showing once."""
    link = url_for("auth.accept", token=token, _external=True)
    return {"what": f"A link for {email}. It works once, for {LINK_DAYS} days.", "link": link}


@people_pages.post("/people/<int:person>/close")
@needs("manage")
def close(person: int) -> ResponseReturnValue:
    """Close an account: nobody comes in by it; what it wrote stays."""
    who = somebody(person)
    if person == viewer().id:
        flash("Your own account is another lead's to close.", "problem")
        return people_page(person), 422
    if not desk().shelf.close_reviewer(person):
        flash(_LAST_LEAD, "problem")
        return people_page(person), 422
    return _done(person, "close", f"The account of {who.name or who.email} is closed.")


@people_pages.post("/people/<int:person>/open")
@needs("manage")
def open(person: int) -> ResponseReturnValue:
    """Open a closed account again."""
    who = somebody(person)
    desk().shelf.open_reviewer(person)
    name = who.name or who.email
    words = f"The account of {name} is open again, with no password. Make {name} a link to one."
    return _done(person, "open", words)


def _done(person: int, did: str, words: str) -> ResponseReturnValue:
    desk().shelf.note_deed(viewer().id, did, somebody(person).email)
    flash(words, "good")
    return back_to(f"p{person}")
