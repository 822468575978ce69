r"""Leaves formulas in a text, `$x_1$` and `\(x_1\)`, to `pymdownx.arithmatex`: nothing in them is Markdown.

Without that extension they are text like any other, as for reveal.js.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

FORMULA = "formula"  # what a token says that holds one
# Like the extension's own `smart_dollar`: no blank stands inside of the dollars, so that prices are none.
_FORMULA = re.compile(r"\$(?![\s$])(?:\\.|[^\\$])*?(?<!\s)\$(?!\d)|\\\((?:\\[^)]|[^\\])+?\\\)", re.DOTALL)


def install(rules: MarkdownIt) -> None:
    r"""Put the rule before markdown-it-py's escapes, as `\(` looks like one."""
    rules.inline.ruler.before("escape", "formula", _formula)


def _formula(state: StateInline, silent: bool) -> bool:
    """Take a formula as it is written."""
    found = _FORMULA.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "$\\" else None
    if not found:
        return False
    if not silent:
        token = state.push("text", "", 0)
        token.content, token.info = found[0], FORMULA
    state.pos = found.end()
    return True
