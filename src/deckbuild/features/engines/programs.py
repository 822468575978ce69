"""Finds and runs the programs that draw diagrams: of a package of Python, else those that the machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

_PARTIAL = "partial render written"  # D2 found a picture not: there is no file in its folder
SECONDS = 2  # that one diagram may take


class Ran(NamedTuple):
    """What a program wrote, and what it said of errors; ``svg`` is empty if it failed."""

    svg: str
    errors: str


def find(package: str, *names: str) -> str | None:
    """Return the path of the program of a ``package``, the first of its ``names``; else of one that PATH has."""
    return _of_package(package, names[0]) or next(filter(None, map(shutil.which, names[1:])), None)


def run(command: list[str], source: str) -> Ran:
    """Run a ``command`` over ``source``, in an empty folder, with no more of the environment than it needs.

    Raises ``TimeoutError``.
    """
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    with TemporaryDirectory(prefix="deckbuild-") as folder:
        environment = {**kept, "HOME": folder, "SERVER_NAME": "deckbuild"}  # at that, Graphviz opens no file
        try:
            done = subprocess.run(  # noqa: S603 -- programs that were installed for this
                command,
                input=source.encode("utf-8", errors="replace"),
                capture_output=True,
                cwd=folder,
                env=environment,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TimeoutError from error
    errors = done.stderr.decode("utf-8", errors="replace")
    is_drawn = not done.returncode or _PARTIAL in errors
    return Ran(done.stdout.decode("utf-8", errors="replace") if is_drawn else "", errors)


def _of_package(package: str, name: str) -> str | None:
    try:
        files = metadata.distribution(package).files or ()
    except metadata.PackageNotFoundError:
        return None
    names = (name, f"{name}.exe")
    found = (file for file in files if file.name in names and file.parent.name in ("bin", "Scripts"))
    paths = (Path(str(file.locate())).resolve() for file in found)
    return next((str(path) for path in paths if path.is_file()), None)
