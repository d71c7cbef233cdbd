"""Messages in the terminal: every word is shown as it is, whatever it looks like."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from bot.i18n import speaking
from bot.service import Say
from bot.service.messages import Choice
from bot.terminal_front.render import render

ODD = "[bold]x[/bold] [/] [red :smile: \\[y] https://a.b"
FLAG = {"quote": ODD, "title": ODD, "about": ODD, "source": ODD, "why": ODD, "helped_by": [ODD]}
CHOICES = (Choice("a", ODD), Choice("b", "second"))
DEBRIEF = {
    "took_away": ODD,
    "strengths": [ODD],
    "turning_points": [ODD],
    "flags": [[FLAG, [ODD]]],
    "moves_used": [[ODD, 2]],
    "moves_not_yet": [ODD],
}
FORKS = {
    "forks": [
        {
            "line": ODD,
            "ways": [
                {"reply": ODD, "answer": ODD, "moves": [ODD], "flags": [], "step": 0.1},
                {"reply": ODD, "answer": ODD, "moves": [], "flags": [ODD], "step": -0.1},
            ],
        }
    ]
}
COACH = {"strengths": [ODD], "flags": [FLAG], "door": ODD}


def printed(say: Say) -> str:
    out = io.StringIO()
    Console(file=out, width=400, highlight=False).print(render(say))
    return out.getvalue()


@pytest.mark.parametrize(
    ("say", "times"),
    [
        (Say("client", ODD, ODD), 2),
        (Say("note", ODD, choices=CHOICES), 2),
        (Say("scene", ODD), 1),
        (Say("ways", ODD, data={"ways": [ODD, ODD]}, choices=CHOICES), 4),
        (Say("coach", data=COACH), 8),
        (Say("coach", data={**COACH, "fades": [ODD], "intent": ODD}, choices=CHOICES), 11),
        (Say("debrief", data=DEBRIEF), 12),
        (Say("debrief", data={**DEBRIEF, "aim": ODD}), 13),
        (Say("forks", ODD, ODD, data=FORKS), 9),
        (Say("menu", f"{ODD}\n\nmore {ODD}", choices=CHOICES), 3),
        (Say("picture", ODD, data={"path": ODD}), 2),
    ],
    ids=lambda v: v.kind if isinstance(v, Say) else "",
)
def test_texts_are_never_read_as_markup(say: Say, times: int) -> None:
    assert printed(say).casefold().count(ODD.casefold()) == times


def test_choices_are_numbered() -> None:
    out = printed(Say("note", "Which?", choices=(Choice("a", "one"), Choice("b", "two"))))
    assert "[1] one" in out
    assert "[2] two" in out


def test_the_coach_stands_apart_from_the_client() -> None:
    data = {"strengths": ["Good."], "flags": [], "door": ""}
    assert "coach" in printed(Say("coach", data=data))
    assert "coach" not in printed(Say("client", "Coffee.", "Dee"))
    assert "Dee" in printed(Say("client", "Coffee.", "Dee"))


def test_strengths_come_before_flags() -> None:
    out = printed(
        Say("coach", data={"strengths": ["A strength."], "flags": [FLAG], "door": "A door."})
    )
    assert out.index("A strength.") < out.index(ODD) < out.index("A door.")


def test_ways_at_the_same_line_say_how_many_where_they_led_and_which_was_kept() -> None:
    way = {"reply": "Go.", "answer": "No.", "moves": [], "flags": [], "step": 0.1}
    led = {**way, "after": 3, "ended": "wary", "kept": False}
    fork = {"line": "Well?", "ways": [way, led, {**way, "after": 0, "kept": True}]}
    out = printed(Say("forks", "Two ways", "Dee", data={"forks": [fork]}))
    assert "Three ways at the same line" in out
    assert "Two ways" not in out
    assert out.count("then 3 more replies; trust ended at “wary”") == 1
    assert out.count("this is the way you kept") == 1


def test_labels_are_in_the_language_spoken() -> None:
    said = [
        Say("coach", data=COACH),
        Say("scene", "A van."),
        Say("ways", "Ways", data={"ways": []}),
        Say("debrief", data=DEBRIEF),
        Say("picture", "A line", data={"path": "a.png"}),
    ]
    english = ("the scene", "debrief", "What can help here", "Where it turned", "Picture",
               "Words to look at again", "Moves used", "Not yet used here")  # fmt: skip
    spanish = ("la escena", "repaso", "Lo que puede ayudar aquí", "Momentos de cambio", "Imagen",
               "Palabras para volver a mirar", "Habilidades que usaste",
               "Aún sin usar aquí")  # fmt: skip
    out = "".join(map(printed, said))
    assert [x for x in english if x not in out] == []
    with speaking("es"):
        out = "".join(map(printed, said))
    assert [x for x in spanish if x not in out] == []
    assert [x for x in english if x in out] == []
