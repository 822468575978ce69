"""The extensions of Python-Markdown that are installed; they are loaded when a project lists some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deckbuild.markdown.extensions.trees import TreeConverter

READING = frozenset({"pymdownx.b64", "pymdownx.pathconverter", "pymdownx.snippets"})  # extensions that open files


def through_trees(extensions: Mapping[str, Mapping[str, Any]], *, lines: bool = False) -> TreeConverter:
    """Return a converter with ``extensions``, by way of Python-Markdown's trees; to load that takes 60 ms.

    Raises what an extension raises while it loads. With ``lines`` each block says at which line it begins.
    """
    from deckbuild.markdown.extensions.trees import TreeConverter

    return TreeConverter(extensions, lines=lines)


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
