"""Renders one slide's text to HTML, step by step, from Markdown on; a function of the text alone.

Nothing here knows a file or a line: problems stand at offsets of the slide's text, so that what is rendered
can be kept and used again wherever the same text stands.
"""

from __future__ import annotations

import re
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Capped, Problem, Rule, Severity
from deckbuild.diagnostics.source import LEFT_OUT, LEFT_OUT_LINE
from deckbuild.features.feature import used
from deckbuild.features.findings import Findings
from deckbuild.html import attributes, references
from deckbuild.html.source_map import Places
from deckbuild.markdown.converter import converter
from deckbuild.markdown.installed_extensions import short_names
from deckbuild.markdown.parser import DEEPEST, Additions
from deckbuild.markdown.source_lines import number_raw
from deckbuild.rendering import (
    audiences,
    complexity,
    directives,
    given_attributes,
    heading_ids,
    misspellings,
    other_tools,
    preambles,
    sanitizer,
    slide_attributes,
    stretching,
    surplus_cells,
)
from deckbuild.rendering.balance import balance
from deckbuild.rendering.dedent import dedented
from deckbuild.rendering.draft import NOTES, Draft, Piece
from deckbuild.rendering.films import Films
from deckbuild.rendering.result import EMPTY, Rendered, failed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from deckbuild.diagnostics.source import Span
    from deckbuild.markdown.line_numbers import WrongLines
    from deckbuild.parsing.slides import Slide
    from deckbuild.rendering.slide_attributes import SlideAttributes

NOT_RENDERED = Rule(
    "D203",
    "not-rendered",
    Severity.WARNING,
    "Markdown could not make HTML of this slide: it nests lists or quotes too deeply, or an extension of the\n"
    "project failed on it. The message names what failed; in its place the slide shows its text as it is written.",
)
NO_SUCH_LINE = Rule(
    "D206",
    "no-such-line",
    Severity.WARNING,
    "A fence such as ```` ```js [1-2|9] ```` highlights lines that its code does not have, or a range that runs\n"
    "backwards. Rows are counted from 1, whatever number the first one shows.",
)
_VARIANTS = "variants"  # the feature of which a slide's own attributes are part
_BEFORE = ("", NOTES, "\n")  # the body, its first note, and any other


class _Converted(NamedTuple):
    """What Markdown made of a slide's body, or of one of its notes, which begins at ``source`` in the slide's text.

    ``depth`` is how deep lists and quotes are nested; None where HTML of an author, or of an extension, must be read.
    """

    html: str
    source: int
    depth: int | None
    raw: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    features: frozenset[str]
    section: Mapping[str, str]


