"""Spreads work over the machine's cores, in processes that are forked before there is work for them."""

from __future__ import annotations

import os
import select
import sys
import threading
from typing import TYPE_CHECKING, TypeVar

from deckbuild.rendering.forks import Leader, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")


def count() -> int:
    """Return how many processes can work at once; 1 where processes cannot be forked safely."""
    can_fork = hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
    affinity = getattr(os, "sched_getaffinity", None)
    return (len(affinity(0)) if affinity else os.cpu_count() or 1) if can_fork else 1


class Crew:
    """One process for each core, that has loaded with ``load`` what the work needs. As a context they end with it.

    ``meanwhile`` is done by this process, when the others have begun to work.
    """

    def __init__(self, load: Callable[[], object], meanwhile: Callable[[], object] | None = None) -> None:
        self._load, self._meanwhile = load, meanwhile
        self._leader: Leader | None = None

    def __enter__(self) -> Crew:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def begin(self) -> Leader:
        """Begin to load, unless that has begun; return the process that does."""
        self._leader = self._leader or Leader(self._load, [Worker() for _ in range(count())])
        return self._leader

    def prepare(self, work: Callable[[Item], object], item: Item) -> None:
        """Let ``work``, a function of a module, be done once for all processes that do not yet work.

        If it fails or takes half a second, nobody is told. Raises ``forks.Ended``.
        """
        self.begin().prepare(work, item)

    def dismiss(self) -> None:
        """Tell all processes to end, and do not wait for that: there will be no more work."""
        if self._leader:
            self._leader.dismiss()

    def end(self) -> None:
        """End all processes at once, whatever they are doing."""
        leader, self._leader = self._leader, None
        if leader:
            leader.end()

    def spread(
        self, work: Callable[[Item], Result], items: Iterable[Item], most: int = sys.maxsize
    ) -> Generator[Result, None, None]:
        """Yield what ``work``, a function of a module, makes of each of ``items``, in their order.

        An item is taken when a process is free for it; at most so many work at once. Whatever ends this before its
        time ends all of them. Raises what ``work`` raises, and ``forks.Ended``.
        """
        leader = self.begin()
        try:
            workers = leader.workers(most)
            meanwhile, self._meanwhile = self._meanwhile, None
            yield from _spread(work, items, workers, meanwhile)
        except BaseException:
            self.end()
            raise


def _spread(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    workers: Iterable[Worker],
    meanwhile: Callable[[], object] | None,
) -> Iterator[Result]:
    """Give each worker an item, and another one as soon as it has answered."""
    idle = {worker.answers.fileno(): worker for worker in workers}
    busy: dict[int, tuple[int, Worker]] = {}
    done: dict[int, Result] = {}
    waiting, wanted = enumerate(items), 0
    while True:
        for descriptor, (number, item) in zip(tuple(idle), waiting, strict=False):
            busy[descriptor] = number, idle.pop(descriptor)
            busy[descriptor][1].ask(work, item)
        while wanted in done:
            yield done.pop(wanted)
            wanted += 1
        if not busy:
            return
        if meanwhile:
            meanwhile()
            meanwhile = None
        for descriptor in _readable(busy):
            number, idle[descriptor] = busy.pop(descriptor)
            done[number] = idle[descriptor].answer()


def _readable(descriptors: Iterable[int]) -> list[int]:
    """Wait until something can be read, and return from which of ``descriptors``."""
    poll = select.poll()
    for each in descriptors:
        poll.register(each, select.POLLIN)
    return [descriptor for descriptor, _ in poll.poll()]
