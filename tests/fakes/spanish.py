"""A Spanish catalogue that is never half done: each text with a mark before it."""

from __future__ import annotations

from functools import cache

import pytest
from babel.support import NullTranslations

from bot import i18n

MARK = "¡"


class Marked(NullTranslations):
    """Every text is translated, by putting ``MARK`` before it."""

    def gettext(self, message: str) -> str:
        return MARK + message

    def ngettext(self, one: str, many: str, count: int) -> str:
        return MARK + (one if count == 1 else many)


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak marked Spanish, and English as it is."""
    marked, plain = Marked(), NullTranslations()
    monkeypatch.setattr(i18n, "catalogue", cache(lambda x: marked if x == "es" else plain))
