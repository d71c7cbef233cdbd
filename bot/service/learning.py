"""What helps a trainee learn from a line: take it again, other wordings, hints, disagreeing."""

from __future__ import annotations

from bot import wording
from bot.coder import load_coder
from bot.practice import alternatives, coach
from bot.practice.types import Alternative
from bot.service import lines
from bot.service.base import Incoming, ServiceBase
from bot.service.messages import Choice, Say, note
from bot.store.repository import StoredEncounter, StoredTrainee, StoredTurn


class Learning(ServiceBase):
    """Use cases around one turn."""

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
            check=load_coder().code,
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
