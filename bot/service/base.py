"""What every use case needs: store, driver, content, settings, and a way to say something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from bot import wording
from bot.content import Content
from bot.dialogue import Driver
from bot.i18n import _
from bot.named import title_of
from bot.practice.types import Scenario
from bot.service.messages import Say, note
from bot.settings import Settings
from bot.store.repository import Store, StoredEncounter, StoredTrainee

Incoming = tuple[str, str] | None
# Questions whose answer goes to supervisors, as it is written.
TO_SUPERVISORS: Final = ("tell", "answer")
# Stands in the place of words that are never kept.
NOT_KEPT: Final = "[a remark that ended the conversation; not kept]"


class ServiceBase:
    """Nothing is held in memory between calls, so any process may take the next one."""

    def __init__(self, store: Store, driver: Driver, content: Content, settings: Settings) -> None:
        self.store = store
        self.driver = driver
        self.content = content
        self.settings = settings

    def line_to_answer(self, trainee: StoredTrainee | None) -> str | None:
        """The client's line that waits for a reply, or None."""
        now = self.store.latest(trainee.id) if trainee else None
        return now.state.client_line if now else None

    def say(self, trainee: StoredTrainee, said: Sequence[Say], incoming: Incoming = None) -> None:
        """Queue messages that change nothing."""
        self.store.change(trainee, None, [s.to_json() for s in said], incoming)

    def zone(self, trainee: StoredTrainee) -> tzinfo:
        """The trainee's time zone: their own, the organisation's, this machine's."""
        name = trainee.time_zone or self.settings.time_zone
        if name:
            return ZoneInfo(name)
        return datetime.now().astimezone().tzinfo or UTC

    @property
    def organisation(self) -> str:
        """The organisation's name, or a general word for it while none is set."""
        set_to = self.settings.organisation
        return _(wording.YOUR_ORGANISATION) if set_to == wording.YOUR_ORGANISATION else set_to

    def open_to_all(self, trainee: StoredTrainee) -> bool:
        """Whether supervisors may read what begins now: the rule here, as far as agreed to."""
        return self.settings.supervisors_see == trainee.agreed_to == "all"

    def who_reads(self, every: bool | None = None) -> str:
        """Who can read conversations: all of them or those shared; None: as is set here."""
        every = self.settings.supervisors_see == "all" if every is None else every
        text = wording.READERS_ALL if every else wording.READERS_SHARED
        return _(text).format(organisation=self.organisation)

    def contacts(self) -> str:
        """A person to talk to: the organisation's own words for it, else a general one."""
        default = _(wording.CONTACTS_DEFAULT).format(organisation=self.organisation)
        return self.settings.contacts or default

    def _scene_of(self, now: StoredEncounter) -> Scenario:
        return self.content.scenarios[now.scenario]

    def _name_of(self, now: StoredEncounter) -> str:
        return self._scene_of(now).persona.name

    def _title(self, code: str) -> str:
        return title_of(self.content.guidance.codes[code])

    def _note(
        self, trainee: StoredTrainee, encounter: str | None, text: str, incoming: Incoming
    ) -> None:
        self.store.change(trainee, encounter, [note(text).to_json()], incoming)


def storable(text: str) -> str:
    """``text`` without halves of characters and NUL, which no database takes."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")
