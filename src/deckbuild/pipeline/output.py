"""Writes what was built into a folder: never half a file, and never over a file that a deck is made of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from deckbuild.files import atomic

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from deckbuild.pipeline.built_deck import Build


def write_deck(built: Build, folder: Path, sources: Collection[str]) -> Path:
    """Write the page of a deck, and before it the files that it links; return the path of the page.

    ``sources`` are the resolved paths of the files that the project is made of. Raises ``atomic.CannotWrite``.
    """
    for name, data in built.linked.items():
        write_file(folder / name, data, sources)
    page = folder / f"{built.name}.html"
    write_file(page, built.html, sources)
    return page


def write_file(target: Path, content: str | bytes, sources: Collection[str]) -> None:
    """Write one file; raises ``atomic.CannotWrite``, also when it is one of the ``sources``."""
    refuse_source(target, sources, f"{target} is a file that the deck is made of; write to another folder")
    atomic.write(target, content)


def refuse_source(target: Path, sources: Collection[str], message: str) -> None:
    """Raise ``atomic.CannotWrite`` with ``message`` when ``target`` is one of the ``sources``, or a link to one."""
    if os.path.realpath(target) in sources:
        raise atomic.CannotWrite(message)
