"""Python-Markdown, set up for slides.

Decks are written for reveal.js' own parser, so text is read as CommonMark and GitHub read it: `blocks` and `inline`
make Python-Markdown's tree of markdown-it-py's tokens, `rules` says where slides differ. What a project's extensions
register (block processors, inline patterns, tree processors, postprocessors) runs over it as over any other tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import markdown

from deckbuild.markdown.blocks import CommonMarkBlocks
from deckbuild.markdown.code import HighlightedCode

if TYPE_CHECKING:
    from collections.abc import Mapping


def converter(extensions: Mapping[str, Mapping[str, Any]]) -> markdown.Markdown:
    """Return a Markdown converter for slides, with a project's ``extensions`` (name to options) on top.

    It must be ``reset()`` before each slide. Raises what an extension raises while it loads.
    """
    md = markdown.Markdown(
        extensions=[CommonMarkBlocks(), HighlightedCode(), *extensions],
        extension_configs={name: dict(options) for name, options in extensions.items()},
        output_format="html",
    )
    CommonMarkBlocks.finish(md)
    return md


def missing_lines(md: markdown.Markdown) -> tuple[tuple[str, str], ...]:
    """Return the ranges of lines that code of the last text should highlight and does not have.

    Each is the fence's info string, and the range in it.
    """
    found = (each for each in md.registeredExtensions if isinstance(each, HighlightedCode))
    return tuple(line for each in found for line in each.out_of_range)


def problem_with(name: str, options: Mapping[str, Any]) -> str:
    """Return why the extension ``name`` cannot be loaded with ``options``; an empty text if it can."""
    try:
        converter({name: options})
    except KeyError as error:
        return f"it has no option {error.args[0]!r}"
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        return str(error).strip().splitlines()[0] if str(error) else type(error).__name__
    return ""


def known_extensions(module: str = "") -> tuple[str, ...]:
    """Return the names of the extensions that are installed, of those alone whose module begins with ``module``."""
    from importlib.metadata import entry_points

    points = entry_points(group="markdown.extensions")
    return tuple(sorted({point.name for point in points if point.value.startswith(module)}))
