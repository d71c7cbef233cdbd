"""What a supervisor wrote, read and answered at the terminal."""

from __future__ import annotations

from bot import wording
from bot.service import PracticeService
from bot.store.repository import StoredTrainee
from tests.fakes.database import take
from tests.fakes.driver import FakeDriver
from tests.service.commenting import REPLY, WORDS, comments, write
from tests.service.talk import DEE, stored
from tests.terminal.test_front import Run, run, who

__all__ = ["run", "who"]


def test_it_is_answered_by_the_number_of_its_choice(
    service: PracticeService, driver: FakeDriver, who: StoredTrainee, run: Run
) -> None:
    run([REPLY], DEE)
    take(service.store, who)
    now = service.store.latest(who.id)
    assert now is not None
    write(service, now, "[bold]Calm[/bold]. " + WORDS)
    service.pause(who)
    out = run(["1", "Her hands."])
    assert "[bold]Calm[/bold]. " + WORDS in out
    assert wording.ANSWER_ASK in out
    assert wording.ANSWER_KEPT.format(text="Her hands.") in out
    assert [answer for _, answer, _ in comments(service.store)] == ["Her hands."]
    assert [t.reply for t in stored(service, now).turns] == [REPLY]
