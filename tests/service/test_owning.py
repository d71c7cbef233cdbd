"""Their data: all of it on a page to read, gone when they say so, and by itself after a while."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot import wording
from bot.i18n import speaking
from bot.service import PracticeService
from bot.service.looking_back import settle
from bot.store.desk_tables import (
    AuditRow,
    CommentRow,
    QueueRow,
    Reading,
    Reviewer,
    SignOff,
    Verdict,
)
from bot.store.repository import StoredTrainee
from bot.store.tables import EncounterRow, Trainee
from tests.fakes.database import counts, dump, take
from tests.service.talk import DEE, KIT, begin, fresh, kinds, newcomer, pick, say

ODD = 'zebra <b>&amp; "quoted" {braces} %s 😀 Zoë\'s'


class _Page(HTMLParser):
    """The words of a page, and where its pictures come from."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.pictures: list[str] = []
        self.tags: set[str] = set()
        self.feed(page.decode("utf-8"))
        self.text = "".join(self.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "img":
            self.pictures.append(str(dict(attrs)["src"]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


async def practised(service: PracticeService, external_id: str, words: str) -> StoredTrainee:
    """Somebody with something stored of each kind, ``words`` among what they wrote."""
    store = service.store
    who = service.join("telegram", external_id, store.invite(days=1, team="Night van"))
    assert who is not None
    store.set_trainee(who.id, name=f"{words}"[:40], asks_intent=True)
    store.assign(KIT, who.id, note=f"Asked: {words}")
    store.assign("the-list", team="Night van", note=f"Asked of all: {words}")
    begin(service, who)
    await say(service, who, f"You should rest, {words}.", f"I meant {words}")
    await pick(service, who, "no:1")
    await say(service, who, f"No flag: {words}")
    (one,) = [x for x in store.open_objections() if x.trainee.id == who.id]
    assert settle(store, one.id, agreed=True, answer=f"Seen: {words}")
    await pick(service, who, "show:1")
    await pick(service, who, "again:1")
    await say(service, who, f"What happened, {words}?")
    await service.end(fresh(service, who))
    carry = next(c for s in take(service.store, who) for c in s.choices if c.id[:5] == "carry")
    await pick(service, who, carry.id)
    service.progress(fresh(service, who))
    begin(service, who, KIT)
    service.step_out(fresh(service, who))
    (out,) = take(service.store, who)
    await pick(service, who, out.choices[0].id)
    await say(service, who, f"Told: {words}")
    service.resume(fresh(service, who))
    await service.reply(fresh(service, who), f"How was it, {words}?", ref="901")
    await service.edited(fresh(service, who), "901", f"How is it, {words}?")
    reviewed(service, who, words)
    return fresh(service, who)


def reviewed(service: PracticeService, who: StoredTrainee, words: str) -> None:
    """What the supervisor's desk keeps about a conversation."""
    now = service.store.latest(who.id, ("ended",))
    assert now is not None
    turn = now.turns[0].id
    with service.store._session() as s:
        by = s.scalar(select(Reviewer)) or Reviewer(email="lead@example.org", role="lead")
        s.add(by)
        s.flush()
        told = {"encounter_id": now.id, "reviewer_id": by.id}
        s.add_all(
            [
                Verdict(turn_id=turn, reviewer_id=by.id, kind="missed", code="G1", quote=words),
                CommentRow(turn_id=turn, to_trainee=True, text=f"Asked {words}", **told),
                CommentRow(to_trainee=False, text=f"Among us: {words}", answer="", **told),
                SignOff(note=f"Read {words}", rubric={"warmth": 4}, **told),
                Reading(blind=True, **told),
                QueueRow(encounter_id=now.id, urgency=1, rank=0.5, reasons=["new"]),
                AuditRow(reviewer_id=by.id, did="read", about=now.id),
            ]
        )


def leaves(value: object) -> Iterator[object]:
    """Every single value in nested ones, keys of mappings too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


# -- a page with everything ------------------------------------------------------------------------


async def test_the_page_has_every_value_stored(service: PracticeService) -> None:
    who = await practised(service, "4711-4711-4711", ODD)
    held = service.store.everything_about(who.id)
    assert all(held.values()), [name for name, rows in held.items() if not rows]
    page = _Page(service.my_data(who))
    missing = set()
    for table, rows in held.items():
        for row in rows:
            for value in leaves(list(row.values())):
                if value is None or isinstance(value, bool) or value == "":
                    continue
                if str(value) not in page.text:
                    missing.add((table, str(value)))
    assert missing == set()
    names = {name.replace("_", " ") for rows in held.values() for row in rows for name in row}
    quoted = {"client before", "client after", "reply"}  # read as a conversation instead
    assert {name for name in names - quoted if name not in page.text} == set()


async def test_the_page_is_to_be_read(service: PracticeService) -> None:
    who = await practised(service, "4711-4711-4711", ODD)
    page = _Page(service.my_data(who))
    words = " ".join(page.text.split())
    scene, code = service.content.scenarios[DEE], service.content.guidance.codes["P4"]
    for wanted in (
        "Everything kept about you",
        "Harbour Street",
        f"{scene.title}, with {scene.persona.name}",
        f"You: You should rest, {ODD}.",
        f"What you meant: I meant {ODD}",
        f"You disagreed: {code.title}. No flag: {ODD} A supervisor sees it as you do. Seen: {ODD}",
        "taken back later",
        "Another wording you were shown:",
        "What you told supervisors",
        "Night van",
    ):
        assert wanted in words, wanted


async def test_words_are_words_whatever_they_look_like(service: PracticeService) -> None:
    who = newcomer(service)
    begin(service, who)
    await say(service, who, "What happened <script>alert(1)</script> <img src=x> to you?")
    page = _Page(service.my_data(fresh(service, who)))
    assert "script" not in page.tags
    assert page.pictures == []
    assert "<script>alert(1)</script> <img src=x>" in page.text


async def test_the_page_has_the_pictures_in_it_and_needs_nothing_else(
    service: PracticeService,
) -> None:
    who, other = await practised(service, "17", "mine"), await practised(service, "18", "theirs")
    made = service.my_data(who)
    drawn = {
        base64.b64decode(p.removeprefix("data:image/png;base64,")) for p in _Page(made).pictures
    }
    (ended,) = [e.id for e in service.store.past(who.id, 9) if e.status == "ended"]
    files = (f"{ended}.png", f"{ended}-moves.png", f"progress-{who.id}.png")
    assert drawn == {(service.settings.pictures / name).read_bytes() for name in files}
    assert not re.search(rb'(?:src|href)="(?!data:)', made)
    assert other.id.encode() not in made


async def test_the_page_has_nothing_of_anybody_else(service: PracticeService) -> None:
    who = await practised(service, "4711-4711-4711", "mine")
    other = await practised(service, "4712-4712-4712", "theirs")
    text = service.my_data(who).decode()
    # What was asked of the team they share is in both.
    without = text.replace("Asked of all: theirs", "")
    for word in ("theirs", "4712-4712-4712", other.id):
        assert word not in without


async def test_making_the_page_keeps_nothing(service: PracticeService) -> None:
    who = await practised(service, "17", "mine")
    before, files = dump(service.store), set(service.settings.pictures.iterdir())
    service.my_data(who)
    assert dump(service.store) == before
    assert set(service.settings.pictures.iterdir()) == files


async def test_the_page_speaks_the_trainee_s_language_and_tells_their_time(
    service: PracticeService, marked: str
) -> None:
    who = newcomer(service)
    service.store.set_trainee(who.id, time_zone="Asia/Tokyo")
    now = begin(service, who)
    await say(service, who, "What happened?")
    at = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)
    with service.store._session() as s:
        s.execute(update(EncounterRow).where(EncounterRow.id == now.id).values(started_at=at))
    with speaking("es"):
        made = service.my_data(fresh(service, who)).decode()
    assert '<html lang="es">' in made
    assert f"<h1>{marked}Everything kept about you</h1>" in made
    assert "2026-11-04 08:30" in made
    assert '<html lang="en">' in service.my_data(fresh(service, who)).decode()


async def test_somebody_who_has_only_just_come_has_a_page_too(service: PracticeService) -> None:
    who = newcomer(service)
    assert "Your conversations (0)" in " ".join(_Page(service.my_data(who)).text.split())


# -- forgetting ------------------------------------------------------------------------------------


async def test_forgetting_is_asked_about_first(service: PracticeService) -> None:
    who = newcomer(service)
    asked = service.forget_ask()
    assert asked.text == wording.FORGET_ASK
    assert [c.id for c in asked.choices] == ["forget:yes", "forget:no"]
    before = dump(service.store)
    (kept,) = await pick(service, who, "forget:no")
    assert kept.text == wording.KEPT_ALL
    assert dump(service.store) == before


async def test_what_was_erased_is_in_no_file(service: PracticeService, tmp_path: Path) -> None:
    """Neither rows nor messages that wait, neither pictures nor a byte of the database's file."""
    who = await practised(service, "4711-4711-4711", "zanzibar-marmalade")
    other = await practised(service, "18", "kept-words")
    service.hint(fresh(service, who))  # waits to be sent
    service.erase(who.id)
    assert service.store.trainee("telegram", "4711-4711-4711") is None
    assert not any(service.store.everything_about(who.id).values())
    names = {p.name for p in service.settings.pictures.iterdir()}
    assert not any(who.id in name for name in names)
    assert len(names) == 3
    held = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    for word in (b"4711-4711-4711", who.id.encode()):
        assert word not in held
    # What was asked of the whole team is the team's.
    assert held.count(b"zanzibar-marmalade") == held.count(b"Asked of all: zanzibar-marmalade")
    if service.store.engine.dialect.name == "sqlite":
        assert b"kept-words" in held
    assert service.store.everything_about(other.id)["turn"]


# -- by itself, after a while ----------------------------------------------------------------------


def aged(service: PracticeService, encounters: list[str], days: int) -> None:
    at = datetime.now(UTC) - timedelta(days=days)
    with service.store._session() as s:
        s.execute(update(EncounterRow).where(EncounterRow.id.in_(encounters)).values(updated_at=at))


async def ended(service: PracticeService, who: StoredTrainee, scene: str = DEE) -> str:
    now = begin(service, who, scene)
    await say(service, who, "What happened?")
    await service.end(fresh(service, who))
    take(service.store, who)
    return now.id


@pytest.mark.parametrize("retention", [30, 180])
async def test_a_conversation_goes_with_its_pictures_after_the_days_that_are_set(
    service: PracticeService, retention: int
) -> None:
    service.settings.retention_days = retention
    who = newcomer(service)
    old, young = await ended(service, who), await ended(service, who, KIT)
    aged(service, [old], retention + 1)
    aged(service, [young], retention - 1)
    assert service.sweep() == 1
    assert service.store.encounter_ids(who.id) == [young]
    left = {p.name for p in service.settings.pictures.iterdir()}
    assert left == {f"{young}.png", f"{young}-moves.png"}
    assert service.sweep(datetime.now(UTC) + timedelta(days=2)) >= 1
    assert service.store.encounter_ids(who.id) == []
    assert list(service.settings.pictures.iterdir()) == []


async def test_old_pictures_of_nobody_go_too(service: PracticeService) -> None:
    """Left behind where a sweep was cut off between the rows and the files."""
    who = newcomer(service)
    there = await ended(service, who)
    folder = service.settings.pictures
    old = (datetime.now(UTC) - timedelta(days=200)).timestamp()
    for name in ("0123abcd.png", "0123abcd-moves.png", "4567abcd.png", f"{there}.png"):
        (folder / name).write_bytes(b"x")
        if not name.startswith("4567"):
            os.utime(folder / name, (old, old))
    assert service.sweep() == 0
    left = {p.name for p in folder.iterdir()}
    assert left == {"4567abcd.png", f"{there}.png", f"{there}-moves.png"}


async def test_a_picture_of_progress_goes_with_what_it_was_drawn_from(
    service: PracticeService,
) -> None:
    who = newcomer(service)
    old = await ended(service, who)
    await ended(service, who, KIT)
    assert kinds(service.progress(fresh(service, who))) == ["note", "picture"]
    drawn = service.settings.pictures / f"progress-{who.id}.png"
    assert service.sweep() == 0
    assert drawn.exists()
    aged(service, [old], 200)
    assert service.sweep() == 1
    assert not drawn.exists()
    # Asked for again, it is drawn from what is still there.
    assert kinds(service.progress(fresh(service, who))) == ["note", "picture"]


async def test_whoever_stays_away_goes_too(service: PracticeService) -> None:
    who, other = newcomer(service), newcomer(service, "18")
    old = await ended(service, who)
    service.progress(fresh(service, who))
    await ended(service, other)
    long_ago = datetime.now(UTC) - timedelta(days=200)
    aged(service, [old], 200)
    with service.store._session() as s:
        s.execute(
            update(Trainee)
            .where(Trainee.id == who.id)
            .values(created_at=long_ago, consented_at=long_ago)
        )
    assert service.sweep() == 2
    assert service.store.trainee("telegram", "17") is None
    assert [t.id for t in service.store.trainees()] == [other.id]
    assert counts(service.store)["encounter"] == 1
    assert len(list(service.settings.pictures.iterdir())) == 2


def test_privacy_says_for_how_long_and_who_reads(service: PracticeService) -> None:
    service.settings.retention_days = 77
    said = service.privacy()
    assert "for 77 days" in said
    assert wording.READERS_ALL.format(organisation="Harbour Street") in said
