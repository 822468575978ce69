"""One or two tildes strike out: `~one~`, `~~two~~` (GitHub's Markdown, 6.5).

A run of tildes opens and closes where a run of `*` would (CommonMark 6.2), and closes one of its own length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.markdown.emphasis import flanks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_TILDES = re.compile(r"~+")
_RUN = re.compile(r"\\.|(~+)", re.DOTALL)


def install(rules: MarkdownIt) -> None:
    """Put the rule into markdown-it-py's inline rules."""
    rules.inline.ruler.before("emphasis", "struck", _struck)


def _struck(state: StateInline, silent: bool) -> bool:
    run = _TILDES.match(state.src, state.pos, state.posMax)
    if run is None:
        return False
    length, start = len(run[0]), run.end()
    opens, _ = flanks(state, state.pos, start)
    close = next(_closers(state, start, length), -1) if opens and length <= 2 else -1
    if close < 0:
        if not silent:
            state.append_pending("~" * length)
        state.pos = start
        return True
    if not silent:
        _inside(state, start, close)
    state.pos = close + length
    return True


def _closers(state: StateInline, start: int, length: int) -> Iterator[int]:
    """Yield where a run of ``length`` tildes could close, from ``start`` on."""
    for found in _RUN.finditer(state.src, start, state.posMax):
        if found[1] and len(found[1]) == length and flanks(state, found.start(), found.end())[1]:
            yield found.start()


def _inside(state: StateInline, start: int, end: int) -> None:
    """Read what stands between the tildes as inline text of its own."""
    state.push("s_open", "del", 1)
    last, state.pos, state.posMax = state.posMax, start, end
    state.md.inline.tokenize(state)
    state.posMax = last
    state.push("s_close", "del", -1)
