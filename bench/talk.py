"""Talking to a bot over Rasa's REST channel on 127.0.0.1, with a clock on each reply."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from typing import Any, Protocol, Self

from bench.processes import BenchError
from bench.texts import OURS, STARTER

_IDLE_SECONDS = 2.0  # the server closes a quiet connection after 5
Answer = list[dict[str, Any]]


class Talker(Protocol):
    """One conversation: what to post next, and what to take from the answer."""

    def body(self) -> dict[str, Any]:
        """The next message as the REST channel takes it."""
        ...

    def heard(self, answer: Answer) -> None:
        """Take the answer in. BenchError if it is none."""
        ...


MakeTalker = Callable[[], Talker]


class StarterTalker:
    """A conversation with the starter bot, under one sender."""

    def __init__(self) -> None:
        self._sender = uuid.uuid4().hex
        self._said = 0

    def body(self) -> dict[str, Any]:
        """The next of its texts."""
        text = STARTER[self._said % len(STARTER)]
        self._said += 1
        return {"sender": self._sender, "message": text}

    def heard(self, answer: Answer) -> None:
        """Anything will do: now and then its policies choose to listen."""


class OurTalker:
    """A practice conversation as the product's HTTP driver leads it: the state goes along.

    ``one_sender`` keeps one Rasa conversation for all messages, which the product does not do:
    it shows whether replies grow slower. An encounter that ends is followed by the next.
    """

    def __init__(self, one_sender: bool = False) -> None:
        from bot import content

        self._scenes = list(content.load().scenarios.values())
        self._sender = uuid.uuid4().hex if one_sender else None
        self._said = 0
        self._begun = 0
        self._begin()

    def _begin(self) -> None:
        from bot.practice import client

        scene = self._scenes[self._begun % len(self._scenes)]
        self._begun += 1
        self.state = client.begin(scene, seed=self._begun).state

    def text(self) -> str:
        """The next of its texts."""
        self._said += 1
        return OURS[(self._said - 1) % len(OURS)]

    def body(self) -> dict[str, Any]:
        """The next of its texts, with the encounter's state."""
        from bot.dialogue.driver import metadata, safe_text

        text = self.text()
        return {
            "sender": self._sender or uuid.uuid4().hex,
            "message": safe_text(text),
            "metadata": metadata(self.state, text),
        }

    def heard(self, answer: Answer) -> None:
        """Take the state after the turn; both parts of the answer must be there."""
        from bot.dialogue.driver import DriverError, Played

        try:
            self.took(Played.from_messages(answer).state)
        except DriverError as error:
            raise BenchError(f"An answer without its parts: {answer}") from error

    def took(self, state: Any) -> None:
        """Go on from ``state``, or begin the next encounter if it has ended."""
        self.state = state
        if state.ended:
            self._begin()


class Line:
    """A kept-open connection to one server."""

    def __init__(self, port: int, seconds: float = 60.0) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
        self._used = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def say(self, talker: Talker) -> tuple[float, Answer]:
        """Post the next message. Seconds until the whole answer was read, and the answer."""
        sent = json.dumps(talker.body()).encode()
        if time.monotonic() - self._used > _IDLE_SECONDS:
            self._connection.close()
            self._connection.connect()
        begun = time.perf_counter()
        self._connection.request(
            "POST",
            "/webhooks/rest/webhook",
            body=sent,
            headers={"Content-Type": "application/json"},
        )
        response = self._connection.getresponse()
        read = response.read()
        took = time.perf_counter() - begun
        self._used = time.monotonic()
        if response.status != 200:
            raise BenchError(f"The server answered {response.status}: {read[:300]!r}")
        answer: Answer = json.loads(read)
        talker.heard(answer)
        return took, answer


def first_reply(port: int, make: MakeTalker, alive: Callable[[], None], seconds: float) -> None:
    """Try until the server gives a reply. ``alive`` raises when its processes have ended."""
    until = time.monotonic() + seconds
    last: object = "an empty answer"
    while time.monotonic() < until:
        alive()
        try:
            with Line(port) as line:
                if line.say(make())[1]:
                    return
        except (OSError, HTTPException, BenchError) as error:
            last = error
        time.sleep(0.05)
    raise BenchError(f"No reply within {seconds:.0f} s of starting the server; last: {last}")
