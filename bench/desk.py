"""How the desk's lists grow: ``python -m bench.desk`` (``--url`` for PostgreSQL).

Two databases of the same shape, 1,000 and 100,000 conversations, filled in this run. Each list
is read in turns from both, so that a busy moment hits both; printed are ratios of medians: the
large database over the small one, and in the large one page 200 over page 1.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, make_url, text

from bot.practice.codes import CODE_IDS
from bot.review.queueing import refresh
from bot.store import Store, migrate
from bot.store.desk import DeskStore, Viewer
from bot.store.desk.filters import Filters
from bot.store.desk_tables import Reading, Reviewer, SignOff
from bot.store.tables import EncounterRow, FindingRow, ObjectionRow, Team, Trainee, TurnRow

REPLIES = 10  # in a conversation
WEEKS = 104
RARE, COMMON, FREQUENT = "lighthouse", "and", "P4"
SCENES = 30
_WORDS = [f"word{n}" for n in range(3000)]
_CHUNK = 2_000  # conversations in one transaction


@dataclass
class Place:
    """A database, its desk, and who looks at it."""

    store: Store
    shelf: DeskStore
    lead: Viewer
    own: Viewer


LEAD = Viewer(1, "Ana", "a@example.org", "lead")
OWN = Viewer(1, "Ana", "a@example.org", "supervisor", frozenset({2}))


def fill(url: str, conversations: int, seed: int = 3) -> Place:
    """A database at ``url`` with so many conversations of ``REPLIES`` replies each."""
    store = Store(url)
    place = Place(store, DeskStore(store), LEAD, OWN)
    migrate.upgrade(store.engine)
    if store.people_count():
        return place
    chance = random.Random(seed)
    people = max(20, conversations // 100)
    start = datetime.now(UTC) - timedelta(weeks=WEEKS)
    with store._session() as s:
        s.execute(insert(Team), [{"id": n, "name": f"Team {n}"} for n in (1, 2, 3, 4)])
        reviewer = {"role": "lead", "email": "a@example.org", "name": "Ana", "active": True}
        s.execute(insert(Reviewer), [{"id": 1, **reviewer}])
        whole = [{"id": f"t-{n:06}", "team_id": 1 + n % 4} for n in range(people)]
        s.execute(insert(Trainee), whole)
    for first in range(0, conversations, _CHUNK):
        numbers = range(first, min(first + _CHUNK, conversations))
        with store._session() as s:
            for table, rows in _rows(chance, numbers, people, conversations, start).items():
                if rows:
                    s.execute(insert(table), rows)
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as direct:
            direct.exec_driver_sql("SELECT setval('turn_id_seq', (SELECT max(id) FROM turn))")
            direct.exec_driver_sql("VACUUM ANALYZE")
    return place


def _rows(
    chance: random.Random, numbers: range, people: int, of_all: int, start: datetime
) -> dict[Any, list[dict[str, Any]]]:
    """Rows of some conversations, by table: three in four signed off, some taken or contested."""
    found: dict[Any, list[dict[str, Any]]] = {
        t: [] for t in (EncounterRow, TurnRow, FindingRow, ObjectionRow, SignOff, Reading)
    }
    for n in numbers:
        id_ = f"{n * 2654435761 % 2**32:08x}{n:08x}"
        at = start + timedelta(weeks=WEEKS) * (n / of_all)
        ended = chance.choices(["goodbye", "left", "ended", "time"], [70, 15, 5, 10])[0]
        end = at + timedelta(minutes=2 * REPLIES)
        found[EncounterRow].append(
            {
                "id": id_,
                "trainee_id": f"t-{chance.randrange(people):06}",
                "scenario_id": f"scene-{n % SCENES}",
                "coach_mode": "each",
                "status": "ended",
                "state": {"trust": 0.5, "used": [f"line{k}" for k in range(12)]},
                "line": {"text": "Coffee.", "topic": ""},
                "ended_how": ended,
                "ended_at": end,
                "started_at": at,
                "updated_at": end,
            }
        )
        for k in range(REPLIES):
            turn = n * REPLIES + k + 1
            when = at + timedelta(minutes=2 * k)
            found[TurnRow].append(_turn(chance, turn, id_, k + 1, when))
            found[FindingRow] += _findings(chance, turn)
        if chance.random() < 0.02:
            flag = {"turn_id": n * REPLIES + 1, "code": FREQUENT}
            found[ObjectionRow].append({**flag, "created_at": at})
        if chance.random() < 0.75:
            signed = min(end + timedelta(hours=chance.randrange(72)), _now() - timedelta(hours=1))
            found[SignOff].append({"encounter_id": id_, "reviewer_id": 1, "created_at": signed})
        elif chance.random() < 0.1:
            found[Reading].append({"encounter_id": id_, "reviewer_id": 1})
    return found


def _turn(
    chance: random.Random, id_: int, encounter: str, number: int, at: datetime
) -> dict[str, Any]:
    words = chance.choices(_WORDS, k=15)
    words[3] = COMMON
    if chance.random() < 0.0005:
        words[5] = RARE
    return {
        "id": id_,
        "encounter_id": encounter,
        "number": number,
        "client_before": "Do you have the time?",
        "reply": " ".join(words),
        "client_after": "The long way, by the bridge.",
        "kind": "topic",
        "topic": "safety",
        "topic_confidence": 0.8,
        "trust": 0.5,
        "stance": "wary",
        "state_before": {"trust": 0.5, "used": [f"line{k}" for k in range(12)]},
        "line_before": {"text": "Do you have the time?", "topic": ""},
        "feedback": {"strengths": [], "flags": [], "door": "Some words on it. " * 20},
        "created_at": at,
    }


def _findings(chance: random.Random, turn: int) -> Iterator[dict[str, Any]]:
    """Two to a reply on the whole: codes as unevenly spread as they are."""
    weights = [2.0 ** -(n / 3) for n in range(len(CODE_IDS))]
    for code in chance.choices(sorted(CODE_IDS, key=lambda c: c != FREQUENT), weights, k=2):
        yield {
            "turn_id": turn,
            "code": code,
            "start": 0,
            "end": 5,
            "quote": "words",
            "confidence": 0.7,
            "shown": chance.random() < 0.85,
            "why": "Near to replies that were coded so.",
        }


# -- what is read -------------------------------------------------------------------------------

Reader = Callable[[Place], object]
_MONTH = {"since": datetime.now(UTC) - timedelta(days=30)}
_LONG_AGO = {"until": datetime.now(UTC) - timedelta(weeks=WEEKS * 0.9)}


def messages(**filters: Any) -> Reader:
    """A first page of messages."""
    return lambda p: p.shelf.messages_page(p.lead, Filters(**filters), None, 51)


def queue(tab: Any = "unassigned", reason: str = "", **filters: Any) -> Reader:
    """A first page of the queue."""
    return lambda p: p.shelf.queue_page(p.lead, tab, Filters(**filters), reason, None, 26)


LISTS: dict[str, Reader] = {
    "queue, looked at again": lambda p: refresh(p.shelf, datetime.now(UTC).date(), _now()),
    "queue, page 1": queue(),
    "queue, own group": lambda p: p.shelf.queue_page(p.own, "unassigned", Filters(), most=26),
    "queue, a late reason": queue(reason="sample"),
    "queue, mine": queue("mine"),
    "queue, done": queue("done"),
    "queue, a frequent code": queue(code=FREQUENT),
    "queue, a rare code": queue(code=sorted(CODE_IDS, key=lambda c: c != FREQUENT)[-1]),
    "queue, a rare word": queue(q=RARE),
    "queue, a word in every reply": queue(q=COMMON),
    "counts of the queue": lambda p: p.shelf.queue_counts(p.lead, Filters()),
    "messages, all": messages(),
    "messages, a frequent code": messages(code=FREQUENT),
    "messages, a rare code": messages(code=sorted(CODE_IDS, key=lambda c: c != FREQUENT)[-1]),
    "messages, a code this month": messages(code=FREQUENT, **_MONTH),
    "messages, long ago": messages(**_LONG_AGO),
    "messages, a trainee": messages(trainee="t-000007"),
    "messages, a scene": messages(scenario="scene-7"),
    "messages, a rare word": messages(q=RARE),
    "messages, a word in every reply": messages(q=COMMON),
    "messages, overruled (none)": messages(reviewed="overruled"),
    "messages, counted": lambda p: p.shelf.messages_count(p.lead, Filters(code=FREQUENT)),
    "for similar ones": lambda p: p.shelf.latest_replies(p.lead, FREQUENT),
    "sent to you": lambda p: (p.shelf.sent_waiting(p.lead), p.shelf.sent_words(p.lead)),
    "what to choose from": lambda p: p.shelf.to_choose(p.lead),
}


def _now() -> datetime:
    return datetime.now(UTC)


def further(place: Place, pages: int) -> dict[str, tuple[Callable[[], object], ...]]:
    """Each list's page 1 and its page ``pages`` (or the last one there is)."""
    lead, shelf = place.lead, place.shelf
    found: dict[str, tuple[Callable[[], object], ...]] = {}
    for name, filters in (("all", {}), ("a code", {"code": FREQUENT}), ("words", {"q": COMMON})):
        wanted, before = Filters(**filters), None
        for _ in range(pages - 1):
            page = shelf.messages_page(lead, wanted, before, 50)
            before = page[-1].turn if len(page) == 50 else before

        def one(wanted: Filters = wanted, before: int | None = None) -> object:
            return shelf.messages_page(lead, wanted, before, 50)

        def late(wanted: Filters = wanted, before: int | None = before) -> object:
            return shelf.messages_page(lead, wanted, before, 50)

        found[f"messages, {name}"] = (one, late)
    for tab in ("unassigned", "done"):
        after = None
        for _ in range(pages - 1):
            entries = shelf.queue_page(lead, tab, Filters(), "", after, 25)
            after = entries[-1].place if len(entries) == 25 else after

        def first(tab: Any = tab) -> object:
            return shelf.queue_page(lead, tab, Filters(), "", None, 25)

        def last(tab: Any = tab, after: Any = after) -> object:
            return shelf.queue_page(lead, tab, Filters(), "", after, 25)

        found[f"queue, {tab}"] = (first, last)
    return found


