"""A process that builds in forks of itself, and kills them: `python forking.py PROJECT`, one line for each build.

It builds once itself, so that all is loaded and a fork is over in a fraction of the time that a new process takes. A
line is a list of delays in seconds: so many builds begin at once, and each is killed after its delay (never, for 0).
The answer is a line with their exit codes, -9 for one that was killed.
"""

from __future__ import annotations

import os
import signal
import sys
import time

from deckbuild.cli.main import run


def begin(project: str) -> int:
    """Begin to build; return the process' number."""
    number = os.fork()
    if not number:
        os._exit(run(["build", project]))
    return number


def end(number: int, began: float, delay: float) -> int:
    """Kill a build ``delay`` seconds after it began; return its exit code."""
    if delay:
        time.sleep(max(0, began + delay - time.monotonic()))
        os.kill(number, signal.SIGKILL)  # it is still ours: nobody has waited for it
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def main() -> None:
    """Answer each line of stdin."""
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        run(["build", sys.argv[1]])
        for line in sys.stdin:
            delays = sorted(map(float, line.split()), key=lambda delay: delay or 1e9)
            began = [(begin(sys.argv[1]), time.monotonic()) for _ in delays]
            codes = [end(number, at, delay) for (number, at), delay in zip(began, delays, strict=True)]
            print(*codes, file=answers, flush=True)


if __name__ == "__main__":
    main()
