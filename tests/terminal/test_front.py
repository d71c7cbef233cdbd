"""The loop in the terminal, with typed lines from a list."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot import wording
from bot.i18n import _, speaking
from bot.service import PracticeService
from bot.store.repository import StoredTrainee
from bot.terminal_front import words
from bot.terminal_front.front import TerminalFront, script_lines
from tests.fakes.database import counts
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
    menu = service.scene_menu(who)
    scene = menu.choices[0].id.removeprefix("card:")
    aims = service.content.scenarios[scene].aims
    out = run(["1", "1", "2"])
    assert menu.choices[0].label in out
    latest = service.store.latest(who.id)
    assert latest is not None
    assert (latest.scenario, latest.aim) == (scene, aims[1])
    assert opened(service, who) in out


def test_the_buttons_of_the_coach_by_number(
    service: PracticeService, who: StoredTrainee, run: Run
) -> None:
    out = run(
        ["You should rest.", "4", "She asked me what to do.", "/again", "You should rest.", "2",
         "1"],
        DEE,
    )  # fmt: skip
    assert "“You should rest”" in out
    latest = service.store.latest(who.id)
    assert latest is not None
    assert service.store.objections(latest.id) == [(1, "P4", "She asked me what to do.")]
    assert len(latest.turns[1].offers) >= 2
    assert [t.taken_back for t in latest.turns] == [True, True]
    assert all(offer in out for offer in latest.turns[1].offers)


def test_a_command_leaves_a_question_unanswered(
    service: PracticeService, who: StoredTrainee, run: Run, driver: FakeDriver
) -> None:
    """After "I disagree" and then /again, what is typed is for the client."""
    run(["You should rest.", "/disagree", "/again", "How are you?"], DEE)
    assert [r for _, r in driver.played] == ["You should rest.", "How are you?"]
    latest = service.store.latest(who.id)
    assert latest is not None
    assert service.store.objections(latest.id) == [(1, "P4", "")]


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
        ["/hint", "/HINT", "You should rest.", "/ways", "2", "/disagree", "/again", "/help",
         "/stop", "/resume", "/coach", "2", "/privacy", "/settings", "/conversations", "/progress",
         "/scenarios", "/quit"],
        DEE,
    )  # fmt: skip
    for wanted in (
        "A thought for this line", "A thought before other words", "Other ways to answer",
        wording.DISAGREED, "Back one turn",
        "What is kept:", wording.SETTINGS, wording.PAST, wording.PROGRESS_NONE,
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
    out = run(["/help"], DEE).rpartition("What you write goes to the client")[2]
    listed = re.findall(r"(?<![\w.])/[a-z]+", out)
    assert set(listed) == set(known)


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


def test_everything_kept_is_written_where_the_trainee_is(
    who: StoredTrainee, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = run(["You should rest, zanzibar.", "/mydata"], DEE)
    page = tmp_path / wording.MYDATA_NAME
    assert str(page) in out
    assert "You should rest, zanzibar." in page.read_text(encoding="utf-8")


def test_forgetting_asks_first_and_then_leaves_nothing(
    service: PracticeService, who: StoredTrainee, run: Run
) -> None:
    out = run(["You should rest.", "/forget", "2", "/forget", "1"], DEE)
    assert " ".join(wording.FORGET_ASK.split()) in out
    assert wording.KEPT_ALL in out
    assert " ".join(wording.FORGOTTEN.split()) in out
    assert service.store.trainee("terminal", "local") is None
    assert set(counts(service.store)) <= {"gap"}


def test_another_language(service: PracticeService, who: StoredTrainee, run: Run) -> None:
    """The interface follows the trainee's language; the client stays as authored."""
    service.store.set_trainee(who.id, language="es")
    with speaking("es"):
        menu = service.scene_menu(who)
        asked = service.coach_menu()
    out = run(["/coach"])
    for text in (menu.choices[-1].label, asked.text, asked.choices[0].label):
        assert " ".join(text.split()) in out


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
    assert trainee.agreed_to == "all"
    latest = service.store.latest(trainee.id)
    assert latest is not None
    assert len(latest.turns) == 1


def test_more_readers_than_were_agreed_to_are_asked_about_again(
    service: PracticeService, who: StoredTrainee, run: Run
) -> None:
    service.store.consent(who.id, "shared")
    out = run(["2"], DEE)
    assert "who can read your conversations has changed here" in out
    assert service.store.latest(who.id) is None
    run(["1", "Hello there."], DEE)
    trainee = service.store.trainee("terminal", "local")
    assert trainee is not None
    assert trainee.agreed_to == "all"
    assert wording.CONSENT_ASK not in run(["/quit"])


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


def test_another_language_counts_from_the_next_line_on(who: StoredTrainee, run: Run) -> None:
    """Also in what is said within the loop, which began in the language before."""
    out = run(["/settings", "5", "2", "/coach", "2", "/quit"], DEE)
    assert wording.LANGUAGE_ASK in out
    _before, _change, after = out.partition("Cómo practicas")
    with speaking("es"):
        mode = _(wording.COACH_MODE).format(mode=_(wording.COACH_MODES["end"]))
        assert _(wording.COACH_ASK) in after
        assert mode in after
        assert _(words.LEFT_AS_IT_IS) in after
    assert "Left as it is" not in out


def test_first_steps_are_in_the_language_of_who_is_there(
    service: PracticeService, run: Run
) -> None:
    made = service.store.add_trainee("terminal", "local")
    service.store.set_trainee(made.id, language="es")
    out = run(["?", "1"], "no-such-scene")
    with speaking("es"):
        assert _(words.ONE_OR_TWO) in out
    assert "Escenas: " in out
