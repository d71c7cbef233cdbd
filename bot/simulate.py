"""``alongside simulate``: scripted trainees talk with the clients through the real Rasa agent."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click

from bot import content
from bot.app import make_driver
from bot.authored import DATA, ContentError, read, validate
from bot.dialogue import Driver
from bot.practice import client
from bot.practice.types import Encounter, Scenario
from bot.screening import screen
from bot.service import lines
from bot.settings import Settings

Row = dict[str, Any]


def simulate_file(
    settings: Settings,
    trainees: Path | None,
    scenario: str,
    seed: int,
    out: Path | None,
    summary: bool = False,
) -> None:
    """Each trainee runs each scene; a JSON line a turn, or a summary by scene.

    ``trainees`` is a JSON list, or None for the scripted ones of ``data/trainees``.
    """
    people = _read(trainees) if trainees else scripted()
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
        rows = asyncio.run(_simulate(make_driver(settings), chosen, people, seed))
        if summary:
            target.write(as_text(summarise(rows)))
        else:
            target.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    finally:
        if out:
            target.close()


def scripted(data: Path = DATA) -> list[dict[str, Any]]:
    """The scripted trainees of ``data/trainees``; ContentError says what is wrong in a file."""
    people, problems = [], []
    for path in sorted((data / "trainees").glob("*.yml")):
        file = read(path)
        validate(file, "trainee")
        problems += file.problems
        people.append(file.data)
    if problems:
        raise ContentError(problems)
    return people


@dataclass(frozen=True, slots=True)
class SceneSummary:
    """What all simulated trainees met in one scene.

    ``trust``: final trust by kind of trainee, one value each; ``endings``: how it ended, with the
    stance for a goodbye; ``fallbacks``: share of answers in which the client had nothing fitting
    to say; ``repeated``: answers that were given twice to one trainee.
    """

    scenario: str
    trust: Mapping[str, tuple[float, ...]]
    endings: Mapping[str, int]
    fallbacks: float
    repeated: tuple[str, ...]


FALLBACKS = ("unforeseen", "told_already", "no_further", "not_understood")


def summarise(rows: Iterable[Row]) -> list[SceneSummary]:
    """By scene, in the order of ``rows``."""
    by_scene: dict[str, list[Row]] = {}
    for row in rows:
        by_scene.setdefault(row["scenario"], []).append(row)
    return [_summary(name, some) for name, some in by_scene.items()]


def _summary(scenario: str, rows: list[Row]) -> SceneSummary:
    people: dict[str, list[Row]] = {}
    for row in rows:
        people.setdefault(row["trainee"], []).append(row)
    trust: dict[str, list[float]] = {}
    endings: Counter[str] = Counter()
    repeated: list[str] = []
    for said in people.values():
        last = said[-1]
        trust.setdefault(last["kind"], []).append(last["trust"])
        ended = last["ended"] or "not ended"
        endings[f"goodbye.{last['stance']}" if ended == "goodbye" else ended] += 1
        used = Counter(line for row in said for line in row["lines"])
        repeated += [line for line, n in used.items() if n > 1]
    answers = [r for r in rows if r["turn"]]
    missed = sum(r["answered"] in FALLBACKS for r in answers)
    return SceneSummary(
        scenario,
        {k: tuple(v) for k, v in trust.items()},
        dict(endings),
        missed / len(answers) if answers else 0.0,
        tuple(repeated),
    )


def as_text(summaries: Iterable[SceneSummary]) -> str:
    """A line a scene: mean final trust by kind of trainee, fallbacks, repeats, endings."""
    rows = [
        f"{'scene':<28} {'skilled':>7} {'mixed':>6} {'poor':>5} {'fallbacks':>9} {'repeats':>7}"
        "  endings"
    ]
    for s in summaries:
        mean = {k: sum(v) / len(v) for k, v in s.trust.items()}
        endings = ", ".join(f"{k} {n}" for k, n in sorted(s.endings.items()))
        rows.append(
            f"{s.scenario:<28} {mean.get('skilled', 0):>7.2f} {mean.get('mixed', 0):>6.2f} "
            f"{mean.get('poor', 0):>5.2f} {s.fallbacks:>9.1%} {len(s.repeated):>7}  {endings}"
        )
    return "\n".join(rows) + "\n"


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
    driver: Driver, scenes: list[Scenario], people: list[dict[str, Any]], seed: int
) -> list[Row]:
    rows = [
        row
        for scene in scenes
        for person in people
        async for row in run(driver, scene, person, seed)
    ]
    await driver.close()
    return rows


async def run(driver: Driver, scene: Scenario, person: dict[str, Any], seed: int) -> Any:
    """Yield a row a turn, until the replies or the scene end. The same seed, the same rows."""
    turn = client.begin(scene, seed)
    yield _row(scene, person, 0, "", turn.says, [], turn.state, "opening")
    state = turn.state
    for number, reply in enumerate(_strings(person["replies"]), start=1):
        seen, heard = screen(reply, lines.names(scene.id)), len(state.used)
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
        yield _row(scene, person, number, reply, says, codes, state, kind, heard)
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
    state: Encounter,
    kind: str,
    heard: int = 0,
) -> Row:
    """``heard``: how many lines had been said before this turn."""
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
        "lines": list(state.used[heard:]),
    }
