"""Play the journey and write its pictures: `python -m tests.screens OUT_DIR [NAME ...]`."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from bot import logs
from tests.screens.chat_page import chat_page
from tests.screens.shoot import ShootError, find_browser, shoot


async def take(out: Path, names: Collection[str]) -> None:
    """Write a PNG for each screen of the journey (of ``names``, if there are any) to ``out``."""
    from tests.screens.journey import JOURNEY
    from tests.screens.stage import Screen, set_up

    known = {s.name for s in JOURNEY if isinstance(s, Screen)}
    if unknown := set(names) - known:
        raise ShootError(f"No screen {', '.join(sorted(unknown))}; {', '.join(sorted(known))} are.")
    with tempfile.TemporaryDirectory(prefix="journey") as folder:
        async with set_up(Path(folder)) as stage:
            for entry in JOURNEY:
                if not isinstance(entry, Screen):
                    await stage.play(entry)
                    continue
                mark = stage.recorder.mark()
                for step in entry.steps:
                    await stage.play(step)
                if names and entry.name not in names:
                    continue
                page = chat_page(entry.items(stage.recorder, mark))
                path = out / f"{entry.name}.png"
                await asyncio.to_thread(shoot, page, path, dark=entry.dark)
                print(f"{path}  {path.stat().st_size / 1024:.0f} KB")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these screens")
    given = parser.parse_args()
    logs.configure()
    try:
        if find_browser() is None:
            shoot("", Path())  # says what to install, before a minute is spent on playing
        given.out.mkdir(parents=True, exist_ok=True)
        asyncio.run(take(given.out, given.names))
    except ShootError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
