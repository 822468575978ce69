"""The processes that a test has started, and that these have started: by a mark in their environment (Linux)."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep


def marked(mark: str) -> list[int]:
    """Return the processes that have ``mark`` in their environment."""
    return [int(each.name) for each in Path("/proc").glob("[0-9]*") if mark in _environment(each)]


def _environment(process: Path) -> str:
    """Return the environment of a process; an empty text when it has ended."""
    try:
        return (process / "environ").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def left(mark: str, seconds: float = 5) -> list[int]:
    """Wait until the processes that have ``mark`` are gone; return those that are there after ``seconds``."""
    end = monotonic() + seconds
    while marked(mark) and monotonic() < end:
        sleep(0.05)
    return marked(mark)
