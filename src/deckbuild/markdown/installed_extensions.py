"""The extensions of Python-Markdown that are installed; settings ask for them, and nothing else here is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

READING = frozenset({"pymdownx.b64", "pymdownx.pathconverter", "pymdownx.snippets"})  # extensions that open files


def problem_with(name: str, options: Mapping[str, Any]) -> str:
    """Return why the extension ``name`` cannot be loaded with ``options``; an empty text if it can."""
    from deckbuild.markdown.converter import through_trees

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
