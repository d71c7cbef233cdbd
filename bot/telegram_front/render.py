"""How each kind of message looks in Telegram: HTML text, buttons, pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.i18n import _
from bot.practice.lines import STAGE_DIRECTION
from bot.service import messages
from bot.service.messages import Choice
from bot.telegram_front import words
from bot.telegram_front.split import MOST, split, units

MOST_CAPTION: Final = 1024  # UTF-16 units
MOST_DATA: Final = 64  # bytes of a button's data
_MOST_QUOTE: Final = 200
_MOST_BOLD: Final = 70  # a question longer than this is no heading
_A_STEP: Final = 0.01  # of trust: less reads as none
_SHORT_LABEL: Final = 18  # two labels of this length stand side by side on a phone

# Characters that Telegram drops or that could turn the text around them: controls other than
# line ends, bidirectional overrides and isolates, halves of surrogate pairs.
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TURN_CHOICES: Final = ("again:", "ways:", "show:", "on:", "no:", "intent:", "meant:")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message to send: HTML with an optional keyboard; with ``photo``, its caption."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    photo: Path | None = None


def render(say: messages.Say, encounter: str = "") -> list[Rendered]:
    """``say`` as messages in the order they are to be sent; the last one has the buttons.

    ``encounter`` ties buttons about a turn to their conversation, so that they are known as
    old ones later. ValueError: a choice's id is too long for Telegram.
    """
    buttons = keyboard(say.choices, encounter)
    if say.kind == "picture":
        return _picture(say, buttons)
    blocks = {
        "client": _client,
        "coach": _coach,
        "scene": _scene,
        "ways": _ways,
        "debrief": _debrief,
        "forks": _forks,
        "menu": _menu,
    }.get(say.kind, _note)(say)
    return _texts(blocks, buttons)


def _texts(blocks: Sequence[str], buttons: InlineKeyboardMarkup | None) -> list[Rendered]:
    parts = [part for block in blocks for part in split(block, MOST)]
    return [*(Rendered(p) for p in parts[:-1]), *(Rendered(p, buttons) for p in parts[-1:])]


def safe(text: str) -> str:
    """``text`` as HTML shows it: escaped, without characters that break a message."""
    return html.escape(_UNFIT.sub("", text), quote=False)


def keyboard(choices: Sequence[Choice], encounter: str = "") -> InlineKeyboardMarkup | None:
    """Choices as buttons, short ones two in a row. None if there are none."""
    rows: list[list[InlineKeyboardButton]] = []
    room = False
    for choice in choices:
        data = choice.id
        if encounter and data.startswith(_TURN_CHOICES) and "@" not in data:
            data = f"{data}@{encounter}"
        if len(data.encode()) > MOST_DATA:
            raise ValueError(f"a button's data has at most {MOST_DATA} bytes, not {data!r}")
        button = InlineKeyboardButton(choice.label, callback_data=data)
        short = len(choice.label) <= _SHORT_LABEL
        if room and short:
            rows[-1].append(button)
            room = False
        else:
            rows.append([button])
            room = short
    return InlineKeyboardMarkup(rows) if rows else None


def _spoken(text: str) -> str:
    """``text`` with stage directions (``*looks up*``) in italics, as the client's own lines."""
    return STAGE_DIRECTION.sub(r"<i>\1</i>", safe(text))


def _note(say: messages.Say) -> list[str]:
    return [_spoken(say.text)]


def _menu(say: messages.Say) -> list[str]:
    heading, _line, rest = say.text.partition("\n")
    first = safe(heading) if len(heading) > _MOST_BOLD else f"<b>{safe(heading)}</b>"
    return [f"{first}\n{safe(rest)}".strip()]


def _client(say: messages.Say) -> list[str]:
    """In role: the name in bold, stage directions (``*looks up*``) in italics."""
    return [f"<b>{safe(say.name)}</b>\n{_spoken(say.text)}"]


def _scene(say: messages.Say) -> list[str]:
    title, _gap, rest = say.text.partition("\n\n")
    about = str(say.data.get("note") or "")
    note = f"<i>{_(words.CONTENT_NOTE)}: {safe(about.strip())}</i>" if about else ""
    return [_paragraphs([f"<b>{safe(title)}</b>", note, safe(rest)])]


def _ways(say: messages.Say) -> list[str]:
    return [_paragraphs([_spoken(say.text), *(f"• {safe(w)}" for w in say.data["ways"])])]


def _coach(say: messages.Say) -> list[str]:
    strengths = [f"{words.STRENGTH_MARK} {_said(s)}" for s in say.data["strengths"]]
    flags = [_flag(f) for f in say.data["flags"]]
    meant = f"<i>{safe(say.data['intent'])}</i>" if say.data.get("intent") else ""
    fades = safe("\n".join(say.data.get("fades", ())))
    body = _paragraphs([meant, "\n".join(strengths), *flags, fades, safe(say.data["door"])])
    return [f"<blockquote><b>{_(words.COACH)}</b>\n{body}</blockquote>"]


