"""A Spanish that needs no translator: every text with a mark in front, whole or not."""

from __future__ import annotations

import pytest
from babel.support import NullTranslations

from bot import i18n

MARK = "§"


class _Marked(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"{MARK}{message}"

    def ngettext(self, one: str, many: str, count: int) -> str:
        return f"{MARK}{one if count == 1 else many}"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> str:
    """In Spanish, each text of the interface is the English one after this mark."""
    real = i18n.catalogue
    monkeypatch.setattr(i18n, "catalogue", lambda code: _Marked() if code == "es" else real(code))
    return MARK
