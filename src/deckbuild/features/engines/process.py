"""Asks the process that draws diagrams, and ends it when one takes too long; the next one begins it anew."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from functools import lru_cache, partial
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING

from deckbuild import __path__
from deckbuild.features.engines.answer import Drawing, Fault, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SECONDS, DECK_SECONDS = 2.3, 30.0  # that one diagram may take, which a program is told at 2, and all of a deck
_TO_BEGIN = 20.0  # seconds until the process answers: Python is loaded
COMMAND = (sys.executable, "-m", "deckbuild.features.engines.worker")
_KEPT = 256  # drawings; the live preview asks for those of a slide at each edit of its text


class Process:
    """Draws diagrams, one after the other, in a process of its own, which begins with the first by this ``command``."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        atexit.register(self.close)
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0  # the process that has begun it: a fork of that must not speak through its pipes
        self._deck: object = None
        self._seconds = 0.0  # that diagrams of this deck have taken
        self._remembered = lru_cache(maxsize=_KEPT)(self._asked)

    def draw(self, question: Question, deck: object) -> Drawing:
        """Return what a ``question`` asks for; diagrams of one ``deck`` have a limit together."""
        if deck is not self._deck:
            self._deck, self._seconds = deck, 0.0
        if self._seconds > DECK_SECONDS:
            return Drawing(fault=Fault(f"the drawings of this deck take more than {DECK_SECONDS:.0f} seconds"))
        begin = monotonic()
        try:
            return self._remembered(question)
        finally:
            self._seconds += monotonic() - begin

    def close(self) -> None:
        """End the process."""
        if self._process and self._owner == os.getpid():
            self._end(self._process)

    def _asked(self, question: Question) -> Drawing:
        """Return the answer to a ``question``."""
        running = self._process if self._owner == os.getpid() else None
        process = self._process = running or _begun(self._command)
        self._owner = os.getpid()
        try:
            if not running:
                _within(_TO_BEGIN, process, _line)
            line = _within(SECONDS, process, partial(_answer, question=question))
        except BaseException:  # the time of all slides may be over, too
            self._end(process)
            raise
        if not line:
            self._end(process)
            return Drawing(fault=Fault("it takes more than 2 seconds, or too much memory"))
        return _read(line)

    def _end(self, process: subprocess.Popen[str]) -> None:
        _kill(process)
        process.communicate()
        self._process = None


def _begun(command: Sequence[str]) -> subprocess.Popen[str]:
    """Begin the process, as the leader of a group: what it has started ends with it."""
    return subprocess.Popen(  # noqa: S603 -- a program of ours
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__path__[0]).parent,  # -m looks there first, and not into a stranger's folder
        encoding="utf-8",
        start_new_session=True,
    )


def _within(seconds: float, process: subprocess.Popen[str], ask: Callable[[subprocess.Popen[str]], str]) -> str:
    """Return what ``ask`` has from a ``process``; that ends when it takes longer than ``seconds``."""
    timer = threading.Timer(seconds, _kill, (process,))
    timer.start()
    try:
        return ask(process)
    except OSError:
        return ""
    finally:
        timer.cancel()


def _answer(process: subprocess.Popen[str], question: Question) -> str:
    """Return the line with which a ``process`` answers; an empty one if it ends before."""
    print(json.dumps(question), file=_pipe(process.stdin), flush=True)
    return _line(process)


def _line(process: subprocess.Popen[str]) -> str:
    return _pipe(process.stdout).readline()


def _read(line: str) -> Drawing:
    """Return the drawing that a ``line`` holds."""
    drawing = Drawing(*json.loads(line))
    fault = Fault(*drawing.fault) if drawing.fault else None
    if fault:
        fault = fault._replace(known=tuple(fault.known))
    return drawing._replace(labels=tuple(drawing.labels), refused=tuple(drawing.refused), fault=fault)


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe  # noqa: S101 -- it was asked for
    return pipe


def _kill(process: subprocess.Popen[str]) -> None:
    """End a ``process`` and what it has started."""
    if hasattr(os, "killpg") and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
