import threading

import pytest

from bot.review.kept import Kept


class Clock:
    """Goes on when told."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def slow(clock, seconds, made):
    def make():
        clock.now += seconds
        made.append(1)
        return len(made)

    return make


def test_what_took_two_seconds_is_kept_for_two_thousand(clock):
    kept, made = Kept(clock), []
    assert kept.get("a", slow(clock, 2, made)) == 1
    clock.now += 1999
    assert kept.get("a", slow(clock, 2, made)) == 1
    clock.now += 2
    assert kept.get("a", slow(clock, 2, made)) == 2


def test_nothing_is_kept_for_longer_than_a_day(clock):
    kept, made = Kept(clock), []
    kept.get("a", slow(clock, 500, made))
    clock.now += 24 * 3600 + 1
    assert kept.get("a", slow(clock, 500, made)) == 2


def test_what_took_no_time_is_made_each_time(clock):
    kept, made = Kept(clock), []
    for _ in range(3):
        kept.get("a", slow(clock, 0, made))
    assert len(made) == 3


def test_each_key_has_its_own(clock):
    kept = Kept(clock)
    assert kept.get("a", slow(clock, 1, [])) == 1
    assert kept.get("b", slow(clock, 1, [0])) == 2
    assert (kept.peek("a"), kept.peek("b"), kept.peek("c")) == (1, 2, None)
    clock.now += 1001
    assert kept.peek("b") is None


def test_what_was_not_used_for_longest_goes_first(clock):
    kept = Kept(clock)
    for n in range(16):
        kept.get(n, slow(clock, 1, []))
    kept.get(0, slow(clock, 1, []))
    kept.get("one more", slow(clock, 1, []))
    assert kept.peek(0) == 1
    assert kept.peek(1) is None
    assert kept.peek(2) == 1


def test_what_fails_is_not_kept(clock):
    kept = Kept(clock)

    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kept.get("a", fail)
    assert kept.get("a", slow(clock, 1, [])) == 1


def test_two_who_ask_at_once_wait_for_one_answer(clock):
    kept, made = Kept(clock), []
    began, go_on = threading.Event(), threading.Event()

    def make():
        began.set()
        assert go_on.wait(5)
        return slow(clock, 1, made)()

    asking = [threading.Thread(target=kept.get, args=("a", make)) for _ in range(2)]
    for one in asking:
        one.start()
    assert began.wait(5)
    go_on.set()
    for one in asking:
        one.join(5)
    assert len(made) == 1
