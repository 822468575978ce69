"""How the program ends: with one of five exit codes, and with a message where it did not end as it should."""

from __future__ import annotations

import signal
import sys

from deckbuild.diagnostics.control_characters import visible
from deckbuild.themes.missing import Missing

TYPE_CHECKING = False  # typing's own would load it, which takes longer than all else that `--version` needs
if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType
    from typing import NoReturn

DONE = 0  # warnings are allowed
PROBLEMS = 1  # errors in a project, or one of ours
USED_WRONGLY = 2  # or something cannot be read or written
INTERRUPTED = 130  # Ctrl-C
TERMINATED = 143  # SIGTERM
_LONGEST = 220  # characters of an error that are shown


class Terminated(SystemExit):
    """SIGTERM came."""


def catch_terminate() -> None:
    """From now on let SIGTERM end the program by an exception, so that no unfinished file stays behind."""

    def terminate(number: int, _frame: FrameType | None) -> NoReturn:
        signal.signal(number, signal.SIG_IGN)  # `timeout` sends it twice
        raise Terminated(TERMINATED)

    signal.signal(signal.SIGTERM, terminate)


def code(error: BaseException) -> int:
    """Return the exit code for an error that ended a command, after a line that tells it."""
    file, line = _place(error)
    if isinstance(error, SystemExit) and (isinstance(error, Terminated) or file.parent.name == "click"):
        return int(error.code or DONE)  # click ends so when it has completed a word, or nobody reads any more
    if isinstance(error, OSError):
        return _tell(f"error: {_of_the_system(error)}", USED_WRONGLY)
    if isinstance(error, Missing):
        return _tell(f"error: {error}", USED_WRONGLY)
    words = f"error: internal: {type(error).__name__} at {file.name}:{line}: {error}"
    return _tell(f"{words[:_LONGEST]} (please report it; `deckbuild --debug …` shows the trace)", PROBLEMS)


def _of_the_system(error: OSError) -> str:
    """Say what the system has to say; of the current folder it names nothing, not even that it is this folder."""
    import os

    if isinstance(error, FileNotFoundError) and not error.filename:
        try:
            os.getcwd()  # noqa: PTH109 -- without pathlib
        except FileNotFoundError:
            return "the current folder is not there any more; change into another one"
    return f"{error.filename}: {error.strerror}" if error.filename else str(error)


def _place(error: BaseException) -> tuple[Path, int]:
    """Return the file and the line that raised ``error``."""
    import traceback
    from pathlib import Path

    frame = traceback.extract_tb(error.__traceback__)[-1]  # the one that caught it, at least
    return Path(frame.filename), frame.lineno or 0


def _tell(words: str, exit_code: int) -> int:
    """Say ``words`` on stderr, if anybody can hear them; return ``exit_code``."""
    from contextlib import suppress

    with suppress(OSError):
        print(visible(words), file=sys.stderr, flush=True)  # noqa: T201 -- click would have to be loaded
    return exit_code


def flushed(exit_code: int) -> int:
    """Return the exit code when all that was said has arrived, else the one for what cannot be written.

    Python would end with 120 if it came to know this later. What is told is told once, and to nobody who has left.
    """
    import io

    try:
        sys.stdout.flush()
    except OSError as error:
        sys.stdout = io.StringIO()
        if not isinstance(error, BrokenPipeError) and exit_code != USED_WRONGLY:
            exit_code = _tell(f"error: cannot write to the terminal: {error.strerror}", exit_code or USED_WRONGLY)
    try:
        sys.stderr.flush()
    except OSError:
        sys.stderr = io.StringIO()
    return exit_code
