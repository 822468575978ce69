"""Renders one slide's text to HTML: Markdown, then directives; a function of the text alone.

Nothing here knows a file or a line: problems stand at offsets of the slide's text, so that what is rendered
can be kept and used again wherever the same text stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Capped, Problem, Rule, Severity
from deckbuild.html import attributes, references
from deckbuild.html.source_map import Places
from deckbuild.html.tree import read
from deckbuild.markdown.converter import converter, depth, lines_of, missing_lines
from deckbuild.markdown.parser import DEEPEST
from deckbuild.rendering import complexity, directives, sanitizer
from deckbuild.rendering.balance import balanced
from deckbuild.rendering.result import Rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from deckbuild.diagnostics.source import Span
    from deckbuild.parsing.slides import Slide

NOT_RENDERED = Rule(
    "D203",
    "not-rendered",
    Severity.ERROR,
    "Markdown could not make HTML of this slide: it nests lists or quotes too deeply, or an extension of the\n"
    "project failed on it. The message names what failed.",
)
NO_SUCH_LINE = Rule(
    "D206",
    "no-such-line",
    Severity.WARNING,
    "A fence such as ```` ```js [1-2|9] ```` highlights lines that its code does not have, or a range that runs\n"
    "backwards. Rows are counted from 1, whatever number the first one shows.",
)
_INDENT = re.compile(r"^(?:\t+| *)(?=\S)", re.MULTILINE)


class Renderer:
    """Renders slides with one set of Markdown extensions (name to options); ``strips`` those of strangers.

    With ``lines`` each block says in `data-line` at which line of its slide's text it begins (from 0).
    """

    def __init__(
        self, extensions: Mapping[str, Mapping[str, Any]], *, lines: bool = False, strips: bool = False
    ) -> None:
        self._converter = converter(extensions, lines=lines)
        self._lines = lines_of(self._converter)
        self._strips = strips

    def render(self, slide: Slide) -> Rendered:
        """Return ``slide`` rendered; a slide that cannot be is empty and holds an error."""
        refused = complexity.problem(slide.whole.text)
        if refused:
            return Rendered("", {}, {}, (refused,))
        try:
            html, problems = self._html(slide)
        except Exception as error:
            return _failed(slide, f"{type(error).__name__}: {error}")
        if html is None:
            return _failed(slide, f"lists or quotes are nested {DEEPEST} levels deep")
        given, programs = attributes.read(slide.attributes.text)
        problems += [directives.no_attribute(word.text, word.offset) for word in programs]
        directed = directives.apply(html, Places(slide.whole.text))
        directed = directed._replace(slide=attributes.joined(given, directed.slide))
        if self._strips:
            directed = sanitizer.strip(directed, slide.whole.text)
        found = references.find(directed.html)
        problems += [*directed.problems, *_programs(found.programs, slide.whole.text)]
        named = (found.references, found.ids, found.links)
        return Rendered(found.html, directed.slide, directed.stack, tuple(Capped(problems)), *named)

    def _html(self, slide: Slide) -> tuple[str | None, list[Problem]]:
        """Return the HTML of ``slide`` with its notes; None if Markdown would lose what is nested too deeply."""
        pieces: list[str] = []
        problems: list[Problem] = []
        for part in (slide.body, *slide.notes):
            html = self._markdown(part, slide.whole)
            html, deepest, wrong = self._balanced(html, part.text)
            if deepest >= DEEPEST:
                return None, []
            wrong += tuple(_missing_lines(part.text, missing_lines(self._converter)))
            pieces.append(self._lines.number_raw(html) if self._lines else html)
            problems += [problem.moved(part.start - slide.whole.start) for problem in wrong]
        notes = "\n".join(filter(None, pieces[1:]))
        return f'{pieces[0]}\n<aside class="notes">{notes}</aside>' if notes else pieces[0], problems

    def _balanced(self, html: str, text: str) -> tuple[str, int, tuple[Problem, ...]]:
        """Return ``html`` balanced, how deep it is, and what was wrong; it is read only if ``text`` has HTML in it."""
        known = depth(self._converter)
        if known is not None:
            return html, known, ()
        tree = read(html)
        html, wrong = balanced(html, tree, text)
        return html, tree.depth, wrong

    def _markdown(self, part: Span, whole: Span) -> str:
        self._converter.reset()
        if self._lines:
            self._lines.first = whole.text.count("\n", 0, part.start - whole.start)
        return self._converter.convert(_dedented(part.text))


def _missing_lines(text: str, missing: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    """Report the ranges of lines that code does not have, each where its fence says it."""
    at = 0
    for info, lines in missing:
        at = max(at, text.find(info, at))
        offset = at + max(0, info.find(lines, info.find("[")))
        yield Problem(NO_SUCH_LINE, offset, f"this code has no line {lines}", "count from 1", len(lines))


def _programs(addresses: tuple[str, ...], text: str) -> Iterator[Problem]:
    """Report the addresses that were taken out because they are programs."""
    places = Places(text)
    for address in addresses:
        rule, written, message, hint = references.program(address)
        yield Problem(rule, places.next(written), message, hint, len(written))


def _failed(slide: Slide, why: str) -> Rendered:
    """Return the slide that could not be rendered: empty, with an error at its first word."""
    text = slide.whole.text
    at = len(text) - len(text.lstrip())
    return Rendered("", {}, {}, (Problem(NOT_RENDERED, at, f"this slide cannot be rendered: {why}"),))


def _dedented(text: str) -> str:
    """Take the indentation of the first line off every line that has it (reveal.js, plugin/markdown).

    So a slide that is written indented as a whole is not one block of code.
    """
    found = _INDENT.search(text)
    indent = found[0] if found else ""
    if len(indent) < 2 and "\t" not in indent:
        return text
    return re.sub(rf"^{indent}", "", text, flags=re.MULTILINE)
