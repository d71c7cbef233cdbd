"""The log: who read, took out and changed what. For leads."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.review.desk import desk, needs, viewer
from bot.review.routes import people_pages
from bot.store.desk.audit import PAGE, Deed

# What stands in the log, in words. Other deeds are shown as they are.
DEEDS: Final = {
    "read": "read a conversation",
    "print": "printed a conversation",
    "sent": "read what trainees sent",
    "search": "searched in words",
    "export": "exported",
    "sign in": "signed in",
    "rest": "typed a wrong password or code, several times",
    "accept": "used their link",
    "password": "changed their password",
    "code on": "switched their code on",
    "code off": "switched their code off",
    "invite": "invited to the desk",
    "invite trainees": "invited trainees",
    "link": "made a new link",
    "revoke": "ended a link",
    "change": "changed an account",
    "code off for": "switched off the code of",
    "unlock": "let try again",
    "end sessions": "signed out",
    "close": "closed an account",
    "open": "opened an account again",
    "add group": "added a group",
    "ask": "asked for a scene",
    "move": "moved a trainee",
    "settle": "answered a flag seen otherwise",
    "second": "asked for a second coding",
}
_OF_ENCOUNTERS: Final = ("read", "print", "second")  # about: an encounter's id
_GONE: Final = "one that was erased, or isn't yours to read now"


@people_pages.get("/log")
@needs("manage")
def audit() -> ResponseReturnValue:
    """The page."""
    here, args = desk(), request.args
    since, until = _day(args.get("since", "")), _day(args.get("until", ""))
    who, did = args.get("who", ""), args.get("did", "")
    before = _place(args.get("before", ""))
    people = [(r.id, r.name or r.email) for r in here.shelf.reviewers()]
    filters = {
        "who": who if who in {str(number) for number, _ in people} else "",
        "did": did if did in DEEDS else "",
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
    }
    deeds = here.shelf.deeds(
        who=int(who) if filters["who"] else None,
        did=filters["did"],
        since=_start(since) if since else None,
        until=_start(until + timedelta(days=1)) if until else None,
        before=before,
        limit=PAGE + 1,
    )
    older = deeds[PAGE - 1] if len(deeds) > PAGE else None
    return render_template(
        "audit.html",
        rows=_rows(deeds[:PAGE]),
        filters={k: v for k, v in filters.items() if v},
        people=people,
        deeds=list(DEEDS.items()),
        older=f"{older.at.isoformat()}~{older.id}" if older else None,
        newest=before is None,
    )


def _rows(deeds: list[Deed]) -> list[dict[str, Any]]:
    here = desk()
    named = here.shelf.named(viewer(), {d.about for d in deeds if d.did in _OF_ENCOUNTERS})
    rows = []
    for deed in deeds:
        what, link = deed.about, None
        if deed.did in _OF_ENCOUNTERS:
            what = _GONE
            if deed.about in named:
                scene, trainee = named[deed.about]
                known = here.content.scenarios.get(scene)
                what = f"{known.title if known else scene}, {trainee}"
                link = url_for("desk.transcript", encounter=deed.about)
        rows.append(
            {
                "at": here.here(deed.at),
                "who": deed.who or "An account that is no more",
                "did": DEEDS.get(deed.did, deed.did),
                "what": what,
                "link": link,
            }
        )
    return rows


def _day(text: str) -> date | None:
    """A day as in an address; nonsense, or the world's last: none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(1970, 1, 2) <= day < date(9000, 1, 1) else None


def _start(day: date) -> datetime:
    """When a day begins where the organisation is, in UTC."""
    return datetime.combine(day, time(), desk().zone).astimezone(UTC)


def _place(text: str) -> tuple[datetime, int] | None:
    """Where a page goes on, as in an address; nonsense: at the beginning."""
    at, _, number = text.partition("~")
    try:
        aware = datetime.fromisoformat(at)
        moment, line = aware.astimezone(UTC), int(number)
    except (ValueError, OverflowError):
        return None
    return (moment, line) if aware.tzinfo and 0 <= line < 2**31 else None
