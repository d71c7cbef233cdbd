"""``alongside content ...``: what authors type."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from bot.settings import load


@click.group("content")
def content_group() -> None:
    """Personas, scenarios and teaching text."""


@content_group.command()
@click.option("--quick", is_flag=True, help="Leave out reading model answers with the detector.")
def check(quick: bool) -> None:
    """Check every file under data/ that people write; say what to mend, line by line."""
    from bot import content
    from bot.authored import ContentError
    from bot.authoring import mouths, schemas

    wrong = schemas.problems()
    if wrong:
        raise ContentError(wrong)
    loaded = content.load()
    drafts = content.drafts()
    flagged = [] if quick else mouths.problems()
    for problem in (*drafts.problems, *flagged):
        click.echo(problem)
    if drafts.paths:
        click.echo(f"Drafts, not played yet: {', '.join(p.name for p in drafts.paths)}.")
    if flagged:
        sys.exit(1)
    click.echo(f"{len(loaded.personas)} personas and {len(loaded.scenarios)} scenarios: all well.")


@content_group.command()
@click.argument("kind", type=click.Choice(["persona", "scenario"]))
@click.argument("name", metavar="ID")
def new(kind: str, name: str) -> None:
    """Make a commented skeleton to fill in; a draft is not played until it is renamed."""
    from bot.authoring import skeleton

    path = skeleton.new(kind, name)  # type: ignore[arg-type]
    click.echo(f"{path}\nWhat is missing in it: uv run alongside content check --quick")
    click.echo(f"When it is whole, rename it to {name}.yml.")


@content_group.command()
@click.argument("name", metavar="ID")
@click.option("--script", type=click.File("r", encoding="utf-8"), help="Replies, one a line.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same answers.")
def preview(name: str, script: Iterator[str] | None, seed: int) -> None:
    """Play a scenario (or show a persona), with trust and the kind of each line beside it."""
    from bot import content
    from bot.app import make_driver
    from bot.authoring import preview as play

    loaded = content.load()
    if name in loaded.personas and name not in loaded.scenarios:
        click.echo(play.persona_card(loaded.personas[name]))
        return
    scene = loaded.scenarios[_known(name, [*loaded.scenarios, *loaded.personas])]
    driver = make_driver(load())
    replies = script if script is not None else _typed()

    async def run() -> None:
        try:
            await play.preview(driver, scene, replies, seed, click.echo)
        finally:
            await driver.close()

    asyncio.run(run())


def _typed() -> Iterator[str]:
    while True:
        try:
            yield input("\nyou > ")
        except EOFError:
            return


@content_group.command()
@click.argument("name", metavar="ID")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Picture (.svg or .png)."
)
def graph(name: str, out: Path | None) -> None:
    """Draw a scenario: topics, what trust opens, what unlocks what, and its endings."""
    from bot import content
    from bot.authoring import graph as drawing

    scenes = content.load().scenarios
    path = out or Path(f"{name}.svg")
    if path.suffix not in (".svg", ".png"):
        raise click.BadParameter("the picture's name ends in .svg or .png.", param_hint="--out")
    drawing.draw(scenes[_known(name, list(scenes))], path)
    click.echo(f"Drawn: {path}")


@content_group.command()
def coverage() -> None:
    """Which codes, sources, themes and topics which scenario exercises, and which none does."""
    from bot import content
    from bot.authoring import coverage as covering

    click.echo(covering.text(covering.coverage(content.load())), nl=False)


@content_group.command()
def gaps() -> None:
    """How often clients had nothing fitting to say, by scenario and topic (counts, no words)."""
    from bot.app import make_store

    store = make_store(load())
    rows = store.gaps()
    if not rows:
        click.echo("No gaps were counted yet.")
    for row in rows:
        click.echo(f"{row.count:>5}  {row.scenario:<28} {row.kind:<14} {row.topic}")


def _known(name: str, allowed: list[str]) -> str:
    from bot.authored import did_you_mean

    if name not in allowed:
        raise click.ClickException(
            f"no '{name}'.{did_you_mean(name, allowed)} There are: {', '.join(sorted(allowed))}."
        )
    return name
