"""How far reviewers agree with each other and with the detector."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import Any, Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from bot.coder.version import coder_version
from bot.evaluation.reviews import over_time
from bot.practice.codes import CODE_IDS
from bot.review.agreement import (
    ALL,
    FEWEST,
    WHY,
    Agreement,
    Judgement,
    Overturned,
    Ruling,
    agreement,
    judged,
    overturned,
    with_reviewers,
)
from bot.review.desk import desk, needs, viewer
from bot.review.filters import choices, query_of, read_filters
from bot.review.kept import kept
from bot.review.routes import desk_pages
from bot.store.desk.figures import CodedReply, CodedTwice, SaidOfReply
from bot.store.desk.filters import Filters

DETECTOR: Final = ""  # nobody's name
_EARLIER: Final = "before versions were noted"


@desk_pages.get("/agreement", endpoint="agreement")
@needs("read")
def agreement_page() -> ResponseReturnValue:
    """The page, narrowed down by days and group."""
    given = read_filters(request.args)
    filters = Filters(since=given.since, until=given.until, team=given.team)
    shelf = desk().shelf
    twice = shelf.coded_twice(viewer(), filters)
    said = shelf.said_of_replies(viewer(), filters)
    overall, each = _overturned(said)
    missed = _missed(said)
    compared = _agreements(twice)
    detector = compared.detector
    pair = next((p for p in compared.pairs if p.id == request.args.get("pair")), None)
    if detector is None and said:
        detector = with_reviewers([], DETECTOR)  # every row is there, and says "too few"
    codes = desk().content.guidance.codes
    return render_template(
        "agreement.html",
        filters=query_of(filters),
        choices=choices(),
        tiles=_tiles(twice, overall),
        between=pair.both if pair else compared.between,
        pairs=[{"id": p.id, "names": p.names, "overall": p.both.overall} for p in compared.pairs],
        pair=pair.id if pair else "",
        detector=detector,
        overturned={o.code: o for o in (*each, overall)},
        missed=missed,
        names={c.id: {"code": c.id, "title": c.title, "family": c.id[0]} for c in codes.values()},
        why=WHY,
        over_time=_over_time(said, filters),
    )


# -- readings set beside each other --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers (``id``: their ids) beside each other."""

    id: str
    names: str
    both: Agreement


@dataclass(frozen=True, slots=True)
class Compared:
    """Reviewers with each other; where they are more than two, each two; with the detector."""

    between: Agreement | None = None
    pairs: tuple[Pair, ...] = ()
    detector: Agreement | None = None


def _agreements(twice: CodedTwice) -> Compared:
    """All of it. The same readings give the same figures, so these are kept."""
    if not twice.blind:
        return Compared()
    lines = [
        [(r.turn, r.reviewer, sorted(r.codes)) for r in read]
        for read in (twice.blind, twice.open_eyed)  # whoever signed off first comes first
    ]
    seen = sorted((turn, sorted(codes)) for turn, codes in twice.detector.items())
    digest = sha256(repr((lines, seen, sorted(twice.names.items()))).encode()).hexdigest()
    return kept().get(("agreement", digest), lambda: _work_out(twice))


def _work_out(twice: CodedTwice) -> Compared:
    together = _judgements(_shared([*_first(twice), *twice.blind]), twice)
    between = agreement(together) if together else None
    fair = _judgements(twice.blind, twice)
    for turn, codes in twice.detector.items():
        fair += judged(f"{turn:012}", DETECTOR, codes)
    return Compared(between, tuple(_pairs(twice)), with_reviewers(fair, DETECTOR))


def _first(twice: CodedTwice) -> Iterable[CodedReply]:
    """Of each reply one open-eyed reading at most, so that no two of these are compared.

    Whoever had the detector's codes in sight leans towards them, and two such lean together.
    """
    first: dict[int, CodedReply] = {}
    for one in twice.open_eyed:
        first.setdefault(one.turn, one)
    return first.values()


