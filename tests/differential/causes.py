"""Sorts differences by their likely cause, from the text of a case and from both trees."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .compare import Compared, Tree

    Fits = Callable[["_Difference"], bool]

_DEDENTED = re.compile(r"\A\n?(?: {2,}|\t)")
_LINKS = ("href", "src")


class _Difference:
    """What two trees have and the other has not, counted."""

    def __init__(self, compared: Compared) -> None:
        self.markdown = compared.case.markdown
        self.config = compared.case.config
        self.html = compared.html
        theirs, mine = list(_nodes(compared.reveal)), list(_nodes(compared.ours))
        self.missing = _tags(theirs) - _tags(mine)
        self.extra = _tags(mine) - _tags(theirs)
        self.missing_attributes = _attributes(theirs) - _attributes(mine)
        self.extra_attributes = _attributes(mine) - _attributes(theirs)
        self.same_text = _text(compared.reveal) == _text(compared.ours)
        self.same_solid_text = _solid(compared.reveal) == _solid(compared.ours)
        self.code_differs = _codes(theirs) != _codes(mine)
        self.elements = set(_tags(theirs))
        self.threw = compared.reveal[0] == "error"
        self.leaks = len(compared.ours[2]) != 1

    @property
    def tags(self) -> set[str]:
        return {*self.missing, *self.extra}

    @property
    def attributes(self) -> set[str]:
        return {name for _, name, _ in (*self.missing_attributes, *self.extra_attributes)}


def _nodes(tree: Tree) -> Iterator[Tree]:
    yield tree
    for node in tree[2]:
        if not isinstance(node, str):
            yield from _nodes(node)


def _tags(nodes: list[Tree]) -> Counter[str]:
    return Counter(node[0] for node in nodes)


def _attributes(nodes: list[Tree]) -> Counter[tuple[str, str, str]]:
    return Counter((node[0], name, value) for node in nodes for name, value in node[1].items())


def _codes(nodes: list[Tree]) -> list[str]:
    return [_text(node) for node in nodes if node[0] == "pre"]


def _text(tree: Tree | str) -> str:
    return tree if isinstance(tree, str) else "".join(map(_text, tree[2]))


def _solid(tree: Tree) -> str:
    return re.sub(r"\s+", "", _text(tree))


CAUSES: tuple[tuple[str, Fits], ...] = (
    ("deckbuild crashed", lambda it: "deckbuild crashed: " in it.html or it.html == "<section>\n\n</section>"),
    ("reveal.js threw", lambda it: it.threw),
    ("options that deckbuild has not (breaks, smartypants, animateLists)", lambda it: bool(it.config)),
    ("slide that begins indented (reveal.js takes the indentation off)", lambda it: bool(_DEDENTED.match(it.markdown))),
    ("HTML that is not balanced leaks out of the slide", lambda it: it.leaks),
    ("number of slides", lambda it: "section" in it.tags),
    ("speaker notes", lambda it: "aside" in it.tags),
    (
        "code blocks: attributes",
        lambda it: (
            not it.tags
            and it.same_text
            and any(tag in ("code", "pre") for tag, *_ in (*it.missing_attributes, *it.extra_attributes))
        ),
    ),
    ("titles and alternative texts", lambda it: not it.tags and bool(it.attributes & {"title", "alt"})),
    (
        "directives and attributes of the slide",
        lambda it: (
            not it.tags
            and any(
                tag == "section" or "<!--" in it.markdown for tag, *_ in (*it.missing_attributes, *it.extra_attributes)
            )
        ),
    ),
    ("task lists", lambda it: "input" in it.missing),
    (
        "task boxes in loose lists (reveal.js puts them before the paragraph)",
        lambda it: not it.tags and "input" in it.elements and it.same_solid_text,
    ),
    ("strikethrough", lambda it: "del" in it.tags),
    ("alignment in tables", lambda it: "align" in it.attributes),
    ("tables", lambda it: bool(it.tags & {"table", "tr", "td", "th"})),
    (
        "heading without a blank",
        lambda it: (
            re.search(r"^ {0,3}#+[^#\s]", it.markdown, re.M) is not None and any(tag[0] == "h" for tag in it.extra)
        ),
    ),
    ("bare URLs and mail addresses", lambda it: "a" in it.missing and it.same_text),
    ("links and images", lambda it: bool(it.tags & {"a", "img"})),
    (
        "addresses of links and images are written differently",
        lambda it: not it.tags and it.same_text and bool(it.attributes) and it.attributes <= {"href", "src"},
    ),
    ("emphasis", lambda it: bool(it.tags & {"em", "strong"})),
    ("hard line breaks", lambda it: "br" in it.tags),
    ("lists", lambda it: bool(it.tags & {"ul", "ol", "li"})),
    ("code blocks: text", lambda it: not it.tags and it.code_differs),
    ("code blocks or quotes, found or not", lambda it: bool(it.tags & {"pre", "blockquote"})),
    ("code spans", lambda it: "code" in it.tags or "`" in it.markdown),
    ("raw HTML", lambda it: bool(it.tags) and "<" in it.markdown),
    ("paragraphs", lambda it: "p" in it.tags),
    ("white space", lambda it: not it.same_text and it.same_solid_text),
    ("text: escapes and entities", lambda it: not it.tags and not it.same_text),
    ("nesting alone", lambda it: not it.tags and it.same_text),
)


def cause(compared: Compared) -> str:
    """Return the likely cause of a difference; the first that fits."""
    difference = _Difference(compared)
    return next((name for name, fits in CAUSES if fits(difference)), "other")
