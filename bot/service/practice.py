"""The use cases of a practice conversation.

Every method reads the stored state, thinks, and writes what changed together with the
messages to send. Nothing is held in memory between calls, so any process may take the next.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot import wording
from bot.content import Content
from bot.dialogue import Driver
from bot.practice import alternatives, client, coach
from bot.practice.client import ClientTurn
from bot.practice.types import Alternative, Encounter, Feedback, Heard, Scenario
from bot.screening import Screened, screen
from bot.service import lines
from bot.service.ending import debrief_messages
from bot.service.messages import Choice, Say, note
from bot.settings import Settings
from bot.store.repository import NewTurn, Store, StoredEncounter, StoredTrainee, StoredTurn

Incoming = tuple[str, str] | None
_NOTHING = Feedback((), (), "")


class PracticeService:
    """Practice for every channel. ``driver`` plays turns; ``store`` keeps them."""

    def __init__(self, store: Store, driver: Driver, content: Content, settings: Settings) -> None:
        self.store = store
        self.driver = driver
        self.content = content
        self.settings = settings

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
        """The scenes, gentle ones first, with what has been done."""
        done = self.store.scenarios_done(trainee.id) if trainee else {}
        choices, rows = [], [wording.CHOOSE]
        order = sorted(self.content.scenarios.values(), key=lambda s: (s.difficulty, s.id))
        for scene in order:
            marks = [wording.DIFFICULTY[scene.difficulty]]
            if done.get(scene.id):
                marks.append(f"done {done[scene.id]}×")
            if "unreviewed" in (scene.reviewed_by, scene.persona.reviewed_by):
                marks.append(wording.UNREVIEWED)
            rows.append(f"\n{scene.title} with {scene.persona.name} ({', '.join(marks)}).")
            rows.append(scene.content_note)
            choices.append(Choice(f"scene:{scene.id}", f"{scene.title} · {scene.persona.name}"))
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
        earlier = self.store.latest(trainee.id, ("ended", "paused", "active"))
        avoid = earlier.state.used if earlier and earlier.scenario == scenario_id else ()
        seed = secrets.randbelow(2**31) if seed is None else seed
        begun = client.begin(scene, seed, avoid)
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

    # -- what the trainee can ask for ------------------------------------------------------

    def again(self, trainee: StoredTrainee, number: int = 0, incoming: Incoming = None) -> bool:
        """Take a turn back (the last one if ``number`` is 0): the client forgets it."""
        now = self._open_or_just_ended(trainee)
        if now is None:
            self._note(trainee, None, wording.NOTHING_OPEN, incoming)
            return False
        kept = now.kept
        turn = next((t for t in kept if t.number == number), None) if number else None
        turn = turn or (kept[-1] if kept and not number else None)
        if turn is None:
            line = now.state.client_line
            self._note(trainee, now.id, wording.AGAIN_NOTHING.format(line=line), incoming)
            return False
        # Lines already heard stay used, so that the next answer is a new one.
        state = turn.state_before.but(
            used=tuple(dict.fromkeys([*turn.state_before.used, *now.state.used])),
            offered=now.state.offered,
        )
        name = self.content.scenarios[now.scenario].persona.name
        text = wording.AGAIN.format(name=name, line=turn.client_before)
        self.store.take_back(trainee, now.id, turn.id, state, [note(text).to_json()], incoming)
        return True

    def _open_or_just_ended(self, trainee: StoredTrainee) -> StoredEncounter | None:
        now = self.store.latest(trainee.id)
        if now:
            return now
        last = self.store.latest(trainee.id, ("ended",))
        return last if last and last.ended_how in ("left", "time", "goodbye") else None

    def ways(
        self, trainee: StoredTrainee, number: int = 0, incoming: Incoming = None
    ) -> list[Alternative]:
        """Other wordings for a turn of the latest encounter."""
        now = self._open_or_just_ended(trainee)
        turn = self._turn_of(now, number)
        if now is None or turn is None:
            self._note(trainee, None, wording.NOTHING_OPEN, incoming)
            return []
        made = self.alternatives_for(now, turn)
        line = turn.client_before
        if made:
            said = Say(
                "ways",
                wording.WAYS.format(line=line),
                choices=(
                    Choice(f"again:{turn.number}", wording.TRY_AGAIN),
                    Choice(f"ways:{turn.number}", wording.SHOW_WAY),
                ),
                data={"ways": [a.text for a in made]},
            )
        else:
            said = note(wording.NO_MORE_WAYS, [Choice(f"again:{turn.number}", wording.TRY_AGAIN)])
        self.store.add_offers(
            trainee, now.id, turn.id, [(a.text, a.codes) for a in made], [said.to_json()], incoming
        )
        return made

    def alternatives_for(
        self, now: StoredEncounter, turn: StoredTurn, most: int = 3
    ) -> list[Alternative]:
        """Other wordings for ``turn`` that this encounter has not offered yet."""
        offered = [o for t in now.turns for o in t.offers]
        line = lines.find(now.scenario, str(turn.line_before.get("text", turn.client_before)))
        topic = str(turn.line_before.get("topic", ""))
        return alternatives.suggest(
            turn.reply,
            turn.findings,
            line,
            lines.topic_models(now.scenario, topic),
            self.content.bank,
            topic or turn.topic,
            offered=offered,
            most=most,
            seed=now.state.seed,
        )

    def hint(self, trainee: StoredTrainee, incoming: Incoming = None) -> None:
        """A nudge towards a move this scene invites; asked again for the same line, more."""
        now = self.store.latest(trainee.id)
        if now is None:
            self._note(trainee, None, wording.NOTHING_OPEN, incoming)
            return
        scene = self.content.scenarios[now.scenario]
        pending = now.pending or {}
        given = int(pending.get("hints", 0))
        line = lines.find(now.scenario, str(now.line.get("text", "")))
        wanted = [m for model in line.models for m in model.moves] or list(scene.aims)
        fresh = [c for c in wanted if c not in now.state.moves_seen] or wanted
        code = self.content.guidance.codes[str(pending.get("code") or fresh[0])]
        text = wording.HINT_AIM.format(hint=coach.hint(code, fuller=given > 0))
        self.store.change(
            trainee,
            now.id,
            [note(text).to_json()],
            incoming,
            pending={**pending, "hints": given + 1, "code": code.id},
        )

    def disagree(self, trainee: StoredTrainee, number: int, incoming: Incoming = None) -> bool:
        """The trainee disagrees with the flags of a turn: stored for the supervisor."""
        now = self.store.latest(trainee.id, ("active", "paused", "ended"))
        turn = self._turn_of(now, number, also_taken_back=True)
        if now is None or turn is None or not turn.feedback.flags:
            self._note(trainee, None, wording.DISAGREE_LATER, incoming)
            return False
        codes = [f.code for f in turn.feedback.flags]
        said = note(wording.DISAGREED).to_json()
        self.store.object(trainee, now.id, turn.id, codes, [said], incoming)
        return True

    def _turn_of(
        self, now: StoredEncounter | None, number: int, also_taken_back: bool = False
    ) -> StoredTurn | None:
        turns = () if now is None else (now.turns if also_taken_back else now.kept)
        if not number:
            return turns[-1] if turns else None
        return next((t for t in turns if t.number == number), None)

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

    def line_to_answer(self, trainee: StoredTrainee | None) -> str | None:
        """The client's line that waits for a reply, or None."""
        now = self.store.latest(trainee.id) if trainee else None
        return now.state.client_line if now else None

    def say(self, trainee: StoredTrainee, said: Sequence[Say], incoming: Incoming = None) -> None:
        """Queue messages that change nothing."""
        self.store.change(trainee, None, [s.to_json() for s in said], incoming)

    def _note(
        self, trainee: StoredTrainee, encounter: str | None, text: str, incoming: Incoming
    ) -> None:
        self.store.change(trainee, encounter, [note(text).to_json()], incoming)


def _storable(text: str) -> str:
    """``text`` without halves of characters and NUL, which no database takes."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")


def _line(turn: ClientTurn) -> dict[str, str]:
    return {"text": turn.line.text, "topic": turn.models_topic}


def heard_again(turn: StoredTurn) -> Heard:
    """A stored turn as it was heard."""
    return Heard(turn.reply, turn.topic, 1.0, turn.findings)
