"""The code from a phone (TOTP, RFC 6238): six digits that change every half minute."""

from __future__ import annotations

import secrets as random
from datetime import datetime
from typing import Final

import pyotp
import segno

SECONDS: Final = 30
_NEAR: Final = (0, -1, 1)  # steps: clocks differ, and typing takes a while


def fresh() -> str:
    """A new key: 32 letters and digits."""
    return pyotp.random_base32()


def spaced(key: str) -> str:
    """A key in groups of four, for typing."""
    return " ".join(key[i : i + 4] for i in range(0, len(key), 4))


def picture(key: str, email: str, organisation: str) -> str:
    """The data: address of a QR code that an authenticator app reads the key from."""
    issuer = f"Alongside, {organisation}".replace(":", " ")
    address = pyotp.TOTP(key).provisioning_uri(name=email, issuer_name=issuer)
    return str(segno.make(address).svg_data_uri(scale=5, border=3, dark="#000", light="#fff"))


def step_of(key: str, code: str, at: datetime) -> int | None:
    """The time step near ``at`` whose code this is; None: of none. Using it up is the store's."""
    digits = "".join(code.split())
    if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
        return None
    totp = pyotp.TOTP(key, interval=SECONDS)
    now = int(at.timestamp()) // SECONDS
    for step in (now + near for near in _NEAR):
        if random.compare_digest(totp.generate_otp(step), digits):
            return step
    return None
