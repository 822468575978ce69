"""Which slides have changed since a revision of git: by their lines, and by the files that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.assets.asset import marks
from deckbuild.diagnostics.problem import Severity
from deckbuild.files import git_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from re import Match

    from deckbuild.check.deck import CheckedDeck, CheckedSlide
    from deckbuild.check.finding import Finding


class Changes(NamedTuple):
    """The files that have changed, and of those that hold slides the lines (from 1), by their paths from the root."""

    files: frozenset[str]
    lines: Mapping[str, Sequence[range]]

    def touch(self, path: str, first: int, last: int) -> bool:
        """Return whether one of the lines from ``first`` to ``last`` of a file has changed."""
        return any(each.start <= last and first < each.stop for each in self.lines.get(path, ()))


def since(root: Path, revision: str, decks: Sequence[CheckedDeck]) -> Changes | None:
    """Return what has changed in the project at ``root`` since a ``revision``; None if git knows no such one.

    What is not committed counts, new files too. Asks git.
    """
    files = git_history.changed_files(root, revision)
    if files is None:
        return None
    paths = {slide.source.source.path for deck in decks for slide in deck.slides} | {
        diagnostic.location.path for deck in decks for diagnostic in deck.build.diagnostics
    }
    return Changes(files, {path: git_history.changed_lines(root, revision, path) for path in sorted(paths & files)})


def within(found: Sequence[Finding], deck: CheckedDeck, changes: Changes) -> Iterator[Finding]:
    """Yield what of all that was ``found`` in a deck lies on slides that have changed, or is an error."""
    changed = {slide.number for slide in deck.slides if _has_changed(slide, changes)}
    for each in found:
        is_touched = each.slide == 0 and changes.touch(each.file, each.line, each.end_line)
        if each.severity is Severity.ERROR or each.slide in changed or is_touched:
            yield each


def _has_changed(slide: CheckedSlide, changes: Changes) -> bool:
    source = slide.source.source
    begin, end = slide.source.start, slide.source.end
    if changes.touch(source.path, source.locate(begin).line, source.locate(max(begin, end - 1)).line):
        return True
    named = {slide.assets[mark[2]].path for mark in _marks(slide) if mark[2] in slide.assets}
    code = {changed for each in slide.source.files for changed in changes.files if changed.endswith(each.name)}
    return bool(code) or not changes.files.isdisjoint(named)


def _marks(slide: CheckedSlide) -> Iterator[Match[str]]:
    """Yield the marks of the files that a slide shows, and of those behind it."""
    for text in (slide.embedded.html, *slide.embedded.attributes.values()):
        yield from marks(text)
