"""Runs a command and says how long it took and how much memory it took, its child processes included."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Name = TypeVar("Name")
_PAUSE = 0.02  # s between two looks at the memory
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: wall time (s), time of the processor (s), and at its peak memory (MB)."""

    seconds: float
    cpu: float
    peak: float


def in_turn(names: Sequence[Name], turn: int) -> list[Name]:
    """Return ``names`` in the order of a ``turn`` (from 0), so that in the long run each follows each as often.

    What one leaves behind (memory to be freed, a window that closes) is in the way of the next; in a circle it would be
    the same two each time. The zigzag is Williams' balanced square; with an odd number its mirror is needed as well.
    """
    zigzag = [(number + 1) // 2 if number % 2 else -(number // 2) for number in range(len(names))]
    order = [names[(at + turn) % len(names)] for at in zigzag]
    return order[::-1] if turn // len(names) % 2 else order


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run ``command`` in ``folder`` to its end; raises CalledProcessError when it fails.

    What was written before is brought to the disk first: who waits for the disk should not wait for others' files.
    """
    os.sync()
    began, worked = perf_counter(), _cpu()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        output, _ = process.communicate()
        seconds = perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)), output)
    return Run(seconds, _cpu() - worked, 0)


def _cpu() -> float:
    """Return the time of the processor (s) that all processes took that this one has begun and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_watched(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run ``command`` as `run` does, and watch the memory of its processes; the looking takes a little time.

    Where the system has /proc, it is the most that all of them had together, pages that they share counted once; else
    it is the most that one of them had.
    """
    seen = [0.0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_PAUSE):
            seen[0] = max(seen[0], sum(map(_memory, _descendants(Path("/proc/self").resolve().name))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        done = run(command, folder, environment)
    finally:
        ended.set()
        watcher.join()
    return Run(done.seconds, done.cpu, seen[0] or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000)


def _descendants(process: str) -> Iterator[str]:
    for tasks in Path("/proc", process, "task").glob("*/children"):
        for child in _text(tasks).split():
            yield child
            yield from _descendants(child)


def _memory(process: str) -> float:
    found = _PSS.search(_text(Path("/proc", process, "smaps_rollup")))
    return int(found[1]) * 1024 / 1_000_000 if found else 0.0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""  # the process has ended
