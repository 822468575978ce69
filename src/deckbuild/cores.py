"""Spreads work over the machine's cores, in processes that are forked from this one and so begin at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")


def count() -> int:
    """Return how many processes can work at once; 1 where processes cannot be forked safely."""
    can_fork = hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
    affinity = getattr(os, "sched_getaffinity", None)
    return (len(affinity(0)) if affinity else os.cpu_count() or 1) if can_fork else 1


def spread(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """Yield what ``work``, a function of a module, makes of each of ``items``, in their order."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(count(), mp_context=get_context("fork"), initializer=_begin) as pool:
        yield from pool.map(work, items)


def _begin() -> None:
    """Leave Ctrl-C to the parent, and let a signal to end mean that again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
