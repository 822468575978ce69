"""The extensions of Python-Markdown that are installed; they are loaded when a project lists some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deckbuild.markdown.extensions.trees import TreeConverter

READING = frozenset({"pymdownx.b64", "pymdownx.pathconverter", "pymdownx.snippets"})  # extensions that open files
STOCK = "markdown.extensions."  # where those of Python-Markdown itself lie; their names may begin with it
_HELPERS = frozenset({"block", "blocks", "delimiterprocessor", "slugs", "util"})  # modules of pymdownx that are none


def short_names(extensions: Iterable[str]) -> frozenset[str]:
    """Return the names of ``extensions`` as Python-Markdown itself has them."""
    return frozenset(name.removeprefix(STOCK).replace("pymdownx.extra", "extra") for name in extensions)


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


def known_extensions() -> tuple[str, ...]:
    """Return the names of the extensions that are installed, pymdown-extensions' own among them."""
    return tuple(sorted({*_entry_points(), *_of_pymdownx()}))


def stock_extensions() -> tuple[str, ...]:
    """Return the names of those that Python-Markdown itself brings."""
    return tuple(sorted(name for name, module in _entry_points().items() if module.startswith(STOCK)))


def _entry_points() -> dict[str, str]:
    """Return the modules of the extensions that packages announce, by name."""
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group="markdown.extensions")}


def _of_pymdownx() -> Iterator[str]:
    """Yield the extensions of pymdown-extensions, which announces none; none of them is loaded."""
    from importlib.util import find_spec
    from pathlib import Path
    from pkgutil import iter_modules

    package = find_spec("pymdownx")
    for folder in map(Path, package.submodule_search_locations or () if package else ()):
        for inner, prefix in ((folder, "pymdownx."), (folder / "blocks", "pymdownx.blocks.")):
            names = (each.name for each in iter_modules([str(inner)]) if each.name not in _HELPERS)
            yield from (prefix + name for name in names if name[0] != "_" and not name.endswith("_db"))
