"""Names that are authored, in the trainee's language: themes, codes, the coach's own phrases.

They stand in ``data/guidance`` in English, are gathered for the catalogues from there
(``tools/messages.py``), and are stored and handed from process to process in English; they are
translated where they are shown. What the coach says about words (``about``, ``why``,
``noticed``, hints, lessons) stays as it is authored.
"""

from __future__ import annotations

from dataclasses import fields, replace

from bot.i18n import _
from bot.practice.coach import CoachWords, Guidance
from bot.practice.types import Code, Feedback, FlagNote


def theme_text(theme: str) -> str:
    """A theme's name in English: its id, in words."""
    return theme.replace("-", " ")


def theme_name(theme: str) -> str:
    """A theme's name in the language spoken now."""
    return _(theme_text(theme))


def title_of(code: Code) -> str:
    """A code's title in the language spoken now."""
    return _(code.title)


def spoken(guidance: Guidance) -> Guidance:
    """``guidance`` with the codes' titles and the coach's phrases in the language spoken now."""
    words = {f.name: tuple(map(_, getattr(guidance.words, f.name))) for f in fields(CoachWords)}
    codes = {c.id: replace(c, title=title_of(c)) for c in guidance.codes.values()}
    return Guidance(codes, CoachWords(**words))


def spoken_note(feedback: Feedback) -> Feedback:
    """A note, as it was made and stored, with titles and door in the language spoken now."""
    return replace(feedback, flags=tuple(map(_spoken_flag, feedback.flags)), door=_(feedback.door))


def _spoken_flag(flag: FlagNote) -> FlagNote:
    return replace(flag, title=_(flag.title), helped_by=tuple(map(_, flag.helped_by)))
