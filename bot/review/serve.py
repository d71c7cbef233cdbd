"""Serving the desk on this machine: in the foreground, or beside something else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, Final

import click
from waitress import create_server, wasyncore

from bot.content import Content
from bot.review.app import make_app
from bot.settings import Settings
from bot.store.desk import DeskStore
from bot.store.repository import Store

HOST: Final = "127.0.0.1"  # this machine only; whoever wants more puts a proxy with https in front
_THREADS: Final = 4


def address(settings: Settings) -> str:
    """Where the desk is."""
    return f"http://{HOST}:{settings.review_port}"


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of ours."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def serve(store: Store, content: Content, settings: Settings) -> None:
    """Say where the desk is, and serve it until Ctrl-C. ClickException: the port is taken."""
    if not is_free(settings.review_port):
        raise click.ClickException(_taken(settings))
    click.echo(f"{where(store, settings)}\n(Ctrl-C stops it)")
    _server(store, content, settings, {}).run()


@contextmanager
def beside(settings: Settings) -> Iterator[str]:
    """The desk on a thread while the block runs. Gives one sentence on where it is, or why not.

    Practice never fails because of the desk: a taken port is said and passed over.
    """
    if not is_free(settings.review_port):
        yield _taken(settings)
        return
    from bot import content
    from bot.app import make_store

    store = make_store(settings)
    sockets: dict[int, Any] = {}
    server = _server(store, content.load(), settings, sockets)
    thread = threading.Thread(target=server.run, name="desk")
    thread.start()
    try:
        yield where(store, settings)
    finally:
        # On the server's own thread: once no socket is left, its loop ends.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets, ignore_all=True))
        thread.join()
        server.task_dispatcher.shutdown()
        store.close()


def _server(store: Store, content: Content, settings: Settings, sockets: dict[int, Any]) -> Any:
    app = make_app(store, content, settings)
    # Behind https, the proxy on this machine says who asked, and how; nobody else is believed.
    told = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
    proxy = {"trusted_proxy": HOST, "trusted_proxy_headers": told} if settings.review_https else {}
    return create_server(
        app,
        map=sockets,
        host=HOST,
        port=settings.review_port,
        threads=_THREADS,
        ident=None,
        **proxy,
    )


def where(store: Store, settings: Settings) -> str:
    """A sentence on where the desk is, and how to get in if nobody has an account yet."""
    text = f"The supervisor's desk: {address(settings)}"
    if not DeskStore(store).has_reviewers():
        text += "  (first account: uv run alongside people add-supervisor EMAIL)"
    return text


def _taken(settings: Settings) -> str:
    return (
        f"Port {settings.review_port} is taken, perhaps by another desk of yours. "
        "REVIEW_PORT in .env chooses another one."
    )
