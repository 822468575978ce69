"""Where a run of `*` or `_` may open and close emphasis (CommonMark 6.2), with a tilde inside taken for a letter.

marked does so, and `word*~~struck~~ more*` is emphasised; CommonMark, which knows no tildes, has them as punctuation.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Delimiter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


def install(rules: MarkdownIt) -> None:
    """Put the rule in the place of markdown-it-py's own; its pairing of the runs stays."""
    rules.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    length = _length(state, marker)
    can_open, can_close = _flanks(state, state.pos, state.pos + length, marker)
    for _ in range(length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(ord(marker), length, len(state.tokens) - 1, -1, open=can_open, close=can_close)
        )
    state.pos += length
    return True


def _length(state: StateInline, marker: str) -> int:
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    return end - state.pos


def _flanks(state: StateInline, start: int, end: int, marker: str) -> tuple[bool, bool]:
    """Return whether the run from ``start`` to ``end`` may open, and whether it may close."""
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    apart = _is_space(before) or before == "~" or _is_punctuation(before)
    left = not _is_space(after) and (not _is_punctuation(after) or apart)
    right = not _is_space(before) and (not _is_punctuation(before) or _is_space(after) or _is_punctuation(after))
    if marker == "*":
        return left, right
    return left and (not right or apart), right and (not left or _is_punctuation(after))


@cache
def _is_space(character: str) -> bool:
    return isWhiteSpace(ord(character))


@cache
def _is_punctuation(character: str) -> bool:
    return character != "~" and (isMdAsciiPunct(ord(character)) or isPunctChar(character))
