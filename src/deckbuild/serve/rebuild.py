"""Builds the project again after an edit; a deck with errors keeps its last good page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from time import time
from typing import TYPE_CHECKING, Any

from deckbuild.diagnostics.problem import about_file
from deckbuild.files.reader import FileReader
from deckbuild.files.stamps import stamp
from deckbuild.page import csp
from deckbuild.page.layout import SERVED, links
from deckbuild.pipeline import stages
from deckbuild.pipeline.start_page import start_page
from deckbuild.pipeline.unused_texts import unused
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve import client_script, measured
from deckbuild.serve.diff import difference
from deckbuild.serve.messages import START, BuildReport, File, PageChange, Progress
from deckbuild.serve.page_parts import DeckParts, StartPageParts, hashed, known_stacks, parts_of, start_page_parts
from deckbuild.serve.problem_json import INTERNAL, gone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from deckbuild.assets.pictures import Pictures
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.files.stamps import Stamp
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.built_deck import AssembledDeck
    from deckbuild.rendering.in_time import Extensions
    from deckbuild.rendering.result import Rendered
    from deckbuild.rendering.reuse import Render

    Tell = Callable[[Progress], None]

_CHANGED, _SIZE = 0, 2  # where a stamp has them
_PAUSE = 0.5  # seconds in which a file is whole or back again, and after which who writes wants to know what is wrong


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page as it is shown, and what is wrong now.

    ``make`` makes its HTML, which is asked for only when a browser loads it. ``revision`` is empty until there was a
    good one; ``deck`` is what its parts were made of.
    """

    make: Callable[[], str] = str
    problems: tuple[Diagnostic, ...] = ()
    parts: DeckParts | StartPageParts | None = None
    revision: str = ""
    files: Mapping[str, File] = field(default_factory=dict)  # what it links, by its address
    is_gone: bool = False
    deck: AssembledDeck | None = None

    @property
    def html(self) -> bytes:
        """The page as browsers load it."""
        return self.make().encode("utf-8", errors="replace")

    def now(self, problems: tuple[Diagnostic, ...], *, is_gone: bool = False) -> BuiltPage:
        """Return the same page with other problems."""
        return replace(self, problems=problems, is_gone=is_gone)


@dataclass(frozen=True, slots=True)
class BuiltPages:
    """All pages by their names, and the stamps of the files that they were built from.

    ``reader`` and ``earlier`` hold what the next build need not do again.
    """

    pages: Mapping[str, BuiltPage] = field(default_factory=dict)
    stamps: Mapping[Path, Stamp] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    is_whole: bool = True  # whether the build came to its end
    editor: str = ""
    reader: FileReader | None = None
    earlier: stages.Earlier = stages.FIRST_BUILD

    @property
    def files(self) -> dict[str, File]:
        """What the pages link, by its address."""
        return {address: file for page in self.pages.values() for address, file in page.files.items()}


def rebuild(
    root: Path,
    only: str,
    overrides: Mapping[str, Any],
    last: BuiltPages,
    building: Tell = lambda _: None,
    render: Render | None = None,
    pictures: Pictures = stages.PICTURES,
    allowed: tuple[Path, ...] = (),
    *,
    untrusted: bool = False,
    started: str = "",
    variant: str = "",
) -> BuiltPages:
    """Build the project at ``root``; a deck with errors keeps the HTML it has in ``last``. Touches the disk.

    ``render`` and ``pictures`` are as for `stages.build`, ``allowed``, ``untrusted``, ``started`` and ``variant`` as
    for `loader.read`; ``building`` is told how far it is. Whatever goes wrong is shown and never raised: the live
    preview must live through any edit.
    """
    read = loader.Project(root, FileReader(root))
    try:
        about: dict[str, Any] = {"allowed": allowed, "untrusted": untrusted, "started": started, "variant": variant}
        read = loader.read(root, only, overrides, last=last.reader, **about)
        building(Progress(stamps=dict(read.reader.asked)))
        return _built(read, last, _telling(building, render or Rendering()), pictures, is_whole=not only)
    except (Exception, SystemExit) as error:  # a failing extension of a project, or our own mistake
        wrong = about_file(INTERNAL, "deckbuild", f"{type(error).__name__}: {error}")
        pages = {name: page.now((wrong,)) for name, page in (last.pages or {START: BuiltPage()}).items()}
        return replace(last, pages=pages, stamps=read.reader.asked, problems=(wrong,), is_whole=False)


def _built(read: loader.Project, last: BuiltPages, render: Render, pictures: Pictures, *, is_whole: bool) -> BuiltPages:
    """Build the decks that were ``read``: ``is_whole`` says that these are all of the project."""
    decks = [stages.assemble_deck(deck, read, render, SERVED, pictures, last.earlier) for deck in read.decks]
    pages = {_page(deck.name): _shown(deck, read, last.pages.get(_page(deck.name), BuiltPage())) for deck in decks}
    of_texts = unused(read, decks) if is_whole else ()
    found = (*read.diagnostics, *(each for deck in decks for each in deck.diagnostics), *of_texts)
    if START not in pages:
        html, wrong = start_page(read, decks, served=True)
        html = _secured(html, untrusted=read.untrusted)
        found = (*found, *wrong)
        before = last.pages.get(START, BuiltPage())
        pages[START] = _whole(html, found, start_page_parts(html)) if html else before.now(found)
    found = tuple(dict.fromkeys(found))  # a template's mistake is one of each deck
    errors = [each for each in found if each.is_error]  # they may be why a deck is gone
    old = {name: page.now((gone(name), *errors), is_gone=True) for name, page in last.pages.items() if page.revision}
    assets = {asset.path: asset for deck in decks for asset in deck.assets.values()}
    earlier = last.earlier._replace(assets=assets, decks={deck.name: deck.embedded for deck in decks})
    return BuiltPages(
        old | pages, read.reader.asked, found, editor=read.settings.editor, reader=read.reader, earlier=earlier
    )


