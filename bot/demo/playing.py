"""A conversation of the script, played: through screening, detector, client and coach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from bot.coder.version import coder_version
from bot.content import Content
from bot.demo.talks import Said, Talk
from bot.dialogue.driver import Driver
from bot.practice import client, fading
from bot.practice.types import Alternative, Encounter, Feedback, Finding, Scenario
from bot.screening import screen
from bot.service import lines
from bot.service.base import NOT_KEPT
from bot.service.learning import Learning
from bot.service.scenes import line_of
from bot.store.records import NewTurn, StoredEncounter

_RECENT: Final = 3  # conversations with somebody, whose lines are not met again if it can be helped
_NOTHING: Final = Feedback((), (), "")
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)  # the state's own time plays no part


@dataclass
class PlayedTurn:
    """A turn, and what the trainee did about it. ``parent``: the place of the one before it."""

    new: NewTurn
    said: Said
    parent: int | None
    taken_back: bool = False
    offers: Sequence[Alternative] = ()


@dataclass
class PlayedTalk:
    """A conversation as it came out. ``state``, ``line``: how it stands at its end."""

    talk: Talk
    scene: Scenario
    state: Encounter
    line: dict[str, Any]
    turns: list[PlayedTurn] = field(default_factory=list)

    @property
    def kept(self) -> list[int]:
        """Places of the turns that were not taken back."""
        return [i for i, turn in enumerate(self.turns) if not turn.taken_back]


class Player:
    """Plays the conversations of one trainee after another."""

    def __init__(self, content: Content, driver: Driver, learning: Learning) -> None:
        self._content = content
        self._driver = driver
        self._learning = learning

    async def play(self, talks: Iterable[Talk]) -> list[PlayedTalk]:
        """All of a trainee's ``talks``, in order. Those in scenes that are gone are left out."""
        done: list[PlayedTalk] = []
        for talk in talks:
            if talk.scene in self._content.scenarios:
                done.append(await self._talk(talk, done))
        return done

    async def _talk(self, talk: Talk, before: Sequence[PlayedTalk]) -> PlayedTalk:
        scene = self._content.scenarios[talk.scene]
        met = [t for t in before if t.scene.persona.id == scene.persona.id][-_RECENT:]
        begun = client.begin(scene, talk.seed, {x for t in met for x in t.state.used})
        played = PlayedTalk(talk, scene, begun.state, dict(line_of(begun)))
        known: Counter[str] = Counter()
        for earlier in before:
            known.update(earlier.state.moves_seen)
        for said in talk.said:
            if said.instead:
                _take_back(played)
            if played.state.ended:
                break
            await self._turn(played, said, known)
        if talk.ends == "hurt" and not played.state.ended:
            self._end_hurt(played)
        elif not talk.ends and not played.state.ended:
            played.state = played.state.but(ended="ended")
        return played

    async def _turn(self, played: PlayedTalk, said: Said, known: Counter[str]) -> None:
        seen = screen(said.say, lines.names(played.scene.id))
        if seen.kind == "play":
            made = await self._driver.play(played.state, seen.text)
            # What was shown in this conversation so far counts as well.
            shown = known + Counter(played.state.moves_seen)
            feedback, _ = fading.fade(made.feedback, made.findings, shown, played.talk.aim)
            line = {"text": made.line, "topic": made.models_topic}
            new = _turn_of(
                played, seen.text, made.says, made.kind, made.state, line,
                made.topic, made.topic_confidence, made.findings, feedback,
            )  # fmt: skip
        else:
            turn = client.answer_unclear(played.state, played.scene)
            new = _turn_of(played, seen.text, turn.says, turn.kind, turn.state, line_of(turn))
        _add(played, new, said)
        if said.ways:
            played.turns[-1].offers = self._offers(played)

    def _end_hurt(self, played: PlayedTalk) -> None:
        turn = client.end_hurt(played.state, played.scene)
        new = _turn_of(played, NOT_KEPT, turn.says, turn.kind, turn.state, line_of(turn))
        _add(played, new, Said(say=NOT_KEPT))

    def _offers(self, played: PlayedTalk) -> Sequence[Alternative]:
        """Other wordings for the last turn, as the trainee was shown them."""
        turns = tuple(
            replace(t.new.stored(), offers=tuple(a.text for a in t.offers)) for t in played.turns
        )
        now = StoredEncounter(
            id="",
            trainee="",
            scenario=played.scene.id,
            coach_mode="each",
            status="active",
            state=played.state,
            line=played.line,
            pending=None,
            ended_how=None,
            carry="",
            started_at=_LONG_AGO,
            turns=turns,
        )
        return self._learning.alternatives_for(now, turns[-1])


def _turn_of(
    played: PlayedTalk,
    reply: str,
    says: str,
    kind: str,
    state: Encounter,
    line: dict[str, str],
    topic: str = "other",
    sure: float = 0.0,
    findings: Sequence[Finding] = (),
    feedback: Feedback = _NOTHING,
) -> NewTurn:
    return NewTurn(
        number=len(played.turns) + 1,
        client_before=played.state.client_line,
        reply=reply,
        client_after=says,
        kind=kind,
        topic=topic,
        topic_confidence=sure,
        state_before=played.state,
        state=state,
        line_before=played.line,
        line=line,
        findings=findings,
        feedback=feedback,
        coder=coder_version(),
    )


def _add(played: PlayedTalk, new: NewTurn, said: Said) -> None:
    parent = played.kept[-1] if played.kept else None
    played.turns.append(PlayedTurn(new, said, parent))
    played.state, played.line = new.state, dict(new.line)


def _take_back(played: PlayedTalk) -> None:
    """The client forgets the last turn; lines already heard stay used."""
    last = played.turns[played.kept[-1]]
    last.taken_back = True
    before = last.new.state_before
    used = tuple(dict.fromkeys([*before.used, *played.state.used]))
    played.state, played.line = before.but(used=used), dict(last.new.line_before)
