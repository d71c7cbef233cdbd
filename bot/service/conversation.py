"""A reply and what comes of it; answers to what was asked; replies that were changed."""

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
from bot.screening import Screened, screen
from bot.service import lines
from bot.service.base import NOT_KEPT, Incoming, storable
from bot.service.messages import Choice, Say, note, short
from bot.service.naming import name_in
from bot.service.preferences import Preferences
from bot.service.scenes import Scenes, client_says, line_of
from bot.service.supervisors_words import SupervisorsWords
from bot.store.repository import NewTurn, StoredEncounter, StoredTrainee, StoredTurn

_NOTHING = Feedback((), (), "")
_MOST_QUOTED = 60
_MOST_WORDS = 4096  # of a reason, an intention, a note to a supervisor: a whole message


class Conversation(Scenes, Preferences, SupervisorsWords):
    """Use cases of the conversation itself."""

    # -- words that come in --------------------------------------------------------------------

    async def reply(
        self, trainee: StoredTrainee, text: str, incoming: Incoming = None, ref: str | None = None
    ) -> StoredTurn | None:
        """Take what was written: a reply to play, or an answer to a question of ours.

        ``ref``: the channel's id of the message, so that a later change of it can be told to
        belong to this turn. Returns the turn, or None when the message was not played.
        """
        now = await asyncio.to_thread(self.store.latest, trainee.id)
        known = lines.names(now.scenario) if now else ()
        seen = await asyncio.to_thread(screen, storable(text), known)
        telling = trainee.asked is not None and trainee.asked["what"] in _TO_SUPERVISORS
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
        elif seen.kind == "empty":
            name = self._name_of(now)
            self._note(trainee, now.id, _(wording.EMPTY).format(name=name), incoming)
        elif seen.kind == "not_english":
            # No turn: what can't be read counts for nothing, the scene's length included.
            text = _(wording.NOT_ENGLISH).format(line=now.state.client_line)
            self._note(trainee, now.id, text, incoming)
        else:
            return await self._turn(trainee, now, seen, incoming, ref)
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
            said.append(_replaced(seen))
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

    # -- questions of ours ---------------------------------------------------------------------

    def _asked(self, trainee: StoredTrainee, what: Mapping[str, Any] | None) -> None:
        self.store.set_trainee(trainee.id, asked=dict(what) if what else None)

    async def _answer(self, trainee: StoredTrainee, seen: Screened, incoming: Incoming) -> None:
        """Words that answer what was asked: never coded, details in them replaced."""
        asked, words = trainee.asked or {}, seen.text.strip()[:_MOST_WORDS]
        if asked["what"] == "answer":
            now = self.store.latest(trainee.id)
            self._answered(trainee, int(asked["comment"]), words, incoming, now)
            return
        self._asked(trainee, None)
        if seen.details and asked["what"] in ("reason", "intent"):
            self.say(trainee, [_replaced(seen)])
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
        self.store.change(trainee, about.id, [note(text, choices).to_json()], incoming)

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
        if now is None or turn is None:
            self._note(trainee, None, _(wording.NOTHING_OPEN), incoming)
            return
        asked = trainee.asked or {}
        waits = (asked.get("what"), asked.get("number")) == ("intent", number)
        if waits:
            self._asked(trainee, None)
        if turn.intent and not waits:  # a late tap: the note was there already
            said = note(_(wording.MEANT).format(intent=turn.intent))
            self.store.change(trainee, now.id, [said.to_json()], incoming)
            return
        self.store.set_intent(turn.id, intent)
        newly = asked.get("newly", ()) if waits else ()
        over = now.status == "ended"
        said = self.coach_note(turn.feedback, number, tuple(newly), intent, over)
        if typed and not over:
            label = _(wording.FOR_CLIENT).format(name=self._name_of(now))
            mine = Choice(f"meant:{number}:intent", label)
            said = replace(said, choices=(*said.choices, mine))
        self.store.change(trainee, now.id, [said.to_json()], incoming)

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
        await self._turn(trainee, now, seen, incoming, None)
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
        await self._turn(trainee, now, seen, incoming, None)
        self.store.take_back_answer(trainee.id, comment)

    # -- changed replies -----------------------------------------------------------------------

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
            self._asked(trainee, {"what": "edit", "edits": edits})
            choices = [
                Choice(f"edit:yes:{ref}", _(wording.EDITED_YES)),
                Choice(f"edit:no:{ref}", _(wording.EDITED_NO)),
            ]
            said = [_replaced(seen)] if seen.details else []
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
        if not turn.taken_back:
            text = wording.AGAIN if turn is now.kept[-1] else wording.AGAIN_FURTHER
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
        if fresh and fresh.asked and fresh.asked["what"] == "edit":
            self._asked(trainee, {"what": "edit", "edits": dict(edits)} if edits else None)


def _edits(trainee: StoredTrainee) -> Mapping[str, Any]:
    """Changed replies that wait for a yes, by the message that was changed."""
    asked = trainee.asked or {}
    return dict(asked.get("edits") or {}) if asked.get("what") == "edit" else {}


def _changed(now: StoredEncounter, ref: str) -> StoredTurn | None:
    """The turn that a message began: kept, or taken back with its line still open."""
    last = now.kept[-1].id if now.kept else None
    for turn in reversed(now.turns):
        if turn.message_ref == ref and (not turn.taken_back or turn.parent == last):
            return turn
    return None


def _can_retake(now: StoredEncounter, turn: StoredTurn, asked: Mapping[str, Any]) -> bool:
    """Whether ``turn`` is of ``now`` and kept, or taken back with its line still open."""
    if now.id != asked["encounter"]:
        return False
    last = now.kept[-1].id if now.kept else None
    return not turn.taken_back or turn.parent == last


def _replaced(seen: Screened) -> Say:
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


_ANSWERS = ("reason", "intent", "tell", "answer")
_TO_SUPERVISORS = ("tell", "answer")


def _intent_question(number: int) -> Say:
    choices = [Choice(f"intent:{number}:{i}", _(x)) for i, x in enumerate(wording.INTENTS)]
    choices.append(Choice(f"intent:{number}:-", _(wording.SKIP)))
    return note(_(wording.INTENT_ASK), choices)
