"""Short ways to a conversation in progress, and to what was said in it."""

from __future__ import annotations

from bot.service import PracticeService, Say
from bot.store import StoredEncounter
from bot.store.repository import StoredTrainee
from tests.fakes.database import take

DEE = "bad-date-night-van"
KIT = "ad-site-down"
DEBRIEF = ["debrief", "picture", "picture", "note"]


def newcomer(service: PracticeService, external_id: str = "17") -> StoredTrainee:
    """A trainee who has agreed."""
    made = service.store.add_trainee("telegram", external_id)
    service.store.consent(made.id)
    return fresh(service, made)


def fresh(service: PracticeService, who: StoredTrainee) -> StoredTrainee:
    """The trainee as stored now."""
    found = service.store.trainee(who.channel, who.external_id)
    assert found is not None
    return found


def begin(
    service: PracticeService, who: StoredTrainee, scene: str = DEE, seed: int = 11
) -> StoredEncounter:
    """An open scene whose first messages were sent."""
    started = service.start(fresh(service, who), scene, seed=seed)
    assert started is not None
    take(service.store, who)
    return started


def stored(service: PracticeService, encounter: StoredEncounter) -> StoredEncounter:
    """The encounter as stored now."""
    found = service.store.encounter(encounter.id)
    assert found is not None
    return found


async def say(service: PracticeService, who: StoredTrainee, *replies: str) -> list[Say]:
    """Reply, several times over; what was said back to the last one."""
    said: list[Say] = []
    for reply in replies:
        await service.reply(fresh(service, who), reply)
        said = take(service.store, who)
    return said


def kinds(said: list[Say]) -> list[str]:
    """The kinds of messages, in order."""
    return [s.kind for s in said]


async def pick(service: PracticeService, who: StoredTrainee, choice: str) -> list[Say]:
    """Pick a choice by its id; what is shown at once, then what was queued."""
    shown = await service.choose(fresh(service, who), choice)
    return [*shown, *take(service.store, who)]


def ids(said: Say) -> list[str]:
    """The ids of its choices, in order."""
    return [c.id for c in said.choices]


def asking(service: PracticeService) -> StoredTrainee:
    """Somebody who wants to be asked what they meant."""
    who = newcomer(service)
    service.toggle_intent(who)
    return fresh(service, who)


def texts(said: list[Say]) -> list[str]:
    return [s.text for s in said]
