"""Runs `deckbuild serve` as a person would, in a process of its own, and reads what it prints."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Says when the server has answered the page for the first time.
LISTENING = """
const Native = WebSocket;
window.WebSocket = class extends Native {
  constructor(...about) {
    super(...about);
    this.addEventListener("message", () => (window.connected = true));
  }
};
"""
_PATIENCE = 60  # seconds until a test gives up


class Serving:
    """A running `deckbuild serve`: its address, and its output, line by line."""

    def __init__(self, process: subprocess.Popen[str], lines: Queue[str]) -> None:
        self.process, self.lines = process, lines
        self.url = re.findall(r"http://\S+", self.wait_for("http://"))[0]

    def wait_for(self, words: str) -> str:
        """Return the next line of output that holds `words`."""
        while words not in (line := self.lines.get(timeout=_PATIENCE)):
            pass
        return line

    def stop(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=_PATIENCE)


def _read(process: subprocess.Popen[str], lines: Queue[str]) -> None:
    assert process.stdout
    for line in process.stdout:
        lines.put(line)


def _at_a_terminal() -> None:
    """Let Ctrl-C count, as at a terminal: a shell that starts the tests in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Serving]:
    """Serve the project at `root` on any free port."""
    command = [sys.executable, "-u", "-m", "deckbuild", "serve", str(root), "--port", "0", *options]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=_at_a_terminal,  # noqa: PLW1509 -- it only sets a signal
    ) as process:
        lines: Queue[str] = Queue()
        reader = Thread(target=_read, args=(process, lines), daemon=True)
        reader.start()
        try:
            yield Serving(process, lines)
        finally:
            process.kill()
            reader.join(_PATIENCE)  # it must not meet a pipe that is closed
