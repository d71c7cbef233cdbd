"""What every driver does: hand a reply and the state to Rasa, take the played turn back.

Rasa keeps nothing that we need: the state comes with each message and goes back with its
answer. So any process can take the next message, and erasing our database erases all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

from bot.practice.types import Encounter, Feedback, Finding


class DriverError(Exception):
    """The assistant did not answer; the message tells what to do. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Played:
    """One turn as Rasa's actions played it."""

    says: str
    kind: str
    line: str
    models_topic: str
    state: Encounter
    topic: str
    topic_confidence: float
    findings: tuple[Finding, ...]
    feedback: Feedback

    @classmethod
    def from_messages(cls, messages: Sequence[Mapping[str, Any]]) -> Self:
        """From the ``custom`` payloads of a Rasa answer. DriverError if a part is missing."""
        parts = {m["custom"]["part"]: m["custom"] for m in messages if "custom" in m}
        if set(parts) != {"client", "coach"}:
            raise DriverError(
                "The assistant gave no answer. Is the action server running? "
                "`uv run alongside doctor` looks into it."
            )
        client = parts["client"]
        return cls(
            says=client["says"],
            kind=client["kind"],
            line=client["line"],
            models_topic=client["models_topic"],
            state=Encounter.from_json(client["state"]),
            topic=client["topic"],
            topic_confidence=client["topic_confidence"],
            findings=tuple(Finding.from_json(f) for f in client["findings"]),
            feedback=Feedback.from_json(parts["coach"]),
        )


class Driver(Protocol):
    """Something that can play a turn."""

    def prepare(self, scenario: str) -> None:
        """A scene begins: whatever its first answer needs may be made ready meanwhile."""
        ...

    async def play(self, state: Encounter, reply: str) -> Played:
        """Play ``reply`` against ``state``; DriverError when the assistant can't be reached."""
        ...

    async def close(self) -> None:
        """Let go of what the driver holds."""
        ...


def safe_text(reply: str) -> str:
    """``reply`` as Rasa may see it: a leading slash would be read as a command, not as words."""
    return "\u200b" + reply if reply.lstrip().startswith("/") else reply


def metadata(state: Encounter, reply: str) -> dict[str, Any]:
    """What goes along with a message: the reply as typed, the client line, the state."""
    return {"reply": reply, "client": state.client_line, "encounter": state.to_json()}
