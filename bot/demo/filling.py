"""Filling an empty database with the demo's practice."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.content import Content
from bot.demo.dates import Span, span
from bot.demo.driver import DemoDriver
from bot.demo.hearing import Heard
from bot.demo.playing import PlayedTalk, Player
from bot.demo.reviewing import review
from bot.demo.rows import KeptTalk, Wanted, keep_talk
from bot.demo.talks import PLACE, Office, Role, Script
from bot.dialogue.driver import Driver
from bot.practice.codes import is_flag
from bot.review import rubric
from bot.review.passwords import hashed
from bot.service.learning import Learning
from bot.settings import Settings
from bot.store.desk import DeskStore
from bot.store.desk.accounts import DEMO
from bot.store.desk_tables import AuditRow, Reading, Reviewer, ReviewerTeam
from bot.store.repository import Store
from bot.store.tables import Account, Assignment, Base, Team, Trainee

_TO_READ: Final[Mapping[Role, int]] = {
    "supervisor": 2,
    "lead": 1,
}  # conversations that somebody has taken to read


@dataclass(frozen=True, slots=True)
class Filled:
    """How much was made. ``flags``: shown on replies."""

    trainees: int
    conversations: int
    replies: int
    flags: int


async def play(
    script: Script,
    content: Content,
    settings: Settings,
    store: Store,
    other: Callable[[], Driver] | None = None,
) -> dict[str, list[PlayedTalk]]:
    """Everybody's conversations, played. Nothing is written. ``other``: see ``DemoDriver``."""
    driver = DemoDriver(content, Heard(content.scenarios), other)
    player = Player(content, driver, Learning(store, driver, content, settings))
    return {name: await player.play(voice.talks) for name, voice in script.voices.items()}


def fill(
    store: Store,
    settings: Settings,
    script: Script,
    played: Mapping[str, list[PlayedTalk]],
    seed: int,
    now: datetime | None = None,
) -> Filled:
    """Write it all in place of what is there, in one transaction.

    The same seed makes the same rows, with days counted from today.
    """
    weeks = span(now or datetime.now(UTC), _zone(settings))
    with store._session() as s:
        for table in reversed(Base.metadata.sorted_tables):
            s.execute(table.delete())
        found = _write(s, weeks, settings, script, played, seed)
    DeskStore(store).forget_queue()
    return found


def give_passwords(store: Store) -> tuple[str, list[str]]:
    """A password for the demo's accounts, kept nowhere, and their addresses (the lead's first)."""
    password = secrets.token_urlsafe(12)
    kept = hashed(password)
    with store._session() as s:
        ours = select(Reviewer).where(Reviewer.email.endswith(PLACE)).order_by(Reviewer.id)
        found = list(s.scalars(ours))
        for row in found:
            row.password_hash, row.failed, row.locked_until = kept, 0, None
            row.active, row.totp_secret = True, ""
        return password, [row.email for row in found]


def _zone(settings: Settings) -> tzinfo:
    """The organisation's time zone, else this machine's."""
    if settings.time_zone:
        return ZoneInfo(settings.time_zone)
    return datetime.now().astimezone().tzinfo or UTC


def _write(
    s: Session,
    weeks: Span,
    settings: Settings,
    script: Script,
    played: Mapping[str, list[PlayedTalk]],
    seed: int,
) -> Filled:
    chance = Random(f"demo:{seed}")
    teams = _teams(s, script)
    trainees = _trainees(s, weeks, chance, script, teams)
    wanted = _assignments(s, weeks, script.office, teams, trainees)
    reviewers = _reviewers(s, weeks, script.office, teams)
    known = rubric.load(settings.rubric)
    scales = [scale.id for scale in known.scales] if known else []
    kept: list[KeptTalk] = []
    for name, voice in script.voices.items():
        own = Random(f"demo:{seed}:{name}")
        mine = [w for w in wanted if w.asked.to in (name, voice.group)]
        for talk in played[name]:
            kept.append(keep_talk(s, weeks, own, voice, trainees[name], talk, mine))
            review(s, weeks, own, kept[-1], reviewers, scales)
    _taken(s, weeks, script, kept, reviewers)
    turns = [t for k in kept for t in k.turns]
    shown = Counter(f.shown and is_flag(f.code) for t in turns for f in t.findings)
    return Filled(len(trainees), len(kept), len(turns), shown[True])


def _teams(s: Session, script: Script) -> dict[str, int]:
    names = sorted({voice.group for voice in script.voices.values()})
    rows = [Team(name=name) for name in names]
    s.add_all(rows)
    s.flush()
    return {row.name: row.id for row in rows}


def _trainees(
    s: Session, weeks: Span, chance: Random, script: Script, teams: Mapping[str, int]
) -> dict[str, Trainee]:
    made: dict[str, Trainee] = {}
    for name, voice in script.voices.items():
        came = weeks.at(voice.talks[0].day, voice.hours[0]) - timedelta(hours=chance.uniform(1, 30))
        made[name] = Trainee(
            id=f"t-{chance.getrandbits(48):012x}",
            created_at=came,
            consented_at=came + timedelta(minutes=2),
            agreed_to=voice.reads,
            coach_mode=voice.coach,
            team_id=teams[voice.group],
            asks_intent=any(said.meant for talk in voice.talks for said in talk.said),
            reminders=chance.random() < 0.4,
        )
    s.add_all(made.values())
    s.flush()
    s.add_all(
        Account(channel=DEMO, external_id=name, trainee_id=row.id) for name, row in made.items()
    )
    return made


def _assignments(
    s: Session,
    weeks: Span,
    office: Office,
    teams: Mapping[str, int],
    trainees: Mapping[str, Trainee],
) -> list[Wanted]:
    made = []
    for asked in office.assignments:
        at = weeks.at(asked.made, 9.5)
        row = Assignment(
            scenario_id=asked.scene,
            trainee_id=trainees[asked.to].id if asked.to in trainees else None,
            team_id=teams.get(asked.to),
            note=asked.note,
            due_on=None if asked.due is None else weeks.day(asked.due),
            made_at=at,
        )
        s.add(row)
        s.flush()
        made.append(Wanted(asked, row, at))
    return made


def _reviewers(s: Session, weeks: Span, office: Office, teams: Mapping[str, int]) -> dict[str, int]:
    """Accounts by role; their passwords are set on serving (``give_passwords``)."""
    made: dict[str, int] = {}
    for one in office.reviewers:
        row = Reviewer(email=one.email, name=one.name, role=one.role, created_at=weeks.at(0, 8))
        s.add(row)
        s.flush()
        made[one.role] = row.id
        s.add_all(ReviewerTeam(reviewer_id=row.id, team_id=teams[g]) for g in one.groups)
        s.add(AuditRow(reviewer_id=row.id, did="sign-in", at=weeks.at(1, 8.5)))
    return made


def _taken(
    s: Session,
    weeks: Span,
    script: Script,
    kept: list[KeptTalk],
    reviewers: Mapping[str, int],
) -> None:
    """The latest conversations that nobody has read yet: some are with somebody."""
    groups = {one.role: one.groups for one in script.office.reviewers}
    left = [k for k in kept if k.played.talk.review is None and k.row.open_to_all]
    left = sorted((k for k in left if k.row.status == "ended"), key=lambda k: k.at.last)
    for role, most in _TO_READ.items():
        mine = [k for k in left if not groups[role] or k.voice.group in groups[role]]
        for k in mine[-most:]:
            left.remove(k)
            at = weeks.past(k.at.last + timedelta(hours=5))
            s.add(Reading(encounter_id=k.row.id, reviewer_id=reviewers[role], made_at=at))
