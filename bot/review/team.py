"""What a team finds hard, in figures that single nobody out.

They are made of all conversations, those that nobody shared among them, in four steps:

1. *Blocks.* A group in which five trainees have practised stands by itself. All smaller groups,
   and whoever is in none, are one block together; with fewer than five in it they count nowhere.
2. *Weeks.* A block's conversations count once their week is over and five of its trainees have
   practised since the last ones that counted. So a look before a conversation and one after it
   don't differ by what one person did.
3. *Rows.* In each block and breakdown, a row that rests on fewer than five trainees is hidden.
   It could still be worked out by taking what is shown from the total; so the next smallest
   are hidden as well, until all that is hidden rests on five at least. (Statistical offices
   call it primary and secondary suppression.) Which of the two it was is not told, nor where a
   hidden row would stand by size: either would give something away.
4. *Pages.* Whoever looks after several blocks sees sums over them, and a sum takes in only those
   blocks in which that row is shown. A block that isn't theirs as a whole is left out.

What holds: every figure on every page is made of rows that a block shows by itself. So pages
for different groups, laid beside each other (a supervisor's and a lead's, or one person's before
and after they got another group), tell nothing that the blocks' own rows don't; and within one
block and breakdown, neither a row nor what is left when rows are taken from the total rests on
fewer than five.

What doesn't: two breakdowns set against each other; a single row taken from the same row weeks
later (only the step of the whole block is known to be of five); a trainee who is moved to another
group in between, or old conversations that are deleted. Rounding blurs these; nothing rules them
out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta, tzinfo
from typing import Final

from bot.practice.codes import is_flag, is_move
from bot.practice.progress import local_day, monday
from bot.review.sums import Cell, Often, Rates, Sums, ToTrust, Unaided
from bot.store.desk.talks import CountedTalk

FEWEST: Final = 5  # trainees, before a figure is shown
_WEEK: Final = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Board:
    """What one block shows by itself, by row; None is hidden. Nobody's name is in it.

    ``teams``: the groups in it ("" for whoever is in none); ``since``, ``until``: the first
    Monday and the last Sunday that count.
    """

    teams: frozenset[str]
    since: date
    until: date
    total: Rates
    months: Mapping[str, Rates | None]
    scenarios: Mapping[str, Rates | None]
    codes: Mapping[str, Often | None]
    to_trust: Mapping[str, ToTrust | None]
    unaided: Unaided | None


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """All of the team view, for those blocks that somebody may see.

    ``total`` is None if there is no block. ``months`` ("2025-11") run from the first to the
    last, empty ones included; other rows are in the order of their keys. ``teams`` and
    ``unaided``: a row for each block, by its name ("" for small groups). ``left_out``: groups
    that are in no block shown here. ``flags``, ``contested`` and ``moves`` are by code.
    """

    since: date | None
    until: date | None
    total: Rates | None
    months: tuple[Cell[Rates], ...]
    scenarios: tuple[Cell[Rates], ...]
    teams: tuple[Cell[Rates], ...]
    flags: tuple[Cell[Often], ...]
    moves: tuple[Cell[Often], ...]
    unaided: tuple[Cell[Unaided], ...]
    to_trust: tuple[Cell[ToTrust], ...]
    left_out: frozenset[str]


def boards(talks: Iterable[CountedTalk], today: date, zone: tzinfo = UTC) -> tuple[Board, ...]:
    """What each block shows. ``today``: in ``zone``, whose weeks and months these are."""
    over = [t for t in talks if _week(t, zone) < monday(today)]
    blocks = _blocks(over)
    by_block = _by(over, lambda t: blocks[t.team])
    found = []
    for teams in sorted(by_block, key=sorted):
        counted = _settled(by_block[teams], zone)
        if counted:
            found.append(_board(teams, counted, zone))
    return tuple(found)


def figures(every: Iterable[Board], teams: Collection[str]) -> TeamFigures:
    """The figures for somebody who looks after ``teams`` (names; "": whoever is in none)."""
    mine = [b for b in every if b.teams <= frozenset(teams)]
    codes = _together([b.codes for b in mine])
    named = {_name(b): b for b in mine}
    return TeamFigures(
        since=min((b.since for b in mine), default=None),
        until=max((b.until for b in mine), default=None),
        total=_sum([b.total for b in mine]),
        months=_without_gaps(_together([b.months for b in mine])),
        scenarios=_together([b.scenarios for b in mine]),
        teams=tuple(Cell(key, named[key].total) for key in sorted(named)),
        flags=tuple(c for c in codes if is_flag(c.key)),
        moves=tuple(c for c in codes if is_move(c.key)),
        unaided=tuple(_cell(key, named[key].unaided) for key in sorted(named)),
        to_trust=_together([b.to_trust for b in mine]),
        left_out=frozenset(teams).difference(*(b.teams for b in mine)),
    )


def hidden[Key: Hashable](
    rests_on: Mapping[Key, Collection[str]], fewest: int = FEWEST
) -> frozenset[Key]:
    """Which rows of a breakdown to hide, given the trainees that each of them rests on.

    Those with fewer than ``fewest``; and the next smallest, as long as all that is hidden rests
    on fewer than that together.
    """
    waiting = sorted(rests_on, key=lambda key: (len(set(rests_on[key])), str(key)))
    found: set[Key] = set()
    behind: set[str] = set()
    for key in waiting:
        few = len(set(rests_on[key])) < fewest
        if few or (found and len(behind) < fewest):
            found.add(key)
            behind |= set(rests_on[key])
    return frozenset(found)


# -- blocks ----------------------------------------------------------------------------------------


def _blocks(talks: Iterable[CountedTalk]) -> dict[str, frozenset[str]]:
    """By group, the block it belongs to."""
    people = {team: {t.trainee for t in ts} for team, ts in _by(talks, lambda t: t.team).items()}
    small = frozenset(t for t, who in people.items() if t == "" or len(who) < FEWEST)
    return {team: small if team in small else frozenset({team}) for team in people}


def _settled(talks: Sequence[CountedTalk], zone: tzinfo) -> list[CountedTalk]:
    """Those that count: week by week, as soon as five trainees have practised since the last."""
    by_week = _by(talks, lambda t: _week(t, zone))
    found: list[CountedTalk] = []
    waiting: list[CountedTalk] = []
    for week in sorted(by_week):
        waiting += by_week[week]
        if len({t.trainee for t in waiting}) >= FEWEST:
            found += waiting
            waiting = []
    return sorted(found, key=lambda t: t.began)


def _week(talk: CountedTalk, zone: tzinfo) -> date:
    return monday(local_day(talk.began, zone))


def _name(board: Board) -> str:
    """The group's, if it stands by itself."""
    return next(iter(board.teams)) if len(board.teams) == 1 else ""