def compare(
    one: Callable[[], object], other: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Medians of both in milliseconds, read in turns."""
    took: tuple[list[float], list[float]] = ([], [])
    for again in range(rounds + 1):
        for times, read in zip(took, (one, other), strict=True):
            began = time.perf_counter()
            read()
            if again:  # the first of each warms up
                times.append(1000 * (time.perf_counter() - began))
    return statistics.median(took[0]), statistics.median(took[1])


def explain(place: Place, read: Reader) -> list[str]:
    """How the database goes about the statements of a list."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, sql: str, values: Any, *_: Any) -> None:
        seen.append((sql, values))

    event.listen(place.store.engine, "before_cursor_execute", note)
    read(place)
    event.remove(place.store.engine, "before_cursor_execute", note)
    how = "EXPLAIN QUERY PLAN " if place.store.engine.dialect.name == "sqlite" else "EXPLAIN "
    found = []
    with place.store.engine.connect() as connection:
        for sql, values in seen:
            if sql.lstrip().startswith("SELECT"):
                found.append(" ".join(sql.split())[:100])
                found += [f"    {r[-1]}" for r in connection.exec_driver_sql(how + sql, values)]
    return found


def _urls(url: str, folder: str) -> Iterator[str]:
    for name in ("small", "large"):
        if not url:
            yield f"sqlite:///{Path(folder) / name}.sqlite3"
            continue
        server = Store(url)
        made = f"bench_{name}"
        with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as direct:
            direct.execute(text(f"DROP DATABASE IF EXISTS {made}"))
            direct.execute(text(f"CREATE DATABASE {made}"))
        server.close()
        yield make_url(url).set(database=made).render_as_string(hide_password=False)


def main() -> None:
    """Fill both databases, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="", help="a PostgreSQL server that may make databases")
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--keep", metavar="FOLDER", help="SQLite: keep the files, and read them")
    parser.add_argument("--explain", metavar="LIST", help="show how this list is read, and stop")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        urls = list(_urls(args.url, args.keep or folder))
        places = []
        for url, size in zip(urls, (args.small, args.large), strict=True):
            began = time.perf_counter()
            places.append(fill(url, size))
            filled = time.perf_counter() - began
            refresh(places[-1].shelf, _now().date(), _now())
            queued = time.perf_counter() - began - filled
            print(f"{size:,} conversations: filled in {filled:.0f} s, queue in {queued:.0f} s")
        small, large = places
        if args.explain:
            print("\n".join(explain(large, LISTS[args.explain])))
            return
        print(f"\n| list | {args.small:,}, ms | {args.large:,}, ms | ratio |\n|---|---:|---:|---:|")
        for name, read in LISTS.items():
            one, other = compare(
                lambda read=read: read(small), lambda read=read: read(large), args.rounds
            )
            print(f"| {name} | {one:.1f} | {other:.1f} | {other / one:.1f} |", flush=True)
        print("\n| list | page 1, ms | page 200, ms | ratio |\n|---|---:|---:|---:|")
        for name, (first, last) in further(large, 200).items():
            one, other = compare(first, last, args.rounds)
            print(f"| {name} | {one:.1f} | {other:.1f} | {other / one:.1f} |", flush=True)
        for place in places:
            place.store.close()


if __name__ == "__main__":
    main()
