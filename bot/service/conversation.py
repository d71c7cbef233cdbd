"""Words that come in: a reply to play, an answer to a question of ours, or a way out."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.screening import Screened, screen
from bot.service import lines
from bot.service.answering import Answering
from bot.service.base import TO_SUPERVISORS, Incoming, storable
from bot.service.changing import Changing
from bot.service.naming import name_in
from bot.service.preferences import Preferences
from bot.store.repository import StoredEncounter, StoredTrainee, StoredTurn


class Conversation(Answering, Changing, Preferences):
    """Use cases of the conversation itself."""

    async def reply(
        self,
        trainee: StoredTrainee,
        text: str,
        incoming: Incoming = None,
        ref: str | None = None,
        unseen: bool = False,
    ) -> StoredTurn | None:
        """Take what was written: a reply to play, or an answer to a question of ours.

        ``ref``: the channel's id of the message, so that a later change of it can be told to
        belong to this turn. ``unseen``: written before our last question was there to be seen.
        Returns the turn, or None when the message was not played.
        """
        if unseen and trainee.asked and trainee.asked["what"] == "intent":
            self._asked(trainee, None)  # its buttons still answer it
            trainee = replace(trainee, asked=None)
        now = await asyncio.to_thread(self.store.latest, trainee.id)
        known = lines.names(now.scenario) if now else ()
        seen = await asyncio.to_thread(screen, storable(text), known)
        telling = trainee.asked is not None and trainee.asked["what"] in TO_SUPERVISORS
        if telling and seen.kind not in ("empty", "symbols"):
            # Written for a supervisor: the very words that end a role may be what they are to
            # read, and a number to call back at is one that is meant to reach them.
            await self._answer(trainee, Screened(seen.kind, storable(text).strip()), incoming)
            if seen.kind == "stepped_out":
                self.step_out(trainee)
        elif seen.kind == "stepped_out":
            self._asked(trainee, None)
            self.step_out(trainee, incoming, by_words=True)
        elif self._is_name(trainee, now, seen, text):
            self.take_name(trainee, storable(text), seen.details, incoming)
        elif trainee.asked and trainee.asked["what"] in _ANSWERS and seen.text.strip():
            await self._answer(trainee, seen, incoming)
        elif now is None:
            self._nothing_open(trainee, incoming)
        else:
            return await self._play(trainee, now, seen, incoming, ref)
        return None

    def _is_name(
        self, trainee: StoredTrainee, now: StoredEncounter | None, seen: Screened, text: str
    ) -> bool:
        """Whether words answer the question for a name.

        Asked from the settings it may stand while a client waits: then what doesn't look like a
        name is for the client, and the question is dropped.
        """
        asked = trainee.asked or {}
        if asked.get("what") != "name" or not seen.text.strip():
            return False
        if asked["first"] or now is None or name_in(storable(text)) is not None:
            return True
        self._asked(trainee, None)
        return False


_ANSWERS = ("reason", "intent", "tell", "answer")
