"""A trainee's journey: what they write and tap, and which moments are photographed.

A screen shows what came up since the one before. Steps that stand in the list by themselves
are played, but come into no picture.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.service.assigning import ask_for
from tests.screens.stage import Do, Later, Press, Screen, Seed, Send, Stage, Step


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
    await stage.bot.app.bot_data["tools"].delivery.deliver(trainee)


JOURNEY: Final[tuple[Screen | Step, ...]] = (
    Screen(
        "start",
        "What this is, what is kept and who reads it, before anything begins.",
        (Do(tap_invitation),),
    ),
    Screen(
        "first-steps",
        "First steps: a name, a pace, and what is better left out today.",
        (Press("Yes, let's start"), Send("Sam"), Press("At once")),
    ),
    Screen(
        "menu",
        "The ways to a scene, with a suggestion and the reason for it.",
        (Press("Done"),),
    ),
    Screen(
        "card",
        "What a scene touches on and who can read it, before it begins.",
        (Press("menu:2"), Press("card:bad-date-night-van")),
    ),
    Seed(7),
    Screen(
        "scene",
        "A scene opens with one thing to try in it, and the client's first words.",
        (Press("Begin"), Press("go:bad-date-night-van:M1")),
    ),
    Screen(
        "reply",
        "A reply, the client's answer, and what the coach noticed.",
        (Send("Thick ones it is. That sounds like a rough walk. What happened?"),),
    ),
    Screen(
        "flag",
        "Words that may have landed badly, quoted, with the reason and its source.",
        (Send("You need to call the police right now."),),
    ),
    Screen(
        "ways",
        "Other ways to answer the same line: a thought first, then words for it.",
        (Press("Show me a way"), Press("Show me now")),
    ),
    Screen(
        "again",
        "The turn is taken back; the client has forgotten it.",
        (
            Press("Try again"),
            Send("A long walk in the rain, in those shoes. What you tell me is up to you."),
        ),
        dark=True,
    ),
    Send("You got yourself here. That took some strength."),
    Send("Is it all right if I ask who you have around you tonight?"),
    Send("Don't worry, it will all look better tomorrow."),
    Screen(
        "debrief",
        "Looking back together: what went well, turning points, words to look at again.",
        (Send("/end"),),
        first=4,
    ),
    Screen(
        "two-ways",
        "The same line, answered twice, side by side.",
        (),
        at="Two ways at the same line",
        first=1,
    ),
    Screen(
        "pictures",
        "How trust went, reply by reply, and which moves and pitfalls there were.",
        (),
        at="Dee's trust",
        first=2,
    ),
    Screen(
        "carry",
        "One thing to carry into the next conversation.",
        (Press("Naming a strength"),),
        at="What would you like to carry",
    ),
    Later(days=4),
    Screen(
        "asked",
        "A supervisor asks for a scene, with a sentence and a date.",
        (Do(ask_for_a_scene), Press("card:three-monthly")),
    ),
    Seed(3),
    Press("Begin"),
    Press("No aim this time"),
    Send("/settings"),
    Press("set:intent"),
    Send("What would make today easy for you?"),
    Screen(
        "meant",
        "For those who like it: what did you mean to do, before the coach says anything.",
        (Send("You need to come in more often than that."), Press("Show that I care")),
    ),
    Screen(
        "disagree",
        "A flag that seems wrong goes to a supervisor, with a reason if there is one.",
        (Press("I disagree"), Send("She asked me what I think of it.")),
    ),
    Send("/pause"),
    Later(days=3),
    Screen(
        "resume",
        "Days later: where it was, in one line, and the line to answer.",
        (Send("/resume"),),
    ),
    Send("That sounds like a lot to carry in one week."),
    Send("What already helps you with that?"),
    Send("/end"),
    Screen(
        "progress",
        "What was used over the weeks. No grade, and nobody to be compared with.",
        (Send("/progress"),),
        dark=True,
    ),
    Screen(
        "settings",
        "How you practise: pace, coach, language, what not to meet today, reminders.",
        (Send("/settings"),),
    ),
    Screen(
        "reminders",
        "Reminders are off until somebody turns them on.",
        (Press("set:reminders"), Press("remind:on")),
    ),
    Screen(
        "privacy",
        "What is kept, for how long, and who reads it.",
        (Send("/privacy"),),
    ),
    Screen(
        "forget",
        "All of it as a page, or all of it gone.",
        (Send("/mydata"), Send("/forget")),
    ),
    Press("Keep it"),
    Screen(
        "spanish",
        "The same in Spanish.",
        (Send("/settings"), Press("set:language"), Press("Español"), Send("/scenarios")),
        dark=True,
    ),
    Screen(
        "stop",
        "Out of the role at any moment, in one's own language.",
        (
            Press("menu:2"),
            Press("card:bad-date-night-van"),
            Press("aim:"),
            Press("go:bad-date-night-van:-"),
            Send("Quiero parar el ejercicio, esto es demasiado para mí."),
        ),
        at="Quiero parar",
    ),
)
