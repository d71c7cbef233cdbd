"""A driver without Rasa: a few phrases stand for codes, a few words for topics."""

from __future__ import annotations

import asyncio
import re
from typing import Final

from bot import content
from bot.dialogue.driver import DriverError, Played
from bot.practice import client, coach
from bot.practice.types import Encounter, Finding, Heard

CUES: Final = (
    ("P4", re.compile(r"\byou should\b", re.IGNORECASE)),
    ("P9", re.compile(r"\bdon't worry\b", re.IGNORECASE)),
    ("G1", re.compile(r"\bsounds\b", re.IGNORECASE)),
    ("G2", re.compile(r"\bsorry, i\b", re.IGNORECASE)),
)
OPEN_QUESTION: Final = re.compile(r"(what|how)\b", re.IGNORECASE)
TOPICS: Final = {
    "what happened": "what_happened",
    "bye": "goodbye",
    "hello": "greeting",
    "feel": "feelings",
    "safe": "safety",
    "sleep": "health",
    "room": "housing",
    "rent": "money",
    "police": "police",
    "music": "interests",
    "a bot": "bot_check",
    "mm-hm": "backchannel",
}
_CLAUSE: Final = re.compile(r"[^.!?;\n]+")


def findings(reply: str) -> tuple[Finding, ...]:
    """Shown findings for scripted phrases, on their clause (without its closing mark)."""
    found = []
    for match in _CLAUSE.finditer(reply):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + match[0].index(words)
        end = start + len(words)
        codes = [code for code, cue in CUES if cue.search(words)]
        if OPEN_QUESTION.match(words) and reply[match.end() : match.end() + 1] == "?":
            codes.append("M1")
        found += [Finding(c, start, end, words, 0.9, True, f"scripted: {c}") for c in codes]
    return tuple(found)


def topic(reply: str) -> tuple[str, float]:
    """The first topic whose words are in ``reply``, surely; else ``other``, unsurely."""
    said = reply.casefold()
    return next(((name, 0.9) for words, name in TOPICS.items() if words in said), ("other", 0.2))


class FakeDriver:
    """Plays turns by the authored content.

    ``played``: (scene, reply) of each try, failed ones too. ``seconds``: how long a turn takes.
    ``gate``: while it is cleared, turns wait. ``fail``: how many of the next turns raise.
    """

    def __init__(self) -> None:
        self.played: list[tuple[str, str]] = []
        self.prepared: list[str] = []
        self.seconds = 0.0
        self.gate = asyncio.Event()
        self.gate.set()
        self.fail = 0
        self.closed = False

    def prepare(self, scenario: str) -> None:
        """Nothing to make ready."""
        self.prepared.append(scenario)

    async def play(self, state: Encounter, reply: str) -> Played:
        """Play ``reply`` against ``state``."""
        self.played.append((state.scenario, reply))
        await self.gate.wait()
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.fail:
            self.fail -= 1
            raise DriverError("The assistant gave no answer.")
        authored = content.load()
        heard = Heard(reply, *topic(reply), findings(reply))
        turn = client.answer(state, authored.scenarios[state.scenario], heard)
        return Played(
            says=turn.says,
            kind=turn.kind,
            line=turn.line.text,
            models_topic=turn.models_topic,
            state=turn.state,
            topic=heard.topic,
            topic_confidence=heard.topic_confidence,
            findings=heard.findings,
            feedback=coach.feedback(heard, authored.guidance, state.seed),
        )

    async def close(self) -> None:
        """Nothing is held."""
        self.closed = True
