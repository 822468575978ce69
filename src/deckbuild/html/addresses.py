r"""Finds where a text names a file, however the address is written: `ä.png` or `%C3%A4.png`, `a_b` or `a\_b`, `&amp;`.

Markdown, HTML and CSS have escapes of their own, and Markdown encodes what an address may not hold, so the address in
a slide's HTML is often not the one in its text. Both are compared by what they mean.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from deckbuild.html import css_escapes

# What stands directly before an address and directly behind it, where Markdown, HTML or CSS names a file.
_BEFORE = re.compile(r"(?:\]\(<?|=[\"']?|url\(\s?[\"']?|\]:[ \t]<?|@import[ \t][\"'])[ \t]*\Z", re.IGNORECASE)
_BEHIND = re.compile(r"[\s\"')>,;]|/>|\Z")
_SIGNS = 12  # characters before an address that are looked at
# What stands for another character: its bytes in UTF-8, or a reference of HTML; with escapes of Markdown, or of CSS.
_HEX = "[0-9a-f]"
_CODED = rf"(?P<coded>%[c-f]{_HEX}(?:%[89ab]{_HEX})+|%{_HEX}{{2}}|&#?\w+;?)"
_IN_HTML = re.compile(_CODED, re.IGNORECASE)
_IN_MARKDOWN = re.compile(rf"{_CODED}|\\(?P<itself>[!-/:-@\[-`{{-~])", re.IGNORECASE)
_IN_CSS = re.compile(rf"{_CODED}|{css_escapes.ESCAPE}", re.IGNORECASE | re.DOTALL)


class Mention(NamedTuple):
    """Where a text names a file: the characters from ``start`` up to ``end``.

    ``is_file`` says that what stands around them makes a file's name of them; else they are mere words.
    """

    start: int
    end: int
    is_file: bool


class Addresses:
    """The addresses in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        languages = (_IN_HTML, _IN_MARKDOWN, _IN_CSS) if "\\" in text else (_IN_HTML,)
        self._readings = [_Reading(text, escapes) for escapes in languages]

    def mentions(self, address: str) -> list[Mention]:
        """Return where the text holds ``address``, in the order of the text."""
        found = {place for reading in self._readings for place in reading.places(unquote(address))}
        return [Mention(*place, self._is_file(*place)) for place in sorted(found)]

    def _is_file(self, start: int, end: int) -> bool:
        if "://" in self.text[start:end]:  # bare, in a paragraph of its own, it names a film
            return True
        before = self.text[max(0, start - _SIGNS) : start]
        return _BEFORE.search(before) is not None and _BEHIND.match(self.text, end) is not None


class _Reading:
    """What a ``text`` means when ``escapes`` are taken for what they stand for."""

    def __init__(self, text: str, escapes: re.Pattern[str]) -> None:
        pieces: list[str] = []
        # The stretches between escapes: where each begins in what is meant, and where it begins and ends in the text.
        self._meant, self._starts, self._ends = [0], [0], list[int]()
        for found in escapes.finditer(text):
            pieces += [text[self._starts[-1] : found.start()], _unescaped(found)]
            self._meant.append(self._meant[-1] + len(pieces[-2]) + len(pieces[-1]))
            self._ends.append(found.start())
            self._starts.append(found.end())
        self._ends.append(len(text))
        self.text = "".join([*pieces, text[self._starts[-1] :]])

    def places(self, words: str) -> list[tuple[int, int]]:
        """Return where what means ``words`` is written: where each begins and ends."""
        found = re.finditer(re.escape(words), self.text) if words else ()
        return [(self._place(each.start()), self._place(each.end())) for each in found]

    def _place(self, at: int) -> int:
        """Return where the character ``at`` of what is meant is written."""
        stretch = bisect_right(self._meant, at) - 1
        return min(self._starts[stretch] + at - self._meant[stretch], self._ends[stretch])


def _unescaped(found: re.Match[str]) -> str:
    """Return what an escape stands for."""
    if coded := found["coded"]:
        return unquote(coded) if coded[0] == "%" else unescape(coded)
    return css_escapes.character(found) if found.re is _IN_CSS else found["itself"]
