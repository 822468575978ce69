"""Markdown as slides need it, with the extensions of Python-Markdown that a project lists.

Decks are written for reveal.js' own parser, so text is read as CommonMark and GitHub read it: by markdown-it-py, and
`parser` says where slides differ. Its tokens are written as HTML by `html_writer`. For a project with extensions they
become Python-Markdown's tree (`extensions`), and what the extensions register (block processors, inline patterns, tree
processors, postprocessors) runs over it as over any other tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckbuild.markdown.html_writer import Writer
from deckbuild.markdown.installed_extensions import through_trees
from deckbuild.markdown.source_lines import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.markdown.extensions.trees import TreeConverter


def converter(extensions: Mapping[str, Mapping[str, Any]], *, lines: bool = False) -> Writer | TreeConverter:
    """Return a converter of Markdown for slides, with a project's ``extensions`` (name to options) on top.

    It must be ``reset()`` before each slide. Raises what an extension raises while it loads. With ``lines`` each block
    says in `data-line` at which line it begins.
    """
    return through_trees(extensions, lines=lines) if extensions else Writer(Lines() if lines else None)
