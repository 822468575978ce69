"""Markdown as slides need it, with the extensions of Python-Markdown that a project lists.

Decks are written for reveal.js' own parser, so text is read as CommonMark and GitHub read it: by markdown-it-py, and
`rules` says where slides differ. Its tokens are written as HTML by `writing`. For a project with extensions `blocks`
and `inline` make Python-Markdown's tree of them, and what the extensions register (block processors, inline patterns,
tree processors, postprocessors) runs over it as over any other tree.
The parsers are loaded when the first slide is converted: a deck whose slides are known needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

    from deckbuild.markdown.html_writer import Writer
    from deckbuild.markdown.source_lines import Lines

READING = frozenset({"pymdownx.b64", "pymdownx.pathconverter", "pymdownx.snippets"})  # extensions that open files


def converter(extensions: Mapping[str, Mapping[str, Any]], *, lines: bool = False) -> Markdown | Writer:
    """Return a converter of Markdown for slides, with a project's ``extensions`` (name to options) on top.

    It must be ``reset()`` before each slide. Raises what an extension raises while it loads. With ``lines`` each block
    says in `data-line` at which line it begins (see `lines_of`).
    """
    if extensions:
        return through_trees(extensions, lines=lines)
    from deckbuild.markdown.html_writer import Writer
    from deckbuild.markdown.source_lines import Lines

    return Writer(Lines() if lines else None)


def through_trees(extensions: Mapping[str, Mapping[str, Any]], *, lines: bool = False) -> Markdown:
    """Return a converter that makes the same HTML by way of Python-Markdown's trees, which extensions see."""
    import markdown

    from deckbuild.markdown.extensions.blocks import CommonMarkBlocks
    from deckbuild.markdown.extensions.code import HighlightedCode

    md = markdown.Markdown(
        extensions=[CommonMarkBlocks(lines=lines), HighlightedCode(), *extensions],
        extension_configs={name: dict(options) for name, options in extensions.items()},
        output_format="html",
    )
    CommonMarkBlocks.finish(md)
    return md


def lines_of(made_by: Markdown | Writer) -> Lines | None:
    """Return what numbers the blocks of a converter, if it does: its ``first`` is set behind ``reset()``."""
    from deckbuild.markdown.html_writer import Writer

    if isinstance(made_by, Writer):
        return made_by.lines
    from deckbuild.markdown.extensions.blocks import CommonMarkBlocks

    return next((each.lines for each in made_by.registeredExtensions if isinstance(each, CommonMarkBlocks)), None)


def missing_lines(made_by: Markdown | Writer) -> tuple[tuple[str, str], ...]:
    """Return the ranges of lines that code of the last text should highlight and does not have.

    Each is the fence's info string, and the range in it.
    """
    from deckbuild.markdown.html_writer import Writer

    if isinstance(made_by, Writer):
        return tuple(made_by.out_of_range)
    from deckbuild.markdown.extensions.code import HighlightedCode

    found = (each for each in made_by.registeredExtensions if isinstance(each, HighlightedCode))
    return tuple(line for each in found for line in each.out_of_range)


def depth(made_by: Markdown | Writer) -> int | None:
    """Return how deep lists and quotes of the last text are nested, if its HTML is known to be balanced; else None."""
    from deckbuild.markdown.html_writer import Writer

    return made_by.depth if isinstance(made_by, Writer) else None


def problem_with(name: str, options: Mapping[str, Any]) -> str:
    """Return why the extension ``name`` cannot be loaded with ``options``; an empty text if it can."""
    try:
        through_trees({name: options})
    except KeyError as error:
        return f"it has no option {error.args[0]!r}"
    except Exception as error:
        return str(error).strip().splitlines()[0] if str(error) else type(error).__name__
    return ""


def known_extensions(module: str = "") -> tuple[str, ...]:
    """Return the names of the extensions that are installed, of those alone whose module begins with ``module``."""
    from importlib.metadata import entry_points

    points = entry_points(group="markdown.extensions")
    return tuple(sorted({point.name for point in points if point.value.startswith(module)}))
