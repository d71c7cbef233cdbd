"""Two ways at the same line, side by side: what was said, and where it led."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.practice.branches import forks
from bot.practice.types import Finding
from tests.practice.builders import finding


@dataclass(frozen=True)
class Turn:
    """A stored turn, as far as it matters here."""

    id: int
    parent: int | None
    trust: float
    findings: tuple[Finding, ...] = ()
    taken_back: bool = False

    @property
    def stance(self) -> str:
        return f"stance {self.id}"

    @property
    def client_before(self) -> str:
        return f"line after {self.parent}"

    @property
    def reply(self) -> str:
        return f"reply {self.id}"

    @property
    def client_after(self) -> str:
        return f"answer {self.id}"


def test_a_straight_conversation_has_no_forks() -> None:
    assert forks([], 0.25) == []
    assert forks([Turn(1, None, 0.3), Turn(2, 1, 0.4), Turn(3, 2, 0.5)], 0.25) == []


def test_a_line_answered_again_has_its_ways_in_the_order_they_were_tried() -> None:
    turns = [
        Turn(1, None, 0.3),
        Turn(2, 1, 0.2, (finding("P4", "x"), finding("P4", "y", 5)), taken_back=True),
        Turn(3, 1, 0.45, (finding("G1", "x"), finding("M1", "y", 5))),
    ]
    (fork,) = forks(turns, 0.25)
    assert fork.line == "line after 1"
    assert [(w.reply, w.answer, w.kept) for w in fork.ways] == [
        ("reply 2", "answer 2", False),
        ("reply 3", "answer 3", True),
    ]
    assert [w.flags for w in fork.ways] == [("P4",), ()]
    assert [w.moves for w in fork.ways] == [(), ("G1", "M1")]


def test_steps_of_trust_are_from_the_line_both_answered() -> None:
    turns = [
        Turn(1, None, 0.5),
        Turn(2, 1, 0.4, taken_back=True),
        Turn(3, 1, 0.7, taken_back=True),
        Turn(4, 1, 0.5),
    ]
    (fork,) = forks(turns, 0.25)
    assert [round(w.step, 6) for w in fork.ways] == [-0.1, 0.2, 0.0]


def test_the_first_line_can_be_answered_again_too() -> None:
    (fork,) = forks([Turn(1, None, 0.1, taken_back=True), Turn(2, None, 0.4)], 0.25)
    assert [round(w.step, 6) for w in fork.ways] == [-0.15, 0.15]


def test_what_came_after_a_way_not_kept_is_no_fork_of_its_own() -> None:
    """Back over two turns: the later one hangs on the way that was left."""
    turns = [
        Turn(1, None, 0.3, taken_back=True),
        Turn(2, 1, 0.4, taken_back=True),
        Turn(3, None, 0.35),
        Turn(4, 3, 0.5),
    ]
    (fork,) = forks(turns, 0.25)
    assert [w.reply for w in fork.ways] == ["reply 1", "reply 3"]


def test_each_way_has_how_many_replies_followed_and_where_the_last_one_left_the_client() -> None:
    turns = [
        Turn(1, None, 0.3),
        Turn(2, 1, 0.2, taken_back=True),
        Turn(3, 2, 0.1, taken_back=True),
        Turn(4, 1, 0.4),
        Turn(5, 4, 0.45),
        Turn(6, 5, 0.5),
    ]
    (fork,) = forks(turns, 0.25)
    assert [(w.after, w.ended, w.kept) for w in fork.ways] == [
        (1, "stance 3", False),
        (2, "stance 6", True),
    ]


def test_a_way_that_parts_again_is_followed_along_what_was_kept_or_came_last() -> None:
    turns = [
        Turn(1, None, 0.3, taken_back=True),
        Turn(2, 1, 0.3, taken_back=True),
        Turn(3, 1, 0.3, taken_back=True),
        Turn(4, None, 0.3),
        Turn(5, 4, 0.3, taken_back=True),
        Turn(6, 5, 0.3, taken_back=True),
        Turn(7, 4, 0.3),
    ]
    first, *_others = forks(turns, 0.25)
    assert [(w.reply, w.after, w.ended) for w in first.ways] == [
        ("reply 1", 1, "stance 3"),
        ("reply 4", 1, "stance 7"),
    ]


def test_unsure_findings_and_praised_flags_are_not_shown() -> None:
    first = (finding("P4", "x", shown=False), finding("G1", "x", shown=False))
    both = (finding("P4", "abc"), finding("G1", "abc"))
    turns = [Turn(1, None, 0.2, first, taken_back=True), Turn(2, None, 0.2, both)]
    (fork,) = forks(turns, 0.25)
    assert [(w.moves, w.flags) for w in fork.ways] == [((), ()), ((), ("P4",))]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_of_many_the_latest_are_shown(most: int) -> None:
    turns = [Turn(n, n - 1 if n > 1 else None, 0.3) for n in range(1, 6)]
    turns += [Turn(10 + n, n, 0.4) for n in range(1, 5)]
    found = forks(turns, 0.25, most)
    assert [f.line for f in found] == [f"line after {n}" for n in range(1, 5)][-most:]


def test_a_way_as_json_is_plain() -> None:
    (fork,) = forks([Turn(1, None, 0.1), Turn(2, None, 1 / 3)], 0.25)
    assert fork.ways[1].to_json() == {
        "reply": "reply 2", "answer": "answer 2", "moves": [], "flags": [], "step": 0.0833,
        "kept": True, "after": 0, "ended": "stance 2",
    }  # fmt: skip
