"""Where a run of `*` or `_` may open and close emphasis (CommonMark 6.2), in Chinese, Japanese and Korean too.

A tilde inside is taken for a letter. marked does so, and `word*~~struck~~ more*` is emphasised; CommonMark, which knows
no tildes, has them as punctuation.

These languages have no blanks between words, so none stands behind bold words that end with a colon, and CommonMark
leaves the stars on the slide. Here emphasis may begin and end beside any character of these languages.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

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
    end = state.pos + length
    can_open, can_close = _sides(state, state.pos, end)
    if marker == "*" and _is_punctuation(_around(state, state.pos, end)[1]):
        can_open = can_open and _has_partners(state, end, length)
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


def _has_partners(state: StateInline, at: int, length: int) -> bool:
    """Return whether ``length`` characters like the one before ``at`` follow there.

    Before punctuation marked lets a run open as a whole or not at all: the stars of `***.txt**` are text.
    """
    marker = state.src[at - 1]
    for _ in range(length):
        at = state.src.find(marker, at, state.posMax) + 1
        if not at:
            return False
    return True


def _sides(state: StateInline, start: int, end: int) -> tuple[bool, bool]:
    """Return whether the run of `*` or `_` from ``start`` to ``end`` may open, and whether it may close."""
    left, right = flanks(state, start, end)
    if state.src[start] == "*":
        return left, right
    before, after = _around(state, start, end)
    apart = _is_space(before) or before == "~" or _is_punctuation(before)
    return left and (not right or apart), right and (not left or _is_punctuation(after))


def flanks(state: StateInline, start: int, end: int) -> tuple[bool, bool]:
    """Return whether the run from ``start`` to ``end`` flanks the text behind it, and the text before it."""
    before, after = _around(state, start, end)
    begins = _is_space(before) or before == "~" or _is_punctuation(before) or _is_cjk(before)
    ends = _is_space(after) or _is_punctuation(after) or _is_cjk(after)
    left = not _is_space(after) and (begins or not _is_punctuation(after) or _is_cjk(after))
    right = not _is_space(before) and (ends or not _is_punctuation(before) or _is_cjk(before))
    return left, right


def _around(state: StateInline, start: int, end: int) -> tuple[str, str]:
    return state.src[start - 1] if start else " ", state.src[end] if end < state.posMax else " "


@cache
def _is_space(character: str) -> bool:
    return isWhiteSpace(ord(character))


@cache
def _is_punctuation(character: str) -> bool:
    return character != "~" and (isMdAsciiPunct(ord(character)) or isPunctChar(character))


@cache
def _is_cjk(character: str) -> bool:
    """Return whether ``character`` is one of Chinese, Japanese or Korean writing; emoji, as wide as these, are none."""
    return east_asian_width(character) in "WFH" and category(character) != "So"
