"""The desk served on this machine, and people who look at it with a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, url_for
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)
from waitress import create_server, wasyncore

from bot.content import Content
from bot.review.app import make_app
from bot.review.serve import HOST
from bot.settings import Settings
from bot.store import Store, migrate
from tests.review.browser.practice import Practice, fill
from tests.review.people import furnish

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
    # Whatever a page asks for, nothing but this machine answers.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
)  # fmt: skip
PHONE, DESKTOP = 390, 1440
SECONDS = 15  # for anything a page should do: long, since all cores may be at work
HIGH = {PHONE: 844, DESKTOP: 900}

expect.set_options(timeout=SECONDS * 1000)


@dataclass
class Desk:
    """A desk that runs, with its people, and everything that went wrong in a browser there."""

    url: str
    app: Flask
    practice: Practice
    browser: Browser
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(
        self, who: str = "", *, width: int = DESKTOP, scripts: bool = True, **more: Any
    ) -> Page:
        """A page of a browser of its own; signed in as ``who``, unless that is ""."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": HIGH[width]},
            is_mobile=width == PHONE,
            has_touch=width == PHONE,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(SECONDS * 1000)
        self.contexts.append(context)
        if who:
            office = self.practice.office
            token = office.shelf.sign_in(office.reviewers[who], "Chrome on Linux")
            context.add_cookies([cookie(self.app, token, self.url)])
        page = context.new_page()
        self._watch(page)
        return page

    def to(self, endpoint: str, **values: Any) -> str:
        """The address of a page."""
        with self.app.test_request_context():
            return url_for(endpoint, **values)

    def see(self, page: Page, address: str) -> Page:
        """Go there. A page that isn't there fails the test at once."""
        answer = page.goto(address)
        assert answer
        assert answer.ok, f"{address}: {answer.status}"
        return page

    def was_meant(self, *signs: str) -> None:
        """What went wrong was meant to: ``signs`` are of faults that are none."""
        assert all(any(sign in fault for fault in self.faults) for sign in signs), self.faults
        self.faults[:] = [f for f in self.faults if not any(sign in f for sign in signs)]

    def leave(self) -> None:
        """Close all browsers of this desk."""
        while self.contexts:
            self.contexts.pop().close()

    def _watch(self, page: Page) -> None:
        def said(message: ConsoleMessage) -> None:
            # A form that comes back with words on what is missing is an answer like others.
            if message.type == "error" and "status of 422" not in message.text:
                self.faults.append(f"console: {message.text} ({message.location['url']})")

        def asked(request: Request) -> None:
            host = urlsplit(request.url).hostname
            if host not in (HOST, None):
                self.faults.append(f"asked another machine: {request.url}")

        def answered(response: Response) -> None:
            if response.status >= 500:
                self.faults.append(f"{response.status}: {response.url}")

        page.on("console", said)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", asked)
        page.on("response", answered)
        page.on("dialog", lambda dialog: (self.faults.append("a dialog"), dialog.dismiss()))


def cookie(app: Flask, token: str, url: str) -> dict[str, str]:
    """The cookie of a session with ``token``, on the desk at ``url``."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    found = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert found
    return {"name": found.key, "value": found.value, "url": url}


def active(page: Page) -> str:
    """The id of what has the focus; its name, or what it is, where it has none."""
    return str(
        page.evaluate(
            "(({id, name, tagName}) => id || name || tagName.toLowerCase())(document.activeElement)"
        )
    )


_PLACE = """(all, words) => {
  const walk = document.createTreeWalker(all, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    all.scrollIntoView({block: "center"});
    const all_of_it = [...range.getClientRects()];
    const first = all_of_it[0], last = all_of_it.at(-1);
    return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
  }
}"""


def select_words(page: Page, reply: Locator, words: str) -> None:
    """Draw the mouse over ``words`` of a reply."""
    left, top, right, bottom = reply.evaluate(_PLACE, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, bottom)
    page.mouse.move(right, bottom)
    page.mouse.up()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """``app`` on a free port of this machine. Gives its address."""
    sockets: dict[int, Any] = {}
    server: Any = create_server(app, map=sockets, host=HOST, port=0, threads=4, ident=None)
    thread = threading.Thread(target=server.run, name="desk")
    thread.start()
    try:
        yield f"http://{HOST}:{server.effective_port}"
    finally:
        server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets, ignore_all=True))
        thread.join()
        server.task_dispatcher.shutdown()


@contextmanager
def opened(folder: Path, content: Content, browser: Browser) -> Iterator[Desk]:
    """A desk on a database of its own. What went wrong in a browser is an error at the end."""
    store = Store(f"sqlite:///{folder / 'desk.sqlite3'}")
    migrate.upgrade(store.engine)
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        telegram_token=None,
        organisation="Northside Outreach",
        time_zone="Europe/Amsterdam",
        pictures=folder / "pictures",
    )
    practice = fill(furnish(store))
    app = make_app(store, content, settings)
    app.config["RATELIMIT_ENABLED"] = False
    try:
        with served(app) as url:
            desk = Desk(url, app, practice, browser)
            try:
                yield desk
            finally:
                desk.leave()
            assert not desk.faults, "\n".join(desk.faults)
    finally:
        store.close()
