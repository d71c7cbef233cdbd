"""``alongside demo``: the desk with made-up practice on it, in a database of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from sqlalchemy import MetaData, Table, func, inspect, make_url, select
from sqlalchemy.engine import Connection, Engine

from bot.content import ROOT
from bot.demo.talks import PLACE
from bot.settings import Settings, load
from bot.store.database import make_engine
from bot.store.desk.accounts import DEMO

if TYPE_CHECKING:
    from bot.dialogue.driver import Driver

DATABASE: Final = f"sqlite:///{ROOT / 'var' / 'demo.sqlite3'}"


@click.command("demo")
@click.option(
    "--database", "url", default=DATABASE, metavar="URL", help="Another database than var/demo."
)
@click.option("--seed", default=1, show_default=True, help="Same seed, same names and hours.")
@click.option("--keep", is_flag=True, help="Take the demo that is there as it is.")
@click.option("--no-serve", is_flag=True, help="Only fill the database.")
def demo(url: str, seed: int, keep: bool, no_serve: bool) -> None:
    """Look at the supervisor's desk with made-up practice on it (nothing of yours is touched)."""
    # Everything else is loaded here: other commands shall not wait for it.
    from bot import content
    from bot.app import make_store
    from bot.demo.filling import fill, give_passwords, play
    from bot.demo.talks import read_script
    from bot.review.serve import is_free, serve
    from bot.store.desk import DeskStore

    settings = Settings(database_url=url)
    trouble = why_not(settings, load().database_url)
    if trouble:
        raise click.ClickException(trouble)
    if not no_serve and not is_free(settings.review_port):
        raise click.ClickException(
            f"Port {settings.review_port} is taken, perhaps by another desk of yours. Stop that "
            "one, or choose another port: REVIEW_PORT=8081 uv run alongside demo"
        )
    store, authored = make_store(settings), content.load()
    if not (keep and DeskStore(store).is_demo()):
        click.echo("Making up eight weeks of practice (half a minute) ...")
        script = read_script()
        played = asyncio.run(play(script, authored, settings, store, _other(settings)))
        made = fill(store, settings, script, played, seed)
        click.echo(
            f"{made.trainees} trainees, {made.conversations} conversations, "
            f"{made.replies} replies, {made.flags} flags."
        )
    password, accounts = give_passwords(store)
    click.echo(f"\nSign in as {accounts[0]} with the password {password}")
    click.echo(f"({' or '.join(accounts[1:])}: the same password, another view)\n")
    if no_serve:
        click.echo("`uv run alongside demo --keep` serves it, with another password.")
        store.close()
        return
    serve(store, authored, settings)


def why_not(settings: Settings, own: str) -> str:
    """Why this database is left alone; "" if nothing speaks against it. ``own``: practice's URL."""
    if make_url(settings.database_url) == make_url(own):
        return (
            "That is the database of your own practice (DATABASE_URL). Without --database, the "
            "demo makes one of its own."
        )
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return ""
    engine = make_engine(settings.database_url)
    try:
        return _in_use(engine)
    finally:
        engine.dispose()


def _in_use(engine: Engine) -> str:
    """Whether anybody is in there who is not made up, in a sentence. Nothing is changed."""
    if not inspect(engine).get_table_names():
        return ""
    with engine.connect() as connection:
        real = sum(_rows(connection, *one) for one in _SIGNS)
    if not real:
        return ""
    return (
        "There are people in that database who are not made up, so the demo leaves it alone. "
        "Without --database, it makes one of its own."
    )


# Where people leave a trace: a table, and the column and ending that mark what is made up.
_SIGNS: Final = (
    ("account", "channel", DEMO),
    ("reviewer", "email", PLACE),
    ("invitation", "", ""),
)


def _rows(connection: Connection, table: str, column: str, made_up: str) -> int:
    if not inspect(connection).has_table(table):
        return 0
    known = Table(table, MetaData(), autoload_with=connection)
    query = select(func.count()).select_from(known)
    if column:
        query = query.where(~known.c[column].endswith(made_up))
    return int(connection.scalar(query) or 0)


def _other(settings: Settings) -> Callable[[], Driver] | None:
    """For scenes that were edited since: the real driver, if the model is there."""
    from bot.app import make_driver

    if not settings.rasa_model.exists() and not settings.rasa_url:
        return None
    return lambda: make_driver(settings)
