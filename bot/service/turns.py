"""One reply played: what the client says to it, and what the coach does."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot import wording
from bot.coder.version import coder_version
from bot.i18n import _
from bot.named import spoken_note
from bot.practice import client, fading
from bot.practice.types import Feedback, Finding
from bot.screening import Screened
from bot.service.base import NOT_KEPT, Incoming
from bot.service.messages import Choice, Say, note
from bot.service.scenes import Scenes, client_says, line_of
from bot.store.repository import NewTurn, StoredEncounter, StoredTrainee, StoredTurn

_NOTHING = Feedback((), (), "")


class Turns(Scenes):
    """A turn of the conversation, from words that were looked through."""

    async def _play(
        self,
        trainee: StoredTrainee,
        now: StoredEncounter,
        seen: Screened,
        incoming: Incoming,
        ref: str | None = None,
    ) -> StoredTurn | None:
        """A turn, if there is anything in the words that can be read; else a note about that."""
        if seen.kind == "empty":
            name = self._name_of(now)
            self._note(trainee, now.id, _(wording.EMPTY).format(name=name), incoming)
        elif seen.kind == "not_english":
            # No turn: what can't be read counts for nothing, the scene's length included.
            text = _(wording.NOT_ENGLISH).format(line=now.state.client_line)
            self._note(trainee, now.id, text, incoming)
        else:
            return await self._turn(trainee, now, seen, incoming, ref)
        return None

    async def _turn(
        self,
        trainee: StoredTrainee,
        now: StoredEncounter,
        seen: Screened,
        incoming: Incoming,
        ref: str | None,
    ) -> StoredTurn | None:
        scene = self._scene_of(now)
        name = scene.persona.name
        said: list[Say] = []
        findings: tuple[Finding, ...] = ()
        feedback, topic, sure = _NOTHING, "other", 0.0
        if seen.details:
            said.append(replaced(seen))
        if seen.kind == "play":
            played = await self.driver.play(now.state, seen.text)
            state, says, kind = played.state, played.says, played.kind
            line: Mapping[str, Any] = {"text": played.line, "topic": played.models_topic}
            findings, feedback = played.findings, played.feedback
            topic, sure = played.topic, played.topic_confidence
        else:
            if seen.kind == "abusive":
                turn = client.end_hurt(now.state, scene)
            else:
                turn = client.answer_unclear(now.state, scene)
            state, says, kind, line = turn.state, turn.says, turn.kind, line_of(turn)
        said.append(client_says(trainee, scene, says))
        if seen.kind == "abusive":
            said.append(_about_the_remark(now, name))
        if topic == "bot_check" and sure >= client.SURE_OF_TOPIC:
            said.append(note(_(wording.BOT).format(organisation=self.organisation)))
        number = len(now.turns) + 1
        before = await asyncio.to_thread(self.store.moves_shown, trainee.id, noted=True)
        feedback, newly = fading.fade(feedback, findings, before, now.aim)
        asked = None
        if now.coach_mode == "each" and not now.unaided and (newly or not feedback.empty):
            if trainee.asks_intent and feedback.flags and not state.ended:
                said.append(_intent_question(number))
                asked = {
                    "what": "intent",
                    "encounter": now.id,
                    "number": number,
                    "newly": list(newly),
                }
            else:
                said.append(self.coach_note(feedback, number, newly, over=bool(state.ended)))
        reply = NOT_KEPT if seen.kind == "abusive" else seen.text
        new = NewTurn(
            number=number,
            client_before=now.state.client_line,
            reply=reply,
            client_after=says,
            kind=kind,
            topic=topic,
            topic_confidence=sure,
            state_before=now.state,
            state=state,
            line_before=now.line,
            line=line,
            findings=findings,
            feedback=feedback,
            parent=now.kept[-1].id if now.kept else None,
            message_ref=ref,
            coder=coder_version(),
        )
        pending = None
        if state.ended and seen.kind != "abusive":
            over = replace(now, state=state, status="ended", turns=(*now.turns, new.stored()))
            rest, pending = await self._debrief(trainee, over)
            said += rest
        messages = [s.to_json() for s in said]
        await asyncio.to_thread(
            self.store.add_turn, trainee, now.id, new, messages, incoming, pending, asked
        )
        after = self.store.encounter(now.id)
        return after.turns[-1] if after else None

    def coach_note(
        self,
        feedback: Feedback,
        number: int,
        newly: tuple[str, ...] = (),
        intent: str = "",
        over: bool = False,
    ) -> Say:
        """The coach on one reply; where something was flagged, with what can be done about it.

        ``over``: the conversation has ended with it, so there is nothing to go on with.
        """
        choices = []
        if feedback.flags:
            choices = [
                Choice(f"again:{number}", _(wording.TRY_AGAIN)),
                Choice(f"ways:{number}", _(wording.SHOW_WAY)),
                Choice(f"on:{number}", _(wording.GO_ON)),
                Choice(f"no:{number}", _(wording.DISAGREE)),
            ]
        if over:
            feedback = replace(feedback, door="")
            choices = [c for c in choices if not c.id.startswith("on:")]
        fades = [_(wording.FADES).format(move=self._title(code)) for code in newly]
        data = {**spoken_note(feedback).to_json(), "fades": fades}
        if intent:
            data["intent"] = _(wording.MEANT).format(intent=intent)
        return Say("coach", choices=tuple(choices), data=data)

    def _asked(self, trainee: StoredTrainee, what: Mapping[str, Any] | None) -> None:
        self.store.set_trainee(trainee.id, asked=dict(what) if what else None)


def replaced(seen: Screened) -> Say:
    """What was taken out of somebody's words, and why."""
    kinds = ", ".join(_(wording.DETAILS[kind]) for kind in seen.details)
    return note(_(wording.PERSONAL).format(kinds=kinds))


def _about_the_remark(now: StoredEncounter, name: str) -> Say:
    """The coach on a remark that ended the conversation: calmly, with a way to say otherwise."""
    choices = (
        Choice(f"mistaken:{now.id}", _(wording.NOT_MEANT).format(name=name)),
        Choice(f"tell:{now.id}", _(wording.TELL)),
    )
    data = {"strengths": [], "flags": [], "door": _(wording.HURT).format(name=name)}
    return Say("coach", choices=choices, data=data)


def _intent_question(number: int) -> Say:
    choices = [Choice(f"intent:{number}:{i}", _(x)) for i, x in enumerate(wording.INTENTS)]
    choices.append(Choice(f"intent:{number}:-", _(wording.SKIP)))
    return note(_(wording.INTENT_ASK), choices)