# -- one block -------------------------------------------------------------------------------------


def _board(teams: frozenset[str], talks: Sequence[CountedTalk], zone: tzinfo) -> Board:
    """``talks``: those that count, oldest first."""
    replies = sum(t.replies for t in talks)
    by_code: defaultdict[str, list[CountedTalk]] = defaultdict(list)
    for talk in talks:
        for code in talk.codes:
            by_code[code].append(talk)
    flags = {c: ts for c, ts in by_code.items() if is_flag(c)}
    moves = {c: ts for c, ts in by_code.items() if is_move(c)}

    def often(code: str, ts: Sequence[CountedTalk]) -> Often:
        times = sum(t.codes[code] for t in ts)
        contested = sum(min(t.contested.get(code, 0), t.codes[code]) for t in ts)
        return Often(_people(ts), times, contested, replies)

    by_scenario = _by(talks, lambda t: t.scenario)
    return Board(
        teams=teams,
        since=_week(talks[0], zone),
        until=_week(talks[-1], zone) + _WEEK - timedelta(days=1),
        total=_rates(talks),
        months=_rows(_by(talks, lambda t: f"{local_day(t.began, zone):%Y-%m}"), _rates_of),
        scenarios=_rows(by_scenario, _rates_of),
        codes={**_rows(flags, often), **_rows(moves, often)},
        to_trust=_rows(by_scenario, _to_trust, lambda t: t.opened > 0),
        unaided=_unaided(talks),
    )


def _rows[F](
    groups: Mapping[str, Sequence[CountedTalk]],
    make: Callable[[str, Sequence[CountedTalk]], F],
    counts: Callable[[CountedTalk], bool] = lambda _: True,
) -> dict[str, F | None]:
    """Rows by key. A row rests on the trainees of what ``counts`` in it."""
    hide = hidden({key: {t.trainee for t in ts if counts(t)} for key, ts in groups.items()})
    return {key: None if key in hide else make(key, ts) for key, ts in groups.items()}


def _rates(talks: Sequence[CountedTalk]) -> Rates:
    shown = [(code, times) for t in talks for code, times in t.codes.items()]
    return Rates(
        trainees=_people(talks),
        talks=len(talks),
        replies=sum(t.replies for t in talks),
        flags=sum(times for code, times in shown if is_flag(code)),
        moves=sum(times for code, times in shown if is_move(code)),
    )


def _rates_of(_: str, talks: Sequence[CountedTalk]) -> Rates:
    return _rates(talks)


def _to_trust(_: str, talks: Sequence[CountedTalk]) -> ToTrust:
    opened = [t for t in talks if t.opened]
    return ToTrust(_people(opened), len(talks), Counter(t.opened for t in opened))


def _unaided(talks: Sequence[CountedTalk]) -> Unaided | None:
    by_trainee = _by([t for t in talks if t.unaided], lambda t: t.trainee).values()
    several = [ts for ts in by_trainee if len(ts) > 1]
    if len(several) < FEWEST:
        return None
    return Unaided(_rates([ts[0] for ts in several]), _rates([ts[-1] for ts in several]))


def _people(talks: Iterable[CountedTalk]) -> int:
    return len({t.trainee for t in talks})


def _by[Key: Hashable](
    talks: Iterable[CountedTalk], key: Callable[[CountedTalk], Key]
) -> dict[Key, list[CountedTalk]]:
    found: dict[Key, list[CountedTalk]] = defaultdict(list)
    for one in talks:
        found[key(one)].append(one)
    return found


# -- several blocks --------------------------------------------------------------------------------


def _together[F: Sums](parts: Sequence[Mapping[str, F | None]]) -> tuple[Cell[F], ...]:
    """Rows of several blocks, each summed over those that show it."""
    keys = sorted({key for part in parts for key in part})
    return tuple(
        _cell(key, _sum([shown for part in parts if (shown := part.get(key)) is not None]))
        for key in keys
    )


def _sum[F: Sums](parts: Sequence[F]) -> F | None:
    found: F | None = None
    for part in parts:
        found = part if found is None else found + part
    return found


def _cell[F](key: str, figures: F | None) -> Cell[F]:
    return Cell(key, figures, "" if figures is not None else "few")


def _without_gaps(rows: Sequence[Cell[Rates]]) -> tuple[Cell[Rates], ...]:
    """Rows of months, with the months between them in which nobody practised."""
    known = {row.key: row for row in rows}
    found: list[Cell[Rates]] = []
    day = date.fromisoformat(f"{min(known)}-01") if known else date.max
    while known and (key := f"{day:%Y-%m}") <= max(known):
        found.append(known.get(key) or Cell(key, None, "none"))
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return tuple(found)
