"""Says what stands in a slide for a citation, in the words of a style: authors and years, or numbers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deckbuild.features.bibliography.citing import Citation, Cite
    from deckbuild.features.bibliography.styling import Styled


def shown(citation: Citation, style: Styled) -> str:
    """Return what stands for a ``citation``, as HTML."""
    if citation.in_text:
        (cite,) = citation.cites
        return f"{style.names[cite.key]} {style.opening}{_with_words(cite, _dated(cite, style))}{style.closing}"
    inside = style.between.join(_with_words(cite, _label(cite, style)) for cite in citation.cites)
    return f"{style.opening}{inside}{style.closing}"


def _label(cite: Cite, style: Styled) -> str:
    return _dated(cite, style) if cite.alone else style.labels[cite.key, cite.label, cite.locator]


def _dated(cite: Cite, style: Styled) -> str:
    """Return the label of a work without its authors: from its year on, if it has one."""
    label = style.labels[cite.key, cite.label, cite.locator]
    year = style.years[cite.key]
    at = label.find(year) if year else -1
    return label[at:] if at > 0 else label.removeprefix(style.names[cite.key]).lstrip(", ")


def _with_words(cite: Cite, label: str) -> str:
    """Return a ``label`` with the words around it."""
    before = f"{escape(cite.prefix, quote=False)} " if cite.prefix else ""
    is_joined = cite.suffix[:1] in ",.:)"  # an empty one, too
    return f"{before}{label}{'' if is_joined else ' '}{escape(cite.suffix, quote=False)}"
