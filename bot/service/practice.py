"""The use cases of a practice conversation.

Every method reads the stored state, thinks, and writes what changed together with the
messages to send.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace
from typing import Any

from bot import wording
from bot.practice import client
from bot.practice.client import ClientTurn
from bot.practice.types import Feedback, Scenario
from bot.screening import Screened, screen
from bot.service.base import Incoming
from bot.service.leaving import Leaving
from bot.service.messages import Choice, Say, note
from bot.store.repository import NewTurn, StoredEncounter, StoredTrainee, StoredTurn

_NOTHING = Feedback((), (), "")


class PracticeService(Leaving):
    """Practice for every channel. ``driver`` plays turns; ``store`` keeps them."""

    # -- getting in ------------------------------------------------------------------------

    def welcome(self) -> list[Say]:
        """What this is, and who sees what. Nothing is stored by asking."""
        privacy = wording.PRIVACY.format(organisation=self.settings.organisation)
        return [
            note(wording.WELCOME),
            note(
                f"{privacy}\n\n{wording.CONSENT_ASK}",
                [
                    Choice("consent:yes", wording.CONSENT_YES),
                    Choice("consent:no", wording.CONSENT_NO),
                ],
            ),
        ]

    def scene_menu(self, trainee: StoredTrainee | None) -> Say:
        """The scenes, gentle ones first, with what each is about and what has been done.

        One message however many there are: the content note stands above the scene itself.
        """
        done = self.store.scenarios_done(trainee.id) if trainee else {}
        choices, rows = [], [wording.CHOOSE]
        order = sorted(self.content.scenarios.values(), key=lambda s: (s.difficulty, s.title))
        level, starred = 0, False
        for scene in order:
            if scene.difficulty != level:
                level = scene.difficulty
                rows.append(f"\n{wording.DIFFICULTY[level].capitalize()}")
            star = "*" if "unreviewed" in (scene.reviewed_by, scene.persona.reviewed_by) else ""
            starred |= bool(star)
            times = f" · done {done[scene.id]}×" if done.get(scene.id) else ""
            about = ", ".join(t.replace("-", " ") for t in scene.themes[:2])
            rows.append(f"• {scene.title}{star}, with {scene.persona.name}: {about}{times}")
            choices.append(Choice(f"scene:{scene.id}", f"{scene.title} · {scene.persona.name}"))
        if starred:
            rows.append(f"\n* {wording.UNREVIEWED}")
        return note("\n".join(rows), choices)

    def start(
        self,
        trainee: StoredTrainee,
        scenario_id: str,
        incoming: Incoming = None,
        seed: int | None = None,
    ) -> StoredEncounter | None:
        """Begin a scene; None (and a kind note) if there is no such one."""
        scene = self.content.scenarios.get(scenario_id)
        if scene is None:
            self._note(trainee, None, wording.NO_SCENE, incoming)
            return None
        open_now = self.store.latest(trainee.id)
        same = [s.id for s in self.content.scenarios.values() if s.persona.id == scene.persona.id]
        avoid = self.store.lines_met(trainee.id, same)
        seed = secrets.randbelow(2**31) if seed is None else seed
        begun = client.begin(scene, seed, avoid)
        self.driver.prepare(scene.id)
        said: list[Say] = []
        if open_now:
            name = self.content.scenarios[open_now.scenario].persona.name
            said.append(note(wording.STILL_OPEN.format(name=name)))
        if trainee.carry:
            said.append(note(wording.CARRY_LAST.format(what=trainee.carry)))
        said.append(self._scene(scene))
        said.append(Say("client", begun.says, scene.persona.name))
        line = _line(begun)
        messages = [s.to_json() for s in said]
        return self.store.start(trainee, begun.state, line, trainee.coach_mode, messages, incoming)

    def _scene(self, scene: Scenario) -> Say:
        text = f"{scene.title}\n\n{scene.place}\n\n{scene.persona.name}: {scene.persona.about}"
        if "unreviewed" in (scene.reviewed_by, scene.persona.reviewed_by):
            text += f"\n\n({wording.UNREVIEWED[0].upper()}{wording.UNREVIEWED[1:]}.)"
        aims = ", ".join(self.content.guidance.codes[c].title.lower() for c in scene.aims)
        return Say(
            "scene", f"{text}\n\nRoom to practise: {aims}.", data={"note": scene.content_note}
        )

    # -- a reply ---------------------------------------------------------------------------

    async def reply(
        self, trainee: StoredTrainee, text: str, incoming: Incoming = None
    ) -> StoredTurn | None:
        """Play a reply. Returns the turn, or None when the message was not played."""
        seen = await asyncio.to_thread(screen, _storable(text))
        now = await asyncio.to_thread(self.store.latest, trainee.id)
        if now is None:
            if seen.kind == "stepped_out":
                self._contacts(trainee, None, "", incoming)
            else:
                self._note(trainee, None, wording.NOTHING_OPEN, incoming)
            return None
        scene = self.content.scenarios[now.scenario]
        if seen.kind == "stepped_out":
            self._contacts(trainee, now, scene.persona.name, incoming)
        elif seen.kind == "empty":
            self._note(trainee, now.id, wording.EMPTY.format(name=scene.persona.name), incoming)
        else:
            return await self._turn(trainee, now, scene, seen, incoming)
        return None

    async def _turn(
        self,
        trainee: StoredTrainee,
        now: StoredEncounter,
        scene: Scenario,
        seen: Screened,
        incoming: Incoming,
    ) -> StoredTurn | None:
        name = scene.persona.name
        said: list[Say] = []
        findings: tuple[Any, ...] = ()
        feedback, topic, sure = _NOTHING, "other", 0.0
        if seen.details:
            kinds = " and ".join(seen.details)
            said.append(note(wording.PERSONAL.format(kinds=kinds)))
        if seen.kind == "play":
            played = await self.driver.play(now.state, seen.text)
            state, says, kind = played.state, played.says, played.kind
            line = {"text": played.line, "topic": played.models_topic}
            findings, feedback = played.findings, played.feedback
            topic, sure = played.topic, played.topic_confidence
        else:
            if seen.kind == "abusive":
                turn = client.end_hurt(now.state, scene)
            else:
                turn = client.answer_unclear(now.state, scene)
            state, says, kind, line = turn.state, turn.says, turn.kind, _line(turn)
        said.append(Say("client", says, name))
        if seen.kind == "not_english":
            said.append(note(wording.NOT_ENGLISH))
        if seen.kind == "abusive":
            said.append(note(wording.HURT.format(name=name)))
        if topic == "bot_check" and sure >= client.SURE_OF_TOPIC:
            said.append(note(wording.BOT.format(organisation=self.settings.organisation)))
        number = len(now.turns) + 1
        if now.coach_mode == "each" and not feedback.empty:
            said.append(self._coach(feedback, number))
        reply = (
            "[a remark that ended the conversation; not kept]"
            if seen.kind == "abusive"
            else seen.text
        )
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
        )
        pending = None
        if state.ended and seen.kind != "abusive":
            over = replace(now, state=state, status="ended", turns=(*now.turns, new.stored()))
            rest, pending = await self._debrief(over)
            said += rest
        messages = [s.to_json() for s in said]
        await asyncio.to_thread(
            self.store.add_turn, trainee, now.id, new, messages, incoming, pending
        )
        after = self.store.encounter(now.id)
        return after.turns[-1] if after else None

    def _coach(self, feedback: Feedback, number: int) -> Say:
        choices = []
        if feedback.flags:
            choices = [
                Choice(f"again:{number}", wording.TRY_AGAIN),
                Choice(f"ways:{number}", wording.SHOW_WAY),
                Choice(f"on:{number}", wording.GO_ON),
                Choice(f"no:{number}", wording.DISAGREE),
            ]
        return Say("coach", choices=tuple(choices), data=feedback.to_json())


def _storable(text: str) -> str:
    """``text`` without halves of characters and NUL, which no database takes."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")


def _line(turn: ClientTurn) -> dict[str, str]:
    return {"text": turn.line.text, "topic": turn.models_topic}