def _telling(building: Tell, render: Render) -> Render:
    """Return ``render`` so that it says the file of each deck whose turn it is."""

    def telling(
        slides: Sequence[Slide],
        extensions: Extensions,
        name: str,
        **options: Any,  # noqa: ANN401 -- those of the renderer
    ) -> Sequence[Rendered]:
        for slide in slides[:1]:
            building(Progress(path=slide.whole.source.path))
        return render(slides, extensions, name, **options)

    return telling


def _page(deck: str) -> str:
    """Return the name of a deck's page: one that is called index takes the place of the list of decks."""
    return START if deck == "index" else deck


def _shown(deck: AssembledDeck, read: loader.Project, before: BuiltPage) -> BuiltPage:
    """Return the page of a deck: the new one if it is good, else the last good one, else what there is."""
    problems = (*read.diagnostics, *deck.diagnostics)
    is_good = deck.page.frame and not any(problem.is_error for problem in problems)
    if before.revision and not is_good:
        return before.now(problems)
    addresses = links(deck.assets, SERVED.folder)
    files = {addresses[key]: File(asset.media_type, asset.data) for key, asset in deck.assets.items()}
    make = partial(_html, deck, untrusted=read.untrusted)
    known = known_stacks(before.deck, before.parts, deck.assets)
    parts = parts_of(deck, addresses, known)
    if parts is None:
        return replace(_whole(make(), problems), files=files)
    return BuiltPage(make, problems, parts, parts.revision, files, deck=deck)


def _secured(html: str, *, untrusted: bool) -> str:
    """Let the browser half run and speak to us in a page that a policy secures."""
    return csp.served(html, client_script.script()) if untrusted else html


def _html(deck: AssembledDeck, *, untrusted: bool) -> str:
    """Return the page of ``deck`` as a browser loads it."""
    return _secured(stages.finished_page(deck, SERVED, untrusted=untrusted).html, untrusted=untrusted)


def remembered(html: bytes, revision: str) -> BuiltPage:
    """Return a page that was built before, by a process that is no more."""
    return BuiltPage(partial(html.decode), revision=revision)


def _whole(html: str, problems: tuple[Diagnostic, ...], parts: StartPageParts | None = None) -> BuiltPage:
    """Return a page of which no part is known from the build before."""
    return BuiltPage(lambda: html, problems, parts, hashed(html).hex())


def report(old: BuiltPages, new: BuiltPages) -> BuildReport:
    """Return what the server has to know of ``new`` when it shows ``old``. Touches the disk."""
    pages = {name: _change(old.pages.get(name, BuiltPage()), page) for name, page in new.pages.items()}
    files = {address: file for address, file in new.files.items() if address not in old.files}
    linked = frozenset(new.files)
    return BuildReport(pages, new.problems, new.stamps, files, linked, new.is_whole, new.editor, _doubt(old, new))


def _change(old: BuiltPage, new: BuiltPage) -> PageChange:
    parts = new.parts if isinstance(new.parts, DeckParts) else None
    return PageChange(
        new.revision,
        new.problems,
        parts.lines if parts else (),
        parts.hidden if parts else (),
        old.revision,
        difference(old.parts, new.parts) if old.parts and new.parts and old.revision != new.revision else None,
        new.is_gone,
        *measured.judging(new.deck),
    )


def _doubt(old: BuiltPages, new: BuiltPages) -> float:
    """Return how many seconds it may be that the files are being written: what is shown can wait so long.

    A file may have been empty when it was read and be whole by now, or the other way round; one that has changed since
    its stamp was taken may have been read in between.
    """
    read = {path: new.stamps.get(path, before) for path, before in old.stamps.items() if before and before[_SIZE]}
    has_changed = any(_is_empty(before) or stamp(path) != before for path, before in read.items())
    empty = [path for path, before in new.stamps.items() if before and not before[_SIZE]]
    is_written = has_changed or any(map(_is_written, empty))
    return _PAUSE if is_written or any(problem.is_error for problem in new.problems) else 0


def _is_written(path: Path) -> bool:
    """Return whether the file at ``path``, empty when it was read, is whole by now, or became empty just now.

    Of two saves that follow each other, both may be seen in the instant in which the file is empty. Touches the disk.
    """
    now = stamp(path)
    return not now or bool(now[_SIZE]) or time() - now[_CHANGED] / 1e9 < _PAUSE


def _is_empty(file: Stamp) -> bool:
    return not file or not file[_SIZE]
