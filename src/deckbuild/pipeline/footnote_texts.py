"""Hands each slide the footnotes that it names and that stand elsewhere in its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from deckbuild.parsing.slides import Slide

_FEATURE = "footnotes"
_SIGN = "[^"  # which a text holds that names or defines one
_NAMED = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?!:)")
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
