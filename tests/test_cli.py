"""The command line, for everything that needs no Rasa."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from pydantic import SecretStr

from bot import cli, content, people, wording
from bot.i18n import _, day, speaking
from bot.practice.codes import KEYS
from bot.service import PracticeService
from bot.settings import Settings, load
from bot.store import Store, migrate
from bot.store.repository import StoredTrainee
from bot.terminal_front import start
from tests.conftest import free_port
from tests.fakes.database import counts, everything, take
from tests.store.build import begin, play

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
    monkeypatch.setattr(people, "load", lambda: settings)
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


# -- people --------------------------------------------------------------------------------


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    made = Store(settings.database_url)
    migrate.upgrade(made.engine)
    yield made
    made.close()


def joined(store: Store, external_id: str = "4711-4711-4711", team: str = "") -> StoredTrainee:
    who = store.join(store.invite(days=1, team=team), "telegram", external_id, "all", "en")
    assert who is not None
    return who


def test_an_invitation_is_a_link_and_its_code_is_kept_nowhere(
    alongside: Alongside, store: Store
) -> None:
    result = alongside("people", "invite", "--uses", "3", "--team", " Night van ")
    assert result.exit_code == 0
    link = re.search(r"https://t\.me/YOUR_BOT\?start=([\w-]{22})$", result.output, re.MULTILINE)
    assert link
    assert "up to 3 people, 14 days, team" in result.output
    assert store.invited(link[1])
    assert link[1] not in everything(store)
    (kept,) = store.invitations()
    assert (kept.team, kept.uses_left) == ("Night van", 3)
    assert "for one person, 2 days)" in alongside("people", "invite", "--days", "2").output


@pytest.fixture
def bot_api() -> Iterator[str]:
    """The address of something that answers as Telegram would, whatever it is asked."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bot = {"id": 1, "is_bot": True, "first_name": "A", "username": "alongside_here_bot"}
            body = json.dumps({"ok": True, "result": bot}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["", "/", "/bot"])
def test_the_link_has_the_bot_s_own_name(
    alongside: Alongside, settings: Settings, store: Store, bot_api: str, path: str
) -> None:
    settings.telegram_token = SecretStr("1:a")
    settings.telegram_api_url = f"{bot_api}{path}"
    assert "https://t.me/alongside_here_bot?start=" in alongside("people", "invite").output


def test_where_telegram_cannot_be_reached_the_link_says_what_is_missing(
    alongside: Alongside, settings: Settings, store: Store
) -> None:
    settings.telegram_token = SecretStr("1:a")
    settings.telegram_api_url = f"http://127.0.0.1:{free_port()}"
    result = alongside("people", "invite")
    assert result.exit_code == 0
    assert "https://t.me/YOUR_BOT?start=" in result.stdout
    assert "lacks your bot's name" in result.stderr
    assert len(store.invitations()) == 1


@pytest.mark.parametrize("somebody", ["nobody", "invited", "here"])
def test_telegram_says_when_nobody_is_invited_yet(
    alongside: Alongside,
    service: PracticeService,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    somebody: str,
) -> None:
    ran = []
    settings.telegram_token = SecretStr("1:a")
    monkeypatch.setattr("bot.app.make_service", lambda given: service)
    monkeypatch.setattr("bot.telegram_front.front.run", lambda *given: ran.append(given))
    if somebody == "invited":
        service.store.invite(days=1)
    elif somebody == "here":
        joined(service.store)
    said = alongside("telegram").output
    assert ("alongside people invite" in said) == (somebody == "nobody")
    assert ran == [(service, settings)]


@pytest.mark.parametrize("wrong", [("--days", "0"), ("--uses", "0"), ("--days", "soon")])
def test_invitations_that_make_no_sense_are_refused(
    alongside: Alongside, store: Store, wrong: tuple[str, str]
) -> None:
    assert alongside("people", "invite", *wrong).exit_code == 2
    assert store.invitations() == []


def test_invitations_are_listed_until_they_are_revoked(alongside: Alongside, store: Store) -> None:
    code = store.invite(days=3, uses=2, team="Desk")
    (kept,) = store.invitations()
    shown = alongside("people", "invitations").output
    assert f"{kept.id:>4}  until {kept.expires_at:%Y-%m-%d %H:%M} UTC, 2 left, team Desk" in shown
    assert code not in shown
    assert alongside("people", "revoke", str(kept.id)).exit_code == 0
    assert not store.invited(code)
    assert alongside("people", "invitations").output == ""
    unknown = alongside("people", "revoke", "99")
    assert unknown.exit_code == 1
    assert "alongside people invitations" in unknown.output


def test_people_are_listed_by_their_random_names(alongside: Alongside, store: Store) -> None:
    who, away = joined(store, team="Desk"), joined(store, "4712")
    store.set_trainee(who.id, name="Quillfeather")
    store.set_unreachable(away.account, True)
    shown = alongside("people", "list").output
    first, second, team = shown.splitlines()
    assert first.startswith(f"{who.id}  since ")
    assert not first.endswith("can't be reached")
    assert second.startswith(away.id)
    assert second.endswith("can't be reached")
    assert team == "team Desk: 1"
    # The name stays between trainee and bot.
    assert "Quillfeather" not in shown
    assert "4711-4711-4711" not in shown


