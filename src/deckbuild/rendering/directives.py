"""Moves the attributes of `.element`, `.block`, `.slide` and `.stack` comments onto what they mean.

Works on rendered HTML, where a comment is a directive and nothing else: one inside code is text there already.
The rules are those of reveal.js 6 (plugin/markdown, ``addAttributes``), widened where it loses what authors write.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity, nearest
from deckbuild.html import attributes
from deckbuild.html.tree import Comment, Edits, Element
from deckbuild.rendering import misspellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.html.source_map import Places
    from deckbuild.rendering.draft import Draft

UNKNOWN_DIRECTIVE = Rule(
    "D301",
    "unknown-directive",
    Severity.WARNING,
    "A comment begins with a dot and a word, as a directive does, but the word is none of `.element`, `.block`,\n"
    "`.slide` and `.stack`; or it begins with `deckbuild:` and the word is not `allow`. Mend the word; an ordinary\n"
    "comment begins otherwise.",
)
NO_ATTRIBUTE = Rule(
    "D302",
    "no-attribute",
    Severity.WARNING,
    "A directive holds a word that is no attribute. Attributes are written name=\"value\", name='value' or\n"
    "name=value; names alone count when they begin with data- or are boolean attributes of HTML. Those that run a\n"
    "program, such as onclick, are left out: a script belongs into a file that `scripts:` names.\n"
    'For a class write class="fragment".',
)
NO_ATTRIBUTES = Rule(
    "D303",
    "no-attributes",
    Severity.WARNING,
    "A directive names no attribute, so it does nothing. Give it one, such as\n"
    '`<!-- .element: class="fragment" -->`, or take it away.',
)

INNER_ELEMENT = Rule(
    "D305",
    "inner-element",
    Severity.WARNING,
    "An `.element` comment at the end of a block means the nearest element before it, as in reveal.js: here that is a\n"
    "word in `code`, **strong** or a [link](#) inside the block. If the block is meant, write `.block`;\n"
    "if the word is meant, put the comment right behind it, before the text that follows.",
)

NAMES = ("element", "block", "slide", "stack")
# A directive, or a quoted value: in that, such a word is none.
_DIRECTIVE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')|(?<![\w.\"'/-])\.(element|block|slide|stack)\b(?=[\s:]|$)[ \t]*:?")
_HANDLER = re.compile(r"(on\w+)\s*=", re.IGNORECASE)
_ALLOWS = re.compile(r"\s*deckbuild:\s*allow(?=[\s:,]|$)")
_OURS = re.compile(r"\s*deckbuild:\s*(\w+)")
_RULE = re.compile(r"[\w-]+")
_LEADING = re.compile(rf"\s*\.(?:{'|'.join(NAMES)})\b(?=[\s:]|$)")
_LIKE_ONE = re.compile(r"\s*\.([a-zA-Z]+)\b(?:\s*:|\s+[\w-]+=|\s*$)")
_WORDS = frozenset("a abbr b code del em i kbd mark s strong sub sup u".split())
_LINK_ATTRIBUTES = frozenset("target rel title href download data-preview-link data-preview-image".split())
_ENDS_BLOCK = re.compile(r"\s*(?:</|<!--|<[uo]l\b|$)")
_TEXT_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 td th dt dd figcaption summary".split())
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var".split()
)


class _Sections(NamedTuple):
    """The attributes that the section of a slide gets, and that of its stack; directives add to them."""

    slide: dict[str, str]
    stack: dict[str, str]


class _Directive(NamedTuple):
    name: str
    attributes: dict[str, str]
    comment: Comment
    start: int  # of the comment, in the slide's text


def apply(draft: Draft) -> Draft:
    """Return ``draft`` without directives: what they say stands in its elements and in the attributes of its sections.

    Behind this step the draft has no tree: the offsets of the old one are wrong, and no step wants another.
    """
    comments = draft.tree.root.comments() if draft.tree else []
    if not comments:
        return draft._replace(tree=None)
    edits, places = Edits(draft.html), draft.places.anew()
    problems: list[Problem] = []
    allowed: list[tuple[str, int]] = []
    sections = _Sections(dict(draft.attributes), dict(draft.stack))
    for comment in comments:
        offset = places.next(draft.html[comment.start : comment.end])
        if allows := _ALLOWS.match(comment.text):
            allowed += _rules(allows, offset + len("<!--"))
            edits.replace(comment.start, comment.end, "")
            continue
        found = list(_read(comment, offset, problems))
        for directive in found:
            problems += _put(directive, places, edits, sections)
        if found or _LEADING.match(comment.text):
            edits.replace(comment.start, comment.end, "")
    directed = draft._replace(attributes=sections.slide, stack=sections.stack, allowed=tuple(allowed))
    return directed._replace(html=edits.apply(), tree=None).told(problems)


def _rules(allows: re.Match[str], start: int) -> Iterator[tuple[str, int]]:
    """Yield the rules that a comment allows to be broken; its text begins at ``start``."""
    for word in _RULE.finditer(allows.string, allows.end()):
        yield word[0], start + word.start()


def _read(comment: Comment, offset: int, problems: list[Problem]) -> Iterator[_Directive]:
    """Yield the directives of a comment; in one that does not begin with a directive, words are prose."""
    marks = [mark for mark in _DIRECTIVE.finditer(comment.text) if mark[1]]
    leading = bool(marks) and not comment.text[: marks[0].start()].strip()
    if not marks:
        problems.extend(_unknown(comment, offset))
        return
    ends = [mark.start() for mark in marks[1:]] + [len(comment.text)]
    for mark, end in zip(marks, ends, strict=True):
        found, strange = attributes.read(comment.text[mark.end() : end])
        at = offset + len("<!--") + mark.start()
        if leading:
            begin = offset + len("<!--") + mark.end()
            problems += [no_attribute(word.text, begin + word.offset) for word in strange]
            classes = misspellings.OF_SLIDES if mark[1] == "slide" else misspellings.CLASSES
            problems += misspellings.in_attributes(found, comment.text[mark.end() : end], begin, classes)
            if not found and not strange:
                problems.append(_nothing(mark[1], at))
        if found:
            yield _Directive(mark[1], found, comment, offset)


def _put(directive: _Directive, places: Places, edits: Edits, sections: _Sections) -> list[Problem]:
    """Give the directive's attributes to its target; return the doubts about it."""
    element = None
    if directive.name in ("element", "block"):
        element = _target(directive, places)
    into = sections.stack if directive.name == "stack" else sections.slide
    given = {name: value for name, value in directive.attributes.items() if (name, value) != ("class", "")}
    if element is None or not element.parent:
        into.update(attributes.joined(into, given))
    else:
        for name, value in given.items():
            edits.set(element, name, attributes.merged(edits.get(element, name), name, value))
    return [] if element is None else list(_doubts(directive, element, edits.html))


