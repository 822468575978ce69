"""Finds where in a slide's Markdown a piece of its HTML comes from.

Markdown keeps comments and addresses as they are, and in their order; so each is looked for behind the one before
it, in the stretches of the text that are no code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from deckbuild import scan

_NEVER = re.compile(r"(?!)")
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


@dataclass(slots=True)
class Places:
    """The places of one text; ``code`` are its stretches of code, which hold no comment and no address."""

    text: str
    code: list[tuple[int, int]] = field(init=False)
    _seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        regions = scan.opaque(self.text, _NEVER)
        self.code = [(region.start, region.end) for region in regions if region.kind in _CODE_KINDS]
        if "`" in self.text:
            self.code += [(span.start(), span.end()) for span in _CODE_SPAN.finditer(self.text)]

    def next(self, needle: str) -> int:
        """Return the offset of the next ``needle`` outside code, the one after the last that was asked for.

        Falls back to the last one found, then to the start of the text: a place is better than none.
        """
        for spelling in (needle, escape(needle), needle.replace(" ", "%20")):
            at = self._find(spelling, self._seen.get(needle, 0))
            if at >= 0:
                self._seen[needle] = at + 1
                return at
        return max(0, self._seen.get(needle, 1) - 1)

    def blank_before(self, offset: int) -> bool:
        """Return whether an empty line stands between ``offset`` and the text before it."""
        return re.search(r"\n[ \t]*\n[ \t]*$", self.text[max(0, offset - 400) : offset]) is not None

    def _find(self, needle: str, start: int) -> int:
        at = self.text.find(needle, start)
        while at >= 0 and any(first <= at < last for first, last in self.code):
            at = self.text.find(needle, at + 1)
        return at


_CODE_KINDS = (scan.Kind.FENCE, scan.Kind.CODE)
