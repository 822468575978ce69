"""Takes from the style sheet of a drawing what its own elements need, and nothing that could load or run anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Properties of SVG that say how something is painted or written (SVG 2, 6.6); the font is always ours.
PROPERTIES = frozenset(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap "
    "stroke-linejoin opacity stop-color stop-opacity marker-start marker-mid marker-end clip-path mask text-anchor "
    "dominant-baseline alignment-baseline font-size font-weight font-style text-decoration letter-spacing paint-order "
    "visibility display color transform transform-box transform-origin".split()
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NESTED = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS, _ID, _TAG = re.compile(r"\.([\w-]+)"), re.compile(r"#([\w-]+)"), re.compile(r"(?:^|[\s>+~])([a-zA-Z][\w-]*)")
_VALUE = re.compile(r"[\w\s#%.,()+*/!'\"-]+")
_ADDRESS = re.compile(r"url\(\s*[\"']?(?P<to>[^\"')]*)", re.IGNORECASE)


def declarations(css: str) -> Iterator[tuple[str, str]]:
    """Yield those of the declarations ``css`` that may stay: properties with their values."""
    for each in css.split(";"):
        name, _, value = (part.strip() for part in each.partition(":"))
        if is_allowed(name, value):
            yield name.lower(), value


def is_allowed(name: str, value: str) -> bool:
    """Return whether a property, or an attribute of that name, may have this ``value``: it leads nowhere else."""
    if (name, value) == ("font-family", "monospace"):
        return True
    if name.lower() not in PROPERTIES or not _VALUE.fullmatch(value):
        return False
    return all(found["to"].startswith("#") for found in _ADDRESS.finditer(value))


def rules(css: str, root: str, tags: set[str], classes: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the rules of ``css``, selectors and declarations, that mean a drawing with these ``tags`` and ``classes``.

    Selectors begin with the id ``root``, which is taken off them.
    """
    for found in _RULE.finditer(_NESTED.sub("", _COMMENT.sub("", css))):
        kept = ";".join(f"{name}:{value}" for name, value in declarations(found[2]))
        own = [each.strip() for each in found[1].split(",")]
        wanted = [_without(each, root) for each in own if _means(_without(each, root), tags, classes)]
        if kept and wanted:
            yield ",".join(wanted), kept


def classes_of(selectors: Iterable[str]) -> set[str]:
    """Return the classes that ``selectors`` name."""
    return {name for each in selectors for name in _CLASS.findall(each)}


def _without(selector: str, root: str) -> str:
    return selector.removeprefix(f"#{root}").strip() if root else selector


def _means(selector: str, tags: set[str], classes: set[str]) -> bool:
    """Return whether a ``selector`` may mean something that is there; none that needs more than its name."""
    if re.search(r"[\[\]@&]|:(?!not\(|first-|last-|nth-)", selector) or _ID.search(selector):
        return False
    wanted = re.sub(r":[\w-]+(?:\([^)]*\))?", "", selector)
    return classes >= set(_CLASS.findall(wanted)) and tags >= set(_TAG.findall(wanted))
