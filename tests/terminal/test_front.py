"""The loop in the terminal, with typed lines from a list."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot import wording
from bot.service import PracticeService
from bot.store.repository import StoredTrainee
from bot.terminal_front.front import TerminalFront, script_lines
from tests.fakes.driver import FakeDriver
from tests.service.talk import DEE, stored

Run = Callable[..., str]


@pytest.fixture
def who(service: PracticeService) -> StoredTrainee:
    made = service.store.add_trainee("terminal", "local")
    service.store.consent(made.id)
    found = service.store.trainee("terminal", "local")
    assert found is not None
    return found


@pytest.fixture
def run(service: PracticeService) -> Run:
    """Run the loop over typed lines (an exception is raised instead); what was printed."""

    def typed(lines: list[str | type[BaseException]], scenario: str | None = None) -> str:
        out, rest = io.StringIO(), iter(lines)

        def read() -> str:
            line = next(rest, EOFError)
            if isinstance(line, str):
                return line
            raise line

        trainee = service.store.add_trainee("terminal", "local")
        console = Console(file=out, width=300, highlight=False)
        TerminalFront(service, trainee, console, read).run(scenario)
        assert next(rest, None) is None, "the loop left before all was read"
        return " ".join(out.getvalue().split())

    return typed


def opened(service: PracticeService, who: StoredTrainee) -> str:
    line = service.line_to_answer(who)
    assert line is not None
    return line


def test_a_scene_is_chosen_by_number(
    service: PracticeService, who: StoredTrainee, run: Run
) -> None:
    out = run(["2"])
    menu = service.scene_menu(who)
    assert menu.choices[1].label in out
    latest = service.store.latest(who.id)
    assert latest is not None
    assert f"scene:{latest.scenario}" == menu.choices[1].id
    assert opened(service, who) in out


def test_the_buttons_of_the_coach_by_number(
    service: PracticeService, who: StoredTrainee, run: Run
) -> None:
    out = run(["You should rest.", "4", "/again", "You should rest.", "2", "1"], DEE)
    assert "“You should rest”" in out
    latest = service.store.latest(who.id)
    assert latest is not None
    assert service.store.objections(latest.id) == [(1, "P4", "")]
    assert len(latest.turns[1].offers) >= 2
    assert [t.taken_back for t in latest.turns] == [True, True]
    assert all(offer in out for offer in latest.turns[1].offers)


def test_a_number_without_a_choice_is_a_reply(
    service: PracticeService, who: StoredTrainee, run: Run, driver: FakeDriver
) -> None:
    run(["7", "²", "12345"], DEE)
    assert [r for _, r in driver.played] == ["7", "²", "12345"]


def test_odd_digits_beside_choices_are_a_reply(
    who: StoredTrainee, run: Run, driver: FakeDriver
) -> None:
    run(["You should rest.", "²", "9"], DEE)
    assert [r for _, r in driver.played] == ["You should rest.", "²", "9"]


def test_an_unknown_command_is_not_played(who: StoredTrainee, run: Run, driver: FakeDriver) -> None:
    out = run(["/nonsense", "/"], DEE)
    assert "That command isn't one of these" in out
    assert "/hint" in out
    assert driver.played == []


def test_commands(service: PracticeService, who: StoredTrainee, run: Run) -> None:
    out = run(
        ["/hint", "/HINT", "You should rest.", "/ways", "/disagree", "/again", "/help", "/stop",
         "/resume", "/coach", "2", "/scenarios", "/quit"],
        DEE,
    )  # fmt: skip
    for wanted in (
        "A thought for this line", "Other ways to answer", wording.DISAGREED, "Back one turn",
        "/disagree, /quit", "no longer Dee speaking", "Back with Dee", "Coach notes: at the end.",
        wording.CHOOSE, "Left as it is",
    ):  # fmt: skip
        assert wanted in out, wanted
    latest = service.store.latest(who.id)
    assert latest is not None
    assert latest.coach_mode == "end"


def test_each_command_of_the_loop_is_in_its_help(who: StoredTrainee, run: Run) -> None:
    known = run(["/nonsense"], DEE).partition("one of these: ")[2].partition(". To say")[0].split()
    assert "/quit" in known
    assert len(known) > 10
    out = run(["/help"], DEE)
    assert [name for name in known if name not in out] == []


@pytest.mark.parametrize("leave", [EOFError, KeyboardInterrupt, "/quit"])
def test_leaving_keeps_the_conversation_at_its_line(
    service: PracticeService,
    who: StoredTrainee,
    run: Run,
    driver: FakeDriver,
    leave: str | type[BaseException],
) -> None:
    out = run(["What happened?", leave], DEE)
    assert "Left as it is" in out
    line = opened(service, who)
    before = service.store.latest(who.id)
    assert before is not None
    out = run([EOFError])
    assert line in out
    after = stored(service, before)
    assert (after.state, after.turns, after.status) == (before.state, before.turns, "active")
    run(["How was it?"])
    assert [t.number for t in stored(service, before).turns] == [1, 2]
    assert len(driver.played) == 2


def test_pause_leaves_and_the_next_run_goes_on(
    service: PracticeService, who: StoredTrainee, run: Run
) -> None:
    out = run(["/pause"], DEE)
    assert wording.PAUSED in out
    paused = service.store.latest(who.id, ("paused",))
    assert paused is not None
    assert paused.state.client_line in run([])
    assert stored(service, paused).status == "active"


def test_end_and_carry(service: PracticeService, who: StoredTrainee, run: Run) -> None:
    out = run(["What happened?", "/end", "1"], DEE)
    assert "debrief" in out
    assert "Picture:" in out
    trainee = service.store.trainee("terminal", "local")
    assert trainee is not None
    assert trainee.carry
    assert trainee.carry in run(["/quit"], DEE)


def test_consent_is_asked_for_and_no_means_no(service: PracticeService, run: Run) -> None:
    out = run(["what?", "2"], DEE)
    assert wording.CONSENT_ASK in out
    assert "1 or 2" in out
    assert wording.CONSENT_DECLINED in out
    trainee = service.store.trainee("terminal", "local")
    assert trainee is not None
    assert not trainee.consented
    assert service.store.latest(trainee.id) is None


def test_consent_given(service: PracticeService, run: Run) -> None:
    run(["y", "Hello there."], DEE)
    trainee = service.store.trainee("terminal", "local")
    assert trainee is not None
    assert trainee.consented
    latest = service.store.latest(trainee.id)
    assert latest is not None
    assert len(latest.turns) == 1


@pytest.mark.parametrize("leave", [EOFError, KeyboardInterrupt])
def test_leaving_at_the_question_of_consent(
    service: PracticeService, run: Run, leave: type[BaseException]
) -> None:
    out = run([leave], DEE)
    assert "Left as it is" not in out
    trainee = service.store.trainee("terminal", "local")
    assert trainee is not None
    assert not trainee.consented


def test_an_unknown_scene_names_those_there_are(who: StoredTrainee, run: Run) -> None:
    out = run([], "nowhere")
    assert wording.NO_SCENE in out
    assert DEE in out


def test_when_the_assistant_is_down_the_loop_goes_on(
    service: PracticeService, who: StoredTrainee, run: Run, driver: FakeDriver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("tests.fakes.driver.DriverError", _odd_error)
    driver.fail = 1
    out = run(["What happened?", "What happened?"], DEE)
    assert "[/odd] path" in out
    latest = service.store.latest(who.id)
    assert latest is not None
    assert [t.number for t in latest.turns] == [1]


def _odd_error(message: str) -> Exception:
    from bot.dialogue import DriverError

    return DriverError("[/odd] path")


def test_a_script_is_its_lines_without_remarks(tmp_path: Path) -> None:
    path = tmp_path / "replies.txt"
    path.write_text("# a remark\nHello.\n\n/end\n", encoding="utf-8")
    assert script_lines(path) == ["Hello.", "", "/end"]
    shipped = script_lines(None)
    assert shipped[-1] == "/end"
    assert "/again" in shipped
    assert not any(line.startswith("#") for line in shipped)
