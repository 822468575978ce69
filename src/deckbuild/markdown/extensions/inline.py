"""Inline text as CommonMark and GitHub read it: emphasis, code spans, links, pictures, breaks, bare addresses.

markdown-it-py's inline rules cut the text into tokens; the tokens become elements of Python-Markdown's tree. What is
between them is left for Python-Markdown's inline patterns, which are those of a project's extensions only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER, STX, AtomicString

from deckbuild.html.parser_names import MADE
from deckbuild.markdown import extension_formulas
from deckbuild.markdown.html_writer import values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown import Markdown
    from markdown_it.token import Token


# Behind a value that is its attribute's own name: Python-Markdown before 3.11 would write `alt="alt"` as `alt`.
_SAME = f"{STX}={ETX}"


class WholeValues(Postprocessor):
    """Takes the marks off values that are their attributes' names."""

    def run(self, text: str) -> str:
        """Return ``text`` without marks; called by Python-Markdown."""
        return text.replace(_SAME, "")


class Inline(InlineProcessor):
    """Runs the inline patterns of extensions over texts in which our elements stand as placeholders already.

    So a pattern that begins before an element and ends behind it (`==marked *text*==`) is found.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._kept: dict[str, Element] = {}
        self._around: dict[str, list[str]] = {}  # the tags of the elements that each of them stands in
        self._filled: list[tuple[Element, str]] = []  # texts in them over which the patterns have run

    @property
    def stashed_nodes(self) -> dict[str, Element | str]:
        """The elements that placeholders stand for; Python-Markdown empties it when it begins with a tree."""
        return self._stashed

    @stashed_nodes.setter
    def stashed_nodes(self, value: dict[str, Element | str]) -> None:
        self._stashed: dict[str, Element | str] = {**value, **self._kept}

    def keep(self, element: Element, around: list[str]) -> str:
        """Return a placeholder for ``element``, which stands in elements with the tags ``around``."""
        number = f"{len(self._kept):04d}"
        self._kept[number], self._around[number] = element, around
        return INLINE_PLACEHOLDER % number

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Run the patterns; called by Python-Markdown."""
        try:
            for number, element in self._kept.items():  # what stands in another element comes before it
                self._fill(element, self._around[number])
            return super().run(tree, ancestors)
        finally:
            for element, name in self._filled:
                setattr(element, name, str(getattr(element, name)))
            self._filled.clear()
            self._kept.clear()

    def _fill(self, element: Element, around: list[str]) -> None:
        """Run the patterns over the text of an element of ours, once: Python-Markdown takes it for filled already."""
        holder = Element("div")
        holder.append(element)
        super().run(holder, around)
        texts = [(each, name) for each in element.iter() for name in ("text", "tail")]
        done = [(each, name) for each, name in texts if type(getattr(each, name)) is str]
        for each, name in done:
            setattr(each, name, AtomicString(getattr(each, name)))
        self._filled += done


def fill(parent: Element, tokens: Sequence[Token], md: Markdown) -> None:
    """Add the inline ``tokens`` to ``parent``, behind what it holds already."""
    builder = _Builder(parent, md)
    for token in tokens:
        builder.add(token)


class _Builder:
    """Turns inline tokens into elements; ``open`` holds the elements that are open."""

    def __init__(self, parent: Element, md: Markdown) -> None:
        self.stash = md.htmlStash
        found = md.treeprocessors["inline"] if "inline" in md.treeprocessors else None  # noqa: SIM401 -- it has no get
        self.inline = found if isinstance(found, Inline) else None
        self.open = [parent]

    def add(self, token: Token) -> None:
        """Add one token."""
        if token.nesting > 0:
            self.open.append(_element(token))
        elif token.nesting < 0:
            self._attach(self.open.pop())
        elif token.type in ("html_inline", MADE):
            append_text(self.open[-1], self.stash.store(token.content))
        elif token.type in ("image", "hardbreak", "code_inline"):
            self._attach(_element(token))
        else:
            append_text(self.open[-1], _text(token))

    def _attach(self, element: Element) -> None:
        if self.inline:
            append_text(self.open[-1], self.inline.keep(element, [each.tag for each in self.open]))
        else:
            self.open[-1].append(element)


def _element(token: Token) -> Element:
    """Return the element of a token, without what stands inside it."""
    element = Element(token.tag)
    for name, value in values(token).items():
        element.set(name, plain(value) + _SAME * (value == name))
    if token.type == "code_inline":
        element.text = AtomicString(plain(token.content))
    return element


def append_text(parent: Element, text: str) -> None:
    """Add ``text`` behind what ``parent`` holds already."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def plain(text: str) -> str:
    """Return ``text`` so that Python-Markdown writes it as it is; it would leave what looks like an entity alone."""
    return text.replace("&", "&amp;")


def _text(token: Token) -> str:
    """Return the text of a token; an escaped character in the form that no inline pattern of Python-Markdown takes."""
    if token.type == "softbreak":
        return "\n"
    if token.info == extension_formulas.FORMULA:
        return token.content
    is_escaped = token.type == "text_special" and token.info == "escape" and token.content != token.markup
    if is_escaped and token.content not in ("&", "<"):
        return "".join(f"{STX}{ord(character)}{ETX}" for character in token.content)
    return plain(token.content)
