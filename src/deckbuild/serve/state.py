"""What the live preview shows now, and the browsers that look at it; all state of a server is here."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from deckbuild.serve import editor, measured
from deckbuild.serve.history import PageHistory
from deckbuild.serve.messages import START, BuildReport, PageChange, differs
from deckbuild.serve.problem_json import gone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.diagnostics.source import Source
    from deckbuild.serve.access import Access
    from deckbuild.serve.messages import File


_MOST_REFUSED = 20  # names


class Listener(Protocol):
    """A browser that listens."""

    page: str | None  # the name of the page that it shows; None if that is not known
    is_picture: bool  # whether it is one of the small decks on the start page

    def tell(self, *, differs: bool) -> None:
        """Say that there was a build, and whether it ``differs`` from the one before."""

    def say(self, message: str) -> None:
        """Send it a message."""

    def close(self, code: int | None = None) -> None:
        """End the connection; ``code`` says why, as WebSockets do."""


class PreviewState:
    """The pages of one project, and who may see them; ``build`` is the number of the build that is shown.

    Pages that are ``is_presented`` show nothing of the live preview.
    """

    def __init__(
        self,
        root: Path,
        access: Access,
        command: str = "",
        allowed: tuple[Path, ...] = (),
        *,
        is_presented: bool = False,
    ) -> None:
        self.root = root
        self.is_presented = is_presented
        self.access = access
        self.report = BuildReport()
        self.build = 0  # none yet
        self.listeners: dict[Listener, None] = {}  # the oldest first
        self._command = command
        self._folders = (root, *allowed)  # whose files the author edits
        self.files: dict[str, File] = {}
        self._pages: dict[str, PageHistory] = {}
        self.refused: Callable[[str], object] = lambda _: None  # is told each name that is not ours, once
        self._names_refused: set[str] = set()
        self.measured: Callable[[Sequence[Diagnostic]], object] = lambda _: None  # is told what is new on a slide
        self._on_slides: dict[tuple[str, int, int], set[tuple[str, str]]] = {}  # what was, by page and place

    def turn_away(self, name: str) -> None:
        """Say that a browser has called us by a ``name`` that is not ours; of thousands the first are said."""
        if name not in self._names_refused and len(self._names_refused) < _MOST_REFUSED:
            self._names_refused.add(name)
            self.refused(name)

    @property
    def names(self) -> list[str]:
        """The names of the pages that are there."""
        return sorted(name for name, page in self._pages.items() if not page.now.is_gone)

    @property
    def revisions(self) -> dict[str, str]:
        """The revisions of the pages that browsers load."""
        return {name: page.loaded.revision for name, page in self._pages.items()}

    def url(self, name: str = START) -> str:
        """Return the address of the page ``name``."""
        return self.access.url(f"{quote(name)}.html" if name else "")

    def page(self, name: str) -> PageHistory:
        """Return the page of this name; one that says so when there is none."""
        if name in self._pages or not self.build:
            return self._pages.get(name, PageHistory(name, self.has))
        errors = (each for each in self.report.problems if each.is_error)  # they may be why
        return PageHistory(name, self.has, PageChange(problems=(gone(name), *errors), is_gone=True))

    def show(self, report: BuildReport) -> bool:
        """Show what a build has made, and tell the browsers; return whether it differs from what was shown."""
        self.build += 1
        used = self.report.linked | report.linked  # a page that is just being patched may still ask for the old ones
        self.files = {address: file for address, file in self.files.items() if address in used}
        self.files |= report.files
        before, self.report = self.report, report  # first: pages ask which files there are
        for name, change in report.pages.items():
            self._pages.setdefault(name, PageHistory(name, self.has)).turn(change, self.build)
        is_other = differs(before, report)
        for browser in tuple(self.listeners):
            browser.tell(differs=is_other)
        return is_other

    def keep(self, html: Mapping[str, bytes], report: BuildReport) -> None:
        """Take the HTML that ``report`` is about, for those who load a page from now on."""
        for name, page in html.items():
            self._pages.setdefault(name, PageHistory(name, self.has)).keep(page, report.pages[name])

    def go_to(self, file: str, line: int) -> str:
        """Show the slide of a line of a source in every browser that has its deck; return what is wrong, if it is."""
        path = self._inside(file)
        places = {name: place for name, page in self._pages.items() if (place := page.place(path, line))}
        if not places:
            return f"no slide comes from {file}"
        told = [browser for browser in tuple(self.listeners) if browser.page in places]
        for browser in told:
            browser.say(PageHistory.goto(*places[browser.page or START]))
        return "" if told else f"no browser shows {' or '.join(name or 'index' for name in sorted(places))}"

    def has(self, file: object) -> bool:
        """Return whether ``file`` is one that the pages are made of. Touches the disk.

        A file that a deck has named, but must not use, has a stamp too.
        """
        path = self.root / file if isinstance(file, str) else None
        if path is None or path not in self.report.stamps or not os.path.isfile(path):  # noqa: PTH113 -- a path raises for a name that is too long
            return False
        return any(Path(os.path.realpath(path)).is_relative_to(folder) for folder in self._folders)

    def hear(self, asked: Mapping[str, Any]) -> Sequence[Diagnostic]:
        """Return what a page tells of one of its slides as problems; what is new there is told. Touches the disk."""
        name = asked.get("page")
        change = self._pages[name].now if isinstance(name, str) and name in self._pages else PageChange()
        slide = measured.slide_of(asked, change)
        if not isinstance(name, str) or slide is None:
            return ()
        found = measured.problems(asked, change, self._source)
        place = (name, *slide)
        before = self._on_slides.get(place, set())
        self._on_slides[place] = {(each.message, each.excerpt) for each in found}
        if new := [each for each in found if (each.message, each.excerpt) not in before]:
            self.measured(new)
        return found

    def edit(self, file: str, line: int, column: int) -> None:
        """Open the author's editor; raises ``CannotEdit``."""
        editor.open_at(editor.choose(self._command, self.report.editor), self.root / file, line, column)

    def _source(self, file: object) -> Source | None:
        """Return the text of a file that the pages are made of. Touches the disk."""
        return measured.source(self.root / file, file) if isinstance(file, str) and self.has(file) else None

    def _inside(self, file: str) -> str:
        """Return ``file`` from the project's root; editors name it from the root of their file system."""
        with suppress(ValueError, OSError):
            return Path(os.path.realpath(self.root / file)).relative_to(self.root).as_posix()
        return ""
