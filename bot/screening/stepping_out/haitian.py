"""Haitian Creole. ``mwen`` is often written ``m`` or ``m'``."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_I: Final = r"\b(?:mwen|m'?)"

HAITIAN: Final = Words(
    language="Haitian Creole",
    whole=(
        r"(?:mwen|m'?) bezwen (?:èd|yon poz|repo)",
        r"(?:mwen|m'?) (?:bezwen|vle|ta renmen) pale ak (?:yon|yon vrè) moun(?: tout bon| reyèl)?",
        r"(?:mwen|m'?) pa vle kontinye(?: ankò)?",
        r"(?:mwen|m'?) (?:vle|bezwen) (?:sispann|kanpe|rete|sòti)(?: la)?(?: tanpri)?",
        r"(?:mwen|m'?) pa (?:kapab|ka) ankò",
    ),
    unasked=(r"(?:tanpri )?(?:sispann|kanpe|rete la|ase)(?: tanpri)?",),
    anywhere=(
        rf"{_I} (?:ap|te) panse (?:pou (?:mwen|m) )?(?:touye|tiye) tèt (?:mwen|m)\b",
        rf"{_I} (?:vle|anvi|pral) (?:blese|fè) tèt (?:mwen|m) (?:mal)?",
        rf"{_I} (?:vle|bezwen) (?:sispann|kanpe|kite) egzèsis",
        rf"{_I} (?:vle|anvi) mouri\b(?! (?:ri|grangou|pou)\b)",
        rf"{_I} (?:vle|anvi|pral) (?:touye|tiye) tèt (?:mwen|m)\b",
        rf"{_I} pa vle viv ankò\b(?! (?:avèk|ak|nan|la)\b)",
        r"\b(?:sa|li|se) twòp pou (?:mwen|m)\b(?! ?\?)",
        rf"{_I} pa (?:kapab|ka) kontinye (?:egzèsis|ak sa)\b",
    ),
)
