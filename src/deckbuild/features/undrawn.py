"""Shows what cannot be drawn, such as a wrong formula: its source as code, and the message small under it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deckbuild.features.findings import Findings

NAME = "undrawn"  # by which a page has the style sheet, as it has those of features


def block(found: Findings, source: str, message: str) -> str:
    """Return the HTML of a ``source`` that is a block of its own."""
    found.used.add(NAME)
    return f"<pre>{_code(source)}</pre>{_why(message)}"


def in_text(found: Findings, source: str, message: str) -> str:
    """Return the HTML of a ``source`` in a text."""
    found.used.add(NAME)
    return f"{_code(source)} {_why(message)}"


def _code(source: str) -> str:
    return f'<code class="undrawn">{escape(source)}</code>'


def _why(message: str) -> str:
    return f'<small class="undrawn">{escape(message)}</small>'
