"""``alongside people``: accounts of the desk, invitations, assignments, disagreements."""

from __future__ import annotations

import asyncio
from datetime import datetime

import click

from bot import content
from bot.service.assigning import ask_for
from bot.settings import Settings, load
from bot.store.desk import Role
from bot.store.repository import Store


def _store() -> Store:
    from bot.app import make_store

    return make_store(load())


@click.group("people")
def people_group() -> None:
    """Who practises: invitations, scenes to practise, flags somebody disagrees with."""


@people_group.command()
@click.option(
    "--days", default=14, show_default=True, type=click.IntRange(1, 365), help="Until it ends."
)
@click.option(
    "--uses",
    default=1,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="How many may come by it.",
)
@click.option("--team", default="", help="The team they belong to.")
def invite(days: int, uses: int, team: str) -> None:
    """Make an invitation link. It is shown once: only its digest is kept."""
    store = _store()
    link = invitation_link(load(), store.invite(days, uses, team.strip()))
    who = "one person" if uses == 1 else f"up to {uses} people"
    click.echo(f"{link}\n(for {who}, {days} days{f', team {team}' if team else ''})")
    store.close()


def invitation_link(settings: Settings, code: str) -> str:
    """The link for ``code``; with the bot's real name where Telegram can be asked for it."""
    return f"https://t.me/{_bot_name(settings) or 'YOUR_BOT'}?start={code}"


def _bot_name(settings: Settings) -> str:
    if settings.telegram_token is None:
        return ""
    from telegram import Bot
    from telegram.error import TelegramError

    async def ask() -> str:
        root = (settings.telegram_api_url or "https://api.telegram.org").rstrip("/")
        token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
        async with Bot(token, base_url=f"{root.removesuffix('/bot')}/bot") as bot:
            return bot.username

    try:
        return asyncio.run(ask())
    except TelegramError:
        click.echo(
            "Telegram can't be reached just now, so the link lacks your bot's name.", err=True
        )
        return ""


@people_group.command("add-supervisor")
@click.argument("email")
@click.option(
    "--role",
    type=click.Choice(["lead", "supervisor", "reader"]),
    help="Default: lead for the very first account, supervisor afterwards.",
)
@click.option("--team", "teams", multiple=True, help="A group they look after; can be repeated.")
@click.option(
    "--new-link",
    is_flag=True,
    help="For an account that exists: a way in again, where nobody at the desk can give one. "
    "The code from the phone is switched off, too.",
)
def add_supervisor(email: str, role: Role | None, teams: tuple[str, ...], new_link: bool) -> None:
    """Make an account of the supervisor's desk for EMAIL. The link is shown once."""
    from bot.review.accounts import NotMade, add_account, new_link_for

    store, settings = _store(), load()
    try:
        if new_link:
            if role or teams:
                raise click.UsageError("--new-link goes without --role and --team.")
            made = new_link_for(store, settings, email)
        else:
            made = add_account(store, settings, email, role, teams)
    except NotMade as error:
        raise click.ClickException(str(error)) from None
    finally:
        store.close()
    click.echo(made)


@people_group.command()
def invitations() -> None:
    """Invitations that still work."""
    store = _store()
    for one in store.invitations():
        uses = f"{one.uses_left} left"
        team = f", team {one.team}" if one.team else ""
        click.echo(f"{one.id:>4}  until {one.expires_at:%Y-%m-%d %H:%M} UTC, {uses}{team}")
    store.close()


@people_group.command()
@click.argument("number", type=int)
def revoke(number: int) -> None:
    """Let the invitation with this NUMBER (see `invitations`) end now."""
    store = _store()
    found = store.revoke(number)
    store.close()
    if not found:
        raise click.ClickException(
            f"no invitation {number}. `alongside people invitations` lists them."
        )
    click.echo("It lets nobody in any more.")


