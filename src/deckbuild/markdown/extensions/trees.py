"""Converts Markdown by way of Python-Markdown's trees, which the extensions of a project see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown import Markdown

from deckbuild.files import extension_files
from deckbuild.markdown import parser
from deckbuild.markdown.extensions.blocks import CommonMarkBlocks
from deckbuild.markdown.extensions.code import HighlightedCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown.extensions import Extension

    from deckbuild.markdown.parser import Additions


class TreeConverter:
    """Converts texts with ``extensions`` (name to options); raises what one of them raises while it loads."""

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]], *, lines: bool = False) -> None:
        blocks, code = CommonMarkBlocks(lines=lines), HighlightedCode()
        self._markdown = Markdown(
            extensions=[blocks, code, *(_extension(name, options) for name, options in extensions.items())],
            extension_configs={name: _configured(name, options) for name, options in extensions.items()},
            output_format="html",
        )
        blocks.finish(self._markdown)
        self._blocks = blocks
        self.lines, self.out_of_range, self.wide_rows = blocks.lines, code.out_of_range, blocks.wide_rows
        self.depth: int | None = None  # an extension may write any HTML

    def reset(self) -> None:
        """Forget the last text."""
        self._markdown.reset()

    def convert(self, text: str, more: Additions = parser.NONE) -> str:
        """Return the HTML of ``text``, read with what ``more`` adds."""
        self._blocks.more = more
        return self._markdown.convert(text)


def _extension(name: str, options: Mapping[str, Any]) -> Extension | str:
    """Return what Python-Markdown loads: an extension of the project, or the name of one that is installed."""
    return extension_files.load(name, options) if extension_files.is_file(name) else name


def _configured(name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of an extension; by default emojis are characters, not pictures from the network."""
    if name != "pymdownx.emoji":
        return dict(options)
    from pymdownx.emoji import to_alt  # type: ignore[import-untyped]

    return {"emoji_generator": to_alt, **options}