def _flag(flag: Mapping[str, Any]) -> str:
    lines = [
        f"{words.FLAG_MARK} “{safe(_clip(flag['quote']))}”: <b>{safe(flag['title'])}</b>",
        f"{safe(flag['about'])} ({safe(flag['source'])})",
        f"<i>{safe(flag['why'])}</i>" if flag["why"] else "",
    ]
    if flag["helped_by"]:
        helped = ", ".join(h[:1].lower() + h[1:] for h in flag["helped_by"])
        lines.append(f"{_(words.WOULD_HAVE_HELPED)}: {safe(helped)}.")
    return "\n".join(x for x in lines if x)


def _debrief(say: messages.Say) -> list[str]:
    """Two or three messages: what was, which words to look at again, which moves."""
    data = say.data
    took = _(words.TOOK_AWAY).format(name=safe(say.name))
    well = [_well(s) for s in data["strengths"]]
    first = [
        f"<b>{_heading(data)}</b>" if data["took_away"] else "",
        f"<b>{took}</b>\n{safe(data['took_away'])}" if data["took_away"] else "",
        safe(str(data.get("aim") or "")),
        _list(_(words.WENT_WELL), well),
        _list(_(words.TURNING_POINTS), [f"• {safe(p)}" for p in data["turning_points"]]),
        safe(str(data.get("nothing_marked") or "")),
    ]
    again = [f"<b>{_(words.LOOK_AGAIN)}</b>"]
    for flag, others in data["flags"]:
        ways = [f"{_(words.COULD_SAY)}: “{safe(o)}”" for o in others[:2]]
        again.append("\n".join([_flag(flag), *ways]))
    used = [f"• {safe(title)}{f' ({n}×)' if n > 1 else ''}" for title, n in data["moves_used"]]
    moves = [
        _list(_(words.MOVES_USED), used),
        _list(_(words.MOVES_NOT_YET), [f"• {safe(m)}" for m in data["moves_not_yet"]]),
    ]
    groups = [first, again if data["flags"] else [], moves]
    return [_paragraphs(g) for g in groups if any(g)]


def _heading(data: Mapping[str, Any]) -> str:
    whom = str(data.get("whom") or "")
    return _(words.DEBRIEF_FOR).format(name=safe(whom)) if whom else _(words.DEBRIEF)


def _forks(say: messages.Say) -> list[str]:
    """A message for each line that was answered again, the ways one under the other."""
    shown = []
    for fork in say.data["forks"]:
        rows = [f"<b>{safe(say.text)}</b>\n{safe(say.name)}: “{_spoken(_clip(fork['line']))}”"]
        for at, way in enumerate(fork["ways"]):
            label = _(words.NEXT_WAY if at else words.FIRST_WAY)
            codes = [f"{words.STRENGTH_MARK} {safe(m)}" for m in way["moves"]]
            codes += [f"{words.FLAG_MARK} {safe(f)}" for f in way["flags"]]
            step = words.WARMER if way["step"] > _A_STEP else words.STILL
            step = words.COOLER if way["step"] < -_A_STEP else step
            notes = " · ".join([*codes, _(step)])
            rows.append(
                f"<b>{label}:</b> “{safe(_clip(way['reply']))}”\n"
                f"→ {safe(say.name)}: “{_spoken(_clip(way['answer']))}”\n{notes}"
            )
        shown.append(_paragraphs(rows))
    return shown


def _picture(say: messages.Say, buttons: InlineKeyboardMarkup | None) -> list[Rendered]:
    """The photo and its description, or the description alone if the file is gone."""
    path = Path(str(say.data.get("path", "")))
    text = safe(say.text)
    if not path.is_file():
        return _texts([text], buttons)
    if units(text) <= MOST_CAPTION:
        return [Rendered(text, buttons, path)]
    return [Rendered("", None, path), *_texts([text], buttons)]


def _well(text: str) -> str:
    """A strength of the debrief; marked as one if it is about words of theirs."""
    return f"{words.STRENGTH_MARK} {_said(text)}" if text.startswith("“") else safe(text)


def _said(text: str) -> str:
    """A note that begins with the trainee's words, those cut short if they are long."""
    quote, mark, rest = text.partition("”: ")
    if not mark or not quote.startswith("“"):
        return safe(text)
    return safe(f"“{_clip(quote[1:])}{mark}{rest}")


def _clip(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _MOST_QUOTE:
        return text
    cut = text[:_MOST_QUOTE]
    return (cut.rsplit(" ", 1)[0] if " " in cut[_MOST_QUOTE // 2 :] else cut) + "…"


def _list(title: str, rows: Sequence[str]) -> str:
    return "\n".join([f"<b>{title}</b>", *rows]) if rows else ""


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(p for p in (part.strip() for part in parts) if p)
