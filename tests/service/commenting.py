"""Supervisors who write, and a trainee who has just heard of it."""

from __future__ import annotations

from bot.service import PracticeService, Say
from bot.service.supervisors_words import comment
from bot.store import Store, StoredEncounter
from bot.store.desk_tables import Reviewer
from bot.store.repository import StoredTrainee
from tests.fakes.database import dump, take
from tests.service.talk import begin, ids, newcomer, say, stored

REPLY = "What happened tonight?"
WORDS = "Such a calm question. What did you notice in {her}?"


def reviewer(store: Store, name: str = "Priya") -> int:
    """Somebody at the desk."""
    with store._session() as s:
        row = Reviewer(email=f"{name}@example.org", name=name, role="lead")
        s.add(row)
        s.flush()
        return row.id


def write(
    service: PracticeService,
    now: StoredEncounter,
    text: str = WORDS,
    *,
    whole: bool = False,
    to_trainee: bool = True,
    name: str = "Priya",
) -> int:
    """A comment on the last reply, or on the whole conversation; its id."""
    turn = None if whole else stored(service, now).turns[-1].id
    by = reviewer(service.store, f"r{len(dump(service.store)['reviewer'])}")
    return comment(service.store, service.content, by, name, now.id, turn, text, to_trainee)


async def commented(
    service: PracticeService, external_id: str = "17"
) -> tuple[StoredTrainee, StoredEncounter, Say, str]:
    """Somebody who was just sent a comment, mid-scene: them, the scene, the message, its button."""
    who = newcomer(service, external_id)
    now = begin(service, who)
    await say(service, who, REPLY)
    write(service, now)
    (sent,) = take(service.store, who)
    (button,) = ids(sent)
    return who, now, sent, button


def comments(store: Store) -> list[tuple[str, str, bool]]:
    """(comment, answer, whether it was answered), oldest first."""
    rows = dump(store)["comment"]
    return [(r["text"], r["answer"], r["answered_at"] is not None) for r in rows]
