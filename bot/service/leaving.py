"""Leaving and coming back: pausing, stepping out, ending, what to carry along."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from bot import wording
from bot.i18n import _, day, n_, speaking
from bot.practice import fading
from bot.practice.types import Encounter
from bot.service.base import Incoming
from bot.service.ending import Pictures, debrief_messages, full_notes
from bot.service.learning import Learning
from bot.service.messages import Choice, Say, note
from bot.store.repository import StoredEncounter, StoredTrainee

_MOST_RECALLED: Final = 140


class Leaving(Learning):
    """Use cases around a whole conversation."""

    def pause(self, trainee: StoredTrainee, incoming: Incoming = None) -> None:
        """Set the conversation aside."""
        now = self.store.latest(trainee.id)
        if now is None:
            self._nothing_open(trainee, incoming)
            return
        said = note(_(wording.PAUSED)).to_json()
        self.store.change(trainee, now.id, [said], incoming, status="paused")

    def resume(
        self, trainee: StoredTrainee, incoming: Incoming = None, encounter: str = ""
    ) -> bool:
        """Back to ``encounter``, or to the one set aside last: at the same line, with a recap."""
        found = self.store.unfinished(trainee.id)
        now = next((e for e in found if encounter in ("", e.id)), None)
        if now is None:
            text = wording.RESUME_OVER if encounter else wording.NOTHING_PAUSED
            self._note(trainee, None, _(text), incoming)
            return False
        name = self._name_of(now)
        text = _(wording.RESUMED).format(name=name, line=now.state.client_line)
        recap = self.recap(trainee, now)
        said = note(f"{recap}\n\n{text}" if recap else text).to_json()
        self.store.resume(trainee, now.id, [said], incoming)
        return True

    def close_gone(self) -> int:
        """End what is open in scenes that are no longer there, and say so. How many that were."""
        gone = self.store.open_elsewhere(list(self.content.scenarios))
        for trainee, encounter in gone:
            with speaking(trainee.language):
                said = note(_(wording.SCENE_GONE)).to_json()
            self.store.change(
                trainee,
                encounter,
                [said],
                status="ended",
                ended_how="gone",
                ended_at=datetime.now(UTC),
            )
        return len(gone)

    def recap(self, trainee: StoredTrainee, now: StoredEncounter) -> str:
        """One line on a conversation so far; "" if nothing was said yet."""
        if not now.kept:
            return ""
        last = " ".join(now.kept[-1].reply.split())
        if len(last) > _MOST_RECALLED:
            last = last[:_MOST_RECALLED].rsplit(" ", 1)[0] + "…"
        return _(wording.RECAP).format(
            day=day(now.updated_at or now.started_at, self.zone(trainee)),
            title=self._scene_of(now).title,
            replies=n_(*wording.REPLIES, len(now.kept)),
            name=self._name_of(now),
            reply=last,
        )

    def step_out(
        self, trainee: StoredTrainee, incoming: Incoming = None, by_words: bool = False
    ) -> None:
        """Leave the role at once and offer a person. Nothing of the message is kept.

        ``by_words``: by something they wrote, so it is said that nothing was kept of it.
        """
        now = self.store.latest(trainee.id)
        contacts = self.contacts()
        text = contacts
        if now:
            kept = f"{_(wording.WORDS_NOT_KEPT)} " if by_words else ""
            text = _(wording.STEPPED_OUT).format(
                name=self._name_of(now), contacts=contacts, kept=kept
            )
        said = note(text, self._after_stepping_out(now))
        values: dict[str, Any] = {"status": "paused", "ended_how": "stepped_out"} if now else {}
        self.store.change(trainee, now.id if now else None, [said.to_json()], incoming, **values)

    def not_meant(self, trainee: StoredTrainee, encounter: str, incoming: Incoming = None) -> None:
        """A remark that ended a conversation was quoted, or not meant for the client: go on.

        That it happened stays with the supervisors, with what the trainee says of it.
        """
        now = self._concerned(trainee, encounter)
        elsewhere = self.store.latest(trainee.id)
        if now is None or now.ended_how != "hurt" or not now.kept or elsewhere:
            self._note(trainee, None, _(wording.FOR_CLIENT_LATE), incoming)
            return
        turn, name = now.kept[-1], self._name_of(now)
        text = _(wording.HURT_OPEN).format(name=name, line=turn.client_before)
        self._take_back(trainee, now, turn, note(text), incoming, told=wording.HURT_NOT_MEANT)

    def _tell(
        self, trainee: StoredTrainee, encounter: str | None, words: str, incoming: Incoming
    ) -> None:
        """Keep ``words`` for a supervisor; they can be taken back."""

        def told(id_: int) -> list[dict[str, Any]]:
            back = Choice(f"untell:{id_}", _(wording.UNTELL))
            return [note(_(wording.TOLD).format(text=words), [back]).to_json()]

        self.store.tell(trainee, encounter, words, told, incoming)

    def untell(self, trainee: StoredTrainee, id_: int) -> Say:
        """Take back what was written for a supervisor."""
        there = self.store.untell(trainee.id, id_, but=wording.HURT_NOT_MEANT)
        return note(_(wording.UNTOLD if there else wording.UNTOLD_LATE))

    def tell_ask(self) -> Say:
        """Ask what a supervisor may read: nothing that wasn't written for it goes to them."""
        return note(_(wording.TELL_ASK), [Choice("skip:tell", _(wording.TELL_SKIP))])

    async def end(self, trainee: StoredTrainee, incoming: Incoming = None) -> bool:
        """End the open (or set-aside) conversation with a debrief."""
        now = self.store.latest(trainee.id) or self.store.latest(trainee.id, ("paused",))
        if now is None:
            self._note(trainee, None, _(wording.NOTHING_OPEN), incoming)
            return False
        state: Encounter = now.state.but(ended="ended")
        said, pending = await self._debrief(trainee, replace(now, state=state, status="ended"))
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

    async def _debrief(
        self, trainee: StoredTrainee, over: StoredEncounter
    ) -> tuple[list[Say], dict[str, list[str]]]:
        """The debrief's messages and what can be carried along, to store with the ending."""
        said = await asyncio.to_thread(
            debrief_messages,
            over,
            self.content,
            self._pictures(),
            self.alternatives_for,
            trainee.name,
        )
        carried = {"carry": list(said[-1].data.get("carry", ()))}
        newly = await asyncio.to_thread(self._newly_known, trainee, over)
        if newly and not over.unaided and over.coach_mode == "each":
            moves = ", ".join(self._title(c).lower() for c in newly[:2])
            text = _(wording.UNAIDED_OFFER).format(moves=moves)
            said.insert(-1, note(text, [Choice("unaided", _(wording.UNAIDED_GO))]))
        return said, carried

    def _newly_known(self, trainee: StoredTrainee, over: StoredEncounter) -> list[str]:
        """Moves that were shown often enough with this conversation, and not before it."""
        before = self.store.moves_shown(trainee.id, besides=over.id)
        after = Counter(before) + Counter(over.state.moves_seen)
        return [c for c in fading.known(after) if c not in fading.known(before)]

    def _pictures(self) -> Pictures:
        return Pictures(self.settings.pictures)

    def notes_after_all(self, trainee: StoredTrainee, encounter: str) -> list[Say]:
        """The coach's notes on a conversation that was without them."""
        now = self.store.encounter(encounter)
        known = now is not None and now.scenario in self.content.scenarios
        if now is None or now.trainee != trainee.id or not known:
            return [note(_(wording.NOTHING_OPEN))]
        return full_notes(now, self.content, self._pictures(), self.alternatives_for)

    def carry(
        self, trainee: StoredTrainee, encounter: str, index: int, incoming: Incoming = None
    ) -> None:
        """Keep the one thing the trainee chose to carry into the next conversation."""
        now = self.store.encounter(encounter)
        if now is None or now.trainee != trainee.id:
            self._note(trainee, None, _(wording.CARRY_LATER), incoming)
            return
        choices = list((now.pending or {}).get("carry", ()))
        if not 0 <= index < len(choices):  # it was taken up again
            self._note(trainee, None, _(wording.CARRY_LATER), incoming)
            return
        self.store.set_carry(trainee, now.id, choices[index])
        # No step in that conversation: another may be open by now.
        self._note(trainee, None, _(wording.CARRY_KEPT).format(what=_(choices[index])), incoming)
