"""The demo's script: who practises, what they say, and what supervisors say to it.

``data/demo`` has one file a trainee and ``desk.yml``. Only the trainees' and supervisors' words
are in there: what the clients answer, the findings, trust and feedback come of playing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.authored import DATA, ContentError

FOLDER: Final = DATA / "demo"
PLACE: Final = "@demo.example"  # how the addresses of made-up accounts end
DAYS: Final = 55  # the number of the last day; the first is 0
Role = Literal["lead", "supervisor", "reader"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Objection(_Part):
    """The trainee disagrees with what is flagged in a reply, and how that was settled ("": open).

    ``why`` may be empty: no reason was given.
    """

    why: str = ""
    outcome: Literal["", "agreed", "kept"] = ""
    answer: str = ""


class Said(_Part):
    """A reply. ``instead``: in place of the one before, which is taken back.

    ``later``: hours after the line it answers. ``ways``: other wordings were looked at.
    ``meant``: what they wanted to do with it. Replies are counted from 1, taken back or not.
    """

    say: str
    instead: bool = False
    later: float = 0.0
    ways: bool = False
    meant: str = ""
    objects: Objection | None = None


class Ruling(_Part):
    """About reply ``reply``: its finding ``code`` is something else (``is``; "": nothing).

    Or ``missed`` is missing, on ``words``.
    """

    reply: int
    code: str = ""
    instead: str = Field("", alias="is")
    missed: str = ""
    words: str = ""
    why: str = ""


class Remark(_Part):
    """A comment on a reply; ``among``: for supervisors only. ``answer``: the trainee's."""

    reply: int
    say: str
    among: bool = False
    answer: str = ""


class Review(_Part):
    """What ``by`` made of a conversation, ``days`` after it. Flags not named are agreed with.

    ``rubric``: a number for each scale of the rubric, in its order.
    """

    by: Role
    days: int
    rubric: tuple[int, ...]
    note: str = ""
    to_trainee: bool = False
    verdicts: tuple[Ruling, ...] = ()
    comments: tuple[Remark, ...] = ()


class Difference(_Part):
    """The second coder gives a reply a code more (``also``, on ``words``), or not ``without``."""

    reply: int
    also: str = ""
    without: str = ""
    words: str = ""


class Second(_Part):
    """A blind second coding: done, or ``waiting`` with the first ``coded`` replies coded."""

    by: Role
    waiting: bool = False
    coded: int = 0
    differs: tuple[Difference, ...] = ()


class Talk(_Part):
    """A conversation on a day (0 to 55) of the eight weeks.

    ``ends``: "" if the client ends it, or else the trainee. ``note``: to the supervisors.
    """

    day: int = Field(ge=0, le=DAYS)
    scene: str
    seed: int
    aim: str = ""
    unaided: bool = False
    shared: bool = False
    ends: Literal["", "paused", "open", "hurt", "stepped_out"] = ""
    note: str = ""
    said: tuple[Said, ...]
    review: Review | None = None
    second: Second | None = None

    @field_validator("said", mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return [{"say": one} if isinstance(one, str) else one for one in value]


class Voice(_Part):
    """A trainee: their group, when in the day they practise, who may read it, their talks.

    ``hours``: from, to, of the day they begin on; 25 is one in the night after it.
    """

    group: str
    hours: tuple[int, int]
    reads: Literal["all", "shared"] = "all"
    coach: Literal["each", "end", "off"] = "each"
    talks: tuple[Talk, ...]


class Colleague(_Part):
    """Somebody at the desk."""

    role: Role
    name: str
    email: str
    groups: tuple[str, ...] = ()


class Asked(_Part):
    """A scene that somebody, or a group, is asked for. Days as for talks; ``due`` may lie ahead."""

    scene: str
    to: str
    note: str = ""
    made: int
    due: int | None = None


class Office(_Part):
    """The desk's side."""

    reviewers: tuple[Colleague, ...]
    assignments: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """All of it. ``voices``: by a name that nobody sees, in the order of the names."""

    voices: Mapping[str, Voice]
    office: Office


def read_script(folder: Path = FOLDER) -> Script:
    """The demo's script; ContentError says which file can't be used, and why."""
    voices = {
        path.stem: _read(path, Voice)
        for path in sorted(folder.glob("*.yml"))
        if path.stem != "desk"
    }
    return Script(voices, _read(folder / "desk.yml", Office))


def _read[P: _Part](path: Path, part: type[P]) -> P:
    try:
        return part.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise ContentError([f"{path.name}: {error}"]) from None
