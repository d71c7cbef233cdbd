"""Words around ways at the same line, the same on every channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import wording
from bot.i18n import _, n_


def heading(two: str, fork: Mapping[str, Any]) -> str:
    """What stands above a line's ways: ``two``, unless there are more."""
    count = len(fork["ways"])
    if count <= 2:
        return two
    many = wording.FORKS_OF.get(count, wording.FORKS_MANY)
    return _(many).format(n=count)


def further(way: Mapping[str, Any]) -> list[str]:
    """Where a way led: the replies that followed, the stance at their end, whether it was kept.

    Messages queued before this was stored say nothing of it.
    """
    said = []
    if way.get("after"):
        stance = str(way["ended"])
        ended = _(wording.FORK_ENDED).format(stance=_(stance))
        said.append(f"{n_(*wording.FORK_AFTER, way['after'])}; {ended}")
    if way.get("kept"):
        said.append(_(wording.FORK_KEPT))
    return said
