"""Finds where in a slide's Markdown a piece of its HTML comes from.

Markdown keeps comments and addresses in their order; so each is looked for behind the one before it, in the stretches
of the text that are no code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from urllib.parse import unquote

from deckbuild.html.addresses import Addresses, Mention
from deckbuild.parsing import scanner

_CODE = frozenset({scanner.Kind.FENCE, scanner.Kind.CODE, scanner.Kind.SPAN})
# An empty line, or for marked a line with a blank at its end; and behind it at most other comments: two directives
# under a list mean the same list.
_BLANK_LINE = re.compile(r"(?:\n[ \t>]*|(?<!-->)(?<!\s)[ \t]+)\n[ \t>]*(?:<!--(?:(?!-->).)*-->\s*)*\Z", re.DOTALL)
_NEAR = 1000  # characters before a comment in which an empty line is looked for


class Places:
    """The places of one text; most texts are never asked for one, so its code is looked for when it is."""

    def __init__(self, text: str, start: int = 0, code: list[tuple[int, int]] | None = None) -> None:
        self.text = text
        self._code = code
        self._seen: dict[str, int] = {}
        self._addresses: Addresses | None = None
        self._mentions: dict[str, list[Mention]] = {}  # by what the addresses mean; those that were not asked for yet
        self._first = self._last = start

    def anew(self, start: int = 0) -> Places:
        """Return the places of the same text, asked for from ``start`` on, whatever was asked for before."""
        return Places(self.text, start, self.code)

    @property
    def code(self) -> list[tuple[int, int]]:
        """The stretches of code, which hold no comment and no address."""
        if self._code is None:
            regions = scanner.opaque(self.text)
            self._code = [(region.start, region.end) for region in regions if region.kind in _CODE]
        return self._code

    def next(self, needle: str) -> int:
        """Return the offset of the next ``needle`` outside code, the one after the last that was asked for.

        Falls back to the last one found, then to the start of the text: a place is better than none.
        """
        start = self._seen.get(needle, self._first)
        if (at := self._find(needle, start)) >= 0:
            return self._found(needle, at)
        if "\n" in needle and (found := _over_lines(needle).search(self.text, max(start, self._last))):
            return self._found(needle, found.start())
        at = self.text.find(needle, start)  # a slide that is indented as a whole looks like code
        return self._found(needle, at) if at >= 0 else max(0, start - 1)

    def address(self, address: str) -> Mention:
        """Return the next mention of a file's ``address`` outside code; the last one, once there is no other.

        An address that is named nowhere falls back to the same words, then to the start of the text.
        """
        meaning = unquote(address)
        if meaning not in self._mentions:
            self._mentions[meaning] = self._all(address) or [Mention(self._first, self._first, is_file=False)]
        mentions = self._mentions[meaning]
        return mentions.pop(0) if len(mentions) > 1 else mentions[0]

    def _all(self, address: str) -> list[Mention]:
        """Return the mentions of a file; those that name it, where there are some, and outside code, likewise."""
        self._addresses = self._addresses or Addresses(self.text)
        found = [each for each in self._addresses.mentions(address) if each.start >= self._first]
        found = [each for each in found if not self._code_end(each.start)] or found
        return [each for each in found if each.is_file] or found

    def blank_before(self, offset: int) -> bool:
        """Return whether an empty line stands between ``offset`` and the text before it."""
        return _BLANK_LINE.search(self.text[max(0, offset - _NEAR) : offset]) is not None

    def _found(self, needle: str, at: int) -> int:
        self._seen[needle] = self._last = at + 1
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


def _over_lines(needle: str) -> re.Pattern[str]:
    """Match ``needle`` whatever stands before its lines: Markdown takes off a list's indentation, a quote's marks."""
    return re.compile(r"\n[ \t>]*".join(re.escape(line.strip()) for line in needle.split("\n")))
