"""Which words are common: those of the coder's tokenizer, thirty thousand of them."""

from __future__ import annotations

import re
from functools import cache

from tokenizers import Tokenizer

from bot.coder.encoder import MODEL_DIR
from bot.screening.letters import fold


@cache
def _vocabulary() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))


def rare(word: str) -> bool:
    """Whether ``word``, or a part of it, is none of the common ones."""
    parts = [p for p in re.split(r"['-]", fold(word)) if len(p) > 1]
    return any(_vocabulary().token_to_id(p) is None for p in parts)
