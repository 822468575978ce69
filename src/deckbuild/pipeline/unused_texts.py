"""Tells which alternative texts of a project no deck uses, when all of its decks are built."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from deckbuild.assets.alternative_texts import UNUSED_TEXT, USUAL, is_there, read, wrong_with
from deckbuild.diagnostics.problem import about_word
from deckbuild.project.judging import judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.pipeline.built_deck import AssembledDeck, Build
    from deckbuild.project.loader import Project


def unused(project: Project, decks: Sequence[Build | AssembledDeck]) -> list[Diagnostic]:
    """Return what is to be told of the `alt.yml` files of ``project``, besides what its ``decks`` tell of them.

    Touches the disk.
    """
    return [*judged(_found(project, decks), project.settings)]


def _found(project: Project, decks: Sequence[Build | AssembledDeck]) -> Iterator[Diagnostic]:
    files = set(chain.from_iterable(deck.described.files for deck in decks))
    used = set(chain.from_iterable(deck.described.used for deck in decks))
    for path in sorted({USUAL, *files}):
        file = read(path, project.reader)
        if path not in files:
            yield from wrong_with(file, project.reader)
        for each in file.entries:
            if (path, each.name.offset) not in used and is_there(each, project.reader):
                yield about_word(UNUSED_TEXT, each.name, f"no deck uses the text of {each.name.text}")
