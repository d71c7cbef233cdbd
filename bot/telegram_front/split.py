"""Cut Telegram HTML into messages that Telegram accepts."""

from __future__ import annotations

import re
from typing import Final

MOST: Final = 4096  # UTF-16 units, https://core.telegram.org/bots/api#sendmessage

# A tag, an entity, two halves of a flag, or a character with what joins on to it: marks, skin
# tones, further emoji after a joiner. (At most so many, as there are texts of nothing but marks.)
_MARKS: Final = (
    r"[\u0300-\u036f\u20d0-\u20ff\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_TOKEN: Final = re.compile(
    r"<[^<>]+>|&(?:#\d+|\w+);|[\U0001f1e6-\U0001f1ff]{2}"
    rf"|.(?:{_MARKS}|\u200d[^<&\s]?){{0,16}}",
    re.DOTALL,
)
_SENTENCE_ENDS: Final = ".!?…”)"


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(markup: str, most: int = MOST) -> list[str]:
    """``markup`` in parts of at most ``most`` UTF-16 units, tags and entities counted too.

    Cuts fall after a paragraph if one ends in the second half of a part, else after a line, a
    sentence, a word, a character. Tags that are open at a cut are closed there and opened again
    in the next part. ``markup`` must be well-formed; a part without words is left out.
    """
    if units(markup) <= most:
        return [markup] if markup.strip() else []
    tokens = _TOKEN.findall(markup)
    parts: list[str] = []
    stack: list[str] = []
    while tokens:
        prefix = "".join(stack)
        take = _fitting(tokens, stack, most)
        if take < len(tokens):
            take = _good_end(tokens, take)
        body = "".join(tokens[:take])
        stack = _open_after(stack, tokens[:take])
        if any(not _is_tag(t) and t.strip() for t in tokens[:take]):
            parts.append(f"{prefix}{body.rstrip()}{_closing(stack)}")
        tokens = tokens[take:]
        while tokens and tokens[0].isspace():
            tokens = tokens[1:]
    return parts


def _is_tag(token: str) -> bool:
    return len(token) > 1 and token[0] == "<"


def _open_after(stack: list[str], tokens: list[str]) -> list[str]:
    """The tags open after ``tokens``, when ``stack`` was open before."""
    left = list(stack)
    for token in tokens:
        if _is_tag(token):
            if token[1] == "/":
                left.pop()
            else:
                left.append(token)
    return left


def _closing(stack: list[str]) -> str:
    return "".join(f"</{re.split(r'[ >]', tag[1:])[0]}>" for tag in reversed(stack))


def _fitting(tokens: list[str], stack: list[str], most: int) -> int:
    """How many tokens fit, with what must be opened before and closed after them."""
    left = list(stack)
    size = units("".join(left))
    fits = 0
    for number, token in enumerate(tokens, start=1):
        left = _open_after(left, [token])
        size += units(token)
        if size + units(_closing(left)) <= most:
            fits = number
        elif size > most:
            break
    return max(fits, 1)


def _good_end(tokens: list[str], most: int) -> int:
    """The best place to cut at or before ``most``, in the second half."""
    best, best_rank = most, 0
    for end in range(most, most // 2, -1):
        rank = _rank(tokens, end)
        if rank > best_rank:
            best, best_rank = end, rank
    return best


def _rank(tokens: list[str], end: int) -> int:
    here = tokens[end - 1]
    before = tokens[end - 2] if end > 1 else ""
    if here == "\n":
        return 4 if before == "\n" else 3
    if here.isspace():
        return 2 if before and before in _SENTENCE_ENDS else 1
    return 0
