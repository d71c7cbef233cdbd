"""A trainee's journey: what they write and tap, and which moments are photographed.

A screen shows what came up since the one before. Steps that stand in the list by themselves
are played, but come into no picture. What the trainee writes on a screen answers the line that
is to be seen before it; `Seed` settles which line that is.
"""

from __future__ import annotations

from typing import Final

from tests.screens.stage import Do, Later, Press, Screen, Seed, Send, Step
from tests.screens.steps import (
    WEEKS,
    Edit,
    ask_for_a_scene,
    remind,
    settle_the_disagreement,
    tap_invitation,
)

IN: Final[tuple[Screen | Step, ...]] = (
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
        "aim",
        "One thing to try, of those the scene has room for.",
        (Press("Begin"),),
    ),
    Screen(
        "scene",
        "A scene opens with one thing to try in it, and the client's first words.",
        (Press("go:bad-date-night-van:M1"),),
    ),
)

PRACTISING: Final[tuple[Screen | Step, ...]] = (
    Screen(
        "reply",
        "A reply, the client's answer, and what the coach noticed.",
        (
            Send(
                "No waving, then. No wonder you're on edge tonight. "
                "What happened with that grey SUV?"
            ),
        ),
        keep=1,
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
            Send("So you'd be glad if it just drove on. What you tell me about it is up to you."),
        ),
        dark=True,
    ),
    Send("You got yourself here. That took some strength."),
    Screen(
        "hint",
        "A nudge for the line in front of you, and a fuller one when asked again.",
        (Send("/hint"), Send("/hint")),
        keep=2,
    ),
    Send("Is it all right if I ask who you have around you tonight?"),
    Send("You should go home and get some sleep."),
    Screen(
        "edit",
        "A message changed later can take its turn again.",
        (Edit("What would help you get through tonight?"), Press("Yes, with the new words")),
    ),
    Screen(
        "back",
        "Further back: any earlier reply of the conversation.",
        (Send("/again"), Press("Go back to…")),
    ),
    Press("again:5"),
    Send("Who would you like to have near you tonight? It's fine not to say."),
    Send("Don't worry, it will all look better tomorrow."),
)

AFTERWARDS: Final[tuple[Screen | Step, ...]] = (
    Screen(
        "debrief",
        "Looking back together: what went well, turning points, words to look at again.",
        (Send("/end"),),
        first=3,
    ),
    Screen(
        "two-ways",
        "The same line, answered twice, side by side, and where each way led.",
        (),
        at="it kept going, is all",
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
        (),
        at="What would you like to carry",
    ),
    Press("Naming a strength"),
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
    Later(days=2),
    Screen(
        "reminder",
        "A reminder, and one tap that turns them off.",
        (Do(remind),),
        dark=True,
    ),
    Press("stopreminders"),
    Later(days=2),
    Screen(
        "asked",
        "A supervisor asks for a scene, with a sentence and a date.",
        (Do(ask_for_a_scene), Press("card:three-monthly")),
    ),
    Seed(3),
    Press("Begin"),
    Screen(
        "carried",
        "What was to be carried along is there at the next start.",
        (Press("No aim this time"),),
    ),
    Screen(
        "details",
        "Something real was written by mistake; it was replaced before it was stored.",
        (Send("You can ring the nurse on 555-0134 another time. How is the waiting for you?"),),
        keep=1,
    ),
    Send("/settings"),
    Press("set:intent"),
    Screen(
        "meant",
        "For those who like it: what did you mean to do, before the coach says anything.",
        (Send("You need to stop going over it all in your head."), Press("Show that I care")),
    ),
    Screen(
        "disagree",
        "A flag that seems wrong goes to a supervisor, with a reason if there is one.",
        (Press("I disagree"), Send("It was meant to calm him, not to order him about.")),
    ),
    Send("/settings"),
    Press("set:intent"),
    Send("/pause"),
    Later(days=3),
    Screen(
        "resume",
        "Days later: where it was, in one line, and the line to answer.",
        (Send("/resume"),),
    ),
    Send("That sounds like a lot to carry in one week."),
    Send("What already helps you with that?"),
    Screen(
        "settled",
        "What a supervisor thinks of the flag, in their words.",
        (Do(settle_the_disagreement),),
    ),
    Send("How are you with the waiting now?"),
    Send("/end"),
    Screen(
        "unaided",
        "Moves that come by themselves now, and the offer of a scene without the coach.",
        (),
        at="without a coach",
        first=1,
    ),
    *WEEKS,
    Screen(
        "progress",
        "What was used over the weeks. No grade, and nobody to be compared with.",
        (Send("/progress"),),
        dark=True,
    ),
    Send("/conversations"),
    Press("5. Share with supervisors"),
    Screen(
        "conversations",
        "Which conversations there were, who can read each, and sharing one later.",
        (Send("/conversations"),),
    ),
)

CARE: Final[tuple[Screen | Step, ...]] = (
    Send("/scenarios"),
    Press("menu:2"),
    Press("card:bad-date-night-van"),
    Press("aim:"),
    Press("go:bad-date-night-van:-"),
    Screen(
        "stop",
        "Out of the role at any moment, in words that mean it.",
        (Send("I want to stop the exercise, this is too much for me."),),
        keep=1,
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
    Send("/resume"),
    Screen(
        "spanish-stop",
        "Out of the role in one's own language.",
        (Send("Quiero parar el ejercicio, esto es demasiado para mí."),),
    ),
)

JOURNEY: Final[tuple[Screen | Step, ...]] = (*IN, *PRACTISING, *AFTERWARDS, *CARE)
