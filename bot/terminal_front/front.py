"""The conversation loop in a terminal: type a reply, a /command, or the number of a choice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextvars import copy_context
from pathlib import Path
from typing import Final

from rich.console import Console

from bot import wording
from bot.dialogue import DriverError
from bot.i18n import _, speaking
from bot.service import PracticeService, Say
from bot.service.messages import Choice, note
from bot.store.repository import StoredTrainee
from bot.terminal_front import words
from bot.terminal_front.render import render

CHANNEL = "terminal"

_Shows = Callable[[PracticeService, StoredTrainee], Sequence[Say]]
_SHOWS: Final[dict[str, _Shows]] = {
    "start": lambda service, who: [note(f"{service.about()}\n\n{service.privacy(who)}")],
    "scenarios": lambda service, who: [service.scene_menu(who)],
    "progress": lambda service, who: service.progress(who),
    "conversations": lambda service, who: [service.past(who)],
    "settings": lambda service, who: [service.settings_menu(who)],
    "coach": lambda service, who: [service.coach_menu()],
    "reminders": lambda service, who: [service.reminders_menu(who)],
    "privacy": lambda service, who: [note(service.privacy(who))],
    "help": lambda service, who: [note(_(wording.HELP) + "\n/ways, /disagree, /quit")],
}
_DOES: Final[dict[str, Callable[[PracticeService, StoredTrainee], object]]] = {
    "hint": lambda service, who: service.hint(who),
    "again": lambda service, who: service.again(who),
    "ways": lambda service, who: service.ways(who),
    "disagree": lambda service, who: service.disagree(who, 0),
    "pause": lambda service, who: service.pause(who),
    "resume": lambda service, who: service.resume(who),
    "stop": lambda service, who: service.step_out(who),
}


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
        with speaking(self.trainee.language):
            self._run(scenario)

    def _run(self, scenario: str | None) -> None:
        try:
            if self._consent() and self._open(scenario):
                self.talk()
        except (KeyboardInterrupt, EOFError):
            self._left()

    def talk(self) -> None:
        """Take replies until there are no more."""
        try:
            while self._step_in_their_language():
                pass
        except EOFError:
            self._left()
        finally:
            self._loop.close()

    def _left(self) -> None:
        if self.service.store.latest(self.trainee.id):
            with speaking(self.trainee.language):
                self.console.print("\n" + _(words.LEFT_AS_IT_IS), style="italic")

    def _consent(self) -> bool:
        changed = self.service.must_agree(self.trainee)
        if self.trainee.consented and changed is None:
            return True
        self.show([changed] if changed and self.trainee.consented else self.service.welcome())
        while True:
            answer = self._read().strip().casefold()
            if answer in ("1", "y", "yes"):
                self.service.agree(self.trainee)
                return True
            if answer in ("2", "n", "no"):
                self.console.print(_(wording.CONSENT_DECLINED))
                return False
            self.console.print(_(words.ONE_OR_TWO), style="italic")

    def _open(self, scenario: str | None) -> bool:
        """Start the named scene, go on with an open one, or let the trainee choose."""
        if scenario:
            return self._start(scenario)
        if self.service.store.latest(self.trainee.id, ("active", "paused")):
            self.service.resume(self.trainee)
            self.deliver()
            return True
        self.show([self.service.scene_menu(self._fresh())])
        return True

    def _start(self, scenario: str) -> bool:
        started = self.service.start(self._fresh(), scenario)
        self.deliver()
        if started is None:
            there = ", ".join(sorted(self.service.content.scenarios))
            self.console.print(_(words.SCENES_THERE).format(scenes=there))
        return started is not None

    def _step_in_their_language(self) -> bool:
        """A step; it may change the language for the next one."""
        with speaking(self._fresh().language):
            return self._step()

    def _now[T](self, doing: Coroutine[object, object, T]) -> T:
        """What ``doing`` returns, in the language of now: a loop keeps that of its first task."""
        return self._loop.run(doing, context=copy_context())

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
            self.console.print(_(wording.UNKNOWN_COMMAND).format(commands=known), style="italic")
            return True
        self._reply(typed)
        return True

    def _reply(self, text: str) -> None:
        try:
            with self.console.status("…"):
                self._now(self.service.reply(self._fresh(), text))
        except DriverError as error:
            self.console.print(f"{_(wording.FAILED)}\n{error}", style="italic", markup=False)
        self.deliver()

    def _commands(self) -> tuple[str, ...]:
        return tuple(f"/{name}" for name in (*_SHOWS, *_DOES, "end", "mydata", "forget"))

    def _command(self, name: str) -> bool:
        service, who = self.service, self._fresh()
        known = name.removeprefix("/")
        if who.asked and who.asked["what"] != "edit":
            # Whoever turns to something else leaves a question of ours unanswered.
            service.store.set_trainee(who.id, asked=None)
            who = self._fresh()
        if known in _SHOWS:
            self.show(_SHOWS[known](service, who))
        elif known == "end":
            self._now(service.end(who))
        elif known == "mydata":
            self._my_data(who)
        elif known == "forget":
            self.show([service.forget_ask()])
        else:
            _DOES[known](service, who)
        self.deliver()
        return name != "/pause"

    def _my_data(self, who: StoredTrainee) -> None:
        """Write the page where the trainee is, for them to keep or delete."""
        path = Path(_(wording.MYDATA_NAME)).resolve()
        path.write_bytes(self.service.my_data(who))
        self.console.print(f"{_(wording.MYDATA)}\n{path}", style="italic", markup=False)

    def _choose(self, choice: Choice) -> bool:
        self._choices = ()
        who = self._fresh()
        if choice.id == "forget:yes":
            self.service.erase(who.id)
            self.console.print(_(wording.FORGOTTEN), style="italic")
            return False
        shown = self._now(self.service.choose(who, choice.id))
        self.show(list(shown))
        self.deliver()
        return not choice.id.startswith("carry:")

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

    def show(self, said: Sequence[Say]) -> None:
        """Print messages; the newest choices can be picked by number."""
        for say in said:
            self.console.print(render(say))
            if say.choices:
                self._choices = say.choices


def script_lines(path: Path | None) -> list[str]:
    """A script's replies, one a line; the one that ships if ``path`` is None."""
    path = path or Path(__file__).with_name("script.txt")
    return [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
