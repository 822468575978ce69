"""Spreads work over the machine's cores, in processes that are forked from this one and so begin at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")
_LOOK = 0.2  # seconds between two looks at whether the parent lives


def count() -> int:
    """Return how many processes can work at once; 1 where processes cannot be forked safely."""
    can_fork = hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
    affinity = getattr(os, "sched_getaffinity", None)
    return (len(affinity(0)) if affinity else os.cpu_count() or 1) if can_fork else 1


def spread(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """Yield what ``work``, a function of a module, makes of each of ``items``, in their order.

    Whatever ends this before its time ends the processes as well, at once.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    with ProcessPoolExecutor(count(), get_context("fork"), _begin, (os.getpid(),)) as pool:
        try:
            yield from pool.map(work, items)
        except BaseException:
            for process in active_children():
                process.kill()
            raise


def _begin(parent: int) -> None:
    """Leave Ctrl-C to the parent, let a signal to end mean that again, and end with the parent, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """Wait until ``parent`` is no more; a process that was killed can tell nobody."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
