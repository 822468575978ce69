"""Loads Pygments when there is code to colour, or a style to name; a build without code is 20 ms shorter."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def pygments() -> Any:  # noqa: ANN401 -- a module
    """Return Pygments, with what colours code and names styles."""
    import pygments.formatters.html
    import pygments.lexers
    import pygments.styles

    return pygments
