"""What a slide is given besides its text before it is rendered: the files that it names, the works that it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Rule


class SlideFile(NamedTuple):
    """A file of which a slide takes code, by the ``name`` that it has there: its text, or why it has none."""

    name: str
    text: str = ""
    wrong: tuple[Rule, str, str] | None = None  # the rule, the message and the hint


class SlideKey(NamedTuple):
    """A word that may be the key of a work: whether a work of the deck has it, else a hint with the nearest one."""

    name: str
    is_known: bool
    hint: str = ""
