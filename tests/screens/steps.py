"""Steps of the journey that are more than a message or a tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import yaml

from bot.content import DATA
from bot.service.assigning import ask_for
from bot.service.looking_back import settle
from tests.screens.stage import Do, Later, Press, Send, Stage, Step


async def tap_invitation(stage: Stage) -> None:
    """A supervisor has made an invitation; the trainee taps its link."""
    code = stage.bot.store.invite(days=7)
    await stage.person.send(f"/start {code}")


async def ask_for_a_scene(stage: Stage) -> None:
    """What `alongside people assign` does."""
    service, who = stage.bot.service, str(stage.person.id)
    trainee = service.store.trainee("telegram", who)
    scene = service.content.scenarios["three-monthly"]
    due = stage.clock.now().date() + timedelta(days=10)
    note = "A short one. I'd love to hear how it went."
    ask_for(service.store, scene, trainee=trainee.id, note=note, by=due)
    await _deliver(stage)


async def settle_the_disagreement(stage: Stage) -> None:
    """What a supervisor does on the desk."""
    store = stage.bot.store
    (open_one,) = store.open_objections()
    answer = "It was meant kindly, and that shows. “You need to” still leaves him little room."
    settle(store, open_one.id, agreed=False, answer=answer)
    await _deliver(stage)


async def remind(stage: Stage) -> None:
    """What the front does every few minutes."""
    stage.bot.service.remind_due(stage.clock.now())
    await _deliver(stage)


async def _deliver(stage: Stage) -> None:
    trainee = stage.bot.store.trainee("telegram", str(stage.person.id))
    await stage.bot.app.bot_data["tools"].delivery.deliver(trainee)


@dataclass(frozen=True, slots=True)
class Edit:
    """The trainee changes their last message."""

    text: str

    async def play(self, stage: Stage) -> None:
        await stage.person.edit(self.text)


@dataclass(frozen=True, slots=True)
class Practise:
    """A whole conversation: the first ``count`` replies of a scripted trainee, and the debrief.

    It comes into no picture, so its replies need not fit the client's lines.
    """

    scene: str
    voice: str
    count: int
    unaided: bool = False

    async def play(self, stage: Stage) -> None:
        steps: list[Step] = [Send("/scenarios")]
        if self.unaided:
            steps.append(Do(lambda s: s.person.press_data(f"go:{self.scene}:-:u")))
        else:
            level = stage.bot.service.content.scenarios[self.scene].difficulty
            steps += [Press(f"menu:{level}"), Press(f"card:{self.scene}")]
            steps += [Press(f"aim:{self.scene}"), Press(f"go:{self.scene}:-")]
        steps += [Send(reply) for reply in replies_of(self.voice)[: self.count]]
        for step in [*steps, Send("/end")]:
            await stage.play(step)


@cache
def replies_of(voice: str) -> list[str]:
    """What a scripted trainee writes, in order."""
    script = yaml.safe_load((DATA / "trainees" / f"{voice}.yml").read_text(encoding="utf-8"))
    return [str(reply) for reply in script["replies"]]


# Seven more weeks, some with a conversation without help and some with none.
WEEKS: tuple[Step, ...] = (
    Later(days=6),
    Practise("good-news", "mixed-meera", 10),
    Later(days=7),
    Practise("he-would-not", "skilled-rashid", 10, unaided=True),
    Later(days=14),
    Practise("next-door-raided", "mixed-gareth", 12),
    Later(days=7),
    Practise("slow-week", "skilled-linnea", 12, unaided=True),
    Later(days=7),
    Practise("outed", "skilled-carmel", 14),
)
