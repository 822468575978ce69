"""What the process that builds tells the server: how each page has changed, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from deckbuild.diagnostics.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.files.stamps import Stamp
    from deckbuild.pipeline.built_deck import Lines
    from deckbuild.project.judging import Exemption

START = ""  # the name of the page that lists the decks


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page after a build.

    ``revision`` tells its HTML from any other; ``before`` is the revision of which ``patch`` makes this one. Without a
    patch a page of another revision has to be loaded anew.
    """

    revision: str = ""
    problems: tuple[Diagnostic, ...] = ()
    lines: tuple[tuple[Lines, ...], ...] = ()
    hidden: tuple[tuple[int, int | None], ...] = ()  # slides that reveal.js takes out: stack, place (None: all of it)
    before: str = ""
    patch: Mapping[str, Any] | None = None
    is_gone: bool = False  # the deck is not there any more; the page is the last good one
    overflow: Severity | None = Severity.WARNING  # of what runs over the edges of slides; None: it is not told
    may_overflow: tuple[Exemption, ...] = ()  # the lines of slides that allow it


@dataclass(frozen=True, slots=True)
class Progress:
    """What a build says on its way: the stamps of the sources that it has read, or the file that it is at."""

    stamps: Mapping[Path, Stamp] = field(default_factory=dict)
    path: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A picture, a font, or whatever else a page links."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build has found out: all pages, all problems, and the stamps of the files that it read.

    ``files`` are those that the pages link and did not before, ``linked`` the addresses of all that they link.
    ``is_whole``: whether it came to its end, so that the stamps are all that count. ``doubt``: so many seconds it may
    be that a save is not done yet (there are errors, or a file is gone or empty).
    """

    pages: Mapping[str, PageChange] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    stamps: Mapping[Path, Stamp] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)
    linked: frozenset[str] = frozenset()
    is_whole: bool = True
    editor: str = ""
    doubt: float = 0


def needs_loading(old: BuildReport, new: BuildReport) -> bool:
    """Return whether a browser that shows a page of ``old`` has to load one of ``new``."""
    before = {name: change.revision for name, change in old.pages.items()}
    return any(change.patch is None and change.revision != before.get(name) for name, change in new.pages.items())


def differs(old: BuildReport, new: BuildReport) -> bool:
    """Return whether anything that can be seen is another."""
    seen = [{name: (each.revision, each.problems) for name, each in report.pages.items()} for report in (old, new)]
    return seen[0] != seen[1]
