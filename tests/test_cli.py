"""The command line, for everything that needs no Rasa."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from bot import cli
from bot.practice.codes import KEYS
from bot.service import PracticeService
from bot.settings import Settings
from bot.store import Store, migrate
from bot.terminal_front import start
from tests.fakes.database import counts

Alongside = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path, no_environment: None) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=f"sqlite:///{tmp_path / 'new' / 'test.sqlite3'}",
        pictures=tmp_path / "pictures",
        rasa_model=tmp_path / "none.tar.gz",
    )


@pytest.fixture
def alongside(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Alongside:
    """Run the command with the test's settings."""
    monkeypatch.setattr(cli, "load", lambda: settings)
    monkeypatch.setattr(cli.logs, "configure", lambda level: None)

    def run(*args: str, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli.main, args, input=given)

    return run


# -- help ----------------------------------------------------------------------------------


def commands(
    group: click.Group = cli.main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize(("path", "command"), commands(), ids=lambda v: str(v))
def test_every_command_says_what_it_does(
    alongside: Alongside, path: tuple[str, ...], command: click.Command
) -> None:
    result = alongside(*path, "--help")
    assert result.exit_code == 0
    shown = " ".join(result.output.split())
    assert command.help
    assert re.match(r"[A-Z].{10,}\.$", command.help.strip(), re.DOTALL)
    assert " ".join(command.help.split()) in shown
    for option in (p for p in command.params if isinstance(p, click.Option)):
        assert option.help, option.name
        assert " ".join(option.help.split()) in shown


def test_the_overview_names_every_command(alongside: Alongside) -> None:
    shown = alongside("-h").output
    listed = set(re.findall(r"^  ([a-z]+)  ", shown, re.MULTILINE))
    assert listed == set(cli.main.commands)
    assert {"practice", "telegram", "analyse", "doctor"} <= listed


# -- analyse -------------------------------------------------------------------------------

DIRECTING = "You need to stop seeing him."


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.output.splitlines()]


def test_analyse_keeps_order_and_ids(alongside: Alongside) -> None:
    given = [
        {"id": "b", "client": "He took the money back.", "reply": DIRECTING},
        {"id": 7, "reply": "Hello."},
        {"id": None, "client": None, "reply": ""},
        {"reply": "How was your night?", "voice": "moss", "codes": ["P1"]},
        {"id": ["any", {"thing": 1}], "reply": "Bonjour, je suis là, prenez le temps qu'il faut."},
    ]
    text = "\n".join(json.dumps(g) for g in given[:2]) + "\n\n  \n"
    text += "\n".join(json.dumps(g) for g in given[2:])
    result = alongside("analyse", given=text)
    assert result.exit_code == 0
    answers = rows(result)
    assert [a["id"] for a in answers] == [g.get("id") for g in given]
    assert all(set(a) - {"note"} == {"id", "findings", "alternatives"} for a in answers)
    assert [i for i, a in enumerate(answers) if "English" in a.get("note", "")] == [4]
    assert answers[0]["findings"]
    assert answers[2]["findings"] == answers[4]["findings"] == []


def test_analyse_finds_and_offers(alongside: Alongside) -> None:
    line = {"id": 1, "client": "He took the money back.", "reply": DIRECTING}
    (answer,) = rows(alongside("analyse", given=json.dumps(line)))
    flags = [f for f in answer["findings"] if f["shown"] and f["code"][0] in "PS"]
    assert flags
    for found in answer["findings"]:
        assert found["key"] == KEYS[found["code"]]
        assert 0 <= found["confidence"] <= 1
        assert DIRECTING[found["start"] : found["end"]] == found["quote"]
        assert found["why"]
    assert 2 <= len(answer["alternatives"]) <= 3
    for other in answer["alternatives"]:
        assert other["text"]
        assert set(other["codes"]) <= set(KEYS)


def test_analyse_counts_code_points(alongside: Alongside) -> None:
    """Emoji, skin tones and combining marks in front each count as the code points they are."""
    front = "😀👍🏽 👩‍👧 Zoë\u0301. "
    plain, odd = rows(
        alongside(
            "analyse",
            given="\n".join(json.dumps({"reply": r}) for r in (DIRECTING, front + DIRECTING)),
        )
    )
    here = [f for f in odd["findings"] if f["quote"] == plain["findings"][0]["quote"]]
    assert here
    assert here[0]["start"] == len(front) + plain["findings"][0]["start"]
    for found in odd["findings"]:
        assert (front + DIRECTING)[found["start"] : found["end"]] == found["quote"]


