"""Stops work that takes too long: Markdown that was made to be slow must not hold a build for hours."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


_SHORTEST = 0.001  # seconds; 0 would set no timer


class TimeOut(BaseException):
    """The time is over. No ``Exception``: nothing on the way up may take it for a failure of its own."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise ``TimeOut`` inside the block once it has taken ``seconds``.

    Python's regular expressions look for signals while they run, so a runaway one ends as well. Needs POSIX timers and
    the main thread; elsewhere there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    old = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, _SHORTEST))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeOut
