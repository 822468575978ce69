"""Renders many slides in a pool of processes, one for each core.

Where it is safe, the processes are forks of this one: they begin at once, with all that is loaded and with the slides.
It is not safe on macOS, and where other threads run. There, and on Windows, new interpreters are spawned, which is
slower, and which import the program that runs. So only programs of ours may come here: a user's script without
`if __name__ == "__main__"` would begin anew in each process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.rendering import in_time, timeout
from deckbuild.rendering.result import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deckbuild.parsing.slides import Slide
    from deckbuild.rendering.in_time import Extensions, Options
    from deckbuild.rendering.result import Rendered

_SHARE = 25  # slides that a process renders before it takes the next ones, so that none waits long for another
_MANY_TO_SPAWN = 400  # slides; this process renders fewer sooner than new interpreters load what renders
_MOST = 60  # processes; Windows can wait for no more


class WorkerLost(OSError):
    """A process of the pool has ended before its work was done."""

    def __init__(self) -> None:
        super().__init__("a process that shares the work has ended: it was killed, or memory ran out")


class _Work(NamedTuple):
    """What each process of a pool is given when it begins."""

    slides: Sequence[Slide]
    extensions: Extensions
    options: Options
    until: float


_work: _Work  # of a process of the pool


def render(slides: Sequence[Slide], extensions: Extensions, options: Options, until: float) -> Iterator[Rendered]:
    """Yield ``slides`` rendered, in their order, as `in_time.render` does. Raises ``WorkerLost``."""
    work = _Work(slides, extensions, options, until)
    is_worth_it = len(slides) >= _MANY_TO_SPAWN or start_method() == "fork"
    is_over = False
    for rendered in _on_all_cores(work) if is_worth_it and cores() > 1 else in_time.render(*work):
        yield EMPTY if is_over and timeout.is_too_slow(rendered) else rendered
        is_over |= timeout.is_too_slow(rendered)


def _on_all_cores(work: _Work) -> Iterator[Rendered]:
    """Yield the slides of ``work`` rendered; each share of them for itself is within the time."""
    shares = [slice(at, at + _SHARE) for at in range(0, len(work.slides), _SHARE)]
    with _pool(work, min(cores(), len(shares))) as pool:
        # Not `pool.map`: it cancels what has not begun, and before Python 3.12 a pool whose processes are then killed
        # fails on that, in its thread, before it has waited for their end.
        for share in [pool.submit(_render, each) for each in shares]:
            yield from share.result()


def cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return min(len(affinity(0)) if affinity else os.cpu_count() or 1, _MOST)


def start_method() -> str:
    """Return how processes are begun: ``fork`` where that is safe, else ``spawn``."""
    is_safe = hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
    return "fork" if is_safe else "spawn"


@contextmanager
def _pool(work: _Work, processes: int) -> Iterator[ProcessPoolExecutor]:
    """Yield a pool for ``work``; none of its processes outlives the block, however that ends."""
    context = multiprocessing.get_context(start_method())
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(work,)) as pool:
        try:
            yield pool
        except BrokenExecutor as error:
            raise WorkerLost from error
        except BaseException:
            for process in multiprocessing.active_children():
                process.kill()
            raise


def _begin(work: _Work) -> None:
    """Begin a process of the pool: it ends when it is told to, and with its parent. Ctrl-C is for the parent."""
    global _work  # noqa: PLW0603 -- the way that an initializer has
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the parent has files to remove first, a fork of it has none
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the parent; if it was killed, nobody else ends this process."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _render(share: slice) -> list[Rendered]:
    """Render a share of the slides, in a process of the pool."""
    slides, extensions, options, until = _work
    return [*in_time.render(slides[share], extensions, options, until)]
