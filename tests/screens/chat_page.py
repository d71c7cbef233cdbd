"""A chat as one web page, 390 px wide: nothing is fetched, light and dark by the reader's wish.

To look the same everywhere, the page wants two font packages (Debian's names): fonts-liberation
and fonts-noto-color-emoji.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.screens.markup import safe


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; ``tapped``: shown as the one that was pressed."""

    label: str
    tapped: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the chat.

    ``bot``: ``text`` is Telegram's HTML, under a photo its caption; ``document`` is a file's name
    and size in bytes. ``person``: ``text`` as it was typed, or changed later (``edited``).
    ``tap``: ``text`` is the label of a button that is no longer to be seen.
    """

    who: Literal["bot", "person", "tap"]
    at: datetime
    text: str = ""
    rows: tuple[tuple[Button, ...], ...] = ()
    photo: bytes | None = None
    document: tuple[str, int] | None = None
    edited: bool = False


def chat_page(items: Sequence[Item], title: str = "Alongside", about: str = "bot") -> str:
    """The page that shows ``items`` in their order, under a header with the bot's name."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"telegram": safe, "data_uri": data_uri, "size": size, "day": day}
    page = environment.get_template("chat_page.html.j2")
    return page.render(items=items, title=title, about=about)


def data_uri(picture: bytes) -> str:
    """A PNG or JPEG as a ``data:`` address."""
    kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


def size(count: int) -> str:
    """A number of bytes, as people read it."""
    return f"{count} B" if count < 1024 else f"{count / 1024:.1f} KB"


def day(at: datetime) -> str:
    """A day in words: 3 March."""
    return f"{at.day} {at:%B}"
