"""Parse Telegram's HTML as strictly as the Bot API does."""

from __future__ import annotations

import html
import re

ALLOWED = {"b", "strong", "i", "em", "u", "ins", "s", "del", "code", "pre", "a", "blockquote",
           "tg-spoiler", "span"}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>")
_ENTITY = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class EntityError(ValueError):
    """The text's markup can't be parsed."""


def plain(markup: str) -> str:
    """The words of ``markup``. EntityError: a tag is unknown, unclosed, or crossed."""
    out: list[str] = []
    stack: list[str] = []
    at = 0
    while at < len(markup):
        if markup[at] == "<":
            tag = _TAG.match(markup, at)
            if not tag:
                raise EntityError(f"Unsupported start tag at byte offset {at}")
            closing, name = tag[1], tag[2].lower()
            if name not in ALLOWED:
                raise EntityError(f'Unsupported start tag "{name}" at byte offset {at}')
            if closing:
                if not stack or stack.pop() != name:
                    raise EntityError(f"Unmatched end tag at byte offset {at}")
            else:
                if name == "blockquote" and name in stack:
                    raise EntityError("Nested blockquotes are not allowed")
                stack.append(name)
            at = tag.end()
        elif markup[at] == "&" and (entity := _ENTITY.match(markup, at)):
            out.append(html.unescape(entity[0]))
            at = entity.end()
        else:
            out.append(markup[at])
            at += 1
    if stack:
        raise EntityError(f"Can't find end tag corresponding to start tag {stack[-1]}")
    return "".join(out)


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
