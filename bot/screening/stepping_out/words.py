"""What a language's list of words for stepping out is made of, and how it is matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.screening.letters import without_accents
from bot.screening.quoting import quoted, reported

_MOST_WORDS: Final = 24  # a message that says nothing but "stop" is short


@dataclass(frozen=True)
class Words:
    """One language. Patterns are written with accents, matched without them, in any letters.

    ``whole``: the message says this and nothing else, or several of these. ``unasked``: the
    same, unless there is a question mark: "need a break?" asks the client. ``around``: words of
    politeness and the like that may stand about them. ``anywhere``: it is said somewhere in the
    message, in the writer's own voice (first person, not asked, not quoted, not reported).
    """

    language: str
    whole: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    around: tuple[str, ...] = ()

    @cached_property
    def _asked(self) -> re.Pattern[str]:
        return self._alone(self.whole)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return self._alone((*self.whole, *self.unasked))

    def _alone(self, patterns: tuple[str, ...]) -> re.Pattern[str]:
        core, around = _either(patterns), _either(self.around)
        return re.compile(rf"(?:(?:{around}) )*(?:{core})(?: (?:{around}|{core}))*")

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return re.compile(_either(self.anywhere))

    def said(self, folded: str) -> bool:
        """Whether a message, as ``bot.screening.letters.fold`` gives it, steps out."""
        text = re.sub(r"([^\W\d_])\1{2,}", r"\1", folded)  # "stoppp"
        words = re.sub(r"[^\w\s']", " ", text).split()
        said = [w for w, before in zip(words, ["", *words], strict=False) if w != before]
        alone = self._asked if re.search(r"[?？؟]", text) else self._whole
        if len(said) <= _MOST_WORDS and alone.fullmatch(" ".join(said)):
            return True
        return any(
            not quoted(text, m.start()) and not reported(text, m.span(), at_once=True)
            for m in self._anywhere.finditer(text)
        )


def _either(patterns: tuple[str, ...]) -> str:
    # No pattern at all matches nothing, not the empty text.
    return "|".join(f"(?:{without_accents(p)})" for p in patterns) or r"(?!)"
