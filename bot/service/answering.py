"""Answers to questions of ours, which are never coded: a reason, an intention, a note."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot import wording
from bot.i18n import _
from bot.screening import Screened, screen
from bot.service import lines
from bot.service.base import Incoming
from bot.service.messages import Choice, note
from bot.service.supervisors_words import SupervisorsWords
from bot.service.turns import Turns, replaced
from bot.store.repository import StoredEncounter, StoredTrainee, StoredTurn

_MOST_WORDS = 4096  # of a reason, an intention, a note to a supervisor: a whole message


class Answering(Turns, SupervisorsWords):
    """Use cases of what was asked, and of words that were meant for the client after all."""

    async def _answer(self, trainee: StoredTrainee, seen: Screened, incoming: Incoming) -> None:
        """Words that answer what was asked: never coded, details in them replaced."""
        asked, words = trainee.asked or {}, seen.text.strip()[:_MOST_WORDS]
        if asked["what"] == "answer":
            now = self.store.latest(trainee.id)
            self._answered(trainee, int(asked["comment"]), words, incoming, now)
            return
        self._asked(trainee, None)
        if seen.details and asked["what"] in ("reason", "intent"):
            self.say(trainee, [replaced(seen)])
        match asked["what"]:
            case "tell":
                self._tell(trainee, asked["encounter"] or None, words, incoming)
            case "reason":
                self._reason(trainee, asked, words, incoming)
            case "intent":
                of = str(asked["encounter"])
                self.meant(trainee, int(asked["number"]), words, incoming, typed=True, of=of)

    def _reason(
        self, trainee: StoredTrainee, asked: Mapping[str, Any], words: str, incoming: Incoming
    ) -> None:
        turn, about = self._turn_by(trainee, asked)
        if turn is None or about is None:
            self._note(trainee, None, _(wording.DISAGREE_LATER), incoming)
            return
        if not self.store.set_reason(turn.id, words):
            self._note(trainee, None, _(wording.REASON_LATE), incoming)
            return
        text = _(wording.REASON_KEPT).format(reason=words)
        now = self.store.latest(trainee.id)
        choices = []
        if now and now.id == about.id:
            label = _(wording.FOR_CLIENT).format(name=self._name_of(now))
            choices = [Choice(f"meant:{turn.number}:reason", label)]
        # With the conversation's id, so that a front can tell later that the button is old.
        messages = [note(text, choices).to_json()]
        self.store.change(trainee, about.id, messages, incoming, touch=False)

    def _turn_by(
        self, trainee: StoredTrainee, asked: Mapping[str, Any]
    ) -> tuple[StoredTurn | None, StoredEncounter | None]:
        now = self.store.encounter(str(asked.get("encounter")))
        if now is None or now.trainee != trainee.id:
            return None, None
        return self._turn_of(now, int(asked["number"]), also_taken_back=True), now

    def meant(
        self,
        trainee: StoredTrainee,
        number: int,
        intent: str,
        incoming: Incoming = None,
        typed: bool = False,
        of: str = "",
    ) -> None:
        """What the trainee meant with a flagged reply ("": they skipped it); then the coach."""
        now = self._concerned(trainee, of)
        turn = self._turn_of(now, number)
        if now is None or turn is None:  # gone, or taken back
            self._note(trainee, None, _(wording.FOR_CLIENT_LATE), incoming)
            return
        asked = trainee.asked or {}
        about = (asked.get("what"), asked.get("encounter"), asked.get("number"))
        waits = about == ("intent", now.id, number)
        if waits:
            self._asked(trainee, None)
        if turn.intent and not waits:  # a late tap: the note was there already
            said = note(_(wording.MEANT).format(intent=turn.intent))
            self.store.change(trainee, now.id, [said.to_json()], incoming, touch=False)
            return
        self.store.set_intent(turn.id, intent)
        newly = asked.get("newly", ()) if waits else ()
        over = now.status == "ended"
        said = self.coach_note(turn.feedback, number, tuple(newly), intent, over)
        if typed and not over:
            label = _(wording.FOR_CLIENT).format(name=self._name_of(now))
            mine = Choice(f"meant:{number}:intent", label)
            said = replace(said, choices=(*said.choices, mine))
        self.store.change(trainee, now.id, [said.to_json()], incoming, touch=False)

    async def for_client(
        self,
        trainee: StoredTrainee,
        number: int,
        what: str,
        incoming: Incoming = None,
        of: str = "",
    ) -> None:
        """Words taken for an answer to us were for the client: play them."""
        now = self.store.latest(trainee.id)
        if now and of and now.id != of:
            now = None
        turn = self._turn_of(now, number, also_taken_back=True)
        words = ""
        if now and turn and what == "intent":
            words = turn.intent
        elif now and turn:
            words = next((r for n, _c, r in self.store.objections(now.id) if n == number), "")
        if now is None or turn is None or not words:
            self._note(trainee, None, _(wording.FOR_CLIENT_LATE), incoming)
            return
        seen = await asyncio.to_thread(screen, words, lines.names(now.scenario))
        await self._play(trainee, now, seen, incoming)
        forget = self.store.set_intent if what == "intent" else self.store.set_reason
        forget(turn.id, "")

    async def answer_for_client(
        self, trainee: StoredTrainee, comment: int, encounter: str, incoming: Incoming = None
    ) -> None:
        """Words taken for an answer to a supervisor were for the client: play them instead."""
        now = self.store.latest(trainee.id)
        found = self.store.comment_to(trainee.id, comment)
        answer = found.answer if found else ""
        known = lines.names(now.scenario) if now else ()
        seen = await asyncio.to_thread(screen, answer, known)
        if seen.kind == "stepped_out":  # meant for nobody, then: no client hears it either
            self.store.take_back_answer(trainee.id, comment)
            self.step_out(trainee, incoming, by_words=True)
            return
        if now is None or now.id != encounter or not answer:
            self._note(trainee, None, _(wording.FOR_CLIENT_LATE), incoming)
            return
        await self._play(trainee, now, seen, incoming)
        self.store.take_back_answer(trainee.id, comment)
