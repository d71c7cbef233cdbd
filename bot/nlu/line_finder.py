"""How near the lines of the scene are in meaning to what the trainee asked or said."""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import content
from bot.coder import near_lines
from bot.nlu.reply_reader import scenario_of
from bot.nlu.topic_classifier import MEANING


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class LineFinder(GraphComponent):
    """Puts ``fits`` (cosine by line id, the nearest lines only) on the message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LineFinder:
        """Rasa's constructor."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to learn."""
        return training_data

    def process(
        self,
        messages: list[Message],
        tracker: Optional[DialogueStateTracker] = None,  # noqa: UP045
    ) -> list[Message]:
        """Compare each message, or the question in it, with every line of its scene."""
        for message in messages:
            meaning = message.data.pop(MEANING, None)
            scenario = scenario_of(message, tracker)
            if meaning is not None and scenario in content.load().scenarios:
                lines = near_lines.of(content.load().scenarios[scenario])
                message.set("fits", lines.near(meaning), add_to_output=True)
        return messages
