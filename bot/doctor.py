"""``alongside doctor``: look at everything once, and say how to mend what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    what: str
    ok: bool
    says: str


def examine(settings: Settings) -> Iterator[Check]:
    """All checks, the cheap ones first. None of them raises."""
    for what, look in (
        ("content", _content),
        ("coder", _coder),
        ("Rasa model", _model),
        ("Rasa server", _server),
        ("database", _database),
        ("Telegram", _telegram),
        ("contacts", _contacts),
    ):
        yield _careful(what, look, settings)


def _careful(what: str, look: Callable[[Settings], tuple[bool, str]], settings: Settings) -> Check:
    try:
        ok, says = look(settings)
    except Exception as error:
        return Check(what, False, f"{type(error).__name__}: {str(error)[:300]}")
    return Check(what, ok, says)


def _content(settings: Settings) -> tuple[bool, str]:
    from bot import content

    loaded = content.load()
    return True, f"{len(loaded.personas)} personas, {len(loaded.scenarios)} scenarios"


def _coder(settings: Settings) -> tuple[bool, str]:
    from bot.coder import load_coder

    found = load_coder().code("Long night.", "You need to stop seeing him.")
    return True, f"works ({len(found)} finding{'' if len(found) == 1 else 's'} in a sample reply)"


def _model(settings: Settings) -> tuple[bool, str]:
    from bot.dialogue.training import is_current

    if is_current(settings.rasa_model):
        return True, "trained, and up to date"
    if settings.rasa_model.exists():
        return False, "older than its inputs; `uv run alongside train` trains it again"
    return False, "not trained yet; `uv run alongside train` does it"


def _server(settings: Settings) -> tuple[bool, str]:
    if not settings.rasa_url:
        return True, "not used (the assistant runs in the bot's own process)"
    try:
        httpx.get(settings.rasa_url, timeout=3, trust_env=False).raise_for_status()
    except httpx.HTTPError as error:
        return False, (
            f"RASA_URL is set and does not answer ({type(error).__name__}); "
            "`uv run alongside rasa` starts it"
        )
    return True, "answers"


def _database(settings: Settings) -> tuple[bool, str]:
    from bot.store import Store, migrate

    store = Store(settings.database_url)
    here, newest = migrate.current(store.engine)
    name = store.engine.dialect.name
    if here != newest:
        behind = f"{name} at revision {here or 'none'}, newest is {newest}"
        return False, f"{behind}; `uv run alongside db upgrade` brings it there"
    return True, f"{name}, at the newest revision"


def _telegram(settings: Settings) -> tuple[bool, str]:
    if settings.telegram_token is None:
        return True, "TELEGRAM_TOKEN is not set, so practice runs in the terminal"
    own = settings.telegram_api_url
    url = f"{own or 'https://api.telegram.org'}/bot{settings.telegram_token.get_secret_value()}"
    try:
        answer = httpx.get(f"{url}/getMe", timeout=5, trust_env=not own)
    except httpx.HTTPError as error:
        return False, f"the Bot API can't be reached ({type(error).__name__})"
    if answer.status_code != 200:
        return False, "the token is refused; @BotFather shows the right one"
    return True, f"the token belongs to @{answer.json()['result']['username']}"


def _contacts(settings: Settings) -> tuple[bool, str]:
    if settings.contacts:
        return True, "your own contacts are offered when somebody steps out"
    return True, "CONTACTS is not set: general help lines are offered instead of your own people"
