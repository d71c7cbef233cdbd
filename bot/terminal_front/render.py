"""How messages look in a terminal: the client in the open, the coach set apart in a frame."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.i18n import _
from bot.service import forks
from bot.service.messages import Say
from bot.terminal_front import words


def render(say: Say) -> RenderableType:
    """One message as something rich can print. Texts are never read as markup."""
    if say.kind == "client":
        return Padding(Text.assemble((f"{say.name}  ", "bold cyan"), say.text), (1, 0, 0, 0))
    if say.kind == "coach":
        return _frame(_(words.COACH_FRAME), _coach(say.data), _choices(say))
    if say.kind == "scene":
        return Panel(
            Text(say.text), title=_(words.SCENE_FRAME), border_style="blue", padding=(1, 2)
        )
    if say.kind == "ways":
        ways = [Text.assemble(("• ", "green"), w) for w in say.data["ways"]]
        return _frame(
            _(words.COACH_FRAME), Group(Text(say.text, style="dim"), *ways), _choices(say)
        )
    if say.kind == "debrief":
        body = Group(_debrief(say.data), _choices(say)) if say.choices else _debrief(say.data)
        return _looking_back(body)
    if say.kind == "forks":
        return _looking_back(_forks(say))
    if say.kind == "menu":
        heading, _line, rest = say.text.partition("\n")
        return Padding(Group(Text(heading, style="bold"), Text(rest), _choices(say)), (1, 0, 0, 0))
    if say.kind == "picture":
        where = _(words.PICTURE).format(path=say.data["path"])
        return Text(f"{say.text}\n{where}", style="dim")
    return Padding(Group(Text(say.text, style="italic"), _choices(say)), (1, 0, 0, 0))


def _frame(title: str, body: RenderableType, choices: RenderableType) -> RenderableType:
    framed = Panel(
        Group(body, choices), title=title, title_align="left", border_style="yellow", padding=(0, 1)
    )
    return Padding(framed, (1, 0, 0, 4))


def _looking_back(body: RenderableType) -> RenderableType:
    return Panel(body, title=_(words.DEBRIEF_FRAME), border_style="magenta", padding=(1, 2))


def _choices(say: Say) -> Text:
    text = Text()
    for number, choice in enumerate(say.choices, start=1):
        text.append(f"\n[{number}] ", style="bold")
        text.append(choice.label)
    return text


def _coach(data: Any) -> RenderableType:
    rows: list[RenderableType] = [Text.assemble(("✓ ", "green"), s) for s in data["strengths"]]
    for flag in data["flags"]:
        rows += _flag(flag)
    rows += [Text(line, style="dim") for line in data.get("fades", ())]
    if data["door"]:
        rows.append(Text(data["door"], style="italic"))
    if data.get("intent"):
        rows.insert(0, Text(data["intent"], style="dim"))
    return Group(*rows)


def _forks(say: Say) -> RenderableType:
    """Replies to the same line, one under the other, with what each led to."""
    rows: list[RenderableType] = []
    for fork in say.data["forks"]:
        rows += [Text("")] if rows else []
        rows += [Text(forks.heading(say.text, fork), style="bold")]
        rows += [Text.assemble((f"{say.name}  ", "bold cyan"), fork["line"])]
        for way in fork["ways"]:
            marks = [f"✓ {m}" for m in way["moves"]] + [f"▸ {f}" for f in way["flags"]]
            rows += [
                Text.assemble(("  you  ", "bold green"), way["reply"]),
                Text(f"  → {way['answer']}"),
                Text(f"  {' · '.join([*marks, *forks.further(way)])}", style="dim"),
            ]
    return Group(*rows)


def _flag(flag: Any) -> list[RenderableType]:
    rows: list[RenderableType] = [
        Text.assemble(("▸ ", "red"), f"“{flag['quote']}” ", (flag["title"], "bold")),
        Text(f"  {flag['about']} ({flag['source']})"),
        Text(f"  {flag['why']}", style="dim"),
    ]
    if flag["helped_by"]:
        moves = ", ".join(flag["helped_by"]).lower()
        rows.append(Text(f"  {_(words.CAN_HELP).format(moves=moves)}", style="dim"))
    return rows


def _debrief(data: Any) -> RenderableType:
    rows: list[RenderableType] = []
    if data["took_away"]:
        rows += [Text(data["took_away"]), Text("")]
    if data.get("aim"):
        rows += [Text(data["aim"]), Text("")]
    for strength in data["strengths"]:  # marked as one if it is about words of theirs
        mark = "✓ " if strength.startswith("“") else ""
        rows.append(Text.assemble((mark, "green"), strength))
    if data["turning_points"]:
        rows += [Text(""), Text(_(words.TURNED), style="bold")]
        rows += [Text(f"  {t}") for t in data["turning_points"]]
    if data["flags"]:
        rows += [Text(""), Text(_(words.TO_LOOK_AT), style="bold")]
        for flag, ways in data["flags"]:
            rows += _flag(flag)
            rows += [Text.assemble(("    • ", "green"), w) for w in ways]
    if data.get("nothing_marked"):
        rows += [Text(""), Text(data["nothing_marked"])]
    if data["moves_used"]:
        used = ", ".join(f"{title.lower()} {n}×" for title, n in data["moves_used"])
        rows += [Text(""), Text.assemble((f"{_(words.USED)} ", "bold"), used)]
    if data["moves_not_yet"]:
        not_yet = ", ".join(t.lower() for t in data["moves_not_yet"])
        rows.append(Text.assemble((f"{_(words.NOT_YET)} ", "bold"), not_yet))
    return Group(*rows)
