"""Signing in and out, and the page behind a link to an account."""

from __future__ import annotations

import time
from typing import Any, Final

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from bot.review import totp
from bot.review.desk import desk, needs
from bot.review.entry import enter, leave, local, onwards, tidy_email
from bot.review.limits import LINK, SIGN_IN, limiter
from bot.review.passwords import hashed, trouble
from bot.review.proof import code_of, password_of
from bot.review.routes import auth
from bot.store.desk.accounts import Keys, digest
from bot.store.desk.links import Invited
from bot.store.tables import now

NO_CODE: Final = "That code doesn't match. The app shows a new one every half minute."
ENDED: Final = 410
_CODE: Final = "welcome_code"  # in the cookie: the key on the page of a link
_HALF: Final = "half"  # in the cookie: whose password was right, while their code is asked for
_HALF_SECONDS: Final = 600
_NO_PAIR: Final = "That pair of address and password doesn't match."
_LONGEST_NAME: Final = 80


@auth.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(SIGN_IN, methods=["POST"])
def login() -> ResponseReturnValue:
    """The first step: address and password."""
    address = local(request.values.get("next"))
    page: dict[str, Any] = {"email": "", "next": address, "errors": {}, "wait": None}
    if request.method != "POST":
        if current_user.is_authenticated:
            return redirect(onwards(address))
        return render_template("login.html", **page)
    email = tidy_email(request.form.get("email", ""))
    proof = password_of(email, request.form.get("password", ""))
    if proof.keys is None:
        errors = {"password": _NO_PAIR} if proof.compared else {}
        page |= {"email": email[:254], "errors": errors, "wait": proof.wait}
        return render_template("login.html", **page), 422
    if proof.keys.totp_secret:
        desk().shelf.take_back_try(proof.keys.id)
        return _ask_code(proof.keys, address)
    desk().shelf.forget_tries(proof.keys.id)
    enter(proof.keys.id)
    return redirect(onwards(address), 303)


def _ask_code(keys: Keys, address: str) -> ResponseReturnValue:
    """To the second step. The cookie says whose, by which password, and since when."""
    leave()
    session[_HALF] = [keys.id, digest(keys.password_hash), int(time.time()), address]
    return redirect(url_for("auth.login_code"), 303)


def _half_in() -> tuple[Keys, str] | None:
    """Whose password was right a moment ago, and where they were going."""
    reviewer, password, since, address = session.get(_HALF, [0, "", 0, ""])
    keys = desk().shelf.keys(reviewer)
    if keys is None or not keys.totp_secret or digest(keys.password_hash) != password:
        return None
    return (keys, address) if time.time() - since < _HALF_SECONDS else None


@auth.route("/sign-in/code", methods=["GET", "POST"])
@limiter.limit(SIGN_IN, methods=["POST"])
def login_code() -> ResponseReturnValue:
    """The second step, where it is on: the code from the phone."""
    half = _half_in()
    if half is None:
        return redirect(url_for("auth.login"))
    keys, address = half
    if request.method != "POST":
        return render_template("login_code.html", errors={}, wait=None)
    proof = code_of(keys.email, request.form.get("code", ""))
    if proof.keys is None:
        errors = {"code": NO_CODE} if proof.compared else {}
        return render_template("login_code.html", errors=errors, wait=proof.wait), 422
    desk().shelf.forget_tries(keys.id)
    enter(keys.id)
    return redirect(onwards(address), 303)


@auth.post("/sign-out")
@needs("read")
def logout() -> ResponseReturnValue:
    """End this session, here and in the database."""
    leave()
    return redirect(url_for("auth.login"), 303)


@auth.route("/welcome/<token>", methods=["GET", "POST"])
@limiter.limit(LINK)
def accept(token: str) -> ResponseReturnValue:
    """Behind a link: a name, a password, perhaps a code; then the desk."""
    invited = desk().shelf.invited_by_link(token)
    if invited is None:
        return _ended(token)
    if request.method != "POST":
        return _welcome(token, invited, invited.name, {})
    name = " ".join(request.form.get("name", "").split())
    password, code = request.form.get("password", ""), request.form.get("code", "")
    errors = _missing(invited.email, name, password)
    key, step = "", None
    if code.strip() and not invited.totp:
        key = session.get(_CODE, "")
        step = totp.step_of(key, code, now()) if key else None
        if step is None:
            errors["code"] = NO_CODE
    if errors:
        return _welcome(token, invited, name[:_LONGEST_NAME], errors), 422
    reviewer = desk().shelf.accept(token, name, hashed(password), key, step or 0)
    if reviewer is None:
        return _ended(token)
    desk().shelf.note_deed(reviewer, "accept")
    keys = desk().shelf.keys(reviewer)
    if invited.totp and keys:
        return _ask_code(keys, "")
    enter(reviewer)
    flash(f"Welcome, {name}.", "good")
    return redirect(onwards(""), 303)


def _missing(email: str, name: str, password: str) -> dict[str, str]:
    """What doesn't do yet, by field."""
    errors = {}
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        errors["name"] = f"A name colleagues know you by, up to {_LONGEST_NAME} letters."
    if wrong := trouble(password, email):
        errors["password"] = wrong
    elif request.form.get("again", "") != password:
        errors["again"] = "The two passwords differ."
    return errors


def _welcome(token: str, invited: Invited, name: str, errors: dict[str, str]) -> str:
    here = desk()
    organisation = here.settings.organisation
    page: dict[str, Any] = {
        "token": token,
        "name": name,
        "errors": errors,
        "qr": None,
        "secret": "",
    }
    if not invited.totp:
        key = session.setdefault(_CODE, totp.fresh())
        page |= {"qr": totp.picture(key, invited.email, organisation), "secret": totp.spaced(key)}
    who = {
        "email": invited.email,
        "role": invited.role,
        "teams": invited.teams,
        "by": organisation,
        "again": bool(invited.name),
    }
    return render_template("accept.html", invited=who, **page)


def _ended(token: str) -> ResponseReturnValue:
    nothing: dict[str, Any] = {"name": "", "errors": {}, "qr": None, "secret": ""}
    return render_template("accept.html", token=token, invited=None, **nothing), ENDED
