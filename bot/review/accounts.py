"""Accounts of the desk, made from the command line: where the first lead comes from."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from bot.review.entry import is_email, tidy_email
from bot.review.serve import address
from bot.settings import Settings
from bot.store.desk import DeskStore, Role
from bot.store.desk.links import LINK_DAYS
from bot.store.repository import Store


class NotMade(ValueError):
    """Why there is no account, or no link, in words for whoever asked."""


def add_account(
    store: Store, settings: Settings, email: str, role: Role | None, teams: Sequence[str]
) -> str:
    """Make an account; its link and what it is for, in words. ``role`` None: what is missing most.

    NotMade: the address can't be one, or has an account; or there is no such group.
    """
    shelf = DeskStore(store)
    email = tidy_email(email)
    if not is_email(email):
        raise NotMade(f"'{email}' doesn't look like an e-mail address, such as ana@example.org.")
    known = {g.name.casefold(): g for g in shelf.groups()}
    for team in teams:
        if team.strip().casefold() not in known:
            raise NotMade(_no_group(team, [g.name for g in known.values()]))
    chosen = {known[team.strip().casefold()] for team in teams}
    role = role or ("supervisor" if shelf.has_reviewers() else "lead")
    token = shelf.invite_reviewer(email, role, {g.id for g in chosen})
    if token is None:
        raise NotMade(
            f"there is an account for {email} already. A lead can make a new link on the page "
            "People of the desk; --new-link makes one here."
        )
    text = f"{_link(settings, token)}\n(for {email}, {role}"
    text += "".join(f", group {g.name}" for g in sorted(chosen, key=lambda g: g.name))
    text += f"; it works once, for {LINK_DAYS} days. `alongside review` serves the desk)"
    if role != "lead" and not chosen:
        text += (
            "\nThey look after no group yet, and so read no conversations: a lead gives them one "
            "on the page People, or --team does it here."
        )
    return text


def new_link_for(store: Store, settings: Settings, email: str) -> str:
    """A new link for an account that exists, whose code from the phone goes off. NotMade: none."""
    shelf = DeskStore(store)
    email = tidy_email(email)
    reviewer = shelf.reviewer_by_email(email)
    token = shelf.renew_link(reviewer) if reviewer is not None else None
    if reviewer is None:
        raise NotMade(f"there is no account for {email}. Without --new-link, one is made.")
    if token is None:
        raise NotMade(f"the account of {email} is closed. A lead can open it again at the desk.")
    shelf.set_totp(reviewer, "")
    return f"{_link(settings, token)}\n(for {email}; it works once, for {LINK_DAYS} days)"


def _link(settings: Settings, token: str) -> str:
    return f"{settings.review_url or address(settings)}/welcome/{token}"


def _no_group(team: str, names: list[str]) -> str:
    near = difflib.get_close_matches(team, names, n=1, cutoff=0.5)
    if near:
        return f"no group is called '{team}'. Did you mean '{near[0]}'?"
    if not names:
        return "there is no group yet. The page People of the desk adds them."
    return f"no group is called '{team}'. There are: {', '.join(sorted(names))}."
