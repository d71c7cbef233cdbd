"""The one command: ``alongside``. Each part says with ``--help`` what it does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from bot import logs
from bot.authoring.cli import content_group
from bot.content import ContentError
from bot.demo.command import demo
from bot.dialogue.driver import DriverError
from bot.people import people_group
from bot.settings import Settings, load


class _Kind(click.Group):
    """Errors that are the user's to mend become one kind message and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ContentError, DriverError) as error:
            raise click.ClickException(str(error)) from None
        except ValidationError as error:
            raise click.ClickException(_settings_say(error)) from None


def _settings_say(error: ValidationError) -> str:
    """Which setting can't be used, and why; never what was in it, which may be a secret."""
    rows = [
        f"{'.'.join(str(x) for x in e['loc']).upper()}: {e['msg'].removeprefix('Value error, ')}"
        for e in error.errors(include_input=False, include_url=False)
    ]
    return "A setting (from the environment or .env) can't be used as it is:\n" + "\n".join(rows)


@click.group(cls=_Kind, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="alongside")
def main() -> None:
    """Practise conversations with a role-played client, and get feedback on your words."""
    logs.configure(load().log_level)


def _file(**kwargs: Any) -> click.Path:
    return click.Path(dir_okay=False, path_type=Path, **kwargs)


@main.command()
@click.option("--scenario", help="Id of a scene; without it you choose.")
@click.option("--coach", type=click.Choice(["each", "end", "off"]), help="When the coach speaks.")
@click.option("--script", type=_file(exists=True), help="Replies, one a line, instead of typing.")
@click.option("--json", "as_json", is_flag=True, help="With --script: one JSON line a turn.")
@click.option("--seed", type=int, help="Makes a scripted conversation repeatable.")
def practice(
    scenario: str | None, coach: str | None, script: Path | None, as_json: bool, seed: int | None
) -> None:
    """Practise here, in the terminal."""
    from bot.terminal_front import start

    if as_json and script is None and sys.stdin.isatty():
        raise click.UsageError("--json goes with --script FILE.")
    start.practise(load(), scenario, coach, script, as_json, seed)


@main.command()
def telegram() -> None:
    """Serve practice in Telegram (TELEGRAM_TOKEN must be set)."""
    settings = load()
    if settings.telegram_token is None:
        raise click.ClickException(
            "TELEGRAM_TOKEN is not set. @BotFather in Telegram gives one; put it in .env as "
            "TELEGRAM_TOKEN=..., then run this again."
        )
    from bot.app import make_service
    from bot.telegram_front.front import TelegramSettingsError, check, run

    try:
        check(settings)
    except TelegramSettingsError as error:
        raise click.ClickException(str(error)) from None
    click.echo("Loading the assistant (a few seconds) ...")
    service = make_service(settings)
    if not service.store.people_count() and not service.store.invitations():
        click.echo(
            "Nobody is invited yet: `uv run alongside people invite` makes a link to send to "
            "someone (or to tap yourself)."
        )
    try:
        run(service, settings)
    except TelegramSettingsError as error:
        raise click.ClickException(str(error)) from None


@main.command()
def run() -> None:
    """The main job: Telegram if TELEGRAM_TOKEN is set, else practice here; the desk beside it."""
    from bot.review.serve import beside

    context = click.get_current_context()
    with beside(load()) as says:
        click.echo(says)
        if load().telegram_token is not None:
            context.invoke(telegram)
        else:
            context.invoke(practice)


@main.command()
def review() -> None:
    """Serve the supervisor's desk, a web page on this machine."""
    from bot import content
    from bot.app import make_store
    from bot.review.serve import serve

    settings = load()
    serve(make_store(settings), content.load(), settings)


@main.command("rasa")
@click.option("--port", default=5005, show_default=True, help="Port of the Rasa server.")
@click.option("--action-port", default=5055, show_default=True, help="Port of the action server.")
def rasa_servers(port: int, action_port: int) -> None:
    """Start the HTTP driver's two servers on 127.0.0.1 (then set RASA_URL for the others)."""
    from bot.dialogue.servers import serve

    click.echo(f"RASA_URL=http://127.0.0.1:{port}   (Ctrl-C stops both servers)")
    sys.exit(serve(load().rasa_model, port, action_port))


@main.command()
@click.option("--force", is_flag=True, help="Train even if nothing changed.")
def train(force: bool) -> None:
    """Train the Rasa model if its inputs changed since the last time."""
    from bot.dialogue.training import train_if_changed

    train_if_changed(load().rasa_model, force, click.echo)


@main.command()
def doctor() -> None:
    """Look at settings, content, model, database and token; say how to mend what is wrong."""
    from bot.doctor import examine

    healthy = True
    for check in examine(load()):
        healthy &= check.ok
        click.echo(f"{'ok  ' if check.ok else 'MEND'}  {check.what}: {check.says}")
    sys.exit(0 if healthy else 1)


@main.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the database to the current tables."""
    from bot.app import make_store
    from bot.store import migrate

    store = make_store(load())
    click.echo(f"The database is at revision {migrate.current(store.engine)[0]}.")


main.add_command(content_group)
main.add_command(people_group)
main.add_command(demo)


@main.command()
@click.argument(
    "source",
    metavar="[IN]",
    type=click.File("r", encoding="utf-8", errors="surrogateescape"),
    default="-",
)
@click.argument("target", metavar="[OUT]", type=click.File("w", encoding="utf-8"), default="-")
def analyse(source: Any, target: Any) -> None:
    """Code replies: JSON lines {"id", "client", "reply"} in, findings and alternatives out."""
    from bot.analyse import analyse_lines

    sys.exit(analyse_lines(source, target))


@main.command()
@click.option("--split", default="test", show_default=True, help="Voices to measure on.")
@click.option(
    "--reviews",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Measure on what reviewers said at the desk instead: all of it, or an exported file.",
)
@click.option("--html", type=_file(), help="Write a page with the worst mistakes here, too.")
def evaluate(split: str, reviews: str | None, html: Path | None) -> None:
    """Measure the detector on coded replies: of data/corpus, or with --reviews your own."""
    from bot.coder import load_coder
    from bot.corrections import reviewed
    from bot.evaluation import report
    from bot.evaluation.corpus import read_split
    from bot.evaluation.measure import measure, read_all

    try:
        if reviews is None:
            replies, what = read_split(split), f"the {split} voices"
        else:
            replies, what = reviewed(load(), Path(reviews) if reviews else None)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    reads = read_all(load_coder().code, replies)
    figures = measure(reads)
    click.echo(report.text(figures, what), nl=False)
    if html is not None:
        html.write_text(report.page(figures, reads, what), encoding="utf-8")
        click.echo(f"\nThe page: {html}")


@main.command()
@click.option(
    "--trainees", type=_file(exists=True), help="JSON list; without it those of data/trainees."
)
@click.option("--scenario", default="all", show_default=True, help="Id of a scene, or all.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same conversations.")
@click.option("--out", type=_file(), help="Where to write; standard output if left out.")
@click.option("--summary", is_flag=True, help="A line a scene, instead of one a turn.")
def simulate(
    trainees: Path | None, scenario: str, seed: int, out: Path | None, summary: bool
) -> None:
    """Let scripted trainees talk with the clients; one JSON line a turn comes out."""
    from bot.simulate import simulate_file

    simulate_file(load(), trainees, scenario, seed, out, summary)


def settings_names() -> list[str]:
    """Names of all settings as environment variables, for docs and tests."""
    return [name.upper() for name in Settings.model_fields]
