"""The interface in the trainee's language: gettext catalogues in ``data/locale``, read by Babel.

English texts are their own ids. A text is marked where it is written, ``N_("…")``, and
translated where it is said, ``_(wording.X)``, in the language that ``speaking`` set. So are the
names of themes and codes and the coach's own phrases (``bot/named.py``). What the client says
and what the coach says about words stay as they are authored: in English.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo
from functools import cache
from typing import Final

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from bot.content import DATA

LOCALE: Final = DATA / "locale"
DOMAIN: Final = "alongside"
# By Telegram's language code: each language in its own name.
LANGUAGES: Final = {"en": "English", "es": "Español"}
ENGLISH: Final = "en"
# How numbers, lists and days are written: "1.5", as in the Americas, not "1,5", as in Spain.
_REGIONS: Final = {"es": "es_419"}

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def N_(text: str) -> str:
    """``text`` as it is, marked for the catalogues."""
    return text


def N2_(one: str, many: str) -> tuple[str, str]:
    """Both forms as they are, marked for the catalogues: for ``n_``."""
    return one, many


def _(text: str) -> str:
    """``text`` in the language spoken now."""
    return str(catalogue(_language.get()).gettext(text)) if text else ""


def n_(one: str, many: str, count: int, **values: str) -> str:
    """``one`` or ``many`` as ``count`` asks for, in the language spoken now.

    ``{n}`` is filled in with the count, other places with ``values``.
    """
    return str(catalogue(_language.get()).ngettext(one, many, count)).format(n=count, **values)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, ``_`` answers in ``language`` (in English, if it is none of ours)."""
    token = _language.set(known(language))
    try:
        yield
    finally:
        _language.reset(token)


def known(language: str | None) -> str:
    """The language of ours for a code such as ``es-MX``; English for all others."""
    short = (language or "").split("-")[0].casefold()
    return short if short in LANGUAGES else ENGLISH


def language() -> str:
    """The language spoken now."""
    return _language.get()


def region() -> str:
    """The language spoken now as Babel's locale: where its numbers and days are ours."""
    return _REGIONS.get(_language.get(), _language.get())


def day(at: date | datetime, zone: tzinfo | None = None) -> str:
    """A day in words ("3 Nov", "3 nov"), in the reader's time zone."""
    if isinstance(at, datetime):
        at = (at.astimezone(zone) if zone else at).date()
    return format_date(at, "d MMM", locale=region())


def number(value: float, pattern: str) -> str:
    """A number as ``pattern`` ("0.#", "0.00") has it, in the language spoken now."""
    return str(format_decimal(value, pattern, locale=region()))


@cache
def catalogue(language: str) -> NullTranslations:
    """The texts of ``language``, compiled in memory from its ``.po`` file."""
    if language == ENGLISH:
        return NullTranslations()
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        read = read_po(file, locale=language, domain=DOMAIN)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return Translations(compiled, DOMAIN)
