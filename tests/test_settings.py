"""Settings come from the environment, and ``.env.example`` has each of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.cli import settings_names
from bot.content import ROOT
from bot.settings import Settings

EXAMPLE = ROOT / ".env.example"

pytestmark = pytest.mark.usefixtures("no_environment")


def made(**values: object) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]


def test_the_example_has_every_setting_once_and_no_other() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    named = re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE)
    assert set(named) == set(settings_names())
    live = re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)
    assert len(live) == len(set(live))


def test_every_setting_of_the_example_is_explained() -> None:
    """A comment stands above each setting, or above the group it belongs to."""
    explained = False
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            explained = False
        elif re.match(r"#\s?[A-Z_]+=", line) or not line.startswith("#"):
            assert explained, line
        else:
            explained = True


def test_the_example_copied_as_it_is_changes_nothing() -> None:
    copied = Settings(_env_file=EXAMPLE)  # type: ignore[call-arg]
    assert copied.model_dump() == made().model_dump()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://a:b@h/n", "postgresql+psycopg://a:b@h/n"),
        ("postgresql://a:b@h/n?x=postgres://", "postgresql+psycopg://a:b@h/n?x=postgres://"),
        ("postgresql+psycopg://a@h/n", "postgresql+psycopg://a@h/n"),
        ("sqlite:///x.sqlite3", "sqlite:///x.sqlite3"),
    ],
)
def test_a_postgres_address_gets_its_driver(given: str, used: str) -> None:
    assert made(database_url=given).database_url == used


def test_each_setting_is_read_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    values = {
        "TELEGRAM_TOKEN": "1:a",
        "TELEGRAM_API_URL": "http://127.0.0.1:1",
        "TELEGRAM_WEBHOOK_URL": "https://example.org/hook",
        "TELEGRAM_WEBHOOK_SECRET": "s3",
        "TELEGRAM_WEBHOOK_PORT": "9000",
        "TELEGRAM_TYPING": "false",
        "DATABASE_URL": "sqlite:///other.sqlite3",
        "RASA_URL": "http://127.0.0.1:5005",
        "RASA_MODEL": str(tmp_path / "m.tar.gz"),
        "ORGANISATION": "Harbour Street",
        "CONTACTS": "Ask Priya.",
        "SUPERVISORS_SEE": "shared",
        "RETENTION_DAYS": "30",
        "TIME_ZONE": "Asia/Tokyo",
        "REVIEW_PORT": "8123",
        "REVIEW_SECRET": "long enough to sign with",
        "REVIEW_HTTPS": "true",
        "REVIEW_URL": "https://desk.example.org",
        "RUBRIC": str(tmp_path / "ours.yml"),
        "PICTURES": str(tmp_path),
        "LOG_LEVEL": "DEBUG",
    }
    assert set(values) == set(settings_names())
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    read = made()
    for name, field in Settings.model_fields.items():
        assert getattr(read, name) != field.default, name
    assert read.telegram_webhook_port == 9000
    assert read.telegram_typing is False


def test_secrets_are_not_shown() -> None:
    shown = repr(
        made(
            telegram_token="1:hidden",
            telegram_webhook_secret="hidden2",
            review_secret="hidden, and long enough",
        )
    )
    assert "hidden" not in shown


@pytest.mark.parametrize(
    "bad",
    [
        {"telegram_webhook_port": 0},
        {"telegram_webhook_port": 70000},
        {"log_level": "LOUD"},
        {"supervisors_see": "some"},
        {"retention_days": 0},
        {"retention_days": 3651},
        {"retention_days": "soon"},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../etc/passwd"},
    ],
    ids=str,
)
def test_values_out_of_range_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(bad))):
        made(**bad)


def test_a_time_zone_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(ValidationError, match="Did you mean Europe/Lisbon"):
        made(time_zone="Europe/Lisboa")
    assert made(time_zone="Europe/Lisbon").time_zone == "Europe/Lisbon"
    assert made().time_zone == ""


def test_unless_settled_otherwise_supervisors_see_all_for_half_a_year() -> None:
    """What trainees consent to by default; a change of these is a change of the consent."""
    assert (made().supervisors_see, made().retention_days) == ("all", 180)


def test_a_secret_that_is_easily_guessed_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 16"):
        made(review_secret="short")


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("https://desk.example.org", "https://desk.example.org"),
        (" https://desk.example.org/ ", "https://desk.example.org"),
        ("HTTP://10.0.0.7:8080", "http://10.0.0.7:8080"),
        ("https://[fd00::7]:8443//", "https://[fd00::7]:8443"),
        ("", None),
    ],
)
def test_the_address_of_the_desk_has_no_slash_at_its_end(given: str, used: str | None) -> None:
    assert made(review_url=given).review_url == used


@pytest.mark.parametrize(
    "bad",
    [
        "desk.example.org",
        "ftp://desk.example.org",
        "https://",
        "https:///desk",
        "https://:8443",
        "https://desk.example.org:many",
        "https://desk.example.org:99999",
        "https://[fd00::7",
        "https://desk example.org",
        "https://ana@desk.example.org",
        "https://desk.example.org/desk",
        "https://desk.example.org/?a=1",
        "https://desk.example.org/#a",
    ],
)
def test_an_address_of_the_desk_that_can_not_be_one_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError, match=r"such as https://desk\.example\.org"):
        made(review_url=bad)


@pytest.mark.parametrize(
    "given",
    ["http://127.0.0.1:8081", "http://127.0.0.1:8081/", "http://127.0.0.1:8081/bot",
     "http://127.0.0.1:8081/bot/", " http://127.0.0.1:8081// "],
)  # fmt: skip
def test_a_bot_api_server_is_where_its_address_begins(given: str) -> None:
    assert made(telegram_api_url=given).telegram_api_url == "http://127.0.0.1:8081"


def test_the_address_of_a_webhook_may_have_a_path() -> None:
    given = " https://bot.example.org:8443/alongside/ "
    wanted = "https://bot.example.org:8443/alongside"
    assert made(telegram_webhook_url=given).telegram_webhook_url == wanted


@pytest.mark.parametrize(
    "bad",
    ["http://bot.example.org", "bot.example.org", "https://", "https://bot.example.org:9000",
     "https://bot.example.org:x", "https://bot example.org", "https://bot.example.org/?a=1",
     "https://bot.example.org/#a"],
)  # fmt: skip
def test_an_address_that_telegram_can_not_reach_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError, match=r"such as https://bot\.example\.org"):
        made(telegram_webhook_url=bad)


@pytest.mark.parametrize("bad", ["has space", "dot.ted", "é", "x" * 257])
def test_a_secret_that_telegram_does_not_take_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError, match="1 to 256") as refused:
        made(telegram_webhook_secret=bad)
    assert bad not in str([e["msg"] for e in refused.value.errors()])
    assert made(telegram_webhook_secret="aZ_-9").telegram_webhook_secret


def test_what_is_left_empty_is_as_if_it_were_left_out() -> None:
    """But for the rubric: an organisation may want none."""
    empty = dict.fromkeys(set(Settings.model_fields) - {"rubric"}, "")
    assert made(**empty).model_dump() == made().model_dump()
    assert made(rubric="").rubric == Path()