def test_a_scene_is_asked_of_a_trainee_in_their_language(
    alongside: Alongside, store: Store
) -> None:
    who, other = joined(store), joined(store, "4712")
    store.set_trainee(who.id, language="es")
    result = alongside(
        "people", "assign", "ad-site-down", "--trainee", who.id, "--note", "For Thursday.",
        "--due", "2026-12-31",
    )  # fmt: skip
    assert result.output == "Asked of 1 trainee.\n"
    (said,) = take(store, who)
    with speaking("es"):
        heading = _(wording.ASSIGNED_NEW).format(**titles("ad-site-down"))
        assert said.text.splitlines() == [
            heading,
            _(wording.ASKED_BY).format(day=day(date(2026, 12, 31))),
            _(wording.ASKED_NOTE).format(note="For Thursday."),
        ]
    assert [c.id for c in said.choices] == ["card:ad-site-down"]
    assert take(store, other) == []
    (asked,) = store.assignments(who)
    assert (asked.scenario, asked.note) == ("ad-site-down", "For Thursday.")
    assert asked.due_on == date(2026, 12, 31)


def titles(scene: str) -> dict[str, str]:
    there = content.load().scenarios[scene]
    return {"title": there.title, "name": there.persona.name}


def test_a_scene_is_asked_of_a_team(alongside: Alongside, store: Store) -> None:
    one, two = joined(store, team="Desk"), joined(store, "4712", team="Desk")
    other = joined(store, "4713", team="Van")
    result = alongside("people", "assign", "ad-site-down", "--team", "Desk")
    assert result.output == "Asked of 2 trainees.\n"
    assert [len(take(store, who)) for who in (one, two, other)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("ad-site-down",), "one of --trainee and --team"),
        (("ad-site-down", "--trainee", "t-1", "--team", "Desk"), "one of --trainee and --team"),
        (("nowhere", "--team", "Desk"), "There are: a-curious-therapist"),
        (("ad-site-down", "--trainee", "t-0"), "alongside people list"),
        (("ad-site-down", "--team", "Nobody's"), "alongside people list"),
        (("ad-site-down", "--team", "Desk", "--due", "soon"), "--due"),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_said(
    alongside: Alongside, store: Store, given: tuple[str, ...], says: str
) -> None:
    who = joined(store, team="Desk")
    result = alongside("people", "assign", *given)
    assert result.exit_code in (1, 2)
    assert says in result.output
    assert take(store, who) == []
    assert store.assignments(who) == []


def test_disagreements_are_read_and_settled(alongside: Alongside, store: Store) -> None:
    who = joined(store)
    store.set_trainee(who.id, language="es")
    now = begin(store, who)
    turn = play(store, who, now.id, 1)
    store.object(who, now.id, turn, ["P4"], [])
    store.set_reason(turn, "They asked me to.")
    take(store, who)
    shown = alongside("people", "objections").output
    for wanted in (
        who.id, "bad-date-night-van", "client: Client line 0.", "Reply 1. You should rest.",
        "(P4) on “You should rest.”", "their reason: They asked me to.",
    ):  # fmt: skip
        assert wanted in shown
    number = shown.split()[0]
    result = alongside("people", "settle", number, "--agree", "--say", "You had their leave.")
    assert result.exit_code == 0
    (heard,) = take(store, who)
    with speaking("es"):
        assert heard.text == "\n".join(
            (
                _(wording.SETTLED["agreed"]).format(quote="You should rest."),
                _(wording.SETTLED_ANSWER).format(answer="You had their leave."),
            )
        )
    assert alongside("people", "objections").output == ""
    again = alongside("people", "settle", number, "--keep")
    assert again.exit_code == 1
    assert take(store, who) == []
    assert alongside("people", "settle", number).exit_code == 2


def test_erasing_somebody_asks_first(
    alongside: Alongside, store: Store, settings: Settings
) -> None:
    who, other = joined(store), joined(store, "4712")
    now = begin(store, who)
    settings.pictures.mkdir()
    for name in (now.id, f"{now.id}-moves", f"progress-{who.id}", f"progress-{other.id}"):
        (settings.pictures / f"{name}.png").write_bytes(b"x")
    assert alongside("people", "erase", who.id, given="n\n").exit_code == 1
    assert store.trainee_by_id(who.id)
    assert alongside("people", "erase", who.id, given="y\n").exit_code == 0
    assert store.trainee_by_id(who.id) is None
    assert [p.name for p in settings.pictures.iterdir()] == [f"progress-{other.id}.png"]
    unknown = alongside("people", "erase", who.id, "--yes")
    assert unknown.exit_code == 1
    assert "alongside people list" in unknown.output
    assert alongside("people", "erase", other.id, "--yes").exit_code == 0
    assert store.people_count() == 0


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
