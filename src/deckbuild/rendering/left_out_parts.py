"""Finds the parts of a slide's text that a variant of its deck leaves out, before the text is rendered.

The text is parsed as far as it takes to know where they are: blocks by their lines, words in a line by the place at
which markdown-it-py was when it began to read them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.source import LEFT_OUT, LEFT_OUT_LINE
from deckbuild.features import PIPELINE, audience
from deckbuild.features.divisions import OPEN_DIVISION
from deckbuild.features.feature import load
from deckbuild.features.findings import Findings
from deckbuild.features.tokens import END, LINES, blocks, line_of
from deckbuild.features.variants import UNKNOWN_VARIANT, of_fences, tell_unknown
from deckbuild.markdown.parser import parser
from deckbuild.rendering.dedent import dedented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from deckbuild.diagnostics.problem import Problem

# Those that say where parts with attributes begin and end.
_FEATURES = frozenset({"divisions", "tables", "attributes", "footnotes", "icons"})
_TAILS = ["footnote_tail", "foot"]  # the rules that bring footnotes away from where they are written
_BEGIN = "begin"  # where the meta of a token has the offset at which it was begun
_LAST = "last_place"
_ITEM = re.compile(r"[ \t>]*(?P<sign>(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$))")
_WHOLE = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li blockquote div aside".split())  # are nothing without what is in them
_MOST_KEPT = 16_384  # texts; the live preview asks for each at each edit


class Stretch(NamedTuple):
    """A part of a text, from ``begin`` up to ``end``, and the character that stands for it."""

    begin: int
    end: int
    sign: str = LEFT_OUT


class Found(NamedTuple):
    """The stretches of a text that are left out, and what is wrong with the names of variants in it."""

    stretches: tuple[Stretch, ...] = ()
    problems: tuple[Problem, ...] = ()


@lru_cache(maxsize=_MOST_KEPT)
def find(text: str, variant: str, known: tuple[str, ...]) -> Found:
    """Return what the ``variant``, one of those that are ``known``, leaves out of ``text``."""
    found = Findings()
    features = [load(name) for name in PIPELINE if name in _FEATURES]
    rules = parser((*(each.install for each in features), _install), "".join(each.characters for each in features))
    tokens = rules.parse(dedented(text), {"references": {}, **found.environment})
    tell_unknown(found, known)
    parts = _Parts(text.split("\n"), variant, known)
    parts.look(tokens)
    stretches = tuple(_outermost(parts.stretches))
    return Found(stretches, tuple(_worth_telling(found.problems(text), stretches)))


def _worth_telling(problems: Iterable[Problem], stretches: Iterable[Stretch]) -> Iterator[Problem]:
    """Yield those of ``problems`` that say that more is left out, or less, than its author may think."""
    begins = {each.begin for each in stretches}
    for each in problems:
        if each.rule == UNKNOWN_VARIANT or (each.rule == OPEN_DIVISION and each.offset in begins):
            yield each


def _outermost(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Yield those of the ``stretches`` that stand in no other, in their order."""
    reached = 0
    for each in sorted(stretches, key=lambda each: (each.begin, -each.end, each.sign != LEFT_OUT_LINE)):
        if each.end > reached:
            yield each
            reached = each.end


def _install(rules: MarkdownIt) -> None:
    rules.inline.ruler.before("text", "place", _place)
    rules.core.ruler.after("block", "audiences_of_fences", of_fences)
    rules.core.ruler.disable(_TAILS)


def _place(state: StateInline, silent: bool) -> bool:
    """Note at which offset each token was begun; as the first of the rules this one is asked wherever one may begin."""
    if not silent:
        places = state.env.setdefault(_LAST, {})
        length, begin = places.get(id(state.tokens), (0, 0))
        for token in state.tokens[length:]:
            token.meta.setdefault(_BEGIN, begin)
        places[id(state.tokens)] = len(state.tokens), state.pos
    return False


def _indentation(line: str) -> int:
    """Return how many characters stand before what ``line`` says: blanks, and the signs of quotes."""
    return len(line) - len(line.lstrip(" \t>"))


