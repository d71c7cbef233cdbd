"""What breaks is told kindly, and logged without anything that people said."""

from __future__ import annotations

import html
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


def test_what_may_not_be_read_is_nothing_here(app: Flask, office: Office) -> None:
    made = office.talk("cleo", ("One.",))
    answer = office.signed_in(app, "north").get(f"/conversations/{made.id}")
    assert answer.status_code == 404
    for why in ("may be old", "erased", "another group", "shared no longer", "a lead"):
        assert why in answer.text


def test_what_a_role_does_not_do_is_told_as_that(app: Flask, office: Office) -> None:
    answer = office.signed_in(app, "north").get("/people")
    assert answer.status_code == 403
    assert "The role of your account" in html.unescape(answer.text)
    assert "another group" not in answer.text
