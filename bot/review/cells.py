"""Text as a spreadsheet's cell: no formula is run, nothing is lost.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``, some also behind spaces
or quotes or in other widths of these signs. An apostrophe before it makes it text. As Excel cuts
lines at semicolons where these are a country's custom, and then takes no notice of quotes, what
follows a semicolon, a tab or a new line inside a text is looked at as well (OWASP, "CSV
injection").
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# The signs that begin a formula, and all characters that are one of them in another shape.
_SIGNS: Final = "".join(
    chr(n) for n in range(0x20, 0x10000) if unicodedata.normalize("NFKC", chr(n)) in set("=+-@−")
)
# What is passed over at the start of a cell: quotes, spaces, and what isn't seen at all.
_PASSED: Final = "\"'`´‘’‚‛“”„‟«»‹›＇＂" + "".join(
    chr(n)
    for n in range(0x10000)
    if chr(n).isspace() or unicodedata.category(chr(n)) in ("Cc", "Cf")
)
_BREAKS: Final = "\t\r\n"
_GOES_ON: Final = f"(?:(?![;{_BREAKS}])[{re.escape(_PASSED)}])*[{re.escape(_SIGNS)}]"
_FIRST: Final = re.compile(f"(?=[{re.escape(_PASSED)}]*[{_BREAKS}{re.escape(_SIGNS)}])")
_LATER: Final = re.compile(f"([;{_BREAKS}])(?={_GOES_ON})")
_BACK: Final = re.compile(f"([;{_BREAKS}])'(?={_GOES_ON})")


def cell(text: str) -> str:
    """``text`` for a cell; ``plain`` gives it back as it was."""
    inside = _LATER.sub(r"\1'", text)
    return f"'{inside}" if _FIRST.match(inside) else inside


def plain(text: str) -> str:
    """The text of a cell that ``cell`` made."""
    inside = text[1:] if text[:1] == "'" and _FIRST.match(text[1:]) else text
    return _BACK.sub(r"\1", inside)
