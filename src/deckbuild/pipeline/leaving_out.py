"""Takes out of a deck what one of its variants has not, before anything else is done with its slides.

A slide that is left out is gone. In the place of each character of a part that is left out stands one that no text has
(`html/parser_names.py`), so all places stay as they are, and nothing that comes later can show what was there: notes,
footnotes, macros, slides that cannot be rendered. What is kept of a slide knows it by its text, too.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity, about_file, place
from deckbuild.diagnostics.source import LEFT_OUT_LINE, Source, Span
from deckbuild.features import audience
from deckbuild.features.variants import UNKNOWN_VARIANT
from deckbuild.html import attributes
from deckbuild.parsing import slides
from deckbuild.pipeline.division import NO_SLIDE
from deckbuild.rendering import left_out_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from deckbuild.config.settings import Settings
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.features.audience import Audience
    from deckbuild.parsing.slides import Slide
    from deckbuild.pipeline.division import Division
    from deckbuild.project.loader import DeckFiles
    from deckbuild.rendering.left_out_parts import Stretch

NO_VARIANTS_HERE = Rule(
    "D728",
    "no-variants-here",
    Severity.ERROR,
    "A variant of this deck cannot be built: nothing would be left out of it. Only decks in deckbuild's own dialect,\n"
    "divided by `!SLIDE` and `!SUB`, have variants, and only with the feature `variants`.",
)
_FEATURE = "variants"
_CHARACTER = re.compile(r"[^\n]")
_SIGNS = ("only=", "unless=")


class Role(Enum):
    """What a part is of its slide."""

    BODY = "body"
    NOTES = "notes"
    ATTRIBUTES = "attributes"


class Part(NamedTuple):
    """A part that is left out, where it is written; ``sign`` stands in the place of its characters."""

    span: Span
    role: Role = Role.BODY
    sign: str = LEFT_OUT_LINE


class Kept(NamedTuple):
    """A deck as a variant has it, and what that leaves out."""

    division: Division
    left_out: tuple[Part, ...]


class _Cut(NamedTuple):
    """What is left out of a slide, and the names in it that no variant has; one that ``is_gone`` is not kept."""

    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_gone: bool = False


def kept(division: Division, deck: DeckFiles, features: Collection[str]) -> Kept:
    """Return what the variant ``deck`` has of the deck that was divided so, with these ``features``."""
    if not division.stacks or (_FEATURE not in features and not deck.settings.variants):
        return Kept(division, ())
    if _FEATURE not in features:
        hint = "divide it by !SLIDE and !SUB, and leave features: away"
        wrong = about_file(NO_VARIANTS_HERE, deck.path, "nothing can be left out of this deck", hint)
        return Kept(division._replace(diagnostics=tuple(dict.fromkeys((*division.diagnostics, wrong)))), ())
    cuts = {id(slide): _cut(slide, deck.settings) for slide in (*division.slides, *division.aside)}
    parts = tuple(part for cut in cuts.values() for part in cut.parts)
    sources = _without(parts)
    stacks = tuple(filter(None, (tuple(_left(stack, cuts, sources)) for stack in division.stacks)))
    found = {each: None for slide in division.slides for each in _placed(slide, cuts[id(slide)])}
    if not stacks:
        stacks = ((slides.nothing(deck.chapters[0].source),),)
        found[about_file(NO_SLIDE, deck.path, f"the deck {deck.name} has no slides; its page is empty")] = None
    aside = tuple(_left(division.aside, cuts, sources))
    told = tuple(dict.fromkeys((*division.diagnostics, *found)))
    return Kept(division._replace(stacks=stacks, aside=aside, diagnostics=told), tuple(_joined(parts)))


def _cut(slide: Slide, settings: Settings) -> _Cut:
    """Return what the variant with these ``settings`` leaves out of a ``slide``."""
    if not any(sign in slide.content.text for sign in _SIGNS):
        return _Cut()
    variant, known = settings.variant, tuple(settings.variants)
    given, _ = attributes.behind_separator(slide.attributes.text)
    of_slide = audience.of(given)
    problems = [*_unknown(of_slide, slide, known)] if of_slide else []
    if of_slide and of_slide.lacks(variant, known):
        whole = (Part(slide.attributes, Role.ATTRIBUTES), Part(slide.body))
        return _Cut((*whole, *(Part(note, Role.NOTES) for note in slide.notes)), tuple(problems), is_gone=True)
    parts: list[Part] = []
    for span in (slide.body, *slide.notes):
        found = left_out_parts.find(span.text, variant, known)
        parts += _parts(span, Role.BODY if span == slide.body else Role.NOTES, found.stretches)
        problems += [each.moved(span.start - slide.start) for each in found.problems]
    return _Cut(tuple(parts), tuple(problems))


def _parts(span: Span, role: Role, stretches: Iterable[Stretch]) -> Iterator[Part]:
    """Yield the parts at the ``stretches`` of a ``span``."""
    for begin, end, sign in stretches:
        yield Part(Span(span.source, span.start + begin, span.start + end), role, sign)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield ``parts``, with lines that follow each other as one."""
    last: Part | None = None
    for part in parts:
        if last and part[1:] == last[1:] == (part.role, LEFT_OUT_LINE) and _is_next(part.span, last.span):
            last = last._replace(span=last.span._replace(end=part.span.end))
        else:
            yield from (last,) if last else ()
            last = part
    yield from (last,) if last else ()


def _is_next(span: Span, before: Span) -> bool:
    """Return whether nothing but blanks, and the signs of quotes, stands between two spans."""
    is_behind = span.source == before.source and before.end <= span.start
    return is_behind and not span.source.text[before.end : span.start].strip(" \t\n>")


def _unknown(of_slide: Audience, slide: Slide, known: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the names of variants behind the separator of a ``slide`` that no variant has."""
    for name, hint in of_slide.unknown(known):
        at = max(0, slide.attributes.text.find(name))
        yield Problem(UNKNOWN_VARIANT, at, f"the deck has no variant {name!r}", hint, len(name))


def _placed(slide: Slide, cut: _Cut) -> Iterator[Diagnostic]:
    """Yield what is wrong in a ``slide``, at its place."""
    yield from (place(each.moved(slide.start), slide.source) for each in cut.problems)


def _without(parts: Iterable[Part]) -> dict[Source, Source]:
    """Return the sources of ``parts``, each as it is without them."""
    by_source: dict[Source, list[Part]] = {}
    for part in parts:
        by_source.setdefault(part.span.source, []).append(part)
    return {source: Source(source.path, "".join(_filled(source.text, own))) for source, own in by_source.items()}


def _filled(text: str, parts: Iterable[Part]) -> Iterator[str]:
    """Yield ``text`` in pieces, with signs in the place of the characters of ``parts``."""
    at = 0
    for (_, begin, end), _, sign in sorted(parts, key=lambda part: part.span.start):
        yield text[at : max(at, begin)]
        yield _CHARACTER.sub(sign, text[max(at, begin) : max(at, end)])
        at = max(at, end)
    yield text[at:]


def _left(group: Iterable[Slide], cuts: Mapping[int, _Cut], sources: Mapping[Source, Source]) -> Iterator[Slide]:
    """Yield those slides of a ``group`` that are kept, in their sources as these are now."""
    for slide in group:
        source = sources.get(slide.source, slide.source)
        if not cuts[id(slide)].is_gone and source is slide.source:
            yield slide
        elif not cuts[id(slide)].is_gone:
            content = slide.content._replace(text=source.text[slide.start : slide.end])
            yield slide._replace(source=source, content=content)
