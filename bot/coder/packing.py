"""One row of tokens a reply: the client's line and the reply, and where its clauses stand in it.

The encoder reads the row once; a clause is the mean of its own tokens, which have seen the whole
reply and the line before it. Training and product pack with this same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

CLIENT_TOKENS: Final = 60  # of the client's line, the last ones
REPLY_TOKENS: Final = 110  # of one row's piece of the reply; longer replies take several rows

INPUTS: Final = ("input_ids", "attention_mask", "token_type_ids", "row_of", "clauses")


@dataclass(frozen=True, slots=True)
class Piece:
    """A reply, or so much of a long one as fits a row, with its clauses' places in ``text``."""

    client: str
    text: str
    clauses: tuple[tuple[int, int], ...]


def pack(tokenizer: Tokenizer, pieces: Sequence[Piece]) -> dict[str, npt.NDArray[Any]]:
    """Arrays that the encoder takes.

    rows x tokens: ``input_ids``, ``attention_mask``, ``token_type_ids`` (1 in the reply). Per
    clause, those of all rows in order: ``row_of``, and in ``clauses`` (clauses x tokens) the
    weights that average its tokens.
    """
    rows = [_row(tokenizer, p) for p in pieces]
    shape = (len(rows), max(len(ids) for ids, _, _ in rows))
    count = sum(len(p.clauses) for p in pieces)
    ids = np.full(shape, _special(tokenizer, "[PAD]"))
    seen, types = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    row_of = np.zeros(count, dtype=np.int64)
    weights = np.zeros((count, shape[1]), dtype=np.float32)
    clause = 0
    for i, (row, begin, places) in enumerate(rows):
        ids[i, : len(row)], seen[i, : len(row)], types[i, begin : len(row)] = row, 1, 1
        for start, end in pieces[i].clauses:
            mine = [k for k, (s, e) in enumerate(places) if s < end and e > start]
            # Signs that no token stands for, or words past those that fit: the reply's last token.
            at = [begin + k for k in mine] or [max(begin, len(row) - 2)]
            row_of[clause] = i
            weights[clause, at] = 1.0 / len(at)
            clause += 1
    return dict(zip(INPUTS, (ids, seen, types, row_of, weights), strict=True))


def pieces_of(
    tokenizer: Tokenizer, client: str, text: str, clauses: Sequence[tuple[int, int]]
) -> list[Piece]:
    """``text`` in pieces that fit a row each, cut between clauses; most replies are one."""
    made: list[Piece] = []
    taken: list[tuple[int, int]] = []
    room = 0
    for clause in clauses:
        size = len(_tokens(tokenizer, text[clause[0] : clause[1]]).ids) if len(text) > 100 else 0
        if taken and room + size > REPLY_TOKENS:
            made.append(_piece(client, text, taken))
            taken, room = [], 0
        taken.append(clause)
        room += size
    return [*made, _piece(client, text, taken)] if taken else made


def _piece(client: str, text: str, clauses: list[tuple[int, int]]) -> Piece:
    begin, end = clauses[0][0], clauses[-1][1]
    return Piece(client, text[begin:end], tuple((s - begin, e - begin) for s, e in clauses))


def _tokens(tokenizer: Tokenizer, text: str) -> Encoding:
    return tokenizer.encode(text, add_special_tokens=False)


def _special(tokenizer: Tokenizer, name: str) -> int:
    number: int | None = tokenizer.token_to_id(name)
    if number is None:
        raise ValueError(f"The tokenizer has no {name}: bot/coder/model is not whole.")
    return number


def _row(tokenizer: Tokenizer, piece: Piece) -> tuple[list[int], int, list[tuple[int, int]]]:
    """Token ids, where the reply begins in them, and its tokens' places in the text."""
    cls, sep = _special(tokenizer, "[CLS]"), _special(tokenizer, "[SEP]")
    heard = [cls, *_tokens(tokenizer, piece.client).ids[-CLIENT_TOKENS:], sep]
    said = _tokens(tokenizer, piece.text)
    return [*heard, *said.ids[:REPLY_TOKENS], sep], len(heard), said.offsets[:REPLY_TOKENS]
