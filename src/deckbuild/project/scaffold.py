"""Makes a new project: a first deck to write over, a picture, settings, and what checks and publishes it."""

from __future__ import annotations

import re
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
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "workflows/pre-commit-config.yaml",
}
_GITHUB = {".github/workflows/slides.yml": "workflows/slides.yml"}
_GITLAB = {".gitlab-ci.yml": "workflows/gitlab-ci.yml"}
# What pip installs, in workflows and in the settings of pre-commit, with the extras that are wanted there.
_INSTALLED = re.compile(r'(?<=^  DECKBUILD: )deckbuild(\[browser\])?$|(?<=\[")deckbuild()(?="\])', re.MULTILINE)


def make(root: Path, *, gitlab: bool = False) -> tuple[list[str], list[str]]:
    """Write the files of a new project into the folder ``root``; return the names written and those kept.

    Its workflow is GitHub's, or with ``gitlab`` GitLab's. A file that is there already stays as it is. Raises
    ``atomic.CannotWrite``.
    """
    written, kept = [], []
    for name, origin in {**_FILES, **(_GITLAB if gitlab else _GITHUB)}.items():
        target = root / name
        if target.exists():
            kept.append(name)
            continue
        text = (files("deckbuild") / "project" / "new_project" / origin).read_text(encoding="utf-8")
        atomic.write(target, _INSTALLED.sub(lambda found: requirement(found[1] or ""), text))
        written.append(name)
    return written, kept
