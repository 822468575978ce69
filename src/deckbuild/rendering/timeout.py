"""Stops work that takes too long: Markdown that was made to be slow must not hold a build for hours."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager, suppress
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import Any

    from deckbuild.rendering.result import Rendered

    _Handler = Any  # what signal.signal returns

TOO_SLOW = Rule(
    "D207",
    "too-slow",
    Severity.ERROR,
    "Building a deck took longer than it may (60 seconds; `--timeout` sets another limit). The slide named here was\n"
    "at work when the time was over, and those behind it were not begun; a file that is named as a whole took the\n"
    "time elsewhere. Look for text that repeats a bracket or a quote thousands of times.",
)
SECONDS = 60.0  # that the slides of one deck may take
_SHORTEST = 0.001  # seconds; 0 would set no timer
_AGAIN = 0.05  # seconds until it rings once more: an exception in a finalizer is swallowed


class TimeOut(BaseException):
    """The time is over. No ``Exception``: nothing on the way up may take it for a failure of its own."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise ``TimeOut`` inside the block once it has taken ``seconds``, or once the limit around it is over.

    Python's regular expressions look for signals while they run, so a runaway one ends as well. Needs POSIX timers and
    the main thread; elsewhere there is no limit, and none within infinite ``seconds``.
    """
    has_timer = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if seconds == inf or not has_timer:
        yield
        return
    around, _ = signal.getitimer(signal.ITIMER_REAL)
    until = monotonic() + around if around else 0.0
    old = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, max(min(seconds, around or seconds), _SHORTEST), _AGAIN)
    try:
        yield
    finally:
        _set_back(old, until)


def is_too_slow(rendered: Rendered) -> bool:
    """Return whether a slide was stopped because the time was over."""
    return any(problem.rule == TOO_SLOW for problem in rendered.problems)


def _set_back(old: _Handler, until: float) -> None:
    """Set the timer for the limit around, if there is one; a ring on the way comes too late."""
    while True:
        with suppress(TimeOut):
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, old)
            if until:
                signal.setitimer(signal.ITIMER_REAL, max(until - monotonic(), _SHORTEST), _AGAIN)
            return


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeOut
