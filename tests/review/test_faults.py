"""What breaks is told kindly, and logged without anything that people said."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask

from tests.review.people import Office

SAID = "marmalade was said"


def test_a_page_that_breaks_says_so_and_the_log_has_no_words(
    app: Flask,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(SAID)

    monkeypatch.setitem(app.view_functions, "desk.queue", broken)
    with caplog.at_level(logging.ERROR):
        answer = office.signed_in(app, "lead").get("/")
    assert answer.status_code == 500
    ref = re.search(r"A page failed \((\w{8})\): RuntimeError", caplog.text)
    assert ref
    assert ref[1] in answer.text
    assert "in broken" in caplog.text
    assert "marmalade" not in caplog.text + answer.text
