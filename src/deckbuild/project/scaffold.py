"""Makes a new project: a first deck to write over, a picture, settings, and a workflow that publishes it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from deckbuild.files import atomic
from deckbuild.project.requirement import requirement

if TYPE_CHECKING:
    from pathlib import Path

# Where each file of a new project goes, and the packaged file that it comes from.
_FILES = {
    "deckbuild.yml": "deckbuild.yml",
    "slides/talk.md": "slides/talk.md",
    "images/loop.svg": "images/loop.svg",
    ".github/workflows/slides.yml": "workflows/slides.yml",
    ".gitignore": "gitignore",
}
_INSTALLED = "DECKBUILD: deckbuild\n"  # stands in the workflow for what pip installs


def make(root: Path) -> tuple[list[str], list[str]]:
    """Write the files of a new project into the folder ``root``; return the names written and those kept.

    A file that is there already stays as it is. Raises ``output.CannotWrite``.
    """
    written, kept = [], []
    for name, origin in _FILES.items():
        target = root / name
        if target.exists():
            kept.append(name)
            continue
        text = (files("deckbuild") / "project" / "new_project" / origin).read_text(encoding="utf-8")
        atomic.write(target, text.replace(_INSTALLED, f"DECKBUILD: {requirement()}\n"))
        written.append(name)
    return written, kept
