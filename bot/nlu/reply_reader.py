"""Reads how a trainee said it: codes, in the light of the client line before."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import content
from bot.coder import load_coder
from bot.coder.coder import Coded

CODED = "alongside_coded"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ReplyReader(GraphComponent):
    """Puts ``codes`` (a list of findings as JSON) on the message, and its words beside them."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ReplyReader:
        """Rasa's constructor. The coder is loaded once per process."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add: the topic classifier embeds its examples itself."""
        return training_data

    def process(
        self,
        messages: list[Message],
        tracker: Optional[DialogueStateTracker] = None,  # noqa: UP045
    ) -> list[Message]:
        """Code each message. The client line comes with it, or from the conversation so far."""
        for message in messages:
            given = message.get("metadata") or {}
            reply = given.get("reply") or message.get(TEXT) or ""
            client = given.get("client") or client_line(tracker)
            coded = load_coder().read(client, reply)
            message.set("codes", [f.to_json() for f in coded.findings], add_to_output=True)
            message.set(CODED, _without_name(coded, scenario_of(message, tracker)))
        return messages


def _without_name(coded: Coded, scenario: str) -> Coded:
    """What was said, without the client's name: being called by it is not being asked for it."""
    scene = content.load().scenarios.get(scenario)
    if scene is None:
        return coded
    called = re.compile(rf"(?:,\s*)?\b{re.escape(scene.persona.name)}\b(?!['’]s)(?:,\s*)?")

    def bare(text: str) -> str:
        left = " ".join(called.sub(" ", text).split())
        return left if re.search(r"\w", left) else text

    return Coded(
        coded.findings, bare(coded.text), tuple(bare(q) for q in coded.asked), bare(coded.last)
    )


def scenario_of(message: Message, tracker: DialogueStateTracker | None) -> str:
    """The scene being played: sent along by a front, or in the slot of Rasa's own shell, or ""."""
    state = (message.get("metadata") or {}).get("encounter")
    state = state or (tracker.get_slot("encounter") if tracker is not None else None)
    return str(state.get("scenario", "")) if isinstance(state, dict) else ""


def client_line(tracker: DialogueStateTracker | None) -> str:
    """What the client said last, by the slot that Rasa's own shell keeps, or ""."""
    slot = tracker.get_slot("encounter") if tracker is not None else None
    return str(slot.get("client_line", "")) if isinstance(slot, dict) else ""
