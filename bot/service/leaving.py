"""Leaving and coming back: pausing, stepping out, ending, what to carry along, erasing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot import wording
from bot.practice.types import Encounter
from bot.service.base import Incoming
from bot.service.ending import debrief_messages
from bot.service.learning import Learning
from bot.service.messages import Choice, Say, note
from bot.store.repository import StoredEncounter, StoredTrainee


class Leaving(Learning):
    """Use cases around a whole conversation."""

    def pause(self, trainee: StoredTrainee, incoming: Incoming = None) -> None:
        """Set the conversation aside."""
        now = self.store.latest(trainee.id)
        if now is None:
            self._note(trainee, None, wording.NOTHING_OPEN, incoming)
            return
        said = note(wording.PAUSED).to_json()
        self.store.change(trainee, now.id, [said], incoming, status="paused")

    def resume(self, trainee: StoredTrainee, incoming: Incoming = None) -> bool:
        """Back to the conversation that was set aside last, at the same line."""
        now = self.store.latest(trainee.id) or self.store.latest(trainee.id, ("paused",))
        if now is None:
            self._note(trainee, None, wording.NOTHING_PAUSED, incoming)
            return False
        name = self.content.scenarios[now.scenario].persona.name
        text = wording.RESUMED.format(name=name, line=now.state.client_line)
        self.store.change(
            trainee, now.id, [note(text).to_json()], incoming, status="active", ended_how=None
        )
        return True

    def step_out(self, trainee: StoredTrainee, incoming: Incoming = None) -> None:
        """Leave the role at once and offer a person."""
        now = self.store.latest(trainee.id)
        name = self.content.scenarios[now.scenario].persona.name if now else ""
        self._contacts(trainee, now, name, incoming)

    def _contacts(
        self, trainee: StoredTrainee, now: StoredEncounter | None, name: str, incoming: Incoming
    ) -> None:
        contacts = self.settings.contacts or wording.CONTACTS_DEFAULT.format(
            organisation=self.settings.organisation
        )
        text = wording.STEPPED_OUT.format(name=name, contacts=contacts) if now else contacts
        values: dict[str, Any] = {"status": "paused", "ended_how": "stepped_out"} if now else {}
        self.store.change(
            trainee, now.id if now else None, [note(text).to_json()], incoming, **values
        )

    async def end(self, trainee: StoredTrainee, incoming: Incoming = None) -> bool:
        """End the open (or set-aside) conversation with a debrief."""
        now = self.store.latest(trainee.id) or self.store.latest(trainee.id, ("paused",))
        if now is None:
            self._note(trainee, None, wording.NOTHING_OPEN, incoming)
            return False
        state: Encounter = now.state.but(ended="ended")
        said, pending = await self._debrief(replace(now, state=state, status="ended"))
        self.store.change(
            trainee,
            now.id,
            [s.to_json() for s in said],
            incoming,
            pending=pending,
            status="ended",
            ended_how="ended",
            ended_at=datetime.now(UTC),
            state=state.to_json(),
        )
        return True

    async def _debrief(self, over: StoredEncounter) -> tuple[list[Say], dict[str, list[str]]]:
        """The debrief's messages and what can be carried along, to store with the ending."""
        said = await asyncio.to_thread(
            debrief_messages, over, self.content, self.settings.pictures, self.alternatives_for
        )
        return said, {"carry": [c.label for c in said[-1].choices]}

    def carry(
        self, trainee: StoredTrainee, encounter: str, index: int, incoming: Incoming = None
    ) -> None:
        """Keep the one thing the trainee chose to carry into the next conversation."""
        now = self.store.encounter(encounter)
        choices = list((now.pending or {}).get("carry", ())) if now else []
        if now is None or now.trainee != trainee.id or not 0 <= index < len(choices):
            self._note(trainee, None, wording.NOTHING_OPEN, incoming)
            return
        self.store.set_carry(trainee, now.id, choices[index])
        said = note(wording.CARRY_KEPT.format(what=choices[index])).to_json()
        self.store.change(trainee, now.id, [said], incoming)

    def coach_menu(self) -> Say:
        """When the coach should speak."""
        choices = [Choice(f"coach:{k}", v) for k, v in wording.COACH_MODES.items()]
        return note(wording.COACH_ASK, choices)

    def set_coach(self, trainee: StoredTrainee, mode: str, incoming: Incoming = None) -> None:
        """Set when the coach speaks: each, end or off."""
        if mode in wording.COACH_MODES:
            self.store.set_coach_mode(trainee.id, mode)
            text = wording.COACH_MODE.format(mode=wording.COACH_MODES[mode])
            self._note(trainee, None, text, incoming)

    def erase(self, trainee: str) -> None:
        """Remove a trainee and everything kept about them, pictures included."""
        for encounter in self.store.encounter_ids(trainee):
            (self.settings.pictures / f"{encounter}.png").unlink(missing_ok=True)
        self.store.erase(trainee)
