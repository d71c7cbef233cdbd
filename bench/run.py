"""`make bench`: the starter bot and ours, measured in turns. ``--quick``: fewer repeats."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from types import FrameType

from bench import measures, report, starter
from bench.bots import our_bot, starter_bot
from bench.processes import BenchError


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def run(size: measures.Size) -> str:
    """Measure everything; the page to print. The numbers also go to ``bench/work``."""
    starter.prepare()
    bots = (starter_bot(), our_bot())
    about = measures.machine()
    version = [str(bots[0].python), "-c", "import sys; print(sys.version.split()[0])"]
    about["python_starter"] = subprocess.check_output(version, text=True).strip()
    begun = time.monotonic()
    rows: list[measures.Row] = []
    for measure in (measures.training, measures.starting, measures.serving):
        print(f"Measuring: {measure.__name__}", flush=True)
        rows += measure(bots, size)
    print("Measuring: stages", flush=True)
    found = measures.stages(bots[1], size)
    about["minutes"] = round((time.monotonic() - begun) / 60, 1)
    about["quick"] = size == measures.QUICK
    name = "quick" if about["quick"] else "full"
    report.save(starter.WORK / f"{name}.json", rows, found, about)
    page = report.page(rows, found, about)
    (starter.WORK / f"{name}.md").write_text(page + "\n", encoding="utf-8")
    return page


def main() -> int:
    """Command line. 0, or 1 with a message that says what to do."""
    parser = argparse.ArgumentParser(prog="bench.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repeats: about 3 minutes")
    wanted = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)
    try:
        print("\n" + run(measures.QUICK if wanted.quick else measures.FULL))
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the servers are stopped too.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
