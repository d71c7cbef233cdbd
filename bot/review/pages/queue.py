"""The queue: what to read first and why, and taking it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from bot.review import in_words
from bot.review.desk import desk, needs, viewer
from bot.review.filters import choices, left_out, query_of, read_filters
from bot.review.listed import cut, scene_of
from bot.review.queueing import ORDER, reasons, refresh
from bot.review.routes import desk_pages
from bot.store.desk.entries import After, Entry
from bot.store.desk.searching import Message
from bot.store.desk.waiting import TABS, Tab
from bot.store.tables import now

PAGE: Final = 25
MOST_DONE: Final = 1000  # are counted


@desk_pages.get("/")
@needs("read")
def queue() -> ResponseReturnValue:
    """Conversations that wait, the most urgent first; or those that are done."""
    here, filters = desk(), read_filters(request.args)
    tab, reason = _tab(request.args.get("tab", "")), _reason(request.args.get("reason", ""))
    after = _place(request.args.get("before", ""), tab)
    if filters.q:
        here.shelf.note_deed(viewer().id, "search", "queue")
    at = now()
    refresh(here.shelf, here.here(at).date(), at)
    counts = here.shelf.queue_counts(viewer(), filters, MOST_DONE)
    found = here.shelf.queue_page(viewer(), tab, filters, reason, after, PAGE + 1)
    page = found[:PAGE]
    chosen = {"tab": tab, **query_of(filters), **({"reason": reason} if reason else {})}
    return render_template(
        "queue.html",
        tab=tab,
        counts={name: _counted(counts, name) for name in TABS},
        reasons=[
            {"kind": k, "count": counts[tab][k] if counts else None}
            for k in ORDER
            if tab != "done" and (counts is None or counts[tab][k])
        ],
        filters=chosen,
        choices=choices(),
        entries=_shown(page),
        older=_to_place(page[-1].place) if len(found) > PAGE else None,
        newest=after is None,
        sent=here.shelf.sent_waiting(viewer()),
    )


@desk_pages.post("/conversations/<encounter>/take")
@needs("review")
def take(encounter: str) -> ResponseReturnValue:
    """Take a conversation to read. Somebody may have been a moment quicker."""
    holder = desk().shelf.take(viewer(), encounter)
    if holder is None:
        abort(404)
    there = url_for("desk.transcript", encounter=encounter)
    told = f"{holder} has it already, since a moment ago." if holder else "It is yours to read."
    return _after_all(encounter, told, "problem" if holder else "good", there)


@desk_pages.post("/conversations/<encounter>/give-back")
@needs("review")
def give_back(encounter: str) -> ResponseReturnValue:
    """Let somebody else take it."""
    given = desk().shelf.give_back(viewer(), encounter)
    if given is None:
        abort(404)
    told = "Given back: anybody can take it now." if given else "It wasn't with you."
    return _after_all(encounter, told, "good" if given else "problem", url_for("desk.queue"))


def _after_all(encounter: str, told: str, category: str, go_on: str) -> ResponseReturnValue:
    """The entry as it is now, in its place; without scripts, the page to go on with."""
    if request.headers.get("HX-Request"):
        entry = desk().shelf.queue_entry(viewer(), encounter)
        if entry is None:  # read and signed off meanwhile
            return Markup('<li class="entry"><p>{}</p></li>').format(told)
        return render_template("parts/queue_entry.html", e=_shown([entry])[0], told=told)
    flash(told, category)
    return redirect(go_on, 303)


def _shown(page: list[Entry]) -> list[dict[str, Any]]:
    """``entries`` of queue.html. Those that show a reply, with its codes, are noted as read."""
    today = desk().here(now()).date()
    why = {e.unread.id: reasons(e.unread, today) for e in page if not e.signed_at}
    moments = {
        id_: next((e.moments[r.kind] for r in why.get(id_, ()) if r.kind in e.moments), None)
        for id_, e in ((e.unread.id, e) for e in page)
    }
    turns = desk().shelf.messages(viewer(), [t for t in moments.values() if t])
    desk().shelf.note_visits(viewer(), (m.encounter for m in turns.values()))
    return [
        _entry(
            e,
            [
                {"kind": r.kind, "text": r.text, "turn": e.moments.get(r.kind)}
                for r in why.get(e.unread.id, ())
            ],
            turns.get(moments[e.unread.id] or 0),
        )
        for e in page
    ]


def _entry(e: Entry, why: list[dict[str, Any]], moment: Message | None) -> dict[str, Any]:
    title, persona = scene_of(e.scenario)
    signed = None
    if e.signed_at:
        signed = {"by": e.signed_by or in_words.SOMEBODY, "at": desk().here(e.signed_at)}
    return {
        "id": e.unread.id,
        "title": title,
        "persona": persona,
        "trainee": e.trainee,
        "team": e.team,
        "started": desk().here(e.started_at),
        "replies": e.unread.replies,
        "mode": in_words.mode(e.coach_mode, e.unaided),
        "ended": in_words.ended(e.unread.status, e.unread.ended_how or "", persona),
        "trust_start": e.trust_start,
        "trust_end": e.trust_end,
        "assigned_to": e.holder_name,
        "mine": e.holder == viewer().id,
        "signed_off": signed,
        "reasons": why,
        "moment": {"turn": moment.turn, "before": moment.before, "segments": cut(moment)}
        if moment
        else None,
    }


def _counted(counts: Mapping[Tab, Counter[str]] | None, tab: Tab) -> str:
    """How many there are, as it stands beside a list's name; "": not counted."""
    if counts is None:
        return ""
    some = counts[tab][""]
    return f"{MOST_DONE:,}+" if tab == "done" and some > MOST_DONE else f"{some:,}"


def _tab(text: str) -> Tab:
    return text if text in TABS else "unassigned"


def _reason(text: str) -> str:
    if text and text not in ORDER:
        left_out("reason")
    return text if text in ORDER else ""


def _to_place(place: After) -> str:
    """Where a page goes on, as it stands in an address."""
    return "~".join(p.isoformat() if isinstance(p, datetime) else str(p) for p in place)


def _place(text: str, tab: Tab) -> After | None:
    found = _parsed(text.split("~"), tab) if text else None
    if text and found is None:
        left_out("before")
    return found


def _parsed(parts: list[str], tab: Tab) -> After | None:
    try:
        if tab == "done":
            at, number = parts
            return datetime.fromisoformat(at).astimezone(UTC), _small(number)
        urgency, rank, id_ = parts
        if not isfinite(float(rank)):
            return None
        return _small(urgency), float(rank), id_[:40]
    except (ValueError, OverflowError):
        return None


def _small(text: str) -> int:
    found = int(text)
    if not 0 <= found < 2**31:
        raise ValueError(text)
    return found
