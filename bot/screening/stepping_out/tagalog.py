"""Tagalog: the plainest words only."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_WANT: Final = r"\bgusto ko(?:ng| nang?| na lang(?:ng)?)? (?:na )?"

TAGALOG: Final = Words(
    language="Tagalog",
    around=(r"please|po|pasensya na|sorry|muna|ngayon|dito",),
    whole=(
        r"gusto ko(?:ng| nang?) (?:tumigil|huminto|itigil (?:ito|to))",
        r"hindi ko na (?:po )?kaya(?: ito| to)?|di ko na (?:po )?kaya",
        r"kailangan ko (?:po )?ng (?:tulong|pahinga)",
        r"gusto ko(?:ng| po ng) makipag ?-?usap sa (?:totoong )?tao|"
        r"kailangan ko(?:ng| po ng) (?:ng )?(?:totoong tao|makausap)",
    ),
    unasked=(r"tama na|itigil (?:na )?(?:natin |mo )?(?:ito|to)|tigil na|ayoko na",),
    anywhere=(
        rf"{_WANT}(?:mamatay\b(?! (?:sa|kakatawa)\b)|magpakamatay|saktan ang (?:aking )?sarili)",
        r"\bmagpapakamatay (?:na )?ako\b",
        r"\bayoko? (?:ko )?nang? mabuhay\b(?! (?:sa|kasama)\b)",
    ),
)
