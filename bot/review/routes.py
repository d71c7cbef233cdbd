"""The three blueprints that the modules of ``bot.review.pages`` add their routes to."""

from __future__ import annotations

from flask import Blueprint

auth = Blueprint("auth", __name__)
desk_pages = Blueprint("desk", __name__)
people_pages = Blueprint("people", __name__)
