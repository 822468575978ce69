"""Work ends when its time is over, whatever it is at."""

from __future__ import annotations

import re
import signal
import threading
from contextlib import suppress
from time import monotonic

import pytest

from deckbuild.rendering import timeout


def test_work_that_takes_too_long_is_ended() -> None:
    with pytest.raises(timeout.TimeOut), timeout.limit(0.05):
        re.match("(a+)+$", "a" * 40 + "b")


def test_work_that_is_done_in_time_is_not() -> None:
    with timeout.limit(30):
        pass

    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_limit_inside_another_leaves_it_as_it_was() -> None:
    with timeout.limit(30), timeout.limit(20):
        pass
    with pytest.raises(timeout.TimeOut), timeout.limit(0.1):
        with timeout.limit(30):
            pass
        re.match("(a+)+$", "a" * 40 + "b")


def test_the_limit_around_holds_inside_too() -> None:
    with pytest.raises(timeout.TimeOut), timeout.limit(0.05), timeout.limit(30):
        re.match("(a+)+$", "a" * 40 + "b")


def test_a_ring_that_was_swallowed_comes_again() -> None:
    def swallow() -> None:
        with suppress(timeout.TimeOut):
            re.match("(a+)+$", "a" * 40 + "b")

    began = monotonic()
    with pytest.raises(timeout.TimeOut), timeout.limit(0.05):
        swallow()
        re.match("(a+)+$", "a" * 40 + "b")
    assert monotonic() - began < 30


def test_the_timer_is_taken_away_after_a_ring() -> None:
    handler = signal.getsignal(signal.SIGALRM)
    with pytest.raises(timeout.TimeOut), timeout.limit(0.05):
        re.match("(a+)+$", "a" * 40 + "b")

    assert signal.getsignal(signal.SIGALRM) is handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_there_is_no_limit_in_other_threads() -> None:
    done = threading.Event()

    def work() -> None:
        with timeout.limit(0.001):
            done.set()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done.is_set()
