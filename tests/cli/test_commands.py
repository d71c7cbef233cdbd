"""The command line, for everything that needs no Rasa."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import MagicMock

import click
import httpx
import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from bot import cli, doctor
from bot.service import PracticeService
from bot.settings import Settings, load
from bot.store import Store, migrate
from bot.telegram_front import TelegramSettingsError
from bot.terminal_front import start
from tests.cli.conftest import Alongside
from tests.fakes.database import counts

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


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"telegram_token": SecretStr("Bea's bot")}, "not what a token looks like"),
        ({"telegram_webhook_url": "https://bot.example.org"}, "TELEGRAM_WEBHOOK_SECRET"),
    ],
)
def test_settings_that_telegram_can_not_run_with_are_said_at_once(
    alongside: Alongside,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, object],
    wanted: str,
) -> None:
    monkeypatch.setattr("bot.app.make_service", lambda given: pytest.fail("no need to load"))
    for name, value in ({"telegram_token": SecretStr("1:a")} | given).items():
        setattr(settings, name, value)
    result = alongside("telegram")
    assert result.exit_code == 1
    assert wanted in result.output
    assert "Bea" not in result.output


def test_what_ends_telegram_is_said_in_one_sentence(
    alongside: Alongside, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*given: object) -> None:
        raise TelegramSettingsError("Telegram refuses it.")

    settings.telegram_token = SecretStr("1:a")
    monkeypatch.setattr("bot.app.make_service", lambda given: MagicMock())
    monkeypatch.setattr("bot.telegram_front.front.run", refuses)
    result = alongside("telegram")
    assert result.exit_code == 1
    assert result.output.endswith("Error: Telegram refuses it.\n")


@pytest.mark.parametrize("given", ["", "/", "/bot", "/bot/"])
def test_the_doctor_asks_where_the_front_asks(
    monkeypatch: pytest.MonkeyPatch, no_environment: None, given: str
) -> None:
    asked: list[str] = []

    def get(url: str, **options: object) -> httpx.Response:
        asked.append(url)
        return httpx.Response(200, json={"result": {"username": "a_bot"}})

    monkeypatch.setattr(doctor.httpx, "get", get)
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        telegram_token=SecretStr("1:a"),
        telegram_api_url=f"http://127.0.0.1:8081{given}",
    )
    assert doctor._telegram(settings) == (True, "the token belongs to @a_bot")
    assert asked == ["http://127.0.0.1:8081/bot1:a/getMe"]


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


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TIME_ZONE", "America/NewYork", "Did you mean America/New_York?"),
        ("SUPERVISORS_SEE", "nobody", "'all' or 'shared'"),
        ("RETENTION_DAYS", "soon", "integer"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_kindly(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    load.cache_clear()
    result = CliRunner().invoke(cli.main, ["people", "list"])
    monkeypatch.delenv(name)
    load.cache_clear()
    assert result.exit_code == 1
    assert f"{name}: " in result.output
    assert says in result.output
    assert "Traceback" not in result.output
