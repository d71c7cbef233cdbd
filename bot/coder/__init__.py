"""The detector: which codes a reply carries, on which words, how surely, and why."""

from bot.coder.coder import Coder, load_coder

__all__ = ["Coder", "load_coder"]
