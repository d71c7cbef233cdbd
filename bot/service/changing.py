"""Replies that were changed afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from bot import wording
from bot.i18n import _
from bot.screening import screen
from bot.service import lines
from bot.service.base import NOT_KEPT, Incoming, storable
from bot.service.messages import Choice, note, short
from bot.service.turns import Turns, replaced
from bot.store.repository import StoredEncounter, StoredTrainee, StoredTurn

_MOST_QUOTED = 60


class Changing(Turns):
    """A changed message can take its turn again; several may wait for a yes."""

    async def edited(
        self, trainee: StoredTrainee, ref: str, text: str, incoming: Incoming = None
    ) -> None:
        """A message was changed afterwards: ask whether to take its turn again."""
        now = self._at_hand(trainee)
        turn = _changed(now, ref) if now else None
        known = lines.names(now.scenario) if now else ()
        seen = await asyncio.to_thread(screen, storable(text), known)
        edits = dict(_edits(trainee))
        edits.pop(ref, None)
        if seen.kind == "stepped_out":
            self._asked(trainee, None)
            self.step_out(trainee, incoming, by_words=True)
        elif now is None and self.store.latest(trainee.id, ("paused",)):
            self._nothing_open(trainee, incoming)
        elif now is None or turn is None or seen.kind in ("empty", "abusive", "not_english"):
            self._note(trainee, now.id if now else None, _(wording.EDITED_LATE), incoming)
        elif seen.text == turn.reply and not turn.taken_back:
            self._keep_edits(trainee, edits)
            self.store.change(trainee, None, [], incoming)
        else:
            edits[ref] = {"encounter": now.id, "number": turn.number, "text": seen.text}
            self._keep_edits(trainee, edits)
            choices = [
                Choice(f"edit:yes:{ref}", _(wording.EDITED_YES)),
                Choice(f"edit:no:{ref}", _(wording.EDITED_NO)),
            ]
            said = [replaced(seen)] if seen.details else []
            said.append(
                note(_(wording.EDITED_ASK).format(reply=short(turn.reply, _MOST_QUOTED)), choices)
            )
            self.store.change(trainee, now.id, [s.to_json() for s in said], incoming)

    async def take_edit(
        self, trainee: StoredTrainee, yes: bool, incoming: Incoming = None, ref: str = ""
    ) -> StoredTurn | None:
        """Take a turn again with the words its message (``ref``) was changed to, or leave it."""
        edits = dict(_edits(trainee))
        ref = ref or next(iter(edits), "")
        wanted = edits.get(ref)
        if wanted is None:
            self._note(trainee, None, _(wording.EDITED_LATE), incoming)
            return None
        now = self._at_hand(trainee)
        turn = self._turn_of(now, int(wanted["number"]), also_taken_back=True)
        left = {r: e for r, e in edits.items() if r != ref}
        if not yes or now is None or turn is None or not _can_retake(now, turn, wanted):
            self._keep_edits(trainee, left)
            text = _(wording.EDITED_LATE if yes else wording.EDITED_LEFT)
            self._note(trainee, now.id if now else None, text, incoming)
            return None
        if not turn.taken_back or now.status == "ended":
            last = turn.taken_back or turn is now.kept[-1]
            text = wording.AGAIN if last else wording.AGAIN_FURTHER
            said = note(_(text).format(name=self._name_of(now), line=turn.client_before))
            self._take_back(trainee, now, turn, said, None)
        back = self.store.encounter(now.id)
        seen = await asyncio.to_thread(screen, str(wanted["text"]), lines.names(now.scenario))
        if back is None:
            return None
        made = await self._turn(trainee, back, seen, incoming, ref)
        # Only now: had the answer failed, the same button would try once more.
        fresh = self.store.trainee_by_id(trainee.id)
        if fresh and _edits(fresh).get(ref) == wanted:
            self._keep_edits(trainee, left)
        return made

    def _keep_edits(self, trainee: StoredTrainee, edits: Mapping[str, Any]) -> None:
        """Let ``edits`` be those that wait for a yes; another question of ours stays."""
        fresh = self.store.trainee_by_id(trainee.id)
        asked = (fresh.asked if fresh else None) or {"what": "edit"}
        self._asked(trainee, {**asked, "edits": dict(edits)})


def _edits(trainee: StoredTrainee) -> Mapping[str, Any]:
    """Changed replies that wait for a yes, by the message that was changed."""
    return dict((trainee.asked or {}).get("edits") or {})


def _changed(now: StoredEncounter, ref: str) -> StoredTurn | None:
    """The turn that a message began: kept, or taken back with its line still open."""
    last = now.kept[-1].id if now.kept else None
    for turn in reversed(now.turns):
        if turn.reply == NOT_KEPT:
            continue
        if turn.message_ref == ref and (not turn.taken_back or turn.parent == last):
            return turn
    return None


def _can_retake(now: StoredEncounter, turn: StoredTurn, asked: Mapping[str, Any]) -> bool:
    """Whether ``turn`` is of ``now`` and kept, or taken back with its line still open."""
    if now.id != asked["encounter"]:
        return False
    last = now.kept[-1].id if now.kept else None
    return not turn.taken_back or turn.parent == last
