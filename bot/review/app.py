"""The desk as a Flask application: ``make_app``."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import secrets
import traceback
from datetime import timedelta
from typing import Any

from flask import Flask, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException

from bot.content import Content
from bot.review import pages
from bot.review.desk import Desk, SignedIn, desk
from bot.review.entry import Strangers, local, page_of_htmx, waiting
from bot.review.in_words import spoken
from bot.review.limits import limiter, until
from bot.review.passwords import nobodys
from bot.review.proof import STRANGERS
from bot.review.routes import auth, desk_pages, people_pages
from bot.settings import Settings
from bot.store.desk import DeskStore
from bot.store.repository import Store

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
FAMILIES = {
    "P": "Pitfalls",
    "G": "Guideline moves",
    "M": "Micro-skills",
    "S": "Sensitivity flags",
}
log = logging.getLogger(__name__)


def make_app(store: Store, content: Content, settings: Settings) -> Flask:
    """The application on ``store``, whose tables are current."""
    app = Flask(__name__)
    key = settings.review_secret
    app.config.update(
        SECRET_KEY=key.get_secret_value() if key else secrets.token_hex(32),
        SESSION_COOKIE_NAME="desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.review_https,
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
        MAX_CONTENT_LENGTH=1_000_000,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        RATELIMIT_ENABLED=True,  # looked at with each request
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["spoken"] = spoken
    app.extensions["desk"] = Desk(store, DeskStore(store), content, settings)
    app.extensions[STRANGERS] = Strangers()
    nobodys()  # made now, so that the first wrong address takes no longer than the next
    CSRFProtect(app)
    limiter.init_app(app)
    Talisman(
        app,
        force_https=settings.review_https,
        strict_transport_security=settings.review_https,
        strict_transport_security_include_subdomains=False,  # those are somebody else's
        session_cookie_secure=settings.review_https,
        content_security_policy=POLICY,
        referrer_policy="same-origin",
        frame_options="DENY",
    )
    _sign_in(app)
    for module in pkgutil.iter_modules(pages.__path__):
        importlib.import_module(f"bot.review.pages.{module.name}")
    for blueprint in (auth, desk_pages, people_pages):
        app.register_blueprint(blueprint)
    app.context_processor(_for_all_pages)
    app.after_request(_keep_nowhere)
    app.register_error_handler(HTTPException, _went_wrong)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(Exception, _our_fault)
    return app


def _sign_in(app: Flask) -> None:
    manager = LoginManager(app)
    manager.login_view = "auth.login"
    manager.session_protection = None  # sessions are rows of ours, and end there
    manager.login_message = None

    @manager.user_loader
    def _load(token: str) -> SignedIn | None:
        shelf: DeskStore = app.extensions["desk"].shelf
        found = shelf.viewer(token)
        return SignedIn(found, token) if found else None

    @manager.unauthorized_handler
    def _first_sign_in() -> ResponseReturnValue:
        htmx, reading = bool(request.headers.get("HX-Request")), request.method == "GET"
        back = local(request.full_path.rstrip("?")) if reading else ""
        back = page_of_htmx() if htmx else back
        if session.pop("_user_id", None):  # Flask-Login's: of a session that has ended
            flash(_ended(reading, bool(back)), "problem")
        there = url_for("auth.login", next=back or None)
        return ("", 401, {"HX-Redirect": there}) if htmx else redirect(there)


def _ended(reading: bool, back: bool) -> str:
    """What somebody reads at the door whose session has ended. ``back``: they get back there."""
    told = "You were signed out, as happens after a while without a click."
    if not reading:
        told += " What you just sent was not saved."
    return f"{told} Sign in, and you are back where you were." if back else told


def _for_all_pages() -> dict[str, Any]:
    here = desk()
    who = current_user.viewer if current_user.is_authenticated else None
    codes = here.content.guidance.codes.values()
    return {
        "user": who,
        "may": {r: bool(who and who.may(r)) for r in ("review", "manage", "export")},
        "organisation": here.settings.organisation,
        "demo": here.shelf.is_demo(),
        "families": [
            {
                "letter": letter,
                "title": title,
                "codes": [
                    {"id": c.id, "title": c.title, "about": c.about}
                    for c in codes
                    if c.id.startswith(letter)
                ],
            }
            for letter, title in FAMILIES.items()
        ],
    }


def _keep_nowhere(response: Any) -> Any:
    """Pages with what people said stay out of caches, and of other sites' windows."""
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response


def _form_too_old(error: CSRFError) -> ResponseReturnValue:
    if request.headers.get("HX-Request"):
        flash(
            "That form was open for too long, so nothing was saved. Please send it once more.",
            "problem",
        )
        return "", 400, {"HX-Redirect": page_of_htmx() or url_for("desk.queue")}
    return render_template("error.html", code=400, wait=None, ref=None), 400


def _went_wrong(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    wait = (waiting(until()) or "a minute") if code == 429 else None
    return render_template("error.html", code=code, wait=wait, ref=None), code


def _our_fault(error: Exception) -> ResponseReturnValue:
    """What broke and where go into the log; the error's own text may hold what people said."""
    ref = secrets.token_hex(4)
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("A page failed (%s): %s\n%s", ref, type(error).__name__, where)
    return render_template("error.html", code=500, wait=None, ref=ref), 500
