"""`alongside people`: invitations, assignments, disagreements, erasing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from pydantic import SecretStr

from bot import content, wording
from bot.i18n import _, day, speaking
from bot.service import PracticeService
from bot.settings import Settings
from bot.store import Store, migrate
from bot.store.repository import StoredTrainee
from tests.cli.conftest import Alongside
from tests.conftest import free_port
from tests.fakes.database import everything, take
from tests.store.build import begin, play


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
            _(wording.ASSIGNED_BY).format(day=day(date(2026, 12, 31))),
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
                _(wording.SETTLED["agreed"]).format(quote="You should rest"),
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
