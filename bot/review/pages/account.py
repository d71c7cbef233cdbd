"""One's own account: the password, the code from the phone, where one is signed in."""

from __future__ import annotations

from typing import Final

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from bot.review import totp
from bot.review.desk import desk, needs, viewer
from bot.review.pages.sign_in import NO_CODE
from bot.review.passwords import hashed, trouble
from bot.review.proof import own_password
from bot.review.routes import auth
from bot.store.tables import now

_NEW_CODE: Final = "new_code"  # in the cookie: the key of a code that isn't switched on yet


@auth.get("/account")
@needs("read")
def account() -> ResponseReturnValue:
    """The page."""
    return _page()


def _page(at: str | None = None, errors: dict[str, str] | None = None) -> str:
    here, me = desk(), viewer()
    keys = here.shelf.keys(me.id)
    on, key = bool(keys and keys.totp_secret), session.get(_NEW_CODE, "")
    page = {"totp": "on" if on else "starting" if key else "off", "qr": "", "secret": ""}
    if page["totp"] == "starting":
        page["qr"] = totp.picture(key, me.email, here.settings.organisation)
        page["secret"] = totp.spaced(key)
    sessions = [
        {
            "id": s.id,
            "what": s.what or "A browser",
            "since": here.here(s.since),
            "seen": here.here(s.seen),
            "here": s.here,
        }
        for s in here.shelf.sessions(current_user.token).get(me.id, [])
    ]
    teams = [] if me.role == "lead" else [g.name for g in here.shelf.groups() if g.id in me.teams]
    return render_template(
        "account.html",
        sessions=sessions,
        teams=teams,
        role=me.role.capitalize(),
        at=at,
        errors=errors or {},
        **page,
    )


def _back() -> ResponseReturnValue:
    return redirect(url_for("auth.account"), 303)


@auth.post("/account/password")
@needs("read")
def change_password() -> ResponseReturnValue:
    """A new password for the one they have; other sessions end."""
    me, form = viewer(), request.form
    current, password = form.get("current", ""), form.get("password", "")
    errors = {}
    if wrong := trouble(password, me.email):
        errors["password"] = wrong
    elif password == current:
        errors["password"] = "That is the one you have now."  # noqa: S105
    elif form.get("again", "") != password:
        errors["again"] = "The two new passwords differ."
    if not errors and (wrong := own_password(me.email, current)):
        errors["current"] = wrong
    if errors:
        return _page("password", errors), 422
    desk().shelf.set_password(me.id, hashed(password), keep=current_user.token)
    desk().shelf.note_deed(me.id, "password")
    flash("Changed. Wherever else you were signed in, you no longer are.", "good")
    return _back()


@auth.post("/account/code/start")
@needs("read")
def totp_start() -> ResponseReturnValue:
    """Show a new key, for the app."""
    keys = desk().shelf.keys(viewer().id)
    if keys and not keys.totp_secret:
        session[_NEW_CODE] = totp.fresh()
    return _back()


@auth.post("/account/code")
@needs("read")
def totp_confirm() -> ResponseReturnValue:
    """Switch it on, once the app shows the right code."""
    me, key = viewer(), session.get(_NEW_CODE, "")
    keys = desk().shelf.keys(me.id)
    if not key or not keys or keys.totp_secret:
        return _back()
    step = totp.step_of(key, request.form.get("code", ""), now())
    if step is None:
        return _page("totp", {"code": NO_CODE}), 422
    desk().shelf.set_totp(me.id, key, step)
    desk().shelf.note_deed(me.id, "code on")
    session.pop(_NEW_CODE)
    flash("On. From now on, signing in takes your password and a code.", "good")
    return _back()


@auth.post("/account/code/off")
@needs("read")
def totp_off() -> ResponseReturnValue:
    """Switch it off, for those who know the password."""
    me = viewer()
    if wrong := own_password(me.email, request.form.get("current", "")):
        return _page("totp", {"current": wrong}), 422
    desk().shelf.set_totp(me.id, "")
    desk().shelf.note_deed(me.id, "code off")
    flash("Off. Your password alone signs you in.", "good")
    return _back()


@auth.post("/account/sessions/<int:session>/end")
@needs("read")
def end_session(session: int) -> ResponseReturnValue:
    """Sign out somewhere else."""
    if not desk().shelf.end_session(viewer().id, session):
        abort(404)
    flash("Signed out there.", "good")
    return _back()


@auth.post("/account/sessions/end")
@needs("read")
def end_other_sessions() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    desk().shelf.end_sessions(viewer().id, keep=current_user.token)
    flash("Signed out everywhere else.", "good")
    return _back()
