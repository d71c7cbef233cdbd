"""``alongside practice``: set up the terminal front, or play a script through it."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import secrets
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from bot.app import make_service
from bot.i18n import _, speaking
from bot.service import PracticeService
from bot.service.ending import make_debrief
from bot.settings import Settings
from bot.store.repository import StoredEncounter, StoredTrainee
from bot.terminal_front import words
from bot.terminal_front.front import CHANNEL, TerminalFront, script_lines

FIRST_SCENARIO = "bad-date-night-van"


def practise(
    settings: Settings,
    scenario: str | None,
    coach: str | None,
    script: Path | None,
    as_json: bool,
    seed: int | None,
) -> None:
    """Interactive with a keyboard; otherwise a script is played, and all of it printed."""
    typed = script is None and sys.stdin.isatty() and not as_json
    console = Console(highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else 92)
    if typed:
        with console.status("Loading the assistant (a few seconds) ..."):
            service = make_service(settings)
    else:
        service = make_service(settings)
    service.sweep()
    try:
        if typed:
            _interactive(service, console, scenario, coach)
        else:
            chosen = scenario or FIRST_SCENARIO
            _scripted(
                service, console, chosen, coach or "each", script_lines(script), as_json, seed
            )
    finally:
        service.store.close()


def _interactive(
    service: PracticeService, console: Console, scenario: str | None, coach: str | None
) -> None:
    import contextlib

    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 (line editing for input())
    trainee = service.store.add_trainee(CHANNEL, "local")
    if coach:
        service.store.set_coach_mode(trainee.id, coach)
    with speaking(trainee.language):
        console.print(_(words.WHAT_TO_TYPE), style="dim")
    TerminalFront(service, trainee, console, lambda: input("\nyou › ")).run(scenario)


def _scripted(
    service: PracticeService,
    console: Console,
    scenario: str,
    coach: str,
    replies: list[str],
    as_json: bool,
    seed: int | None,
) -> None:
    """Play ``replies`` as one trainee of their own, and erase that trainee afterwards."""
    trainee = service.store.add_trainee(CHANNEL, f"script-{secrets.token_hex(4)}")
    service.store.consent(trainee.id)
    service.store.set_coach_mode(trainee.id, coach)
    try:
        if as_json:
            asyncio.run(_as_json(service, trainee, scenario, replies, seed))
        else:
            _aloud(service, trainee, console, scenario, replies, seed)
    finally:
        service.erase(trainee.id)


def _aloud(
    service: PracticeService,
    trainee: StoredTrainee,
    console: Console,
    scenario: str,
    replies: list[str],
    seed: int | None,
) -> None:
    rest = iter(replies)

    def read() -> str:
        reply = next(rest, None)
        if reply is None:
            raise EOFError
        console.print(f"\n[bold green]you[/]  {_plain(reply)}")
        return reply

    trainee = service.store.trainee(trainee.channel, trainee.external_id) or trainee
    if service.start(trainee, scenario, seed=7 if seed is None else seed) is None:
        known = ", ".join(sorted(service.content.scenarios))
        raise click.ClickException(f"no scene '{scenario}'. There are: {known}.")
    front = TerminalFront(service, trainee, console, read)
    front.deliver()
    front.talk()


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


async def _as_json(
    service: PracticeService,
    trainee: StoredTrainee,
    scenario: str,
    replies: list[str],
    seed: int | None,
) -> None:
    """One JSON line a turn, the opening as turn 0, and the debrief last."""
    trainee = service.store.trainee(trainee.channel, trainee.external_id) or trainee
    started = service.start(trainee, scenario, seed=seed)
    if started is None:
        known = ", ".join(sorted(service.content.scenarios))
        raise click.ClickException(f"no scene '{scenario}'. There are: {known}.")
    _print({"turn": 0, "client": started.state.client_line, **_standing(started)})
    for reply in replies:
        now = service.store.encounter(started.id)
        if now is None or now.status == "ended":
            break
        if reply.strip() == "/again":
            service.again(trainee)
            continue
        if reply.strip() == "/end":
            await service.end(trainee)
            break
        if reply.strip().startswith("/"):
            continue
        turn = await service.reply(trainee, reply)
        after = service.store.encounter(started.id)
        if turn is None or after is None:
            continue
        _print(
            {
                "turn": turn.number,
                "reply": turn.reply,
                "client": turn.client_after,
                "topic": turn.topic,
                "findings": [f.to_json() for f in turn.findings],
                "coach": turn.feedback.to_json(),
                **_standing(after),
            }
        )
    last = service.store.encounter(started.id)
    if last:
        suggest = service.alternatives_for
        made = make_debrief(last, service.content, suggest)
        _print({"debrief": dataclasses.asdict(made)})


def _standing(now: StoredEncounter) -> dict[str, Any]:
    return {"trust": now.state.trust, "stance": now.state.stance, "ended": now.state.ended}


def _print(row: dict[str, Any]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))
