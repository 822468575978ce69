"""The HTML that a feature makes itself, on its way through Markdown: nothing reads or changes it there."""

from __future__ import annotations

MADE = "made_html"  # the type of a token that holds such HTML, balanced, in its ``content``
