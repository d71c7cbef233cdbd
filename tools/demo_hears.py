"""What the demo's replies are about, told anew: ``python -m tools.demo_hears`` (needs the model).

Writes ``data/demo/heard.npz``. Needed after a change of the demo's replies, of a scene that they
are played in, or of the topics' examples; without it the demo works too, only slower.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bot import content
from bot.content import Content
from bot.demo.hearing import Hearing, keep
from bot.demo.talks import read_script
from bot.dialogue.driver import safe_text
from bot.practice.types import Scenario
from bot.screening import screen
from bot.service import lines
from bot.settings import load

Ears = Callable[[Scenario, str], Hearing]


def ears(model: Path) -> Ears:
    """The pipeline's own components, with the topics as they were trained."""
    from rasa.engine.graph import ExecutionContext, GraphSchema
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.storage.resource import Resource
    from rasa.shared.nlu.constants import INTENT_RANKING_KEY, METADATA, TEXT
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.line_finder import LineFinder
    from bot.nlu.reply_reader import ReplyReader
    from bot.nlu.topic_classifier import TopicClassifier

    context = ExecutionContext(GraphSchema({}))
    with tempfile.TemporaryDirectory() as folder:
        storage, known = LocalModelStorage.from_model_archive(Path(folder), model)
        node = next(
            n for n in known.predict_schema.nodes.values() if n.uses.__name__ == "TopicClassifier"
        )
        resource = node.resource or Resource("")
        topics = TopicClassifier.load(node.config, storage, resource, context)
        reader = ReplyReader.create({}, storage, resource, context)
        finder = LineFinder.create({}, storage, resource, context)

    def listen(scene: Scenario, reply: str) -> Hearing:
        given = {"reply": reply, "client": ".", "encounter": {"scenario": scene.id}}
        messages = [Message({TEXT: safe_text(reply), METADATA: given})]
        for part in (reader, topics, finder):
            part.process(messages)
        ranking = messages[0].get(INTENT_RANKING_KEY)
        return Hearing({r["name"]: r["confidence"] for r in ranking}, messages[0].get("fits"))

    return listen


def replies(authored: Content) -> Iterator[tuple[Scenario, str]]:
    """Every reply of the demo as it is played, with its scene."""
    for voice in read_script().voices.values():
        for talk in voice.talks:
            scene = authored.scenarios.get(talk.scene)
            if scene is None:
                continue
            for said in talk.said:
                yield scene, screen(said.say, lines.names(scene.id)).text


def main() -> None:
    """Listen to every reply of the demo."""
    authored = content.load()
    listen = ears(load().rasa_model)
    keep((scene, reply, listen(scene, reply)) for scene, reply in replies(authored))


if __name__ == "__main__":
    main()
