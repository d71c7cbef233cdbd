"""Passwords of the desk: what one has to be, and Argon2id."""

from __future__ import annotations

import secrets
from functools import cache
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 12
LONGEST: Final = 256  # characters; more is a mistake, and work for nothing
_FEWEST_DIFFERENT: Final = 5
_ROWS: Final = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)
_hasher = PasswordHasher()  # Argon2id, by the parameters of RFC 9106 for less memory


def trouble(password: str, email: str) -> str:
    """Why this can't be the password of the account with ``email``; "" if it can."""
    password = _same(password)
    if len(password) < SHORTEST:
        return f"At least {SHORTEST} characters, please; longer is better than stranger."
    if len(password) > LONGEST:
        return f"At most {LONGEST} characters, please."
    plain, address = "".join(password.casefold().split()), email.casefold()
    if _repeats(plain):
        return "That is easy to guess. A few words that don't belong together work well."
    if plain in address or (address in plain and len(plain) < len(address) + _FEWEST_DIFFERENT):
        return "That is the e-mail address, which others know. Anything else of your own works."
    return ""


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(_same(password))


def fits(kept: str, password: str) -> bool:
    """Whether ``password`` is the one of which ``kept`` is kept.

    "" (no account, or none with a password yet) fits nothing, after as much work as any other.
    """
    try:
        _hasher.verify(kept or nobodys(), _same(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def is_old(kept: str) -> bool:
    """Whether ``kept`` was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def nobodys() -> str:
    """What is kept of a password that nobody knows."""
    return hashed(secrets.token_hex())


def _same(password: str) -> str:
    """One writing for what looks the same: keyboards differ in how they make an é."""
    return normalize("NFKC", password)


def _repeats(plain: str) -> bool:
    """Few different characters, one part again and again, or a row of the keyboard."""
    if len(set(plain)) < _FEWEST_DIFFERENT:
        return True
    for period in range(1, len(plain) // 2 + 1):
        if all(a == b for a, b in zip(plain, plain[period:], strict=False)):
            return True
    following = {(a, b) for row in _ROWS for a, b in pairwise(row)}
    steps = list(pairwise(plain))
    along = sum(step in following or step[::-1] in following for step in steps)
    return along >= len(steps) - 1  # one step out of the row changes little
