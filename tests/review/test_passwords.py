"""What can be a password, and how it is kept."""

from __future__ import annotations

from random import Random

import pytest

from bot.review.passwords import LONGEST, fits, hashed, is_old, trouble

EMAIL = "marguerite@example.org"


@pytest.mark.parametrize(
    "password",
    [
        "four words walk in quietly",
        "tT7#kq09!xZp",
        "correct horse battery staple",
        "夜の街で静かに歩く人たちの声",
        "marguerite has a green boat",
        "w" * 5 + " four odd words",
        "ok" * 3 + " then something else",
    ],
)
def test_what_will_do(password: str) -> None:
    assert trouble(password, EMAIL) == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "At least 12"),
        ("elevenchars", "At least 12"),
        ("x1" * LONGEST, "At most"),
        (EMAIL, "e-mail"),
        ("Marguerite@Example.org", "e-mail"),
        (EMAIL + "1!", "e-mail"),
        ("e@example.org", "e-mail"),
        ("aaaaaaaaaaaaaaaa", "easy to guess"),
        ("ababababababab", "easy to guess"),
        ("passwordpassword", "easy to guess"),
        ("Secret12Secret12Sec", "easy to guess"),
        ("word word word", "easy to guess"),
        ("123456789012", "easy to guess"),
        ("abcdefghijklm", "easy to guess"),
        ("mlkjihgfedcba", "easy to guess"),
        ("qwertyuiopasdf", "easy to guess"),
        ("            ", "easy to guess"),
    ],
)
def test_what_will_not(password: str, said: str) -> None:
    assert said in trouble(password, EMAIL)


def test_twelve_are_enough_and_256_not_too_many() -> None:
    assert trouble("kettle-moss!", EMAIL) == ""
    assert len("kettle-moss!") == 12
    long = "".join(Random(7).choices("abcdefghijklmnopqrstuvwxyz", k=LONGEST))
    assert trouble(long, EMAIL) == ""
    assert trouble(long + "x", EMAIL)


def test_argon2id_and_no_two_alike() -> None:
    one, other = hashed("kettle-moss!"), hashed("kettle-moss!")
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert one != other
    assert len(one) <= 200  # what the column holds
    assert fits(one, "kettle-moss!")
    assert not fits(one, "kettle-moss")
    assert not is_old(one)
    assert is_old(one.replace("t=3", "t=2"))


def test_nothing_fits_what_is_no_password() -> None:
    assert not fits("", "")
    assert not fits("", "kettle-moss!")
    assert not fits("kettle-moss!", "kettle-moss!")


@pytest.mark.usefixtures("quick_hashes")
def test_keyboards_may_write_an_accent_in_two_ways() -> None:
    assert fits(hashed("cafe\u0301 at the corner"), "caf\u00e9 at the corner")
