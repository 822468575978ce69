"""Finds HTML that Markdown takes for code, because it is indented by four blanks behind an empty line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.html.tokenizer import VOID
from deckbuild.parsing import scanner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INDENTED_HTML = Rule(
    "D306",
    "indented-html",
    Severity.WARNING,
    "Inside an HTML element a line with a tag is indented by four blanks or more, behind an empty line. For Markdown\n"
    "that is code, so the tag is shown as text. Indent it by fewer blanks, or take the empty line away.",
)
_MAY_BE = re.compile(r"^(?: {4}|\t)[ \t]*</?[a-z]", re.MULTILINE | re.IGNORECASE)
_TAG = re.compile(r"<(?P<ends>/?)(?P<name>[a-z][\w-]*)(?:\s[^<>]*)?>", re.IGNORECASE)
_LEADING = re.compile(r"[ \t]*</?[a-z][\w-]*[\s>/]", re.IGNORECASE)


class Found(NamedTuple):
    """HTML that is code: the ``problems``, and the ``names`` of the elements whose end tags are code."""

    problems: tuple[Problem, ...] = ()
    names: frozenset[str] = frozenset()


def find(text: str) -> Found:
    """Return what in the ``text`` of a slide looks like HTML inside of an element, and is code."""
    if not _MAY_BE.search(text):
        return Found()
    regions = scanner.opaque(text)
    code = [region for region in regions if region.kind is scanner.Kind.CODE]
    blocks = [block for block in _blocks(text, code) if _open_before(text, block[0].start, regions)]
    lines = [line for block in blocks for line in block if _LEADING.match(text, line.start)]
    names = {tag["name"].lower() for line in lines for tag in _TAG.finditer(text, line.start, line.end) if tag["ends"]}
    return Found(tuple(_told(text, blocks)), frozenset(names))


def _blocks(text: str, code: Iterable[scanner.Region]) -> Iterator[list[scanner.Region]]:
    """Yield the lines of indented code block by block; only empty lines are between the lines of one."""
    block: list[scanner.Region] = []
    for line in code:
        if block and text[block[-1].end : line.start].strip():
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _open_before(text: str, end: int, regions: Iterable[scanner.Region]) -> bool:
    """Return whether more elements are opened than closed before ``end``, outside of what is text anyhow."""
    depth, at = 0, 0
    for region in [*regions, scanner.Region(end, end, scanner.Kind.CODE)]:
        if region.start > end:
            break
        for tag in _TAG.finditer(text, at, region.start):
            depth += 0 if tag["name"].lower() in VOID or tag[0].endswith("/>") else -1 if tag["ends"] else 1
        at = region.end
    return depth > 0


def _told(text: str, blocks: Iterable[list[scanner.Region]]) -> Iterator[Problem]:
    """Report the first line of each block that begins with a tag."""
    hint = "indent it by fewer than four blanks, or take the empty line before it away"
    for block in blocks:
        line = next((line for line in block if _LEADING.match(text, line.start)), None)
        if line:
            begin = line.end - len(text[line.start : line.end].lstrip())
            message = "this HTML is indented by four blanks, so it is shown as code"
            yield Problem(INDENTED_HTML, begin, message, hint, line.end - begin)
