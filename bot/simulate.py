"""``alongside simulate``: scripted trainees talk with the clients through the real Rasa agent."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from bot import content
from bot.app import make_driver
from bot.dialogue import Driver
from bot.practice import client
from bot.practice.types import Scenario
from bot.screening import screen
from bot.settings import Settings


def simulate_file(
    settings: Settings, trainees: Path, scenario: str, seed: int, out: Path | None
) -> None:
    """Each trainee of the JSON list ``trainees`` runs each scene; a JSON line a turn."""
    people = _read(trainees)
    scenes = content.load().scenarios
    if scenario != "all" and scenario not in scenes:
        raise click.ClickException(
            f"no scene '{scenario}'. There are: {', '.join(sorted(scenes))}."
        )
    chosen = (
        sorted(scenes.values(), key=lambda s: s.id) if scenario == "all" else [scenes[scenario]]
    )
    target: TextIO = out.open("w", encoding="utf-8") if out else sys.stdout
    try:
        asyncio.run(_simulate(make_driver(settings), chosen, people, seed, target))
    finally:
        if out:
            target.close()


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        people = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{path.name}: not JSON ({error}).") from None
    if not isinstance(people, list):
        raise click.ClickException(f"{path.name}: a list of trainees is needed.")
    for i, person in enumerate(people):
        if not isinstance(person, dict) or not {"name", "kind", "replies"} <= set(person):
            raise click.ClickException(
                f"{path.name}: entry {i + 1} needs 'name', 'kind' and 'replies'."
            )
    return people


async def _simulate(
    driver: Driver, scenes: list[Scenario], people: list[dict[str, Any]], seed: int, target: TextIO
) -> None:
    for scene in scenes:
        for person in people:
            async for row in run(driver, scene, person, seed):
                target.write(json.dumps(row, ensure_ascii=False) + "\n")
    await driver.close()


async def run(driver: Driver, scene: Scenario, person: dict[str, Any], seed: int) -> Any:
    """Yield a row a turn, until the replies or the scene end. The same seed, the same rows."""
    turn = client.begin(scene, seed)
    yield _row(scene, person, 0, "", turn.says, [], turn.state, "opening")
    state = turn.state
    for number, reply in enumerate(_strings(person["replies"]), start=1):
        seen = screen(reply)
        codes: list[str] = []
        if seen.kind == "play":
            played = await driver.play(state, seen.text)
            state, says, kind = played.state, played.says, played.kind
            codes = sorted({f.code for f in played.findings if f.shown})
        elif seen.kind in ("empty", "stepped_out"):
            continue
        else:
            hurt = seen.kind == "abusive"
            odd = client.end_hurt(state, scene) if hurt else client.answer_unclear(state, scene)
            state, says, kind = odd.state, odd.says, odd.kind
        yield _row(scene, person, number, reply, says, codes, state, kind)
        if state.ended:
            return


def _strings(replies: list[Any]) -> Iterator[str]:
    return (str(r) for r in replies)


def _row(
    scene: Scenario,
    person: dict[str, Any],
    turn: int,
    reply: str,
    says: str,
    codes: list[str],
    state: Any,
    kind: str,
) -> dict[str, Any]:
    return {
        "scenario": scene.id,
        "trainee": person["name"],
        "kind": person["kind"],
        "turn": turn,
        "reply": reply,
        "client": says,
        "answered": kind,
        "codes": codes,
        "trust": round(state.trust, 3),
        "stance": state.stance,
        "ended": state.ended,
    }
