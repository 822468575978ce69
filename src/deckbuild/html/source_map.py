"""Finds where in a slide's Markdown a piece of its HTML comes from.

Markdown keeps comments and addresses as they are, and in their order; so each is looked for behind the one before
it, in the stretches of the text that are no code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape, unescape

from deckbuild.html import css_escapes
from deckbuild.parsing import scanner

# What stands directly before an address and directly behind it, where Markdown, HTML or CSS names a file.
_BEFORE = re.compile(r"(?:\]\(<?|=[\"']?|url\(\s?[\"']?|\]:[ \t]<?|@import[ \t][\"'])[ \t]*\Z", re.IGNORECASE)
_BEHIND = re.compile(r"[\s\"')>,;]|/>|\Z")
_SIGNS = 12  # characters before an address that are looked at
_NEVER = re.compile(r"(?!)")
_CODE = frozenset({scanner.Kind.FENCE, scanner.Kind.CODE, scanner.Kind.SPAN})
# An empty line, and behind it at most other comments: two directives under a list mean the same list.
_BLANK_LINE = re.compile(r"\n[ \t>]*\n[ \t>]*(?:<!--(?:(?!-->).)*-->\s*)*\Z", re.DOTALL)
# A reference of HTML, an escape of CSS, or a character that is neither.
_ESCAPE = re.compile(rf"&#?\w+;?|{css_escapes.ESCAPE}|.", re.DOTALL)
_NEAR = 1000  # characters before a comment in which an empty line is looked for


def named(text: str, address: str, start: int = 0) -> int:
    """Return where ``text``, from ``start`` on, names ``address`` as a file, not as a word; -1 if nowhere."""
    at = text.find(address, start)
    while at >= 0 and not (_BEFORE.search(text[max(0, at - _SIGNS) : at]) and _BEHIND.match(text, at + len(address))):
        at = text.find(address, at + max(1, len(address)))
    return at


class Places:
    """The places of one text; most texts are never asked for one, so its code is looked for when it is."""

    def __init__(self, text: str, start: int = 0, code: list[tuple[int, int]] | None = None) -> None:
        self.text = text
        self._code = code
        self._seen: dict[str, int] = {}
        self._nowhere: set[str] = set()
        self._first = self._last = start

    def anew(self, start: int = 0) -> Places:
        """Return the places of the same text, asked for from ``start`` on, whatever was asked for before."""
        return Places(self.text, start, self.code)

    @property
    def code(self) -> list[tuple[int, int]]:
        """The stretches of code, which hold no comment and no address."""
        if self._code is None:
            regions = scanner.opaque(self.text, _NEVER)
            self._code = [(region.start, region.end) for region in regions if region.kind in _CODE]
        return self._code

    def next(self, needle: str) -> int:
        """Return the offset of the next ``needle`` outside code, the one after the last that was asked for.

        Falls back to the last one found, then to the start of the text: a place is better than none.
        """
        start = self._seen.get(needle, self._first)
        spellings = dict.fromkeys((needle, escape(needle), needle.replace(" ", "%20")))
        for search in (self._named, self._find):
            for spelling in spellings:
                if (at := search(spelling, start)) >= 0:
                    return self._found(needle, at)
        if "\n" in needle and (found := _over_lines(needle).search(self.text, max(start, self._last))):
            return self._found(needle, found.start())
        if ("&" in self.text or "\\" in self.text) and (at := _encoded(self.text, needle, start)) >= 0:
            return self._found(needle, at)
        at = self.text.find(needle, start)  # a slide that is indented as a whole looks like code
        return self._found(needle, at) if at >= 0 else max(0, start - 1)

    def blank_before(self, offset: int) -> bool:
        """Return whether an empty line stands between ``offset`` and the text before it."""
        return _BLANK_LINE.search(self.text[max(0, offset - _NEAR) : offset]) is not None

    def _found(self, needle: str, at: int) -> int:
        self._seen[needle] = self._last = at + 1
        return at

    def _named(self, needle: str, start: int) -> int:
        """Return where ``needle`` is named as a file, -1 if nowhere; with none left it is not looked for again."""
        if needle in self._nowhere or needle.startswith("<"):
            return -1
        at = named(self.text, needle, start)
        while at >= 0 and (end := self._code_end(at)):
            at = named(self.text, needle, end)
        if at < 0:
            self._nowhere.add(needle)
        return at

    def _find(self, needle: str, start: int) -> int:
        at = self.text.find(needle, start)
        while at >= 0 and (end := self._code_end(at)):
            at = self.text.find(needle, end)
        return at

    def _code_end(self, at: int) -> int:
        """Return the end of the code that ``at`` stands in, 0 outside of code."""
        index = bisect_right(self.code, (at, len(self.text))) - 1
        return self.code[index][1] if index >= 0 and at < self.code[index][1] else 0


def _encoded(text: str, needle: str, start: int) -> int:
    """Return where in ``text``, from ``start`` on, ``needle`` is written with escapes of HTML or CSS; -1 if nowhere."""
    meant: list[str] = []
    starts: list[int] = []
    for found in _ESCAPE.finditer(text, start):
        meant.append(_unescaped(found))
        starts += [found.start()] * len(meant[-1])
    at = "".join(meant).find(needle)
    return starts[at] if at >= 0 else -1


def _unescaped(written: re.Match[str]) -> str:
    """Return the character that an escape stands for; any other as it is."""
    is_css = written["hex"] or written["itself"]
    return css_escapes.character(written) if is_css else unescape(written[0])


def _over_lines(needle: str) -> re.Pattern[str]:
    """Match ``needle`` whatever stands before its lines: Markdown takes off a list's indentation, a quote's marks."""
    return re.compile(r"\n[ \t>]*".join(re.escape(line.strip()) for line in needle.split("\n")))
