"""What helps a trainee learn from a line: take it again, other wordings, hints, disagreeing."""

from __future__ import annotations

from typing import Final

from bot import wording
from bot.coder import load_coder
from bot.i18n import _
from bot.practice import alternatives, coach
from bot.practice.types import Alternative, Encounter
from bot.service import lines
from bot.service.base import Incoming, ServiceBase
from bot.service.messages import Choice, Say, menu, note, short
from bot.store.repository import StoredEncounter, StoredTrainee, StoredTurn

_MOST_BACK: Final = 8  # earlier replies offered at once
_MOST_LABEL: Final = 48
_ALL: Final = ("active", "paused", "ended")
# A conversation that ended in one of these ways can still be taken up at an earlier turn.
_CAN_GO_BACK: Final = ("left", "time", "goodbye", "ended")


class Learning(ServiceBase):
    """Use cases around one turn."""

    def again(
        self, trainee: StoredTrainee, number: int = 0, incoming: Incoming = None, of: str = ""
    ) -> bool:
        """Take a turn back (the last one if ``number`` is 0): the client forgets it.

        ``of``: the conversation it is of; the one at hand if it is left out.
        """
        now = self._at_hand(trainee, of)
        if now is None or (now.status == "ended" and not now.kept):
            self._nothing_open(trainee, incoming)
            return False
        turn = self._turn_of(now, number)
        if turn is None:
            line = now.state.client_line
            self._note(trainee, now.id, _(wording.AGAIN_NOTHING).format(line=line), incoming)
            return False
        text = wording.AGAIN if turn is now.kept[-1] else wording.AGAIN_FURTHER
        said = note(
            _(text).format(name=self._name_of(now), line=turn.client_before),
            [Choice("back", _(wording.BACK_FURTHER))] if turn is not now.kept[0] else (),
        )
        self._take_back(trainee, now, turn, said, incoming)
        return True

    def _take_back(
        self,
        trainee: StoredTrainee,
        now: StoredEncounter,
        turn: StoredTurn,
        said: Say,
        incoming: Incoming,
        told: str = "",
    ) -> Encounter:
        """Go back to before ``turn``; lines already heard stay used, so the next answer is new.

        Whoever has read the notes of a conversation without help has had help. ``told``: what
        supervisors are to know of it.
        """
        state = turn.state_before.but(
            used=tuple(dict.fromkeys([*turn.state_before.used, *now.state.used])),
            offered=now.state.offered,
        )
        messages, values = [said.to_json()], {}
        if now.unaided and now.status == "ended" and now.ended_how != "hurt":
            messages.append(note(_(wording.AIDED_NOW)).to_json())
            values = {"unaided": False, "coach_mode": "each"}
        self.store.take_back(
            trainee, now.id, turn.id, state, messages, incoming, told=told, **values
        )
        return state

    def back_menu(self, trainee: StoredTrainee) -> Say:
        """The trainee's replies of this conversation, to go back to one of them."""
        now = self._at_hand(trainee)
        if now is None or not now.kept:
            return self._none_open(trainee)
        kept = now.kept
        choices = [
            Choice(f"again:{t.number}@{now.id}", f"{place}. {short(t.reply, _MOST_LABEL)}")
            for place, t in list(enumerate(kept, start=1))[-_MOST_BACK:]
        ]
        return menu(_(wording.BACK_ASK), choices)

    def _at_hand(self, trainee: StoredTrainee, of: str = "") -> StoredEncounter | None:
        """The conversation whose turns can be taken again: the open one, else the last one.

        With ``of``, that one and no other. Not one that is set aside (but by its own buttons),
        nor one that has been left behind for another, nor one that a remark ended.
        """
        now = self.store.latest(trainee.id) or self.store.latest(trainee.id, _ALL)
        if of and now and now.id != of:
            return None
        if now is None or now.scenario not in self.content.scenarios:
            return None
        if now.status == "active" or (now.status == "paused" and of):
            return now
        return now if now.status == "ended" and now.ended_how in _CAN_GO_BACK else None

    def _concerned(self, trainee: StoredTrainee, of: str = "") -> StoredEncounter | None:
        """The conversation that something said about a turn is about, open or not."""
        if not of:
            return self.store.latest(trainee.id) or self.store.latest(trainee.id, _ALL)
        now = self.store.encounter(of)
        return now if now and now.trainee == trainee.id else None

    def _none_open(self, trainee: StoredTrainee) -> Say:
        """What there is to say where no conversation is open."""
        paused = self.store.latest(trainee.id, ("paused",))
        if paused is None or paused.scenario not in self.content.scenarios:
            return note(_(wording.NOTHING_OPEN))
        name = self._name_of(paused)
        if paused.ended_how == "stepped_out":
            text = _(wording.OUT_OF_ROLE).format(name=name, contacts=self.contacts())
            return note(text, self._after_stepping_out(paused))
        return note(_(wording.PAUSED_STILL).format(name=name))

    def _nothing_open(self, trainee: StoredTrainee, incoming: Incoming) -> None:
        self.say(trainee, [self._none_open(trainee)], incoming)

    def _after_stepping_out(self, now: StoredEncounter | None) -> list[Choice]:
        told = Choice(f"tell:{now.id if now else ''}", _(wording.TELL))
        if now is None:
            return [told]
        back = _(wording.BACK_TO).format(name=self._name_of(now))
        return [told, Choice(f"resume:{now.id}", back)]

    def ways(
        self,
        trainee: StoredTrainee,
        number: int = 0,
        incoming: Incoming = None,
        at_once: bool = False,
        of: str = "",
    ) -> list[Alternative]:
        """Other wordings for a turn of the latest encounter.

        One's own second try teaches more than a model read before it, so the first answer is a
        thought and a door; ``at_once``, or a second try already made, brings the wordings.
        A turn that was taken back has them, too.
        """
        now = self._at_hand(trainee, of)
        turn = self._turn_of(now, number, also_taken_back=number > 0)
        if now is None or turn is None:
            self._nothing_open(trainee, incoming)
            return []
        retry = []
        if not turn.taken_back:
            retry = [Choice(f"again:{turn.number}", _(wording.TRY_AGAIN))]
        tried = any(t.parent == turn.parent and t.id != turn.id for t in now.turns)
        if not (at_once or tried or turn.offers):
            hint = coach.hint(self.content.guidance.codes[self._helps(now, turn)], fuller=True)
            choices = [*retry, Choice(f"show:{turn.number}", _(wording.SHOW_NOW))]
            said = note(_(wording.WAY_NUDGE).format(hint=hint), choices)
            self.store.change(trainee, now.id, [said.to_json()], incoming)
            return []
        made = self.alternatives_for(now, turn)
        if made:
            said = Say(
                "ways",
                _(wording.WAYS).format(line=turn.client_before),
                choices=(*retry, Choice(f"show:{turn.number}", _(wording.SHOW_WAY))),
                data={"ways": [a.text for a in made]},
            )
        else:
            said = note(_(wording.NO_MORE_WAYS), retry)
        self.store.add_offers(
            trainee, now.id, turn.id, [(a.text, a.codes) for a in made], [said.to_json()], incoming
        )
        return made

    def _helps(self, now: StoredEncounter, turn: StoredTurn) -> str:
        """The move that helps most with what was flagged, else one this line invites."""
        codes = self.content.guidance.codes
        helped = [c for f in turn.feedback.flags for c in codes[f.code].helped_by]
        return (helped or self._invited(now, str(turn.line_before.get("text", ""))))[0]

    def _invited(self, now: StoredEncounter, line: str) -> list[str]:
        """Moves that fit a line, those not used yet first; the aim before all."""
        scene = self._scene_of(now)
        found = lines.find(now.scenario, line)
        wanted = [m for model in found.models for m in model.moves] or list(scene.aims)
        fresh = [c for c in wanted if c not in now.state.moves_seen] or wanted
        if now.aim and now.aim not in now.state.moves_seen:
            return [now.aim, *fresh]
        return fresh

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
            check=load_coder().code,
        )

    def hint(self, trainee: StoredTrainee, incoming: Incoming = None) -> None:
        """A nudge towards a move this line invites; asked again for the same line, more."""
        now = self.store.latest(trainee.id)
        if now is None:
            self._nothing_open(trainee, incoming)
            return
        if now.unaided:
            said = note(_(wording.HINT_UNAIDED), [Choice("aided", _(wording.AIDED))])
            self.store.change(trainee, now.id, [said.to_json()], incoming)
            return
        pending = now.pending or {}
        given = int(pending.get("hints", 0))
        invited = self._invited(now, str(now.line.get("text", "")))
        code = self.content.guidance.codes[str(pending.get("code") or invited[0])]
        text = _(wording.HINT_AIM).format(hint=coach.hint(code, fuller=given > 0))
        self.store.change(
            trainee,
            now.id,
            [note(text).to_json()],
            incoming,
            pending={**pending, "hints": given + 1, "code": code.id},
        )

    def have_coach_back(self, trainee: StoredTrainee, incoming: Incoming = None) -> None:
        """Turn a conversation without help into one with it."""
        now = self.store.latest(trainee.id)
        if now is None or not now.unaided:
            self._note(trainee, None, _(wording.NOTHING_OPEN), incoming)
            return
        said = note(_(wording.AIDED_NOW)).to_json()
        self.store.change(trainee, now.id, [said], incoming, unaided=False, coach_mode="each")

    def disagree(
        self, trainee: StoredTrainee, number: int, incoming: Incoming = None, of: str = ""
    ) -> bool:
        """The trainee disagrees with the flags of a turn: for the supervisor, with a reason."""
        now = self._concerned(trainee, of)
        turn = self._turn_of(now, number, also_taken_back=True)
        if now is None or turn is None or not turn.feedback.flags:
            self._note(trainee, None, _(wording.DISAGREE_LATER), incoming)
            return False
        codes = [f.code for f in turn.feedback.flags]
        if self.store.is_settled(turn.id):
            self._note(trainee, None, _(wording.DISAGREE_SETTLED), incoming)
            return False
        said = note(_(wording.DISAGREED), [Choice("skip:reason", _(wording.NO_REASON))])
        self.store.object(trainee, now.id, turn.id, codes, [said.to_json()], incoming)
        asked = {"what": "reason", "encounter": now.id, "number": turn.number}
        self.store.set_trainee(trainee.id, asked=asked)
        return True

    def _turn_of(
        self, now: StoredEncounter | None, number: int, also_taken_back: bool = False
    ) -> StoredTurn | None:
        turns = () if now is None else (now.turns if also_taken_back else now.kept)
        if not number:
            return turns[-1] if turns else None
        return next((t for t in turns if t.number == number), None)
