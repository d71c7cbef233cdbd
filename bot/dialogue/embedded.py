"""The default driver: Rasa's agent and the actions in this process."""

from __future__ import annotations

import threading
import uuid
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot import content
from bot.coder import near_lines
from bot.coder.meaning import load_meaning
from bot.dialogue.driver import DriverError, Played, metadata, safe_text
from bot.dialogue.tracker_store import BoundedTrackerStore
from bot.practice.types import Encounter


class InProcessActions(EndpointConfig):
    """Runs rasa-sdk actions here instead of posting to an action server."""

    def __init__(self) -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *args: Any, json: dict[str, Any], **kwargs: Any) -> Any:
        """Run the action that ``json`` (Rasa's action call) names."""
        return await self._executor.run(json)


class EmbeddedDriver:
    """Plays turns with an agent in this process."""

    def __init__(self, model: Path) -> None:
        self._agent = Agent.load(str(model), action_endpoint=InProcessActions())
        # Loaded here: a library that a thread loads for the first time can hold up the others.
        load_meaning()
        if self._agent.processor is None:
            raise DriverError(f"No trained model in {model}. `make run` trains one.")
        self._store = BoundedTrackerStore(self._agent.domain)
        self._agent.tracker_store = self._store
        self._agent.processor.tracker_store = self._store

    def prepare(self, scenario: str) -> None:
        """Have the scene's lines embedded, in the background, while the trainee reads."""
        scene = content.load().scenarios[scenario]
        # No daemon: cut off in the middle, it would take the process down with it.
        threading.Thread(target=near_lines.of, args=(scene,)).start()

    async def play(self, state: Encounter, reply: str) -> Played:
        """See ``Driver.play``. Each turn is a conversation of its own for Rasa, then forgotten."""
        sender = uuid.uuid4().hex
        message = UserMessage(
            safe_text(reply),
            CollectingOutputChannel(),
            sender,
            input_channel="alongside",
            metadata=metadata(state, reply),
        )
        try:
            return Played.from_messages(await self._agent.handle_message(message) or [])
        finally:
            self._store.forget(sender)

    async def close(self) -> None:
        """Nothing to let go of."""
