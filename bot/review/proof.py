"""Whether somebody is who they say: a password, a code. Every try counts before it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from flask import current_app

from bot.review import passwords, totp
from bot.review.desk import desk
from bot.review.entry import Strangers, waiting
from bot.store.desk.accounts import Keys, Try
from bot.store.tables import now

STRANGERS: Final = "strangers"  # where the application keeps them


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of a try. ``keys``: of the account, if it was right.

    ``wait``: how long the account rests now, in words. ``compared`` False: it rested already, so
    that nothing was looked at, not even whether it was right.
    """

    keys: Keys | None
    wait: str | None = None
    compared: bool = True


def password_of(email: str, password: str) -> Proof:
    """Try a password. If it is right, say so with ``forget_tries``, or ``take_back_try``."""
    tried = desk().shelf.count_try(email)
    if tried.keys is None and tried.until is None:
        strangers = cast(Strangers, current_app.extensions[STRANGERS])
        allowed, until = strangers.count_try(email)
        if allowed:
            passwords.fits("", password)  # as much work as for any other
        return Proof(None, waiting(until), allowed)
    if tried.keys is None:
        return Proof(None, waiting(tried.until), compared=False)
    keys = tried.keys
    if not passwords.fits(keys.password_hash if keys.active else "", password):
        return _wrong(tried, keys)
    if passwords.is_old(keys.password_hash):
        desk().shelf.hash_anew(keys, passwords.hashed(password))
    return Proof(keys)


def code_of(email: str, code: str) -> Proof:
    """Try a code from the phone; a right one is used up."""
    shelf = desk().shelf
    tried = shelf.count_try(email)
    if tried.keys is None:
        return Proof(None, waiting(tried.until), compared=False)
    keys = tried.keys
    step = totp.step_of(keys.totp_secret, code, now())
    if step is None or not shelf.use_code(keys.id, step):
        return _wrong(tried, keys)
    return Proof(keys)


def own_password(email: str, password: str) -> str:
    """Of somebody who is in: what is wrong with the password they give as theirs; "": nothing."""
    proof = password_of(email, password)
    if proof.keys:
        desk().shelf.forget_tries(proof.keys.id)
        return ""
    wrong = "That isn't the password you have now." if proof.compared else ""
    rests = f"Your account rests for {proof.wait}; then you can try again." if proof.wait else ""
    return f"{wrong} {rests}".strip()


def _wrong(tried: Try, keys: Keys) -> Proof:
    if tried.until:
        desk().shelf.note_deed(keys.id, "rest")
    return Proof(None, waiting(tried.until))
