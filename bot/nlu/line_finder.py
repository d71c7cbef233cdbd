"""How near the lines of the scene are in meaning to what the trainee asked or said."""

from __future__ import annotations

from functools import cache
from typing import Any, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import content
from bot.coder.encoder import Floats
from bot.coder.meaning import load_meaning
from bot.nlu.reply_reader import scenario_of
from bot.nlu.topic_classifier import MEANING
from bot.practice.lines import content_lines

_MOST = 60  # lines passed on


@cache
def _lines(scenario: str) -> tuple[list[str], Floats]:
    """Ids of a scene's content lines and the questions they answer; their embeddings.

    Embedded when the scene is first played in this process: edits need no new training.
    """
    scene = content.load().scenarios[scenario]
    said = [(x.id, t) for x in content_lines(scene) for t in (x.text, *x.asks)]
    return [i for i, _ in said], load_meaning().embed([t for _, t in said])


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
                message.set("fits", _fits(scenario, meaning), add_to_output=True)
        return messages


def _fits(scenario: str, meaning: Floats) -> dict[str, float]:
    ids, embeddings = _lines(scenario)
    near = embeddings @ meaning[-1]
    if len(meaning) > 1:  # the question counts most; what was said around it, a little
        near = 0.8 * near + 0.2 * (embeddings @ meaning[0])
    fits: dict[str, float] = {}
    for row in np.argsort(-near)[: 2 * _MOST]:
        fits.setdefault(ids[row], round(float(near[row]), 3))
    return dict(list(fits.items())[:_MOST])
