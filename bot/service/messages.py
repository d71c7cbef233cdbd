"""Messages to a trainee, free of any channel: fronts decide how each kind looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

Kind = Literal["client", "coach", "scene", "note", "ways", "debrief", "forks", "picture", "menu"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the trainee can pick. ``id`` comes back as it is."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Say:
    """One message.

    ``client``: in role, ``name`` speaks. ``coach``: a note on a reply, with ``data`` = Feedback
    as JSON. ``scene``: setting and opening remarks. ``note``: everything else, plain text.
    ``ways``: other wordings, ``data["ways"]``. ``debrief``: ``data`` = Debrief as JSON.
    ``forks``: replies to the same line side by side, ``data["forks"]``.
    ``picture``: a PNG at ``data["path"]``, with ``text`` as its description.
    ``menu``: a heading, the first line of ``text``, what there is, and choices; where a choice
    leads to another menu, a front may put the new one in the old one's place.
    The client's ``data["pace"]`` is "human" if the trainee wants to see them typing.
    """

    kind: Kind
    text: str = ""
    name: str = ""
    choices: tuple[Choice, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """From ``to_json``'s values."""
        choices = tuple(Choice(**c) for c in value["choices"])
        return cls(value["kind"], value["text"], value["name"], choices, value["data"])


def short(text: str, most: int) -> str:
    """``text`` on one line, cut to ``most`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def menu(text: str, choices: Sequence[Choice]) -> Say:
    """Something to choose from."""
    return Say("menu", text, choices=tuple(choices))


def note(text: str, choices: Sequence[Choice] = ()) -> Say:
    """A plain message from the practice itself."""
    return Say("note", text, choices=tuple(choices))
