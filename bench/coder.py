"""What the detector costs over one bare pass of its own encoder: ``python -m bench.coder``.

Time: rounds that alternate between the detector and the bare pass on the same development
replies, so that a busy moment hits both; the ratio of medians, with the range over rounds.
Memory: what this process holds, before anything else is loaded, with the detector alone.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable

from bot.evaluation.corpus import CodedReply, read_split


def median_ms(one: Callable[[CodedReply], object], replies: list[CodedReply]) -> float:
    """Median time of ``one`` per reply, in milliseconds."""
    times = []
    for reply in replies:
        began = time.perf_counter()
        one(reply)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def held_mb() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the ratio and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--replies", type=int, default=100)
    args = parser.parse_args()
    before = held_mb()
    from bot.coder import load_coder
    from bot.coder.packing import Piece

    coder = load_coder()

    def bare(reply: CodedReply) -> object:
        whole = (0, max(len(reply.reply), 1))
        return coder.encoder.encode([Piece(reply.client, reply.reply, (whole,))])

    def full(reply: CodedReply) -> object:
        return coder.code(reply.client, reply.reply)

    replies = read_split("development")[: args.replies]
    for reply in replies[:20]:  # warm up: spaCy and onnxruntime load on first use
        full(reply)
        bare(reply)
    rounds = [(median_ms(full, replies), median_ms(bare, replies)) for _ in range(args.rounds)]
    ratios = [f / b for f, b in rounds]
    print(
        f"per reply: detector {statistics.median(f for f, _ in rounds):.1f} ms, bare pass "
        f"{statistics.median(b for _, b in rounds):.1f} ms, ratio {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f}; {args.rounds} rounds of {len(replies)} replies)"
    )
    print(f"memory with the detector alone: {held_mb():.0f} MB (before loading it: {before:.0f})")


if __name__ == "__main__":
    main()
