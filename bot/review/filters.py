"""Filters as they stand in an address, and back again; what there is to choose from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final, cast

from flask import flash

from bot.content import Content
from bot.review.desk import desk, viewer
from bot.store.desk.filters import Confidence, Filters, Mode, Reviewed

MODES: Final = (
    ("each", "Coach after each reply"),
    ("end", "Coach at the end"),
    ("off", "No coach"),
    ("unaided", "Unaided"),
)
_CONFIDENCES: Final = ("sure", "unsure")
_REVIEWED: Final = ("no", "yes", "overruled")
_LONGEST: Final = 200
_PSEUDONYM: Final = re.compile(r"[\w-]{1,32}")
_NOT_WORDS: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
# What a filter that can't be used is called, in a sentence.
_NAMES: Final = {
    "trainee": "trainee",
    "scenario": "scene",
    "code": "code",
    "confidence": "confidence",
    "since": "first day",
    "until": "last day",
    "mode": "way of coaching",
    "reviewed": "choice of reviewed or not",
    "team": "group",
    "reason": "reason",
    "before": "place in the list",
}


def parse(
    values: Mapping[str, str], zone: tzinfo, content: Content
) -> tuple[Filters, tuple[str, ...]]:
    """Filters from query values, and the names of those that could not be used.

    Days are days in ``zone``, both ends included. What isn't a filter is passed over.
    """
    given = {k: _NOT_WORDS.sub(" ", values.get(k, "")).strip() for k in (*_NAMES, "q")}
    days = {k: _day(given[k]) for k in ("since", "until")}
    fine = {
        "trainee": bool(_PSEUDONYM.fullmatch(given["trainee"])),
        "scenario": given["scenario"] in content.scenarios,
        "code": given["code"] in content.guidance.codes,
        "confidence": given["confidence"] in _CONFIDENCES,
        "since": days["since"] is not None,
        "until": days["until"] is not None,
        "mode": given["mode"] in dict(MODES),
        "reviewed": given["reviewed"] in _REVIEWED,
        "team": bool(re.fullmatch(r"[0-9]{1,9}", given["team"], re.ASCII)),
    }
    kept = {k: given[k] if ok else "" for k, ok in fine.items()}
    last = days["until"]
    found = Filters(
        q=given["q"][:_LONGEST],
        trainee=kept["trainee"],
        scenario=kept["scenario"],
        code=kept["code"],
        confidence=cast(Confidence, kept["confidence"]),
        since=_midnight(days["since"], zone),
        until=_midnight(last + timedelta(days=1) if last else None, zone),
        mode=cast(Mode, kept["mode"]),
        reviewed=cast(Reviewed, kept["reviewed"]),
        team=int(kept["team"]) if kept["team"] else None,
    )
    return found, tuple(k for k, ok in fine.items() if given[k] and not ok)


def as_query(filters: Filters, zone: tzinfo) -> dict[str, str]:
    """Those that are set, as they stand in an address; ``parse`` gives the same filters back."""
    last = filters.until - timedelta(seconds=1) if filters.until else None
    found = {
        "q": filters.q,
        "trainee": filters.trainee,
        "scenario": filters.scenario,
        "code": filters.code,
        "confidence": filters.confidence,
        "since": filters.since.astimezone(zone).date().isoformat() if filters.since else "",
        "until": last.astimezone(zone).date().isoformat() if last else "",
        "mode": filters.mode,
        "reviewed": filters.reviewed,
        "team": "" if filters.team is None else str(filters.team),
    }
    return {name: value for name, value in found.items() if value}


def read_filters(values: Mapping[str, str]) -> Filters:
    """Filters of this request; what can't be used is left out, and the page says so."""
    found, dropped = parse(values, desk().zone, desk().content)
    left_out(*dropped)
    return found


def left_out(*names: str) -> None:
    """Say which filters could not be used."""
    if names:
        words = " and ".join(_NAMES.get(n, n) for n in names)
        flash(f"The {words} in that address isn't known here, so it was left out.", "problem")


def query_of(filters: Filters) -> dict[str, str]:
    """``as_query`` in the organisation's zone: ``filters`` of the templates."""
    return as_query(filters, desk().zone)


def choices() -> dict[str, Any]:
    """What there is to choose from, for who is looking (see ``macros/filters.html``)."""
    trainees, teams = desk().shelf.to_choose(viewer())
    scenes = desk().content.scenarios.values()
    return {
        "trainees": trainees,
        "scenarios": sorted(((s.id, s.title) for s in scenes), key=lambda s: s[1]),
        "modes": list(MODES),
        "teams": [(str(id_), name) for id_, name in teams],
    }


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    # Far from both ends of the calendar, where no time zone leads out of it.
    return found if found and 1900 <= found.year <= 9000 else None


def _midnight(day: date | None, zone: tzinfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if day else None
