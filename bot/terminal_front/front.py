"""The conversation loop in a terminal: type a reply, a /command, or the number of a choice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from bot import wording
from bot.dialogue import DriverError
from bot.service import PracticeService, Say
from bot.service.messages import Choice
from bot.store.repository import StoredTrainee
from bot.terminal_front.render import render

CHANNEL = "terminal"


class TerminalFront:
    """One trainee at one terminal."""

    def __init__(
        self,
        service: PracticeService,
        trainee: StoredTrainee,
        console: Console,
        read: Callable[[], str],
    ) -> None:
        self.service = service
        self.trainee = trainee
        self.console = console
        self._read = read
        self._choices: tuple[Choice, ...] = ()
        self._loop = asyncio.Runner()

    # -- the loop ----------------------------------------------------------------------------

    def run(self, scenario: str | None) -> None:
        """Talk until the trainee leaves. Ctrl-C and Ctrl-D leave; the conversation keeps."""
        try:
            if self._consent() and self._open(scenario):
                self.talk()
        except (KeyboardInterrupt, EOFError):
            self._left()

    def talk(self) -> None:
        """Take replies until there are no more."""
        try:
            while self._step():
                pass
        except EOFError:
            self._left()
        finally:
            self._loop.close()

    def _left(self) -> None:
        if self.service.store.latest(self.trainee.id):
            self.console.print(
                "\nLeft as it is. The same command brings you back to this line.", style="italic"
            )

    def _consent(self) -> bool:
        if self.trainee.consented:
            return True
        self.show(self.service.welcome())
        while True:
            answer = self._read().strip().casefold()
            if answer in ("1", "y", "yes"):
                self.service.store.consent(self.trainee.id)
                return True
            if answer in ("2", "n", "no"):
                self.console.print(wording.CONSENT_DECLINED)
                return False
            self.console.print("1 or 2, whichever fits.", style="italic")

    def _open(self, scenario: str | None) -> bool:
        """Start the named scene, go on with an open one, or let the trainee choose."""
        if scenario:
            return self._start(scenario)
        if self.service.store.latest(self.trainee.id, ("active", "paused")):
            self.service.resume(self.trainee)
            self.deliver()
            return True
        self.show([self.service.scene_menu(self.trainee)])
        return True

    def _start(self, scenario: str) -> bool:
        started = self.service.start(self._fresh(), scenario)
        self.deliver()
        if started is None:
            self.console.print("Scenes: " + ", ".join(sorted(self.service.content.scenarios)))
        return started is not None

    def _step(self) -> bool:
        typed = self._read()
        word = typed.strip().casefold()
        if word.isdecimal() and self._choices and 1 <= int(word) <= len(self._choices):
            return self._choose(self._choices[int(word) - 1])
        if word.startswith("/") and word.split()[0] in self._commands():
            return self._command(word.split()[0])
        if word.startswith("/") and word[1:].isalpha():
            known = " ".join((*self._commands(), "/quit"))
            if word == "/quit":
                raise EOFError
            self.console.print(wording.UNKNOWN_COMMAND.format(commands=known), style="italic")
            return True
        self._reply(typed)
        return True

    def _reply(self, text: str) -> None:
        try:
            with self.console.status("…"):
                self._loop.run(self.service.reply(self.trainee, text))
        except DriverError as error:
            self.console.print(f"{wording.FAILED}\n{error}", style="italic", markup=False)
        self.deliver()

    def _commands(self) -> tuple[str, ...]:
        names = "scenarios hint again ways disagree coach pause resume end stop help"
        return tuple(f"/{name}" for name in names.split())

    def _command(self, name: str) -> bool:
        service, who = self.service, self._fresh()
        if name == "/scenarios":
            self.show([service.scene_menu(who)])
        elif name == "/hint":
            service.hint(who)
        elif name == "/again":
            service.again(who)
        elif name == "/ways":
            service.ways(who)
        elif name == "/disagree":
            service.disagree(who, 0)
        elif name == "/coach":
            self.show([service.coach_menu()])
        elif name == "/resume":
            service.resume(who)
        elif name == "/end":
            self._loop.run(service.end(who))
        elif name == "/help":
            self.console.print(wording.HELP + "\n/ways, /disagree, /quit", style="italic")
        elif name in ("/pause", "/stop"):
            (service.pause if name == "/pause" else service.step_out)(who)
            self.deliver()
            return name != "/pause"
        self.deliver()
        return True

    def _choose(self, choice: Choice) -> bool:
        kind, _, rest = choice.id.partition(":")
        self._choices = ()
        who = self._fresh()
        if kind == "scene":
            return self._start(rest)
        if kind == "again":
            self.service.again(who, int(rest))
        elif kind == "ways":
            self.service.ways(who, int(rest))
        elif kind == "no":
            self.service.disagree(who, int(rest))
        elif kind == "coach":
            self.service.set_coach(who, rest)
        elif kind == "carry":
            encounter, _, index = rest.partition(":")
            self.service.carry(who, encounter, int(index))
        self.deliver()
        return kind != "carry"

    # -- showing -----------------------------------------------------------------------------

    def _fresh(self) -> StoredTrainee:
        found = self.service.store.trainee(self.trainee.channel, self.trainee.external_id)
        self.trainee = found or self.trainee
        return self.trainee

    def deliver(self) -> None:
        """Print what is waiting, and mark it as sent."""
        for message in self.service.store.unsent(self.trainee.account):
            self.show([Say.from_json(message.payload)])
            self.service.store.sent(message.id)

    def show(self, said: list[Say]) -> None:
        """Print messages; the newest choices can be picked by number."""
        for say in said:
            self.console.print(render(say))
            if say.choices:
                self._choices = say.choices


def script_lines(path: Path | None) -> list[str]:
    """A script's replies, one a line; the one that ships if ``path`` is None."""
    path = path or Path(__file__).with_name("script.txt")
    return [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