def _pairs(twice: CodedTwice) -> list[Pair]:
    """Each two of three or more, on replies that at least one of them coded blind."""
    blind = {(r.turn, r.reviewer) for r in twice.blind}
    read: dict[int, dict[int, CodedReply]] = {}
    for reply in _shared([*twice.open_eyed, *twice.blind]):
        read.setdefault(reply.reviewer, {})[reply.turn] = reply
    if len(read) < 3:
        return []
    found = []
    for one, other in combinations(sorted(read, key=lambda who: _name(twice, who)), 2):
        both = [
            turn
            for turn in read[one].keys() & read[other].keys()
            if (turn, one) in blind or (turn, other) in blind
        ]
        if both:
            theirs = _judgements((read[who][turn] for who in (one, other) for turn in both), twice)
            names = (_name(twice, one), _name(twice, other))
            found.append(Pair(f"{one}-{other}", " and ".join(names), agreement(theirs, names)))
    return found


def _shared(read: Iterable[CodedReply]) -> list[CodedReply]:
    """Those of replies that two read at least."""
    known = list(read)
    readers: dict[int, set[int]] = {}
    for one in known:
        readers.setdefault(one.turn, set()).add(one.reviewer)
    return [one for one in known if len(readers[one.turn]) > 1]


def _judgements(read: Iterable[CodedReply], twice: CodedTwice) -> list[Judgement]:
    found = []
    for one in read:
        found += judged(f"{one.turn:012}", _name(twice, one.reviewer), one.codes)
    return found


def _name(twice: CodedTwice, reviewer: int) -> str:
    return twice.names.get(reviewer, str(reviewer))


# -- what was said with the codes in sight -------------------------------------------------------


def _overturned(said: Iterable[SaidOfReply]) -> tuple[Overturned, tuple[Overturned, ...]]:
    return overturned(
        Ruling(str(s.finding), s.code, s.overruled) for s in said if s.finding is not None
    )


def _missed(said: Iterable[SaidOfReply]) -> dict[str, int]:
    """By code, on how many replies it was added."""
    added = {(s.turn, s.code) for s in said if s.finding is None}
    found = {code: sum(c == code for _, c in added) for code in CODE_IDS}
    return {code: n for code, n in found.items() if n} | {ALL: sum(found.values())}


def _tiles(twice: CodedTwice, overall: Overturned) -> list[dict[str, str]]:
    if not twice.blind and not overall.judged:
        return []
    turns = {r.turn for r in twice.blind}
    share = "none yet" if overall.rate is None else f"{round(100 * overall.rate)} %"
    made = {
        "Conversations coded blind": (f"{twice.conversations:,}", ""),
        "Replies coded blind": (f"{len(turns):,}", ""),
        "Findings judged": (f"{overall.judged:,}", "of those shown"),
        "Overturned": (share, "of those judged" if overall.judged else ""),
    }
    return [{"title": t, "value": value, "note": note} for t, (value, note) in made.items()]


# -- the detector over time ------------------------------------------------------------------------


def _over_time(said: Sequence[SaidOfReply], filters: Filters) -> list[dict[str, Any]]:
    """Each version of the detector, newest first. Its F1 is measured when somebody asks."""
    here, now = desk(), coder_version()
    by_version: dict[str, list[SaidOfReply]] = {now: []} if said else {}
    for one in said:
        by_version.setdefault(one.coder, []).append(one)
    figure, why_not = (
        _measured(filters, request.args.get("measure") == "yes") if said else (None, "")
    )
    rows = []
    for version, mine in by_version.items():
        overall, _ = _overturned(mine)
        first, last = (pick((s.at for s in mine), default=None) for pick in (min, max))
        rows.append(
            {
                "version": version or _EARLIER,
                "since": here.here(first) if first else None,
                "until": here.here(last) if last and version != now else None,
                "judged": overall.judged,
                "kept": 1 - overall.rate
                if overall.rate is not None and overall.judged >= FEWEST
                else None,
                "missed": _missed(mine)[ALL],
                "here": figure if version == now else None,
                "why_not": why_not if version == now else "earlier",
            }
        )
    return sorted(rows, key=lambda r: (r["until"] is None, r["until"] or r["since"]), reverse=True)


def _measured(filters: Filters, ask: bool) -> tuple[float | None, str]:
    """The F1 of the detector that is in use now on these reviews, and why there is none."""
    key = ("measured", viewer(), filters, coder_version())
    known = kept().peek(key)
    if known is None and not ask:
        return None, "ask"

    def measure() -> tuple[float | None, str]:
        rows = over_time(desk().shelf.reviewed(viewer(), filters), measure=True)
        now = next((r for r in rows if r["until"] is None), None)
        return (now["here"], now["why_not"]) if now else (None, "few")

    return known or kept().get(key, measure)
