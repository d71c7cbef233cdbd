"""The coach says less about what is known: notes fade once a move has been shown three times.

Feedback at once helps while a move is being learned; kept up for ever, it becomes what the
move leans on (guidance hypothesis, Salmoni, Schmidt and Walter 1984). Flags never fade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.practice.coach import noticed
from bot.practice.types import Feedback, Finding, clean_moves

KNOWN_AFTER: Final = 3


def known(shown: Mapping[str, int]) -> tuple[str, ...]:
    """Moves shown often enough to go without a note, the most frequent first."""
    often = [(n, code) for code, n in shown.items() if n >= KNOWN_AFTER]
    return tuple(code for _, code in sorted(often, key=lambda x: (-x[0], x[1])))


def fade(
    feedback: Feedback, findings: Sequence[Finding], before: Mapping[str, int], aim: str = ""
) -> tuple[Feedback, tuple[str, ...]]:
    """``feedback`` without notes on moves that were known before; the aim's note always stays.

    ``before``: how often each move had been shown before this reply. Also returns the moves
    that became known with this very reply: the coach can say so once.
    """
    moves = noticed(findings)
    if len(moves) != len(feedback.strengths):  # authored elsewhere: nothing to match notes with
        return feedback, ()
    kept = [
        note
        for move, note in zip(moves, feedback.strengths, strict=True)
        if move.code == aim or before.get(move.code, 0) < KNOWN_AFTER
    ]
    shown_now = dict.fromkeys(f.code for f in clean_moves(findings))
    newly = tuple(
        code for code in shown_now if code != aim and before.get(code, 0) == KNOWN_AFTER - 1
    )
    return replace(feedback, strengths=tuple(kept)), newly
