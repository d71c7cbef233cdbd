"""The debrief as messages: what the client took away, strengths, turning points, a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from bot.charts import trust_picture
from bot.content import Content
from bot.practice.debrief import debrief
from bot.practice.types import Alternative, Debrief
from bot.service.messages import Choice, Say, note
from bot.store.repository import StoredEncounter, StoredTurn

Suggest = Callable[[StoredEncounter, StoredTurn, int], Sequence[Alternative]]


def make_debrief(now: StoredEncounter, content: Content, suggest: Suggest) -> Debrief:
    """The debrief of an encounter, with other wordings for its flagged replies."""
    flagged = [t for t in now.kept if t.feedback.flags]
    other = {t.number: [a.text for a in suggest(now, t, 2)] for t in flagged}
    records = [t.record() for t in now.kept]
    scene = content.scenarios[now.scenario]
    return debrief(scene, now.state, records, content.guidance, other)


def debrief_messages(
    now: StoredEncounter, content: Content, pictures: Path, suggest: Suggest
) -> list[Say]:
    """Debrief, picture and the question what to carry along. Draws the picture."""
    made = make_debrief(now, content, suggest)
    name = content.scenarios[now.scenario].persona.name
    said = [Say("debrief", name=name, data=to_json(made))]
    if now.kept:
        path = pictures / f"{now.id}.png"
        described = trust_picture(made, name, path)
        said.append(Say("picture", described, data={"path": str(path)}))
    question = Random(f"{now.state.seed}:carry").choice(content.guidance.words.carry_question)
    choices = [Choice(f"carry:{now.id}:{i}", c) for i, c in enumerate(made.carry_choices)]
    said.append(note(question, choices))
    return said


def to_json(made: Debrief) -> dict[str, object]:
    """A debrief as plain JSON values."""
    from dataclasses import asdict

    return asdict(made)
