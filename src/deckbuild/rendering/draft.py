"""A slide on its way from Markdown to HTML: the value that each step of rendering takes, and returns changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deckbuild.html.tree import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deckbuild.diagnostics.problem import Problem
    from deckbuild.html.source_map import Places
    from deckbuild.html.tree import Tree

NOTES = '\n<aside class="notes">'  # what stands before the notes, behind the body


class Piece(NamedTuple):
    """The HTML of a slide's body, or of one of its notes, from ``start`` up to ``end``.

    Its Markdown begins at the offset ``source`` of the slide's text.
    """

    start: int
    end: int
    source: int


class Draft(NamedTuple):
    """A slide's HTML, its tree, and what the steps have found so far; problems stand at offsets of its text.

    ``attributes`` are those of the slide's section, ``stack`` those of the section around its stack. ``tree`` is None
    where no author has written HTML, nor a comment: then there is nothing to balance or to direct. ``raw`` are the
    start tags of such HTML with their lines, for a preview. ``allowed`` are the rules that may be broken in the
    slide, by code or name, each with its place, ``features`` the names of those that it uses.
    """

    html: str
    places: Places
    pieces: tuple[Piece, ...]
    attributes: dict[str, str]
    stack: dict[str, str]
    problems: tuple[Problem, ...] = ()
    raw: tuple[tuple[str, int], ...] = ()
    tree: Tree | None = None
    allowed: tuple[tuple[str, int], ...] = ()
    features: tuple[str, ...] = ()

    def told(self, problems: Iterable[Problem]) -> Draft:
        """Return the draft with more ``problems``, behind those that it has."""
        return self._replace(problems=(*self.problems, *problems))

    def parsed(self) -> Draft:
        """Return the draft with its tree; no element in it reaches over the end of a piece."""
        return self._replace(tree=read(self.html, [(piece.start, piece.end) for piece in self.pieces]))

    def edited(self, html: str) -> Draft:
        """Return the draft with this ``html``.

        Most slides are read once. Only where an author's tags were mended, or numbered for the preview, are they read
        again: the offsets behind an edit are others.
        """
        if html == self.html:
            return self
        return self._replace(html=html, tree=read(html) if self.tree else None)