def _target(directive: _Directive, places: Places) -> Element:
    """Return the element meant: the nearest sibling before the comment, `<br>` skipped, else the parent.

    `.block` means the block whose text holds the comment; on a line of its own it is the same rule.
    """
    comment = directive.comment
    if directive.name == "block" and (holder := _holding_block(comment.parent)):
        return holder
    siblings = comment.parent.nodes
    for index in reversed(range(bisect_left(siblings, comment.start, key=lambda node: node.start))):
        node = siblings[index]
        if isinstance(node, Element) and node.tag != "br":
            return _list_or_last_item(node, directive.start, places)
    return _item_or_quote(comment) or comment.parent


def _doubts(directive: _Directive, element: Element, html: str) -> Iterator[Problem]:
    """Report an `.element` at the end of a block that hits a word in it (reveal.js 1001, 1663, 2909)."""
    comment = directive.comment
    if directive.name != "element" or element.tag not in _WORDS or not _ENDS_BLOCK.match(html, comment.end):
        return
    before, between = html[comment.parent.open_end : element.start], html[element.end : comment.start]
    about_link = element.tag == "a" and directive.attributes.keys() <= _LINK_ATTRIBUTES
    if between.strip() or (before.strip() and not about_link):
        message = f"this .element means the <{element.tag}> before it, not the <{comment.parent.tag}>"
        yield Problem(INNER_ELEMENT, directive.start, message, "write .block if you mean the block", len("<!--"))


def _list_or_last_item(element: Element, start: int, places: Places) -> Element:
    """Right under a list a comment means its last item; after an empty line, the list (reveal.js 3931)."""
    if element.tag in ("ul", "ol") and not places.blank_before(start):
        return element.last("li") or element
    return element


def _item_or_quote(comment: Comment) -> Element | None:
    """Return the list item or quote that begins with ``comment``, if its paragraph does: reveal.js makes none there."""
    paragraph = comment.parent
    holder = paragraph.parent if paragraph.tag == "p" and paragraph.open_end == comment.start else None
    is_first = holder is not None and holder.tag in ("li", "blockquote") and holder.nodes[0] is paragraph
    return holder if is_first else None


def _holding_block(element: Element) -> Element | None:
    """Return the block of text around ``element`` (the item, for the paragraph of a list item)."""
    holder: Element | None = element
    while holder and holder.parent and holder.tag in _INLINE:
        holder = holder.parent
    if holder and holder.tag == "p" and holder.parent and holder.parent.tag == "li":
        return holder.parent
    return holder if holder and holder.tag in _TEXT_BLOCKS else None


def _unknown(comment: Comment, offset: int) -> Iterator[Problem]:
    """Report a comment that looks like a directive and is none."""
    like = _LIKE_ONE.match(comment.text)
    if ours := _OURS.match(comment.text):
        hint = nearest(ours[1], ("allow",)) or "such as <!-- deckbuild: allow D403 -->"
        at = offset + len("<!--") + ours.start(1)
        yield Problem(UNKNOWN_DIRECTIVE, at, f"unknown directive deckbuild: {ours[1]}", hint, len(ours[1]))
    hint = nearest(f".{like[1]}", [f".{name}" for name in NAMES]) if like else ""
    if like and (hint or "=" in comment.text or not comment.text[like.end() :].strip(": \t\n")):
        name = f".{like[1]}"
        at = offset + len("<!--") + like.start(1) - 1
        known = "directives are .element, .block, .slide and .stack"
        yield Problem(UNKNOWN_DIRECTIVE, at, f"unknown directive {name}", hint or known, len(name))


def no_attribute(word: str, offset: int) -> Problem:
    """Return what is wrong with a ``word`` that stands where an attribute belongs."""
    handler = _HANDLER.match(word)
    if handler:
        message = f"{handler[1]} would run a program; it is left out"
        return Problem(NO_ATTRIBUTE, offset, message, "name a file under scripts:, or write HTML", len(word))
    hint = f'for a class write class="{word}"' if word.isidentifier() else 'write name="value"'
    return Problem(NO_ATTRIBUTE, offset, f"{word!r} is no attribute", hint, len(word))


def _nothing(name: str, offset: int) -> Problem:
    message = f"this .{name} names no attribute, so it does nothing"
    return Problem(NO_ATTRIBUTES, offset, message, f'such as <!-- .{name}: class="fragment" -->', len(name) + 1)