class Renderer:
    """Renders slides with one set of Markdown extensions (name to options); ``strips`` those of strangers.

    ``native`` are slides of our own dialect: there the bare address of a film is a player. With ``lines`` each block
    says in `data-line` at which line of its slide's text it begins (from 0). ``features`` are the names of what slides
    may use beyond Markdown, ``settings`` what a deck sets for them.
    """

    def __init__(
        self,
        extensions: Mapping[str, Mapping[str, Any]],
        *,
        lines: bool = False,
        strips: bool = False,
        native: bool = False,
        features: Collection[str] = (),
        settings: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self._features, self._settings, self._extensions = features, settings, short_names(extensions)
        self._converter = converter(extensions, lines=lines)
        self._lines = self._converter.lines
        # What is done to a slide between Markdown and what it names: each step takes and returns a draft.
        films = Films(bare=native, frames=not strips).apply
        others = other_tools.finder(self._extensions, features)
        steps = [others, misspellings.in_html, balance, _numbered, directives.apply, films, stretching.freed]
        self._audiences = audiences.Audiences(settings, in_preview=lines) if _VARIANTS in features else None
        if self._audiences:
            steps = [self._audiences.taken, *steps, self._audiences.checked]
        self._steps: list[Callable[[Draft], Draft]] = [*steps, sanitizer.strip] if strips else steps

    def render(self, slide: Slide) -> Rendered:
        """Return ``slide`` rendered; one that cannot be shows its text, one that would take too long is empty."""
        refused = complexity.problem(slide.whole.text)
        if refused:
            return EMPTY._replace(problems=(refused,))
        try:
            converted = [self._markdown(span, slide) for span in (slide.body, *slide.notes)]
        except Exception as error:
            return self._failed(slide, f"{type(error).__name__}: {error}")
        draft = _begun(slide, converted, slide_attributes.read(slide, self._features, self._values(slide)))
        if max(draft.tree.depth if draft.tree else 0, *(each.depth or 0 for each in converted)) >= DEEPEST:
            return self._failed(slide, f"lists or quotes are nested {DEEPEST} levels deep")
        for step in self._steps:
            draft = step(draft)
        return _finished(draft)

    def _failed(self, slide: Slide, why: str) -> Rendered:
        """Return a slide that shows its text as it is written, with a warning."""
        rendered = _as_written(slide, why)
        wrong = self._audiences.of_text(slide.whole.text) if self._audiences else ()
        return rendered._replace(problems=(*rendered.problems, *wrong))

    def _markdown(self, span: Span, slide: Slide) -> _Converted:
        """Return the HTML of a ``span`` of the slide, and what of its code and its tables is not shown as meant."""
        self._converter.reset()
        before = slide.whole.text[: span.start - slide.start]
        if self._lines:
            self._lines.first = before.count("\n")
        defined = preambles.defined(before, self._features)
        settings = {**self._settings, "vars": self._values(slide)} if slide.variables else self._settings
        given = (slide.files, slide.preamble + defined, slide.keys)
        in_preview = self._lines is not None
        findings = Findings(settings, *given, in_notes=span != slide.body, in_preview=in_preview)
        text = f"{dedented(span.text)}\n\n{slide.appendix}" if slide.appendix else dedented(span.text)
        html = self._converter.convert(text, self._additions(text, findings))
        raw = tuple(self._lines.raw) if self._lines else ()
        source = len(before)
        missing = (each.moved(source) for each in _wrong_lines(span.text, self._converter.out_of_range))
        surplus = (each.moved(source) for each in surplus_cells.find(span.text, self._converter.wide_rows))
        wrong = (each.moved(source) for each in given_attributes.problems(span.text, findings))
        problems = (*missing, *surplus, *wrong)
        return _Converted(
            html, source, self._converter.depth, raw, problems, frozenset(findings.used), findings.section
        )

    def _values(self, slide: Slide) -> Mapping[str, str]:
        """Return what ``slide`` may name: the variables of its file, over which those of the deck win."""
        return {**dict(slide.variables), **self._settings.get("vars", {})}

    def _additions(self, text: str, findings: Findings) -> Additions:
        """Return what ``text`` is read with beyond Markdown: the rules of the features of which it holds a sign."""
        found = used(text, self._features, self._extensions, self._settings)
        characters = "".join(sorted({each for feature in found for each in feature.characters}))
        return Additions(tuple(each.install for each in found), characters, findings.environment)


def _begun(slide: Slide, converted: Sequence[_Converted], own: SlideAttributes) -> Draft:
    """Return the draft of a slide: its body, and behind that its notes in an element of their own."""
    given = own.given
    for each in converted:
        given = attributes.joined(each.section, given)
    html, pieces = "", []
    for number, each in enumerate(each for each in converted if each is converted[0] or each.html):
        html += _BEFORE[min(number, 2)]
        pieces.append(Piece(len(html), len(html) + len(each.html), each.source))
        html += each.html
    html += "</aside>" if len(pieces) > 1 else ""
    problems = [problem for each in converted for problem in each.problems]
    problems += own.problems
    problems += misspellings.in_attributes(given, slide.attributes.text, 0, misspellings.OF_SLIDES)
    problems += misspellings.in_code(html, slide.whole.text)
    raw = tuple(tag for each in converted for tag in each.raw)
    used = tuple(sorted({name for each in converted for name in each.features}))
    draft = Draft(html, Places(slide.whole.text), tuple(pieces), given, {}, tuple(problems), raw, features=used)
    return draft.parsed() if any(each.depth is None for each in converted) else draft


def _numbered(draft: Draft) -> Draft:
    """Give the author's HTML the lines at which it begins."""
    return draft.edited(number_raw(draft.html, draft.raw)) if draft.raw else draft


def _finished(draft: Draft) -> Rendered:
    """Return the slide with ids in its headings, with what it names, and without addresses that are programs.

    Names are looked for in the finished HTML, as directives, too, set attributes that name files.
    """
    of_sections = {each["id"] for each in (draft.attributes, draft.stack) if "id" in each}
    html, headings = heading_ids.given(draft.html, of_sections)
    found = references.find(html)
    problems = tuple(Capped([*draft.problems, *_programs(found.programs, draft.places)]))
    named = (found.references, found.ids, found.links, headings, draft.allowed, found.anchors, draft.features)
    return Rendered(found.html, draft.attributes, draft.stack, problems, *named)


def _wrong_lines(text: str, wrong: Iterable[tuple[str, WrongLines]]) -> Iterator[Problem]:
    """Report the ranges of lines that code does not have, each where its fence says it."""
    at = 0
    for info, lines in wrong:
        at = max(at, text.find(info, at))
        found = re.search(rf"(?<![\d-]){re.escape(lines.written)}(?![\d-])", info[info.find("[") :])
        offset = at + info.find("[") + (found.start() if found else 0)
        yield Problem(NO_SUCH_LINE, offset, lines.message, lines.hint, len(lines.written))


def _programs(addresses: tuple[str, ...], places: Places) -> Iterator[Problem]:
    """Report the addresses that were taken out because they are programs."""
    places = places.anew() if addresses else places
    for address in addresses:
        rule, written, message, hint = references.program(address)
        mention = places.address(written)
        yield Problem(rule, mention.start, message, hint, mention.end - mention.start)


def _shown(text: str) -> str:
    return text.replace(LEFT_OUT, "").replace(LEFT_OUT_LINE, "").strip()


def _as_written(slide: Slide, why: str) -> Rendered:
    shown, *notes = (f"<pre>{escape(_shown(span.text))}</pre>" for span in (slide.body, *slide.notes))
    spoken = f"{_BEFORE[1]}{''.join(notes)}</aside>" if notes else ""
    given = slide_attributes.read(slide).given
    rendered = failed(slide.whole.text, NOT_RENDERED, f"this slide cannot be rendered: {why}")
    return rendered._replace(html=shown + spoken, attributes=given)
