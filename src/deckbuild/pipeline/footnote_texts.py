"""Hands each slide the footnotes that it names and that stand elsewhere in its file; tells of those that none names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem, Rule, Severity, place
from deckbuild.parsing import scanner

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.parsing.slides import Slide

UNUSED_FOOTNOTE = Rule(
    "D784",
    "unused-footnote",
    Severity.INFORMATION,
    "A footnote is defined, `[^name]: text`, and no slide of its file names it, so it is not shown. Write `[^name]`\n"
    "where it belongs, or take it away.",
)

_FEATURE = "footnotes"
_SIGN = "[^"  # which a text holds that names or defines one
_NAMED = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?!:)")
_ANY = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")
_BEGIN = r" {0,3}\[\^(?P<name>[^\]\s]+)\]:"
# A footnote goes on over the lines right below it, and over paragraphs that are indented by four blanks.
_TEXT = re.compile(
    rf"^{_BEGIN}.*(?:\n(?![ \t]*$| {{0,3}}\[\^[^\]\s]+\]:).+|(?:\n[ \t]*)+\n(?= {{4,}}\S).+)*", re.MULTILINE
)


def given(slides: Sequence[Slide], features: Collection[str], aside: Sequence[Slide] = ()) -> Sequence[Slide]:
    """Return ``slides``, those with footnotes of their file that name some which they do not define.

    These may stand on slides ``aside``, which need not be shown.
    """
    if _FEATURE not in features or not any(_SIGN in each.content.text for each in slides):
        return slides
    texts: dict[tuple[str, str], str] = {}
    for each in (*slides, *aside):
        for name, text in _defined(each):
            texts.setdefault((each.source.path, name), text)
    return [_with_footnotes(each, texts) if _SIGN in each.content.text else each for each in slides]


def _defined(slide: Slide) -> Iterator[tuple[str, str]]:
    """Yield the footnotes that a ``slide`` defines, each with its name."""
    if _SIGN in slide.content.text:
        yield from ((found["name"], found[0]) for found in _TEXT.finditer(slide.content.text))


def _with_footnotes(slide: Slide, texts: dict[tuple[str, str], str]) -> Slide:
    own = {name for name, _ in _defined(slide)}
    named = dict.fromkeys(found["name"] for found in _NAMED.finditer(slide.content.text))
    wanted = [texts.get((slide.source.path, name), "") for name in named if name not in own]
    return slide._replace(appendix="\n\n".join(filter(None, wanted)))


def unused(slides: Sequence[Slide], features: Collection[str]) -> list[Diagnostic]:
    """Return what there is to say of footnotes that no slide of their file names, in a deck with these ``features``."""
    if _FEATURE not in features or not any("]:" in each.content.text for each in slides):
        return []
    named = {(each.source.path, name) for each in slides for name in _references(each.content.text)}
    return [
        place(
            Problem(UNUSED_FOOTNOTE, slide.start + begin, f"no slide names the footnote [^{name}]", "", len(name) + 3),
            slide.source,
        )
        for slide in slides
        for name, begin in _definitions(slide.content.text)
        if (slide.source.path, name) not in named
    ]


def _references(text: str) -> Iterator[str]:
    """Yield the names of the footnotes that a ``text`` names, wherever it does not define them."""
    defined = {found.start("name") for found in _TEXT.finditer(text)}
    yield from (found["name"] for found in _ANY.finditer(text) if found.start("name") not in defined)


def _definitions(text: str) -> Iterator[tuple[str, int]]:
    """Yield the footnotes that a ``text`` defines outside of code, with the offsets at which they begin."""
    regions = scanner.regions(text) if _SIGN in text else ()
    for found, region in scanner.placed(_TEXT.finditer(text), regions):
        if region is None or found.start() < region.start:
            yield found["name"], found.start("name") - 2
