"""What a message is about: logistic regression over the encoder's embedding of the message."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.coder import load_coder
from bot.coder.coder import Coded
from bot.coder.encoder import Floats
from bot.nlu.reply_reader import CODED

_QUESTION_DECIDES = 0.5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Sets ``intent`` and ``intent_ranking``. Trained by ``rasa train`` on ``data/nlu``."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``C``: inverse strength of regularisation; ``max_iter``: of the solver."""
        return {"C": 8.0, "max_iter": 400}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """Rasa's constructor, for training."""
        return cls(config, model_storage, resource)

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._topics: list[str] = []
        self._weights: Floats = np.zeros((0, 0), dtype=np.float32)
        self._bias: Floats = np.zeros(0, dtype=np.float32)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the intent examples and persist weights (topics x 384) and bias."""
        from sklearn.linear_model import LogisticRegression

        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        features = load_coder().embed([e.get(TEXT) for e in examples])
        wanted = [e.get(INTENT) for e in examples]
        fitted = LogisticRegression(
            C=float(self._config["C"]),
            max_iter=int(self._config["max_iter"]),
            class_weight="balanced",
        ).fit(features, wanted)
        self._topics = [str(t) for t in fitted.classes_]
        self._weights = fitted.coef_.astype(np.float32)
        self._bias = fitted.intercept_.astype(np.float32)
        with self._storage.write_to(self._resource) as folder:
            np.savez(folder / "topics.npz", weights=self._weights, bias=self._bias)
            (folder / "topics.json").write_text(json.dumps(self._topics), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """Rasa's constructor, from a trained model."""
        made = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            packed = np.load(folder / "topics.npz")
            made._weights, made._bias = packed["weights"], packed["bias"]
            made._topics = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
        return made

    def process(self, messages: list[Message]) -> list[Message]:
        """Classify by the whole message, or by its last question when that one is clear."""
        for message in messages:
            coded: Coded = message.get(CODED)
            chances = self._chances(coded.message)
            if coded.question is not None:
                asked = self._chances(coded.question)
                if asked.max() >= _QUESTION_DECIDES:
                    chances = asked
            ranking = [
                {"name": self._topics[i], "confidence": round(float(chances[i]), 4)}
                for i in np.argsort(-chances)[:10]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.data.pop(CODED, None)
        return messages

    def _chances(self, embedding: Floats) -> Floats:
        scores = self._weights @ embedding + self._bias
        scores = np.exp(scores - scores.max())
        chances: Floats = scores / scores.sum()
        return chances