class _Parts:
    """Gathers the stretches of a text, in these ``lines``, that a variant leaves out."""

    def __init__(self, lines: Sequence[str], variant: str, known: tuple[str, ...]) -> None:
        self.stretches: list[Stretch] = []
        self._lines, self._variant, self._known = lines, variant, known
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._columns: dict[int, int] = {}  # up to which each line was looked through

    def look(self, tokens: list[Token]) -> bool:
        """Look through blocks; return whether there are some, and all of them are left out."""
        found = [self._block(each) for each in blocks(tokens)]
        return bool(found) and all(found)

    def _block(self, tokens: list[Token]) -> bool:
        """Look through a block; return whether it is left out: itself, or all that is in it."""
        token = tokens[0]
        if token.type == "inline":
            return self._words(token)
        is_left_out = self._lacks(token) or (len(tokens) > 1 and self.look(tokens[1:-1]) and token.tag in _WHOLE)
        if is_left_out:
            self._leave_out(tokens)
        return is_left_out

    def _lacks(self, token: Token) -> bool:
        of_part = audience.of(token.attrs)
        return of_part is not None and of_part.lacks(self._variant, self._known)

    def _leave_out(self, tokens: list[Token]) -> None:
        """Leave out the lines of a block, but for the signs of the quotes and items that it stands in."""
        places = [place for each in tokens if (place := each.map or each.meta.get(LINES))]
        first, last = min(each[0] for each in places), max(each[1] for each in places)
        begin, column = self._columns_of(tokens, self._lines[first])
        self._add(first, begin, column, " ")
        self._add(first, column, len(self._lines[first]), LEFT_OUT_LINE)
        for number, line in enumerate(self._lines[first + 1 : last], first + 1):
            self._add(number, _indentation(line[:column]), len(line), LEFT_OUT_LINE)

    def _columns_of(self, tokens: list[Token], line: str) -> tuple[int, int]:
        """Return where in its first ``line`` a block begins, and what it says, behind the sign of an item."""
        token = tokens[0]
        if token.type == "list_item_open" and (item := _ITEM.match(line)):
            return item.start("sign"), item.end()
        written = token.markup
        if token.type == "paragraph_open" or (token.type == "heading_open" and "#" not in written):
            written = tokens[1].content.split("\n")[0]
        column = line.find(written) if written else -1
        return (column, column) if column >= 0 else (_indentation(line), _indentation(line))

    def _add(self, number: int, begin: int, end: int, sign: str = LEFT_OUT) -> None:
        """Leave out a part of a line."""
        if end > begin:
            start = self._starts[number]
            self.stretches.append(Stretch(start + begin, start + end, sign))

    def _words(self, words: Token) -> bool:
        """Look through the words of a block; return whether there are some, and all of them are left out."""
        parts = [*self._parts(words)]
        start = 0
        for number, line in enumerate(words.content.split("\n"), line_of(words)):
            self._in_line(number, line, [(begin - start, end - start) for begin, end in parts])
            start += len(line) + 1
        rest = "".join(each for at, each in enumerate(words.content) if not any(b <= at < e for b, e in parts))
        return bool(parts) and not rest.strip()

    def _parts(self, words: Token) -> Iterator[tuple[int, int]]:
        """Yield where in ``words`` the parts begin and end that are left out."""
        for each in words.children or ():  # those inside of pictures have places in these
            if self._lacks(each) and _BEGIN in each.meta:
                yield each.meta[_BEGIN], each.meta[END]

    def _in_line(self, number: int, words: str, parts: Sequence[tuple[int, int]]) -> None:
        """Leave ``parts`` out of a line of the text, in which these ``words`` of a block stand."""
        column = self._lines[number].find(words, self._columns.get(number, 0)) if number < len(self._lines) else -1
        if column >= 0:
            self._columns[number] = column + len(words)
            for begin, end in parts:
                self._add(number, column + max(begin, 0), column + min(end, len(words)))
