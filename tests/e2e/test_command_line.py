"""The command as a newcomer types it: no terminal, a script, JSON, a keyboard."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.content import ROOT

ALONGSIDE = [sys.executable, "-m", "bot"]


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "PICTURES": str(tmp_path / "pictures"),
        "TELEGRAM_TOKEN": "",
        "RASA_URL": "",
        **more,
    }


def alongside(tmp_path: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ALONGSIDE, *arguments],
        cwd=ROOT,
        env=environment(tmp_path, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def test_without_a_terminal_a_whole_practice_is_played_and_erased(tmp_path: Path):
    done = alongside(tmp_path, "run")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Dee  ") >= 10
    assert "▸ “" in done.stdout, "the coach quotes a pitfall"
    assert "✓ “" in done.stdout, "the coach notices a strength"
    assert "Other ways to answer" in done.stdout
    assert "debrief" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    kept = b"".join(p.read_bytes() for p in tmp_path.glob("db.sqlite3*"))
    assert b"thick ones" not in kept
    assert not list(tmp_path.glob("pictures/*"))


def test_a_script_gives_a_json_line_a_turn(tmp_path: Path):
    script = tmp_path / "script.txt"
    script.write_text(
        "hi there\nYou need to stop seeing him.\n/again\nWhat happened?\n/end\nnever said\n"
    )
    done = alongside(tmp_path, "practice", "--scenario", "ad-site-down", "--script", str(script),
                     "--json", "--seed", "4")  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r.get("reply") for r in rows[1:-1]] == [
        "hi there",
        "You need to stop seeing him.",
        "What happened?",
    ]
    assert all(0 <= r["trust"] <= 1 for r in rows[:-1])
    assert rows[-1]["debrief"]["took_away"]
    again = alongside(tmp_path, "practice", "--scenario", "ad-site-down", "--script", str(script),
                      "--json", "--seed", "4")  # fmt: skip
    assert again.stdout == done.stdout


def test_a_scene_that_does_not_exist_is_a_kind_message(tmp_path: Path):
    done = alongside(tmp_path, "practice", "--scenario", "nope")
    assert done.returncode == 1
    assert "bad-date-night-van" in done.stderr
    assert "Traceback" not in done.stderr


TRAINEES = [
    {
        "name": "Sky",
        "kind": "skilled",
        "replies": [
            "Hey, good to see you. What would you like first?",
            "That sounds exhausting. I believe you.",
            "You worked that out on your own, and that takes skill.",
            "What has been the hardest part of it?",
            "Is it okay if I ask about what happened?",
            "It makes sense that you're angry.",
            "What already helps you feel safer?",
            "Thank you for trusting me with that.",
            "It's your call what happens next.",
            "What do you like doing when you're not working?",
        ],
    },
    {
        "name": "Mo",
        "kind": "mixed",
        "replies": [
            "Hi, how are you?",
            "That sounds awful. You should block him.",
            "Sorry, I jumped ahead there.",
            "What happened?",
            "Don't worry, it'll be fine.",
            "That makes sense.",
            "You need to be more careful.",
            "ok",
        ],
    },
    {
        "name": "Rex",
        "kind": "poor",
        "replies": [
            "You need to stop doing this.",
            "What did you expect?",
            "Don't worry, it'll be fine.",
            "You should get a real job.",
            "If you keep this up you'll end up dead.",
            "You need to go to the police right now.",
        ],
    },
]


@pytest.mark.parametrize("scenario", ["bad-date-night-van", "school-gate", "good-news"])
def test_simulated_trainees_end_where_their_words_lead(tmp_path: Path, scenario: str):
    """Trainees of one's own; those of data/trainees meet every scene elsewhere."""
    file, out = tmp_path / "trainees.json", tmp_path / "out.jsonl"
    file.write_text(json.dumps(TRAINEES))
    done = alongside(tmp_path, "simulate", "--trainees", str(file), "--out", str(out),
                     "--scenario", scenario)  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    keys = {
        "scenario",
        "trainee",
        "kind",
        "turn",
        "reply",
        "client",
        "codes",
        "trust",
        "stance",
        "ended",
    }
    assert all(keys <= set(r) for r in rows)
    last: dict[tuple[str, str], float] = {}
    for row in rows:
        last[row["scenario"], row["kind"]] = row["trust"]
    assert {r["scenario"] for r in rows} == {scenario}
    for scene in [scenario]:
        assert last[scene, "skilled"] > last[scene, "mixed"] > last[scene, "poor"], scene
        for trainee in ("Sky", "Mo", "Rex"):
            said = [r["client"] for r in rows if (r["scenario"], r["trainee"]) == (scene, trainee)]
            assert len(said) == len(set(said))


class Keyboard:
    """``alongside practice`` in a terminal of its own."""

    def __init__(self, tmp_path: Path, *arguments: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a background run has it ignored
            os.execve(
                sys.executable,
                [*ALONGSIDE, "practice", *arguments],
                environment(tmp_path, TERM="xterm", COLUMNS="100"),
            )
        self.came, self.screen, self.read = b"", "", 0

    def until(self, words: str, seconds: float = 60.0) -> str:
        """Read until ``words`` stand on the screen; returns what came since the last call."""
        end, start = time.monotonic() + seconds, self.read
        while words not in self.screen[start:]:
            ready, _, _ = select.select([self.fd], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"waited for {words!r}, have:\n{self.screen[start:][-1500:]}"
            self.came += os.read(self.fd, 65536)
            # What was read may end within a character, or within a sequence for the terminal.
            whole = self.came.decode(errors="ignore")
            self.screen = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\[?[0-9;?]*$", "", whole)
        self.read = self.screen.index(words, start) + len(words)
        return self.screen[start:]

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode() + b"\n")

    def ends(self) -> int:
        """Wait for the process; its exit status."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.mark.parametrize("way_out", ["ctrl-c", "ctrl-d"])
def test_leaving_is_clean_and_the_encounter_resumes_at_the_same_line(tmp_path: Path, way_out: str):
    first = Keyboard(tmp_path, "--scenario", "bad-date-night-van")
    first.until("Yes, let's start")
    first.until("you ›")
    first.type("1")
    first.until("leaving the choice")
    opening = first.until("you ›")
    said = re.search(r"Dee\s+(.{20})", opening)
    assert said
    if way_out == "ctrl-d":
        os.write(first.fd, b"\x04")
    else:
        time.sleep(0.5)  # nobody is quicker than the prompt that has just appeared
        os.kill(first.pid, signal.SIGINT)
    left = first.until("brings you back")
    assert first.ends() == 0
    assert "Traceback" not in left
    second = Keyboard(tmp_path)
    assert said[1] in second.until("you ›")
    second.type("/pause")
    second.until("Paused")
    assert second.ends() == 0
