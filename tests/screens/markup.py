"""Telegram's small HTML, made safe for a web page."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Final

from markupsafe import Markup

KEPT: Final = {"b", "strong", "i", "em", "u", "s", "code", "pre", "blockquote", "a"}
_SILENT: Final = {"script", "style"}  # their content is no text
_HREF: Final = re.compile(r"(?:https?|tg|mailto):", re.IGNORECASE)
# What Telegram turns into links by itself: commands and addresses.
_LINK: Final = re.compile(
    r"(?<![\w/.])/[a-z][a-z_]{1,31}\b"
    r"|https?://[^\s<>“”]+[^\s<>“”.,;:)]"
    r"|(?<![\w@.-])[a-z0-9-]+\.(?:com|net|org)\b"
)


def safe(markup: str) -> Markup:
    """``markup`` as HTML of known tags only, every tag closed.

    Attributes are dropped but for ``href`` with a harmless scheme, and ``expandable``, which
    becomes the class ``folded``. Of unknown tags the words stay; of scripts nothing stays.
    """
    parser = _Kept()
    parser.feed(markup)
    parser.close()
    return parser.result()


class _Kept(HTMLParser):
    """Collects what may stay."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._silent = 0
        self._after_block = False

    def result(self) -> Markup:
        """All that was kept; tags still open are closed."""
        closing = "".join(f"</{tag}>" for tag in reversed(self._open))
        return Markup("".join(self._out) + closing)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in KEPT:
            if tag == "blockquote" and self._out:
                # A block begins a line of its own; the line end before it would add another.
                self._out[-1] = self._out[-1].removesuffix("\n")
            self._out.append(f"<{tag}{_attributes(tag, dict(attrs))}>")
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in self._open:
            while self._open:
                last = self._open.pop()
                self._out.append(f"</{last}>")
                if last == tag:
                    break
            self._after_block = tag == "blockquote"

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._after_block:
            data, self._after_block = data.removeprefix("\n"), False
        linked = not {"a", "code", "pre"} & set(self._open)
        self._out.append(_linked(data) if linked else html.escape(data))


def _attributes(tag: str, given: dict[str, str | None]) -> str:
    href = given.get("href") or ""
    if tag == "a" and _HREF.match(href):
        return f' href="{html.escape(href)}"'
    return ' class="folded"' if tag == "blockquote" and "expandable" in given else ""


def _linked(text: str) -> str:
    """``text`` escaped, with what Telegram shows as a link in a span."""
    out, at = [], 0
    for found in _LINK.finditer(text):
        out += [html.escape(text[at : found.start()]), f'<span class="link">{found[0]}</span>']
        at = found.end()
    return "".join([*out, html.escape(text[at:])])