@people_group.command("list")
def list_people() -> None:
    """Trainees by their random names, and teams."""
    store = _store()
    for trainee in store.trainees():
        away = ", can't be reached" if trainee.unreachable else ""
        click.echo(f"{trainee.id}  since {trainee.created_at:%Y-%m-%d}, {trainee.channel}{away}")
    for team, size in store.teams().items():
        click.echo(f"team {team}: {size}")
    store.close()


@people_group.command()
@click.argument("scenario")
@click.option("--trainee", help="A trainee's random name (see `list`).")
@click.option("--team", help="Everyone in a team.")
@click.option("--note", default="", help="A sentence they will read.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="By when, such as 2026-12-31.")
def assign(
    scenario: str, trainee: str | None, team: str | None, note: str, due: datetime | None
) -> None:
    """Ask a trainee, or a team, to practise SCENARIO. They hear of it in Telegram."""
    if (trainee is None) == (team is None):
        raise click.UsageError("one of --trainee and --team says who.")
    scenarios = content.load().scenarios
    if scenario not in scenarios:
        raise click.ClickException(
            f"no scene '{scenario}'. There are: {', '.join(sorted(scenarios))}."
        )
    store = _store()
    by = due.date() if due else None
    try:
        count = ask_for(store, scenarios[scenario], trainee=trainee, team=team, note=note, by=by)
    except ValueError as error:
        raise click.ClickException(
            f"{error}. `alongside people list` shows who there is."
        ) from None
    finally:
        store.close()
    click.echo(f"Asked of {count} {'trainee' if count == 1 else 'trainees'}.")


@people_group.command()
def objections() -> None:
    """Flags that a trainee disagrees with and nobody has settled."""
    store = _store()
    codes = content.load().guidance.codes
    for one in store.open_objections():
        click.echo(f"{one.id:>4}  {one.trainee.id}, {one.scenario}, {one.created_at:%Y-%m-%d}")
        click.echo(f"      client: {one.client}\n      trainee: {one.reply}")
        click.echo(f"      flag: {codes[one.code].title} ({one.code}) on “{one.quote}”")
        if one.reason:
            click.echo(f"      their reason: {one.reason}")
    store.close()


@people_group.command()
def notes() -> None:
    """What trainees wrote for you after stepping out, and conversations that a remark ended."""
    store = _store()
    for at, who, scene, words in store.for_supervisors():
        what = f"“{words}”" if words else "a remark ended the conversation; its words are not kept"
        click.echo(f"{at:%Y-%m-%d}  {who}{f', {scene}' if scene else ''}: {what}")
    store.close()


@people_group.command()
@click.argument("number", type=int)
@click.option("--agree/--keep", required=True, help="With the trainee, or keep the flag.")
@click.option("--say", default="", help="A sentence the trainee will read.")
def settle(number: int, agree: bool, say: str) -> None:
    """Settle the disagreement with this NUMBER; the trainee hears of it in Telegram."""
    from bot.service.looking_back import settle as settle_it

    store = _store()
    done = settle_it(store, number, agree, say)
    store.close()
    if not done:
        raise click.ClickException(
            f"no open disagreement {number}. `alongside people objections` lists them."
        )
    click.echo("Settled; the trainee hears of it.")


@people_group.command()
@click.argument("trainee")
@click.option("--yes", is_flag=True, help="Don't ask again.")
def erase(trainee: str, yes: bool) -> None:
    """Erase everything about a TRAINEE who asked for it (see `list`)."""
    from bot.service.owning import erase as erase_it

    settings = load()
    store = _store()
    if store.trainee_by_id(trainee) is None:
        store.close()
        raise click.ClickException(
            f"nobody is called {trainee}. `alongside people list` shows them."
        )
    if not yes:
        click.confirm(f"Erase everything about {trainee}? It can't be undone.", abort=True)
    erase_it(store, settings.pictures, trainee)
    store.close()
    click.echo("Erased.")
