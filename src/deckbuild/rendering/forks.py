"""Forks of this process: workers, which do what they are asked for, and their leader, which forks them.

The leader loads what the work needs, while this process does something else, so that its forks have it loaded too. It
does no work itself: it waits, and when this process ends, however that happens, it ends the workers.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, NoReturn

from deckbuild.rendering import timeout

if TYPE_CHECKING:
    from collections.abc import Callable


_PREPARING = 0.5  # seconds that work may take which is done before there is any need


class Ended(OSError):
    """A worker has ended before its work was done."""

    def __init__(self) -> None:
        super().__init__("a process that shares the work has ended: it was killed, or memory ran out")


class Worker:
    """A process that works, and the two pipes to it."""

    def __init__(self) -> None:
        self._reading, asking = os.pipe()
        answering, self._writing = os.pipe()
        self.questions: IO[bytes] = os.fdopen(asking, "wb")
        self.answers: IO[bytes] = os.fdopen(answering, "rb")

    def employ(self) -> None:
        """Leave the other ends of the pipes to the forks."""
        os.close(self._reading)
        os.close(self._writing)

    def ask(self, work: Callable[[Any], object], item: object) -> None:
        """Let the process do ``work``; raises ``Ended``."""
        try:
            pickle.dump((work, item), self.questions, pickle.HIGHEST_PROTOCOL)
            self.questions.flush()
        except BrokenPipeError as error:
            raise Ended from error

    def answer(self) -> Any:  # noqa: ANN401 -- what the work makes
        """Return what the process has made, or raise what it has raised, or ``Ended``."""
        try:
            is_made, made = pickle.load(self.answers)  # noqa: S301 -- of our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise Ended from error
        if not is_made:
            raise made
        return made

    def close(self) -> None:
        """Close the pipes; who is still asked has nobody to answer."""
        for pipe in (self.questions, self.answers):
            with suppress(BrokenPipeError):
                pipe.close()

    def live(self) -> NoReturn:
        """Do what is asked for, for all of the process' life."""
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            with os.fdopen(self._reading, "rb") as questions, os.fdopen(self._writing, "wb") as answers:
                while True:
                    answers.write(_made(*pickle.load(questions)))  # noqa: S301 -- of our own process
                    answers.flush()
        finally:
            os._exit(1)  # nothing of what the parent would do at its end


def _made(work: Callable[[Any], object], item: object) -> bytes:
    """Return the answer to a question; what was printed on the way is shown now."""
    try:
        answer = pickle.dumps((True, work(item)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        answer = pickle.dumps((False, error))
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return answer


class Leader:
    """The process that forks ``workers``; ``load`` loads what they need."""

    def __init__(self, load: Callable[[], object], workers: list[Worker]) -> None:
        self._workers, self._asked_for = workers, 0
        reading, writing = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()  # else the forks would say it again
        self._number = os.fork()
        if not self._number:
            os.close(writing)
            for each in workers:
                each.close()  # else no worker would see that this process has ended
            _Life(workers).live(reading, load)
        os.close(reading)
        for each in workers:
            each.employ()
        self._orders = os.fdopen(writing, "wb")

    def workers(self, wanted: int) -> list[Worker]:
        """Return so many workers, or as many as there can be; raises ``Ended``."""
        found = self._workers[:wanted]
        for _ in found[self._asked_for :]:
            self._order(None)
        self._asked_for = max(self._asked_for, len(found))
        return found

    def prepare(self, work: Callable[[Any], object], item: object) -> None:
        """Let the leader do ``work`` before it forks the next worker, but not for long; raises ``Ended``."""
        self._order((work, item))

    def _order(self, order: tuple[Callable[[Any], object], object] | None) -> None:
        """Let the leader do some work, or with None fork a worker."""
        try:
            pickle.dump(order, self._orders)
            self._orders.flush()
        except BrokenPipeError as error:
            raise Ended from error

    def dismiss(self) -> None:
        """Tell all to end at once, whatever they are doing."""
        with suppress(ProcessLookupError):  # who began us ignores the ends of children: the system has waited for it
            os.kill(self._number, signal.SIGTERM)  # else nobody has, so the number is still its own

    def end(self) -> None:
        """End all at once, and wait until they have ended."""
        self.dismiss()
        with suppress(ChildProcessError):
            os.waitpid(self._number, 0)
        with suppress(BrokenPipeError):
            self._orders.close()
        for each in self._workers:
            each.close()


class _Life:
    """What the leader does."""

    def __init__(self, workers: list[Worker]) -> None:
        self._workers = workers
        self._numbers: list[int] = []

    def live(self, orders: int, load: Callable[[], object]) -> NoReturn:
        """Load, then do as it is ordered, until nobody can give orders any more."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the parent, which then ends this
            signal.signal(signal.SIGTERM, self._end)
            signal.signal(signal.SIGCHLD, self._end)  # without one worker its item would never be done
            with suppress(Exception):
                load()
            with os.fdopen(orders, "rb") as stream:
                while True:
                    self._do(pickle.load(stream))  # noqa: S301 -- of our own process
        finally:
            self._end()

    def _do(self, order: tuple[Callable[[Any], object], object] | None) -> None:
        """Fork a worker, or do some work that need not succeed."""
        if order is None:
            self._fork()
        else:
            work, item = order
            with suppress(Exception, timeout.TimeOut), timeout.limit(_PREPARING):
                work(item)

    def _fork(self) -> None:
        number = os.fork()
        if not number:
            self._workers[len(self._numbers)].live()
        self._numbers.append(number)

    def _end(self, *_: object) -> NoReturn:
        """End the workers, then this process."""
        for each in (signal.SIGTERM, signal.SIGCHLD):
            signal.signal(each, signal.SIG_IGN)
        for number in self._numbers:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(number, signal.SIGKILL)
                os.waitpid(number, 0)
        os._exit(0)
