"""Divides a source into stacks of slides, and these into bodies and speaker notes, losing none of it.

1. find the separators that stand outside code, comments and raw elements;
2. cut the text at them into slides, each slide into its body and its speaker notes;
3. put the slides into stacks: horizontal slides, with the vertical ones under them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Capped, Problem, Rule, Severity
from deckbuild.diagnostics.source import Source, Span
from deckbuild.parsing import incremental, lookalikes, scanner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.parsing.given import SlideFile, SlideKey

EMPTY_SLIDE = Rule(
    "D201",
    "empty-slide",
    Severity.INFORMATION,
    "Two separators follow each other with nothing between them. The empty slide is left out, because\n"
    "nobody wants to show one by accident. Take one separator away, or set `keep_empty: true` to keep\n"
    "empty slides. A separator at the end of a file makes no slide and is not reported.",
)
UNCLOSED = Rule(
    "D202",
    "unclosed",
    Severity.WARNING,
    "A code fence, a comment or a raw element (<pre>, <script>, <style>, <textarea>) is opened and never\n"
    "closed. It is taken to end before the next separator, so that the slides after it are not lost.\n"
    "Close it: a fence with a line of the same characters, a comment with -->, an element with its end tag.",
)


class SlideText(NamedTuple):
    """The text of a slide, wherever it stands: all of it, and the stretches of it that are its parts."""

    text: str
    body: tuple[int, int]
    notes: tuple[tuple[int, int], ...]
    attributes: tuple[int, int]


class Slide(NamedTuple):
    """One slide: the text that stands in ``source`` at ``start``; ``files`` are those of which it takes code."""

    source: Source
    start: int
    content: SlideText
    files: tuple[SlideFile, ...] = ()
    preamble: str = ""  # what the slides before it define, such as macros; known when slides are rendered
    keys: tuple[SlideKey, ...] = ()  # the words in it that may cite works
    appendix: str = ""  # Markdown of other slides that is read behind its own: the footnotes that it names
    variables: tuple[tuple[str, str], ...] = ()  # those of a file that is included, where the deck has no other value

    @property
    def end(self) -> int:
        """Where it ends in ``source``."""
        return self.start + len(self.content.text)

    @property
    def whole(self) -> Span:
        """All of its text."""
        return Span(self.source, self.start, self.end)

    @property
    def body(self) -> Span:
        """What it shows."""
        return self._span(self.content.body)

    @property
    def notes(self) -> tuple[Span, ...]:
        """What its speaker notes say."""
        return tuple(map(self._span, self.content.notes))

    @property
    def attributes(self) -> Span:
        """What stands behind the separator (``!SLIDE class="dark"``), empty if nothing does."""
        return self._span(self.content.attributes)

    @property
    def is_empty(self) -> bool:
        """Whether it shows and says nothing."""
        return not any(part.text.strip() for part in (self.body, *self.notes, self.attributes))

    def _span(self, part: tuple[int, int]) -> Span:
        return Span(self.source, self.start + part[0], self.start + part[1])


class Division(NamedTuple):
    """The stacks of a source (each at least one slide, the first the horizontal one) and what is wrong."""

    stacks: tuple[tuple[Slide, ...], ...]
    problems: tuple[Problem, ...]


class Dialect(NamedTuple):
    """How separators look: a pattern (multi-line) with the groups ``slide``, ``sub`` and ``note``.

    ``words`` says whether words may follow on the line of a separator; they stay on the slide.
    ``signs`` are the separators as an author writes them.
    """

    boundary: re.Pattern[str]
    words: bool = False
    signs: lookalikes.Signs = lookalikes.Signs()


NATIVE = Dialect(
    re.compile(r"^ {0,3}!(?:(?P<slide>SLIDE)|(?P<sub>SUB)|(?P<note>NOTE))(?!\w)[ \t]*", re.MULTILINE),
    True,
    lookalikes.NATIVE,
)
REVEAL_MD = ("^---$", "^----$", r"^[^\S\n]*notes?:")  # horizontal, vertical, notes: reveal-md's defaults
_ATTRIBUTE = r"""(?:[\w:.-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'=<>`]+)|data-[\w-]+)"""
_BRACES = rf"""\{{[ ]*(?:[.#][A-Za-z_][\w-]*|{_ATTRIBUTE})(?:[^{{}}\n"']|"[^"\n]*"|'[^'\n]*')*\}}"""
_ATTRIBUTES = re.compile(rf"(?:{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*|{_BRACES})(?=[ \t]*$)", re.MULTILINE)


def native(notes: str = "") -> Dialect:
    """Return our own dialect; if ``notes`` is not empty, notes begin with this regular expression, too."""
    if not notes:
        return NATIVE
    slide, note = r"^ {0,3}!(?:(?P<slide>SLIDE)|(?P<sub>SUB))(?!\w)[ \t]*", r"^ {0,3}!NOTE(?!\w)[ \t]*"
    boundary = re.compile(f"{slide}|(?P<note>{note}|(?i:{notes}))", re.MULTILINE)
    return Dialect(boundary, True, lookalikes.NATIVE._replace(note_hint=""))


def dialect(horizontal: str = "", vertical: str = "", notes: str = "") -> Dialect:
    """Return the dialect of reveal-md with these regular expressions (its own where one is empty)."""
    patterns = (horizontal or REVEAL_MD[0], vertical or REVEAL_MD[1], notes or REVEAL_MD[2])
    named = [f"(?P<{name}>{text})" for name, text in zip(("slide", "sub", "note"), patterns, strict=True)]
    named[2] = f"(?i:{named[2]})"
    given = {"slide": horizontal, "sub": vertical, "note": notes, "note_hint": notes}
    signs = lookalikes.REVEAL_MD._replace(**{name: "" for name, pattern in given.items() if pattern})
    return Dialect(re.compile("|".join(named), re.MULTILINE), False, signs)


def nothing(source: Source) -> Slide:
    """Return the slide of a ``source`` in which there is none."""
    return Slide(source, len(source.text), SlideText("", (0, 0), (), (0, 0)))


def has_separators(source: Source, start: int, dialect: Dialect) -> bool:
    """Return whether ``source`` is divided by the slide separators of ``dialect`` (notes do not count)."""
    marks = _separators(source.text, start, dialect, incremental.hiding(source.text, dialect.boundary, start))
    return any(mark["note"] is None for mark in marks)


def divide(source: Source, start: int, dialect: Dialect, *, keep_empty: bool = False) -> Division:
    """Divide the text of ``source`` from ``start`` (behind the front matter) into stacks of slides.

    An empty slide is left out: in silence before the first separator and after the last, else reported.
    """
    regions = tuple(incremental.hiding(source.text, dialect.boundary, start))
    problems = [_unclosed(region) for region in regions if not region.closed]
    stacks: list[list[Slide]] = []
    for cut, slide in _slides(source, start, dialect, regions):
        if cut is None or cut["slide"] is not None:
            stacks.append([])
        inner = cut is not None and slide.end < len(source.text)
        if not slide.is_empty or (inner and keep_empty):
            stacks[-1].append(slide)
        elif cut is not None and inner:
            problems.append(_empty(cut))
    stretches = [stretch for stack in stacks for slide in stack for stretch in _stretches(slide)]
    problems += lookalikes.find(source.text, start, stretches, dialect.signs)
    return Division(tuple(tuple(stack) for stack in stacks if stack), tuple(Capped(problems)))


def _stretches(slide: Slide) -> Iterator[lookalikes.Stretch]:
    """Yield what a slide shows, and what it says in its notes."""
    yield lookalikes.Stretch(slide.body.start, slide.body.end, True)
    for note in slide.notes:
        yield lookalikes.Stretch(note.start, note.end, False)


def _slides(
    source: Source, start: int, dialect: Dialect, regions: tuple[scanner.Region, ...]
) -> Iterator[tuple[re.Match[str] | None, Slide]]:
    """Yield each slide with the separator it begins at (None for the text before the first one)."""
    groups: list[tuple[re.Match[str] | None, list[re.Match[str]]]] = [(None, [])]
    for mark in _separators(source.text, start, dialect, regions):
        if mark["note"] is None:
            groups.append((mark, []))
        else:
            groups[-1][1].append(mark)
    ends = [cut.start() for cut, _ in groups[1:] if cut] + [len(source.text)]
    for (cut, notes), end in zip(groups, ends, strict=True):
        start_of_slide = start if cut is None else cut.end()
        yield cut, _slide(source, start_of_slide, end, notes, words=dialect.words and cut is not None)


def _separators(text: str, start: int, dialect: Dialect, regions: Iterable[scanner.Region]) -> Iterator[re.Match[str]]:
    """Yield the separators that stand in no opaque region."""
    for match, region in scanner.placed(dialect.boundary.finditer(text, start), regions):
        if region is None or match.end() <= region.start or _is_whole(region, match):
            yield match


def _is_whole(region: scanner.Region, match: re.Match[str]) -> bool:
    """Return whether a comment is itself the separator, as in `<!--s-->`."""
    return region.kind is scanner.Kind.COMMENT and match.start() <= region.start and region.end <= match.end()


def _slide(source: Source, start: int, end: int, notes: list[re.Match[str]], *, words: bool) -> Slide:
    """Return the slide from ``start`` to ``end``; with ``words`` its separator's line may hold attributes."""
    found = _ATTRIBUTES.match(source.text, start, end) if words else None
    begin = found.end() if found else start
    stops = [mark.start() for mark in notes[1:]] + [end]
    content = SlideText(
        text=source.text[start:end],
        body=(begin - start, (notes[0].start() if notes else end) - start),
        notes=tuple((mark.end() - start, stop - start) for mark, stop in zip(notes, stops, strict=False)),
        attributes=(0, begin - start),
    )
    return Slide(source, start, content)


def _empty(cut: re.Match[str]) -> Problem:
    mark = cut[0].strip()
    line = cut.start() + len(cut[0]) - len(cut[0].lstrip())
    return Problem(
        EMPTY_SLIDE,
        line,
        f"the slide that {mark or 'this separator'} begins here is empty and left out",
        "take one of the two separators away, or set keep_empty: true",
        max(1, len(mark)),
    )


def _unclosed(region: scanner.Region) -> Problem:
    return Problem(
        UNCLOSED,
        region.start,
        f"this {region.kind.value} is never closed; it ends before the next separator",
        width=len(region.opener),
    )
