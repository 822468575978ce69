"""Opens the author's editor at a line of a file, never through a shell.

A command comes from the command line or the environment only. The project may name an editor that is known here, but no
command: a project that somebody has sent would run what it likes.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_VSCODE = ("-g", "{file}:{line}:{column}")
_JETBRAINS = ("--line", "{line}", "--column", "{column}", "{file}")
_AT = ("{file}:{line}:{column}",)
_VIM = ("+call cursor({line},{column})", "{file}")
_EMACS = ("+{line}:{column}", "{file}")
# What each editor that has a window of its own wants to be told; the first that is installed is taken.
WINDOWS = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor", "windsurf"), _VSCODE),
    **dict.fromkeys(("idea", "pycharm", "webstorm", "phpstorm", "rubymine", "goland", "clion", "rider"), _JETBRAINS),
    **dict.fromkeys(("subl", "zed"), _AT),
    "emacsclient": ("-n", *_EMACS),
    "gvim": _VIM,
    "mvim": _VIM,
    "kate": ("--line", "{line}", "--column", "{column}", "{file}"),
    "gedit": _EMACS,
    "mate": ("--line", "{line}:{column}", "{file}"),
    "notepad++": ("-n{line}", "-c{column}", "{file}"),
}
# Those that want a terminal: tmux opens one for them.
TERMINALS = {
    **dict.fromkeys(("vim", "nvim", "vi"), _VIM),
    "nano": ("+{line},{column}", "{file}"),
    "emacs": ("-nw", *_EMACS),
    "micro": _EMACS,
    "hx": _AT,
}
_MOMENT = 0.3  # seconds in which a command that is wrong ends
_HOLE = re.compile(r"\{(?:file|line|column)\}")
_ADVICE = "set DECKBUILD_EDITOR, such as DECKBUILD_EDITOR='code -g {file}:{line}:{column}'"


class CannotEdit(Exception):
    """No editor can be opened; the text says why and what to do."""


def choose(command: str, name: str, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the words of the command to open, with {file}, {line} and {column} in them; raises ``CannotEdit``.

    ``command`` is that of the command line, ``name`` the one that the project's setting says. The first of these
    counts: the command line, $DECKBUILD_EDITOR, the setting, $VISUAL, $EDITOR, what is installed.
    """
    for wanted in (command, environment.get("DECKBUILD_EDITOR", "")):
        if wanted:
            return _told(_words(wanted), environment) or _plainly(_words(wanted))
    named = (name, environment.get("VISUAL", ""), environment.get("EDITOR", ""))
    usual = ("code",) if environment.get("TERM_PROGRAM") == "vscode" else ()
    for each in (*named, *usual, *WINDOWS, "nvim", "vim"):
        words = _words(each)
        if words and shutil.which(words[0]) and (found := _told(words, environment)):
            return found
    for each in filter(None, named):
        _plainly(_words(each))
    raise CannotEdit(f"no editor was found; {_ADVICE}")


def _plainly(words: list[str]) -> tuple[str, ...]:
    """Return the command of an editor that is not known here; raises ``CannotEdit`` for one that wants a terminal."""
    if Path(words[0]).stem.lower() in TERMINALS and shutil.which(words[0]):
        raise CannotEdit(f"{words[0]} needs a terminal: run `deckbuild serve` in tmux, or set DECKBUILD_EDITOR")
    return (*words, "{file}")


def _words(command: str) -> list[str]:
    with suppress(ValueError):
        return shlex.split(command)
    raise CannotEdit(f"{command!r} has a quotation mark too many or too few")


def _told(words: list[str], environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return ``words`` with what their editor wants to be told; nothing if it is not known or has no terminal."""
    if any("{file}" in word for word in words):
        return tuple(words)
    name = Path(words[0]).stem.lower()
    if name in WINDOWS:
        return (words[0], *WINDOWS[name])
    if name in TERMINALS and environment.get("TMUX") and shutil.which("tmux"):
        return ("tmux", "new-window", words[0], *TERMINALS[name])
    return ()


def open_at(command: tuple[str, ...], file: Path, line: int, column: int) -> subprocess.Popen[bytes]:
    """Open ``file`` at a line and a column (from 1); return the process, which is waited for only a moment.

    Raises ``CannotEdit``, also when the process ends with a failure in that moment.
    """
    words = list(_filled(command, {"{file}": str(file), "{line}": str(line), "{column}": str(column)}))
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(words, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)  # noqa: S603 -- the author's own command
    except OSError as error:
        raise CannotEdit(f"{words[0]} cannot be started: {error.strerror}; {_ADVICE}") from error
    try:
        code = process.wait(_MOMENT)
    except subprocess.TimeoutExpired:
        Thread(target=process.wait, daemon=True).start()  # so that no dead process is left
        return process
    if code:
        raise CannotEdit(f"{words[0]} ended with {code}; {_ADVICE}")
    return process


def _filled(command: tuple[str, ...], values: Mapping[str, str]) -> Iterator[str]:
    """Put the values into each word; what a value holds is not looked at again."""
    for word in command:
        yield _HOLE.sub(lambda hole: values[hole[0]], word)
