"""`alongside people add-supervisor`: accounts of the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from click.testing import Result

from bot import content
from bot.review.app import make_app
from bot.review.totp import fresh
from bot.settings import Settings
from bot.store import Store, migrate
from bot.store.desk import DeskStore
from bot.store.desk.reviewers import StoredReviewer
from tests.cli.conftest import Alongside
from tests.fakes.database import everything


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    made = Store(settings.database_url)
    migrate.upgrade(made.engine)
    yield made
    made.close()


def accounts(store: Store) -> list[StoredReviewer]:
    return DeskStore(store).reviewers()


def token(result: Result, port: int = 8080) -> str:
    assert result.exit_code == 0, result.output
    link = rf"^http://127\.0\.0\.1:{port}/welcome/([\w-]{{32}})$"
    found = re.search(link, result.output, re.MULTILINE)
    assert found, result.output
    return found[1]


def test_the_first_account_is_a_lead_and_the_next_a_supervisor(
    alongside: Alongside, store: Store
) -> None:
    first = alongside("people", "add-supervisor", " Ana@Example.org")
    secret = token(first)
    assert secret not in everything(store)
    assert "ana@example.org, lead; it works once, for 7 days" in first.output
    second = alongside("people", "add-supervisor", "ben@example.org")
    assert "ben@example.org, supervisor;" in second.output
    assert "They look after no group yet" in second.output
    assert "They look after no group yet" not in first.output
    assert [(a.email, a.role) for a in accounts(store)] == [
        ("ana@example.org", "lead"),
        ("ben@example.org", "supervisor"),
    ]
    invited = DeskStore(store).invited_by_link(secret)
    assert invited
    assert invited.email == "ana@example.org"


def test_the_link_opens_the_desk(alongside: Alongside, store: Store, settings: Settings) -> None:
    settings.review_port = 9191
    secret = token(alongside("people", "add-supervisor", "ana@example.org"), 9191)
    app = make_app(store, content.load(), settings)
    assert app.test_client().get(f"/welcome/{secret}").status_code == 200
    with app.test_request_context():
        assert app.url_for("auth.accept", token=secret) == f"/welcome/{secret}"


def test_the_link_has_the_public_address(
    alongside: Alongside, store: Store, settings: Settings
) -> None:
    settings.review_url = "https://desk.example.org"
    link = re.compile(r"^https://desk\.example\.org/welcome/[\w-]{32}$", re.MULTILINE)
    first = alongside("people", "add-supervisor", "ana@example.org")
    again = alongside("people", "add-supervisor", "ana@example.org", "--new-link")
    assert link.search(first.output), first.output
    assert link.search(again.output), again.output


def test_roles_and_groups(alongside: Alongside, store: Store) -> None:
    shelf = DeskStore(store)
    for name in ("Night van", "Day centre", "Office"):
        shelf.add_group(name)
    options = ("--role", "reader", "--team", "night VAN ", "--team", "Day centre")
    result = alongside("people", "add-supervisor", "ana@example.org", *options)
    assert "ana@example.org, reader, group Day centre, group Night van;" in result.output
    assert "no group yet" not in result.output
    (account,) = accounts(store)
    names = {g.id: g.name for g in shelf.groups()}
    assert {names[t] for t in account.teams} == {"Night van", "Day centre"}
    result = alongside("people", "add-supervisor", "ben@example.org", "--role", "lead")
    assert "ben@example.org, lead;" in result.output


@pytest.mark.parametrize("email", ["ana", "", "ana@", "ana@example", "a b@example.org"])
def test_an_address_that_can_not_be_one(alongside: Alongside, store: Store, email: str) -> None:
    result = alongside("people", "add-supervisor", email)
    assert result.exit_code == 1
    assert "doesn't look like an e-mail address, such as ana@example.org" in result.output
    assert accounts(store) == []


def test_unknown_groups(alongside: Alongside, store: Store) -> None:
    def told(team: str) -> str:
        result = alongside("people", "add-supervisor", "ana@example.org", "--team", team)
        assert result.exit_code == 1
        return result.output

    assert "there is no group yet" in told("Night van")
    DeskStore(store).add_group("Night van")
    assert "Did you mean 'Night van'?" in told("Nigth van")
    assert "There are: Night van." in told("zzz")
    assert accounts(store) == []


def test_one_account_an_address(alongside: Alongside, store: Store) -> None:
    token(alongside("people", "add-supervisor", "ana@example.org"))
    result = alongside("people", "add-supervisor", "ANA@example.org", "--role", "reader")
    assert result.exit_code == 1
    assert "there is an account for ana@example.org already" in result.output
    assert "A lead can make a new link on the page People" in result.output
    assert "--new-link" in result.output
    assert [a.role for a in accounts(store)] == ["lead"]


def test_a_way_in_again(alongside: Alongside, store: Store) -> None:
    """For the only lead, whose phone and password are lost."""
    first = token(alongside("people", "add-supervisor", "ana@example.org"))
    shelf = DeskStore(store)
    (ana,) = accounts(store)
    shelf.set_totp(ana.id, fresh())
    again = token(alongside("people", "add-supervisor", "Ana@example.org", "--new-link"))
    assert shelf.invited_by_link(first) is None
    assert shelf.invited_by_link(again)
    (ana,) = accounts(store)
    assert (ana.role, ana.totp) == ("lead", False)


def test_no_way_in_again(alongside: Alongside, store: Store) -> None:
    result = alongside("people", "add-supervisor", "ana@example.org", "--new-link")
    assert (result.exit_code, accounts(store)) == (1, [])
    assert "there is no account for ana@example.org" in result.output
    token(alongside("people", "add-supervisor", "ana@example.org"))
    token(alongside("people", "add-supervisor", "ben@example.org", "--role", "reader"))
    shelf = DeskStore(store)
    ben = shelf.reviewer_by_email("ben@example.org")
    assert ben
    shelf.close_reviewer(ben)
    result = alongside("people", "add-supervisor", "ben@example.org", "--new-link")
    assert result.exit_code == 1
    assert "is closed" in result.output
    both = alongside("people", "add-supervisor", "ana@example.org", "--new-link", "--role", "lead")
    assert both.exit_code == 2
