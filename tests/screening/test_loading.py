"""The first messages of a fresh process come on several threads at once."""

from __future__ import annotations

import subprocess
import sys

from bot.content import ROOT

AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from bot.screening import screen
sys.setswitchinterval(1e-5)
ready = Barrier(4)
def first(words):
    ready.wait()
    return screen(words).kind
said = ["My friend Dana Whitfield lives at 12 Elm Street.", "What happened to the coat then?",
        "Call me on 202 555 0143, that was Brenda's number.", "Elle parle de la nuit au coin"]
with ThreadPoolExecutor(4) as pool:
    print(*pool.map(first, said))
"""


def test_nobody_meets_a_library_half_loaded():
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[:3] == ["play", "play", "play"]
