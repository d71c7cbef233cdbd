"""Settings, from the environment (or a ``.env`` file) only. ``.env.example`` describes each."""

from __future__ import annotations

import difflib
import re
from functools import cache
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.content import ROOT

_WEBHOOK_PORTS: Final = (443, 80, 88, 8443)  # https://core.telegram.org/bots/api#setwebhook


class Settings(BaseSettings):
    """All settings and their defaults."""

    model_config = SettingsConfigDict(env_file=str(ROOT / ".env"), extra="ignore")

    telegram_token: SecretStr | None = None
    telegram_api_url: str | None = None
    telegram_webhook_url: str | None = None
    telegram_webhook_secret: SecretStr | None = None
    telegram_webhook_port: int = Field(default=8443, ge=1, le=65535)
    telegram_typing: bool = True
    database_url: str = f"sqlite:///{ROOT / 'var' / 'alongside.sqlite3'}"
    rasa_url: str | None = None
    rasa_model: Path = ROOT / "models" / "alongside.tar.gz"
    organisation: str = "your organisation"
    contacts: str = ""
    supervisors_see: Literal["all", "shared"] = "all"
    retention_days: int = Field(default=180, ge=1, le=3650)
    time_zone: str = ""
    review_port: int = Field(default=8080, ge=1, le=65535)
    review_secret: SecretStr | None = None
    review_https: bool = False
    review_url: str | None = None
    rubric: Path = ROOT / "data" / "rubrics" / "miti-like.yml"
    pictures: Path = ROOT / "var" / "pictures"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object, info: object) -> object:
        name = info.field_name  # type: ignore[attr-defined]
        if value == "" and name != "rubric":  # as NAME= in .env leaves it; no rubric: RUBRIC=
            return cls.model_fields[name].default
        return value

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value and value not in available_timezones():
            near = difflib.get_close_matches(value, sorted(available_timezones()), n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise ValueError(f"no time zone is called {value!r}.{hint}")
        return value

    @field_validator("review_secret")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value and len(value.get_secret_value()) < 16:
            raise ValueError("give it at least 16 characters (`openssl rand -hex 32` makes them)")
        return value

    @field_validator("review_url")
    @classmethod
    def _public(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            parts = urlsplit(value.strip())
            site = f"{parts.scheme}://{parts.netloc}"
            fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:  # a port that is none
            fine = False
        # Pages stand at the top of a site, so that a path would lead past them.
        fine = fine and (parts.path.strip("/"), parts.query, parts.fragment) == ("", "", "")
        if not fine or "@" in site or any(c.isspace() for c in site):
            raise ValueError(
                "give the desk's address with https:// in front and nothing behind its name, "
                "such as https://desk.example.org"
            )
        return site

    @field_validator("telegram_api_url")
    @classmethod
    def _root(cls, value: str | None) -> str | None:
        """Where a Bot API server begins, whether or not it was given as clients write it."""
        return value and value.strip().rstrip("/").removesuffix("/bot").rstrip("/")

    @field_validator("telegram_webhook_url")
    @classmethod
    def _reachable(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            parts = urlsplit(value.strip())
            fine = parts.scheme == "https" and bool(parts.hostname)
            fine = fine and (parts.port or 443) in _WEBHOOK_PORTS
        except ValueError:  # a port that is none
            fine = False
        if not fine or parts.query or parts.fragment or any(c.isspace() for c in value.strip()):
            raise ValueError(
                "give the public address that Telegram can reach, with https:// in front, "
                "such as https://bot.example.org (its port, if any: 443, 80, 88 or 8443)"
            )
        return value.strip().rstrip("/")

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _telegram_takes_it(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError(
                "Telegram takes 1 to 256 letters, digits, _ or - (`openssl rand -hex 32` makes one)"
            )
        return value

    @field_validator("database_url")
    @classmethod
    def _driver(cls, value: str) -> str:
        for old in ("postgres://", "postgresql://"):
            if value.startswith(old):
                return "postgresql+psycopg://" + value.removeprefix(old)
        return value


@cache
def load() -> Settings:
    """The settings of this process."""
    return Settings()
