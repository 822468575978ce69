"""Asks git for the day on which files have changed last, and for what has changed since a revision."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from deckbuild.files.stamps import Stamp

_PATIENCE = 5  # seconds
# What git must not do: ask for a password, fetch what is not there, write, or run what a repository's settings name.
_QUIETLY = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
# Nor may programs say what a file holds: they are named by those settings, too.
_PLAINLY = ("--no-ext-diff", "--no-textconv", "--no-color", "--relative", "--ignore-submodules")
_HUNK = re.compile(r"^@@ -\S+ \+(?P<first>\d+)(?:,(?P<count>\d+))? @@", re.MULTILINE)
_ALL = range(1, 1 << 31)  # the lines of a file that is new
_SAFELY = ("--literal-pathspecs", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false")


def log_of(root: Path) -> Path:
    """Return the file that changes with each commit of the repository that ``root`` lies in, if there is one."""
    git = next((each / ".git" for each in (root, *root.parents) if os.path.lexists(each / ".git")), root / ".git")
    return git / "logs" / "HEAD"


@lru_cache(maxsize=16)
def day_of_change(root: Path, paths: tuple[str, ...], log: Stamp) -> str:  # noqa: ARG001 -- tells one answer from another
    """Return the day of the last commit that has changed a file at one of ``paths`` from ``root``: `2026-11-30`.

    It is empty without git, without a commit, and where only the newest commits were fetched, so that nobody can know.
    As long as the stamp of the ``log`` is the same, git is asked once only.
    """
    day, _, parents = _git(root, "log", "-1", "--format=%as %P", "--", *paths).strip().partition(" ")
    is_cut_off = not parents and _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
    return "" if is_cut_off else day


def changed_files(root: Path, revision: str) -> frozenset[str] | None:
    """Return the files below ``root``, by their paths from it, that are not as in a ``revision``; None if it has none.

    What is not committed counts, and so do new files, but for those that git ignores.
    """
    if not _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"):
        return None
    changed = _git(root, "diff", "--name-only", "-z", *_PLAINLY, "--end-of-options", revision, "--")
    return frozenset(filter(None, f"{changed}{_new(root)}".split("\0")))


def changed_lines(root: Path, revision: str, path: str) -> list[range]:
    """Return the lines (from 1) of the file at ``path`` that are not as in a ``revision``.

    Where lines were taken out, it is the one above them.
    """
    if path in _new(root).split("\0"):
        return [_ALL]
    told = _git(root, "diff", "--unified=0", *_PLAINLY, "--end-of-options", revision, "--", path)
    hunks = [(int(each["first"]), int(each["count"] or 1)) for each in _HUNK.finditer(told)]
    return [range(max(1, first), max(1, first) + max(1, count)) for first, count in hunks]


def _new(root: Path) -> str:
    """Return the paths of the files that git does not know yet, each with a NUL behind it."""
    return _git(root, "ls-files", "--others", "--exclude-standard", "-z")


def _git(root: Path, *words: str) -> str:
    """Return what git says; nothing if it fails."""
    import subprocess  # with what it imports 10 ms

    command = ["git", "-C", str(root), *_SAFELY, *words]
    # Where a hook of git has started us, its variables mean that repository, and paths from another folder.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**inherited, **_QUIETLY}
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True, env=environment)  # noqa: S603 -- words of ours
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")