def test_analyse_reads_no_other_keys(alongside: Alongside) -> None:
    bare = {"client": "He took the money.", "reply": DIRECTING}
    more = {**bare, "codes": [], "findings": "none", "scenario": 4, "label": {"P1": 0}}
    first, second = rows(alongside("analyse", given=f"{json.dumps(bare)}\n{json.dumps(more)}"))
    assert first["findings"]
    assert first == second


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"{not json", "line 2"),
        (b"[1, 2]", "line 2"),
        (b"null", "line 2"),
        (b'{"id": "x", "client": "Hi."}', "'reply' is missing"),
        (b'{"id": "x", "reply": 5}', "must be texts"),
        (b'{"id": "x", "reply": "a", "client": ["b"]}', "must be texts"),
        (b'{"id": "x", "reply": "half \\ud83d of one"}', "line 2"),
        (b'{"id": "x", "reply": "caf\xe9"}', "line 2"),
        (b"[" * 100_000, "line 2"),
    ],
    ids=lambda v: str(v[:30]),
)
def test_a_broken_line_is_an_error_among_the_others(
    alongside: Alongside, broken: bytes, says: str
) -> None:
    good = [json.dumps({"id": n, "reply": "Hello."}).encode() for n in (1, 3)]
    result = alongside("analyse", given=b"\n".join([good[0], broken, good[1]]))
    first, second, third = rows(result)
    assert (first["id"], third["id"]) == (1, 3)
    assert "error" not in first
    assert "error" not in third
    assert set(second) == {"id", "error"}
    assert says in second["error"]
    assert second["id"] == ("x" if b'"x"' in broken and b"\xe9" not in broken else None)
    assert result.exit_code == 1


def test_analyse_with_files(alongside: Alongside, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "é", "reply": "Hello. 😀"}) + "\n", encoding="utf-8")
    result = alongside("analyse", str(source), str(target))
    assert (result.exit_code, result.output) == (0, "")
    written = target.read_text(encoding="utf-8")
    assert json.loads(written)["id"] == "é"
    assert "é" in written
    assert alongside("analyse", str(tmp_path / "missing.jsonl")).exit_code == 2


# -- the others ----------------------------------------------------------------------------


def test_db_upgrade(alongside: Alongside, settings: Settings) -> None:
    result = alongside("db", "upgrade")
    assert result.exit_code == 0
    store = Store(settings.database_url)
    here, newest = migrate.current(store.engine)
    store.close()
    assert here == newest
    assert f"revision {newest}" in result.output


def test_content_check(alongside: Alongside, monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.search(r"\d+ personas and \d+ scenarios", alongside("content", "check").output)

    def broken() -> None:
        raise cli.ContentError(["data/personas/dee.yml:3: 'nmae' is not known here."])

    monkeypatch.setattr("bot.content.load", broken)
    result = alongside("content", "check")
    assert result.exit_code == 1
    assert "dee.yml:3" in result.output
    assert "Traceback" not in result.output


def test_without_a_token_telegram_says_what_to_do(alongside: Alongside) -> None:
    result = alongside("telegram")
    assert result.exit_code == 1
    assert "TELEGRAM_TOKEN" in result.output
    assert "@BotFather" in result.output


def test_without_a_model_practice_says_what_to_do(alongside: Alongside, tmp_path: Path) -> None:
    script = tmp_path / "replies.txt"
    script.write_text("Hello.\n", encoding="utf-8")
    result = alongside("practice", "--script", str(script))
    assert result.exit_code == 1
    assert "No trained model" in result.output
    assert "make run" in result.output


def test_a_scripted_practice_leaves_no_trace(
    alongside: Alongside,
    service: PracticeService,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(start, "make_service", lambda given: service)
    script = tmp_path / "replies.txt"
    script.write_text("You should rest.\n/again\nHow are you?\n/end\n", encoding="utf-8")
    aloud = alongside("practice", "--script", str(script), "--seed", "4")
    assert aloud.exit_code == 0
    assert "“You should rest”" in aloud.output
    assert "debrief" in aloud.output
    assert counts(service.store) == {}
    assert list(settings.pictures.glob("*")) == []

    assert settings.pictures.is_dir()

    given = ("practice", "--script", str(script), "--seed", "4", "--json")
    lines = [json.loads(x) for x in alongside(*given).output.splitlines()]
    assert [r["turn"] for r in lines[:-1]] == [0, 1, 2]
    assert lines[1]["findings"][0]["code"] == "P4"
    assert lines[-1]["debrief"]["flags"] == []
    assert counts(service.store) == {}
    assert [json.loads(x) for x in alongside(*given).output.splitlines()] == lines


def test_an_unknown_scene_names_those_there_are(
    alongside: Alongside, service: PracticeService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(start, "make_service", lambda given: service)
    script = tmp_path / "replies.txt"
    script.write_text("Hello.\n", encoding="utf-8")
    for extra in ((), ("--json",)):
        result = alongside("practice", "--scenario", "x", "--script", str(script), *extra)
        assert result.exit_code == 1
        assert "bad-date-night-van" in result.output
        assert counts(service.store) == {}


# -- evaluate ------------------------------------------------------------------------------


def test_evaluate_prints_figures_and_writes_the_page(alongside, monkeypatch, tmp_path):
    from bot.evaluation import corpus

    asked = []

    def some(split: str) -> list[corpus.CodedReply]:
        asked.append(split)
        return every(split)[:12]

    every = corpus.read_split
    monkeypatch.setattr(corpus, "read_split", some)
    page = tmp_path / "page.html"
    result = alongside("evaluate", "--split", "development", "--html", str(page))
    assert result.exit_code == 0, result.output
    assert asked == ["development"]
    assert "12 replies" in result.output
    assert "of clean replies" in result.output
    assert "<h2>The worst mistakes</h2>" in page.read_text(encoding="utf-8")


def test_evaluate_of_no_split_says_which_there_are(alongside):
    result = alongside("evaluate", "--split", "dev")
    assert result.exit_code == 1
    assert "There is no split 'dev'; there are train, development" in result.output
