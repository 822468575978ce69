"""Converts Markdown by way of Python-Markdown's trees, which the extensions of a project see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown import Markdown

from deckbuild.markdown.extensions.blocks import CommonMarkBlocks
from deckbuild.markdown.extensions.code import HighlightedCode

if TYPE_CHECKING:
    from collections.abc import Mapping


class TreeConverter:
    """Converts texts with ``extensions`` (name to options); raises what one of them raises while it loads."""

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]], *, lines: bool = False) -> None:
        blocks, code = CommonMarkBlocks(lines=lines), HighlightedCode()
        self._markdown = Markdown(
            extensions=[blocks, code, *extensions],
            extension_configs={name: dict(options) for name, options in extensions.items()},
            output_format="html",
        )
        blocks.finish(self._markdown)
        self.lines, self.out_of_range = blocks.lines, code.out_of_range
        self.depth: int | None = None  # an extension may write any HTML

    def reset(self) -> None:
        """Forget the last text."""
        self._markdown.reset()

    def convert(self, text: str) -> str:
        """Return the HTML of ``text``."""
        return self._markdown.convert(text)
