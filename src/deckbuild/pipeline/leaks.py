"""Looks in the finished page of a variant for what that leaves out: a last look, whatever went before.

What is found there is no leak when it stands in anything else that the page is made of: a slide that is kept, a
setting, a style sheet, a script, a template.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Any

from deckbuild.diagnostics.problem import Problem, Rule, Severity, about_file, place
from deckbuild.diagnostics.source import Placed
from deckbuild.files.decoding import decode
from deckbuild.files.errors import is_remote
from deckbuild.files.reader import File
from deckbuild.html import attributes
from deckbuild.html.tokenizer import start_tags
from deckbuild.page import resources, sections
from deckbuild.pipeline.haystack import SHORTEST, Haystack
from deckbuild.pipeline.leaving_out import Role
from deckbuild.rendering import said
from deckbuild.rendering.said import Kind, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.page.assembly import Page
    from deckbuild.pipeline.built_deck import VariantPage
    from deckbuild.pipeline.leaving_out import Part

LEAK = Rule(
    "D729",
    "leak",
    Severity.ERROR,
    "The page of a variant has what stands only in what the variant leaves out: a text of 12 or more characters, a\n"
    "note, an alternative text, the name of a file, the bytes of a picture, or a setting of another variant. So it\n"
    "is not written. Look where the page has it: in a template, in a setting, or in a text that all variants share.",
)
_NOTES = re.compile(r"<aside class=\"notes\">(.*?)</aside>", re.DOTALL)
_LONGEST = 60  # characters of a text that a message shows


def find(made: VariantPage) -> Iterator[Diagnostic]:
    """Yield what the page has that it must not have."""
    page, others = _Page(made.page.html), _Others(made)
    for part in made.left_out:
        for each in dict.fromkeys(_said(part, made.variables)):
            if page.has(each) and not others.has(each):
                yield _told(made, part, each, f"this {each.kind.value} is left out")
            elif each.kind is Kind.FILE and _is_held(each.text, part, made, others.texts):
                yield _told(made, part, each, "this file is left out")
    own = made.deck.settings.variant
    for name, settings in made.deck.settings.variants.items():
        for text in dict.fromkeys(_strings(settings) if name != own else ()):
            each = Said(Kind.TEXT, text, 0)
            if page.has(each) and not others.has(each):
                message = f"the page of {own!r} has a setting of {name!r}: {_shown(text)}"
                yield about_file(LEAK, made.deck.path, message, _where(text, made.page))


class _Page:
    """What stands in a page."""

    def __init__(self, html: str) -> None:
        self._html, self._texts = html, Haystack([html])

    def has(self, each: Said) -> bool:
        """Return whether it is there; what is short, and might stand anywhere, in its own place."""
        if each.kind is Kind.FILE:
            return self._texts.names(each.text)
        if len(each.text) >= SHORTEST:
            return self._texts.has(each.text)
        return each.text in {Kind.NOTE: self._notes, Kind.ALTERNATIVE: self._alternatives}.get(each.kind, ())

    @cached_property
    def _alternatives(self) -> frozenset[str]:
        tags = start_tags(self._html)
        return frozenset(tag.attributes["alt"].value for tag in tags if "alt" in tag.attributes)

    @cached_property
    def _notes(self) -> frozenset[str]:
        notes = (re.sub(r"<[^>]*>", "\n", each) for each in _NOTES.findall(self._html))
        return frozenset(line.strip() for each in notes for line in unescape(each).split("\n"))


class _Others:
    """What a page is made of besides."""

    def __init__(self, made: VariantPage) -> None:
        self._made = made

    @cached_property
    def texts(self) -> Haystack:
        """All texts, as they are written."""
        slides, includes = self._made.slides, self._made.page.includes
        files = (file.text for slide in slides for file in slide.files)
        own = self._made.deck.settings._replace(variants={})
        texts = (slide.content.text + slide.appendix for slide in slides)
        of_page = (*(each.text for each in includes), *self._templates, *self._bibliography)
        return Haystack([*texts, *files, *_strings(own), *of_page])

    @property
    def _bibliography(self) -> Iterator[str]:
        for each in self._made.deck.settings.bibliography:
            file = self._made.files.named(each.text, each.source.path if each.source else "")
            if isinstance(file, File):
                yield decode(file.path, file.data)[0].text

    @property
    def _templates(self) -> tuple[str, ...]:
        return (resources.template("deck.html.jinja") or "", *self._made.templates)

    @cached_property
    def _lines(self) -> frozenset[str]:
        """What the slides say, without marks; only what is short, or is found nowhere else, is looked for in it."""
        own = self._made.variables
        texts = ((slide.content.text, {**dict(slide.variables), **own}) for slide in self._made.slides)
        return frozenset(each.text.strip() for text, variables in texts for each in said.every(text, variables))

    @cached_property
    def _said(self) -> Haystack:
        return Haystack(self._lines)

    def has(self, each: Said) -> bool:
        """Return whether it stands there; what is short as a whole."""
        if each.kind is Kind.FILE:
            return self.texts.names(each.text)
        if len(each.text) < SHORTEST:
            return each.text in self._lines
        return self.texts.has(each.text) or self._said.has(each.text)


def _said(part: Part, variables: Mapping[str, str]) -> Iterator[Said]:
    """Yield what ``part`` says that is worth looking for."""
    if part.role is Role.ATTRIBUTES:
        found = said.of_attributes(attributes.behind_separator(part.span.text)[0], 0)
    else:
        found = said.every(part.span.text, variables)
    for kind, words, line in found:
        text = words.strip()
        is_address = kind is Kind.FILE and (is_remote(text) or text.startswith("#"))
        is_note = part.role is Role.NOTES and kind is Kind.TEXT
        meant = Kind.TEXT if is_address else Kind.NOTE if is_note else kind
        if text and (meant is not Kind.TEXT or len(text) >= SHORTEST):
            yield Said(meant, text, line)


def _is_held(name: str, part: Part, made: VariantPage, others: Haystack) -> bool:
    """Return whether the page holds the bytes of the file ``name``, and nothing else brings them there."""
    file = made.files.named(name, part.span.source.path)
    if not isinstance(file, File) or not file.data:
        return False
    html = made.page.html
    same = [each for each in made.assets.values() if file.path == each.path or file.data == each.data]
    held = [each for each in same if each.key in html and each.key not in others.raw]
    written = b64encode(file.data).decode("ascii")
    return any(not others.names(each.path) for each in held) or (written in html and written not in others.raw)


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 -- a setting of any kind
    """Yield the texts in ``value``."""
    if isinstance(value, (str, Placed)):
        yield value if isinstance(value, str) else value.text
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from (str(name), *_strings(inner))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner)


def _told(made: VariantPage, part: Part, each: Said, what: str) -> Diagnostic:
    """Return the report of a leak, at the place where it is written."""
    text, source = part.span.text, part.span.source
    line = sum(map(len, text.splitlines(keepends=True)[: each.line]))
    at = max(text.find(each.text, line), line)
    variant = made.deck.settings.variant
    message = f"{what}, and yet the page of {variant!r} has it: {_shown(each.text)}"
    width = len(each.text.split("\n")[0])
    return place(Problem(LEAK, part.span.start + at, message, _where(each.text, made.page), width), source)


def _where(text: str, page: Page) -> str:
    """Return where ``page`` has a ``text``."""
    slides = [slide for stack in page.stacks for slide in stack.slides]
    for number, slide in enumerate(slides, 1):
        if Haystack([sections.of_slide(slide)]).has(text):
            return f"slide {number} of the page has it"
    return "none of its slides has it, so look into the settings and templates"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
