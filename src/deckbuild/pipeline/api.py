"""The public Python API: builds the decks of a project, or renders a text, without the command line.

`deckbuild` itself has these names, and loads them when they are first used. Nothing here prints, starts a process,
needs the main thread or keeps anything between two calls.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deckbuild.config import loading
from deckbuild.diagnostics.problem import Diagnostic, Severity, place_all
from deckbuild.diagnostics.source import Source
from deckbuild.files.atomic import CannotWrite
from deckbuild.page.layout import ALONE, LINKED, SINGLE
from deckbuild.pipeline import output, stages
from deckbuild.project import loader
from deckbuild.project.root import NoProject, root_of
from deckbuild.project.text import of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deckbuild.pipeline.built_deck import Build
    from deckbuild.project.loader import Project

__all__ = ["Deck", "DeckbuildError", "Diagnostic", "build", "render"]


class DeckbuildError(Exception):
    """A deck cannot be built or written. ``diagnostics`` say what is wrong, each with its place; there may be none."""

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join([message, *map(str, self.diagnostics)]))


class Deck:
    """A deck as it was built."""

    def __init__(self, built: Build, project: Project, of_project: tuple[Diagnostic, ...] = ()) -> None:
        self._built, self._project = built, project
        self._diagnostics = (*of_project, *built.diagnostics)

    def __repr__(self) -> str:
        return f"<Deck {self.name!r}: {self.slide_count} slides>"

    @property
    def name(self) -> str:
        """The name of the deck: that of its file without the ending, or of its folder."""
        return self._built.name

    @property
    def title(self) -> str:
        """The title: a setting, else the first heading, else the name."""
        return self._built.title

    @property
    def slide_count(self) -> int:
        """How many slides the deck has, horizontal and vertical ones."""
        return self._built.slide_count

    @property
    def html(self) -> str:
        """The page; empty when a template failed."""
        return self._built.html

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files that the page links, by their paths from it; with ``link_assets`` also those that it shows."""
        return self._built.linked

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong: with the deck, and on the first deck with the settings of the project."""
        return self._diagnostics

    @property
    def is_good(self) -> bool:
        """Whether nothing in it is an error."""
        return self._built.is_good

    def write(self, folder: str | os.PathLike[str] = "dist") -> Path:
        """Write the page into ``folder``, with the files that it links; return the path of the page.

        A file is replaced when the new one is whole. Raises ``DeckbuildError``: for a deck with errors, of which
        nothing is written, and where the disk does not allow it.
        """
        if not self.is_good:
            raise DeckbuildError(f"{self.name} has errors, and is not written", self.diagnostics)
        try:
            return output.write_deck(self._built, Path(folder), self._project.reader.sources())
        except CannotWrite as error:
            raise DeckbuildError(str(error)) from error


def build(
    path: str | os.PathLike[str] = ".",
    *,
    link_assets: bool = False,
    untrusted: bool = False,
    root: str | os.PathLike[str] | None = None,
    allow_outside: Iterable[str | os.PathLike[str]] = (),
    variant: str = "",
    **settings: Any,  # noqa: ANN401 -- values as deckbuild.yml may have them
) -> Iterator[Deck]:
    """Return the decks of the project at ``path``, a folder or a Markdown file; each is built when it is asked for.

    ``settings`` win over those of the project, under the same names: ``theme="paper"``, ``reveal={"hash": False}``.
    ``root``, ``link_assets``, ``untrusted``, ``allow_outside`` and ``variant`` are as for ``deckbuild build``. Raises
    ``DeckbuildError`` for a path without a project, and for settings that cannot be used. A deck with errors is
    returned as any other.
    """
    try:
        found = root_of(Path(path), None if root is None else Path(root), untrusted=untrusted)
    except NoProject as error:
        raise DeckbuildError(str(error)) from error
    allowed = [Path(each) for each in allow_outside]
    about: dict[str, Any] = {"untrusted": untrusted, "variant": variant}
    project = loader.read(found.folder, found.only, _overrides(settings), allowed=allowed, **about)
    _raise_errors("the project cannot be built", project.diagnostics)
    return _decks(project, link_assets=link_assets)


def render(text: str, *, untrusted: bool = False, **settings: Any) -> str:  # noqa: ANN401 -- as for build
    """Return the page of the Markdown ``text``; no file is read or written.

    ``settings`` and ``untrusted`` are as for ``build``. Raises ``DeckbuildError`` when anything in it is an error.
    """
    project = of_text(text, _overrides(settings), untrusted=untrusted)
    (built,) = stages.build(project, layout=ALONE)
    _raise_errors("the text cannot be rendered", built.diagnostics)
    return built.html


def _decks(project: Project, *, link_assets: bool) -> Iterator[Deck]:
    """Yield the decks of ``project``; the first one tells what is wrong with the project itself."""
    of_project = project.diagnostics
    for built in stages.build(project, layout=LINKED if link_assets else SINGLE):
        yield Deck(built, project, of_project)
        of_project = ()


def _overrides(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``settings`` as the command line would have read them."""
    source = Source("settings", json.dumps(settings, ensure_ascii=False, default=os.fspath))
    reading = loading.assignment(source)
    if reading.problems:
        found = place_all(reading.problems, source)
        raise DeckbuildError("these settings cannot be used", (each.graded(Severity.ERROR) for each in found))
    return reading.values


def _raise_errors(message: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    if any(each.is_error for each in diagnostics):
        raise DeckbuildError(message, diagnostics)
