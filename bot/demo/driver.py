"""Plays turns as Rasa's pipeline and actions do, but without Rasa, which takes seconds to load."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from bot.coder import load_coder
from bot.content import Content
from bot.demo.hearing import UNHEARD, Heard
from bot.dialogue.driver import Driver, Played
from bot.practice import client, coach
from bot.practice.hearing import hear
from bot.practice.types import Encounter


class DemoDriver:
    """The detector and the client are those of practice; what replies are about was kept.

    ``other`` makes the driver for replies that are not kept (None: there is none, and the client
    answers them as words about nothing special).
    """

    def __init__(
        self, content: Content, heard: Heard, other: Callable[[], Driver] | None = None
    ) -> None:
        self._content = content
        self._heard = heard
        self._make_other = other

    @cached_property
    def _other(self) -> Driver | None:
        return self._make_other() if self._make_other else None

    def prepare(self, scenario: str) -> None:
        """Nothing to make ready."""

    async def play(self, state: Encounter, reply: str) -> Played:
        """See ``Driver.play``."""
        found = self._heard.get(state.scenario, reply)
        if found is None and self._other is not None:
            return await self._other.play(state, reply)
        found = found or UNHEARD
        heard = hear(
            text=reply,
            topic=found.topic,
            confidence=found.confidence,
            findings=load_coder().code(state.client_line, reply),
            topics=found.topics,
            fits=found.fits,
        )
        turn = client.answer(state, self._content.scenarios[state.scenario], heard)
        return Played(
            says=turn.says,
            kind=turn.kind,
            line=turn.line.text,
            models_topic=turn.models_topic,
            state=turn.state,
            topic=heard.topic,
            topic_confidence=heard.topic_confidence,
            findings=heard.findings,
            feedback=coach.feedback(heard, self._content.guidance, state.seed),
        )

    async def close(self) -> None:
        """Nothing to let go of."""
