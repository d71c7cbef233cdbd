"""Numbers, gaps and states of a conversation, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from markupsafe import Markup, escape

from bot.practice.lines import STAGE_DIRECTION

PAUSE: Final = timedelta(minutes=30)  # a gap of at least this is a pause
SOMEBODY: Final = "somebody who has left"  # whose account is gone

_NUMBERS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_PLACES: Final = (
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
)
_MODES: Final = {
    "each": "coach after each reply",
    "end": "coach at the end",
    "off": "no coach",
}


def number(n: int) -> str:
    """``n`` as a word up to twelve, then in digits."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else f"{n:,}"


def ordinal(n: int) -> str:
    """ "First" to "Tenth", then "11th" and so on."""
    if 1 <= n <= len(_PLACES):
        return _PLACES[n - 1]
    end = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{end}"


def several(n: int, one: str, many: str) -> str:
    """ "1 reply", "1,204 replies"."""
    return f"{n:,} {one if n == 1 else many}"


def later(gap: timedelta) -> str:
    """How long after, such as "Two hours later"; "" if it is no pause."""
    if gap < PAUSE:
        return ""
    if gap < timedelta(minutes=45):
        return "Half an hour later"
    size, unit = _rounded(gap)
    if size == 1:
        return f"{'An' if unit == 'hour' else 'A'} {unit} later"
    return f"{number(size).capitalize()} {unit}s later"


def _rounded(gap: timedelta) -> tuple[int, str]:
    hours = round(gap / timedelta(hours=1))
    days = round(gap / timedelta(days=1))
    if hours < 22:
        return hours, "hour"
    if days < 14:
        return days, "day"
    if days < 60:
        return round(days / 7), "week"
    return round(days / 30.4), "month"


def mode(coach_mode: str, unaided: bool) -> str:
    """How the coach spoke."""
    if unaided:
        return "without the coach, as they chose"
    return _MODES.get(coach_mode, coach_mode)


def ended(status: str, how: str, client: str) -> str:
    """How a conversation stands. ``client``: their name."""
    if status == "paused":
        return "They stepped out of the scene" if how == "stepped_out" else "Set aside"
    if status != "ended":
        return "Still going on"
    return {
        "left": f"{client[:1].upper()}{client[1:]} left early",
        "goodbye": "The trainee said goodbye",
        "time": "Time ran out",
        "hurt": "A remark ended it",
        "ended": "The trainee ended it",
    }.get(how, "Ended")


def open_how(open_to_all: bool, assigned: bool) -> str:
    """Why supervisors may read a conversation."""
    if assigned:
        return "a supervisor asked for it"
    return "supervisors read all conversations here" if open_to_all else "the trainee shared it"


def spoken(text: str) -> Markup:
    """A client's line as HTML: escaped, its stage directions (``*looks up*``) emphasised."""
    return Markup(STAGE_DIRECTION.sub(r"<em>\1</em>", escape(text)))  # noqa: S704  (escaped)
